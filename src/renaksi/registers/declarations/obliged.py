"""Who owes what in a year, until when, and how far they are: the one reckoning behind measures, screens and papers."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import QuerySet

from renaksi.offices.domain.staff_wholes import obliged, serving
from renaksi.offices.models import Office, Person
from renaksi.registers.declarations.models import EXCUSED, FILINGS, Declaration

_DUE_DAYS = Path(__file__).parent / "data" / "due_days.csv"


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day in time of a kind, in force ``since``..``until`` (open where None), with its source."""

    kind: str
    since: date | None
    until: date | None
    month: int
    day: int
    source: str
    is_verified: bool

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)


@cache
def due_days() -> tuple[DueDay, ...]:
    """The days as the packaged data states them; one that no one has held against its source says so."""
    with _DUE_DAYS.open(encoding="utf-8", newline="") as lines:
        return tuple(
            DueDay(
                line["kind"], _day(line["since"]), _day(line["until"]), int(line["month"]), int(line["day"]), line["source"],
                line["verified"] == "yes",
            )
            for line in csv.DictReader(lines)
        )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def due_day_of(kind: str, year: int) -> DueDay:
    """The rule for a kind in a year. Raises StopIteration for a kind the data does not know."""
    return next(each for each in due_days() if each.kind == kind and each.holds_on(date(year, 1, 1)))


def due_on(kind: str, year: int) -> date:
    """The last day in time."""
    rule = due_day_of(kind, year)
    return date(year, rule.month, rule.day)


def obliged_on(office: Office, kind: str, on: date) -> QuerySet[Person]:
    """Who owed it on the day: everyone serving for what is signed; by rule and decision for LHKPN and LHKASN."""
    return obliged(office, kind, on) if kind in FILINGS else serving(office, on)


@dataclass(frozen=True, slots=True)
class Tally:
    """How far an office is with a kind in a year, on the day ``on``.

    ``rows`` are the standing entries that count, ``excused`` those left out of the whole, ``missing`` the persons obliged whom
    the book does not hold yet, ``apart`` entries of persons who do not owe it on the day.
    """

    on: date
    rows: tuple[Declaration, ...]
    excused: tuple[Declaration, ...]
    missing: tuple[Person, ...]
    apart: tuple[Declaration, ...]

    @property
    def whole(self) -> int:
        """Persons who owe it."""
        return len(self.rows) + len(self.missing)

    @property
    def fulfilled(self) -> list[Declaration]:
        """Those done by the day."""
        return [row for row in self.rows if row.is_fulfilled_by(self.on)]

    @property
    def in_time(self) -> int:
        """How many of those were in time."""
        return sum(row.is_in_time for row in self.fulfilled)

    @property
    def open(self) -> list[Declaration]:
        """Entries not done by the day."""
        return [row for row in self.rows if not row.is_fulfilled_by(self.on)]

    @property
    def left(self) -> int:
        """Persons who have not done it."""
        return self.whole - len(self.fulfilled)

    @property
    def has_book(self) -> bool:
        """Whether the book holds anything of this kind and year."""
        return bool(self.rows or self.excused or self.apart)


def tally_of(office: Office, kind: str, year: int, on: date) -> Tally:
    """The tally of a kind and year on a day; two queries. Who left, or owes it no more on that day, stands apart."""
    persons = {person.pk: person for person in obliged_on(office, kind, on)}
    entries = Declaration.objects.standing().filter(office=office, kind=kind, year=year, obliged_on__lte=on)
    rows = list(entries.order_by("name", "pk"))
    counted = [row for row in rows if row.person_id is None or row.person_id in persons]
    known = {row.person_id for row in rows}
    return Tally(
        on,
        rows=tuple(row for row in counted if row.state != EXCUSED),
        excused=tuple(row for row in counted if row.state == EXCUSED),
        missing=tuple(person for pk, person in persons.items() if pk not in known),
        apart=tuple(row for row in rows if row not in counted),
    )
