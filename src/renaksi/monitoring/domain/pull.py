"""A value the books propose is taken into its cell with the book's recap as evidence, or refused with a reason."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from renaksi.accounts.models import User
from renaksi.desk.book_paper import recap_pdf
from renaksi.desk.registry import REGISTERS
from renaksi.evidence.domain.receive import receive_file
from renaksi.evidence.models import Evidence, EvidenceKind
from renaksi.kernel.clock import now, today
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.refusal import Refused, Stale
from renaksi.monitoring.domain.cells import spoken, tell, touched, version_seen
from renaksi.monitoring.domain.offers import Offer, offer_for
from renaksi.monitoring.domain.proofs import proven
from renaksi.monitoring.domain.record import put
from renaksi.monitoring.domain.said import LONGEST_REASON, Said
from renaksi.monitoring.models import Decision, Outcome, Proof, Pull, PulledEntry, Realisation
from renaksi.monitoring.proposal import Proposal, Stance, source_of
from renaksi.offices.models import Office
from renaksi.plan.domain.locking import locked_plan, reason_given
from renaksi.plan.models import Indicator, Plan

LONGEST_PARTS = 1500
NARRATIVE = "Dihitung dari "


def confirm_proposal(*, indicator: Indicator, month: int, seen: str, by: User | None) -> Realisation:
    """Takes what the book proposes into the cell, with its working as narrative and the book's recap as evidence.

    ``seen`` is the mark the person saw (Proposal.mark): the book's value and the cell's version. The recap is kept before the
    cell is written; the same recap is kept once. A recap of a value taken before is taken off the cell. What the person wrote
    beside the working stays. Trail: that of record_realisation, and ``monitoring.proposal_confirmed``.
    Refuses: Stale (the book says another value now, or the cell was changed), ``monitoring.no_proposal``,
    ``monitoring.pulled`` (it stands there already), ``plan.withdrawn``, ``plan.replaced``, and what record_realisation refuses.
    """
    offer, _ = _checked(indicator.plan, indicator.pk, month, seen)
    recap = _recap(offer.proposal, by)
    with transaction.atomic():
        plan = locked_plan(indicator.plan)
        offer, standing = _checked(plan, indicator.pk, month, seen)
        pieces = proven(plan.office, [recap])
        said, source = _said(offer.proposal, standing), source_of(offer.proposal.measure.key)
        cell = put(plan, indicator.pk, month, said, version_seen(standing), pieces, by, source=source)
        _take_former_off(cell, recap, by)
        pull = _write(offer.proposal, Decision.CONFIRMED, by, recap=recap)
        _tell_confirmed(cell, offer.proposal, pull, by)
    return cell


def reject_proposal(*, indicator: Indicator, month: int, seen: str, reason: str, by: User | None) -> Pull:
    """Keeps that a proposal is not taken, and why; it is not offered again until the book says another value.

    Trail: ``monitoring.proposal_rejected``. Refuses: Stale, ``plan.reason_missing``, ``monitoring.reason_too_long``,
    ``monitoring.no_proposal``, ``monitoring.pulled``, ``monitoring.rejected`` (already), ``plan.withdrawn``, ``plan.replaced``.
    """
    reason = reason_given(reason)
    if len(reason) > LONGEST_REASON:
        raise Refused(
            f"Alasan paling panjang {LONGEST_REASON} huruf.", code="monitoring.reason_too_long", field="reason"
        )
    with transaction.atomic():
        plan = locked_plan(indicator.plan)
        offer, _ = _checked(plan, indicator.pk, month, seen)
        proposal = offer.proposal
        if offer.stance is Stance.TYPED_SAME:
            raise Refused("Nilai ini sudah tercatat.", code="monitoring.pulled")
        if offer.stance is Stance.REJECTED:
            raise Refused("Usulan ini sudah ditolak.", code="monitoring.rejected")
        pull = _write(proposal, Decision.REJECTED, by, reason=reason)
        place = Realisation(indicator=proposal.indicator, month=month)
        tell(
            place, what="monitoring.proposal_rejected", by=by, book=proposal.book_title, value=proposal.words,
            reason=reason, pull=pull.pk,
        )  # fmt: skip
    return pull


def _checked(plan: Plan, indicator_id: int, month: int, seen: str) -> tuple[Offer, Realisation | None]:
    """The offer as it stands, where it may be decided on and is what was seen, and the cell's own row."""
    rows = Indicator.objects.select_related("plan__office", "sub_activity__activity__area").filter(plan=plan)
    indicator = rows.filter(pk=indicator_id).first()
    if indicator is None or not 1 <= month <= 12:
        raise Refused("Indikator ini tidak ada lagi dalam rencana. Muat ulang halamannya.", code="monitoring.not_found")
    offer = offer_for(indicator, month, today(indicator.plan.office.time_zone))
    standing = Realisation.objects.select_related("indicator", "changed_by").filter(
        indicator=indicator, month=month
    ).first()  # fmt: skip
    if offer is None:
        raise Refused(
            f"{MONTH_NAMES[month - 1]} tidak menunggu nilai dari buku. Muat ulang halamannya.",
            code="monitoring.no_proposal",
        )
    proposal = offer.proposal
    if proposal.mark(version_seen(standing)) != seen:
        raise Stale(
            current=f"{proposal.book_title}: {proposal.words or 'tidak ada nilai'}\nDalam sel: {spoken(standing)}",
            attempted=f"{proposal.book_title}: {proposal.seen_words(seen)}",
        )
    if offer.stance is Stance.SAME:
        raise Refused("Nilai ini sudah tercatat.", code="monitoring.pulled")
    if offer.stance is Stance.NONE:
        raise Refused(
            f"{proposal.book_title} belum memberi nilai untuk {proposal.months_words}. Catat isinya, atau nyatakan nihil.",
            code="monitoring.no_proposal",
        )
    return offer, standing


def _recap(proposal: Proposal, by: User | None) -> Evidence:
    """The book's recap of the months as PDF, kept as evidence; the same figures are one piece."""
    register, plan = REGISTERS[proposal.measure.register], proposal.indicator.plan
    content = recap_pdf(register, plan.office, plan.year, proposal.asked, (proposal.measure.key,))
    first, last = proposal.asked[0], proposal.asked[-1]
    name = f"rekap-{register.slug}-{plan.year}-{first:02}-{last:02}.pdf"
    title = f"Rekapitulasi {register.title}, {proposal.measure.title}, {proposal.months_words}"
    return receive_file(
        office=plan.office, upload=ContentFile(content, name=name), title=title[:200], kind=EvidenceKind.RECAP,
        document_on=_last_day(proposal), proves_from=date(plan.year, first, 1), proves_until=_end_of(plan.year, last), by=by,
    )  # fmt: skip


def _said(proposal: Proposal, standing: Realisation | None) -> Said:
    quantity = proposal.quantity
    assert quantity is not None  # noqa: S101 - what is offered has a value
    told = _narrative(proposal)
    if proposal.outcome != Outcome.DONE:
        return Said(outcome=proposal.outcome, reason=told)
    kept = standing.narrative if standing and not standing.is_cleared else ""
    own = [line for line in kept.split("\n") if not line.startswith(NARRATIVE)]
    narrative = "\n".join([*own, told]).strip()
    return Said(Outcome.DONE, quantity.amount, quantity.base, _done_on(proposal), narrative)


def _narrative(proposal: Proposal) -> str:
    """``Dihitung dari Register Kegiatan, Januari s.d. Maret 2026: 4 kegiatan. Banyaknya …. Rincian: Orang hadir 120.``"""
    told = f"{NARRATIVE}{proposal.book_title}, {proposal.months_words}: {proposal.words}"
    sentences = [f"{told}{' (dinyatakan nihil)' if proposal.is_nil else ''}", proposal.measure.formula.rstrip(".")]
    if proposal.parts:
        parts = "; ".join(f"{title} {amount}" for title, amount in proposal.parts)
        sentences.append(f"Rincian: {parts[:LONGEST_PARTS]}")
    if proposal.missing:
        names = ", ".join(MONTH_NAMES[month - 1] for month in proposal.missing)
        sentences.append(f"Belum ada catatan untuk {names}")
    return f"{'. '.join(sentences)}."


def _done_on(proposal: Proposal) -> date:
    """The day of the last entry that lies in the months answered for; else the last of the cell's month, today at the latest."""
    latest, year = _last_day(proposal), proposal.indicator.plan.year
    register = REGISTERS[proposal.measure.register]
    ids = proposal.gathered.entries if proposal.gathered else ()
    within = (date(year, proposal.asked[0], 1), latest)
    entries = register.model.objects.filter(pk__in=ids, **{f"{register.dated}__range": within})
    day: date | None = entries.aggregate(day=Max(register.dated))["day"]
    return day or latest


def _last_day(proposal: Proposal) -> date:
    office: Office = proposal.indicator.plan.office
    return min(_end_of(proposal.indicator.plan.year, proposal.month), today(office.time_zone))


def _end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _take_former_off(cell: Realisation, recap: Evidence, by: User | None) -> None:
    """Recaps of values taken before no longer prove what the cell says."""
    former = Pull.objects.filter(indicator=cell.indicator, month=cell.month).exclude(recap=recap).values("recap")
    for proof in Proof.objects.filter(realisation=cell, evidence__in=former, removed_at__isnull=True).select_related(
        "evidence"
    ):
        proof.removed_at, proof.removed_by = now(), by
        proof.save(update_fields=("removed_at", "removed_by"))
        touched(cell, by)
        cell.save()
        tell(cell, what="monitoring.proof_removed", by=by, title=proof.evidence.title, evidence=proof.evidence_id)


def _write(
    proposal: Proposal, decision: Decision, by: User | None, *, reason: str = "", recap: Evidence | None = None
) -> Pull:
    quantity, gathered = proposal.quantity, proposal.gathered
    assert quantity is not None  # noqa: S101 - what is offered has a value
    assert gathered is not None  # noqa: S101 - likewise
    pull = Pull.objects.create(
        indicator=proposal.indicator, month=proposal.month, key=proposal.measure.key, kind=quantity.kind,
        amount=quantity.amount, base=quantity.base, parts=[[title, str(amount)] for title, amount in gathered.parts],
        formula=proposal.measure.formula, months=list(proposal.asked), missing=list(proposal.missing),
        counted_at=proposal.counted_at or now(), decision=decision, reason=reason, recap=recap, decided_at=now(), decided_by=by,
    )  # fmt: skip
    PulledEntry.objects.bulk_create(
        [PulledEntry(pull=pull, register=pull.register, entry_id=pk) for pk in gathered.entries], 500
    )
    return pull


def _tell_confirmed(cell: Realisation, proposal: Proposal, pull: Pull, by: User | None) -> None:
    tell(
        cell, what="monitoring.proposal_confirmed", by=by, book=proposal.book_title, value=proposal.words,
        months=proposal.months_words, pull=pull.pk, source=cell.source,
    )  # fmt: skip
