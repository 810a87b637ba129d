"""Where lines of text run: inside a cell, and over the page outside its tables."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from renaksi.intake.readers.scan.grid import Box
from renaksi.intake.readers.scan.ink import Image

_PITCH = 1.45  # of a line, in heights of a letter
_GROWN = 2.2  # heights of a letter: higher than one line
Profile = npt.NDArray[np.float64]


def lines_in(letters: Image, letter: float) -> list[Box]:
    """The lines of text in a cell's letters (boxes within it), top to bottom. ``letter`` = the usual height of one."""
    if letters.size == 0 or not letters.any():
        return []
    rows: Profile = (letters > 0).sum(axis=1).astype(np.float64)
    smooth: Profile = np.convolve(rows, np.ones(3) / 3, "same")
    parts = [part for band in _bands(rows, letter) for part in _parted(smooth, *band, unit=letter * _PITCH)]
    boxes = [_tight(letters, top, bottom) for top, bottom in parts if bottom - top >= 0.45 * letter]
    return [box for box in boxes if box]


def _bands(rows: Profile, letter: float) -> list[tuple[int, int]]:
    """Runs of rows with ink; a dot's or an accent's run belongs to the one beside it."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (rows > 0).astype(np.int8), [0]])))
    found: list[tuple[int, int]] = []
    for top, bottom in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        small = 0.6 * letter
        if found and top - found[-1][1] <= 2 and min(found[-1][1] - found[-1][0], bottom - top) < small:
            found[-1] = (found[-1][0], bottom)
        else:
            found.append((top, bottom))
    return found


def _parted(smooth: Profile, top: int, bottom: int, *, unit: float) -> list[tuple[int, int]]:
    """A band as the lines grown together in it, cut at the emptiest rows that have lines on both sides."""
    if bottom - top < 1.55 * unit:
        return [(top, bottom)]
    cuts = []
    for row in range(int(top + 0.55 * unit), int(bottom - 0.55 * unit)):
        above = smooth[max(top, int(row - unit)) : row].max()
        below = smooth[row + 1 : min(bottom, int(row + unit)) + 1].max()
        peak = min(above, below)
        if peak and smooth[row] < 0.5 * peak:
            cuts.append((smooth[row] / peak, row))
    if not cuts:
        return [(top, bottom)]
    row = min(cuts)[1]
    return [*_parted(smooth, top, row, unit=unit), *_parted(smooth, row, bottom, unit=unit)]


def _tight(letters: Image, top: int, bottom: int) -> Box | None:
    part = letters[top:bottom] > 0
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(columns):
        return None
    return int(columns[0]), top + int(rows[0]), int(columns[-1]) + 1, top + int(rows[-1]) + 1


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A line outside the tables: its pieces from left to right (label, colon, text), each a box of the page."""

    middle: float
    pieces: tuple[Box, ...]


def running_lines(letters: Image, letter: float) -> list[RunningLine]:
    """The lines of text of a page whose tables were blanked out, top to bottom."""
    closed = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((5, round(letter * 1.9)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed)
    pieces = [
        (int(x), int(y), int(x + width), int(y + height))
        for x, y, width, height, _ in stats[1:]
        if 9 <= height <= 4.5 * letter and width >= 3
    ]
    pieces = [line for piece in pieces for line in _apart(piece, letters, letter)]
    rows: list[list[Box]] = []
    for piece in sorted(pieces, key=_middle):
        row = next((each for each in rows[-6:] if abs(_mean_middle(each) - _middle(piece)) < 0.6 * letter), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    return [RunningLine(_mean_middle(row), tuple(sorted(row))) for row in sorted(rows, key=_mean_middle)]


def _apart(piece: Box, letters: Image, letter: float) -> list[Box]:
    """A piece as the lines that have grown together in it."""
    left, top, right, bottom = piece
    if bottom - top < _GROWN * letter:
        return [piece]
    lines = lines_in(letters[top:bottom, left:right], letter)
    return [(left + a, top + b, left + c, top + d) for a, b, c, d in lines] or [piece]


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _mean_middle(boxes: list[Box]) -> float:
    return sum(map(_middle, boxes)) / len(boxes)
