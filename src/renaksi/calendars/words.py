"""A clock told in Indonesian, with the tone of its colour: ``late``, ``now``, ``done``, ``missed``; "" = quiet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from renaksi.calendars.domain.off_days import OffDays, off_days
from renaksi.calendars.models import CaseClock
from renaksi.calendars.reckon import Unit, days_left
from renaksi.kernel.months import MONTH_SHORT

NEAR = 2  # days from which the last day is near
_UNITS = {Unit.WORKING: "hari kerja", Unit.CALENDAR: "hari"}


class ClockWords(NamedTuple):
    """What a clock says on a day, and its tone."""

    text: str
    tone: str


def clock_words(clock: CaseClock, today: date, days: OffDays | None = None) -> ClockWords:
    """The clock in a few words: ``3 hari kerja lagi, 24 Nov``. ``days`` are the days off (None: read now, one query)."""
    if clock.stopped_on:
        return _stopped(clock, clock.stopped_on, today)
    if clock.due_on is None:
        return ClockWords(f"berhenti: {clock.paused_for}", "")
    known = days or off_days([clock.office_id])
    off = known.of(clock.office_id, collective=clock.counts_collective_leave)
    left = days_left(today, clock.due_on, off, Unit(clock.unit))
    day = short_day(clock.due_on, today)
    if clock.due_on < today:
        late = f"terlambat {-left} {_unit(clock)}" if left else "terlambat"
        return ClockWords(f"{late}, sejak {day}", "late")
    if left == 0:
        return ClockWords(f"hari ini batasnya, {day}" if clock.due_on == today else f"batasnya {day}", "now")
    return ClockWords(f"{left} {_unit(clock)} lagi, {day}", "now" if left <= NEAR else "")


def words_of_clocks(clocks: Iterable[CaseClock], today: date) -> dict[int, ClockWords]:
    """``clock_words`` of many, by the clock's id; one query however many, and however many offices, none for none."""
    rows = list(clocks)
    if not rows:
        return {}
    days = off_days({clock.office_id for clock in rows})
    return {clock.pk: clock_words(clock, today, days) for clock in rows}


def short_day(day: date, today: date) -> str:
    """``24 Nov``; with its year where it is not today's."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTH_SHORT[day.month - 1]}{year}"


def _stopped(clock: CaseClock, on: date, today: date) -> ClockWords:
    """What stands in the clock since it was stopped; the calendar of today does not judge it again."""
    said = f"selesai {short_day(on, today)}"
    left = clock.left_when_stopped or 0
    if clock.due_on and on > clock.due_on:
        return ClockWords(f"{said}, terlambat {-left} {_unit(clock)}" if left else f"{said}, terlambat", "missed")
    return ClockWords(f"{said}, {left} {_unit(clock)} sebelum batas" if left else f"{said}, tepat pada batas", "done")


def _unit(clock: CaseClock) -> str:
    return _UNITS[Unit(clock.unit)]
