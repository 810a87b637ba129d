"""Automatic numbering made visible: the ``a.``, ``1)`` or tick that Word prints before a paragraph and keeps out of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from renaksi.intake.readers.docx.xml import children, number, under, value, w
from renaksi.intake.readers.signs import written

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
    (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, in what form it counts, the text around its number, the font of a bullet."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    font: str = ""
    restarts_after: int | None = None


@dataclass(slots=True)
class _List:
    """A list as the document uses it; numbers that share an ``abstract`` go on counting together."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the document's lists while its paragraphs are read top to bottom."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            abstracts = {value(each, "abstractNumId"): _levels(each) for each in children(root, "abstractNum")}
            for each in children(root, "num"):
                self._lists[value(each, "numId")] = _list(each, abstracts)

    def label(self, list_id: str, level: int) -> str:
        """What stands before the next paragraph of this list and level; "" where it is no list or has no number."""
        found = self._lists.get(list_id)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place, start in found.starts.items():
                counts[place] = start - 1
        own = found.levels.get(level, Level())
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            after = found.levels.get(deeper, Level()).restarts_after
            if after != 0 and (after is None or level < after):
                del counts[deeper]
        if own.form == "bullet":
            return written(own.text, own.font)
        return _PLACEHOLDER.sub(lambda match: _counted(found, counts, int(match[1]) - 1), own.text).strip()

    def is_bullet(self, list_id: str, level: int) -> bool:
        """Whether this level has a sign rather than a number."""
        found = self._lists.get(list_id)
        return found is not None and found.levels.get(level, Level()).form == "bullet"


def _counted(found: _List, counts: dict[int, int], place: int) -> str:
    level = found.levels.get(place, Level())
    return in_form(counts.get(place, level.start), level.form)


def in_form(count: int, form: str) -> str:
    """A number in the form a list counts in: digits, letters, Roman numerals."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    found = ""
    for size, letters in _ROMAN:
        while count >= size and len(found) < 20:
            found, count = found + letters, count - size
    return found


def _list(element: _Element, abstracts: dict[str, dict[int, Level]]) -> _List:
    abstract = value(under(element, "abstractNumId"))
    levels, starts = dict(abstracts.get(abstract, {})), {}
    for override in children(element, "lvlOverride"):
        place = number(value(override, "ilvl"), -1)
        own, start = under(override, "lvl"), under(override, "startOverride")
        if own is not None:
            levels[place] = _level(own)
        if start is not None:
            starts[place] = number(value(start), 1)
    return _List(abstract, levels, starts)


def _levels(element: _Element) -> dict[int, Level]:
    return {number(value(each, "ilvl"), -1): _level(each) for each in children(element, "lvl")}


def _level(element: _Element) -> Level:
    fonts = under(element, "rPr/rFonts")
    restart = under(element, "lvlRestart")
    return Level(
        number(value(under(element, "start")), 1),
        value(under(element, "numFmt"), default="decimal"),
        value(under(element, "lvlText")),
        "" if fonts is None else fonts.get(w("ascii"), "") or fonts.get(w("hAnsi"), ""),
        None if restart is None else number(value(restart)),
    )
