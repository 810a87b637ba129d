"""Where a plan was read from, asked of the floors above: the plan itself knows no files.

A row's ``source`` tells its lines and, of a file with pages, its places: ``page``, the page's ``size``, ``boxes`` by field as
shares of the page (left, top, right, bottom), ``pages`` of those that stand on another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from renaksi.plan.models import Indicator, Plan


@dataclass(frozen=True, slots=True)
class Source:
    """A file a plan was read from: its name, its text as lines, and where the picture of a page (and whether the file has it
    upside down) is found; None for a file without pages."""

    name: str
    lines: list[str]
    picture: Callable[[int, bool], str] | None = None


SOURCES: list[Callable[[Plan], Source | None]] = []
"""Each is asked for the plan's file until one knows it. Higher floors append theirs in AppConfig.ready."""

LONGEST_EXCERPT = 40  # a printed row that runs over more lines is shown by its beginning

SPOT_LABELS = {
    "indicator": "indikator keberhasilan",
    "months": "bulan pelaksanaan",
    "sub_activity": "sub kegiatan",
    "activity": "kegiatan",
    "area": "area perubahan",
    "note": "keterangan",
}
"""The cells of a row that can be shown on its page."""
OWN = "own"
_OWN = ("indicator", "months")
_LARGEST = 1600  # pixels of the longer side of a page's picture
_MARGIN = 0.004  # of the page: a cell is cut out with its rules


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell on its page, as shares of it, written for SVG."""

    name: str
    label: str
    x: str
    y: str
    width: str
    height: str

    @classmethod
    def of(cls, name: str, box: list[float]) -> Spot:
        """The spot of a box."""
        left, top, right, bottom = box
        places = (left, top, right - left, bottom - top)
        return cls(name, SPOT_LABELS.get(name, ""), *(f"{place:.4f}" for place in places))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page's picture: what of it is shown (``view``), in the page's own units; ``wide`` in pixels on the screen."""

    page: int
    picture: str
    view: str
    wide: int
    page_width: str
    page_height: str


@dataclass(frozen=True, slots=True)
class Cutting:
    """A cell of a row cut out of its page, under the table's heading where its months are shown."""

    name: str
    label: str
    page: int
    pieces: tuple[Piece, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines a row was read from, numbered from 1 as in the file; ``hit`` is the line its months stood on. Of a file with
    pages also the ``page``, its ``picture``'s address with the row's ``spots`` on it, and its indicator and months cut out."""

    name: str
    lines: list[tuple[int, str]]
    hit: int | None
    page: int | None = None
    picture: str = ""
    spots: tuple[Spot, ...] = ()
    cuttings: tuple[Cutting, ...] = ()


def excerpt_of(indicator: Indicator) -> Excerpt | None:
    """The excerpt for one row; None where it was typed or its file is not known."""
    line = indicator.source.get("line")
    first, last = indicator.source.get("lines") or (line, line)
    source = source_of(indicator.plan) if first else None
    if source is None:
        return None
    last = min(last, first + LONGEST_EXCERPT - 1)
    lines = list(enumerate(source.lines[first - 1 : last], first))
    page = indicator.source.get("page")
    if source.picture is None or page is None or not indicator.source.get("boxes"):
        return Excerpt(source.name, lines, line)
    turned, picture = indicator.source.get("turned", ()), source.picture
    cut = cuttings_of(indicator.source, lambda number: picture(number, number in turned), OWN)
    own = tuple(each for each in cut if each.name in _OWN)
    return Excerpt(source.name, lines, line, page, picture(page, page in turned), spots_of(indicator.source, page), own)


def source_of(plan: Plan) -> Source | None:
    """The file the plan was read from, if a floor above knows it."""
    return next(filter(None, (ask(plan) for ask in SOURCES)), None)


def spots_of(source: Mapping[str, Any], page: int) -> tuple[Spot, ...]:
    """The cells of a row that stand on a page."""
    boxes, others = source["boxes"], source.get("pages", {})
    here = [name for name in SPOT_LABELS if name in boxes and others.get(name, source["page"]) == page]
    return tuple(Spot.of(name, boxes[name]) for name in here)


def cuttings_of(source: Mapping[str, Any], picture: Callable[[int], str], now: str) -> tuple[Cutting, ...]:
    """Each cell of a row cut out of its page, and the row's own (indicator and months) as one; ``now`` = the one to show."""
    boxes = source["boxes"]
    own = [boxes[name] for name in _OWN if name in boxes]
    wanted = {OWN: _around(own)} if own else {}
    wanted |= {name: boxes[name] for name in SPOT_LABELS if name in boxes}
    shown = now if now in wanted else OWN
    labels = {OWN: "indikator dan bulan", **SPOT_LABELS}
    return tuple(
        Cutting(
            name,
            labels[name],
            source.get("pages", {}).get(name, source["page"]),
            tuple(_pieces(source, picture, name, box)),
            name == shown,
        )
        for name, box in wanted.items()
    )


def _pieces(source: Mapping[str, Any], picture: Callable[[int], str], name: str, box: list[float]) -> list[Piece]:
    boxes, pages = source["boxes"], {**dict.fromkeys(source["boxes"], source["page"]), **source.get("pages", {})}
    pieces = []
    if name in (OWN, "months") and "heading" in boxes:
        heading = boxes["heading"]
        pieces.append((pages["heading"], [box[0], heading[1], box[2], heading[3]]))
    here = pages.get(name, source["page"])
    pieces.append((here, box))
    if "rest" in boxes and name != "months" and here == source["page"]:
        rest = boxes["rest"]
        pieces.append((pages["rest"], [box[0], rest[1], box[2], rest[3]]))
    return [_piece(page, picture(page), each, source["size"]) for page, each in pieces]


def _piece(page: int, picture: str, box: list[float], size: list[float]) -> Piece:
    width, height = size
    left, right = (max(box[0] - _MARGIN, 0.0) * width, min(box[2] + _MARGIN, 1.0) * width)
    top, bottom = (max(box[1] - _MARGIN, 0.0) * height, min(box[3] + _MARGIN, 1.0) * height)
    wide = (right - left) / max(width, height) * _LARGEST
    view = f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}"
    return Piece(page, picture, view, round(wide), f"{width:g}", f"{height:g}")


def _around(boxes: list[list[float]]) -> list[float]:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return [min(lefts), min(tops), max(rights), max(bottoms)]
