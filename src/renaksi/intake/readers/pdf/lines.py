"""All pages of a file as one table of lines: running text and tables in reading order, columns counted alike on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from renaksi.intake.readers.pdf.running import in_order, without_furniture
from renaksi.intake.readers.pdf.sheet import RuledTable, Sheet, Slot
from renaksi.intake.readers.pdf.words import TextLine, Vocabulary
from renaksi.intake.readers.table import CLOSED, OPEN, Cell, Leaf, Line, cell_text, clean

_SAME_PLACE = 5.0
_ALIKE = 0.7
_NARROW = 3.0


def _is_one_word(texts: list[str]) -> bool:
    """Whether the lines of a cell too narrow for a word are pieces of one: ``Ma r``, ``VII I``, but not two ticks ``v v``."""
    word = "".join(texts)
    return word.isalpha() and (max(map(len, texts)) > 1 or (word.istitle() and len(word) > 2))


@dataclass(slots=True)
class _Columns:
    """The lines of x of a table that runs over several pages, counted from its left edge."""

    places: list[float] = field(default_factory=list)

    def takes(self, table: RuledTable) -> bool:
        """Whether the table on this page goes on with these columns."""
        xs = _from_left(table)
        if not self.places or abs(self.places[-1] - xs[-1]) > 2 * _SAME_PLACE:
            return False
        near = _near(xs)
        known = sum(1 for x in xs if any(abs(x - place) <= near for place in self.places))
        return known >= _ALIKE * min(len(xs), len(self.places))

    def add(self, table: RuledTable) -> None:
        """Take in the lines of x that this page has and the others had not."""
        xs = _from_left(table)
        near = _near(xs)
        self.places += [x for x in xs if all(abs(x - place) > near for place in self.places)]
        self.places.sort()

    def index(self, x: float) -> int:
        """The line nearest to an x."""
        return min(range(len(self.places)), key=lambda place: abs(self.places[place] - x))


def _near(xs: list[float]) -> float:
    """How far apart the same line of x may stand on two pages: less where columns are narrow (weeks)."""
    return min(_SAME_PLACE, 0.45 * min(right - left for left, right in pairwise(xs)))


def _from_left(table: RuledTable) -> list[float]:
    return [x - table.grid.xs[0] for x in table.grid.xs]


def lines_of(sheets: Sequence[Sheet]) -> list[Line]:
    """The file's lines, numbered from 1."""
    vocabulary = Vocabulary.of(line for sheet in sheets for line in _all_lines(sheet))
    columns = _columns(sheets)
    shows_open = any(_shows_open(table) for sheet in sheets for table in sheet.tables)
    lines: list[Line] = []
    for sheet, running in zip(sheets, without_furniture(sheets), strict=True):
        maker = _Maker(sheet, vocabulary, shows_open=shows_open)
        wide, high = (sheet.width, sheet.height) if sheet.turn % 2 == 0 else (sheet.height, sheet.width)
        leaf = Leaf(wide, high, sheet.is_turned)
        for cells, in_table in maker.blocks(running, columns):
            lines.append(Line(len(lines) + 1, cells, in_table, sheet.number, leaf=leaf))
    return lines


def _shows_open(table: RuledTable) -> bool:
    """Whether the rules at a table's end tell the cells that go on overleaf from those that end there."""
    last = len(table.grid.ys) - 1
    ends = {slot.cell.open_bottom for slot in table.slots if slot.cell.row + slot.cell.row_span == last}
    return len(ends) == 2


def _all_lines(sheet: Sheet) -> Iterator[TextLine]:
    yield from sheet.lines
    for table in sheet.tables:
        for slot in table.slots:
            yield from slot.lines


def _columns(sheets: Sequence[Sheet]) -> dict[int, _Columns]:
    """For each table (by id) the columns it shares with those that go on with it."""
    found: dict[int, _Columns] = {}
    running: _Columns | None = None
    for sheet in sheets:
        for table in sheet.tables:
            if running is None or not running.takes(table):
                running = _Columns()
            running.add(table)
            found[id(table)] = running
    return found


@dataclass(slots=True)
class _Maker:
    """Makes the lines of one page."""

    sheet: Sheet
    vocabulary: Vocabulary
    shows_open: bool

    def blocks(self, running: list[TextLine], columns: dict[int, _Columns]) -> Iterator[tuple[tuple[Cell, ...], bool]]:
        """(cells, whether it is a table's row), from the page's top to its bottom."""
        rest = running
        for table in self.sheet.tables:
            yield from self._running([line for line in rest if line.box.middle[1] < table.grid.box.top])
            rest = [line for line in rest if line.box.middle[1] >= table.grid.box.top]
            for row in table.rows:
                yield tuple(self._cell(slot, table, columns[id(table)]) for slot in row), True
        yield from self._running(rest)

    def _running(self, lines: list[TextLine]) -> Iterator[tuple[tuple[Cell, ...], bool]]:
        ordered = in_order(lines, self.sheet.width)
        for line, raw in zip(ordered, self.vocabulary.unbroken([line.text for line in ordered]), strict=True):
            text, box = clean(raw), line.box
            if text:
                yield (Cell(0, text, box=self._share(box.left, box.top, box.right, box.bottom)),), False

    def _cell(self, slot: Slot, table: RuledTable, columns: _Columns) -> Cell:
        box, left = slot.box, table.grid.xs[0]
        first, last = columns.index(box.left - left), columns.index(box.right - left)
        return Cell(
            first,
            cell_text(self._text(slot)),
            max(last - first, 1),
            slot.cell.row_span,
            slot.fill,
            self._share(box.left, box.top, box.right, box.bottom),
            slot.is_marked,
            slot.confidence,
            room=self._room(slot, table),
        )

    def _text(self, slot: Slot) -> str:
        texts = [line.text for line in slot.lines]
        if len(texts) > 1 and slot.box.width < _NARROW * slot.lines[0].size and _is_one_word(texts):
            return "".join(texts)
        return self.vocabulary.joined(texts)

    def _room(self, slot: Slot, table: RuledTable) -> float | None:
        if slot.cell.row + slot.cell.row_span < len(table.grid.ys) - 1:
            return None
        if self.shows_open:
            return OPEN if slot.cell.open_bottom else CLOSED
        return round(slot.room, 1)

    def _share(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A place as shares of the page as the file shows it."""
        wide, high = self.sheet.width, self.sheet.height
        x0, y0, x1, y1 = left / wide, top / high, right / wide, bottom / high
        for _ in range(self.sheet.turn):
            x0, y0, x1, y1 = 1 - y1, x0, 1 - y0, x1
        first, second, third, fourth = (round(min(max(share, 0.0), 1.0), 4) for share in (x0, y0, x1, y1))
        return first, second, third, fourth
