"""When a text in the indicator's column is a further piece of the row above rather than a row of its own."""

from __future__ import annotations

import re

from renaksi.catalogue.match import is_known
from renaksi.intake.decree.drafts import Assembly, Draft
from renaksi.intake.decree.entries import Entry
from renaksi.intake.decree.enumeration import outline, value_of
from renaksi.intake.decree.levels import Snippet
from renaksi.intake.decree.parting import makes_whole
from renaksi.intake.decree.words import begins_low, ends_open, unclosed


def joins_row_above(state: Assembly, entry: Entry, snippet: Snippet, fresh: tuple[str, ...], sub: str) -> bool:
    """Join the text to the row above where it is a further piece of it; False where it opens a row of its own."""
    last = state.last
    if last is None or last.sealed or fresh or sub == "new" or not last.pieces or entry.whole:
        return False
    if entry.note and (entry.ticks or not state.grid.has_ticks):
        return False
    if is_part(state, last, snippet):
        last.parts.append((snippet, entry.ticks, entry.line))
        last.lines.append(entry.line)
        if entry.note:
            last.note.append(entry.note)
        return True
    if _is_rest_of_part(state, entry, snippet, last):
        part, ticks, line = last.parts[-1]
        last.parts[-1] = (part.joined([snippet]), ticks, line)
        last.lines.append(entry.line)
        return True
    if entry.ticks or last.sub_activity is not state.sub_activity or last.parts:
        return _continues_last_group(state, entry, snippet, last)
    if _is_rest(state, entry, snippet, last):
        last.pieces.append(snippet.raw)
        last.lines.append(entry.line)
        return True
    return False


def _is_rest_of_part(state: Assembly, entry: Entry, snippet: Snippet, last: Draft) -> bool:
    """Whether a text without ticks and number goes on with the last lettered part, which breaks off."""
    if entry.ticks or not last.parts or snippet.number or last.sub_activity is not state.sub_activity:
        return False
    above, _, _ = last.parts[-1]
    broken = begins_low(snippet.text) or ends_open(above.text) or unclosed(above.text)
    return broken or makes_whole(above.raw, snippet.raw, "indicator", bare=state.grid.bare_numbers)


def is_part(state: Assembly, last: Draft, snippet: Snippet) -> bool:
    """Whether this is a lettered part of the indicator above: "a" behind a colon or a numbered head, or the next letter."""
    if not snippet.style.startswith("a") or len(snippet.number) != 1 or last.style.startswith("a"):
        return False
    value = value_of(snippet.number)
    if last.parts:
        return value == (value_of(last.parts[-1][0].number) or 0) + 1
    inner = [known for known in outline(last.text).open_lists if known[0].startswith("a")]
    return (value == 1 and not inner) or (bool(inner) and inner[-1][1] + 1 == value)


def _continues_last_group(state: Assembly, entry: Entry, snippet: Snippet, last: Draft) -> bool:
    """Ticks of the last of several groups that stand in one cell and run over a page's end."""
    groups = outline(last.raw, state.grid.bare_numbers).groups
    first = outline(snippet.raw, state.grid.bare_numbers).items
    if not (entry.opens_page and entry.ticks and len(groups) >= 2 and first and len(last.ticks) == len(groups) - 1):
        return False
    if (
        value_of(first[0].number) != (value_of(groups[-1][-1].number) or 0) + 1
        or first[0].style != groups[-1][-1].style
    ):
        return False
    last.pieces.append(snippet.raw)
    last.lines.append(entry.line)
    last.ticks.append(entry.ticks)
    return True


def _is_rest(state: Assembly, entry: Entry, snippet: Snippet, last: Draft) -> bool:
    """Whether a text without ticks is the rest of the one above, broken by the line or the page."""
    if not state.grid.has_ticks and not (begins_low(snippet.text) and ends_open(last.text)):
        return False
    bare = state.grid.bare_numbers
    found = outline(snippet.raw, bare)
    if found.lead or not found.items:
        broken = begins_low(snippet.text) or ends_open(last.raw) or unclosed(last.raw)
        return broken or makes_whole(last.raw, snippet.raw, "indicator", bare=bare) or _is_unfinished(last, snippet)
    if not entry.opens_page:
        return False
    first = found.items[0]
    running = outline(last.raw if len(found.items) > 1 else last.text, bare).open_lists
    return any(style == first.style and value_of(first.number) == value + 1 for style, value in running)


def _is_unfinished(last: Draft, snippet: Snippet) -> bool:
    """Whether a ticked text lacks its full stop and the one below, without ticks and numbers, is none of the template's."""
    return bool(last.ticks) and not re.search(r"[.;:]$", last.text.rstrip()) and not is_known(snippet.text, "indicator")
