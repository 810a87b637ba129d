"""Tables for the PDF template: their cells in order, which may break over pages, and which rows the end stays together with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from renaksi.papers.legible import breakable, legible
from renaksi.papers.room import PADDING, letters_in, row_lines
from renaksi.papers.tree import Cell, Row, Section, Table, fitted, placed

_INSET = (PADDING / 2, 1.1)  # mm
_KEPT_WHOLE = 12  # lines up to which a cell, with the rows it spans, moves to the next page whole rather than break


def table_facts(table: Table, section: Section, *, held: bool) -> dict[str, Any]:
    """What the template sets of the table. ``held`` adds a column without width, whose only cell ties the end to what follows.

    ``tail`` is then the first of the rows that move to another page only together with the last.
    """
    width = len(table.columns)
    head, body = (_cells(rows, table, section.measure) for rows in (table.head, table.body))
    if held:
        head, body = list(_widened(head, table.head, width)), list(_tied(body, table.body, width))
    return {
        "size": table.size,
        "inset": _INSET,
        "measure": section.measure,
        "room": section.height - section.margins[0] - section.margins[2],
        "widths": [*fitted(table.columns, section.measure), *([0] if held else [])],
        "aligns": [*(column.align for column in table.columns), *(["left"] if held else [])],
        "head": head,
        "body": body,
        "tail": _tail(table, section.measure) if held else None,
    }


def _tail(table: Table, measure: float) -> int:
    heights, width = row_lines(table.body, table, measure), len(table.columns)
    cells = list(placed(table.body, width))
    first = next(at for at, column, cell in cells if _is_last(at, column, cell, table.body, width))
    for at, _, cell in reversed(cells):
        if at < first < at + cell.rowspan and _is_kept_whole(at, cell, heights):
            first = at
    return first


def _is_last(at: int, column: int, cell: Cell, rows: Sequence[Row], width: int) -> bool:
    return at + cell.rowspan == len(rows) and column + cell.colspan == width


def _is_kept_whole(at: int, cell: Cell, heights: Sequence[int]) -> bool:
    return sum(heights[at : at + cell.rowspan]) <= _KEPT_WHOLE


def _widened(cells: Sequence[dict[str, Any]], rows: Sequence[Row], width: int) -> Iterator[dict[str, Any]]:
    """The cells, those of the last column reaching over the added one."""
    for facts, (_, column, cell) in zip(cells, placed(rows, width), strict=True):
        yield facts | {"colspan": cell.colspan + (column + cell.colspan == width)}


def _tied(cells: Sequence[dict[str, Any]], rows: Sequence[Row], width: int) -> Iterator[dict[str, Any]]:
    """Likewise, but beside the table's very last cell stands the tie, from that cell's first row to one row below the table."""
    widened = _widened(cells, rows, width)
    for facts, wider, (at, column, cell) in zip(cells, widened, placed(rows, width), strict=True):
        if _is_last(at, column, cell, rows, width):
            yield facts
            yield {"tie": True, "rowspan": cell.rowspan}
        else:
            yield wider


def _cells(rows: tuple[Row, ...], table: Table, measure: float) -> list[dict[str, Any]]:
    widths, heights = fitted(table.columns, measure), row_lines(rows, table, measure)
    return [
        _cell(cell, sum(widths[column : column + cell.colspan]), table.size)
        | {"row": at, "breakable": not _is_kept_whole(at, cell, heights)}
        for at, column, cell in placed(rows, len(widths))
    ]


def _cell(cell: Cell, width: float, size: float) -> dict[str, Any]:
    return {
        "tie": False,
        "text": breakable(legible(cell.shown), letters_in(width, size)),
        "width": width,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "bold": cell.bold,
        "tick": cell.tick,
        "align": "center" if cell.tick and cell.align is None else cell.align,
    }
