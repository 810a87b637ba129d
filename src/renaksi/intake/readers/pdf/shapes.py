"""What stands on a PDF page, in points from its upper left corner as a person sees it: letters, rules, filled areas, marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies in it."""
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack

    def shared(self, other: Box) -> float:
        """The area both cover."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0

    @property
    def area(self) -> float:
        """Its area in square points."""
        return max(self.width, 0.0) * max(self.height, 0.0)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them (at least one)."""
    found = list(boxes)
    return Box(
        min(box.left for box in found),
        min(box.top for box in found),
        max(box.right for box in found),
        max(box.bottom for box in found),
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """One sign of the text. ``turn`` = the quarter turns, clockwise, its line is turned by; ``size`` its font's size in points.

    ``base`` is how far down its base line runs. ``after_space`` = a space was written between the letter before it and this one.
    """

    sign: str
    box: Box
    base: float
    size: float
    turn: int = 0
    after_space: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of a table: at ``place`` (y of a horizontal, x of a vertical one), from ``start`` to ``end``."""

    place: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area and its colour, ``RRGGBB``; later ones lie on top."""

    box: Box
    colour: str


@dataclass(slots=True)
class PageContent:
    """All that a page shows. ``marks`` are small drawings that are no rules (ticks, arrows); ``images`` the pictures' places.

    ``unmapped`` counts letters whose meaning the file does not tell; ``hidden`` those written invisibly over a picture; ``drawn``
    the paths. ``turn`` = the quarter turns, clockwise, by which the file shows the page otherwise than it is read.
    """

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    unmapped: int = 0
    hidden: int = 0
    drawn: int = 0
    turn: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all stands on it."""
        return not (self.letters or self.images or self.drawn or self.hidden)

    @property
    def is_picture(self) -> bool:
        """Whether its text is a picture: a scan, with or without the text a machine read laid under it; letters as outlines."""
        readable = len(self.letters) - self.unmapped
        covered = sum(image.shared(Box(0, 0, self.width, self.height)) for image in self.images)
        if covered > 0.4 * self.width * self.height and readable < FEW_LETTERS:
            return True
        if readable < FEW_LETTERS:
            return self.hidden >= FEW_LETTERS or self.unmapped > readable + FEW_LETTERS or self.drawn > MANY_STROKES
        return False


FEW_LETTERS = 50
"""A page with fewer letters than these and a picture on it is a picture."""
MANY_STROKES = 1200
"""Text turned into outlines draws more strokes than any table of an empty page."""
