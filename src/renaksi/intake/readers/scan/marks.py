"""What pixels say that no text does: which of the months' cells are ticked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import cv2
import numpy as np

from renaksi.intake.readers.scan.grid import Grid, GridCell
from renaksi.intake.readers.scan.ink import Image

_LEAST_INK, _LEAST_SIZE = 25, 9  # of a tick, in pixels, where no others are there to compare it with
_PLAIN_INK, _PLAIN_SIZE = 40, 11  # more is plainly a tick
_FAINT_INK, _FAINT_SIZE = 14, 5  # less is a speck
_FEWEST = 5  # marks that look alike are ticks of one hand
_CENTRED = 0.12  # of a cell's width that a small mark's middle is off at most, to be more than a speck
_SPECK = 5  # pixels of ink that are nothing at all
_DASH = (5, 26)  # height and width of a dash, which says "none"
_CROSSED = 0.4  # of a cell's width that a bar or an arrow runs over
_RULED_OFF = np.ones((9, 9), np.uint8)  # bridges what taking a rule out cut
_WIDE, _HIGH = 1.5, 2.4  # of a month's width: a bar or an arrow; a stamp or a signature
UNSURE = 0.5


@dataclass(slots=True)
class Mark:
    """The ink of a month's cell, strokes that run on from the next cell left to that one.

    ``off`` = how far its middle is right of the cell's, in widths of the cell; ``is_drawn`` = it is a tick rather than a speck;
    ``is_faint`` = which of both cannot be told.
    """

    ink: int = 0
    size: int = 0
    off: float = 0.0
    is_crossed: bool = False
    is_shared: bool = False
    is_drawn: bool = False
    is_faint: bool = False

    @property
    def is_tick(self) -> bool:
        """Whether it is a drawn mark rather than a speck."""
        return self.is_crossed or self.is_drawn

    @property
    def confidence(self) -> float:
        """How plainly it is a mark or none, 0..1."""
        return UNSURE if self.is_shared or (self.is_faint and not self.is_crossed) else 1.0


@dataclass(slots=True)
class _Stroke:
    """A connected piece of ink: its extent, and how much of it lies in each cell."""

    width: int
    height: int
    middle: float = 0.0
    cells: dict[int, int] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)


def marks_in(strokes: Image, grid: Grid, cells: list[GridCell]) -> dict[GridCell, Mark]:
    """The marks of the months' cells of a page (its strokes: all ink, rules out).

    A stroke that leaves its cell counts where most of it is; a low long one marks every cell it runs through; a stamp or a
    signature marks none and makes those it touches doubtful.
    """
    marks = {cell: Mark() for cell in cells}
    for stroke in _strokes(strokes, cells):
        _give(stroke, marks, cells)
    for left, right, place in grid.strokes:
        for cell, mark in marks.items():
            a, top, b, bottom = cell.box
            if top < place < bottom and min(right, b) - max(left, a) >= _CROSSED * (b - a):
                mark.is_crossed = True
    _settle([mark for mark in marks.values() if mark.ink >= _FAINT_INK and mark.size >= _FAINT_SIZE])
    return marks


def _strokes(ink: Image, cells: list[GridCell]) -> list[_Stroke]:
    if not cells:
        return []
    left, right = min(cell.box[0] for cell in cells), max(cell.box[2] for cell in cells)
    top, bottom = min(cell.box[1] for cell in cells), max(cell.box[3] for cell in cells)
    part = ink[top:bottom, left:right]
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
            size = (width - _RULED_OFF.shape[1] + 1, height - _RULED_OFF.shape[0] + 1)
            stroke = found[label] = _Stroke(*size, left + int(stats[label][cv2.CC_STAT_LEFT]) + width / 2)
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
    if max(stroke.width, stroke.height) > mark.size:
        mark.size = max(stroke.width, stroke.height)
        mark.off = (stroke.middle - (cells[first].box[0] + cells[first].box[2]) / 2) / usual
    if stroke.cells[first] < 0.7 * ink:
        for place in touched:
            marks[cells[place]].is_shared = True


def _settle(marks: list[Mark]) -> None:
    """Tell ticks from specks: ticks of one page look alike and stand at one place in their cells, however small they are."""
    alike = _alike([mark for mark in marks if not mark.is_crossed and not mark.is_shared])
    ink, size, off = (float(np.median(values)) for values in zip(*alike, strict=True)) if alike else (0.0, 0.0, 0.0)
    for mark in marks:
        is_plain = mark.ink >= _PLAIN_INK and mark.size >= _PLAIN_SIZE
        if not alike:
            is_large = mark.ink >= _LEAST_INK and mark.size >= _LEAST_SIZE
            mark.is_drawn = is_large or (mark.ink >= _LEAST_INK and abs(mark.off) <= _CENTRED)
            mark.is_faint = not is_plain and (mark.is_drawn or mark.size >= _LEAST_SIZE)
            continue
        is_like = 0.5 * ink <= mark.ink <= 2 * ink and 0.6 * size <= mark.size <= 1.6 * size
        is_like = is_like and abs(mark.off - off) <= 1.5 * _CENTRED
        mark.is_drawn = is_like or is_plain or (mark.ink >= 0.6 * ink and mark.size >= 0.6 * size)
        mark.is_faint = not is_like and (mark.ink >= 0.3 * ink and mark.size >= 0.4 * size)
        if is_plain and 0.3 * ink <= mark.ink <= 4 * ink:
            mark.is_faint = False


def _alike(marks: list[Mark]) -> list[tuple[int, int, float]]:
    """Ink, size and place of the largest group of marks that look alike; [] where there is none."""
    seen = np.asarray([(mark.ink, mark.size, mark.off) for mark in marks if mark.ink >= _LEAST_INK], np.float64)
    if len(seen) < _FEWEST:
        return []
    apart = np.abs(seen[:, None] - seen[None])
    near = ((apart <= seen * (0.35, 0.2, 0) + (0, 1, 0.08)).all(axis=2)).astype(int)
    best = near[near.sum(axis=1).argmax()] > 0
    return [tuple(each) for each in seen[best].tolist()] if best.sum() >= _FEWEST else []
