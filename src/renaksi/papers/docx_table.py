"""The table part of the DOCX writer, on plain WordprocessingML: python-docx's own cells cost a search of the grid each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from renaksi.papers.legible import legible
from renaksi.papers.tree import Align, Cell, Row, Table, fitted, placed

_TWIPS = 56.6929  # twentieths of a point in a millimetre
_LONG_CELL = 500  # letters from which a row may break over pages
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_JUSTIFY = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}


def add_table(document: DocumentObject, table: Table, measure: float) -> None:
    """Puts the table at the end of the document: fixed widths, spans as merged cells, head rows repeated on every page."""
    widths = [round(width * _TWIPS) for width in fitted(table.columns, measure)]
    body = document.element.body
    element = OxmlElement("w:tbl")
    body.insert_element_before(element, "w:sectPr")
    _set_table(element, widths)
    for rows, is_head in ((table.head, True), (table.body, False)):
        _add_rows(element, rows, table, widths, is_head=is_head)


def _sub(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    element = parent.makeelement(qn(f"w:{tag}"), {qn(f"w:{name}"): value for name, value in attributes.items()})
    if text is not None:
        element.text = text
    parent.append(element)
    return element


def _set_table(element: Any, widths: Sequence[int]) -> None:
    facts = _sub(element, "tblPr")
    _sub(facts, "tblW", w=str(sum(widths)), type="dxa")
    borders = _sub(facts, "tblBorders")
    for edge in _EDGES:
        _sub(borders, edge, val="single", sz="4", space="0", color="auto")
    _sub(facts, "tblLayout", type="fixed")
    margins = _sub(facts, "tblCellMar")
    for edge, width in (("top", "30"), ("left", "45"), ("bottom", "30"), ("right", "45")):
        _sub(margins, edge, w=width, type="dxa")
    grid = _sub(element, "tblGrid")
    for column in widths:
        _sub(grid, "gridCol", w=str(column))


def _add_rows(element: Any, rows: Sequence[Row], table: Table, widths: Sequence[int], *, is_head: bool) -> None:
    grid: list[dict[int, tuple[Cell, bool]]] = [{} for _ in rows]
    for at, column, cell in placed(rows, len(table.columns)):
        for down in range(cell.rowspan):
            grid[at + down][column] = (cell, down == 0)
    for places in grid:
        line = _sub(element, "tr")
        facts = _sub(line, "trPr")
        if is_head or all(len(cell.text) < _LONG_CELL for cell, _ in places.values()):
            _sub(facts, "cantSplit")
        if is_head:
            _sub(facts, "tblHeader")
        for column, (cell, begins) in sorted(places.items()):
            width = sum(widths[column : column + cell.colspan])
            align = cell.align or (Align.CENTER if cell.tick else table.columns[column].align)
            _add_cell(line, cell, width, align, table.size, begins=begins, is_head=is_head)


def _add_cell(line: Any, cell: Cell, width: int, align: Align, size: float, *, begins: bool, is_head: bool) -> None:
    place = _sub(line, "tc")
    facts = _sub(place, "tcPr")
    _sub(facts, "tcW", w=str(width), type="dxa")
    if cell.colspan > 1:
        _sub(facts, "gridSpan", val=str(cell.colspan))
    if cell.rowspan > 1:
        _sub(facts, "vMerge", **({"val": "restart"} if begins else {}))
    if is_head or cell.tick:
        _sub(facts, "vAlign", val="center")
    for words in legible(cell.shown).split("\n") if begins else ("",):
        _add_words(place, words, align, size, bold=is_head or cell.bold)


def _add_words(place: Any, words: str, align: Align, size: float, *, bold: bool) -> None:
    paragraph = _sub(place, "p")
    facts = _sub(paragraph, "pPr")
    _sub(facts, "pStyle", val="IsiTabel")
    _sub(facts, "jc", val=_JUSTIFY[align])
    marks = _sub(facts, "rPr")
    _sub(marks, "sz", val=str(round(size * 2)))
    if not words:
        return
    run = _sub(paragraph, "r")
    looks = _sub(run, "rPr")
    if bold:
        _sub(looks, "b")
    _sub(looks, "sz", val=str(round(size * 2)))
    _sub(run, "t", words).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
