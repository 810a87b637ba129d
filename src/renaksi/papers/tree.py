"""The Paper tree: what a printed document says and how it is set, in small values that know no file format.

A paper is a row of sections (each its own sheet size, orientation and worksheet); a section is a row of blocks. Every writer in
this package takes the same tree, so a new document is written once and handed out in every format. Texts are plain: a line feed
is a line break, nothing in them is ever read as markup, formula or XML. Lengths are millimetres unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

TICK = "√"
_SVG_SIZE = re.compile(r'<svg[^>]*?\swidth="(?P<width>[\d.]+)"[^>]*?\sheight="(?P<height>[\d.]+)"')


class Align(StrEnum):
    """How lines stand between their edges."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Side(StrEnum):
    """Which half of the type area a block keeps to."""

    FULL = "full"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's size, upright."""

    width: float
    height: float


F4 = Sheet(215, 330)
A4 = Sheet(210, 297)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``before`` = empty space above it, in lines; ``keep`` = stays on the page of what follows."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    side: Side = Side.FULL
    before: float = 0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that shows in the outline of the file. ``level`` is 1 (highest) to 3."""

    text: str
    level: int = 1
    align: Align = Align.LEFT
    bold: bool = True
    before: float = 1


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office's name above everything, line by line; ``address`` and a rule below it only where the form has one."""

    lines: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a clause: its mark ("a.", "1.", or "" for a clause of one text) and its words."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """``label : text`` with a hanging indent, as in Menimbang, Mengingat, KESATU."""

    label: str
    points: tuple[Point, ...]
    before: float = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table and how its body cells stand. Widths are shares of the type area where they do not fit it."""

    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``align`` None = as its column; ``tick`` = it holds a tick mark and no other text.

    ``number`` is the number its text writes ("1.234", "66,67 %"): a spreadsheet holds that, and can reckon with it; ``day``
    likewise the day its text writes.
    """

    text: str = ""
    colspan: int = 1
    rowspan: int = 1
    bold: bool = False
    align: Align | None = None
    tick: bool = False
    number: Decimal | None = None
    day: date | None = None

    @property
    def shown(self) -> str:
        """What stands in the cell: its text, or the tick mark."""
        return TICK if self.tick else self.text


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. ``head`` rows repeat on every page; a row leaves out the places that spans of earlier cells cover.

    ``size`` is the type size in points. Raises ValueError where the cells do not fill the grid exactly.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...] = ()
    body: tuple[Row, ...] = ()
    size: float = 9
    before: float = 0.7

    def __post_init__(self) -> None:
        for rows in (self.head, self.body):
            for _ in placed(rows, len(self.columns)):
                pass


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines above (place and date), the office with its comma, a mark, the name, lines below.

    ``mark`` is "ttd." on what is signed elsewhere; empty = room to sign.
    """

    above: tuple[str, ...]
    title: str
    name: str
    mark: str = ""
    below: tuple[str, ...] = ()
    side: Side = Side.RIGHT
    before: float = 1.5


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG text, as wide as said or as the type area allows, in the middle, with a caption below.

    ``alt`` tells what it shows to whoever cannot see it, and stands for it in plain text.
    """

    svg: str
    width: float
    alt: str
    caption: str = ""
    before: float = 1

    @property
    def proportion(self) -> float:
        """Height by width. Raises ValueError for what does not begin as an SVG with its size."""
        found = _SVG_SIZE.search(self.svg)
        if found is None:
            raise ValueError("the picture is no SVG with a width and a height")
        return float(found["height"]) / float(found["width"])


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | Heading | Letterhead | Clause | Table | Signature | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """A run of pages of one size, numbered from 1.

    ``name`` is its worksheet; ``margins`` = top, right, bottom, left; ``size`` = type size in points.
    """

    name: str
    blocks: tuple[Block, ...]
    sheet: Sheet = F4
    landscape: bool = False
    margins: tuple[float, float, float, float] = (25, 20, 25, 30)
    size: float = 12

    @property
    def width(self) -> float:
        """Width of the page as it lies."""
        return self.sheet.height if self.landscape else self.sheet.width

    @property
    def height(self) -> float:
        """Height of the page as it lies."""
        return self.sheet.width if self.landscape else self.sheet.height

    @property
    def measure(self) -> float:
        """Width of the type area."""
        return self.width - self.margins[1] - self.margins[3]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. ``mark`` (for instance "RANCANGAN") heads every page; ``language`` is an ISO 639-1 code.

    ``dated`` is the day the document bears, kept as the file's own date; a PDF without one cannot be archivable.
    """

    title: str
    sections: tuple[Section, ...]
    author: str = ""
    mark: str = ""
    dated: date | None = None
    language: str = "id"


def placed(rows: Sequence[Row], width: int) -> Iterator[tuple[int, int, Cell]]:
    """Every cell with its row and column in the grid of ``width`` columns; ValueError where they leave holes or overlap."""
    covered: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in covered:
                column += 1
            places = {(at + down, column + across) for down in range(cell.rowspan) for across in range(cell.colspan)}
            if places & covered or column + cell.colspan > width or at + cell.rowspan > len(rows):
                raise ValueError(f"cell {cell.shown!r} does not fit at row {at}, column {column}")
            covered |= places
            yield at, column, cell
            column += cell.colspan
    if len(covered) != len(rows) * width:
        raise ValueError("the table's cells leave holes in its grid")


def fitted(columns: Sequence[Column], measure: float) -> list[float]:
    """The columns' widths, made narrower in the same proportion where they would not fit into ``measure``."""
    total = sum(column.width for column in columns)
    factor = min(1.0, measure / total) if total else 1.0
    return [column.width * factor for column in columns]
