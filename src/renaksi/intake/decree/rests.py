"""Rows that the scan or a page's end broke in two: a line whose texts go on with those of the row above, level by level."""

from __future__ import annotations

from renaksi.catalogue.match import fragment, is_known
from renaksi.intake.decree.drafts import Assembly
from renaksi.intake.decree.entries import Entry
from renaksi.intake.decree.enumeration import outline, value_of
from renaksi.intake.decree.levels import Snippet
from renaksi.intake.decree.words import begins_low, ends_open, unclosed


def take_rest(state: Assembly, entry: Entry) -> bool:
    """Join a line that is the rest of the row above to it; False (and nothing changed) where it stands for itself.

    It is a rest if it has no ticks, no note and no number of its own, and half of its texts or more show that they begin in the
    middle of a sentence while none is a text of the template's by itself.
    """
    above = _above(state, entry)
    if (
        not above
        or entry.ticks
        or entry.note
        or entry.area_number
        or entry.whole
        or entry.loose
        or not state.grid.has_ticks
    ):
        return False
    signs = [_sign(level, text, snippet) for level, text, snippet in above]
    if any(sign < 0 for sign in signs) or sum(signs) * 2 < len(signs):
        return False
    _join(state, entry)
    return True


def _above(state: Assembly, entry: Entry) -> list[tuple[str, str, Snippet]]:
    """(level, text of the row above, text of the line) for every level of the line; [] where a level has nothing above it."""
    last = state.last
    texts = {
        "area": state.area.text if state.area else "",
        "activity": state.activity.text if state.activity else "",
        "sub_activity": state.sub_activity.text if state.sub_activity else "",
        "indicator": last.text if last and not last.sealed and not last.parts else "",
    }
    found = [(level, texts[level], snippet) for level in entry.texts if (snippet := entry.text(level)) is not None]
    if last is None or last.sub_activity is not state.sub_activity or any(not text for _, text, _ in found):
        return []
    return found


def _sign(level: str, above: str, snippet: Snippet) -> int:
    """1 where the text cannot but go on with the one above, -1 where it stands for itself, 0 where nothing can be told."""
    found = outline(snippet.raw)
    if found.items and not found.lead:
        first = found.items[0]
        runs = any(
            style == first.style and value_of(first.number) == last + 1 for style, last in outline(above).open_lists
        )
        return 1 if runs else -1
    whole = f"{above} {snippet.text}"
    if begins_low(snippet.text) or ends_open(above) or unclosed(above):
        return 1
    if is_known(whole, level) and not is_known(above, level):
        return 1
    if is_known(snippet.text, level):
        return -1
    longer = fragment(whole, (level,))
    return 1 if longer and "head" not in longer.lost else 0


def _join(state: Assembly, entry: Entry) -> None:
    parents = {"area": state.area, "activity": state.activity, "sub_activity": state.sub_activity}
    for level, parent in parents.items():
        snippet = entry.text(level)
        if parent is not None and snippet is not None:
            parent.add(snippet, entry.line)
    own, last = entry.text("indicator"), state.last
    if last is not None:
        last.lines.append(entry.line)
        if own is not None:
            last.pieces.append(own.raw)


def move_counted(state: Assembly, entry: Entry) -> None:
    """Take a lone text with ticks for the indicator it is by its number, though it slid into a parent's column.

    Its number goes on from the indicator above and is not the next of the level in whose column it stands.
    """
    last, levels = state.last, list(entry.texts)
    if (
        last is None
        or entry.whole
        or not entry.ticks
        or len(levels) != 1
        or levels[0] == "indicator"
        or not last.number
    ):
        return
    snippet = entry.text(levels[0])
    parent = {"activity": state.activity, "sub_activity": state.sub_activity}.get(levels[0])
    if snippet is None or snippet.style != last.style or not _follows(last.number, snippet.number):
        return
    if parent is not None and parent.style == snippet.style and _follows(parent.number, snippet.number):
        return
    entry.texts = {"indicator": [snippet]}
    entry.moved = (*entry.moved, "indicator")


def _follows(number: str, following: str) -> bool:
    first, second = value_of(number), value_of(following)
    return first is not None and second is not None and second == first + 1


def runs_on(state: Assembly, entry: Entry) -> bool:
    """Whether the line's indicator goes on counting from the row above."""
    last, snippet = state.last, entry.text("indicator")
    if last is None or last.sub_activity is not state.sub_activity or snippet is None:
        return False
    mine = outline(snippet.raw, state.grid.bare_numbers).items
    before = outline(last.raw, state.grid.bare_numbers).items
    if not mine or not before:
        return False
    first, final = value_of(mine[0].number), value_of(before[-1].number)
    return first is not None and final is not None and first == final + 1 and mine[0].style == before[-1].style
