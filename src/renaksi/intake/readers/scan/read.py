"""One page's picture as a sheet: its running lines and its tables, each cell with its text, mark and colour."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import cv2

from renaksi.intake.readers.pdf import grid as ruled
from renaksi.intake.readers.pdf import shapes
from renaksi.intake.readers.pdf.sheet import MIN_COLUMNS, RuledTable, Slot
from renaksi.intake.readers.pdf.words import TextLine, Word
from renaksi.intake.readers.scan.grid import Box, Grid, GridCell, find_grids, month_columns
from renaksi.intake.readers.scan.heading import MOST_BANDS, first_band_below
from renaksi.intake.readers.scan.ink import Image, despeckled, image, ink_of, letter_height, rules_of, unruled
from renaksi.intake.readers.scan.kept import ScannedSheet, printed
from renaksi.intake.readers.scan.lines import lines_in, running_lines
from renaksi.intake.readers.scan.marks import UNSURE, Mark, marks_in
from renaksi.intake.readers.scan.page import Page, put_right, upside_down
from renaksi.intake.readers.scan.parting import parted
from renaksi.intake.readers.scan.quick import read_quickly
from renaksi.intake.readers.scan.recognise import Read, recogniser
from renaksi.intake.readers.scan.second import Opinion, second_opinions
from renaksi.intake.readers.scan.shades import has_bar, shades
from renaksi.intake.readers.scan.stamps import stamps_of, whitened

_WORDS = re.compile(r"[A-Za-z]{3}|\d")
_POINT = 72 / 200  # of a pixel: what follows a sheet counts in points
_FONT = 1.4  # size of a font, in heights of its letters
_WORD = 46  # pixels: what is wider in a month's cell is a word, not a tick
_HANGING = 2.4  # heights of a letter: one line
_YEAR = 12
_TOUCHED = 20  # pixels of a stamp in a cell that may have been part of a tick
_MARGIN = 3  # pixels of white left around a line that is read
_TRIED, _FEWEST = 12, 3  # lines read to find out which way up a page is; fewer lines tell nothing
_LONG = 5  # heights of a letter: a line long enough to tell
_LEGIBLE, _CLEARER = 0.8, 0.1  # how clear lines are that are the right way up; how much clearer the other way must be
_STRIP = 25  # times as long as it is wide: no page
_QUICK = 0.5  # how sure a text that was read quickly is at most: never so sure that it is not told


def sheet_of_picture(picture: Image, number: int, *, quick: bool = False) -> ScannedSheet:
    """The page of a picture (BGR) as a sheet, in points; ``number`` is its page. ``quick``: its texts by tesseract, none of them
    sure."""
    high, wide = picture.shape[:2]
    if max(high, wide) > _STRIP * min(high, wide):
        return ScannedSheet(number, wide * _POINT, high * _POINT, [], [])
    layout = _Layout.of(put_right(picture))
    sheet, clear = layout.read(number, quick=quick)
    if clear < _LEGIBLE:
        other = _Layout.of(upside_down(layout.page))
        upright = layout.clearness() if quick else clear
        if other.clearness() > upright + _CLEARER:
            sheet, _ = other.read(number, quick=quick)
            sheet.is_turned = True
    return sheet


@dataclass(slots=True)
class _Layout:
    """A page put right, its letters and the tables ruled on it.

    ``letter`` = usual height of one; ``over`` = where stamps lie; ``strokes`` = the letters with all specks, which may be ticks.
    """

    page: Page
    letters: Image
    letter: float
    grids: list[Grid]
    over: Image
    strokes: Image

    @classmethod
    def of(cls, page: Page) -> _Layout:
        """The layout of a page, nothing read yet."""
        ink = ink_of(page.gray)
        over = stamps_of(page.colour, ink)
        if over.any():
            page = replace(page, gray=whitened(page.gray, over))
            ink = image(cv2.subtract(ink, over))
        across, down = rules_of(ink)
        strokes = unruled(ink, image(cv2.bitwise_or(across, down)))
        letters = despeckled(strokes)
        grids = [grid for grid in find_grids(across, down, ink) if len(grid.xs) > MIN_COLUMNS]
        return cls(page, letters, letter_height(letters), grids, over, strokes)

    def clearness(self) -> float:
        """How clear a dozen of the page's longer lines are, 0..1."""
        reading, _, _ = self._cut()
        reading.keep_long(_TRIED)
        reading.read = recogniser().read(reading.cuts)
        return reading.clearness

    def read(self, number: int, *, quick: bool = False) -> tuple[ScannedSheet, float]:
        """All of it read, and how clear its longer lines are, 0..1."""
        reading, tables, running = self._cut()
        if quick:
            reading.read, reading.trust = read_quickly(reading.cuts), _QUICK
        else:
            reading.read = recogniser().read(reading.cuts)
            if reading.clearness >= _LEGIBLE:
                reading.ask(
                    [place for _, cells in tables for each in cells if each.mark is None for place in each.places]
                )
        height, width = self.page.gray.shape
        sheet = ScannedSheet(
            number,
            width * _POINT,
            height * _POINT,
            [line for line in (reading.line(places) for places in running) if line],
            [_table(grid, found, reading) for grid, found in tables],
            others=reading.others(),
        )
        return sheet, reading.clearness

    def _cut(self) -> tuple[_Reading, list[tuple[Grid, list[_Found]]], list[list[int]]]:
        """All that is to be read: the cuts, the tables' cells and the running lines with the places of theirs."""
        reading = _Reading(self.page.gray, self.letter)
        tables = [(grid, _cells(grid, self, reading)) for grid in self.grids]
        lines = running_lines(_blanked(self.letters, self.grids, self.letter), self.letter)
        return reading, tables, [[reading.cut(piece) for piece in line.pieces] for line in lines]


def _moved(box: Box, x: int, y: int) -> Box:
    left, top, right, bottom = box
    return left + x, top + y, right + x, bottom + y


@dataclass(slots=True)
class _Reading:
    """What is cut out of a page to be read in one go, and what each place then says. ``letter`` = usual height of one;
    ``trust`` = how sure (0..1) a text is at most."""

    gray: Image
    letter: float
    trust: float = 1.0
    cuts: list[Image] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    read: list[Read] = field(default_factory=list)
    opinions: dict[int, Opinion] = field(default_factory=dict)

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
        return printed(parted(self.read[place].text), _in_points(self.boxes[place]), self.letter * _FONT * _POINT)

    @property
    def clearness(self) -> float:
        """How clear the longer lines are on the whole, 0..1; 1 where there are too few to tell."""
        long = [read.clearness for box, read in zip(self.boxes, self.read, strict=True) if self._is_long(box)]
        return sum(long) / len(long) if len(long) >= _FEWEST else 1.0

    def keep_long(self, count: int) -> None:
        """Leave only so many of the longer lines, from all over the page."""
        long = [place for place, box in enumerate(self.boxes) if self._is_long(box)]
        kept = long[:: max(1, len(long) // count)][:count]
        self.cuts, self.boxes = [self.cuts[place] for place in kept], [self.boxes[place] for place in kept]

    def _is_long(self, box: Box) -> bool:
        return box[2] - box[0] > _LONG * self.letter and box[3] - box[1] < 3 * self.letter

    def says(self, place: int, *, least: int) -> bool:
        """Whether a place at least so wide holds a word or a number, rather than a mark that was taken for a letter."""
        left, _, right, _ = self.boxes[place]
        return right - left > least and bool(_WORDS.search(self.read[place].text))

    def confidence(self, places: Iterable[int]) -> float:
        """How sure the least clear of the places is, 0..1; 1 where nothing stands."""
        return min((self._sureness(place) for place in places), default=1.0)

    def _sureness(self, place: int) -> float:
        """How sure a line is as a whole."""
        if place in self.opinions:
            return self.opinions[place].sure
        read = self.read[place]
        return min(self.trust, read.clearness, read.confidence + 0.5)

    def ask(self, places: list[int]) -> None:
        """Have the doubtful ones among the places read a second time."""
        self.opinions = second_opinions(
            {place: self.cuts[place] for place in places},
            {place: self.read[place] for place in places},
            {place: self._sureness(place) for place in places},
        )

    def others(self) -> dict[str, str]:
        """The lines that the second reading has otherwise, each with that other text."""
        told = {place: opinion.text for place, opinion in self.opinions.items() if opinion.text}
        return {parted(self.read[place].text): parted(text) for place, text in told.items()}


def _in_points(box: Box) -> shapes.Box:
    left, top, right, bottom = box
    return shapes.Box(left * _POINT, top * _POINT, right * _POINT, bottom * _POINT)


@dataclass(frozen=True, slots=True)
class _Found:
    """A cell of a grid with the places of its lines, and what its pixels say; ``mark`` only where it may be a month's.

    ``is_pale`` = whether it is shaded, or which month it is, cannot be told.
    """

    cell: GridCell
    places: list[int]
    mark: Mark | None
    fill: str
    is_pale: bool


def _cells(grid: Grid, layout: _Layout, reading: _Reading) -> list[_Found]:
    page, letters = layout.page, layout.letters
    months = month_columns(grid.xs)
    fills, unsure = shades(page.colour, grid, is_photo=page.is_photo)
    lines = {cell: _lines(cell, letters, reading.letter) for cell in grid.cells}
    narrow = [cell for cell in grid.cells if cell.left in months and cell.right in months]
    by_shade = sum(cell in fills for cell in narrow) >= _FEWEST
    pale = unsure.intersection(narrow) if by_shade else frozenset()
    if len(months) < _YEAR:
        pale = frozenset(narrow)  # a rule between months was lost: no tick's month is sure
    marks = marks_in(layout.strokes, grid, narrow)
    for cell, signs in marks.items():
        if _is_covered(cell, layout.over):
            signs.is_shared = True
        elif cell not in fills and has_bar(page.colour, cell):
            signs.is_crossed = True
    found = []
    for cell in grid.cells:
        mark = marks.get(cell)
        is_read = mark is None or cell.top < MOST_BANDS or cell.left != cell.right or _is_word(lines[cell])
        places = [reading.cut(line) for line in lines[cell]] if is_read else []
        found.append(_Found(cell, places, mark, fills.get(cell, ""), cell in pale))
    return found


def _is_covered(cell: GridCell, over: Image) -> bool:
    """Whether a stamp or a signature lay over the cell."""
    left, top, right, bottom = cell.box
    return cv2.countNonZero(over[top:bottom, left:right]) > _TOUCHED


def _is_word(lines: list[Box]) -> bool:
    return max((line[2] - line[0] for line in lines), default=0) > _WORD


def _lines(cell: GridCell, letters: Image, letter: float) -> list[Box]:
    left, top, right, _ = cell.box
    inside = letters[top + 2 : _lower_end(cell, letter) - 2, left + 2 : right - 2]
    return [_moved(line, left + 2, top + 2) for line in lines_in(inside, letter)]


def _lower_end(cell: GridCell, letter: float) -> int:
    """Where a cell's text ends: a line may hang out of one that goes on overleaf."""
    return cell.box[3] + (round(_HANGING * letter) if cell.is_open else 0)


def _blanked(letters: Image, grids: list[Grid], letter: float) -> Image:
    """The letters outside the tables."""
    outside = letters.copy()
    for grid in grids:
        left, top, right, bottom = grid.box
        outside[max(0, top - 2) : bottom + 3, max(0, left - 2) : right + 3] = 0
        for cell in (cell for cell in grid.cells if cell.is_open):
            outside[cell.box[3] : _lower_end(cell, letter), cell.box[0] : cell.box[2]] = 0
    return outside


def _table(grid: Grid, found: list[_Found], reading: _Reading) -> RuledTable:
    narrow = [each for each in found if each.mark is not None and each.cell.left == each.cell.right]
    first = first_band_below([(each.cell, [reading.read[place].text for place in each.places]) for each in narrow])
    slots = [_slot(each, reading, first) for each in found]
    cells = tuple(slot.cell for slot in slots)
    xs, ys = (tuple(place * _POINT for place in places) for places in (grid.xs, grid.ys))
    return RuledTable(ruled.RuledGrid(xs, ys, cells), slots)


def _is_text(found: _Found, reading: _Reading) -> bool:
    """Whether a month's cell holds a text: a word in its own cell, or anything readable in a cell over several months."""
    least = _WORD if found.cell.left == found.cell.right else 0
    return any(reading.says(place, least=least) for place in found.places)


def _slot(found: _Found, reading: _Reading, first: int) -> Slot:
    """The cell filled in; ``first`` = the band below the months' heading, from which on a mark in a month's cell is a tick."""
    cell = found.cell
    slot = Slot(
        ruled.GridCell(
            cell.top,
            cell.left,
            cell.bottom - cell.top + 1,
            cell.right - cell.left + 1,
            _in_points(cell.box),
            open_bottom=cell.is_open,
        ),
        fill=found.fill,
    )
    if found.mark is not None and cell.top >= first and not _is_text(found, reading):
        slot.is_marked = bool(found.mark.is_tick)  # numpy's own bool is not kept as JSON
        merged = cell.left != cell.right and not found.fill  # a shade over several months marks them all, parted or not
        slot.confidence = min(UNSURE if found.is_pale or merged else 1.0, found.mark.confidence)
        return slot
    slot.lines = [line for line in (reading.line([place]) for place in found.places) if line]
    slot.words = [word for line in slot.lines for word in line.words]
    slot.confidence = min(cell.confidence, reading.confidence(found.places))
    return slot
