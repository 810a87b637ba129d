"""Stamps and signatures over a page, where their colour tells them from the print: taken off before anything is read."""

from __future__ import annotations

import cv2
import numpy as np

from renaksi.intake.readers.scan.ink import Image, image

_COLOURED = 36  # spread of the channels of coloured ink
_PRINT = 75  # black print under a stamp stays darker than this in every channel
_THROUGH = 0.6  # of a stamp's brightness: print seen through it is darker
_BRIDGE = np.ones((13, 13), np.uint8)
_AREA, _BESIDE = np.ones((17, 17), np.uint8), np.ones((13, 13), np.uint8)  # a shade, wider than any stroke; its rim
_LARGE = 105  # pixels: half an inch; ticks and letters by pen are smaller
_SPARSE = 0.5  # of its box that a stamp covers at most; a shaded cell covers all of it


def stamps_of(colour: Image, ink: Image) -> Image:
    """255 where coloured ink lies that is part of something large and sparse. Ticks by a coloured pen are small, and stay; so
    does what is printed on a shade."""
    spread = image((_spread(colour) > _COLOURED) * 255)
    areas = cv2.dilate(cv2.morphologyEx(spread, cv2.MORPH_OPEN, _AREA), _BESIDE)
    bright = _brightest(colour)
    coloured = image(((spread > 0) & (areas == 0) & (bright > _PRINT) & (ink > 0)) * 255)
    found = np.zeros_like(ink)
    if cv2.countNonZero(coloured) < _LARGE:
        return found
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(coloured, cv2.MORPH_CLOSE, _BRIDGE))
    large = [
        part
        for part in range(1, count)
        if min(stats[part][2], stats[part][3]) > _LARGE and stats[part][4] < _SPARSE * stats[part][2] * stats[part][3]
    ]
    if large:
        found[np.isin(labels, large) & (coloured > 0)] = 255
        darkest = max(_PRINT, _THROUGH * float(np.median(bright[found > 0])))
        return image((cv2.dilate(found, np.ones((3, 3), np.uint8)) > 0) & (bright > darkest)) * np.uint8(255)
    return found


def _spread(colour: Image) -> Image:
    blue, green, red = cv2.split(colour)
    return image(cv2.subtract(_brightest(colour), cv2.min(cv2.min(blue, green), red)))


def _brightest(colour: Image) -> Image:
    blue, green, red = cv2.split(colour)
    return image(cv2.max(cv2.max(blue, green), red))


def whitened(gray: Image, over: Image) -> Image:
    """The page with what lies over it made as white as the paper around."""
    ground = cv2.dilate(gray, np.ones((15, 15), np.uint8))
    return image(np.where(over > 0, ground, gray))
