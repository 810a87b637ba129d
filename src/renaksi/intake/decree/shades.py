"""Months shown by the colour of their cells: which colours are marks, and which are only the row's own ground."""

from __future__ import annotations

from collections import Counter

from renaksi.intake.decree.columns import Annex, Columns
from renaksi.intake.readers.table import Cell, Line


def by_shade(annex: Annex) -> bool:
    """Whether the table shows its months by shade: more of its lines have a shaded month than a sign in one."""
    shaded = signed = 0
    columns = next((page.columns for page in annex.pages if page.columns), None)
    for page in annex.pages:
        columns = page.columns or columns
        if columns is None:
            continue
        for line in page.lines:
            in_year = [cell for cell in line.cells if columns.in_year(cell.column)]
            signed += any(cell.may_tick for cell in in_year)
            shaded += bool(shaded_months(line, columns))
    return shaded > signed


def shaded_months(line: Line, columns: Columns) -> list[Cell]:
    """The cells of months that are shaded otherwise than the row's texts are."""
    ground = _ground(line, columns)
    return [cell for cell in line.cells if cell.fill and columns.in_year(cell.column) and cell.fill not in ground]


def _ground(line: Line, columns: Columns) -> set[str]:
    """The colour behind the row's own texts, as striped tables have it on every other row."""
    texts = Counter(cell.fill for cell in line.filled if not columns.in_year(cell.column))
    first, last = columns.span("indicator")
    own = {cell.fill for cell in line.cells if first <= cell.column <= last and cell.fill}
    return own | {fill for fill, count in texts.items() if fill and count * 2 > sum(texts.values())}
