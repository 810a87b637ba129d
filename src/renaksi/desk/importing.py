"""What a filled-in worksheet would do to a book: every line decided and every fault told before anything is written.

A line with a number changes that entry, one without is a new entry. An empty cell, a missing column and an entry that is not
in the file change nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from django.db.models import Q, QuerySet

from renaksi.desk.book_paper_parts import joined
from renaksi.desk.domain.told import days_of, put_values, said_words, spoken
from renaksi.desk.importing_columns import (
    NUMBER_KEY,
    NUMBER_TITLE,
    ImportColumn,
    Sort,
    columns_of,
    read_sheet,
    values_of,
)
from renaksi.desk.register import Register
from renaksi.desk.shown import differences
from renaksi.kernel.wording import fold
from renaksi.offices.models import Office
from renaksi.offices.sheet_rows import RowProblem, SheetRow

SAMPLE = "contoh"
"""A line whose number says this is the form's own example and is passed over."""
_NUMBER = re.compile(r"(\d{1,9})\s*/\s*(\d{4})")


@dataclass(slots=True)
class ImportLine:
    """One line of the file. ``entry`` carries the values already, unsaved; ``changes`` tells them, of a new entry none."""

    line: int
    entry: Any
    is_new: bool
    label: str
    changes: list[str] = field(default_factory=list)
    before: list[date] = field(default_factory=list)
    is_same: bool = False

    @property
    def number(self) -> str:
        """The entry's number; "" for a new one."""
        return "" if self.is_new else str(self.entry.book_number)


@dataclass(slots=True)
class ImportPlan:
    """All a file would do. With a problem nothing is written."""

    lines: list[ImportLine]
    problems: list[RowProblem]
    unknown: tuple[str, ...] = ()
    digest: str = ""

    @property
    def added(self) -> list[ImportLine]:
        """The new entries."""
        return [line for line in self.lines if line.is_new]

    @property
    def changed(self) -> list[ImportLine]:
        """The entries that change."""
        return [line for line in self.lines if not line.is_new and not line.is_same]

    @property
    def same(self) -> int:
        """How many lines change nothing."""
        return sum(line.is_same for line in self.lines)


def plan_import(
    register: Register, office: Office, content: bytes, rows: Q, *, entries: QuerySet[Any] | None = None
) -> ImportPlan:
    """What the worksheet would do to the entries ``rows`` lets the user see. Refused as ``read_rows``.

    ``digest`` names exactly these changes of exactly these entries: the same file planned again gives another one where the
    book has changed meanwhile. ``entries``: where they are read from (locked, within the verb).
    """
    columns = columns_of(register.model, register.fields, office, numbered=True)
    sheet = read_sheet(BytesIO(content), columns, numbered=True)
    told = [row for row in sheet if fold(row.text(NUMBER_KEY)) != SAMPLE]
    source = register.model.objects.all() if entries is None else entries
    reading = _Reading(
        register,
        office,
        columns,
        frozenset(sheet.present),
        _found(told, source.filter(rows).select_related("office", *joined(register))),
    )
    lines = [line for line in map(reading.line, told) if line is not None]
    plan = ImportPlan(lines, reading.problems, sheet.unknown)
    plan.digest = _digest(register, lines)
    return plan


def _found(rows: Iterable[SheetRow], entries: QuerySet[Any]) -> dict[tuple[int, int], Any]:
    """The entries these lines name, by year and number; one query a year."""
    wanted: dict[int, set[int]] = {}
    for row in rows:
        if named := _NUMBER.fullmatch(row.text(NUMBER_KEY)):
            wanted.setdefault(int(named[2]), set()).add(int(named[1]))
    found: Iterator[Any] = (
        entry
        for year, numbers in sorted(wanted.items())
        for entry in entries.filter(year=year, number__in=numbers).order_by("pk")
    )
    return {(entry.year, entry.number): entry for entry in found}


@dataclass(slots=True)
class _Reading:
    """A file being read, line by line."""

    register: Register
    office: Office
    columns: Sequence[ImportColumn]
    present: frozenset[str]
    entries: dict[tuple[int, int], Any]
    problems: list[RowProblem] = field(default_factory=list)
    seen: dict[tuple[int, int], int] = field(default_factory=dict)

    def line(self, row: SheetRow) -> ImportLine | None:
        """The line's deed; None where it has faults, which are told."""
        values, faults = values_of(row, self.columns)
        entry, is_new = self._entry(row, faults)
        if entry is None or faults:
            self.problems += faults
            return None
        return self._new(row, entry, values) if is_new else self._known(row, entry, values)

    def _entry(self, row: SheetRow, faults: list[RowProblem]) -> tuple[Any, bool]:
        said = row.text(NUMBER_KEY)
        if not said:
            return self.register.model(office=self.office, state=self.register.first_state.key), True
        named = _NUMBER.fullmatch(said)
        key = (int(named[2]), int(named[1])) if named else (0, 0)
        entry = self.entries.get(key)
        sentence = _number_fault(key, entry, self.seen.get(key))
        if sentence:
            faults.insert(0, RowProblem(row.line, NUMBER_TITLE, said[:120], sentence))
            return None, False
        self.seen[key] = row.line
        return entry, False

    def _new(self, row: SheetRow, entry: Any, values: dict[str, Any]) -> ImportLine | None:
        lacking = [column for column in self.columns if column.is_needed and column.name not in values]
        if lacking:
            self.problems += [column.fault(row.line, "", _lacking(column, self.present)) for column in lacking]
            return None
        return self._put(row, entry, values, is_new=True)

    def _known(self, row: SheetRow, entry: Any, values: dict[str, Any]) -> ImportLine | None:
        fields, before = self.register.fields, said_words(entry, self.register.fields)
        spoken_before, days = spoken(self.register, entry), days_of(entry)
        values = {name: value for name, value in values.items() if not _says_the_same(getattr(entry, name), value)}
        line = self._put(row, entry, values, is_new=False)
        if line:
            line.changes = differences(before, said_words(entry, fields))
            line.before = days
            line.is_same = not line.changes and spoken(self.register, entry) == spoken_before
        return line

    def _put(self, row: SheetRow, entry: Any, values: dict[str, Any], *, is_new: bool) -> ImportLine | None:
        by_name = {column.name: column for column in self.columns}
        sure = [column.name for column in self.columns if column.sort is Sort.ROW]
        faults = put_values(entry, values, self.register.fields, sure=sure) if values or is_new else []
        for name, sentence in faults:
            column = by_name.get(name)
            shown = said_words(entry, [name]).popitem()[1] if column else ""
            at = column.fault(row.line, shown, sentence) if column else RowProblem(row.line, "", "", sentence)
            self.problems.append(at)
        if faults:
            return None
        return ImportLine(row.line, entry, is_new, self.register.label(entry))


def _number_fault(key: tuple[int, int], entry: Any, line: int | None) -> str:
    if key == (0, 0):
        return "Tulis nomor catatan seperti 12/2026; kosongkan untuk catatan baru."
    if entry is None:
        return "Tidak ada catatan dengan nomor ini; kosongkan untuk catatan baru."
    if entry.is_removed:
        return "Catatan ini sudah dicoret; pulihkan dahulu, atau hapus barisnya."
    return f"Nomor ini sudah ada pada baris {line}; satukan kedua baris." if line else ""


def _lacking(column: ImportColumn, present: frozenset[str]) -> str:
    if column.name not in present:
        return f"Kolom “{column.title}” tidak ada dalam berkas; catatan baru memerlukannya."
    return "Isi kolom ini."


def _says_the_same(held: Any, value: Any) -> bool:
    """A worksheet keeps no line breaks for certain: a text that differs in white space alone is the same."""
    if isinstance(held, str) and isinstance(value, str):
        return held.split() == value.split()
    return bool(held == value)


def _digest(register: Register, lines: Iterable[ImportLine]) -> str:
    told = hashlib.sha256()
    for line in lines:
        for part in _parts(register, line):
            told.update(part.encode() + b"\0")
    return told.hexdigest()


def _parts(register: Register, line: ImportLine) -> Iterator[str]:
    yield f"{line.line} {line.number} {line.entry.version}"
    yield spoken(register, line.entry)
