"""A sheet that does not lie flat: how its ruled lines bend, and the page with them made straight."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from renaksi.intake.readers.scan.ink import Image, image

Values = npt.NDArray[np.float64]
_LONG = 0.2  # of the page: a rule that shows how it bends
_FEWEST = 4  # rules that must agree
_EVERY = 8  # pixels between the places a rule is followed at
_DEGREE = 4
_BENT, _LARGEST = 3.0, 0.05  # pixels that need straightening; part of the page beyond which it is no bend
_NEAR = 1.5  # pixels that the rules may be off what is found, in the mean
_BORDER = 1.1  # of the rules' extent: beyond it the bend goes on as it is there


@dataclass(frozen=True, slots=True)
class Bend:
    """How far the page's rules along one way are off their straight places, as a smooth surface over the page."""

    weights: Values
    middle: tuple[float, float]
    reach: tuple[float, float]

    def at(self, along: Values, beside: Values) -> Values:
        """Pixels off at places: along the rules, and across them."""
        return np.asarray(_terms(along, beside, self.middle, self.reach) @ self.weights)


def straightened(pictures: tuple[Image, ...], across: Image, down: Image) -> tuple[Image, ...]:
    """The pictures of one page with the rules made straight; the same where they are."""
    rows, columns = bend_of(across), bend_of(image(down.T))
    if rows is None and columns is None:
        return pictures
    height, width = across.shape
    y, x = np.mgrid[0 : height + _EVERY : _EVERY, 0 : width + _EVERY : _EVERY].astype(np.float64)
    off_y = np.zeros_like(y) if rows is None else rows.at(x.ravel(), y.ravel()).reshape(y.shape)
    off_x = np.zeros_like(x) if columns is None else columns.at(y.ravel(), x.ravel()).reshape(x.shape)
    map_x, map_y = _full(x + off_x, across.shape), _full(y + off_y, across.shape)
    return tuple(
        image(cv2.remap(each, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)) for each in pictures
    )


def _full(places: Values, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    """Places known at every eighth pixel, at all of them."""
    height, width = shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / _EVERY
    return np.asarray(cv2.remap(places.astype(np.float32), x, y, cv2.INTER_LINEAR), np.float32)


def bend_of(rules: Image) -> Bend | None:
    """How the rules that run across bend; None where they are straight, or too few to tell."""
    followed = _followed(rules)
    if len(followed) < _FEWEST:
        return None
    along, beside = (np.concatenate([rule[way] for rule in followed]) for way in (0, 1))
    middle = (float(along.min() + along.max()) / 2, float(beside.min() + beside.max()) / 2)
    reach = (float(np.ptp(along)) / 2, max(float(np.ptp(beside)) / 2, 1.0))
    own = np.zeros((len(along), len(followed)))
    own[np.arange(len(along)), np.repeat(np.arange(len(followed)), [len(rule[0]) for rule in followed])] = 1
    terms = _terms(along, beside, middle, reach)
    found = np.linalg.lstsq(np.hstack([terms, own]), beside, rcond=None)[0]
    off = terms @ found[: terms.shape[1]]
    missed = float(np.abs(beside - np.hstack([terms, own]) @ found).mean())
    largest = float(np.abs(off).max())
    if largest < _BENT or largest > _LARGEST * max(rules.shape) or missed > _NEAR:
        return None
    return Bend(np.asarray(found[: terms.shape[1]]), middle, reach)


def _followed(rules: Image) -> list[tuple[Values, Values]]:
    """The long rules, each by the middles of its stroke: places along and across."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rules)
    found = []
    for rule in range(1, count):
        left, top, width, height = (int(value) for value in stats[rule][:4])
        if width < _LONG * rules.shape[1] or height > _LARGEST * rules.shape[1]:
            continue
        part = labels[top : top + height, left : left + width : _EVERY] == rule
        thick = part.sum(axis=0)
        seen = thick > 0
        middles = (part * np.arange(height)[:, None]).sum(axis=0)[seen] / thick[seen] + top
        found.append((np.arange(left, left + width, _EVERY)[seen].astype(np.float64), middles.astype(np.float64)))
    return found


def _terms(along: Values, beside: Values, middle: tuple[float, float], reach: tuple[float, float]) -> Values:
    """A curve along the rules (without its height) that changes evenly from one rule to the next."""
    u = np.clip((along - middle[0]) / reach[0], -_BORDER, _BORDER)
    v = np.clip((beside - middle[1]) / reach[1], -_BORDER, _BORDER)
    curve = np.polynomial.chebyshev.chebvander(u, _DEGREE)[:, 1:]
    return np.asarray(np.hstack([curve, curve * v[:, None]]))
