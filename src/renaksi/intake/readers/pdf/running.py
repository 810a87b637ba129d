"""Running text in the order it is read: labels with what stands beside them, two blocks side by side one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from renaksi.intake.readers.pdf.sheet import Sheet
from renaksi.intake.readers.pdf.words import TextLine

_WIDE = 2.2
"""A gap of so many letters' sizes may part two blocks."""
_MARGIN = 0.12
_SAME_PLACE = 4.0
_NO_MARGIN = ("", 0)
_LABEL = re.compile(r"^(?:[A-Za-z]+ ?){1,3}$|:$|^[a-z0-9]{1,2}[.)]$", re.IGNORECASE)
_BULLET_OR_COLON = re.compile(r"^(?::|[a-z0-9]{1,2}[.)])", re.IGNORECASE)
_BESIDE = 3


def without_furniture(sheets: Sequence[Sheet]) -> list[list[TextLine]]:
    """Each page's running lines without those that stand at the same place of most pages' margins (page numbers, footers)."""
    places: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        places.update({_margin_key(sheet, line) for line in sheet.lines})
    least = max(3, len(sheets) // 2)
    return [
        [line for line in sheet.lines if (key := _margin_key(sheet, line)) == _NO_MARGIN or places[key] < least]
        for sheet in sheets
    ]


def _margin_key(sheet: Sheet, line: TextLine) -> tuple[str, int]:
    """What a line in a margin says, numbers aside, and how far from the page's edge; ``_NO_MARGIN`` for any other line."""
    box = line.box
    top, bottom = box.bottom < _MARGIN * sheet.height, box.top > (1 - _MARGIN) * sheet.height
    if not top and not bottom:
        return _NO_MARGIN
    height = box.top if top else sheet.height - box.top
    return re.sub(r"\d+", "0", line.text), round(height / _SAME_PLACE)


def in_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with blocks that stand side by side (a signature, the certified copy's stamp) one after the other."""
    found: list[TextLine] = []
    beside: list[tuple[TextLine, ...]] = []
    for line in lines:
        parts = _parts(line)
        if len(parts) == 2 or (beside and _stays_beside(beside, line)):
            beside.append(parts)
            continue
        found += _one_by_one(beside)
        beside = []
        found.append(line)
    return found + _one_by_one(beside)


def _parts(line: TextLine) -> tuple[TextLine, ...]:
    """A line's pieces where a wide gap parts two texts; a label and what it labels are one."""
    words = line.words
    gaps = [(after.start - before.end, place) for place, (before, after) in enumerate(pairwise(words), 1)]
    wide, place = max(gaps, default=(0.0, 0))
    if wide < _WIDE * line.size:
        return (line,)
    left, right = TextLine(words[:place]), TextLine(words[place:])
    if _is_label(left, right):
        return (line,)
    return left, right


def _is_label(left: TextLine, right: TextLine) -> bool:
    if _BULLET_OR_COLON.match(right.text) or left.text.endswith(":"):
        return True
    return bool(re.fullmatch(r"[a-z0-9]{1,2}[.)]", left.text)) or (":" in left.text and len(left.words) <= _BESIDE + 1)


def _stays_beside(beside: list[tuple[TextLine, ...]], line: TextLine) -> bool:
    """Whether a whole line is one of two blocks' own: it keeps to one side of the gap, close below."""
    lines = [part for parts in beside for part in parts]
    edge = max((parts[1].box.left for parts in beside if len(parts) == 2), default=0.0)
    box, last = line.box, max(each.box.bottom for each in lines)
    close = box.top - last < 2.5 * line.size
    return close and (box.left >= edge - 4 or box.right < edge)


def _one_by_one(beside: list[tuple[TextLine, ...]]) -> list[TextLine]:
    edge = min((parts[1].box.left for parts in beside if len(parts) == 2), default=0.0)
    left = [part for parts in beside for part in parts if part.box.left < edge - 4]
    right = [part for parts in beside for part in parts if part.box.left >= edge - 4]
    if left and right and right[0].box.top < left[0].box.top:
        left, right = right, left
    return left + right
