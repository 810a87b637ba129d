"""A book's measures over a year, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from renaksi.desk.register import Register
from renaksi.kernel.months import MONTH_NAMES
from renaksi.measures.declare import SPAN_TITLES, Measure
from renaksi.measures.domain.fill import fill_stale, values_of
from renaksi.measures.models import BookMonth, MeasureValue, Standing
from renaksi.offices.models import Office


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value of a month in words, with the entries behind it for the address."""

    month: int
    value: MeasureValue | None
    words: str
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
    """A month of the book: its name, whether it was said to be empty."""

    month: int
    name: str
    code: str
    nil: BookMonth | None


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
    shown = [
        BookMonthShown(month, MONTH_NAMES[month - 1], f"{year}-{month:02}", _nil(books.get(month))) for month in months
    ]
    return MeasurePage(year, list(range(day.year, day.year - 4, -1)), lines, shown)


def _figure(measure: Measure, month: int, values: dict[tuple[str, int], MeasureValue]) -> Figure:
    value = values.get((measure.key, month))
    if value is None:
        return Figure(month, None, "", "")
    words = "belum ada catatan" if value.standing == Standing.UNKNOWN else value.quantity.words(measure.unit)
    return Figure(month, value, words, ",".join(map(str, value.entries)))


def _nil(book: BookMonth | None) -> BookMonth | None:
    return book if book and book.nil_said_at else None
