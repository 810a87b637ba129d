"""What state a month of an indicator is in, computed from what was planned, what was recorded and the day. Pure, no Django.

A *cell* is an indicator in a month. A *tick* is a month the decree gives an indicator; every tick is one obligation, however
often it was postponed, so that a period's figures always add up to what the decree planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from renaksi.kernel.months import MonthSet


class Status(StrEnum):
    """A cell's state; the values are the keys of web.status.STATUSES."""

    UNPLANNED = "unplanned"
    PLANNED = "planned"
    THIS_MONTH = "this_month"
    LATE = "late"
    UNPROVEN = "unproven"
    DONE = "done"
    VERIFIED = "verified"
    RETURNED = "returned"
    MISSED = "missed"
    EXTRA = "extra"


class Standing(StrEnum):
    """How an obligation of the decree stands today; ``words`` names each on screens and papers."""

    VERIFIED = "verified"
    DONE = "done"
    UNPROVEN = "unproven"
    RETURNED = "returned"
    MISSED = "missed"
    POSTPONED = "postponed"
    LATE = "late"
    THIS_MONTH = "this_month"
    PLANNED = "planned"


STANDING_TITLES: dict[Standing, str] = {
    Standing.VERIFIED: "terverifikasi",
    Standing.DONE: "terlaksana",
    Standing.UNPROVEN: "terlaksana tanpa bukti",
    Standing.RETURNED: "dikembalikan",
    Standing.MISSED: "tidak terlaksana",
    Standing.POSTPONED: "ditunda",
    Standing.LATE: "terlambat",
    Standing.THIS_MONTH: "bulan ini",
    Standing.PLANNED: "dijadwalkan",
}
"""Which standing a figure counts, in the order reports list them."""

REALISED = frozenset({Standing.VERIFIED, Standing.DONE, Standing.UNPROVEN})
"""What counts as carried out: returned work does not until it is recorded anew."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a person recorded for a cell, as far as its state depends on it. ``proofs`` = valid pieces of evidence."""

    outcome: str
    review: str = ""
    proofs: int = 0
    new_month: int | None = None


def month_of(year: int, day: date) -> int:
    """The month the day stands at in the year: 1..12, 0 for a year still to come, 13 for one that is over."""
    return day.month if day.year == year else (13 if day.year > year else 0)


def holding(ticks: MonthSet, records: Mapping[int, Record]) -> dict[int, Record]:
    """The records without those that postponed into a month the decree ticks itself, as an amending decree may make them.

    That month has its own work, which cannot answer for two ticks: the postponed work waits in its own month again.
    """
    found = dict(records)
    for month in ticks:
        at = month
        while (record := found.get(at)) and record.outcome == "postponed" and record.new_month:
            if record.new_month in ticks:
                del found[at]
                break
            at = record.new_month  # always later, so this ends
    return found


def postponed_to(ticks: MonthSet, records: Mapping[int, Record]) -> dict[int, int]:
    """New month -> the month its work was postponed from, for work that a tick asked for, however often it was put off."""
    found, records = {}, holding(ticks, records)
    for month in ticks:
        at = month
        while (record := records.get(at)) and record.outcome == "postponed" and record.new_month:
            found[record.new_month] = at
            at = record.new_month  # always later, so this ends
    return found


def status_of(month: int, *, is_scheduled: bool, record: Record | None, this_month: int) -> Status:
    """The state of a cell. ``is_scheduled``: ticked by the decree or postponed to; ``this_month`` as ``month_of`` gives it."""
    if record is None:
        return _open(month, this_month) if is_scheduled else Status.UNPLANNED
    if record.review == "returned":
        return Status.RETURNED
    if record.outcome != "done":
        return Status.MISSED
    if record.review == "verified" and record.proofs:  # evidence taken back takes the check along until it is restored
        return Status.VERIFIED
    if not is_scheduled:
        return Status.EXTRA
    return Status.DONE if record.proofs else Status.UNPROVEN


def _open(month: int, this_month: int) -> Status:
    if month == this_month:
        return Status.THIS_MONTH
    return Status.LATE if month < this_month else Status.PLANNED


def statuses_of(ticks: MonthSet, records: Mapping[int, Record], this_month: int) -> tuple[Status, ...]:
    """The twelve states of an indicator, January first."""
    moved, records = postponed_to(ticks, records), holding(ticks, records)
    return tuple(
        status_of(
            month,
            is_scheduled=month in ticks or month in moved,
            record=records.get(month),
            this_month=this_month,
        )
        for month in range(1, 13)
    )


@dataclass(frozen=True, slots=True)
class Obligation:
    """One tick of the decree: ``month`` it was planned for, ``settled_month`` where it stands after postponements."""

    month: int
    settled_month: int
    standing: Standing


def obligations_of(ticks: MonthSet, records: Mapping[int, Record], this_month: int) -> Iterator[Obligation]:
    """Every tick with how it stands today, following postponements to the month they lead to."""
    records = holding(ticks, records)
    for month in ticks:
        at = month
        while (record := records.get(at)) and record.outcome == "postponed" and record.new_month:
            at = record.new_month  # always later, so this ends
        yield Obligation(month, at, _standing(at, records.get(at), this_month, is_moved=at != month))


def _standing(month: int, record: Record | None, this_month: int, *, is_moved: bool) -> Standing:
    status = status_of(month, is_scheduled=True, record=record, this_month=this_month)
    if is_moved and status in {Status.PLANNED, Status.THIS_MONTH}:
        return Standing.POSTPONED
    return Standing(status.value)


def extras_of(ticks: MonthSet, records: Mapping[int, Record]) -> list[int]:
    """Months in which work was done that nothing scheduled; returned work is not done until it is recorded anew."""
    moved = postponed_to(ticks, records)
    return [
        month
        for month, record in sorted(records.items())
        if record.outcome == "done" and record.review != "returned" and month not in ticks and month not in moved
    ]
