"""One page's picture as a sheet: its running lines and its tables, each cell with its text, mark and colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import cv2

from renaksi.intake.readers.pdf import grid as ruled
from renaksi.intake.readers.pdf import shapes
from renaksi.intake.readers.pdf.sheet import MIN_COLUMNS, RuledTable, Sheet, Slot
from renaksi.intake.readers.pdf.words import TextLine, Word
from renaksi.intake.readers.scan.grid import Box, Grid, GridCell, find_grids
from renaksi.intake.readers.scan.ink import Image, image, ink_of, letter_height, letters_of, rules_of
from renaksi.intake.readers.scan.lines import lines_in, running_lines
from renaksi.intake.readers.scan.marks import is_ticked, month_columns, shades
from renaksi.intake.readers.scan.page import Page, put_right
from renaksi.intake.readers.scan.recognise import Read, recogniser

_POINT = 72 / 200  # of a pixel: what follows a sheet counts in points
_FONT = 1.4  # size of a font, in heights of its letters
_HEADING_BANDS = 4  # bands of a grid in which a narrow cell may hold a month's name or number
_WORD = 46  # pixels: what is wider in a month's cell is a word, not a tick
_MARGIN = 3  # pixels of white left around a line that is read


def sheet_of_picture(picture: Image, number: int) -> Sheet:
    """The page of a picture (BGR) as a sheet, in points; ``number`` is its page."""
    page = put_right(picture)
    ink = ink_of(page.gray)
    across, down = rules_of(ink)
    letters = letters_of(ink, image(cv2.bitwise_or(across, down)))
    letter = letter_height(letters)
    grids = [grid for grid in find_grids(across, down) if len(grid.xs) > MIN_COLUMNS]
    reading = _Reading(page.gray, letter)
    tables = [(grid, _cells(grid, page, letters, reading)) for grid in grids]
    running = [
        (line, [reading.cut(piece) for piece in line.pieces])
        for line in running_lines(_blanked(letters, grids), letter)
    ]
    reading.read = recogniser().read(reading.cuts)
    height, width = page.gray.shape
    return Sheet(
        number,
        width * _POINT,
        height * _POINT,
        [line for line in (reading.line(places) for _, places in running) if line],
        [_table(grid, found, reading) for grid, found in tables],
    )


@dataclass(slots=True)
class _Reading:
    """What is cut out of a page to be read in one go, and what each place then says. ``letter`` = usual height of one."""

    gray: Image
    letter: float
    cuts: list[Image] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    read: list[Read] = field(default_factory=list)

    def cut(self, box: Box) -> int:
        """Put a line in; gives its place."""
        left, top, right, bottom = box
        rows = slice(max(0, top - _MARGIN), bottom + _MARGIN)
        columns = slice(max(0, left - _MARGIN), right + _MARGIN)
        self.cuts.append(self.gray[rows, columns])
        self.boxes.append(box)
        return len(self.cuts) - 1

    def line(self, places: Iterable[int]) -> TextLine | None:
        """The places as one line of text; None where nothing was read."""
        words = tuple(word for word in map(self._word, places) if word.text)
        return TextLine(words) if words else None

    def _word(self, place: int) -> Word:
        box = _in_points(self.boxes[place])
        return Word(
            self.read[place].text, box, box.bottom, box.left, box.right, self.letter * _FONT * _POINT, spaced=True
        )


def _in_points(box: Box) -> shapes.Box:
    left, top, right, bottom = box
    return shapes.Box(left * _POINT, top * _POINT, right * _POINT, bottom * _POINT)


@dataclass(frozen=True, slots=True)
class _Found:
    """A cell of a grid with the places of its lines, and what its pixels say."""

    cell: GridCell
    places: list[int]
    is_ticked: bool
    fill: str


def _cells(grid: Grid, page: Page, letters: Image, reading: _Reading) -> list[_Found]:
    months, fills = month_columns(grid), shades(page.colour, grid)
    found = []
    for cell in grid.cells:
        left, top, right, bottom = cell.box
        inside = letters[top + 2 : bottom - 2, left + 2 : right - 2]
        lines = lines_in(inside, reading.letter)
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


def _table(grid: Grid, found: list[_Found], reading: _Reading) -> RuledTable:
    slots = [_slot(each, reading) for each in found]
    cells = tuple(slot.cell for slot in slots)
    xs, ys = (tuple(place * _POINT for place in places) for places in (grid.xs, grid.ys))
    return RuledTable(ruled.RuledGrid(xs, ys, cells), slots)


def _slot(found: _Found, reading: _Reading) -> Slot:
    cell = found.cell
    slot = Slot(
        ruled.GridCell(
            cell.top, cell.left, cell.bottom - cell.top + 1, cell.right - cell.left + 1, _in_points(cell.box)
        )
    )
    slot.lines = [line for line in (reading.line([place]) for place in found.places) if line]
    slot.words = [word for line in slot.lines for word in line.words]
    slot.fill, slot.is_marked = found.fill, found.is_ticked
    return slot
