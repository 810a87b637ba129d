"""Writes a Paper as plain text in the form a text recogniser gives: a line per paragraph, tables with tabs between columns."""

from __future__ import annotations

from collections.abc import Iterator

from renaksi.papers.legible import legible, one_line
from renaksi.papers.tree import (
    Block,
    Clause,
    Heading,
    Letterhead,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Row,
    Signature,
    Table,
    placed,
)


def write(paper: Paper) -> bytes:
    """The paper as UTF-8 text; every cell and every point on one line, sections apart by blank lines."""
    parts = [] if not paper.mark else [one_line(paper.mark)]
    for section in paper.sections:
        parts.extend("\n".join(_lines(block)) for block in section.blocks)
    return ("\n\n".join(part for part in parts if part.strip()) + "\n").encode()


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield from map(one_line, legible(block.text).split("\n"))
        case Letterhead():
            yield from map(one_line, (*block.lines, block.address))
        case Clause():
            for at, point in enumerate(block.points):
                words = one_line(f"{point.mark} {point.text}")
                yield f"{one_line(block.label)} : {words}" if at == 0 else words
        case Table():
            width = len(block.columns)
            yield from _grid(block.head, width)
            yield from _grid(block.body, width)
        case Signature():
            yield from map(one_line, (*block.above, *legible(block.title).split("\n")))
            yield from ("", one_line(block.mark), "") if block.mark else ("", "")
            yield from map(one_line, (block.name, *block.below))
        case Picture():
            yield one_line(f"[Gambar] {block.alt}")
            yield one_line(block.caption)
        case PageBreak():
            yield ""


def _grid(rows: tuple[Row, ...], width: int) -> Iterator[str]:
    grid = [[""] * width for _ in rows]
    for at, column, cell in placed(rows, width):
        grid[at][column] = one_line(cell.shown)
    yield from ("\t".join(row) for row in grid)
