"""Where on its page a row was read: the boxes of its cells, so that a person is shown the very place. Pure.

Only formats with pages know: PDF, scans, pictures. A row of any other keeps its lines alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from renaksi.intake.decree.columns import TEXT_LEVELS, Annex, Columns
from renaksi.intake.decree.drafts import Draft
from renaksi.intake.readers.table import Cell, Line, Table

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, as shares of the page."""

_PARENTS = TEXT_LEVELS[:3]


@dataclass(slots=True)
class Places:
    """The annex's lines by number, with the columns they stand in, and where each page's heading stands."""

    lines: dict[int, tuple[Line, Columns]] = field(default_factory=dict)
    headings: dict[int, Box] = field(default_factory=dict)
    rests: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, annex: Annex, mended: Annex) -> Places:
        """The places of a file's ``annex``; ``mended`` = the same with rows put together over their page's end."""
        known = next((page.columns for page in annex.pages if page.columns), None)
        found = cls()
        if known is None or all(line.leaf is None for page in annex.pages for line in page.lines):
            return found
        for page in annex.pages:
            known = page.columns or known
            found.lines.update({line.number: (line, known) for line in page.lines if line.leaf})
        left = {line.number for page in mended.pages for line in page.lines}
        numbers = sorted(found.lines)
        found.rests = {above: below for above, below in pairwise(numbers) if below not in left}
        found.headings = _headings(table.lines, found.lines)
        return found

    def of_row(self, draft: Draft) -> dict[str, object]:
        """What a row's source tells of its places: ``page``, its ``size``, ``boxes`` by field (``row`` = all of its own,
        ``heading`` = the months' and columns' names, ``rest`` = what goes on overleaf), ``pages`` of those on another page,
        ``turned`` pages that the file has upside down. Empty where the file has no pages.
        """
        if draft.line not in self.lines:
            return {}
        line, columns = self.lines[draft.line]
        if line.leaf is None or line.page is None:
            return {}
        spots = self._spots(draft, line, columns)
        others = {name: page for name, (page, _) in spots.items() if page != line.page}
        turned = self._turned({line.page, *others.values()})
        told: dict[str, object] = {
            "page": line.page,
            "size": [round(line.leaf.width, 1), round(line.leaf.height, 1)],
            "boxes": {name: list(box) for name, (_, box) in spots.items()},
        }
        return told | ({"pages": others} if others else {}) | ({"turned": turned} if turned else {})

    def _spots(self, draft: Draft, line: Line, columns: Columns) -> dict[str, tuple[int, Box]]:
        """Page and box of each field."""
        page = line.page or 1
        spots: dict[str, tuple[int, Box]] = {}
        for level, parent in zip(_PARENTS, (draft.area, draft.activity, draft.sub_activity), strict=True):
            if parent and parent.lines and (spot := self._cell(parent.lines[0], level)):
                spots[level] = spot
        own = [box for each in {draft.line, *draft.lines} if (box := self._on(page, each, "indicator"))]
        ticked = draft.ticks[0].line if draft.ticks else draft.line
        months = self._months(page, ticked) or self._months(page, draft.line)
        note = self._on(page, draft.line, "note")
        named = {"indicator": _around(own), "months": months, "note": note}
        spots |= {name: (page, box) for name, box in named.items() if box}
        wide = _around(cell.box for cell in line.cells if cell.box)
        high = _around([*own, *([months] if months else [])]) or wide
        if wide and high:
            spots["row"] = (page, (wide[0], high[1], wide[2], high[3]))
        spots |= self._rest(draft) | self._heading(page)
        return spots

    def _rest(self, draft: Draft) -> dict[str, tuple[int, Box]]:
        """The line overleaf that was put to the row."""
        below = self.rests.get(max(draft.lines, default=draft.line))
        if below is None:
            return {}
        line, columns = self.lines[below]
        wide = _around(cell.box for cell in line.cells)
        high = _boxed(line, lambda cell: columns.in_year(cell.column)) or wide
        if line.page is None or wide is None or high is None:
            return {}
        return {"rest": (line.page, (wide[0], high[1], wide[2], high[3]))}

    def _heading(self, page: int) -> dict[str, tuple[int, Box]]:
        """The heading of the page, or the last one before it."""
        before = [each for each in self.headings if each <= page]
        return {"heading": (max(before), self.headings[max(before)])} if before else {}

    def _cell(self, number: int, level: str) -> tuple[int, Box] | None:
        line, _ = self.lines.get(number, (None, None))
        box = self._box(number, level)
        return (line.page, box) if line and line.page and box else None

    def _on(self, page: int, number: int, level: str) -> Box | None:
        """The box of a level on a line, if it is on the page."""
        line, _ = self.lines.get(number, (None, None))
        return self._box(number, level) if line and line.page == page else None

    def _box(self, number: int, level: str) -> Box | None:
        """The cells of a level on a line; a cell that began higher up and reaches down to it, where the line has none."""
        if number not in self.lines:
            return None
        line, columns = self.lines[number]
        if level == "note":
            return _boxed(line, lambda cell: columns.note is not None and cell.column >= columns.note)
        if level not in columns.starts:
            return None
        first, last = columns.span(level)

        def is_in(cell: Cell) -> bool:
            return first <= cell.column <= last

        own = _boxed(line, is_in)
        return own or self._above(line, is_in)

    def _above(self, line: Line, is_in: Callable[[Cell], bool]) -> Box | None:
        top = max((cell.box[1] for cell in line.cells if cell.box), default=1.0)
        for number in sorted((each for each in self.lines if each < line.number), reverse=True):
            above, _ = self.lines[number]
            if above.page != line.page:
                return None
            box = _boxed(above, is_in)
            if box:
                return box if box[3] > top else None
        return None

    def _months(self, page: int, number: int) -> Box | None:
        line, columns = self.lines.get(number, (None, None))
        if line is None or columns is None or line.page != page:
            return None
        return _boxed(line, lambda cell: columns.in_year(cell.column))

    def _turned(self, pages: set[int]) -> list[int]:
        found = {
            line.page for line, _ in self.lines.values() if line.page in pages and line.leaf and line.leaf.is_turned
        }
        return sorted(page for page in found if page)


def _boxed(line: Line, is_in: Callable[[Cell], bool]) -> Box | None:
    return _around(cell.box for cell in line.cells if cell.box and is_in(cell))


def _around(boxes: Iterable[Box | None]) -> Box | None:
    """The box that holds them all; None of none."""
    known = [box for box in boxes if box]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _headings(lines: Sequence[Line], rows: dict[int, tuple[Line, Columns]]) -> dict[int, Box]:
    """By page, what stands in the table right above its first row."""
    first: dict[int, int] = {}
    for number, (line, _) in rows.items():
        if line.page is not None:
            first[line.page] = min(number, first.get(line.page, number))
    found = {}
    for page, number in first.items():
        above = [line for line in lines if line.number < number][::-1]
        heading = takewhile(lambda line: line.in_table and line.page == page, above)  # noqa: B023 - used up at once
        box = _around(cell.box for line in heading for cell in line.cells)
        if box:
            found[page] = box
    return found
