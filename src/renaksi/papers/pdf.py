"""Writes a Paper as PDF with typst: tagged, its fonts inside, archivable (PDF/A-2a) where it is dated and every sign has a glyph.

The template is fixed and the words come to it as JSON strings, so nothing a user typed can become typesetting code, and the
template can open no other file. The same paper gives the same bytes: no date or identifier of the moment goes in.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import typst

from renaksi.papers.legible import breakable, legible
from renaksi.papers.room import PADDING, letters_in, row_lines
from renaksi.papers.tree import (
    Block,
    Cell,
    Clause,
    Heading,
    Letterhead,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
    fitted,
    placed,
)

_HERE = Path(__file__).parent
_FACTS = ("before", "bold", "level", "side", "align", "keep")
_INSET = (PADDING / 2, 1.1)  # mm
_REMEMBERED_RUNS = 10
_KEPT_WHOLE = 12  # lines up to which a cell, with the rows it spans, moves to the next page whole rather than break


def write(paper: Paper) -> bytes:
    """The paper as PDF bytes."""
    files = {"main.typ": _template(), "paper.json": json.dumps(_paper(paper)).encode()}
    options: dict[str, Any] = {"font_paths": _fonts(), "ignore_system_fonts": True, "format": "pdf", "timestamp": 0}
    try:
        with suppress(typst.TypstError):
            # Fails where the paper bears no date or holds a sign without a glyph in our fonts; the paper itself is still owed.
            return bytes(typst.compile(files, pdf_standards=["a-2a"], **options))
        return bytes(typst.compile(files, **options))
    finally:
        _forget(options)


def _forget(options: dict[str, Any]) -> None:
    """Let go of what typst remembers of the paper: it drops a memory unused for ten runs, and would keep half a gigabyte."""
    for _ in range(_REMEMBERED_RUNS + 1):
        typst.compile(b"", **options)


@cache
def _template() -> bytes:
    return (_HERE / "paper.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_HERE / "fonts")])


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "title": legible(paper.title),
        "author": legible(paper.author),
        "mark": legible(paper.mark),
        "language": paper.language,
        "dated": [paper.dated.year, paper.dated.month, paper.dated.day] if paper.dated else None,
        "sections": [_section(section) for section in paper.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    followers = (*section.blocks[1:], None)
    return {
        "width": section.width,
        "height": section.height,
        "margins": section.margins,
        "size": section.size,
        "blocks": [
            # No signature stands alone on a page: the clause above it goes with it.
            _block(block, section) | {"sticks": isinstance(after, Signature)}
            for block, after in zip(section.blocks, followers, strict=True)
        ],
    }


def _block(block: Block, section: Section) -> dict[str, Any]:
    facts = {"block": type(block).__name__} | {name: getattr(block, name) for name in _FACTS if hasattr(block, name)}
    match block:
        case Paragraph() | Heading():
            return facts | {"text": legible(block.text)}
        case Letterhead():
            return facts | {"lines": [legible(line) for line in block.lines], "address": legible(block.address)}
        case Clause():
            points = [{"mark": legible(point.mark), "text": legible(point.text)} for point in block.points]
            return facts | {"label": legible(block.label), "points": points}
        case Signature():
            words = {name: legible(getattr(block, name)) for name in ("title", "mark", "name")}
            return (
                facts | words | {name: [legible(line) for line in getattr(block, name)] for name in ("above", "below")}
            )
        case Table():
            return facts | _table(block, section)
        case PageBreak():
            return facts


def _table(table: Table, section: Section) -> dict[str, Any]:
    return {
        "size": table.size,
        "inset": _INSET,
        "widths": fitted(table.columns, section.measure),
        "aligns": [column.align for column in table.columns],
        "head": _cells(table.head, table, section.measure),
        "body": _cells(table.body, table, section.measure),
    }


def _cells(rows: tuple[Row, ...], table: Table, measure: float) -> list[dict[str, Any]]:
    widths, heights = fitted(table.columns, measure), row_lines(rows, table, measure)
    return [
        _cell(cell, letters_in(sum(widths[column : column + cell.colspan]), table.size))
        | {"breakable": sum(heights[at : at + cell.rowspan]) > _KEPT_WHOLE}
        for at, column, cell in placed(rows, len(widths))
    ]


def _cell(cell: Cell, letters: int) -> dict[str, Any]:
    return {
        "text": breakable(legible(cell.shown), letters),
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "bold": cell.bold,
        "tick": cell.tick,
        "align": "center" if cell.tick and cell.align is None else cell.align,
    }
