"""Numbers and letters that open the points of a list inside a cell: ``1.``, ``2)``, ``a.``, a bare ``3``; lists within lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_MARK = re.compile(r"(?<![\w/(.,%-])(?:(?P<digits>\d{1,2})|(?P<letter>[a-z]))(?P<sign>\.\)|\)\.?|\.)(?=\s|[A-Z(%\"“])")
_BARE = re.compile(r"(?<!\S)(\d{1,2})(?=\s+[A-Z%(\"“])")
_TWICE = re.compile(r"^(\d{1,2})[.)]?\s+(?=\1[.)]\s)")
_NUMBERED_LIST = re.compile(r"^(?P<number>\d{1,2}|[a-z])(?P<sign>[.)]{0,2})\s+(?=(?:1|a)[.)]\s)")
_LAST_LETTER = 10
_LEVELLED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+(?=[A-Z(\"“])")
"""A number that names the levels above it, too: ``2.3 Pengelolaan JDIH``."""
_ALONE = re.compile(r"^\(?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]|[A-Z]|[IVX]{1,4})\s*(?P<sign>[.)]{0,2})$")


@dataclass(frozen=True, slots=True)
class Item:
    """One point: its number as printed (without sign), the sign's style, its text with all that is nested in it."""

    number: str
    style: str
    text: str
    raw: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A cell's text as a list. ``lead`` stands before the first point; a group is a run of points, numbering anew in each.

    ``open_lists`` are the lists still running at the end, outermost first: (style, last number).
    """

    lead: str
    groups: tuple[tuple[Item, ...], ...]
    open_lists: tuple[tuple[str, int], ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All outermost points, in order."""
        return tuple(item for group in self.groups for item in group)

    @property
    def is_single(self) -> bool:
        """Whether the whole text is one numbered point."""
        return not self.lead and len(self.items) == 1


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    style: str
    value: int
    number: str


def number_alone(text: str) -> tuple[str, str] | None:
    """(number, style) where a cell holds nothing but a number or letter: ``"3"``, ``"1."``, ``"a)"``; None otherwise."""
    found = _ALONE.match(text)
    return (found["number"], style_of(found["number"], found["sign"])) if found else None


def style_of(number: str, sign: str) -> str:
    """A list's style: digits or letters, with their sign; two points of one list share it."""
    if "." in number:
        return ".".join("1" for _ in number.split("."))
    return ("a" if number.isalpha() else "1") + (sign or " ")


def value_of(number: str) -> int | None:
    """1 for ``"1"``, ``"2.1"`` and ``"a"``; None for what is no number."""
    last = number.rpartition(".")[2]
    if last.isdecimal():
        return int(last)
    return ord(number) - 96 if len(number) == 1 and "a" <= number <= "z" else None


_ROMAN = {
    roman: str(value) for value, roman in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)
}
_CAPITAL = re.compile(r"^(?P<number>[IVX]{1,4}|[A-H])[.)]\s+(?=\S)")


def area_number(number: str) -> str:
    """An area's number in digits: Roman numerals are turned, anything else stays."""
    return _ROMAN.get(number, number)


def split_capital(text: str) -> tuple[str, str]:
    """(number, text) where an area opens with a Roman numeral or a capital letter (which counts as no number)."""
    found = _CAPITAL.match(text)
    return (_ROMAN.get(found["number"], ""), text[found.end() :]) if found else ("", text)


def _marks(text: str, bare: bool) -> list[_Mark]:
    found = [
        _Mark(
            m.start(),
            m.end(),
            style_of(m["digits"] or m["letter"], m["sign"]),
            value_of(m["digits"] or m["letter"]) or 0,
            m["digits"] or m["letter"],
        )
        for m in _MARK.finditer(text)
    ]
    if bare and _BARE.match(text):
        taken = {mark.start for mark in found}
        found += [
            _Mark(m.start(), m.end(), "1 ", int(m[1]), m[1]) for m in _BARE.finditer(text) if m.start() not in taken
        ]
        found.sort(key=lambda mark: mark.start)
    return found


@lru_cache(maxsize=8192)
def outline(text: str, bare: bool = False) -> Outline:
    """The list a text holds, if any. ``bare`` allows numbers without a sign (``1 Laporan 2 Surat``) at the text's very start."""
    kept = _kept(text, _marks(text, bare))
    groups: list[list[Item]] = []
    tops = [(mark, restart) for mark, depth, restart in kept if depth == 0]
    for place, (mark, restart) in enumerate(tops):
        end = tops[place + 1][0].start if place + 1 < len(tops) else len(text)
        item = Item(mark.number, mark.style, text[mark.end : end].strip(), text[mark.start : end].strip())
        if restart or not groups:
            groups.append([])
        groups[-1].append(item)
    lead = text[: tops[0][0].start].strip() if tops else text
    return Outline(lead, tuple(map(tuple, groups)), _open(kept))


def _kept(text: str, marks: list[_Mark]) -> list[tuple[_Mark, int, bool]]:
    """The marks that truly number something: (mark, depth, whether a new group of its depth begins)."""
    kept: list[tuple[_Mark, int, bool]] = []
    stack: list[_Mark] = []
    for place, mark in enumerate(marks):
        between = text[kept[-1][0].end : mark.start].strip() if kept else text[: mark.start].strip()
        if kept and not between:
            continue  # a number printed twice ("1 1.")
        depth = _depth(text, marks, place, stack)
        if depth is not None:
            stack = [*stack[:depth], mark]
            kept.append((mark, depth, False))
        elif mark.value == 1 and not _opens_list(between, stack, mark):
            stack = stack[: _same_style(stack, mark)]
            kept.append((mark, len(stack), bool(kept)))
            stack.append(mark)
        elif mark.value == 1 or (mark.start == 0 and not stack and _may_open(mark)):
            kept.append((mark, len(stack), False))
            stack.append(mark)
    return kept


def _may_open(mark: _Mark) -> bool:
    """Whether a text may begin with this mark: any number, but only an early letter ("n) ke dalam SOP" is torn off a bracket)."""
    return mark.style.startswith("1") or mark.value <= _LAST_LETTER


def _opens_list(between: str, stack: list[_Mark], mark: _Mark) -> bool:
    """Whether a "1" opens a list inside the running point (rather than numbering anew beside it)."""
    return not stack or between.endswith(":") or all(known.style != mark.style for known in stack)


def _same_style(stack: list[_Mark], mark: _Mark) -> int:
    return next((depth for depth, known in enumerate(stack) if known.style == mark.style), len(stack))


def _depth(text: str, marks: list[_Mark], place: int, stack: list[_Mark]) -> int | None:
    """The depth of the list this mark goes on with: the innermost that expects it, unless the point has a list of its own."""
    mark = marks[place]
    fits = [depth for depth, known in enumerate(stack) if known.style == mark.style and mark.value == known.value + 1]
    if not fits and stack and mark.value == stack[-1].value + 1 and _same_hand(stack[-1].style, mark.style):
        return len(stack) - 1
    if not fits:
        return None
    following = marks[place + 1] if place + 1 < len(marks) else None
    heads_list = following and following.value == 1 and text[mark.end : following.start].rstrip().endswith(":")
    return fits[0] if heads_list else fits[-1]


def _same_hand(one: str, other: str) -> bool:
    """``1.)`` beside ``2.`` or ``2)``: one list, its sign written loosely."""
    return one[0] == other[0] and ".)" in (one[1:], other[1:])


def _open(kept: list[tuple[_Mark, int, bool]]) -> tuple[tuple[str, int], ...]:
    stack: list[_Mark] = []
    for mark, depth, _ in kept:
        stack = [*stack[:depth], mark]
    return tuple((mark.style, mark.value) for mark in stack)


def split_number(text: str, bare: bool = False) -> tuple[str, str, str]:
    """(number, style, text without it) where the text is one numbered point; ("", "", text) otherwise."""
    levelled = _LEVELLED.match(text)
    if levelled:
        return levelled["number"], style_of(levelled["number"], ""), text[levelled.end() :]
    headed = _NUMBERED_LIST.match(text)
    if headed and len(outline(rest := text[headed.end() :], bare).items) > 1:
        return headed["number"], style_of(headed["number"], headed["sign"]), rest
    text = _TWICE.sub("", text)
    found = outline(text, bare)
    if found.is_single and (item := found.items[0]).text:
        return item.number, item.style, item.text
    return "", "", text
