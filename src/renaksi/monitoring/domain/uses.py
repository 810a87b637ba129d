"""What the floors below ask of monitoring: where evidence is used, whether a plan may be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from renaksi.evidence.models import Evidence
from renaksi.evidence.uses import Use
from renaksi.monitoring.models import Proof, Realisation
from renaksi.plan.models import Plan, PlanState


def uses_of_evidence(evidence: Iterable[Evidence]) -> list[Use]:
    """The cells these pieces prove; cells taken back are left out. One query."""
    proofs = Proof.objects.filter(
        evidence__in=[piece.pk for piece in evidence], removed_at__isnull=True, realisation__is_cleared=False
    )
    road = "realisation__indicator__"
    joined = proofs.select_related(f"{road}plan__office", f"{road}sub_activity__activity__area")
    return [_use(proof) for proof in joined]


def used_by_cells() -> Q:
    """The condition on evidence that it proves a cell."""
    proofs = Proof.objects.filter(removed_at__isnull=True, realisation__is_cleared=False)
    return Q(pk__in=proofs.values("evidence"))


def veto_of_realisations(plan: Plan) -> str | None:
    """Why a plan with recorded cells is not taken back; None where there are none."""
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
