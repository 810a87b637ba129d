"""A book's measures over a year, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import ExtractMonth

from renaksi.desk.register import Register
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.quantity import Kind, Quantity, plain
from renaksi.measures.declare import SPAN_TITLES, Measure
from renaksi.measures.domain.fill import fill_stale, values_of
from renaksi.measures.models import BookMonth, MeasureValue, Standing
from renaksi.offices.models import Office


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value of a month in words and in ``short`` for a narrow cell, with the entries behind it for the address."""

    month: int
    value: MeasureValue | None
    words: str
    short: str
    entries: str

    @property
    def is_known(self) -> bool:
        """Whether something is known of the month."""
        return self.value is not None and self.value.standing != Standing.UNKNOWN


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure with its figures of the year up to now."""

    measure: Measure
    span: str
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class BookMonthShown:
    """A month of the book: its name, whether it was said to be empty, and whether it holds entries, so that it cannot be."""

    month: int
    name: str
    code: str
    nil: BookMonth | None
    is_filled: bool


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """The measures of a book in a year."""

    year: int
    years: list[int]
    lines: list[MeasureLine]
    months: list[BookMonthShown]


def measure_page_of(register: Register, office: Office, day: date, year_asked: str) -> MeasurePage:
    """The page of the year asked for (this year for anything else); what is stale is counted first."""
    year = int(year_asked) if year_asked.isdecimal() and 2000 <= int(year_asked[:4]) <= day.year else day.year
    months = range(1, (day.month if year == day.year else 12) + 1)
    fill_stale(office=office, year=year, registers=[register.name], months=months)
    values = values_of(office=office, year=year, keys=[measure.key for measure in register.measures])
    books = {book.month: book for book in BookMonth.objects.filter(office=office, register=register.name, year=year)}
    lines = [
        MeasureLine(measure, SPAN_TITLES[measure.span], [_figure(measure, month, values) for month in months])
        for measure in register.measures
    ]
    filled = _filled(register, office, year)
    shown = [
        BookMonthShown(month, MONTH_NAMES[month - 1], f"{year}-{month:02}", _nil(books.get(month)), month in filled)
        for month in months
    ]
    return MeasurePage(year, list(range(day.year, day.year - 4, -1)), lines, shown)


def _figure(measure: Measure, month: int, values: dict[tuple[str, int], MeasureValue]) -> Figure:
    value = values.get((measure.key, month))
    if value is None or value.standing == Standing.UNKNOWN:
        return Figure(month, value, "belum ada catatan", "–", "")
    quantity = value.quantity
    return Figure(month, value, quantity.words(measure.unit), short_words(quantity), ",".join(map(str, value.entries)))


def short_words(quantity: Quantity) -> str:
    """A quantity for a narrow cell: ``3``, ``66,67 %``, ``ada``, ``tidak``, ``0 dari 0`` where a share has no whole."""
    if quantity.kind is Kind.PRESENCE:
        return "ada" if quantity.amount else "tidak"
    if quantity.kind is Kind.SHARE:
        percent = quantity.percent
        return f"{plain(percent)} %" if percent is not None else f"{plain(quantity.amount)} dari 0"
    return plain(quantity.amount) if quantity.kind is not Kind.COUNT or quantity.amount else "nihil"


def _filled(register: Register, office: Office, year: int) -> set[int]:
    """The months of the year that hold entries."""
    rows = register.model.objects.standing().filter(office=office, **{f"{register.dated}__year": year})
    return set(rows.order_by().values_list(ExtractMonth(register.dated), flat=True).distinct())


def _nil(book: BookMonth | None) -> BookMonth | None:
    return book if book and book.nil_said_at else None
