"""What the books propose for the cells of a plan that are due: for a whole year in two queries, for one cell counted anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from renaksi.measures.declare import Measure
from renaksi.measures.domain.fill import fill_stale, values_of
from renaksi.measures.models import BookMonth, MeasureValue
from renaksi.monitoring.domain.sheet import SheetLine, YearSheet, line_of
from renaksi.monitoring.models import Outcome, Pull
from renaksi.monitoring.proposal import TO_DECIDE, Proposal, Stance, proposal_of
from renaksi.monitoring.status import month_of
from renaksi.plan.binding import binding_of
from renaksi.plan.models import Indicator


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal and how it stands to its cell; ``last`` is the last decision on that cell."""

    line: SheetLine
    proposal: Proposal
    stance: Stance
    last: Pull | None

    @property
    def month(self) -> int:
        """The cell's month."""
        return self.proposal.month

    @property
    def is_waiting(self) -> bool:
        """Whether somebody is asked to decide."""
        return self.stance in TO_DECIDE

    @property
    def tip(self) -> str:
        """What the board tells: ``Buku mengusulkan: 4 kegiatan``."""
        begin = "Buku kini" if self.stance is Stance.CHANGED else "Buku mengusulkan"
        return f"{begin}: {self.proposal.words}"


def due_months(line: SheetLine, this_month: int) -> list[int]:
    """The months begun that ask for something: scheduled, and not postponed away. ``this_month`` as status.month_of."""
    return [
        month
        for month in range(1, min(this_month, 12) + 1)
        if line.is_scheduled(month)
        and not ((record := line.records.get(month)) and record.outcome == Outcome.POSTPONED)
    ]


def offers_of(sheet: YearSheet) -> list[Offer]:
    """Every offer of the plan's due cells from the values kept, in printed order.

    Two queries, none where no book that is built answers the plan. What changed in a book since it was counted is not in it:
    ``fill_due`` counts first.
    """
    bound = _bound(sheet)
    if not bound:
        return []
    values = values_of(office=sheet.plan.office, year=sheet.plan.year, keys={m.key for m in bound.values()})
    last = _last_decisions(sheet)
    offers = (
        _offer(line, bound[line.indicator.pk], month, values, last.get((line.indicator.pk, month)), sheet.this_month)
        for line in sheet.lines
        if line.indicator.pk in bound
        for month in due_months(line, sheet.this_month)
    )
    return [offer for offer in offers if offer.stance is not Stance.NONE]


def with_offers(sheet: YearSheet) -> YearSheet:
    """The sheet, its lines telling where a book's value waits to be decided on."""
    tips: dict[int, dict[int, str]] = {}
    for offer in offers_of(sheet):
        if offer.is_waiting:
            tips.setdefault(offer.line.indicator.pk, {})[offer.month] = offer.tip
    lines = (
        tuple(replace(each, offers=tips.get(each.indicator.pk, {})) for each in sheet.lines) if tips else sheet.lines
    )
    return replace(sheet, lines=lines)


def due_books(sheet: YearSheet, month: int | None = None) -> tuple[set[str], range]:
    """The registers that answer cells of the month, or of any month begun; and the months of theirs that may be asked for."""
    bound = _bound(sheet)
    until = min(sheet.this_month, 12) if month is None else min(month, sheet.this_month, 12)
    at = range(1, until + 1) if month is None else (month,)
    registers = {
        bound[line.indicator.pk].register
        for line in sheet.lines
        if line.indicator.pk in bound and any(line.is_scheduled(each) for each in at)
    }
    return registers, range(1, until + 1)


def fill_due(sheet: YearSheet, month: int | None = None) -> int:
    """Counts what changed in the books that answer the month's cells (of any month begun), back to January."""
    registers, months = due_books(sheet, month)
    return fill_stale(office=sheet.plan.office, year=sheet.plan.year, registers=registers, months=months)


def has_uncounted(sheet: YearSheet) -> bool:
    """Whether a book asked by a cell that is due has months begun that were never counted, or changed since. One query."""
    registers, months = due_books(sheet)
    if not registers or not months:
        return False
    fresh = BookMonth.objects.filter(
        office=sheet.plan.office, year=sheet.plan.year, register__in=registers, month__in=months, is_stale=False
    )
    return fresh.count() < len(registers) * len(months)


def offer_for(indicator: Indicator, month: int, day: date) -> Offer | None:
    """What the book says for one cell, counted anew where it changed; None where no book that is built is asked there now.

    Plan, office and what is above the indicator are joined already.
    """
    measure = binding_of(indicator).measure
    line, this_month = line_of(indicator, day), month_of(indicator.plan.year, day)
    if measure is None or month not in due_months(line, this_month):
        return None
    plan = indicator.plan
    fill_stale(office=plan.office, year=plan.year, registers=[measure.register], months=range(1, month + 1))
    values = values_of(office=plan.office, year=plan.year, keys=[measure.key])
    last = Pull.objects.filter(indicator=indicator, month=month).select_related("decided_by").last()
    return _offer(line, measure, month, values, last, this_month)


def _bound(sheet: YearSheet) -> dict[int, Measure]:
    """The measures that are built, by the indicator they answer."""
    found = {line.indicator.pk: binding_of(line.indicator).measure for line in sheet.lines}
    return {pk: measure for pk, measure in found.items() if measure is not None}


def _last_decisions(sheet: YearSheet) -> dict[tuple[int, int], Pull]:
    decided = Pull.objects.filter(indicator__plan=sheet.plan).order_by("pk")
    return {(pull.indicator_id, pull.month): pull for pull in decided}


def _offer(
    line: SheetLine,
    measure: Measure,
    month: int,
    values: Mapping[tuple[str, int], MeasureValue],
    last: Pull | None,
    this_month: int,
) -> Offer:
    proposal = proposal_of(line.indicator, measure, month, records=line.records, values=values, this_month=this_month)
    return Offer(line, proposal, proposal.stance(line.realisations.get(month), last), last)
