"""A page's picture put right: cut out of the desk, flattened, turned straight, its table's corners made square."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from renaksi.intake.readers.scan.bend import straightened
from renaksi.intake.readers.scan.ink import Image, image, ink_of, rules_of

Corners = npt.NDArray[np.float32]
"""Four points (x, y): top left, top right, bottom right, bottom left."""
_LONG_SIDE = 2600  # of a page of F4 at 200 dots an inch
_SLIGHT = 0.05  # degrees that need no turning
_RULE, _REACH = 30, 5  # pixels at half size: what is no letter; from one letter of a word to the next
_SQUARE = 1.5  # pixels a corner may be off
_COARSE = 0.125  # of a page's size: enough to see its light
_SUDDEN = 0.03  # change of brightness (logarithm, from one coarse pixel to the next) that is no shadow's
_BLACK, _TWO_LEVELS = 10, 0.97  # grey levels; share of a page that is black or white where it has no others
_DOT, _SCREEN = 4, 0.003  # pixels of a lone dot; share of a page's pixels that are such dots where they stand for grey
_MELTED = 1.3  # pixels at the size a page is read at, over which those dots become grey
_EVEN = 1.35  # times that the lightest place of a scan is lighter than its darkest
_DARK = 4  # grey levels; what is darker tells nothing of the light
_PAPER, _WHITE = 70, 235  # share of a page (percent) that is not brighter than its paper; what that is made to be


@dataclass(frozen=True, slots=True)
class Page:
    """A page put right. ``colour`` is BGR, ``gray`` the same in grey; both have their shadows evened out where it was a photo."""

    colour: Image
    gray: Image
    is_photo: bool = False


def put_right(colour: Image) -> Page:
    """The page of a picture: as large as a page at 200 dots an inch, flat, straight, square."""
    colour, is_photo = _lit_evenly(descreened(colour))
    if lies(ink_of(image(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY)))):
        colour = image(cv2.rotate(colour, cv2.ROTATE_90_CLOCKWISE))
    gray = image(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY))
    ink = ink_of(gray)
    angle = rule_skew(ink) or text_skew(ink)
    colour, gray = _turned(colour, angle), _turned(gray, angle)
    for _ in range(2):
        table = table_corners(*rules_of(ink_of(gray)))
        matrix = None if table is None else _squaring(table, max(gray.shape))
        if matrix is None:
            break
        colour, gray = _warped(colour, matrix), _warped(gray, matrix)
    colour, gray = straightened((colour, gray), *rules_of(ink_of(gray)))
    return Page(colour, gray, is_photo)


def descreened(colour: Image) -> Image:
    """A page of black and white dots only, on which greys are scattered dots, with those greys; any other page as it is."""
    few = colour[::4, ::4]
    if float(((few <= _BLACK) | (few >= 255 - _BLACK)).mean()) < _TWO_LEVELS:
        return colour
    gray = image(cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY))
    _, _, stats, _ = cv2.connectedComponentsWithStats(image(gray < 128), connectivity=4)
    dots = int(np.count_nonzero(stats[1:, cv2.CC_STAT_AREA] <= _DOT))
    if dots < _SCREEN * gray.size:
        return colour
    return image(cv2.GaussianBlur(colour, (0, 0), _MELTED * max(gray.shape) / _LONG_SIDE))


def _lit_evenly(colour: Image) -> tuple[Image, bool]:
    """The sheet in its size, without the desk around it and its shadows where it was photographed; whether it was."""
    small = _sized(colour)
    gray = image(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY))
    light = _light(gray)
    corners = sheet_corners(_without(light, gray))
    if corners is not None:
        small = _sized(flattened(colour, corners * np.float32(colour.shape[1] / small.shape[1])))
    elif float(np.percentile(light, 98)) < _EVEN * float(np.percentile(light, 2)):
        return small, False
    return image(cv2.merge([levelled(image(channel)) for channel in cv2.split(small)])), True


def lies(ink: Image) -> bool:
    """Whether the page lies on its side: its letters make lines down the page rather than across."""
    small = image((cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) > 100) * 255)
    for rule in ((1, _RULE), (_RULE, 1)):
        runs = cv2.morphologyEx(small, cv2.MORPH_OPEN, np.ones(rule, np.uint8))
        small = image(cv2.subtract(small, cv2.dilate(runs, np.ones((3, 3), np.uint8))))
    across, down = (
        cv2.connectedComponents(cv2.dilate(small, np.ones(size, np.uint8)))[0] for size in ((1, _REACH), (_REACH, 1))
    )
    return bool(across > 1.15 * down)


def upside_down(page: Page) -> Page:
    """The page turned by half."""
    return Page(image(page.colour[::-1, ::-1]), image(page.gray[::-1, ::-1]), page.is_photo)


def _sized(picture: Image) -> Image:
    longest = max(picture.shape[:2])
    if 0.85 <= longest / _LONG_SIDE <= 1.15:
        return picture
    factor = _LONG_SIDE / longest
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return image(cv2.resize(picture, None, fx=factor, fy=factor, interpolation=way))


def sheet_corners(gray: Image) -> Corners | None:
    """The corners of a bright sheet on a darker desk; None where the picture is the sheet itself."""
    small = image(cv2.GaussianBlur(cv2.resize(gray, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), (9, 9), 0))
    rim = np.concatenate([small[:6].ravel(), small[-6:].ravel(), small[:, :6].ravel(), small[:, -6:].ravel()])
    level, mask = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if float(np.median(rim)) > level:
        return None
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(outlines, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < 0.25 * small.size:
        return None
    return _quadrangle(cv2.convexHull(largest))


def _quadrangle(hull: Any) -> Corners | None:
    around = cv2.arcLength(hull, True)
    for part in np.arange(0.01, 0.12, 0.01):
        found = cv2.approxPolyDP(hull, float(part) * around, True)
        if len(found) == 4:
            return _in_order(np.asarray(found.reshape(4, 2), np.float32) * 4)
        if len(found) < 4:
            return None
    return None


def _in_order(points: Corners) -> Corners:
    total, apart = points.sum(axis=1), np.diff(points, axis=1).ravel()
    places = (total.argmin(), apart.argmin(), total.argmax(), apart.argmax())
    return np.asarray([points[place] for place in places], np.float32)


def flattened(picture: Image, corners: Corners) -> Image:
    """The quadrangle as a rectangle of its own size."""
    top_left, top_right, bottom_right, bottom_left = corners
    width = int(max(np.linalg.norm(top_left - top_right), np.linalg.norm(bottom_left - bottom_right)))
    height = int(max(np.linalg.norm(top_left - bottom_left), np.linalg.norm(top_right - bottom_right)))
    square = np.asarray([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, square)
    return image(cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC))


def levelled(gray: Image) -> Image:
    """The picture with its shadows evened out: white is white everywhere, and what is shaded stays as much darker as it was."""
    return _without(_light(gray), gray)


def _without(light: npt.NDArray[np.float32], gray: Image) -> Image:
    return image(np.clip(gray / np.maximum(light, 1) * _WHITE, 0, 255))


def _light(gray: Image) -> npt.NDArray[np.float32]:
    """How much light falls on white paper at every place.

    Light changes slowly over a page, a shade or the sheet's end at once: the slow changes alone, put together, are the light
    (Horn's way to tell lightness, 1974). So a year of shaded cells is no shadow, however large it is.
    """
    ground = cv2.morphologyEx(gray, cv2.MORPH_CLOSE, np.ones((19, 19), np.uint8))
    small = cv2.resize(ground, None, fx=_COARSE, fy=_COARSE, interpolation=cv2.INTER_AREA).astype(np.float32)
    height, width = (max(2, side // 2 * 2) for side in small.shape)
    even = cv2.GaussianBlur(cv2.resize(small, (width, height)), (3, 3), 0)  # grain is no change of light
    seen = np.log(np.maximum(even, _DARK))
    right, down = np.diff(seen, axis=1), np.diff(seen, axis=0)
    right[np.abs(right) > _SUDDEN] = 0
    down[np.abs(down) > _SUDDEN] = 0
    light = _put_together(right, down)
    light += np.percentile(seen - light, _PAPER)
    full = cv2.resize(np.exp(light), (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(full, np.float32)


def _put_together(right: npt.NDArray[np.float32], down: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The surface whose steps to the right and down are nearest to the given ones (Poisson's equation, by cosines)."""
    height, width = right.shape[0], down.shape[1]
    steps = np.zeros((height, width), np.float32)
    steps[:, :-1] += right
    steps[:, 1:] -= right
    steps[:-1] += down
    steps[1:] -= down
    waves = [2 * np.cos(np.pi * np.arange(side) / side) - 2 for side in (height, width)]
    bend = (waves[0][:, None] + waves[1][None]).astype(np.float32)
    bend[0, 0] = 1
    parts = cv2.dct(steps) / bend
    parts[0, 0] = 0
    return np.asarray(cv2.dct(parts, flags=cv2.DCT_INVERSE), np.float32)


def rule_skew(ink: Image) -> float:
    """How far the page's long rules slant, in degrees within 6; 0 where there are none."""
    small = image(cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) > 100) * 255
    runs = cv2.morphologyEx(small, cv2.MORPH_OPEN, np.ones((1, 15), np.uint8))
    near = np.deg2rad(6)
    least = max(200, int(runs.shape[1] * 0.25))
    lines = cv2.HoughLines(image(runs), 1, np.pi / 1800, least, min_theta=np.pi / 2 - near, max_theta=np.pi / 2 + near)
    if lines is None:
        return 0.0
    return float(np.median([np.rad2deg(line[0][1] - np.pi / 2) for line in lines[:40]]))


def text_skew(ink: Image) -> float:
    """The angle within 4 degrees at which lines of text are sharpest."""
    small = image(cv2.resize(ink, None, fx=1 / 3, fy=1 / 3, interpolation=cv2.INTER_AREA))
    coarse = max(np.arange(-4, 4.01, 0.25), key=lambda angle: _sharpness(small, float(angle)))
    return float(max(coarse + np.arange(-0.2, 0.21, 0.05), key=lambda angle: _sharpness(small, float(angle))))


def _sharpness(ink: Image, angle: float) -> float:
    rows = _turned(ink, angle, border=cv2.BORDER_CONSTANT).sum(axis=1, dtype=np.float64)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _turned(picture: Image, angle: float, border: int = cv2.BORDER_REPLICATE) -> Image:
    if abs(angle) < _SLIGHT:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    return image(cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=border))


def table_corners(across: Image, down: Image) -> Corners | None:
    """The corners of the page's largest ruled table, by its outermost long rules; None where it has none."""
    net = cv2.dilate(cv2.bitwise_or(across, down), np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(net)
    if count < 2:
        return None
    x, y, width, height, _ = max(stats[1:], key=lambda part: int(part[2]) * int(part[3]))
    if width < 0.4 * across.shape[1] or height < 120:
        return None
    part = (slice(y, y + height), slice(x, x + width))
    rows, columns = _outermost(across[part], 0.45 * width, 0), _outermost(down[part], 0.35 * height, 1)
    if rows is None or columns is None:
        return None
    (top, bottom), (left, right) = rows, columns
    points = [_crossing(top, left), _crossing(top, right), _crossing(bottom, right), _crossing(bottom, left)]
    return np.asarray(points, np.float32) + np.asarray([x, y], np.float32)


def _outermost(mask: Image, least: float, axis: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None:
    """The first and last rule at least so long, each as (slope, offset) of a line along ``axis`` (0 = across)."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    fits = []
    for rule in range(1, count):
        if stats[rule][2 + axis] >= least:
            left, top, width, height = (int(value) for value in stats[rule][:4])
            y, x = np.nonzero(labels[top : top + height, left : left + width] == rule)
            y, x = y + top, x + left
            along, off = (x, y) if axis == 0 else (y, x)
            fits.append((float(off.mean()), np.polyfit(along, off, 1)))
    if len(fits) < 2:
        return None
    fits.sort(key=lambda fit: fit[0])
    return fits[0][1], fits[-1][1]


def _crossing(row: npt.NDArray[np.float64], column: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Where y = a x + b meets x = c y + d."""
    (a, b), (c, d) = row, column
    y = (a * d + b) / (1 - a * c)
    return float(c * y + d), float(y)


def _squaring(corners: Corners, size: int) -> npt.NDArray[np.float64] | None:
    """The transform that makes the corners square; None where they are, or are too far off to be a table's."""
    left, right = (corners[0, 0] + corners[3, 0]) / 2, (corners[1, 0] + corners[2, 0]) / 2
    top, bottom = (corners[0, 1] + corners[1, 1]) / 2, (corners[2, 1] + corners[3, 1]) / 2
    square = np.asarray([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    off = float(np.abs(corners - square).max())
    if not _SQUARE <= off <= 0.08 * size:
        return None
    return np.asarray(cv2.getPerspectiveTransform(corners, square), np.float64)


def _warped(picture: Image, matrix: npt.NDArray[np.float64]) -> Image:
    size = (picture.shape[1], picture.shape[0])
    return image(cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))
