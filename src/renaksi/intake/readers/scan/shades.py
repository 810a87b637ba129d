"""Cells that are shaded: darker or more coloured than the paper is there, however unevenly it is lit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from renaksi.intake.readers.scan.grid import Grid, GridCell
from renaksi.intake.readers.scan.ink import Image

_LEAST, _LEAST_COLOUR = 10.0, 20.0  # grey levels under the paper's white, and between its channels, that make a shade
_PHOTO = 1.3  # how much deeper a shade's colour must be on a photo, whose light has a colour too
_GRAIN = 5.0  # times the paper's own unevenness: a shade is deeper
_TENTH = 1.28  # deviations from the middle that a tenth of all lies beyond
_DARKEST_WHITE, _LIGHTEST_SHADE = 0.8, 1.2  # times that; between them nobody can tell
_PLAIN, _FEWEST_PLAIN, _LIKE = 3.0, 3, 0.3  # times what makes a shade; cells; part of their depth that others may have
_APART, _PALEST = 0.35, 0.4  # times what makes a shade: between paper and pale shades; the least that may part them
_NEAR_PAPER = 5.0  # grey levels that cells of bare paper differ by at most
_BAR_COLOUR, _BAR = 60, 0.07  # spread of a bar's colour; how much of a cell it covers at least
_FEWEST = 12  # cells that are needed to know the paper
_ROUNDS = 6
_STEP = 24  # of a colour's channel: shades of one ink come out alike

_Levels = npt.NDArray[np.float64]


def shades(colour: Image, grid: Grid, *, is_photo: bool = False) -> tuple[dict[GridCell, str], frozenset[GridCell]]:
    """The colour (``RRGGBB``, coarse) of every cell that is shaded, and the cells of which it cannot be told."""
    cells = [cell for cell in grid.cells if _is_large(cell)]
    if not cells:
        return {}, frozenset()
    grounds = np.asarray([_ground(colour, cell) for cell in cells])
    white = _paper(grounds, cells)
    lost = white - grounds
    depth = _depth(lost, is_photo=is_photo)
    paper, shade = _bounds(depth, is_photo=is_photo)
    inks = _inks(lost[depth > shade], white.mean(axis=0))
    found: dict[GridCell, str] = {}
    places = iter(inks)
    for cell, level in zip(cells, depth, strict=True):
        if level > shade:
            found[cell] = next(places)
    unsure = (cell for cell, level in zip(cells, depth, strict=True) if paper < level <= shade)
    return found, frozenset(unsure)


def _depth(lost: _Levels, *, is_photo: bool) -> _Levels:
    """How deep every cell is, in times of what makes a shade: by darkness or by colour, whichever tells more."""
    darker = lost @ np.asarray([0.114, 0.587, 0.299])
    grain = -float(np.percentile(darker, 10)) / _TENTH  # paper that is brighter than the paper: nothing but grain
    colour = _LEAST_COLOUR * (_PHOTO if is_photo else 1.0)
    deep = np.maximum(darker / max(_LEAST, _GRAIN * grain), (lost.max(axis=1) - lost.min(axis=1)) / colour)
    return np.asarray(deep)


def _bounds(depth: _Levels, *, is_photo: bool) -> tuple[float, float]:
    """How deep paper is at most and a shade at least; between them nobody can tell.

    Beside what is plainly a shade, the rest of a shadow on a photo is none. Where all shades are pale, and paper is plainly
    paper, they are parted between the two.
    """
    plain = depth[depth > _PLAIN]
    if is_photo:
        alike = _LIKE * float(np.median(plain)) if len(plain) >= _FEWEST_PLAIN else 0.0
        return _DARKEST_WHITE, max(_LIGHTEST_SHADE, alike)
    near = np.sort(depth[depth <= _LIGHTEST_SHADE])
    if len(plain) or len(near) < _FEWEST:
        return _DARKEST_WHITE, _LIGHTEST_SHADE
    widest = int(np.diff(near).argmax())
    between = float(near[widest] + near[widest + 1]) / 2
    is_clear = near[widest + 1] - near[widest] >= _APART and between >= _PALEST
    if not is_clear or int((depth > between).sum()) < _FEWEST_PLAIN:
        return _DARKEST_WHITE, _LIGHTEST_SHADE
    return between, between


def has_bar(colour: Image, cell: GridCell) -> bool:
    """Whether a coloured bar lies in the cell without filling it."""
    left, top, right, bottom = cell.box
    if not _is_large(cell):
        return False
    inside = colour[top + 3 : bottom - 3, left + 3 : right - 3].astype(np.int16)
    lost = np.median(inside.reshape(-1, 3), axis=0).astype(np.int16) - inside
    coloured = lost.max(axis=2) - lost.min(axis=2) > _BAR_COLOUR
    return bool(coloured.mean() > _BAR)


def _is_large(cell: GridCell) -> bool:
    left, top, right, bottom = cell.box
    return right - left > 15 and bottom - top > 15


def _ground(colour: Image, cell: GridCell) -> _Levels:
    """The middle colour inside the cell."""
    left, top, right, bottom = cell.box
    return np.asarray(np.median(colour[top + 5 : bottom - 5, left + 5 : right - 5].reshape(-1, 3), axis=0))


def _paper(grounds: _Levels, cells: list[GridCell]) -> _Levels:
    """The white of the paper at every cell: a smooth surface through the brightest of them."""
    if len(cells) < _FEWEST:
        return np.broadcast_to(np.percentile(grounds, 90, axis=0), grounds.shape)
    middles = np.asarray([[(c.box[0] + c.box[2]) / 2, (c.box[1] + c.box[3]) / 2] for c in cells]) / 1000
    x, y = middles[:, 0] - middles[:, 0].mean(), middles[:, 1] - middles[:, 1].mean()
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=1)
    grey = grounds.mean(axis=1)
    kept = grey >= np.percentile(grey, 40)
    surface = np.zeros((terms.shape[1], 3))
    for _ in range(_ROUNDS):
        surface = np.linalg.lstsq(terms[kept], grounds[kept], rcond=None)[0]
        kept = grey > (terms @ surface).mean(axis=1) - _NEAR_PAPER
        if kept.sum() < _FEWEST:
            break
    return np.minimum(np.asarray(terms @ surface), 255.0)


def _inks(lost: _Levels, white: _Levels) -> list[str]:
    """The shades' colours by what they take from the paper's white; those that are nearly alike are given as one."""
    known: list[_Levels] = []
    found = []
    for each in lost:
        near = next((ink for ink in known if float(np.abs(ink - each).max()) < _STEP), None)
        if near is None:
            near = each
            known.append(each)
        found.append("".join(f"{int(min(max(level, 0), 255)):02X}" for level in (white - near)[::-1]))
    return found
