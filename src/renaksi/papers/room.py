"""About how much room texts take: enough to choose row heights and page breaks where a format does not measure for itself."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from renaksi.papers.tree import Row, Table, fitted, placed

LETTER = 0.205  # mm per point of type size: a wide lower-case letter of the type used
PADDING = 1.8  # mm a cell keeps free on its left and right together


def letters_in(width: float, size: float) -> int:
    """How many letters of ``size`` points stand on a line of a cell ``width`` mm wide; at least 4."""
    return max(4, int((width - PADDING) / (LETTER * size)))


def lines_needed(text: str, letters: int) -> int:
    """How many lines of ``letters`` letters the text takes, an empty one counting as one line."""
    return sum(ceil(len(line) / letters) or 1 for line in text.split("\n"))


def row_lines(rows: Sequence[Row], table: Table, measure: float) -> list[int]:
    """The lines each row needs for its own cells; the last row of a span is raised where the spanning text needs more."""
    widths = fitted(table.columns, measure)
    places = [
        (at, cell.rowspan, lines_needed(cell.text, letters_in(sum(widths[column : column + cell.colspan]), table.size)))
        for at, column, cell in placed(rows, len(widths))
    ]
    heights = [1] * len(rows)
    for at, span, lines in sorted(places, key=lambda place: place[1]):
        missing = lines - sum(heights[at : at + span])
        if missing > 0:
            heights[at + span - 1] += missing
    return heights
