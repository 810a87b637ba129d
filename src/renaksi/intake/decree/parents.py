"""What stands above a row: the area, activity and sub-activity it belongs to, and when a text goes on with the one above."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from renaksi.catalogue.match import best, fragment, is_known, plain
from renaksi.intake.decree.enumeration import outline, value_of
from renaksi.intake.decree.levels import Snippet
from renaksi.intake.decree.parting import makes_whole
from renaksi.intake.decree.words import begins_low, ends_on_number, ends_open

_SAME = 90
_MISREAD = 80


@dataclass(slots=True, eq=False)
class Parent:
    """An area, activity or sub-activity as it is being read; its pieces are joined on every row under it.

    ``lost`` = its text is not in the file (a page is missing, or only its number is left). ``segments`` holds two or more
    sub-activities that stand run together in one cell; ``unclear`` = whether a piece belongs to it could not be told;
    ``torn`` = whether it goes on over a page's end could not.
    """

    level: str
    number: str = ""
    style: str = ""
    pieces: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    lost: str = ""
    rows: int = 0
    first_text: str = ""
    segments: tuple[str, ...] = ()
    bare: bool = False
    unclear: bool = False
    torn: bool = False

    @property
    def text(self) -> str:
        """The whole text, pieces joined."""
        return " ".join(self.pieces)

    def add(self, snippet: Snippet, line: int) -> None:
        """Go on with a further piece, printed number included."""
        self.pieces.append(snippet.raw)
        self.lines.append(line)

    @property
    def code(self) -> str:
        """The template's code for it, or "" where none is near."""
        hits = best(self.first_text, self.level, limit=1, cutoff=0.8) if self.first_text else ()
        if hits:
            return hits[0].code
        piece = fragment(self.first_text, (self.level,)) if self.first_text else None
        return piece.code if piece else ""


def opened(level: str, snippet: Snippet, line: int, *, bare: bool) -> Parent:
    """A new parent from its first piece."""
    parent = Parent(level, snippet.number, snippet.style, [snippet.text] if snippet.text else [], [line], bare=bare)
    parent.first_text = outline(snippet.text, bare).lead or snippet.text
    if not snippet.text:
        parent.lost = "text"
    return parent


def repeats(parent: Parent | None, snippet: Snippet, *, literally: bool = False) -> bool:
    """Whether the text is the one already standing above, printed again.

    At the top of a page the scan may have read it a little differently; elsewhere (``literally``) a small difference is meant.
    """
    if parent is None or not snippet.text:
        return False
    if snippet.number and parent.number and snippet.number != parent.number:
        return False
    if literally:
        return parent.text == snippet.text
    one, other = plain(parent.text), plain(snippet.text)
    return fuzz.ratio(one, other) >= _SAME and _same_words(one.split(), other.split())


def _same_words(one: list[str], other: list[str]) -> bool:
    """Whether each word that only one of two texts has is a misread word of the other, so that LHKASN is not taken for LHKPN."""
    mine, theirs = Counter(one) - Counter(other), Counter(other) - Counter(one)
    return all(any(fuzz.ratio(word, each) >= _MISREAD for each in theirs) for word in mine) and bool(mine) == bool(
        theirs
    )


def completes(parent: Parent | None, snippet: Snippet) -> bool:
    """Whether an unnumbered text is the rest of the one above: it cannot stand alone, or only together are they known."""
    if parent is None or snippet.number or not snippet.text or not parent.pieces:
        return False
    whole = f"{parent.text} {snippet.text}"
    if is_known(snippet.text, parent.level) and not is_known(whole, parent.level):
        return False
    return ends_open(parent.text) or begins_low(snippet.text) or _makes_whole(parent, snippet)


def _makes_whole(parent: Parent, snippet: Snippet) -> bool:
    """Whether only the two texts together are the template's, or the first breaks off on a list's next number."""
    if snippet.number or len(snippet.text) < 4:
        return False
    printed = f"{parent.number}{parent.style[1:].strip()} {parent.text}" if parent.number else parent.text
    return ends_on_number(printed) or makes_whole(printed, snippet.raw, parent.level, bare=parent.bare)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a text goes on with the sub-activity above, and whether that was sure."""

    goes_on: bool
    sure: bool = True


def goes_on(parent: Parent | None, snippet: Snippet, *, runs_on: bool, pairs: bool, alone: bool = False) -> Verdict:
    """Whether a text in the sub-activity column is a further piece of the sub-activity above.

    ``runs_on`` = the indicators beside it go on counting from the row above; ``pairs`` = from here on each text has indicators
    of its own, numbered anew; ``alone`` = nothing stands beside it. Order of trust: letters, the template's names and list
    items, the numbering, the wording.
    """
    if parent is None or not parent.pieces:
        return Verdict(goes_on=False)
    if repeats(parent, snippet):
        return Verdict(goes_on=True)
    lettered = _is_lettered_part(parent, snippet)
    if pairs and not parent.rows and not lettered:
        return Verdict(goes_on=False)
    if lettered or _makes_whole(parent, snippet):
        return Verdict(goes_on=True)
    told = _template_says(parent, snippet)
    if told is not None:
        return Verdict(told)
    if alone and parent.number and _has_no_number(snippet, parent.bare) and not snippet.text.rstrip().endswith(":"):
        return Verdict(goes_on=True, sure=completes(parent, snippet))
    return _numbering_says(parent, snippet, runs_on=runs_on)


def _has_no_number(snippet: Snippet, bare: bool) -> bool:
    found = outline(snippet.raw, bare)
    return not snippet.number and (not found.items or bool(found.lead))


def _is_lettered_part(parent: Parent, snippet: Snippet) -> bool:
    """Whether a lettered text is a point of the list above it: under a number or a colon, or as the next letter inside it.

    Beside a sub-activity that is lettered itself, or that has no number, the letter is a sub-activity's own.
    """
    value = value_of(snippet.number) if snippet.style.startswith("a") else None
    if value is None:
        return False
    if parent.style == snippet.style and value == (value_of(parent.number) or 0) + 1:
        return False
    runs = any(style.startswith("a") and last + 1 == value for style, last in _inner(parent))
    return runs or bool(parent.number) or parent.text.rstrip().endswith(":")


def _template_says(parent: Parent, snippet: Snippet) -> bool | None:
    head = outline(snippet.text, parent.bare).lead or snippet.text
    own, name = parent.code, best(head, "sub_activity", limit=1, cutoff=0.88)
    item = best(_first_item(snippet, parent.bare), "item", limit=6, cutoff=0.85)
    inside = bool(own) and any(hit.code == own for hit in item) and not _is_item(parent)
    if name and name[0].code != own and not (inside and item[0].score >= name[0].score):
        return False
    if inside and not (name and name[0].code == own):
        return _fits_inner(parent, snippet)
    return None


def _is_item(parent: Parent) -> bool:
    """Whether the text above is itself a point of a template's list: then its fellows stand beside it, not inside it."""
    return bool(best(parent.text, "item", limit=1, cutoff=0.93)) and not best(
        parent.first_text, "sub_activity", limit=1, cutoff=0.88
    )


def _fits_inner(parent: Parent, snippet: Snippet) -> bool | None:
    """An item of the list above: sure, unless its number is plainly the next of the outer list instead."""
    value = value_of(snippet.number) if snippet.number else None
    outer = value_of(parent.number) if parent.number else None
    if value is not None and outer is not None and value == outer + 1 and snippet.style == parent.style:
        inner = _inner(parent)
        return None if not inner or inner[-1][1] + 1 != value else True
    return True


def _first_item(snippet: Snippet, bare: bool) -> str:
    items = outline(snippet.raw, bare).items
    return items[0].text if items else snippet.text


def _inner(parent: Parent) -> tuple[tuple[str, int], ...]:
    """The lists running inside the parent's text (below its own number)."""
    return outline(parent.text, parent.bare).open_lists


def _comes_by_lines(parent: Parent) -> bool:
    """Whether the list inside the parent has been coming one point a line, so that the next line's point is likelier its next."""
    return len(parent.pieces) >= 3 and outline(parent.pieces[-1], parent.bare).is_single


def _numbering_says(parent: Parent, snippet: Snippet, *, runs_on: bool) -> Verdict:
    first = outline(snippet.raw, parent.bare).items
    number = first[0].number if first and not outline(snippet.raw, parent.bare).lead else ""
    if not number:
        low = completes(parent, snippet)
        return Verdict(low or runs_on, sure=low or not runs_on)
    value, style = value_of(number) or 0, first[0].style
    inner, found = _inner(parent), outline(parent.text, parent.bare)
    is_list = bool(found.items) and not found.lead and not parent.number
    if (
        is_list
    ):  # several sub-activities in one cell: the next number is the next of them, unless it goes on inside the last
        return Verdict(any(known == (style, value - 1) for known in inner[1:]))
    expected = [known for known in inner if known[1] + 1 == value]
    outer = value_of(parent.number) if parent.number else None
    next_outer = outer is not None and value == outer + 1
    if expected and not next_outer:
        return Verdict(goes_on=True, sure=any(known[0] == style for known in expected))
    if next_outer and not expected:
        return Verdict(goes_on=False)
    if next_outer:
        same_inner, same_outer = any(known[0] == style for known in expected), style == parent.style
        if same_inner and same_outer:
            return Verdict(_comes_by_lines(parent), sure=False)
        return Verdict(same_inner, sure=same_inner != same_outer)
    if value == 1 and (parent.text.rstrip().endswith(":") or inner):
        return Verdict(goes_on=True, sure=parent.text.rstrip().endswith(":"))
    gap = bool(inner) and outer is None and value > inner[0][1] and style == inner[0][0]
    return Verdict(gap or (runs_on and outer is None), sure=gap)
