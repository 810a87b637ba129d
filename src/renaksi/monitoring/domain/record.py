"""A cell recorded, changed, taken back and brought back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import now, today
from renaksi.kernel.quantity import Quantity
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.cells import check_seen, locked, tell, touched, value_words, version_seen
from renaksi.monitoring.domain.proofs import attach, proven
from renaksi.monitoring.domain.said import Place, Said, accepted, changes, described, said_of, stored, words_of
from renaksi.monitoring.models import Outcome, Realisation, Review
from renaksi.plan.domain.locking import locked_plan, reason_given
from renaksi.plan.kinds import kind_of, unit_of
from renaksi.plan.models import Indicator, Plan

TYPED = "typed"
__all__ = ["Said", "clear_realisation", "put", "record_realisation", "restore_realisation", "version_seen"]


def record_realisation(
    *, indicator: Indicator, month: int, said: Said, seen: int, by: User | None, evidence: Iterable[Evidence] = ()
) -> Realisation:
    """Records or changes what an indicator came to in a month, with its proofs, all or nothing.

    ``seen`` is the version the person saw (``version_seen``; 0 = empty). A cell taken back counts as empty and is recorded anew.
    What was verified or returned is unchecked again when it changes; returned and saved as it was counts as sent again. Saving
    what stands there already, without new proof, writes nothing. Trail: ``monitoring.recorded``, ``.changed`` or ``.resent``,
    and ``.proof_attached`` for each piece.
    Refuses: Stale; ``plan.withdrawn``, ``monitoring.not_found``, ``.no_such_month``, what said.accepted and proofs.proven refuse.
    """
    with transaction.atomic():
        plan = locked_plan(indicator.plan)
        return put(plan, indicator.pk, month, said, seen, proven(plan.office, evidence), by)


def put(
    plan: Plan,
    indicator_id: int,
    month: int,
    said: Said,
    seen: int,
    pieces: list[Evidence],
    by: User | None,
    *,
    source: str = "",
) -> Realisation:
    """Records one cell of a plan already locked; see record_realisation. ``source`` says which measure gave the value, if any."""
    indicator = _indicator(plan, indicator_id, month)
    said, quantity = accepted(said, _place(indicator, month))
    cell = Realisation.objects.select_related("changed_by").filter(indicator=indicator, month=month).first()
    cell = cell or Realisation(indicator=indicator, month=month, version=0, is_cleared=True)
    cell.indicator = indicator
    check_seen(cell, seen, described(said, quantity, unit_of(indicator)), "outcome")
    if cell.is_cleared:
        _fill(cell, said, quantity, by, source)
    else:
        _change(cell, said, quantity, by, source)
    attach(cell, pieces, by)
    return cell


def clear_realisation(*, realisation: Realisation, seen: int, reason: str, by: User | None) -> Realisation:
    """Takes a cell back with a reason: it counts as empty, its proofs stay with it. Trail: ``monitoring.cleared``.

    Refuses: Stale; ``plan.withdrawn``, ``plan.reason_missing``, ``monitoring.cleared`` (already).
    """
    reason = reason_given(reason)
    with transaction.atomic():
        cell = locked(realisation)
        if cell.is_cleared:
            raise Refused("Catatan bulan ini sudah dihapus.", code="monitoring.cleared")
        check_seen(cell, seen, "Catatan dihapus", "reason")
        cell.is_cleared = True
        touched(cell, by)
        cell.save(update_fields=("is_cleared", "version", "changed_at", "changed_by"))
        tell(cell, what="monitoring.cleared", by=by, reason=reason, was=stored(said_of(cell)))
    return cell


def restore_realisation(*, realisation: Realisation, by: User | None) -> Realisation:
    """Brings a cell taken back to what it said. Trail: ``monitoring.restored``.

    Refuses ``plan.withdrawn``, ``monitoring.not_cleared``.
    """
    with transaction.atomic():
        cell = locked(realisation)
        if not cell.is_cleared:
            raise Refused("Bulan ini sudah berisi catatan; tidak ada yang dipulihkan.", code="monitoring.not_cleared")
        cell.is_cleared = False
        touched(cell, by)
        cell.save(update_fields=("is_cleared", "version", "changed_at", "changed_by"))
        tell(cell, what="monitoring.restored", by=by, value=value_words(cell))
    return cell


def _indicator(plan: Plan, indicator_id: int, month: int) -> Indicator:
    if not 1 <= month <= 12:
        raise Refused("Bulan ditulis 1 sampai 12.", code="monitoring.no_such_month")
    indicator = plan.indicators.filter(pk=indicator_id).first()
    if indicator is None:
        raise Refused("Indikator ini tidak ada lagi dalam rencana. Muat ulang halamannya.", code="monitoring.not_found")
    indicator.plan = plan
    return indicator


def _place(indicator: Indicator, month: int) -> Place:
    postponed = Realisation.objects.filter(indicator=indicator, outcome=Outcome.POSTPONED, is_cleared=False)
    promised = postponed.exclude(month=month).values_list("new_month", flat=True)
    plan = indicator.plan
    return Place(
        plan.year, month, today(plan.office.time_zone), kind_of(indicator), indicator.months,
        frozenset(new for new in promised if new),
    )  # fmt: skip


def _fill(cell: Realisation, said: Said, quantity: Quantity | None, by: User | None, source: str) -> None:
    """An empty cell recorded: a new row, or the one that was taken back, whose former proofs were another recording's."""
    if cell.pk:
        cell.proofs.filter(removed_at__isnull=True).update(removed_at=now(), removed_by=by)
    _write(cell, said, quantity, source or TYPED)
    touched(cell, by)
    cell.is_cleared, cell.recorded_at, cell.recorded_by = False, cell.changed_at, by
    cell.save()
    tell(cell, what="monitoring.recorded", by=by, value=value_words(cell), now=stored(said))


def _change(cell: Realisation, said: Said, quantity: Quantity | None, by: User | None, source: str) -> None:
    before, unit = said_of(cell), unit_of(cell.indicator)
    differing = changes(before, said, (words_of(before, cell.quantity, unit), words_of(said, quantity, unit)))
    if not differing and cell.review != Review.RETURNED:
        return
    is_same_value = said.outcome == cell.outcome and quantity == cell.quantity
    _write(cell, said, quantity, source or (cell.source if is_same_value else TYPED))
    touched(cell, by)
    cell.save()
    if not differing:
        tell(cell, what="monitoring.resent", by=by, value=value_words(cell))
        return
    was, is_now = (", ".join(pair[side] for pair in differing) for side in (0, 1))
    tell(cell, what="monitoring.changed", by=by, before=was, after=is_now, was=stored(before), now=stored(said))


def _write(cell: Realisation, said: Said, quantity: Quantity | None, source: str) -> None:
    """Puts what was said into the cell, unchecked by anyone yet."""
    cell.outcome, cell.done_on, cell.narrative = said.outcome, said.done_on, said.narrative
    cell.reason, cell.new_month, cell.source = said.reason, said.new_month, source
    cell.kind = quantity.kind if quantity else ""
    cell.amount, cell.base = (quantity.amount, quantity.base) if quantity else (None, None)
    cell.review, cell.review_note, cell.reviewed_at, cell.reviewed_by = Review.NONE, "", None, None
