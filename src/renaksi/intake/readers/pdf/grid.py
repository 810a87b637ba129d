"""From rules to a grid of cells: near rules are one line, missing outer lines are closed, cells with no edge between are one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from renaksi.intake.readers.pdf.shapes import Box, Rule

_NEAR = 4.4
"""Rules closer than this are one line (a doubled border, cells each with a border of their own)."""
_GAP = 3.2
"""Pieces of one line closer than this are one piece (dots, dashes, cells set apart)."""
_TOUCH = 2.6
_COVERED = 0.5
_LEAST = 3.0
_SLIVER = 6.5
_LOWEST = 5.6
"""No row of a table is lower than this: its rules are the two sides of one gap between cells set apart."""
_BESIDE = 0.8


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell, merged ones whole. ``open_top``, ``open_bottom``: no rule is there, so it goes on over the page's end."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    open_top: bool = False
    open_bottom: bool = False


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """The cells of one table on one page, by row and column, and the strokes inside it that part no cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    strokes: tuple[Box, ...] = ()

    @property
    def box(self) -> Box:
        """Its place on the page."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def grids_of(across: Sequence[Rule], down: Sequence[Rule]) -> list[RuledGrid]:
    """The tables that rules draw on a page, from top to bottom. Lines that meet no other make none."""
    level, upright = _lines(across), _lines(down)
    groups = _groups(level, upright)
    ruled = {rule for group in groups for rule in group[0]}
    loose = [Box(rule.start, rule.place - 0.5, rule.end, rule.place + 0.5) for rule in level if rule not in ruled]
    grids = [_with_strokes(grid, loose) for group in groups if (grid := _Builder(*group).grid())]
    return sorted(grids, key=lambda grid: grid.box.top)


def _with_strokes(grid: RuledGrid, loose: list[Box]) -> RuledGrid:
    """The grid with the lines inside it that meet no rule: text underlined, a bar drawn in one cell."""
    inside = tuple(stroke for stroke in loose if grid.box.holds(*stroke.middle))
    return replace(grid, strokes=grid.strokes + inside)


def _lines(rules: Sequence[Rule]) -> list[Rule]:
    """Pieces of one line joined."""
    lines: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (round(one.place, 0), one.start)):
        lines.append(rule)
    joined: list[Rule] = []
    open_ones: list[Rule] = []
    for rule in sorted(lines, key=lambda one: (one.start, one.place)):
        near = [
            place
            for place, each in enumerate(open_ones)
            if abs(each.place - rule.place) <= 1.0 and each.end + _GAP >= rule.start
        ]
        if near:
            place = min(near, key=lambda one: abs(open_ones[one].place - rule.place))
            each = open_ones[place]
            open_ones[place] = Rule(each.place, each.start, max(each.end, rule.end))
        else:
            open_ones.append(rule)
        done = [each for each in open_ones if each.end + _GAP < rule.start]
        joined += done
        open_ones = [each for each in open_ones if each.end + _GAP >= rule.start]
    return [rule for rule in (*joined, *open_ones) if rule.end - rule.start >= _LEAST]


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _TOUCH <= upright.place <= level.end + _TOUCH
        and upright.start - _TOUCH <= level.place <= upright.end + _TOUCH
    )


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that hang together, as (level, upright)."""
    root = list(range(len(level) + len(upright)))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for one, rule in enumerate(level):
        for other, crossing in enumerate(upright, len(level)):
            if _meet(rule, crossing):
                root[find(one)] = find(other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for place, rule in enumerate(level):
        groups.setdefault(find(place), ([], []))[0].append(rule)
    for place, rule in enumerate(upright, len(level)):
        groups.setdefault(find(place), ([], []))[1].append(rule)
    whole = [group for group in groups.values() if group[0] and len(group[1]) > 1]
    _take_loose(whole, [rule for group in groups.values() if not group[0] for rule in group[1]])
    return whole


def _take_loose(groups: list[tuple[list[Rule], list[Rule]]], loose: list[Rule]) -> None:
    """Give upright rules that meet no level one to the table beside them: cells that go on from the page before to the next."""
    for rule in loose:
        beside = [(_beside(group[1], rule), place) for place, group in enumerate(groups)]
        share, place = max(beside, default=(0.0, 0))
        if share >= _BESIDE:
            groups[place][1].append(rule)


def _beside(upright: list[Rule], rule: Rule) -> float:
    """The share of a rule's length at which a table stands beside it."""
    top, bottom = min(each.start for each in upright), max(each.end for each in upright)
    return (min(bottom, rule.end) - max(top, rule.start)) / (rule.end - rule.start)


@dataclass(slots=True)
class _Builder:
    """Builds the grid of one group of rules."""

    level: list[Rule]
    upright: list[Rule]
    strokes: list[Box] = field(default_factory=list)

    def grid(self) -> RuledGrid | None:
        """The grid; None where the rules enclose nothing."""
        self._set_strokes_aside()
        if not self.level or len(self.upright) < 2:
            return None
        left, right = (
            min(rule.place for rule in self.upright),
            max(rule.place for rule in self.upright),
        )
        top, bottom = min(rule.place for rule in self.level), max(rule.place for rule in self.level)
        left, right = (
            min([left, *(r.start for r in self.level if r.start < left - _NEAR)]),
            max([right, *(r.end for r in self.level if r.end > right + _NEAR)]),
        )
        top, bottom = (
            min([top, *(r.start for r in self.upright if r.start < top - _NEAR)]),
            max([bottom, *(r.end for r in self.upright if r.end > bottom + _NEAR)]),
        )
        xs = _clusters([left, right, *(rule.place for rule in self.upright)])
        ys = _without_slivers(_clusters([top, bottom, *(rule.place for rule in self.level)], _LOWEST))
        if len(xs) < 2 or len(ys) < 2:
            return None
        return _Cells(xs, ys, self.level, self.upright).grid(tuple(self.strokes))

    def _set_strokes_aside(self) -> None:
        """Lines that begin or end inside a cell are no rules: underlined text, the shaft of an arrow."""
        kept = []
        for rule in self.level:
            crossing = [each for each in self.upright if each.start - _NEAR <= rule.place <= each.end + _NEAR]
            if _ends_inside(rule, [each.place for each in crossing]):
                self.strokes.append(Box(rule.start, rule.place - 0.5, rule.end, rule.place + 0.5))
            else:
                kept.append(rule)
        self.level = kept


def _ends_inside(rule: Rule, places: list[float]) -> bool:
    if not places:
        return True
    for end in (rule.start, rule.end):
        if min(places) < end < max(places) and all(abs(place - end) > _TOUCH for place in places):
            return True
    return False


def _clusters(places: list[float], near: float = _NEAR) -> list[float]:
    """Places near one another as one, in order."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][0] <= near:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sum(group) / len(group) for group in groups]


def _without_slivers(ys: list[float]) -> list[float]:
    """The lines without one so near the table's end that no text fits between: a cell that hangs over by a hair."""
    if len(ys) > 2 and ys[-1] - ys[-2] < _SLIVER:
        return [*ys[:-2], ys[-1]]
    return ys


@dataclass(slots=True)
class _Cells:
    """The cells between the lines of a grid."""

    xs: list[float]
    ys: list[float]
    level: list[Rule]
    upright: list[Rule]

    def grid(self, strokes: tuple[Box, ...]) -> RuledGrid | None:
        """The grid with its merged cells, lines that part nothing left out."""
        below, beside = self._edges()
        owner = self._merged(below, beside)
        spans = _rectangles(owner)
        rows = sorted({edge for top, _, high, _ in spans for edge in (top, top + high)})
        columns = sorted({edge for _, left, _, wide in spans for edge in (left, left + wide)})
        cells = [self._cell(span, rows, columns, below) for span in spans]
        if len(columns) < 2 or len(rows) < 2:
            return None
        return RuledGrid(
            tuple(self.xs[place] for place in columns),
            tuple(self.ys[place] for place in rows),
            tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
            strokes,
        )

    def _cell(
        self, span: tuple[int, int, int, int], rows: list[int], columns: list[int], below: list[list[bool]]
    ) -> GridCell:
        top, left, high, wide = span
        row, column = bisect_left(rows, top), bisect_left(columns, left)
        box = Box(self.xs[left], self.ys[top], self.xs[left + wide], self.ys[top + high])
        return GridCell(
            row,
            column,
            bisect_left(rows, top + high) - row,
            bisect_left(columns, left + wide) - column,
            box,
            top == 0 and not all(below[0][left : left + wide]),
            top + high == len(self.ys) - 1 and not all(below[-1][left : left + wide]),
        )

    def _edges(self) -> tuple[list[list[bool]], list[list[bool]]]:
        """Whether a rule runs along each edge: [line of y][column] and [row][line of x]."""
        below = [
            [_covered(self.level, y, self.xs[place], self.xs[place + 1]) for place in range(len(self.xs) - 1)]
            for y in self.ys
        ]
        beside = [
            [_covered(self.upright, x, self.ys[place], self.ys[place + 1]) for x in self.xs]
            for place in range(len(self.ys) - 1)
        ]
        return below, beside

    def _merged(self, below: list[list[bool]], beside: list[list[bool]]) -> list[list[int]]:
        """For each smallest cell the number of the cell it belongs to."""
        high, wide = len(self.ys) - 1, len(self.xs) - 1
        root = list(range(high * wide))

        def find(place: int) -> int:
            while root[place] != place:
                root[place] = root[root[place]]
                place = root[place]
            return place

        for row in range(high):
            for column in range(wide):
                place = row * wide + column
                if column + 1 < wide and not beside[row][column + 1]:
                    root[find(place + 1)] = find(place)
                if row + 1 < high and not below[row + 1][column]:
                    root[find(place + wide)] = find(place)
        return [[find(row * wide + column) for column in range(wide)] for row in range(high)]


def _covered(rules: list[Rule], place: float, start: float, end: float) -> bool:
    """Whether rules at this place cover most of the stretch."""
    pieces = sorted(
        (max(rule.start, start), min(rule.end, end))
        for rule in rules
        if abs(rule.place - place) <= _NEAR and rule.start < end and rule.end > start
    )
    total, reached = 0.0, start
    for first, last in pieces:
        total += max(0.0, last - max(first, reached))
        reached = max(reached, last)
    return total >= _COVERED * (end - start)


def _rectangles(owner: list[list[int]]) -> list[tuple[int, int, int, int]]:
    """(row, column, rows, columns) of each merged cell; one that is no rectangle is cut into such."""
    taken: set[tuple[int, int]] = set()
    spans = []
    for row, line in enumerate(owner):
        for column, name in enumerate(line):
            if (row, column) in taken:
                continue
            wide = 1
            while column + wide < len(line) and line[column + wide] == name and (row, column + wide) not in taken:
                wide += 1
            high = 1
            while row + high < len(owner) and all(
                owner[row + high][each] == name and (row + high, each) not in taken
                for each in range(column, column + wide)
            ):
                high += 1
            taken |= {(row + down, column + along) for down in range(high) for along in range(wide)}
            spans.append((row, column, high, wide))
    return spans


def place_in(grid: RuledGrid, x: float, y: float) -> tuple[int, int] | None:
    """(row, column) of the grid a point lies in; None where it lies outside."""
    if not grid.box.holds(x, y):
        return None
    row = min(max(bisect_right(grid.ys, y) - 1, 0), len(grid.ys) - 2)
    return row, min(max(bisect_right(grid.xs, x) - 1, 0), len(grid.xs) - 2)
