"""The nation's days off from the ``holidays`` library into the database; what a person touched stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays
from django.db import transaction

from renaksi.audit.domain.record import COMMAND_LINE, SYSTEM, record
from renaksi.calendars.decrees import decree_of
from renaksi.calendars.domain.redate import redate_around
from renaksi.calendars.domain.scope import alter_calendar
from renaksi.calendars.models import Holiday, HolidayKind

YEARS = range(2021, 2028)  # those whose joint decree the library knows
_CATEGORIES = {"public": HolidayKind.PUBLIC, "government": HolidayKind.COLLECTIVE}  # the library's name -> ours
_ELECTION = "Hari Pemilihan"


@dataclass(slots=True)
class SeedReport:
    """What a load did: days added, changed and taken away, and clocks re-dated."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    clocks: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def seed_year(year: int) -> SeedReport:
    """Brings the year's public holidays and collective leave in line with the library. Safe to run again.

    A day a person added, changed, switched or verified is left alone. A day the library no longer knows (an estimate that moved)
    goes, unless a person touched it. Every seeded day is marked unverified. Open clocks are re-dated; one event in the system's
    chain tells the counts where there is anything to tell.
    """
    with transaction.atomic():
        alter_calendar()
        wanted = packaged_days(year)
        kept = {row.day: row for row in Holiday.objects.filter(office__isnull=True, day__year=year)}
        new = [row for day, row in wanted.items() if day not in kept]
        changed = [row for day, row in kept.items() if day in wanted and _follow(row, wanted[day])]
        gone = [row for day, row in kept.items() if day not in wanted and not row.set_by_hand]
        Holiday.objects.bulk_create(new)
        Holiday.objects.bulk_update(changed, ["name", "kind", "source"])
        Holiday.objects.filter(pk__in=[row.pk for row in gone]).delete()
        report = SeedReport(len(new), len(changed), len(gone))
        if report:
            report.clocks = redate_around([row.day for row in (*new, *changed, *gone)], office=None)
            _tell(year, report)
    return report


def seed_years() -> dict[int, SeedReport]:
    """``seed_year`` for all the years the library knows a decree of."""
    return {year: seed_year(year) for year in YEARS}


def packaged_days(year: int) -> dict[date, Holiday]:
    """The library's days of the year as rows not yet saved; a day in both categories is a public holiday."""
    found: dict[date, Holiday] = {}
    for category, kind in _CATEGORIES.items():
        days = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
        for day, name in sorted(days.items()):
            found.setdefault(day, Holiday(day=day, name=_named(name), kind=kind, source=_source(name, year)))
    return found


def _named(name: str) -> str:
    return name.replace("Pegangti", "Pengganti")[:160]  # the library's slip


def _source(name: str, year: int) -> str:
    if name.startswith(_ELECTION):
        return "Keputusan Presiden tentang hari pemungutan suara sebagai hari libur nasional"
    return decree_of(year)


def _follow(row: Holiday, wanted: Holiday) -> bool:
    """Gives an untouched row what the library says now; whether that changed it."""
    if row.set_by_hand or (row.name, row.kind, row.source) == (wanted.name, wanted.kind, wanted.source):
        return False
    row.name, row.kind, row.source = wanted.name, wanted.kind, wanted.source
    return True


def _tell(year: int, report: SeedReport) -> None:
    record(
        chain=SYSTEM, by=COMMAND_LINE, what="calendars.year_seeded", object_label=f"kalender {year}", object_id=str(year),
        details={
            "year": year, "added": report.added, "changed": report.changed, "removed": report.removed,
            "clocks": report.clocks, "library": f"holidays {version('holidays')}",
        },
    )  # fmt: skip
