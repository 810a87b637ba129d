"""Tables: where each cell stands, its spans, its fill, what is drawn over it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from renaksi.intake.readers.docx.drawing import Drawing
from renaksi.intake.readers.docx.text import Paragraph, Story
from renaksi.intake.readers.docx.xml import children, is_on, number, under, value
from renaksi.intake.readers.table import Cell, cell_text
from renaksi.intake.readers.xml import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_COLUMNS = 120
_NEAR = 90
"""Edges of columns nearer than this (twentieths of a point, 1.6 mm) are one: dragged by hand, they never meet exactly."""
_CLEAR = frozenset(("", "AUTO", "FFFFFF", "NONE"))


@dataclass(slots=True)
class Box:
    """One cell while its table is read: its columns in the table's own grid, its paragraphs, what it holds otherwise."""

    start: int
    span: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    fill: str = ""
    merged: bool = False
    rows: int = 1
    left: int = 0

    @property
    def lines(self) -> list[str]:
        """The lines of its paragraphs that hold a text."""
        return [line for paragraph in self.paragraphs for line in paragraph.lines if line]


@dataclass(slots=True)
class Row:
    """One row: its cells and the page its first letter stands on."""

    boxes: list[Box]
    page: int


@dataclass(slots=True)
class Grid:
    """One table: its rows and the left edges of its columns, in twentieths of a point, the right edge last."""

    rows: list[Row]
    edges: list[int]

    @property
    def width(self) -> int:
        """How many cells its widest row has."""
        return max((len(row.boxes) for row in self.rows), default=0)


def read_grid(story: Story, table: _Element) -> Grid:
    """The table as it stands, deleted and hidden rows left out; cells merged downward stand where they begin."""
    widths = [number(value(each, "w")) for each in table.iterfind("./{*}tblGrid/{*}gridCol")][:MAX_COLUMNS]
    running: dict[int, Box] = {}
    rows = []
    for each in children(table, "tr"):
        if _is_shown(each):
            row, running = _row(story, each, running)
            rows.append(row)
    edges = _edges(widths, rows)
    for row in rows:
        for box in row.boxes:
            box.left = edges[min(box.start, len(edges) - 1)]
    return Grid(rows, edges)


def _is_shown(row: _Element) -> bool:
    settings = under(row, "trPr")
    return settings is None or not (under(settings, "del") is not None or is_on(under(settings, "hidden")))


def _row(story: Story, row: _Element, running: dict[int, Box]) -> tuple[Row, dict[int, Box]]:
    """One row, and the cells that the next may go on with. A cell that only goes on with the one above is not one of its own."""
    settings = under(row, "trPr")
    column = 0 if settings is None else number(value(under(settings, "gridBefore")))
    boxes: list[Box] = []
    merged: dict[int, Box] = {}
    first = story.pages.number
    written: list[int] = []
    for cell in children(row, "tc"):
        box, goes_on = _box(cell, max(column, 0))
        column = box.start + box.span
        above = running.get(box.start)
        if box.start >= MAX_COLUMNS or _is_deleted(cell):
            continue
        if goes_on and above is not None:
            above.rows += 1
            merged[box.start] = above
            continue
        box.paragraphs = list(_paragraphs(story, cell))
        boxes.append(box)
        written += [paragraph.page for paragraph in box.paragraphs if paragraph.text][:1]
        if box.merged:
            merged[box.start] = box
    return Row(boxes, min(written, default=first)), merged


def _is_deleted(cell: _Element) -> bool:
    return under(cell, "tcPr/cellDel") is not None


def _box(cell: _Element, column: int) -> tuple[Box, bool]:
    """The cell without its text, and whether it only goes on with the one above."""
    settings = under(cell, "tcPr")
    box = Box(column, 1)
    if settings is None:
        return box, False
    box.span = min(max(number(value(under(settings, "gridSpan"), default="1"), 1), 1), MAX_COLUMNS)
    merge = under(settings, "vMerge")
    box.merged = merge is not None
    box.fill = _fill(under(settings, "shd"))
    return box, merge is not None and value(merge, default="continue") != "restart"


def _fill(shade: _Element | None) -> str:
    """The colour a shading is seen as; "" for none. A pattern is as good as a colour."""
    if shade is None or value(shade) == "nil":
        return ""
    pattern, fill = value(shade), value(shade, "fill").upper()
    if pattern not in ("", "clear"):
        drawn = value(shade, "color").upper()
        return drawn if drawn not in _CLEAR else pattern.upper() if pattern != "solid" else "000000"
    return "" if fill in _CLEAR else fill


def _paragraphs(story: Story, element: _Element) -> Iterator[Paragraph]:
    """The paragraphs of a cell in order, those of tables and text boxes inside it included."""
    for child in element:
        kind = local(child)
        if kind == "p":
            paragraph = story.paragraph(child)
            yield paragraph
            for box in paragraph.boxes:
                yield from _paragraphs(story, box)
        elif kind == "tbl":
            for row in children(child, "tr"):
                for cell in children(row, "tc") if _is_shown(row) else ():
                    yield from _paragraphs(story, cell)
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _paragraphs(story, child)


def _edges(widths: list[int], rows: list[Row]) -> list[int]:
    """The columns' left edges; where the file tells no widths, each column is as wide as the next."""
    count = max((box.start + box.span for row in rows for box in row.boxes), default=0)
    if len(widths) < count or any(width <= 0 for width in widths):
        widths = [1000] * count
    edges = [0]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def columns_of(grid: Grid) -> list[int]:
    """The column that each edge of the table's own grid stands for.

    Edges that lie within a hair of each other are one column, so that a table dragged out of shape keeps its months in line.
    """
    used = sorted({edge for row in grid.rows for box in row.boxes for edge in (box.start, box.start + box.span)})
    places: list[int] = []
    column, last = -1, None
    for index, edge in enumerate(grid.edges):
        if index in used and (last is None or edge - last > _NEAR):
            column, last = column + 1, edge
        places.append(max(column, 0))
    return places


def cells_of(row: Row, places: list[int], edges: list[int]) -> tuple[Cell, ...]:
    """The row's cells with their columns, ticks drawn over them included."""
    drawn = _drawn_over(row, edges)
    cells = []
    for index, box in enumerate(row.boxes):
        column = places[min(box.start, len(places) - 1)]
        after = places[min(box.start + box.span, len(places) - 1)]
        text = cell_text(" ".join(box.lines)) or cell_text("".join(p.bullet for p in box.paragraphs))
        fill = box.fill or next((p.fill for p in box.paragraphs if p.fill and not text), "")
        cells.append(Cell(column, text, max(after - column, 1), box.rows, fill, is_marked=index in drawn and not text))
    return _apart(cells)


def _apart(cells: list[Cell]) -> tuple[Cell, ...]:
    """Cells that would share a column after folding, one behind the other."""
    found: list[Cell] = []
    for cell in cells:
        first = found[-1].column + 1 if found else 0
        found.append(replace(cell, column=first) if cell.column < first else cell)
    return tuple(found)


def _drawn_over(row: Row, edges: list[int]) -> set[int]:
    """The cells that a picture or shape stands in or runs over."""
    found: set[int] = set()
    for index, box in enumerate(row.boxes):
        for drawing in (each for paragraph in box.paragraphs for each in paragraph.drawings):
            found |= _covered(row, edges, index, drawing)
    return found


def _covered(row: Row, edges: list[int], index: int, drawing: Drawing) -> set[int]:
    if drawing.left is None:
        return {index}
    left = row.boxes[index].left + drawing.left
    right = left + max(drawing.width, 1)
    over = set()
    for place, box in enumerate(row.boxes):
        end = edges[min(box.start + box.span, len(edges) - 1)]
        middle = (box.left + end) // 2
        if left <= middle <= right or (box.left <= (left + right) // 2 <= end):
            over.add(place)
    return over or {index}
