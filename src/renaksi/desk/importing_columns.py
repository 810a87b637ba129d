"""The fields of a model as columns of a worksheet: their titles, what may stand in them, cells made into values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import ModelChoiceField

from renaksi.desk.forms import field_for
from renaksi.desk.shown import column_title, field_of
from renaksi.entries.models import Entry
from renaksi.kernel.wording import fold
from renaksi.offices.models import Office
from renaksi.offices.sheet_rows import YES_NO, RowProblem, SheetRow, SheetRows, read_rows, read_texts

NUMBER_KEY, NUMBER_TITLE = "#", "Nomor"
MOST_ROWS = 2_000
_MOST_TOLD = 30  # accepted values named beside a fault
_NOT_TYPED = (models.JSONField, models.FileField, models.DateTimeField, models.BinaryField)


class Sort(StrEnum):
    """What a column's cells are."""

    TEXT = "text"
    PROSE = "prose"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    ROW = "row"  # a row of the office: a person, a post, another entry
    OTHER = "other"


_HOW = {
    Sort.TEXT: "teks",
    Sort.PROSE: "teks; boleh beberapa baris (Alt+Enter)",
    Sort.DAY: "tanggal, misalnya 12 Maret 2026, 12/03/2026, atau 2026-03-12",
    Sort.NUMBER: "angka, misalnya 12 atau 1.234,5",
    Sort.CHOICE: "pilih salah satu; huruf besar atau kecil sama saja",
    Sort.YES_NO: "Ya atau Tidak",
    Sort.ROW: "nama seperti pada daftar satuan kerja, atau NIP",
    Sort.OTHER: "teks",
}


@dataclass(frozen=True)
class ImportColumn:
    """One field as a column. ``is_needed`` = a new row must fill it."""

    name: str
    title: str
    field: models.Field[Any, Any]
    sort: Sort
    office: Office

    @property
    def is_needed(self) -> bool:
        """Whether a new row must fill it."""
        return not (self.field.blank or self.field.has_default() or self.sort is Sort.YES_NO)

    @property
    def how(self) -> str:
        """How it is filled in, in a few words."""
        return _HOW[self.sort]

    @cached_property
    def choices(self) -> dict[str, Any]:
        """Title to value of a column of choices."""
        if self.sort is Sort.YES_NO:
            return dict(YES_NO)
        return {str(words): key for key, words in self.field.flatchoices if key not in ("", None)}

    @cached_property
    def rows(self) -> list[Any]:
        """The rows it may name: those its form offers."""
        asked = field_for(type_of(self), self.name, self.office)
        return list(asked.queryset or []) if isinstance(asked, ModelChoiceField) else []

    @cached_property
    def known(self) -> dict[str, list[Any]]:
        """The rows by what they may be named by, folded: their words, their NIP, a book's number."""
        found: dict[str, list[Any]] = {}
        for row in self.rows:
            names = {str(row), getattr(row, "nip", ""), getattr(row, "book_number", "")}
            for name in names - {""}:
                found.setdefault(fold(name), []).append(row)
        return found

    @property
    def accepted(self) -> tuple[str, ...]:
        """What may stand in it, where that is a list; entries of a book are not listed: some may be closed to the reader."""
        if self.sort is Sort.ROW and issubclass(_related(self.field) or Entry, Entry):
            return ()
        if self.sort is Sort.ROW:
            return tuple(dict.fromkeys(str(row) for row in self.rows))
        return tuple(self.choices) if self.sort in {Sort.CHOICE, Sort.YES_NO} else ()

    def fault(self, line: int, value: str, sentence: str) -> RowProblem:
        """What is wrong in a cell of the column, with what may stand there."""
        return RowProblem(line, self.title, value[:120], sentence, self.accepted[:_MOST_TOLD])


def _related(field: models.Field[Any, Any]) -> Any:
    return field.remote_field.model if field.remote_field else None


def columns_of(
    model: type[models.Model], names: Iterable[str], office: Office, *, numbered: bool
) -> list[ImportColumn]:
    """The fields that can be typed, in order. A title given twice, or that of the number, is told apart by a count."""
    taken = {fold(NUMBER_TITLE)} if numbered else set()
    found = []
    for name in names:
        field = field_of(model, name)
        if isinstance(field, _NOT_TYPED):
            continue
        title, at = column_title(model, name), 1
        while fold(title) in taken:
            at += 1
            title = f"{column_title(model, name)} ({at})"
        taken.add(fold(title))
        found.append(ImportColumn(name, title, field, _sort(field), office))
    return found


def _sort(field: models.Field[Any, Any]) -> Sort:
    if field.is_relation or field.choices:
        return Sort.ROW if field.is_relation else Sort.CHOICE
    if isinstance(field, models.BooleanField):
        return Sort.YES_NO
    if isinstance(field, models.DateField):
        return Sort.DAY
    if isinstance(field, models.IntegerField | models.DecimalField):
        return Sort.NUMBER
    if isinstance(field, models.TextField):
        return Sort.PROSE
    return Sort.TEXT if type(field) is models.CharField else Sort.OTHER


def read_sheet(stream: BinaryIO, columns: Sequence[ImportColumn], *, numbered: bool) -> SheetRows:
    """The rows of a worksheet with these columns, any of which may be missing. Refused as ``read_rows``."""
    headings: dict[str, tuple[str, ...]] = {column.name: (column.title,) for column in columns}
    if numbered:
        headings = {NUMBER_KEY: (NUMBER_TITLE, "Nomor catatan"), **headings}
    return read_rows(stream, headings, must=(), most_rows=MOST_ROWS, **_rules(columns))


def read_lines(lines: Iterable[tuple[int, Sequence[str]]], columns: Sequence[ImportColumn]) -> SheetRows:
    """Lines of text, their parts in the order of the columns. Refused as ``read_texts``."""
    headings = {column.name: (column.title,) for column in columns}
    return read_texts(lines, headings, most_rows=MOST_ROWS, **_rules(columns))


def _rules(columns: Sequence[ImportColumn]) -> dict[str, Any]:
    def of(*sorts: Sort) -> list[ImportColumn]:
        return [column for column in columns if column.sort in sorts]

    words = {
        column.name: {**{str(value): str(value) for value in column.choices.values()}, **_as_text(column.choices)}
        for column in of(Sort.CHOICE, Sort.YES_NO)
    }
    return {
        "dates": [column.name for column in of(Sort.DAY)],
        "numbers": [column.name for column in of(Sort.NUMBER)],
        "prose": [column.name for column in of(Sort.PROSE)],
        "choices": words,
    }


def _as_text(choices: dict[str, Any]) -> dict[str, str]:
    return {words: str(value) for words, value in choices.items()}


def values_of(row: SheetRow, columns: Sequence[ImportColumn]) -> tuple[dict[str, Any], list[RowProblem]]:
    """What a row says, by field name and as the model holds it, and what is wrong in it; an empty cell says nothing."""
    values: dict[str, Any] = {}
    problems = list(_told(row, columns))
    for column in columns:
        raw = row.values[column.name]
        if raw is None:
            continue
        try:
            values[column.name] = _value(column, raw)
        except ValidationError as no:
            problems.append(column.fault(row.line, _shown(raw), no.messages[0]))
    return values, problems


def _told(row: SheetRow, columns: Sequence[ImportColumn]) -> Iterator[RowProblem]:
    """The reader's own faults; where choices are accepted, these by their titles alone."""
    by_title = {column.title: column for column in columns}
    for problem in row.problems:
        column = by_title.get(problem.column)
        yield column.fault(row.line, problem.value, problem.sentence) if column and problem.accepted else problem


def _value(column: ImportColumn, raw: str | date | Decimal) -> Any:
    if column.sort is Sort.YES_NO:
        return raw == "ya"
    if column.sort is Sort.CHOICE:
        return next(value for value in column.choices.values() if str(value) == raw)
    if column.sort is Sort.ROW:
        return _row(column, str(raw))
    if column.sort is Sort.NUMBER and isinstance(column.field, models.IntegerField):
        return _whole(raw)
    if column.sort is Sort.OTHER:
        return field_for(type_of(column), column.name, column.office).clean(raw)
    return raw


def type_of(column: ImportColumn) -> type[models.Model]:
    """The model the column is a field of."""
    model: type[models.Model] = column.field.model
    return model


def _row(column: ImportColumn, said: str) -> Any:
    found = column.known.get(fold(said), [])
    if len(found) > 1:
        raise ValidationError("Ada lebih dari satu dengan nama ini; tulis NIP-nya.")
    if not found:
        raise ValidationError("Tidak ditemukan di satuan kerja ini; tulis nama atau NIP seperti pada daftar.")
    return found[0]


def _whole(raw: str | date | Decimal) -> int:
    if not isinstance(raw, Decimal) or raw != raw.to_integral_value() or abs(raw) > 10**15:
        raise ValidationError("Tulis dengan bilangan bulat.")
    return int(raw)


def _shown(raw: str | date | Decimal) -> str:
    return str(raw)
