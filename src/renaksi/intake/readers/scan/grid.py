"""The ruled grid of a table from its rules: columns, bands, and the cells that rules enclose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from renaksi.intake.readers.scan.ink import Image, image

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the page."""
_NEAR = 9  # rules so close are one
_OPEN = 14  # an end of the table so far from its last rule has lost that rule
_THICK = 14
_COLUMN = 0.2  # of its table's height that a column is ruled at least
_SHORT, _UNBROKEN = 56, 0.92  # pixels of an edge that a rule's least length misses; how much of it is printed then
_WIDEST_MONTH = 110
_OPEN_EDGE = 0.2  # of a cell's lower edge that is ruled at most where it has no rule
_MOST = 0.6  # of the months
DOUBTFUL = 0.6


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell over bands ``top``..``bottom`` and columns ``left``..``right`` (0-based, both included), between its rules.

    ``is_open`` = no rule ends it at its table's lower end: it goes on overleaf.
    """

    top: int
    bottom: int
    left: int
    right: int
    box: Box
    confidence: float = 1.0
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: where its rules stand across (``xs``) and down (``ys``), and its cells in reading order.

    ``strokes`` = lines drawn through months' cells, as arrows and bars are: left, right and height of each.
    """

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    cells: tuple[GridCell, ...]
    strokes: tuple[tuple[int, int, int], ...] = ()

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def find_grids(across: Image, down: Image, ink: Image) -> list[Grid]:
    """The page's tables from top to bottom: networks of rules with at least two columns and a band. ``ink`` = all print."""
    net = cv2.dilate(cv2.bitwise_or(across, down), np.ones((5, 5), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(net)
    found = []
    for part in range(1, count):
        x, y, width, height, _ = (int(value) for value in stats[part])
        if width < across.shape[1] * 0.3 or height < 60:
            continue
        place = (slice(y, y + height), slice(x, x + width))
        inside = labels[place] == part
        grid = _grid(image(across[place] * inside), image(down[place] * inside), ink[place], x, y)
        if grid:
            found.append(grid)
    return sorted(found, key=lambda grid: grid.ys[0])


def _grid(across: Image, down: Image, ink: Image, x: int, y: int) -> Grid | None:
    ys, xs = _places(across, 0), _places(down, 1)
    if len(xs) < 3 or len(ys) < 2:
        return None
    ys, xs = _closed(ys, across.shape[0]), _closed(xs, across.shape[1])
    ys, strokes = _without_strokes(across, xs, ys)
    bands, columns = len(ys) - 1, len(xs) - 1
    ruled_below, ruled_right = _edges(across, down, ink, xs, ys)
    ruled_below = _agreed(ruled_below, month_columns(xs), bands)
    groups: dict[int, list[tuple[int, int]]] = {}
    parent = _joined(bands, columns, ruled_below, ruled_right)
    for band in range(bands):
        for column in range(columns):
            groups.setdefault(parent(band * columns + column), []).append((band, column))
    cells = [_cell(group, xs, ys, x, y, ruled_below, ruled_right) for group in groups.values()]
    return Grid(
        tuple(x + place for place in xs),
        tuple(y + place for place in ys),
        tuple(sorted(cells, key=lambda cell: (cell.top, cell.left))),
        tuple((x + left, x + right, y + place) for left, right, place in strokes),
    )


def _places(rules: Image, axis: int) -> list[int]:
    """Where the rules stand, near ones as one, weighed by their length."""
    count, _, stats, centres = cv2.connectedComponentsWithStats(rules)
    least = 40 if axis == 0 else 30
    whole = (
        0 if axis == 0 else _COLUMN * rules.shape[0]
    )  # a column runs far down its table; the edge of a stamp does not
    found = sorted(
        (float(centres[rule][1 - axis]), int(stats[rule][2 + axis]))
        for rule in range(1, count)
        if stats[rule][2 + axis] >= least and stats[rule][3 - axis] <= _THICK
    )
    groups: list[list[tuple[float, int]]] = []
    for place, length in found:
        if groups and place - groups[-1][-1][0] <= _NEAR:
            groups[-1].append((place, length))
        else:
            groups.append([(place, length)])
    return [
        round(sum(place * length for place, length in group) / sum(length for _, length in group))
        for group in groups
        if sum(length for _, length in group) >= whole
    ]


def _closed(places: list[int], length: int) -> list[int]:
    """With the rule that a page's end took away, or that a table has none of at its sides."""
    places = [0, *places] if places[0] > _OPEN else places
    return [*places, length - 1] if places[-1] < length - _OPEN else places


def _without_strokes(across: Image, xs: list[int], ys: list[int]) -> tuple[list[int], list[tuple[int, int, int]]]:
    """The rows' places without those where only months are ruled, no text beside them: arrows and bars, given apart. In a heading
    it is the rule above the months' names.
    """
    months = month_columns(xs)
    wide = cv2.dilate(across, np.ones((9, 1), np.uint8))
    kept, strokes, is_heading = ys[:1], [], True
    for y in ys[1:-1]:
        row = np.asarray(wide[max(0, y - 3) : y + 4]).max(axis=0) > 0
        ruled = [float(row[left + 4 : right - 4].mean()) if right - left > 8 else 0.0 for left, right in pairwise(xs)]
        beside = [share for column, share in enumerate(ruled) if column not in months]
        inside = [ruled[column] for column in months]
        is_row = max(beside, default=0) >= 0.5
        if not months or is_row or max(inside) < 0.25 or (is_heading and min(inside) > 0.9):
            kept.append(y)
            is_heading = is_heading and not is_row
            continue
        places = np.flatnonzero(row[xs[months.start] : xs[months.stop]]) + xs[months.start]
        runs = np.split(places, np.flatnonzero(np.diff(places) > _NEAR) + 1)
        strokes += [(int(run[0]), int(run[-1]), y) for run in runs]
    return [*kept, ys[-1]], strokes


Edge = Callable[[int, int], float]
"""How much of an edge is ruled, 0..1, by band and column."""


def _edges(across: Image, down: Image, ink: Image, xs: list[int], ys: list[int]) -> tuple[Edge, Edge]:
    """How much of a cell's edge below it, and to its right, is ruled. Where an edge is too short to be a rule by itself, all that
    is printed there counts: it stands where a rule runs elsewhere.
    """
    wide = cv2.dilate(across, np.ones((9, 1), np.uint8)) > 0
    tall = cv2.dilate(down, np.ones((1, 9), np.uint8)) > 0
    black = ink > 0

    def below(band: int, column: int) -> float:
        row, left, right = min(ys[band + 1], wide.shape[0] - 1), xs[column] + 4, xs[column + 1] - 4
        if right <= left:
            return 1.0
        rows = slice(max(0, row - 3), row + 4)
        ruled = float(wide[rows, left:right].any(axis=0).mean())
        return max(ruled, _unbroken(black[rows, left:right].any(axis=0))) if right - left < _SHORT else ruled

    def beside(band: int, column: int) -> float:
        place, top, bottom = min(xs[column + 1], tall.shape[1] - 1), ys[band] + 4, ys[band + 1] - 4
        if bottom <= top:
            return 1.0
        columns = slice(max(0, place - 3), place + 4)
        ruled = float(tall[top:bottom, columns].any(axis=1).mean())
        return max(ruled, _unbroken(black[top:bottom, columns].any(axis=1))) if bottom - top < _SHORT else ruled

    return below, beside


def _agreed(below: Edge, months: range, bands: int) -> Edge:
    """The same, where most months agree that a rule runs under a band: it does under all of them, though a fill hides it."""
    votes = [sum(below(band, column) >= 0.5 for column in months) for band in range(bands)]

    def agreed(band: int, column: int) -> float:
        if column in months and votes[band] >= _MOST * len(months):
            return 1.0
        return below(band, column)

    return agreed


def month_columns(xs: Sequence[int]) -> range:
    """The columns that look like the months': the longest run of at least eight narrow ones of one width; empty if none."""
    widths = [right - left for left, right in pairwise(xs)]
    best = range(0)
    first = 0
    for place in range(1, len(widths) + 1):
        if place == len(widths) or not _alike(widths[place - 1], widths[place]):
            run = range(first, place)
            best = run if len(run) > len(best) and widths[first] < _WIDEST_MONTH else best
            first = place
    return best if len(best) >= 8 else range(0)


def _alike(width: int, other: int) -> bool:
    return abs(width - other) <= 0.3 * width + 4 and other < _WIDEST_MONTH


def _unbroken(part: Any) -> float:
    """1 where nearly all of it is printed, else 0."""
    return float(np.mean(part) > _UNBROKEN)


def _joined(bands: int, columns: int, below: Edge, beside: Edge) -> Callable[[int], int]:
    """Which places belong together, where no rule parts them: place -> the place that stands for its group."""
    above = list(range(bands * columns))

    def root(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    for band in range(bands):
        for column in range(columns):
            place = band * columns + column
            if column + 1 < columns and beside(band, column) < 0.5:
                above[root(place)] = root(place + 1)
            if band + 1 < bands and below(band, column) < 0.5:
                above[root(place)] = root(place + columns)
    return root


def _cell(
    group: list[tuple[int, int]], xs: list[int], ys: list[int], x: int, y: int, below: Edge, beside: Edge
) -> GridCell:
    top, bottom = min(band for band, _ in group), max(band for band, _ in group)
    left, right = min(column for _, column in group), max(column for _, column in group)
    whole = len(group) == (bottom - top + 1) * (right - left + 1)
    edges = [below(bottom, column) for column in range(left, right + 1) if bottom + 2 < len(ys)]
    edges += [beside(band, right) for band in range(top, bottom + 1) if right + 2 < len(xs)]
    sure = whole and not any(0.25 < edge < 0.8 for edge in edges)
    box = (x + xs[left], y + ys[top], x + xs[right + 1], y + ys[bottom + 1])
    ends = bottom + 2 == len(ys) and bottom > 0
    is_open = ends and max(below(bottom, column) for column in range(left, right + 1)) < _OPEN_EDGE
    return GridCell(top, bottom, left, right, box, 1.0 if sure else DOUBTFUL, is_open)
