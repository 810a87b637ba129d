"""Two texts run together in one cell, parted where the national template knows both."""

from __future__ import annotations

from renaksi.catalogue.match import best, fragment, is_known
from renaksi.intake.decree.enumeration import outline, value_of
from renaksi.intake.decree.words import unclosed

_LONGEST = 600
"""Two names of the template are together shorter than this."""


def run_together(text: str, level: str) -> tuple[str, ...]:
    """Two texts of the template that stand in one cell without a number between them, parted; () where it is but one."""
    if not 40 <= len(text) <= _LONGEST or (outline(text).items[:1] and outline(text).lead == ""):
        return ()
    if is_known(text, level):
        return ()
    found: dict[tuple[str, str], float] = {}
    for cut in range(12, len(text) - 12):
        if text[cut].isupper() and not text[cut - 1].isupper():
            left, right = text[:cut].strip(), text[cut:].strip()
            if _names(left, level) and _names(right, level) and _code(left, level) != _code(right, level):
                found[left, right] = _likeness(left, level) + _likeness(right, level) - unclosed(left)
    return max(found, key=lambda parts: found[parts], default=())


def _likeness(text: str, level: str) -> float:
    """How like its template text a part is; a cut one counts as like, too."""
    head = outline(text).lead or text
    hits = best(head, level, limit=1, cutoff=0.5)
    return max(hits[0].score if hits else 0.0, 0.9 if _piece(head, level) else 0.0)


def _names(text: str, level: str) -> bool:
    head = outline(text).lead or text
    return is_known(head, level) or (len(head) >= 40 and bool(_piece(head, level)))


def _piece(text: str, level: str) -> str:
    piece = fragment(text, (level,))
    return piece.code if piece and "head" not in piece.lost else ""


def _code(text: str, level: str) -> str:
    head = outline(text).lead or text
    hits = best(head, level, limit=1, cutoff=0.85)
    return hits[0].code if hits else _piece(head, level)


def makes_whole(before: str, after: str, level: str, *, bare: bool = False) -> bool:
    """Whether a text without a number of its own only goes with the one before it.

    So it is where the list before goes on counting inside it, or where only together they give the template's text for the last
    point. ``before`` and ``after`` are printed texts, numbers included.
    """
    if outline(after, bare).items and not outline(after, bare).lead:
        return False
    if _counts_on(before, after, bare):
        return True
    points, joined = _points(before, bare), _points(f"{before} {after}", bare)
    place = len(points) - 1
    if place >= len(joined) or len(points[place]) < 4:
        return False
    return is_known(joined[place], level) and not is_known(after, level)


def _counts_on(before: str, after: str, bare: bool) -> bool:
    """Whether a list inside the second text goes on counting from the one inside the first."""
    items, added = outline(before, bare).items, outline(after, bare).items
    if not items or not added or items[-1].style != added[0].style:
        return False
    last, first = value_of(items[-1].number), value_of(added[0].number)
    return last is not None and first == last + 1


def _points(text: str, bare: bool) -> list[str]:
    found = outline(text, bare)
    if not found.items:
        return [text]
    return [found.lead, *(item.text for item in found.items)]


def known_pair(text: str) -> tuple[str, ...]:
    """Two short indicators of the template written one behind the other with nothing between them; () otherwise."""
    if len(text) > _LONGEST:
        return ()
    for cut in range(8, len(text) - 8):
        if text[cut - 1] == " " and text[cut].isupper():
            left, right = text[:cut].strip(), text[cut:].strip()
            if is_known(left, "indicator") and is_known(right, "indicator"):
                return left, right
    return ()
