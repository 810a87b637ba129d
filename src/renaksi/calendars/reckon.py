"""Arithmetic of limits in days. Pure: the days off come from the caller.

The day zero rule: the day something is received does not count; the first day counted is the one after it. Read in no statute
kept with this project: it follows the common reading of "sejak diterima" and KUHAP article 228 ("mulai diperhitungkan pada hari
berikutnya"), from general knowledge and unverified. A working day is Monday to Friday and no day off (the five-day week of
Perpres 21/2023, from general knowledge and unverified).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_SATURDAY = 5
_NONE: frozenset[date] = frozenset()


class Unit(StrEnum):
    """What a limit counts in."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class Pause:
    """A span in which a clock stands still.

    ``since`` is the day it was stopped and still counts; ``until`` the day it went on and does not, like the day of receipt;
    None = it stands still now.
    """

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day is not counted because of this pause."""
        return self.since < day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A limit as it runs for one case: ``days`` and ``extension_days`` in ``unit`` after ``start``, less what the pauses take."""

    start: date
    days: int
    unit: Unit = Unit.WORKING
    pauses: tuple[Pause, ...] = ()
    extension_days: int = 0

    def due_on(self, off_days: Collection[date] = _NONE) -> date | None:
        """The last day of the limit; None while it stands still before its last day was reached.

        What was due on the day it was stopped, or before, stays due then. Raises ValueError for a number of days below zero.
        """
        left = self.days + self.extension_days
        if left < 0:
            raise ValueError("a limit has no days below zero")
        still = min((pause.since for pause in self.pauses if pause.until is None), default=date.max)
        day = self.start
        while left:
            if day >= still:
                return None
            day += _DAY
            left -= self._counts(day, off_days)
        return day

    def _counts(self, day: date, off_days: Collection[date]) -> bool:
        if any(pause.covers(day) for pause in self.pauses):
            return False
        return self.unit == Unit.CALENDAR or is_working_day(day, off_days)


def is_working_day(day: date, off_days: Collection[date] = _NONE) -> bool:
    """Whether offices work on the day: Monday to Friday and no day off."""
    return day.weekday() < _SATURDAY and day not in off_days


def due_on(start: date, days: int, unit: Unit, off_days: Collection[date] = _NONE) -> date:
    """The last day of a limit of ``days`` that began with what happened on ``start``; ``start`` itself does not count.

    In calendar days a last day that falls on a day off stays where it is. Raises ValueError for a number of days below zero.
    """
    due = Reckoning(start, days, unit).due_on(off_days)
    assert due is not None  # noqa: S101 - only a pause can leave it open
    return due


def add_working_days(start: date, days: int, off_days: Collection[date] = _NONE) -> date:
    """The ``days``-th working day after ``start``; ``start`` itself for 0. Raises ValueError for a number below zero."""
    return due_on(start, days, Unit.WORKING, off_days)


def days_left(today: date, due: date, off_days: Collection[date] = _NONE, unit: Unit = Unit.WORKING) -> int:
    """How many days remain after ``today`` up to and including ``due``; 0 on the last day; below zero = so many days late."""
    if unit == Unit.CALENDAR:
        return (due - today).days
    if due < today:
        return -days_left(due, today, off_days)
    return sum(is_working_day(today + _DAY * n, off_days) for n in range(1, (due - today).days + 1))
