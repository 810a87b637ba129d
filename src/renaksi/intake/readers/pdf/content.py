"""From a pdfium page to what stands on it. All of pdfium's calls are here and in :mod:`.document`."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from renaksi.intake.readers.pdf.shapes import Box, Fill, Letter, PageContent, Rule
from renaksi.kernel.refusal import Refused

MAX_LETTERS = 60_000
MAX_OBJECTS = 60_000
MAX_SEGMENTS = 200
"""A drawing of more segments than this is no rule and no tick, but a picture (a coat of arms, a map)."""
MAX_DASHES = 4_000
"""A dashed rule is one drawing with a segment or two for each dash."""
_DEEPEST = 6
_THIN = 3.0
"""A filled area thinner than this is a rule."""
_SHORTEST = 2.0
_DOT_STEP = 4.5
_FEW_DOTS = 4
_ASLANT, _HUGE = 0.1, 48.0
_STRAIGHT = 0.6
_INVISIBLE = 3
_SOFT_HYPHENS = frozenset("\u00ad\u0002")

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_PLAIN: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def content_of(page: Any, number: int) -> PageContent:
    """Everything on a page of pypdfium2, turned so that most of its letters stand upright.

    Refused (``intake.too_large``): more on it than on any decree's page.
    """
    rotation = page.get_rotation() // 90 % 4
    found = _content(page, number, rotation)
    turns = Counter(letter.turn for letter in found.letters)
    turn = max(turns, key=lambda each: turns[each], default=0)
    if not turn:
        return found
    found = _content(page, number, (rotation - turn) % 4)
    found.turn = turn
    return found


def _content(page: Any, number: int, turned: int) -> PageContent:
    """What stands on a page shown with so many quarter turns."""
    import pypdfium2.raw as pdf  # type: ignore[import-untyped]  # ships no types; only for a PDF: half the start-up time

    left, bottom, right, top = page.get_bbox()
    wide, high = (right - left, top - bottom) if turned % 2 == 0 else (top - bottom, right - left)
    found = PageContent(number, wide, high)
    place = _placer(turned, left, bottom, right, top)
    _Drawings(pdf, found, place).read(page)
    _letters(pdf, page, found, place, turned)
    return found


def _placer(turned: int, left: float, bottom: float, right: float, top: float) -> Callable[[float, float], _Point]:
    """Turns a point of the page's own space (y up, not rotated) into one as seen (y down)."""
    return (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )[turned]


def _too_large(number: int) -> Refused:
    return Refused(
        f"Halaman {number} berkas ini memuat terlalu banyak isi untuk sebuah keputusan. Periksa berkas yang Anda unggah.",
        code="intake.too_large",
    )


def _letters(pdf: Any, page: Any, found: PageContent, place: Callable[[float, float], _Point], turned: int) -> None:
    text = pdf.FPDFText_LoadPage(page)
    if not text:
        return
    try:
        count = pdf.FPDFText_CountChars(text)
        if count > MAX_LETTERS:
            raise _too_large(found.number)
        _Writing(pdf, text, found, place, turned).read(count)
    finally:
        pdf.FPDFText_ClosePage(text)


class _Writing:
    """Reads the letters of one page in the order they were written."""

    def __init__(
        self, pdf: Any, text: Any, found: PageContent, place: Callable[[float, float], _Point], turned: int
    ) -> None:
        self._pdf, self._text, self._found, self._place, self._turned = pdf, text, found, place, turned
        self._loose = pdf.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = pdf.FS_MATRIX()
        self._styles: dict[int, _Style] = {}
        self._seen: set[tuple[str, int, int]] = set()
        self._last: Box | None = None

    def read(self, count: int) -> None:
        """Add all letters to the page; spaces only part them."""
        pdf, text = self._pdf, self._text
        spaced = False
        for index in range(count):
            code = pdf.FPDFText_GetUnicode(text, index)
            sign = chr(code) if code else "\ufffd"
            if sign.isspace() or sign == "\u200b":
                spaced = spaced or pdf.FPDFText_IsGenerated(text, index) != 1
                continue
            if pdf.FPDFText_IsGenerated(text, index) == 1:
                continue
            if self._take(index, sign, spaced=spaced):
                spaced = False

    def _take(self, index: int, sign: str, *, spaced: bool) -> bool:
        pdf, text, found = self._pdf, self._text, self._found
        style = self._style(index)
        if style.is_hidden:
            found.hidden += 1
            return False
        box = self._box(index)
        if not -1 <= box.middle[0] <= found.width + 1 or not -1 <= box.middle[1] <= found.height + 1:
            return False
        place = (sign, round(box.left * 1.5), round(box.top * 1.5))
        if place in self._seen and box != self._last:
            return False  # written twice to look bold; letters of one box are a ligature's
        self._seen.add(place)
        self._last = box
        if sign == "\ufffd" or pdf.FPDFText_HasUnicodeMapError(text, index) == 1:
            found.unmapped += 1
        if sign in _SOFT_HYPHENS:
            sign = "-"  # what is printed is a hyphen, whatever the file calls it
        elif style.is_symbol and "!" <= sign <= "\u00ff":
            sign = chr(0xF000 + ord(sign))  # as word processors write it: U+F0FC for the tick
        quarters = max(pdf.FPDFText_GetCharAngle(text, index), 0.0) / (math.pi / 2)
        if abs(quarters - round(quarters)) > _ASLANT or style.size > _HUGE:
            return False  # a watermark across the page
        turn = (round(quarters) + self._turned) % 4
        pdf.FPDFText_GetCharOrigin(text, index, self._x, self._y)
        origin = self._place(self._x.value, self._y.value)
        found.letters.append(Letter(sign, box, origin[1 - turn % 2], style.size, turn, spaced))
        return True

    def _box(self, index: int) -> Box:
        loose = self._loose
        self._pdf.FPDFText_GetLooseCharBox(self._text, index, loose)
        return _boxed((self._place(loose.left, loose.top), self._place(loose.right, loose.bottom)))

    def _style(self, index: int) -> _Style:
        """How the piece of text a letter belongs to is set; looked up once a piece."""
        pdf = self._pdf
        owner = pdf.FPDFText_GetTextObject(self._text, index)
        key = (ctypes.cast(owner, ctypes.c_void_p).value or 0) if owner else 0
        if key not in self._styles:
            name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
            pdf.FPDFText_GetFontInfo(self._text, index, name, 128, flags)
            pdf.FPDFText_GetMatrix(self._text, index, self._matrix)
            scale = math.hypot(self._matrix.c, self._matrix.d) or 1.0
            hidden = bool(owner) and pdf.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE
            size = pdf.FPDFText_GetFontSize(self._text, index) * scale
            self._styles[key] = _Style(size or 10.0, hidden, b"wingdings" in name.value.lower())
        return self._styles[key]


@dataclass(frozen=True, slots=True)
class _Style:
    """How a piece of text is set: the size as seen, whether it is invisible, whether its font holds signs for letters."""

    size: float
    is_hidden: bool
    is_symbol: bool


def _boxed(points: tuple[_Point, ...] | list[_Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


class _Drawings:
    """Reads the drawn objects of one page: rules, fills, marks, pictures; groups are gone into."""

    def __init__(self, pdf: Any, found: PageContent, place: Callable[[float, float], _Point]) -> None:
        self._pdf, self._found, self._place = pdf, found, place
        self._left = MAX_OBJECTS
        self._dots: list[_Point] = []

    def read(self, page: Any) -> None:
        """Add all drawn objects to the page."""
        pdf = self._pdf
        objects = (pdf.FPDFPage_GetObject(page, index) for index in range(pdf.FPDFPage_CountObjects(page)))
        self._all(objects, _PLAIN, 0)
        self._found.across += [Rule(*run) for run in dotted((y, x) for x, y in self._dots)]
        self._found.down += [Rule(*run) for run in dotted(self._dots)]

    def _all(self, objects: Iterator[Any], outer: _Matrix, depth: int) -> None:
        pdf = self._pdf
        for each in objects:
            self._left -= 1
            if self._left < 0:
                raise _too_large(self._found.number)
            kind = pdf.FPDFPageObj_GetType(each)
            if kind == pdf.FPDF_PAGEOBJ_PATH:
                self._path(each, outer)
            elif kind == pdf.FPDF_PAGEOBJ_IMAGE:
                self._found.images.append(self._image(each, outer))
            elif kind == pdf.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = (pdf.FPDFFormObj_GetObject(each, index) for index in range(pdf.FPDFFormObj_CountObjects(each)))
                self._all(inner, _times(self._matrix(each), outer), depth + 1)

    def _matrix(self, each: Any) -> _Matrix:
        matrix = self._pdf.FS_MATRIX()
        if not self._pdf.FPDFPageObj_GetMatrix(each, matrix):
            return _PLAIN
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _image(self, each: Any, outer: _Matrix) -> Box:
        matrix = _times(self._matrix(each), outer)
        return _boxed([self._place(*_moved(matrix, *corner)) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))])

    def _path(self, each: Any, outer: _Matrix) -> None:
        pdf = self._pdf
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdf.FPDFPath_GetDrawMode(each, mode, stroked)
        filled_with = self._colour(pdf.FPDFPageObj_GetFillColor, each) if mode.value else ""
        stroked_with = self._colour(pdf.FPDFPageObj_GetStrokeColor, each) if stroked.value else ""
        if not filled_with and not stroked_with:
            return
        count = pdf.FPDFPath_CountSegments(each)
        self._found.drawn += 1
        if count < 2 or (count > MAX_SEGMENTS and not (count <= MAX_DASHES and self._is_thin(each))):
            return
        parts = self._parts(each, count, _times(self._matrix(each), outer))
        if filled_with:
            self._filled(parts, filled_with)
        if stroked_with and stroked_with != "FFFFFF":
            self._stroked(parts)

    def _is_thin(self, each: Any) -> bool:
        """Whether a path runs along one line, as the dashes of a rule do."""
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not self._pdf.FPDFPageObj_GetBounds(each, left, bottom, right, top):
            return False
        return min(right.value - left.value, top.value - bottom.value) <= _THIN

    def _colour(self, getter: Any, each: Any) -> str:
        """``RRGGBB`` as it looks on white paper; "" where nothing is seen."""
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not getter(each, red, green, blue, alpha) or alpha.value < 16:
            return ""
        share = alpha.value / 255
        return "".join(f"{round(each.value * share + 255 * (1 - share)):02X}" for each in (red, green, blue))

    def _parts(self, each: Any, count: int, matrix: _Matrix) -> list[tuple[list[_Point], bool]]:
        """The path's runs of points, each with whether it is bent."""
        pdf = self._pdf
        x, y = ctypes.c_float(), ctypes.c_float()
        runs: list[tuple[list[_Point], bool]] = []
        for index in range(count):
            segment = pdf.FPDFPath_GetPathSegment(each, index)
            pdf.FPDFPathSegment_GetPoint(segment, x, y)
            point = self._place(*_moved(matrix, x.value, y.value))
            kind = pdf.FPDFPathSegment_GetType(segment)
            if kind == pdf.FPDF_SEGMENT_MOVETO or not runs:
                runs.append(([point], False))
            else:
                points, bent = runs[-1]
                points.append(point)
                runs[-1] = (points, bent or kind == pdf.FPDF_SEGMENT_BEZIERTO)
            if pdf.FPDFPathSegment_GetClose(segment) and runs[-1][0][0] != point:
                runs[-1][0].append(runs[-1][0][0])
        return [run for run in runs if len(run[0]) > 1]

    def _filled(self, parts: list[tuple[list[_Point], bool]], colour: str) -> None:
        for points, bent in parts:
            box = _boxed(points)
            if bent or not _is_upright(points):
                self._mark(box, colour)
            elif max(box.width, box.height) <= _THIN:
                if colour != "FFFFFF":
                    self._dots.append(box.middle)
            elif box.height <= _THIN:
                self._rule(box, colour, across=True)
            elif box.width <= _THIN:
                self._rule(box, colour, across=False)
            else:
                self._found.fills.append(Fill(box, colour))

    def _rule(self, box: Box, colour: str, *, across: bool) -> None:
        if colour == "FFFFFF":
            return
        if across:
            self._found.across.append(Rule(box.middle[1], box.left, box.right))
        else:
            self._found.down.append(Rule(box.middle[0], box.top, box.bottom))

    def _mark(self, box: Box, colour: str) -> None:
        if colour != "FFFFFF" and max(box.width, box.height) >= _SHORTEST:
            self._found.marks.append(box)

    def _stroked(self, parts: list[tuple[list[_Point], bool]]) -> None:
        for points, bent in parts:
            if bent or not _is_upright(points):
                self._mark(_boxed(points), "")
                continue
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(y1 - y0) <= _STRAIGHT < abs(x1 - x0):
                    self._found.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x1 - x0) <= _STRAIGHT < abs(y1 - y0):
                    self._found.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def dotted(dots: Iterable[_Point]) -> list[tuple[float, float, float]]:
    """(place, start, end) of the dotted lines that dots make; each dot is (place, how far along it)."""
    lines: dict[int, list[_Point]] = {}
    for place, along in dots:
        lines.setdefault(round(place * 2), []).append((along, place))
    runs = []
    for line in lines.values():
        line.sort()
        first = 0
        for index in range(1, len(line) + 1):
            if index < len(line) and line[index][0] - line[index - 1][0] <= _DOT_STEP:
                continue
            if index - first >= _FEW_DOTS:
                runs.append((line[first][1], line[first][0], line[index - 1][0]))
            first = index
    return runs


def _is_upright(points: list[_Point]) -> bool:
    """Whether a run of points goes only along the page's sides."""
    return all(abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT for (x0, y0), (x1, y1) in pairwise(points))


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    x, y, z, w, u, v = outer
    return (
        a * x + b * z,
        a * y + b * w,
        c * x + d * z,
        c * y + d * w,
        e * x + f * z + u,
        e * y + f * w + v,
    )


def _moved(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
