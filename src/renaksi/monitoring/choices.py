"""What may be recorded in a cell today: the outcomes offered and the months work may be postponed to."""

from __future__ import annotations

from datetime import date

from renaksi.monitoring.domain.sheet import SheetLine
from renaksi.monitoring.models import Outcome
from renaksi.monitoring.status import Status, month_of, postponed_to

WAITING = frozenset({Status.PLANNED, Status.THIS_MONTH, Status.LATE, Status.RETURNED})
"""The states of a cell that waits to be recorded, or to be put right."""


def free_months(line: SheetLine, month: int) -> list[int]:
    """The later months without work of their own: neither ticked nor promised by another month."""
    others = {each: record for each, record in line.records.items() if each != month}
    taken = {*line.indicator.months, *postponed_to(line.indicator.months, others)}
    return [each for each in range(month + 1, 13) if each not in taken]


def outcomes_in(line: SheetLine, month: int, year: int, day: date) -> list[str]:
    """The outcomes that may be recorded on the day, and the one that stands already; see said.accepted."""
    offered = [Outcome.DONE.value]
    if line.is_scheduled(month):
        if month <= month_of(year, day):
            offered.append(Outcome.NOT_DONE.value)
        if free_months(line, month):
            offered.append(Outcome.POSTPONED.value)
    standing = line.records.get(month)
    return [*offered, standing.outcome] if standing else offered
