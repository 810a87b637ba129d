"""The parts papers of a book are made of: the office's head, the table of entries, what was measured, who signs."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from renaksi.desk.register import Column, Register
from renaksi.desk.shown import NUMBER_COLUMN, STATE_COLUMN, column_title, column_words, field_of
from renaksi.kernel.months import MONTH_NAMES, MONTH_SHORT
from renaksi.kernel.quantity import Kind, plain
from renaksi.kernel.wording import date_words
from renaksi.measures.declare import SPAN_TITLES, Measure, Span
from renaksi.measures.domain.fill import fill_stale, values_of
from renaksi.measures.gather import Gathered, Month, gather
from renaksi.measures.models import MeasureValue, Standing
from renaksi.offices.domain.profile import profile_on
from renaksi.offices.long_names import in_two_lines, spelled_out
from renaksi.offices.models import Office
from renaksi.papers.tree import Align, Block, Cell, Letterhead, Section, Signature, Table
from renaksi.papers.tree import Column as TableColumn

_WIDE = 6  # columns from which the sheet lies on its side
_MANY = 8  # columns from which the type is smaller
_UPRIGHT = (20.0, 20.0, 20.0, 25.0)
_LYING = (20.0, 15.0, 15.0, 15.0)
_LONG = 200  # letters a field takes that most often holds a whole title
_UNKNOWN = "belum ada catatan"


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure over some months: its one value, and each month by itself."""

    measure: Measure
    gathered: Gathered | None
    months: tuple[tuple[int, str], ...]

    @property
    def is_known(self) -> bool:
        """Whether at least one of its months tells something."""
        return self.gathered is not None and self.gathered.is_known

    @property
    def words(self) -> str:
        """The value as people write it."""
        return self.gathered.quantity.words(self.measure.unit) if self.gathered and self.is_known else _UNKNOWN

    @property
    def entries(self) -> tuple[int, ...]:
        """Ids of the entries behind it."""
        return self.gathered.entries if self.gathered else ()

    @property
    def details(self) -> str:
        """Its parts, the months it was made of where there are several, and those nothing is known of; one a line."""
        if not self.gathered or not self.is_known:
            return ""
        parts = [f"{title}: {plain(amount)}" for title, amount in self.gathered.parts]
        told = [f"{MONTH_NAMES[month - 1]}: {words}" for month, words in self.months if words != _UNKNOWN]
        missing = ", ".join(MONTH_SHORT[month - 1] for month in self.gathered.missing)
        return "\n".join(
            [*parts, *(told if len(self.months) > 1 else ()), *([f"{_UNKNOWN}: {missing}"] if missing else ())]
        )


def measured(
    register: Register, office: Office, year: int, months: Sequence[int], keys: Iterable[str] | None = None
) -> list[Measured]:
    """The register's measures (those of ``keys``, or all) over the months, counted anew where the books have changed.

    Raises KeyError for a key that is not the register's.
    """
    known = {measure.key: measure for measure in register.measures}
    wanted = list(known.values()) if keys is None else [known[key] for key in dict.fromkeys(keys)]
    if not months or not wanted:
        return []
    fill_stale(office=office, year=year, registers=[register.name], months=months)
    values = values_of(office=office, year=year, keys=[measure.key for measure in wanted])
    return [_measured(measure, months, values) for measure in wanted]


def _measured(measure: Measure, months: Sequence[int], values: dict[tuple[str, int], MeasureValue]) -> Measured:
    mine = {month: values[measure.key, month] for month in months if (measure.key, month) in values}
    adds_up = measure.span is Span.MONTH
    gathered = gather({month: _month(value) for month, value in mine.items()}, months, adds_up=adds_up)
    told = [(month, _words(measure, value)) for month, value in mine.items()] if adds_up else []
    return Measured(measure, gathered, tuple(told))


def _month(value: MeasureValue) -> Month:
    parts = tuple((title, Decimal(amount)) for title, amount in value.parts)
    return Month(value.month, value.quantity, parts, tuple(value.entries), value.standing != Standing.UNKNOWN)


def _words(measure: Measure, value: MeasureValue) -> str:
    return _UNKNOWN if value.standing == Standing.UNKNOWN else value.quantity.words(measure.unit)


def head_of(office: Office, day: date) -> Letterhead:
    """The office's own head of paper on the day; its long name where the profile has none."""
    profile = profile_on(office, day)
    lines = profile.letterhead.strip().upper() or in_two_lines(spelled_out(office.name).upper())
    return Letterhead(
        tuple(line.strip() for line in lines.splitlines() if line.strip()), " ".join(profile.address.split())
    )


def signed_by_secretary(office: Office, day: date) -> Signature:
    """The secretary of the day, under place and date."""
    profile = profile_on(office, day)
    place = f"{profile.place}, " if profile.place else ""
    title = in_two_lines(f"SEKRETARIS {spelled_out(office.name)}".upper())
    return Signature((f"{place}{date_words(day)}",), f"{title},", profile.secretary)


def section_of(name: str, blocks: Iterable[Block], columns: int) -> Section:
    """Pages for a table of so many columns: on their side where there are more than six."""
    lies = columns > _WIDE
    return Section(name, tuple(blocks), landscape=lies, margins=_LYING if lies else _UPRIGHT, size=11)


def room_of(columns: int) -> float:
    """How wide such a table may be, in mm."""
    return section_of("", (), columns).measure


def book_columns(register: Register) -> list[str | Column]:
    """The columns of a book on paper: the number first, the state last."""
    between = [column for column in register.columns if column not in {NUMBER_COLUMN, STATE_COLUMN}]
    return [NUMBER_COLUMN, *between, STATE_COLUMN]


def joined(register: Register) -> list[str]:
    """The relations a row of the book is told with."""
    names = {*(column for column in register.columns if not isinstance(column, Column)), *register.fields}
    return sorted(
        field.name for field in register.model._meta.concrete_fields if field.is_relation and field.name in names
    )


def entry_table(
    register: Register,
    entries: Iterable[Any],
    *,
    closed: bool = False,
    more: tuple[str, dict[int, str]] | None = None,
) -> Table:
    """The entries row by row, as wide as the sheet; numbers and days stay what they are in a spreadsheet.

    ``closed`` leaves what stands in closed entries out but for number and state; ``more`` is one further column, its words
    by the entry's id.
    """
    columns = book_columns(register)
    titles = ["Keadaan" if column == STATE_COLUMN else column_title(register.model, column) for column in columns]
    widths = [_width(register, column) for column in columns]
    if more:
        titles, widths = [*titles, more[0]], [*widths, 24.0]
    factor = room_of(len(titles)) / sum(widths)
    body = tuple(tuple(_row(register, entry, columns, closed, more)) for entry in entries)
    return Table(
        tuple(TableColumn(width * factor) for width in widths),
        head=(tuple(Cell(title) for title in titles),),
        body=body,
        size=8 if len(titles) > _MANY else 9,
    )


def _row(
    register: Register,
    entry: Any,
    columns: Sequence[str | Column],
    closed: bool,
    more: tuple[str, dict[int, str]] | None,
) -> Iterator[Cell]:
    hides = closed and bool(getattr(entry, register.access.closed_field or "-", False))
    for column in columns:
        if hides and column not in {NUMBER_COLUMN, STATE_COLUMN}:
            yield Cell("tertutup")
        else:
            yield _cell(register, entry, column)
    if more:
        yield Cell(more[1].get(entry.pk, ""))


def _cell(register: Register, entry: Any, column: str | Column) -> Cell:
    words = column_words(register, entry, column)
    if isinstance(column, Column) or column == NUMBER_COLUMN:
        return Cell(words)
    if column == STATE_COLUMN:
        return Cell("dicoret" if entry.is_removed else words)
    value = getattr(entry, column)
    if isinstance(value, date) and not isinstance(value, datetime):
        return Cell(words, day=value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and words == plain(Decimal(value)):
        return Cell(words, align=Align.RIGHT, number=Decimal(value))
    return Cell(words)


def _width(register: Register, column: str | Column) -> float:
    """How wide a column wants to be beside the others, in mm."""
    if isinstance(column, Column):
        return 32
    if column in {NUMBER_COLUMN, STATE_COLUMN}:
        return 20 if column == NUMBER_COLUMN else 26
    field = field_of(register.model, column)
    if isinstance(field, models.DateField):
        return 31
    if isinstance(field, models.BooleanField | models.IntegerField | models.DecimalField) and not field.choices:
        return 20
    if isinstance(field, models.TextField):
        return 60
    if field.choices or (field.max_length or 0) <= 40:
        return 30
    return 48 if (field.max_length or 0) >= _LONG else 42


def measure_table(rows: Sequence[Measured]) -> Table:
    """The measures numbered, with what is counted, the value, its unit and what it is made of."""
    widths = (10.0, 70.0, 32.0, 20.0, 42.0)
    factor = room_of(0) / sum(widths)
    body = tuple(
        (
            Cell(str(at), align=Align.CENTER),
            Cell(f"{row.measure.title}\n{row.measure.formula} ({SPAN_TITLES[row.measure.span]})."),
            _value(row),
            Cell(row.measure.unit),
            Cell(row.details),
        )
        for at, row in enumerate(rows, 1)
    )
    head = (tuple(Cell(title) for title in ("No.", "Ukuran dan rumus", "Nilai", "Satuan", "Rincian")),)
    return Table(tuple(TableColumn(width * factor) for width in widths), head=head, body=body)


def _value(row: Measured) -> Cell:
    """A bare count stays a number in a spreadsheet; what has two numbers is told in words."""
    words, found = row.words, row.gathered
    if found is None or not row.is_known or row.measure.kind is not Kind.COUNT:
        return Cell(words, bold=True)
    return Cell(plain(found.quantity.amount), bold=True, align=Align.LEFT, number=found.quantity.amount)


def period_words(first: date, last: date) -> str:
    """``Mei 2026``, ``Tahun 2026``, ``Januari s.d. Maret 2026``, or both days written out."""
    if first.year != last.year or first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return f"{date_words(first)} s.d. {date_words(last)}"
    if (first.month, last.month) == (1, 12):
        return f"Tahun {first.year}"
    return months_words(first.year, range(first.month, last.month + 1))


def months_words(year: int, months: Sequence[int]) -> str:
    """``Mei 2026``, ``Januari s.d. Maret 2026``, ``Januari, Maret 2026``."""
    names = [MONTH_NAMES[month - 1] for month in months]
    follow = list(months) == list(range(months[0], months[-1] + 1))
    return f"{f'{names[0]} s.d. {names[-1]}' if follow and len(names) > 1 else ', '.join(names)} {year}"
