"""What pixels say that no text does: which columns are the months', which cells are ticked or shaded."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from renaksi.intake.readers.scan.grid import Grid, GridCell
from renaksi.intake.readers.scan.ink import Image

_WIDEST_MONTH = 110
_LEAST_INK, _LEAST_SIZE = 25, 8  # of a tick, in pixels
_DARKER, _COLOURED = 14, 30  # a shade against the white around it: grey levels, spread of the colour


def month_columns(grid: Grid) -> range:
    """The columns that look like the months': the longest run of at least eight narrow ones of one width; empty if none."""
    widths = [right - left for left, right in pairwise(grid.xs)]
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


def is_ticked(letters: Image) -> bool:
    """Whether a month's cell (its letters, rules out) holds a drawn mark rather than a speck."""
    if int((letters > 0).sum()) < _LEAST_INK:
        return False
    rows, columns = np.flatnonzero(letters.any(axis=1)), np.flatnonzero(letters.any(axis=0))
    return bool(max(rows[-1] - rows[0], columns[-1] - columns[0]) >= _LEAST_SIZE)


def shades(colour: Image, grid: Grid) -> dict[GridCell, str]:
    """The colour (``RRGGBB``, coarse) of every cell that is shaded against the white of the cells around it."""
    grounds = [_ground(colour, cell) for cell in grid.cells]
    middles = np.asarray([[(c.box[0] + c.box[2]) / 2, (c.box[1] + c.box[3]) / 2] for c in grid.cells])
    bright = np.asarray([_grey(ground) if ground is not None else -1.0 for ground in grounds])
    found = {}
    for place, (cell, ground) in enumerate(zip(grid.cells, grounds, strict=True)):
        if ground is None:
            continue
        near = (np.abs(middles - middles[place]).max(axis=1) < 500) & (bright >= 0)
        white = grounds_white(grounds, bright, near)
        if _is_shade(ground, white):
            found[cell] = "".join(f"{int(level) // 24 * 24:02X}" for level in ground[::-1])
    return found


def grounds_white(
    grounds: list[npt.NDArray[np.float64] | None], bright: npt.NDArray[np.float64], near: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """The white of a neighbourhood: the middle colour of its brighter cells."""
    least = np.percentile(bright[near], 80)
    brighter = [ground for ground, level, is_near in zip(grounds, bright, near, strict=True)
                if ground is not None and is_near and level >= least]  # fmt: skip
    return np.asarray(np.median(np.asarray(brighter), axis=0))


def _ground(colour: Image, cell: GridCell) -> npt.NDArray[np.float64] | None:
    """The middle colour inside the cell; None where it is too small to tell."""
    left, top, right, bottom = cell.box
    inside = colour[top + 5 : bottom - 5, left + 5 : right - 5]
    return np.asarray(np.median(inside.reshape(-1, 3), axis=0)) if inside.size >= 60 else None


def _grey(ground: npt.NDArray[np.float64]) -> float:
    return float(ground @ np.asarray([0.114, 0.587, 0.299]))


def _is_shade(ground: npt.NDArray[np.float64], white: npt.NDArray[np.float64]) -> bool:
    spread = (white - ground) - (white - ground).min()
    return _grey(white) - _grey(ground) > _DARKER or float(spread.max()) > _COLOURED
