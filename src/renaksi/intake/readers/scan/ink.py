"""What is printed on a page: thin dark strokes, the rules among them, and what is left of them for letters."""

from __future__ import annotations

from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]

_GROUND = np.ones((19, 19), np.uint8)  # wider than any stroke, narrower than a shaded cell
_FAINTEST, _DARKEST = 16, 60
_LONG, _TALL = 60, 44  # least length of a rule across and down


def image(array: Any) -> Image:
    """What OpenCV gives back, as the type it is."""
    return cast("Image", np.asarray(array, dtype=np.uint8))


def ink_of(gray: Image) -> Image:
    """255 where a thin dark stroke lies, on whatever ground: shades, shadows and fading are no ink."""
    ground = image(cv2.blur(cv2.morphologyEx(gray, cv2.MORPH_CLOSE, _GROUND), (9, 9)))
    depth = image(cv2.subtract(ground, gray))
    least = max(_FAINTEST, min(_DARKEST, 0.38 * float(np.percentile(depth[::3, ::3], 99.3))))
    return image((depth > least) * 255)


def rules_of(ink: Image) -> tuple[Image, Image]:
    """The horizontal and the vertical rules. A slanted or wavy rule is thickened across itself, so that it stays one run."""
    across = _runs(ink, np.ones((3, 1), np.uint8), np.ones((1, _LONG), np.uint8), np.ones((1, 41), np.uint8))
    down = _runs(ink, np.ones((1, 3), np.uint8), np.ones((_TALL, 1), np.uint8), np.ones((31, 1), np.uint8))
    return _thin(across, np.ones((13, 1), np.uint8)), _thin(down, np.ones((1, 13), np.uint8))


def _runs(
    ink: Image, thicken: npt.NDArray[np.uint8], length: npt.NDArray[np.uint8], bridge: npt.NDArray[np.uint8]
) -> Image:
    runs = cv2.morphologyEx(cv2.dilate(ink, thicken), cv2.MORPH_OPEN, length)
    return image(cv2.morphologyEx(runs, cv2.MORPH_CLOSE, bridge))


def _thin(runs: Image, blob: npt.NDArray[np.uint8]) -> Image:
    """Without what is too thick to be a rule: pictures, letters grown together."""
    thick = cv2.dilate(cv2.morphologyEx(runs, cv2.MORPH_OPEN, blob), np.ones((3, 3), np.uint8))
    return image(cv2.subtract(runs, thick))


def unruled(ink: Image, rules: Image) -> Image:
    """The ink without rules."""
    return image(cv2.subtract(ink, image(cv2.dilate(rules, np.ones((3, 3), np.uint8)))))


def despeckled(ink: Image) -> Image:
    """Without specks: a small dot stays only near a letter (it may be its dot, a comma, a stop)."""
    count, labels, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count < 2:
        return ink
    big = (stats[:, cv2.CC_STAT_HEIGHT] >= 9) | (stats[:, cv2.CC_STAT_WIDTH] >= 9)
    big[0] = False
    near = cv2.dilate(big[labels].astype(np.uint8), np.ones((19, 25), np.uint8))
    x, y = centres[:, 0].astype(int), centres[:, 1].astype(int)
    kept = big | ((stats[:, cv2.CC_STAT_AREA] >= 4) & (near[y, x] > 0))
    kept[0] = False
    return image(kept[labels] * 255)


def letter_height(letters: Image) -> float:
    """The usual height of a letter on the page, in pixels."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(letters, connectivity=8)
    heights = [h for _, _, w, h, _ in stats[1:] if 8 <= h <= 50 and 3 <= w <= 60]
    return float(np.median(heights)) if len(heights) > 20 else 16.0
