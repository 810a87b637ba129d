"""Running text in the order it is read: labels with what stands beside them, two blocks side by side one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from renaksi.intake.readers.pdf.sheet import Sheet
from renaksi.intake.readers.pdf.words import TextLine

_WIDE = 2.2
"""A gap of so many letters' sizes may part two blocks."""
_MARGIN = 0.12
_SAME_PLACE = 4.0
_NO_MARGIN = ("", 0)
_BULLET_OR_COLON = re.compile(r"^(?::|[a-z0-9]{1,2}[.)])", re.IGNORECASE)
_BESIDE = 3
_RIGHT_HALF = 0.42


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


def in_order(lines: Sequence[TextLine], width: float) -> list[TextLine]:
    """The lines of a page of this width, blocks that stand side by side (a signature, the copy's certificate) one by one."""
    found: list[TextLine] = []
    run = _SideBySide()
    for part in sorted((part for line in lines for part in _parts(line)), key=lambda one: one.box.bottom):
        if not run.takes(part, width):
            found += run.in_order()
            run = _SideBySide()
            if not run.takes(part, width):
                found.append(part)
    return found + run.in_order()


@dataclass(slots=True)
class _SideBySide:
    """Lines from the first that begins in the page's right half on, while none runs over that beginning."""

    right: list[TextLine] = field(default_factory=list)
    left: list[TextLine] = field(default_factory=list)

    def takes(self, line: TextLine, width: float) -> bool:
        """Take a line to its side; False where it belongs to neither."""
        box = line.box
        if box.left >= _RIGHT_HALF * width:
            self.right.append(line)
        elif self.right and box.right < min(each.box.left for each in self.right):
            self.left.append(line)
        else:
            return False
        return True

    def in_order(self) -> list[TextLine]:
        """The right block, then the left one: it began lower."""
        return self.right + self.left


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
