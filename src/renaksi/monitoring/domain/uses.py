"""What the floors below ask of monitoring: where evidence is used, whether a plan may be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from renaksi.desk.uses import EntryUse
from renaksi.evidence.models import Evidence
from renaksi.evidence.uses import Use
from renaksi.kernel.months import MONTH_NAMES
from renaksi.monitoring.models import Decision, Proof, Pull, Realisation
from renaksi.monitoring.proposal import source_of
from renaksi.plan.kinds import unit_of
from renaksi.plan.models import Plan, PlanState


def uses_of_evidence(evidence: Iterable[Evidence]) -> list[Use]:
    """The cells these pieces prove; cells taken back are left out. One query."""
    proofs = Proof.objects.filter(
        evidence__in=[piece.pk for piece in evidence], removed_at__isnull=True, realisation__is_cleared=False
    )
    road = "realisation__indicator__"
    joined = proofs.select_related(f"{road}plan__office", f"{road}sub_activity__activity__area")
    return [_use(proof) for proof in joined]


def uses_of_entry(register: str, entry_id: int) -> list[EntryUse]:
    """The cells whose value was taken from the book with this entry behind it, and stands there still. Two queries."""
    road = "indicator__"
    pulls = (
        Pull.objects.filter(decision=Decision.CONFIRMED, entries__register=register, entries__entry_id=entry_id)
        .select_related(f"{road}plan__office", f"{road}sub_activity__activity__area")
        .order_by("month", "pk")
    )
    last = {(pull.indicator_id, pull.month): pull for pull in pulls}
    rows = {pull.indicator_id for pull in last.values()}
    standing = {
        (cell.indicator_id, cell.month): cell
        for cell in Realisation.objects.filter(indicator__in=rows, is_cleared=False)
    }
    return [
        _entry_use(pull)
        for key, pull in last.items()
        if (cell := standing.get(key)) and cell.source == source_of(pull.key) and cell.quantity in {pull.quantity, None}
    ]


def _entry_use(pull: Pull) -> EntryUse:
    indicator = pull.indicator
    plan = indicator.plan
    return EntryUse(
        title=indicator.text or "Baris tanpa indikator",
        place=f"{MONTH_NAMES[pull.month - 1]} {plan.year}",
        value=pull.quantity.words(unit_of(indicator)),
        address=_address(plan, indicator.pk, pull.month),
    )


def used_by_cells() -> Q:
    """The condition on evidence that it proves a cell."""
    proofs = Proof.objects.filter(removed_at__isnull=True, realisation__is_cleared=False)
    return Q(pk__in=proofs.values("evidence"))


def veto_of_realisations(plan: Plan) -> str | None:
    """Why a plan with recorded cells is not taken back; None where there are none.

    An amendment gives back the plan it replaced, with what was recorded: only rows it added would lose theirs.
    """
    if Plan.objects.filter(replaced_by=plan).exists():
        return _veto_of_added(plan)
    year = Q(
        indicator__plan__office=plan.office_id, indicator__plan__year=plan.year
    )  # removed rows of older versions too
    recorded = Realisation.objects.filter(year, is_cleared=False).count()
    if not recorded:
        return None
    return (
        f"Rencana aksi ini sudah memuat {recorded} catatan realisasi, jadi tidak dapat ditarik: koreksi barisnya, atau hapus "
        "dahulu catatannya satu per satu dengan alasan."
    )


def _veto_of_added(plan: Plan) -> str | None:
    added = Realisation.objects.filter(indicator__plan=plan, indicator__previous__isnull=True, is_cleared=False)
    recorded, first = added.count(), added.select_related("indicator").order_by("indicator__position").first()
    if first is None:
        return None
    return (
        f"Baris yang ditambahkan keputusan perubahan ini sudah memuat {recorded} catatan realisasi (yang pertama: "
        f"“{first.indicator.text or 'baris tanpa indikator'}”), jadi perubahannya tidak dapat ditarik: hapus dahulu catatan itu "
        "satu per satu dengan alasan."
    )


def _use(proof: Proof) -> Use:
    realisation = proof.realisation
    indicator = realisation.indicator
    activity = indicator.sub_activity.activity
    plan = indicator.plan
    return Use(
        evidence_id=proof.evidence_id,
        title=indicator.text or "Baris tanpa indikator",
        place=f"{activity.area.name or 'Tanpa area'} › {activity.name or 'tanpa kegiatan'}",
        month_on=date(plan.year, realisation.month, 1),
        address=_address(plan, indicator.pk, realisation.month),
    )


def _address(plan: Plan, pk: int, month: int) -> str:
    """The cell; of a row an amending decree removed, its place below the board."""
    place = {"code": plan.office.code, "year": plan.year}
    if plan.state == PlanState.REPLACED:
        return f"{reverse('plan_page', kwargs=place)}#dihapus-{pk}"
    return reverse("cell", kwargs={**place, "pk": pk, "month": month})
