"""A year laid out by month and week, with what each day is; plain values for the screen."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from renaksi.calendars.models import Holiday, HolidayKind
from renaksi.calendars.reckon import is_working_day
from renaksi.kernel.months import MONTH_NAMES

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the sheet; ``kind`` is a HolidayKind, ``weekend`` or "" for a working day, ``name`` the holiday's."""

    date: date
    kind: str = ""
    name: str = ""
    is_today: bool = False

    @property
    def words(self) -> str:
        """What the day is, for a pointer and for a screen reader; "" for a plain day."""
        told = f"{dict(HolidayKind.choices)[self.kind]}: {self.name}" if self.name else ""
        return " ".join(part for part in (told, "(hari ini)" if self.is_today else "") if part)


@dataclass(slots=True)
class Month:
    """One month: weeks of seven places, empty outside the month; how many working days it has."""

    name: str
    weeks: list[list[Day | None]] = field(default_factory=list)
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class YearSummary:
    """Days of the year by what they are; days off that fall on a weekend are counted too."""

    working: int
    public: int
    collective: int
    local: int


def months_of(year: int, holidays: Iterable[Holiday], today: date) -> list[Month]:
    """The twelve months; ``holidays`` those in force that the office has."""
    known = {row.day: row for row in sorted(holidays, key=lambda row: row.office_id is not None)}
    months = []
    for number, name in enumerate(MONTH_NAMES, 1):
        month = Month(name)
        for week in Calendar().monthdatescalendar(year, number):
            places = [_day(day, known.get(day), today) if day.month == number else None for day in week]
            month.weeks.append(places)
            month.working_days += sum(is_working_day(place.date, known) for place in places if place)
        months.append(month)
    return months


def summary_of(months: Iterable[Month], holidays: Iterable[Holiday]) -> YearSummary:
    """The year's days, counted."""
    kinds = [row.kind for row in holidays]
    counts = {kind: kinds.count(kind) for kind in HolidayKind.values}
    return YearSummary(working=sum(month.working_days for month in months), **counts)


def _day(day: date, holiday: Holiday | None, today: date) -> Day:
    kind = holiday.kind if holiday else "weekend" if not is_working_day(day) else ""
    return Day(day, kind, holiday.name if holiday else "", day == today)
