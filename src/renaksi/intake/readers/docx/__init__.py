"""Word documents (DOCX), read by an own walk over their XML: what is seen on paper, and where each table's cell stands.

``xml`` parses safely, ``styles`` and ``numbering`` make visible what the text does not hold, ``text`` reads paragraphs, ``grid``
tables; here they become lines. lxml is loaded only when a document comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from renaksi.intake.readers.docx.grid import cells_of, columns_of, read_grid
from renaksi.intake.readers.docx.layout import is_layout, unrolled
from renaksi.intake.readers.docx.numbering import Numbering
from renaksi.intake.readers.docx.styles import Styles
from renaksi.intake.readers.docx.text import Story
from renaksi.intake.readers.docx.xml import under
from renaksi.intake.readers.office import Package, damaged, too_large
from renaksi.intake.readers.table import Cell, Line, Table, clean
from renaksi.intake.readers.xml import local, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_LINES = 10_000


def read_docx(package: Package) -> Table:
    """The document's paragraphs and table rows, in order. Refused: damaged, or longer than any decree."""
    root = parsed(package.part("word/document.xml"))
    body = None if root is None else under(root, "body")
    if body is None:
        raise damaged()
    numbering = Numbering(parsed(package.part("word/numbering.xml")))
    story = Story(numbering, Styles(parsed(package.part("word/styles.xml"))))
    lines: list[Line] = []
    for page, cells, table in _blocks(story, body):
        if len(lines) >= MAX_LINES:
            raise too_large()
        lines.append(Line(len(lines) + 1, cells, table is not None, page, table=table))
    if not story.pages.told:
        lines = [replace(line, page=None) for line in lines]
    return Table(tuple(lines), kind="docx", exact=True)


_Block = tuple[int, tuple[Cell, ...], int | None]
"""(page, cells, which table it is a row of)."""


def _blocks(story: Story, element: _Element) -> Iterator[_Block]:
    for child in element:
        kind = local(child)
        if kind == "p":
            paragraph = story.paragraph(child)
            for line in paragraph.lines:
                yield paragraph.page, _running(line), None
            for box in paragraph.boxes:
                yield from _blocks(story, box)
        elif kind == "tbl":
            yield from _table(story, child)
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _blocks(story, child)


def _running(text: str) -> tuple[Cell, ...]:
    text = clean(text)
    return (Cell(0, text),) if text else ()


def _table(story: Story, table: _Element) -> Iterator[_Block]:
    grid = read_grid(story, table)
    if is_layout(grid):
        for row in grid.rows:
            for page, text in unrolled(row):
                yield page, _running(text), None
        return
    places, number = columns_of(grid), story.tables
    story.tables += 1
    for row in grid.rows:
        cells = cells_of(row, places, grid.edges)
        if any(cell.text or cell.fill or cell.is_marked for cell in cells):
            yield row.page, cells, number
