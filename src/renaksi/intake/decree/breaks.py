"""Cells that a page's end cut in two, put together again: by the file's own rules, else by what the texts and their numbers say.

Only readers that know pages and the room below a text (``Cell.room``) are helped here. What no rule decides is decided by the
room left and marked ``maybe_torn``, so that the row tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from renaksi.catalogue.match import is_known
from renaksi.intake.decree.columns import TEXT_LEVELS, Annex, Columns, Page
from renaksi.intake.decree.enumeration import number_alone, outline, value_of
from renaksi.intake.decree.parting import makes_whole
from renaksi.intake.decree.words import begins_low, ends_open, unclosed
from renaksi.intake.readers.table import CLOSED, OPEN, Cell, Line

_WIDOW = 3.4
"""Lines a word processor leaves free at most for keeping lines together; with more room below, the text has ended."""
_FULL = 1.2
_MIDDLE = re.compile(r"^[(/,;.)&%+–-]")
_ENDED = re.compile(r"[.;]$")


@dataclass(frozen=True, slots=True)
class _Verdict:
    joins: bool
    sure: bool = True


@dataclass(slots=True)
class _Place:
    """Where a cell stands: its line's place in the annex, its place in the line."""

    line: int
    cell: int


_APART, _ONE = _Verdict(joins=False), _Verdict(joins=True)
_OF_ROW = ("indicator", "note", "other")
_ORDER = ("area", "activity", "sub_activity", *_OF_ROW)


@dataclass(frozen=True, slots=True)
class _Judgement:
    """A cell that reaches its page's end (None: no such), the one below it overleaf, and whether they are one."""

    level: str
    before: _Place | None
    after: _Place
    verdict: _Verdict


def mend(annex: Annex) -> Annex:
    """The annex with the cells that go on over a page's end made whole; lines that nothing is left of are dropped."""
    if not any(cell.room is not None for page in annex.pages for line in page.lines for cell in line.cells):
        return annex
    outside = {line.number for line in annex.unplaced}
    known = next((page.columns for page in annex.pages if page.columns), None) or Columns()
    spots = [(place, line) for place, page in enumerate(annex.pages) for line in page.lines]
    columns: list[Columns] = []
    for page in annex.pages:
        known = page.columns or known
        columns.append(known)
    mender = _Mender([line for _, line in spots], [columns[place] for place, _ in spots])
    rows = [place for place, (_, line) in enumerate(spots) if line.number not in outside]
    for above, below in pairwise(rows):
        pages = (spots[above][1].page, spots[below][1].page)
        if None not in pages and pages[0] != pages[1]:
            mender.mend(above, below)
    return replace(annex, pages=tuple(_pages(annex.pages, [place for place, _ in spots], mender)))


def _pages(pages: tuple[Page, ...], owners: list[int], mender: _Mender) -> Iterator[Page]:
    for number, page in enumerate(pages):
        kept = (
            line for place, line in enumerate(mender.lines) if owners[place] == number and place not in mender.emptied
        )
        yield replace(page, lines=tuple(kept))


class _Mender:
    """Holds the annex's lines while they are mended."""

    def __init__(self, lines: list[Line], columns: list[Columns]) -> None:
        self.lines, self._columns = lines, columns
        self.emptied: set[int] = set()

    def mend(self, above: int, below: int) -> None:
        """Look at the first row of a page (``below``) beside the last one of the page before."""
        judged = self._judged(above, below)
        if any(each.level == "indicator" and each.verdict == _ONE for each in judged) and self._has_no_months(
            above, below
        ):
            judged = [replace(each, verdict=_ONE) for each in judged]
        else:
            judged = _nested(judged)
        for each in self._agreed(judged, below):
            if each.before and each.verdict.joins:
                self._join(each.before, each.after, sure=each.verdict.sure)
            elif not each.verdict.sure:
                self._set(each.after, replace(self._at(each.after), maybe_torn=True))
        if any(each.verdict.joins for each in judged):
            self._drop_rest(above, below)

    def _judged(self, above: int, below: int) -> list[_Judgement]:
        """Each text of a page's first row, the indicator first, with whether it goes on from the page before."""
        columns = self._columns[below]
        found: list[_Judgement] = []
        own = self._is_own_row(above, below)
        trusted = not (own and self._is_torn(above)) and not self._has_number(below)
        cells = [(_level(cell, columns), place, cell) for place, cell in enumerate(self.lines[below].cells)]
        for level, place, cell in sorted(cells, key=lambda one: one[0] != "indicator"):
            if not level or not cell.text or cell.is_tick:
                continue
            running = self._running(above, cell)
            before, verdict = (running[0], _APART) if running else (None, _APART)
            if running and not (own and level in _OF_ROW):
                verdict = self._judge(self._at(running[0]), running[1] if trusted else None, cell, level)
            own = own or (level == "indicator" and verdict == _APART)
            found.append(_Judgement(level, before, _Place(below, place), verdict))
        return found

    def _is_own_row(self, above: int, below: int) -> bool:
        """Whether the page's first row has months of its own: ticks as the row above has, or shades that it has not."""
        if self._marked(below):
            return self._marked(above)
        columns = self._columns[below]
        shades = _fills(self.lines[below], columns)
        return bool(shades) and shades != _fills(self.lines[above], columns)

    def _at(self, place: _Place) -> Cell:
        return self.lines[place.line].cells[place.cell]

    def _set(self, place: _Place, cell: Cell) -> None:
        line = self.lines[place.line]
        cells = (*line.cells[: place.cell], cell, *line.cells[place.cell + 1 :])
        self.lines[place.line] = replace(line, cells=cells)

    def _running(self, above: int, cell: Cell) -> tuple[_Place, float] | None:
        """The text above a cell that reaches the page's end, and the room below it there.

        Where only a rest without text reaches it, the text is the one that rest goes on from.
        """
        room: float | None = None
        for number in range(above, -1, -1):
            line = self.lines[number]
            page = line.page
            for place, each in enumerate(line.cells):
                if each.room is None or not _overlap(each, cell):
                    continue
                room = each.room if room is None else room
                opens = number == 0 or self.lines[number - 1].page != page
                if each.text or not opens:
                    return (_Place(number, place), room) if each.text else None
        return None

    def _judge(self, old: Cell, room: float | None, cell: Cell, level: str) -> _Verdict:
        if room in (OPEN, CLOSED):
            in_midst = begins_low(cell.text) and ends_open(old.text)  # some programs close a torn cell with a rule
            return _Verdict(joins=room == OPEN or in_midst)
        if (room or 0) > _WIDOW or number_alone(cell.text) or number_alone(old.text):
            return _APART
        return _by_text(old.text, cell.text, level, is_full=room is not None and room < _FULL)

    def _has_no_months(self, above: int, below: int) -> bool:
        """Whether the row above has months and the page's first row none of its own."""
        columns = self._columns[above]
        shades = _fills(self.lines[above], columns)
        if self._marked(below) or not (self._marked(above) or shades):
            return False
        return _fills(self.lines[below], columns) in ({}, shades)

    def _has_number(self, below: int) -> bool:
        """Whether a number stands alone in a cell outside the months: no page's end cuts one in two, a text begins beside it."""
        columns = self._columns[below]
        return any(number_alone(cell.text) and not columns.in_year(cell.column) for cell in self.lines[below].cells)

    def _is_torn(self, above: int) -> bool:
        """Whether the row goes on overleaf by its rules, though all its text may stand on this page."""
        january = self._columns[above].january
        return any(cell.room == OPEN for cell in self.lines[above].cells if cell.column >= january)

    def _marked(self, number: int) -> bool:
        """Whether a line has ticks in its months."""
        columns = self._columns[number]
        return any(cell.may_tick and cell.column >= columns.january for cell in self.lines[number].cells)

    def _agreed(self, judged: list[_Judgement], below: int) -> list[_Judgement]:
        """One row goes on as a whole: beside a text that surely goes on, in a row without ticks, an unsure one does too."""
        sure = [each.verdict for each in judged if each.verdict.sure]
        if not sure or self._marked(below) or not all(verdict.joins for verdict in sure):
            return judged
        return [replace(each, verdict=_ONE) for each in judged]

    def _join(self, before: _Place, after: _Place, *, sure: bool) -> None:
        old, new = self._at(before), self._at(after)
        unsure = old.maybe_torn or new.maybe_torn or not sure
        confidence = min(old.confidence, new.confidence)
        whole = replace(old, text=_together(old.text, new.text), confidence=confidence, maybe_torn=unsure)
        self._set(before, whole)
        self._set(after, replace(new, text=""))

    def _drop_rest(self, above: int, below: int) -> None:
        """Leave out a line whose texts all went up; its ticks go up where the row above has none."""
        line, columns = self.lines[below], self._columns[below]
        if any(cell.text and not cell.may_tick for cell in line.cells):
            return
        if self._marked(below):
            if self._marked(above):
                return
            self._move_ticks(above, below)
        elif _fills(line, columns) not in ({}, _fills(self.lines[above], columns)):
            return
        self.emptied.add(below)

    def _move_ticks(self, above: int, below: int) -> None:
        january = self._columns[below].january
        ticks = [cell for cell in self.lines[below].cells if cell.may_tick and cell.column >= january]
        taken = {cell.column for cell in ticks}
        kept = [cell for cell in self.lines[above].cells if cell.column not in taken]
        cells = tuple(sorted((*kept, *ticks), key=lambda cell: cell.column))
        self.lines[above] = replace(self.lines[above], cells=cells)


def _nested(judged: list[_Judgement]) -> list[_Judgement]:
    """Under an area or activity that begins on the page, nothing goes on from the page before."""
    fresh = [_ORDER.index(each.level) for each in judged if each.level in _ORDER[:2] and each.verdict == _APART]
    top = min(fresh, default=len(_ORDER))
    return [replace(each, verdict=_APART) if _ORDER.index(each.level) > top else each for each in judged]


def _level(cell: Cell, columns: Columns) -> str:
    """What a cell's column means: a level, "note", "other", or "" for months and numbers."""
    if columns.note is not None and cell.column >= columns.note:
        return "note"
    if cell.column in columns.others or (columns.worded and columns.in_year(cell.column)):
        return "other"
    if cell.column >= columns.january:
        return "" if cell.column < columns.after_december else "note"
    spans = ((level, columns.span(level)) for level in TEXT_LEVELS if level in columns.starts)
    return next((level for level, (first, last) in spans if first <= cell.column <= last), "")


def _overlap(one: Cell, other: Cell) -> bool:
    return one.column < other.column + other.column_span and other.column < one.column + one.column_span


def _fills(line: Line, columns: Columns) -> dict[int, str]:
    return {cell.column: cell.fill for cell in line.cells if cell.fill and cell.column >= columns.january}


def _by_text(before: str, after: str, level: str, *, is_full: bool) -> _Verdict:
    """Whether the text goes on with the one overleaf, by their words and numbers, the template where these say nothing.

    ``is_full`` = the text reaches down to its page's end.
    """
    numbered = outline(after)
    if numbered.items and not numbered.lead:
        return _by_number(before, after)
    if begins_low(after) or _MIDDLE.match(after) or ends_open(before) or unclosed(before):
        return _Verdict(joins=True)
    if level in TEXT_LEVELS:
        if makes_whole(before, after, level):
            return _Verdict(joins=True)
        if is_known(after, level):
            return _APART
    if _ENDED.search(before):
        return _APART
    return _Verdict(joins=is_full, sure=False)


def _by_number(before: str, after: str) -> _Verdict:
    """A numbered text goes on with a list inside the one above; it stands for itself as the next of the list that one is in."""
    first, found = outline(after).items[0], outline(before)
    value = value_of(first.number) or 0
    if value == 1:
        return _Verdict(joins=before.rstrip().endswith(":"))
    follows = [
        depth for depth, (style, last) in enumerate(found.open_lists) if style == first.style and last + 1 == value
    ]
    own = bool(found.items) and not found.lead and len(found.items) == 1
    inside = [depth for depth in follows if depth > 0 or not own]
    if not inside:
        return _APART
    return _Verdict(joins=True, sure=len(follows) == len(inside))


def _together(before: str, after: str) -> str:
    """Two pieces of a text; a word parted after its hyphen or stroke is put together."""
    if re.search(r"\w[-/]$", before) and after[:1].isalnum():
        return before + after
    return f"{before} {after}"
