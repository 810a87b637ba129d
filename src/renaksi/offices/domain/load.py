"""The list of offices, from the packaged data into the database."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from django.db import transaction

from renaksi.kernel.clock import TIME_ZONES
from renaksi.offices.models import Office, OfficeCode, OfficeParent

_SPAN = re.compile(r"(?P<code>\w+)(?:\[(?P<since>[\d-]*)\.\.(?P<until>[\d-]*)\])?")
_ZONES = {short: zone for zone, short in TIME_ZONES.items()}


@dataclass(frozen=True, slots=True)
class Span:
    """A code with the days it holds, both included; None = open."""

    code: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One line of the data; ``parents`` in order of time, the last is today's, empty for the root."""

    code: str
    kind: str
    name: str
    time_zone: str
    since: date | None
    codes: tuple[Span, ...]
    parents: tuple[Span, ...]

    @property
    def parent(self) -> str | None:
        return self.parents[-1].code if self.parents else None


@dataclass(slots=True)
class LoadReport:
    """What a load did: how many offices were added, renamed (name, kind or code) and moved to another parent."""

    added: int = 0
    renamed: int = 0
    moved: int = 0
    total: int = 0


def office_rows() -> list[OfficeRow]:
    """The packaged list, parents before children."""
    text = files("renaksi.offices").joinpath("data/offices.csv").read_text(encoding="utf-8")
    return [
        OfficeRow(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            time_zone=_ZONES[row["zone"]],
            since=_day(row["since"]),
            codes=_spans(row["codes"]),
            parents=_spans(row["parents"]),
        )
        for row in csv.DictReader(text.splitlines())
    ]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _spans(text: str) -> tuple[Span, ...]:
    spans = []
    for word in text.split():
        found = _SPAN.fullmatch(word)
        if not found:
            raise ValueError(f"not a code with its span: {word}")
        spans.append(Span(found["code"], _day(found["since"] or ""), _day(found["until"] or "")))
    return tuple(spans)


def load_offices(rows: Iterable[OfficeRow] | None = None) -> LoadReport:
    """Brings the database to the packaged list (or ``rows``, parents first); run again it changes nothing.

    Adds what is missing, follows new names, codes and parents. Leaves alone what people set: profiles, time zones, dates of codes
    set by hand, and offices that are not in the list.
    """
    with transaction.atomic():
        return _Load(list(office_rows() if rows is None else rows)).run()


@dataclass(slots=True)
class _Load:
    rows: list[OfficeRow]
    by_code: dict[str, Office] = field(default_factory=dict)
    last_step: dict[str, int] = field(default_factory=dict)  # path of a parent -> step of its last child
    report: LoadReport = field(default_factory=LoadReport)

    def run(self) -> LoadReport:
        self._read()
        self._add_missing()
        self._rename()
        self._date_codes()
        self._date_parents()
        self._move()
        self.report.total = len(self.rows)
        return self.report

    def _read(self) -> None:
        offices = {office.pk: office for office in Office.objects.order_by("path")}
        for code, office_id in OfficeCode.objects.values_list("code", "office_id"):
            self.by_code[code] = offices[office_id]
        for office in offices.values():
            self.by_code[office.code] = office
            above = office.path[: -Office.steplen]
            self.last_step[above] = max(self.last_step.get(above, 0), Office._str2int(office.path[-Office.steplen :]))

    def _known(self, row: OfficeRow) -> Office | None:
        return next((self.by_code[span.code] for span in reversed(row.codes) if span.code in self.by_code), None)

    def _add_missing(self) -> None:
        new, grown = [], {}
        for row in self.rows:
            if self._known(row):
                continue
            office = self._placed(row)
            new.append(office)
            self.by_code |= {span.code: office for span in row.codes} | {row.code: office}
            if row.parent:
                parent = self.by_code[row.parent]
                parent.numchild += 1
                if parent.pk:
                    grown[parent.pk] = parent
        Office.objects.bulk_create(new)
        Office.objects.bulk_update(grown.values(), ["numchild"], batch_size=200)
        self.report.added = len(new)

    def _placed(self, row: OfficeRow) -> Office:
        above = self.by_code[row.parent].path if row.parent else ""
        step = self.last_step[above] = self.last_step.get(above, 0) + 1
        depth = len(above) // Office.steplen + 1
        return Office(
            path=Office._get_path(above, depth, step), depth=depth, code=row.code, kind=row.kind, name=row.name,
            time_zone=row.time_zone, since=row.since,
        )  # fmt: skip

    def _rename(self) -> None:
        changed = []
        for row in self.rows:
            office = self.by_code[row.code] if row.code in self.by_code else self._known(row)
            assert office is not None  # noqa: S101 - _add_missing has made it
            if (office.code, office.name, office.kind, office.since) != (row.code, row.name, row.kind, row.since):
                office.code, office.name, office.kind, office.since = row.code, row.name, row.kind, row.since
                changed.append(office)
        Office.objects.bulk_update(changed, ["code", "name", "kind", "since"], batch_size=200)
        self.by_code |= {office.code: office for office in changed}
        self.report.renamed = len(changed)

    def _date_codes(self) -> None:
        kept = {(row.office_id, row.code): row for row in OfficeCode.objects.all()}
        new, changed = [], []
        for row in self.rows:
            office = self.by_code[row.code]
            for span in row.codes:
                known = kept.get((office.pk, span.code))
                if known is None:
                    new.append(OfficeCode(office=office, code=span.code, since=span.since, until=span.until))
                elif not known.set_by_hand and (known.since, known.until) != (span.since, span.until):
                    known.since, known.until = span.since, span.until
                    changed.append(known)
        OfficeCode.objects.bulk_create(new)
        OfficeCode.objects.bulk_update(changed, ["since", "until"], batch_size=200)

    def _date_parents(self) -> None:
        kept = {(row.office_id, row.parent_id): row for row in OfficeParent.objects.all()}
        new, changed = [], []
        for row in self.rows:
            office = self.by_code[row.code]
            for span in row.parents:
                parent = self.by_code[span.code]
                known = kept.get((office.pk, parent.pk))
                if known is None:
                    new.append(OfficeParent(office=office, parent=parent, since=span.since, until=span.until))
                elif (known.since, known.until) != (span.since, span.until):
                    known.since, known.until = span.since, span.until
                    changed.append(known)
        OfficeParent.objects.bulk_create(new)
        OfficeParent.objects.bulk_update(changed, ["since", "until"], batch_size=200)

    def _move(self) -> None:
        for row in self.rows:
            if not row.parent:
                continue
            office, parent = self.by_code[row.code], self.by_code[row.parent]
            if office.path[: -Office.steplen] != parent.path:
                Office.objects.move(Office.objects.get(pk=office.pk), Office.objects.get(pk=parent.pk), "last-child")
                self._read()
                self.report.moved += 1
