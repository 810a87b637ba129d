"""Pictures and shapes in a paragraph: how wide they are and how far from their cell's left edge they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renaksi.intake.readers.docx.xml import number
from renaksi.intake.readers.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_EMU_TO_TWIP = 635
_POINT_TO_TWIP = 20
_STYLED = re.compile(r"(?:^|;)\s*(margin-left|width)\s*:\s*(-?[\d.]+)(pt|in|cm|mm|px)?", re.IGNORECASE)
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "px": 15.0, "": 0.05}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture or shape, in twentieths of a point. ``left`` is None where it stands in the line of text like a letter."""

    width: int = 0
    left: int | None = None


def drawing_of(element: _Element) -> Drawing:
    """The place of a ``w:drawing`` (inline or anchored), or of a ``w:pict`` of the older kind."""
    if local(element) == "drawing":
        return _drawn(element)
    for shape in element.iter():
        style = shape.get("style") if isinstance(shape.tag, str) else None
        if style:
            return _styled(style)
    return Drawing()


def _drawn(element: _Element) -> Drawing:
    width, left, anchored = 0, 0, False
    for each in element.iter():
        kind = local(each)
        if kind == "extent" and not width:
            width = number(each.get("cx", "0")) // _EMU_TO_TWIP
        elif kind == "anchor":
            anchored = True
        elif kind == "positionH" and each.get("relativeFrom") in ("column", "character", None):
            left = next((number(at.text or "0") // _EMU_TO_TWIP for at in each if local(at) == "posOffset"), 0)
    return Drawing(width, left if anchored else None)


def _styled(style: str) -> Drawing:
    found = {name.lower(): float(size) * _TWIPS[unit.lower()] for name, size, unit in _STYLED.findall(style)}
    anchored = "absolute" in style.lower()
    return Drawing(int(found.get("width", 0)), int(found.get("margin-left", 0)) if anchored else None)
