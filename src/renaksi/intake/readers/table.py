"""What every reader gives: the file as lines of cells, with as much as the format knows of merging, shading and place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from math import inf

TICKS = frozenset("√✓✔☑☒✅●•■◼◾▪⬤⚫◉◆❖★✕✖✗✘🗸🗹\uf0fc\uf050\uf0d6\uf0fe")
"""Signs that are a tick wherever they stand alone in a cell."""
LETTER_TICKS = frozenset({"v", "V", "x", "X", "ü", "Ö", "*", "+"})
"""Letters and signs that stand for a tick, but only in a month's column."""

OPEN, CLOSED = -inf, inf
"""What a cell's own rules say at its page's end: it goes on overleaf, or it ends."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of one line. ``column`` is 0-based; a merged cell stands where it begins, with its spans.

    ``fill`` is the background colour (``RRGGBB``) where the format has one; "" otherwise. ``box`` = its place on its page, as
    shares (0..1) of width and height: left, top, right, bottom. ``is_marked`` = a tick drawn and not written (lines, pixels).
    ``confidence`` (0..1) tells how sure the reader is of the text: 1 where the format itself holds it. ``room`` = how many lines
    would still fit below its text where it ends its page (``OPEN``: it plainly goes on overleaf; ``CLOSED``: it plainly ends
    there); None where it does not, or where the format has no pages. ``maybe_torn`` = it cannot be told whether it goes on there.
    """

    column: int
    text: str = ""
    column_span: int = 1
    row_span: int = 1
    fill: str = ""
    box: tuple[float, float, float, float] | None = None
    is_marked: bool = False
    confidence: float = 1.0
    room: float | None = None
    maybe_torn: bool = False

    @property
    def is_tick(self) -> bool:
        """Whether the cell holds nothing but one or more tick signs, written or drawn."""
        if self.is_marked and not self.text:
            return True
        return bool(self.text) and all(sign in TICKS or sign.isspace() for sign in self.text)

    @property
    def may_tick(self) -> bool:
        """Whether the cell would be a tick if it stood in a month's column."""
        return self.is_tick or self.text in LETTER_TICKS


@dataclass(frozen=True, slots=True)
class Leaf:
    """The page a line stands on, as large as its boxes are shares of. ``is_turned`` = the file has it upside down."""

    width: float
    height: float
    is_turned: bool = False


@dataclass(frozen=True)
class Line:
    """One line of the file. ``number`` is its 1-based line (row of the sheet); ``in_table`` = a table's row, not running text.

    ``table`` = which of the file's tables it is in, where the format itself tells one from the next. ``leaf`` = its page's size,
    where its cells have boxes.
    """

    number: int
    cells: tuple[Cell, ...] = ()
    in_table: bool = False
    page: int | None = None
    sheet: str = ""
    table: int | None = None
    leaf: Leaf | None = None

    @cached_property
    def text(self) -> str:
        """All its texts, in order, parted by one space."""
        return " ".join(cell.text for cell in self.cells if cell.text)

    @cached_property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold a text, in order."""
        return tuple(cell for cell in self.cells if cell.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A whole file as lines. ``exact`` = the format itself says where each cell stands (a workbook): positions need no doubt.
    ``told`` = doubts that only the reader can have: (code, line, detail), of what the file holds and does not show.
    """

    lines: tuple[Line, ...]
    kind: str = "text"
    exact: bool = False
    told: tuple[tuple[str, int | None, str], ...] = ()


_TAG = re.compile(r"</?(?:i|b|u|p|em|strong|sup|sub|span|br|div|font|small|center)\b[^<>]{0,80}/?>", re.IGNORECASE)
_STARS = re.compile(r"(?<!\w)\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?!\w)|\*\*")
_FORMULA_TICK = re.compile(r"^\$?\\?(?:checkmark|surd|sqrt(?:\{\s*\})?|check)\$?$")
_BOXED_TICK = re.compile(r"^[\[(]\s*([√✓✔☑✗✘xXvV])\s*[\])]$")


def clean(text: str) -> str:
    """The text without HTML tags and Markdown asterisks, white space folded; words and their spelling stay as they are."""
    text = _STARS.sub("", _TAG.sub(" ", text)) if "<" in text or "*" in text else text
    if "&" in text:
        text = unescape(text)
    return " ".join(text.replace("\ufe0f", "").split())


def cell_text(text: str) -> str:
    """A cell's text, cleaned; the ways an engine writes a tick (``$\\checkmark$``, ``[√]``) become the one sign."""
    cleaned = clean(text)
    if len(cleaned) > 16:
        return cleaned
    boxed = _BOXED_TICK.match(cleaned)
    return "√" if boxed or _FORMULA_TICK.match(cleaned) else cleaned
