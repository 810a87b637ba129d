"""One page's picture into the lines of a table and of running text, as every reader gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import cv2

from renaksi.intake.readers.scan.grid import Box, Grid, GridCell, find_grids
from renaksi.intake.readers.scan.ink import Image, image, ink_of, letter_height, letters_of, rules_of
from renaksi.intake.readers.scan.lines import RunningLine, lines_in, running_lines
from renaksi.intake.readers.scan.marks import is_ticked, month_columns, shades
from renaksi.intake.readers.scan.page import Page, put_right
from renaksi.intake.readers.scan.recognise import Read, recogniser
from renaksi.intake.readers.table import Cell, Line, Table, cell_text

_HEADING_BANDS = 4  # bands of a grid in which a narrow cell may hold a month's name or number
_WORD = 46  # pixels: what is wider in a month's cell is a word, not a tick
_MARGIN = 3  # pixels of white left around a line that is read


def read_pages(pictures: Iterable[Image]) -> Table:
    """The pages' lines, numbered through; a page's end leaves an empty line, as a scan's text would."""
    lines: list[Line] = []
    for number, picture in enumerate(pictures, 1):
        for cells, in_table in page_lines(put_right(picture)):
            lines.append(Line(len(lines) + 1, cells, in_table=in_table, page=number))
        lines.append(Line(len(lines) + 1, (), page=number))
    return Table(tuple(lines), kind="scan", exact=True)


@dataclass(slots=True)
class _Reading:
    """What is cut out of a page to be read in one go, and what each place then says."""

    gray: Image
    cuts: list[Image] = field(default_factory=list)
    read: list[Read] = field(default_factory=list)

    def cut(self, box: Box) -> int:
        """Put a line in; gives its place."""
        left, top, right, bottom = box
        part = (
            slice(max(0, top - _MARGIN), bottom + _MARGIN),
            slice(max(0, left - _MARGIN), right + _MARGIN),
        )
        self.cuts.append(self.gray[part])
        return len(self.cuts) - 1

    def text(self, places: Iterable[int]) -> tuple[str, float]:
        """The texts at the places, joined, and the least confidence among them."""
        reads = [self.read[place] for place in places]
        return " ".join(each.text for each in reads if each.text), min((each.confidence for each in reads), default=1.0)


@dataclass(frozen=True, slots=True)
class _Found:
    """A cell of a grid with the places of its lines, and what its pixels say."""

    cell: GridCell
    places: list[int]
    is_ticked: bool
    fill: str


def page_lines(page: Page) -> Iterator[tuple[tuple[Cell, ...], bool]]:
    """The page's lines from top to bottom as (cells, whether of a table)."""
    ink = ink_of(page.gray)
    across, down = rules_of(ink)
    letters = letters_of(ink, image(cv2.bitwise_or(across, down)))
    letter = letter_height(letters)
    grids = find_grids(across, down)
    reading = _Reading(page.gray)
    tables = [(grid, _cells(grid, page, letters, letter, reading)) for grid in grids]
    running = [
        (line, [reading.cut(piece) for piece in line.pieces])
        for line in running_lines(_blanked(letters, grids), letter)
    ]
    reading.read = recogniser().read(reading.cuts)
    yield from _in_order(page, tables, running, reading)


def _cells(grid: Grid, page: Page, letters: Image, letter: float, reading: _Reading) -> list[_Found]:
    months, fills = month_columns(grid), shades(page.colour, grid)
    found = []
    for cell in grid.cells:
        left, top, right, bottom = cell.box
        inside = letters[top + 2 : bottom - 2, left + 2 : right - 2]
        lines = lines_in(inside, letter)
        is_month = cell.left in months and cell.right in months and cell.top >= _HEADING_BANDS
        if is_month and max((line[2] - line[0] for line in lines), default=0) <= _WORD:
            found.append(_Found(cell, [], is_ticked(inside), fills.get(cell, "")))
            continue
        places = [reading.cut((left + 2 + a, top + 2 + b, left + 2 + c, top + 2 + d)) for a, b, c, d in lines]
        found.append(_Found(cell, places, False, fills.get(cell, "")))
    return found


def _blanked(letters: Image, grids: list[Grid]) -> Image:
    """The letters outside the tables."""
    outside = letters.copy()
    for grid in grids:
        left, top, right, bottom = grid.box
        outside[max(0, top - 2) : bottom + 3, max(0, left - 2) : right + 3] = 0
    return outside


def _in_order(
    page: Page,
    tables: list[tuple[Grid, list[_Found]]],
    running: list[tuple[RunningLine, list[int]]],
    reading: _Reading,
) -> Iterator[tuple[tuple[Cell, ...], bool]]:
    height, width = page.gray.shape
    placed: list[tuple[float, tuple[Cell, ...], bool]] = []
    for line, places in running:
        text, confidence = reading.text(places)
        if text:
            box = (line.pieces[0][0] / width, line.pieces[0][1] / height,
                   line.pieces[-1][2] / width, line.pieces[-1][3] / height)  # fmt: skip
            placed.append((line.middle, (Cell(0, text, box=box, confidence=confidence),), False))
    for grid, found in tables:
        for band, top in enumerate(grid.ys[:-1]):
            cells = tuple(_cell(each, reading, width, height) for each in found if each.cell.top == band)
            placed.append((top + 0.5, cells, True))
    for _, cells, in_table in sorted(placed, key=lambda each: each[0]):
        yield cells, in_table


def _cell(found: _Found, reading: _Reading, width: int, height: int) -> Cell:
    text, confidence = reading.text(found.places)
    left, top, right, bottom = found.cell.box
    return Cell(
        found.cell.left,
        cell_text(text),
        column_span=found.cell.right - found.cell.left + 1,
        row_span=found.cell.bottom - found.cell.top + 1,
        fill=found.fill,
        box=(left / width, top / height, right / width, bottom / height),
        is_marked=found.is_ticked,
        confidence=min(confidence, found.cell.confidence),
    )
