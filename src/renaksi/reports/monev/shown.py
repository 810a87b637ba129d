"""The report's tables as a screen shows them: every number with the address of the cells behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from renaksi.kernel.months import MONTH_NAMES, MONTH_SHORT
from renaksi.kernel.wording import number_words
from renaksi.monitoring.figures import Tally
from renaksi.papers.legible import breakable
from renaksi.reports.monev.columns import BEGUN, SCHEDULED, Figure, percent_words
from renaksi.reports.monev.values import Monev

_LONG_WORD = 10


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a table: what it is called, what is written, the query of its cells."""

    title: str
    words: str
    query: str
    is_zero: bool = False


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A row of numbers under a name; ``is_total`` for the last."""

    number: str
    name: str
    numbers: tuple[Number, ...]
    is_total: bool = False


def heads(figures: Sequence[Figure]) -> list[tuple[str, str]]:
    """The columns' headings, which may part long words at a hyphen where room is short, each with what it counts."""
    return [(breakable(figure.title, _LONG_WORD), figure.about) for figure in figures]


def area_rows(monev: Monev, figures: Sequence[Figure]) -> list[NumberRow]:
    """A row for each area, and their total."""
    rows = [
        NumberRow(str(area.number), area.name, _numbers(area.tally, figures, area=str(area.place)))
        for area in monev.areas
    ]
    return [*rows, NumberRow("", "Jumlah", _numbers(monev.total, figures), is_total=True)]


def month_rows(monev: Monev, figures: Sequence[Figure]) -> list[NumberRow]:
    """A row for each month of the period, and their total."""
    rows = [
        NumberRow("", MONTH_NAMES[month - 1], _numbers(tally, figures, bulan=str(month)))
        for month, tally in zip(monev.period, monev.by_month, strict=True)
    ]
    return [*rows, NumberRow("", "Jumlah", _numbers(monev.total, figures), is_total=True)]


def heat_rows(monev: Monev) -> list[NumberRow]:
    """A row for each area with ``3/4`` (carried out of begun) for each month, as the heat map shows it."""
    return [
        NumberRow(
            str(area.number),
            area.name,
            tuple(_heat_number(monev.by_cell[area.place, month], area.place, month) for month in monev.period),
        )
        for area in monev.areas
    ]


def _heat_number(tally: Tally, place: int, month: int) -> Number:
    figure = BEGUN if tally.begun else SCHEDULED
    words = f"{tally.realised}/{tally.begun}" if tally.begun else str(tally.scheduled or "·")
    query = _query(figure, area=str(place), bulan=str(month))
    return Number(MONTH_SHORT[month - 1], words, query, is_zero=not tally.scheduled)


def _numbers(tally: Tally, figures: Sequence[Figure], **where: str) -> tuple[Number, ...]:
    counted = [(figure, figure.of(tally)) for figure in figures]
    counts = [
        Number(figure.title, number_words(count), _query(figure, **where), count == 0) for figure, count in counted
    ]
    return (*counts, Number("Capaian", percent_words(tally), _query(BEGUN, **where)))


def _query(figure: Figure, **where: str) -> str:
    return urlencode({"keadaan": figure.key, **where})
