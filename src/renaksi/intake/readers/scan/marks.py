"""What pixels say that no text does: which of the months' cells are ticked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import cv2
import numpy as np

from renaksi.intake.readers.scan.grid import Grid, GridCell
from renaksi.intake.readers.scan.ink import Image

_LEAST_INK, _LEAST_SIZE = 25, 8  # of a tick, in pixels
_FAINT_INK, _FAINT_SIZE = 14, 6  # less is a speck
_PLAIN_INK, _PLAIN_SIZE = 40, 11  # more is plainly a tick
_SPECK = 5  # pixels of ink that are nothing at all
_DASH = (5, 26)  # height and width of a dash, which says "none"
_CROSSED = 0.4  # of a cell's width that a bar or an arrow runs over
_RULED_OFF = np.ones((9, 9), np.uint8)  # bridges what taking a rule out cut
_WIDE, _HIGH = 1.5, 2.4  # of a month's width: a bar or an arrow; a stamp or a signature
UNSURE = 0.5


@dataclass(slots=True)
class Mark:
    """The ink of a month's cell, strokes that run on from the next cell left to that one."""

    ink: int = 0
    size: int = 0
    is_crossed: bool = False
    is_shared: bool = False

    @property
    def is_tick(self) -> bool:
        """Whether it is a drawn mark rather than a speck."""
        return self.is_crossed or (self.ink >= _LEAST_INK and self.size >= _LEAST_SIZE)

    @property
    def confidence(self) -> float:
        """How plainly it is a mark or none, 0..1."""
        if self.is_shared:
            return UNSURE
        if self.is_crossed or self.ink < _FAINT_INK or self.size < _FAINT_SIZE:
            return 1.0
        return 1.0 if self.ink >= _PLAIN_INK and self.size >= _PLAIN_SIZE else UNSURE


@dataclass(slots=True)
class _Stroke:
    """A connected piece of ink: its extent, and how much of it lies in each cell."""

    width: int
    height: int
    cells: dict[int, int] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)


def marks_in(letters: Image, grid: Grid, cells: list[GridCell]) -> dict[GridCell, Mark]:
    """The marks of the months' cells of a page (its letters, rules out).

    A stroke that leaves its cell counts where most of it is; a low long one marks every cell it runs through; a stamp or a
    signature marks none and makes those it touches doubtful.
    """
    marks = {cell: Mark() for cell in cells}
    for stroke in _strokes(letters, grid, cells):
        _give(stroke, marks, cells)
    for left, right, place in grid.strokes:
        for cell, mark in marks.items():
            a, top, b, bottom = cell.box
            if top < place < bottom and min(right, b) - max(left, a) >= _CROSSED * (b - a):
                mark.is_crossed = True
    _compare(list(marks.values()))
    return marks


def _strokes(letters: Image, grid: Grid, cells: list[GridCell]) -> list[_Stroke]:
    if not cells:
        return []
    left, right = min(cell.box[0] for cell in cells), max(cell.box[2] for cell in cells)
    top, bottom = min(cell.box[1] for cell in cells), max(cell.box[3] for cell in cells)
    part = letters[top:bottom, left:right]
    owners = np.full(part.shape, -1, np.int32)
    for place, cell in enumerate(cells):
        a, b, c, d = cell.box
        owners[b - top + 2 : d - top - 2, a - left + 2 : c - left - 2] = place
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(part, _RULED_OFF))
    ys, xs = np.nonzero(part)
    found: dict[int, _Stroke] = {}
    across: dict[tuple[int, int], list[int]] = defaultdict(list)
    for label, place, x in zip(labels[ys, xs].tolist(), owners[ys, xs].tolist(), xs.tolist(), strict=True):
        if place < 0:
            continue
        stroke = found.get(label)
        if stroke is None:
            width, height = (int(stats[label][each]) for each in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
            stroke = found[label] = _Stroke(width - _RULED_OFF.shape[1] + 1, height - _RULED_OFF.shape[0] + 1)
        stroke.cells[place] = stroke.cells.get(place, 0) + 1
        across[label, place].append(x)
    for (label, place), places in across.items():
        found[label].spans[place] = max(places) - min(places) + 1
    return list(found.values())


def _give(stroke: _Stroke, marks: dict[GridCell, Mark], cells: list[GridCell]) -> None:
    ink = sum(stroke.cells.values())
    if ink <= _SPECK or (stroke.height <= _DASH[0] and stroke.width <= _DASH[1]):
        return
    first = max(stroke.cells, key=lambda place: stroke.cells[place])
    usual = cells[first].box[2] - cells[first].box[0]
    touched = [place for place, part in stroke.cells.items() if part >= _FAINT_INK]
    if stroke.height > _HIGH * usual and stroke.width > _WIDE * usual:
        for place in touched:
            marks[cells[place]].is_shared = True
        return
    if stroke.width > _WIDE * usual and stroke.height < 0.6 * usual:
        for place, span in stroke.spans.items():
            cell = cells[place]
            if span >= _CROSSED * (cell.box[2] - cell.box[0]):
                marks[cell].is_crossed = True
        return
    mark = marks[cells[first]]
    mark.ink += ink
    mark.size = max(mark.size, stroke.width, stroke.height)
    if stroke.cells[first] < 0.7 * ink:
        for place in touched:
            marks[cells[place]].is_shared = True


def _compare(marks: list[Mark]) -> None:
    """Doubt a mark that is far from what the page's others look like: too little ink for a tick, or a blot."""
    ticks = [mark for mark in marks if mark.is_tick and not mark.is_crossed]
    if len(ticks) < 6:
        return
    usual = float(np.median([mark.ink for mark in ticks]))
    for mark in ticks:
        mark.is_shared = mark.is_shared or not 0.3 * usual <= mark.ink <= 4 * usual
