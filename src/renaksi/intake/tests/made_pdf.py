"""Writes small PDF files by hand: letters, rules, fills and drawings at given places; and made tables cut into pages."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from renaksi.intake.tests.made_tables import Sheet, Spot

WIDE, HIGH = 900.0, 560.0
TOP, LEFT, LINE, SIZE = 40.0, 30.0, 10.0, 7.0
_FONTS = {"F1": "Helvetica", "F2": "ZapfDingbats", "F3": "Wingdings"}


@dataclass(slots=True)
class Leaf:
    """One page; places are in points from its upper left corner."""

    wide: float = WIDE
    high: float = HIGH
    rotate: int = 0
    ops: list[str] = field(default_factory=list)
    has_picture: bool = False

    def text(
        self, x: float, y: float, text: str, *, size: float = SIZE, font: str = "F1", turned: bool = False
    ) -> None:
        """Write a text whose base line begins there; ``turned`` = upward, from bottom to top."""
        raw = text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)").decode("cp1252")
        matrix = "0 1 -1 0" if turned else "1 0 0 1"
        self.ops.append(f"BT /{font} {size} Tf {matrix} {x:.2f} {self.high - y:.2f} Tm ({raw}) Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a rule."""
        self.ops.append(f"0.5 w {x0:.2f} {self.high - y0:.2f} m {x1:.2f} {self.high - y1:.2f} l S")

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: str = "1 0.8 0") -> None:
        """Fill an area."""
        box = f"{x0:.2f} {self.high - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f}"
        self.ops.append(f"q {colour} rg {box} re f Q")

    def tick(self, x: float, y: float) -> None:
        """Draw a tick by two slanted strokes around a point."""
        points = ((x - 3, y), (x - 1, y + 3), (x + 3, y - 3))
        (first, *rest) = [f"{left:.2f} {self.high - top:.2f}" for left, top in points]
        self.ops.append(f"1 w {first} m {' '.join(f'{point} l' for point in rest)} S")

    def picture(self) -> None:
        """Cover the page with a picture, as a scan does."""
        self.has_picture = True
        self.ops.append(f"q {self.wide} 0 0 {self.high} 0 0 cm /Im Do Q")


def pdf_of(leaves: Sequence[Leaf]) -> bytes:
    """The pages as a file."""
    fonts = " ".join(f"/{key} {place} 0 R" for place, key in enumerate(_FONTS, 3))
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    bodies += [
        f"<</Type/Font/Subtype/Type1/BaseFont/{name}{'' if key == 'F2' else '/Encoding/WinAnsiEncoding'}>>"
        for key, name in _FONTS.items()
    ]
    bodies.append(
        _stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "\x80")
    )
    kids = []
    for leaf in leaves:
        bodies.append(_stream("", "\n".join(leaf.ops)))
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {leaf.wide} {leaf.high}]/Rotate {leaf.rotate}/Contents {len(bodies)} 0 R"
            f"/Resources<</Font<<{fonts}>>/XObject<</Im 6 0 R>>>>>>"
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return _file(bodies)


def _stream(entries: str, content: str) -> str:
    return f"<<{entries}/Length {len(content.encode('cp1252', 'replace'))}>>\nstream\n{content}\nendstream"


def _file(bodies: Sequence[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252", "replace")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + tail.encode()


@dataclass(frozen=True, slots=True)
class Cut:
    """How a table is cut into pages: lines to a page, the heading again on each, the page's end with or without a rule.

    ``upright``, ``level`` = whether such rules are drawn; without level ones an empty line parts the rows.
    """

    lines: int = 40
    heading_again: bool = True
    closed: bool = True
    first: int = 0
    headings: int = 2
    upright: bool = True
    level: bool = True


def leaves_of(sheet: Sheet, cut: Cut, mark: str = "tick") -> list[Leaf]:
    """A made table as pages: one endless strip of lines of text, cut where a page is full, in the middle of rows and cells."""
    return _Strip(sheet, cut, mark).leaves()


class _Strip:
    """The table laid out as one strip, every row so many lines high."""

    def __init__(self, sheet: Sheet, cut: Cut, mark: str) -> None:
        self.sheet, self.cut, self.mark = sheet, cut, mark
        months = sheet.width - 12
        self.widths = [24.0, *[(WIDE - 2 * LEFT - 24 - 12 * 17) / (months - 1)] * (months - 1), *[17.0] * 12]
        self.xs = [LEFT + sum(self.widths[:place]) for place in range(sheet.width + 1)]
        self.lines = {id(spot): self._wrapped(spot) for row in sheet.rows for spot in row}
        self.heights = self._heights()
        self.ys = [sum(self.heights[:row]) for row in range(len(sheet.rows) + 1)]

    def _wrapped(self, spot: Spot) -> list[str]:
        wide = self.xs[spot.column + spot.across] - self.xs[spot.column]
        return textwrap.wrap(spot.text, max(int(wide / (SIZE * 0.56)), 2)) if spot.text else []

    def _heights(self) -> list[int]:
        heights = [1] * len(self.sheet.rows)
        for row, spots in enumerate(self.sheet.rows):
            for spot in spots:
                last = row + spot.down - 1
                heights[last] += max(len(self.lines[id(spot)]) - sum(heights[row : last + 1]), 0)
        parted = 0 if self.cut.level else 1
        return [*heights[: self.cut.headings], *(height + parted for height in heights[self.cut.headings :])]

    def leaves(self) -> list[Leaf]:
        head = self.ys[self.cut.headings]
        found, start, first = [], head, True
        while start < self.ys[-1]:
            shown = head if first or self.cut.heading_again else 0
            room = max((self.cut.first if first and self.cut.first else self.cut.lines) - shown, 4)
            leaf = Leaf()
            if shown:
                self._part(leaf, 0, head, TOP)
            end = min(start + room, self.ys[-1])
            self._part(leaf, start, end, TOP + shown * LINE)
            found.append(leaf)
            start, first = end, False
        return found

    def _part(self, leaf: Leaf, start: int, end: int, top: float) -> None:
        """Draw the strip's lines from ``start`` to before ``end``."""
        at = {place: top + (place - start) * LINE for place in range(start, end + 1)}
        for row, spots in enumerate(self.sheet.rows):
            taken: set[int] = set()
            for spot in spots:
                taken |= set(range(spot.column, spot.column + spot.across))
                self._cell(leaf, spot, row, (start, end), at)
            free = set(range(self.sheet.width)) - taken - self._covered(row)
            for column in free:
                self._cell(leaf, Spot(column), row, (start, end), at)

    def _covered(self, row: int) -> set[int]:
        return {
            column
            for above in range(row)
            for spot in self.sheet.rows[above]
            if above + spot.down > row
            for column in range(spot.column, spot.column + spot.across)
        }

    def _cell(self, leaf: Leaf, spot: Spot, row: int, span: tuple[int, int], at: dict[int, float]) -> None:
        first, last = self.ys[row], self.ys[row + spot.down]
        start, end = max(first, span[0]), min(last, span[1])
        if start >= end:
            return
        left, right, top, bottom = self.xs[spot.column], self.xs[spot.column + spot.across], at[start], at[end]
        if self.cut.upright:
            leaf.line(left, top, left, bottom)
            leaf.line(right, top, right, bottom)
        if self.cut.level and (start == first or self.cut.closed):
            leaf.line(left, top, right, top)
        if self.cut.level and (end == last or self.cut.closed):
            leaf.line(left, bottom, right, bottom)
        for place, text in enumerate(self.lines[id(spot)] if spot.text else [], first):
            if start <= place < end:
                leaf.text(left + 2, at[place] + 7.5, text)
        if spot.mark:
            self._mark(leaf, (left, top, right, bottom), whole=start == first)

    def _mark(self, leaf: Leaf, box: tuple[float, float, float, float], *, whole: bool) -> None:
        left, top, right, bottom = box
        if self.mark == "fill":
            leaf.fill(left, top, right, bottom)
        elif whole and self.mark == "tick":
            leaf.tick((left + right) / 2, top + 5)
        elif whole and self.mark == "bar":
            leaf.fill(left, top + 2.5, right, top + 7.5)
        elif whole:
            font = {"3": "F2", "4": "F2", "ü": "F3"}.get(self.mark, "F1")
            leaf.text((left + right) / 2 - 3, top + 7.5, self.mark, font=font)
