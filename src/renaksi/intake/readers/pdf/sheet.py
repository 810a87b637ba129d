"""One page as a person sees it: running text and tables, each table's cells with their text, colour and marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from renaksi.intake.readers.pdf.colours import ground_of
from renaksi.intake.readers.pdf.grid import GridCell, RuledGrid, grids_of, place_in
from renaksi.intake.readers.pdf.shapes import Box, PageContent
from renaksi.intake.readers.pdf.words import TextLine, Word, text_lines, words_of

MIN_COLUMNS = 5
"""A table of fewer columns holds no action plan (a framed heading, a box for signatures): its text is running text."""
_BAR = 0.4
_NEXT_LINE = 1.8
_DASHES = frozenset("-–—_=─")
_ARROW = re.compile(r"^(?:[<←◄⟵]?[-–—_=─]+[>→►➔⟶]|[<←◄⟵][-–—_=─]+|[-–—_=─]{4,}|[→←↔➔➡⇒⟶⟷]+)$")


@dataclass(slots=True)
class Slot:
    """One cell with what stands in it; ``confidence`` (0..1) tells how sure that is where it was read from a picture."""

    cell: GridCell
    words: list[Word] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    fill: str = ""
    is_marked: bool = False
    confidence: float = 1.0

    @property
    def box(self) -> Box:
        """Its place on the page."""
        return self.cell.box

    @property
    def line_height(self) -> float:
        """How far its lines stand apart."""
        bases = [line.words[0].base for line in self.lines]
        steps = [below - above for above, below in pairwise(bases) if below - above > 2]
        return min(steps) if steps else 1.25 * max((line.size for line in self.lines), default=10.0)

    @property
    def room(self) -> float:
        """How many more lines would fit below its text."""
        if not self.lines:
            return self.box.height / 10.0
        return (self.box.bottom - self.lines[-1].words[0].base) / self.line_height - 0.25


@dataclass(slots=True)
class RuledTable:
    """A table on one page."""

    grid: RuledGrid
    slots: list[Slot]
    by_place: dict[tuple[int, int], Slot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for slot in self.slots:
            for row in range(slot.cell.row, slot.cell.row + slot.cell.row_span):
                for column in range(slot.cell.column, slot.cell.column + slot.cell.column_span):
                    self.by_place[row, column] = slot

    @property
    def rows(self) -> list[list[Slot]]:
        """Its cells by the row they begin in."""
        rows: list[list[Slot]] = [[] for _ in range(len(self.grid.ys) - 1)]
        for slot in self.slots:
            rows[slot.cell.row].append(slot)
        return rows

    def slot_at(self, x: float, y: float) -> Slot | None:
        """The cell a point of the page lies in."""
        place = place_in(self.grid, x, y)
        return None if place is None else self.by_place.get(place)


@dataclass(slots=True)
class Sheet:
    """A page's running lines and tables. ``lines`` are in the order of their height on the page; ``is_turned`` = the file has the
    page upside down; ``turn`` = the quarter turns, clockwise, by which it shows the page otherwise than it is read."""

    number: int
    width: float
    height: float
    lines: list[TextLine]
    tables: list[RuledTable]
    is_turned: bool = False
    turn: int = 0


def sheet_of(content: PageContent) -> Sheet:
    """A page's content put in order."""
    grids = [grid for grid in grids_of(content.across, content.down) if len(grid.xs) > MIN_COLUMNS]
    words = words_of(content.letters, content.down)
    tables = [RuledTable(grid, [Slot(cell) for cell in grid.cells]) for grid in grids]
    free = [word for word in words if not _placed(tables, word)]
    free = [word for word in sorted(free, key=lambda one: one.base) if not _hangs_below(tables, word)]
    for table in tables:
        for slot in table.slots:
            slot.lines = text_lines(slot.words)
        _colour(table, content)
        _mark(table, [*content.marks, *content.images, *table.grid.strokes])
    return Sheet(content.number, content.width, content.height, text_lines(free), tables, turn=content.turn)


def _placed(tables: list[RuledTable], word: Word) -> bool:
    """Put a word into the cell it stands in; False where it stands in none. An arrow marks every cell it runs over."""
    for table in tables:
        slot = table.slot_at(*word.box.middle)
        if slot is None:
            continue
        if not _ARROW.match(word.text) or not _mark_crossed(table, word, slot):
            slot.words.append(word)
        return True
    return False


def _hangs_below(tables: list[RuledTable], word: Word) -> bool:
    """Put a word that hangs out of a cell without a rule below, at its page's end, into that cell; False for any other."""
    x, _ = word.box.middle
    for table in tables:
        for slot in table.slots:
            if not slot.cell.open_bottom or not slot.words or not slot.box.left <= x <= slot.box.right:
                continue
            if 0 < word.base - max(each.base for each in slot.words) + 0.5 < _NEXT_LINE * word.size:
                slot.words.append(word)
                return True
    return False


def _mark_crossed(table: RuledTable, arrow: Word, slot: Slot) -> bool:
    """Mark the cells a written arrow runs over; False where it is but a dash in one cell."""
    crossed = [each for each in table.slots if _runs_over(arrow.box, each.box)]
    if len(crossed) < 2 and set(arrow.text) <= _DASHES:
        return False
    for each in crossed or [slot]:
        each.is_marked = True
    return True


def _runs_over(mark: Box, cell: Box) -> bool:
    """Whether a mark runs over a good part of a cell's width, at a height inside it."""
    wide = min(mark.right, cell.right) - max(mark.left, cell.left)
    return cell.top <= mark.middle[1] <= cell.bottom and wide >= _BAR * cell.width


def _colour(table: RuledTable, content: PageContent) -> None:
    """Give each cell the colour it lies on; a colour the whole row has is its background and says nothing."""
    fills = [fill for fill in content.fills if fill.box.shared(table.grid.box)]
    for slot in table.slots if fills else ():
        slot.fill, has_bar = ground_of(slot.box, fills)
        slot.is_marked = slot.is_marked or (has_bar and not slot.words)
    for row in table.rows:
        grounds = Counter(slot.fill for slot in row if len("".join(word.text for word in slot.words)) > 3)
        ground = max(grounds, key=lambda colour: grounds[colour], default="")
        for slot in row:
            slot.fill = "" if slot.fill == ground else slot.fill


def _mark(table: RuledTable, marks: Iterable[Box]) -> None:
    """Mark the empty cells that something is drawn in: a tick in one, an arrow through several."""
    for mark in marks:
        if not table.grid.box.holds(*mark.middle):
            continue
        for slot in table.slots:
            if slot.words or mark.height > slot.box.height + 4:
                continue
            inside = slot.box.holds(*mark.middle) and mark.width <= slot.box.width + 4
            if inside or (mark.width > slot.box.width and _runs_over(mark, slot.box)):
                slot.is_marked = True
