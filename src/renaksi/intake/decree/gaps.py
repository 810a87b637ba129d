"""Pages that are missing: what the first line of a page says about the parents it would inherit."""

from __future__ import annotations

from renaksi.catalogue.match import best, fragment
from renaksi.intake.decree.drafts import Assembly
from renaksi.intake.decree.entries import Entry
from renaksi.intake.decree.enumeration import outline, value_of
from renaksi.intake.decree.joining import is_part
from renaksi.intake.decree.levels import Snippet
from renaksi.intake.decree.parents import Parent
from renaksi.intake.decree.rests import runs_on
from renaksi.intake.decree.words import begins_low, ends_open

BLANK_PAGE = 3
"""From so many empty lines on, the scan has left a page blank."""


def page_lost(state: Assembly, entry: Entry, fresh: list[str]) -> None:
    """At a page's first line that prints no activity: if its texts belong to another one, a page is missing.

    Then nothing is inherited and the parents are unknown. Where the signs are weaker (an indicator alone, a number that counts
    on all the same, a number out of order) the parents are kept and every row under them is told to be unclear.
    """
    if not entry.opens_page or fresh or entry.whole or not state.activity or state.activity.lost == "page":
        return
    if _breaks_off(state):
        return
    codes, blank = _codes_heard(entry), entry.after_gap >= BLANK_PAGE
    own, counts = state.activity.code, _counts_on(state, entry)
    if any(code == own for code in codes):
        return
    if not own or not codes:
        state.activity.unclear = state.activity.unclear or _out_of_order(state, entry) or (blank and not counts)
        return
    printed = entry.text("sub_activity") is not None
    if blank or (printed and not counts):
        if state.area and state.area.code and _none_of(state.area.code, codes):
            state.area = Parent("area", lost="page", lines=[entry.line])
        state.activity = Parent("activity", lost="page", lines=[entry.line])
        state.sub_activity = None
    elif printed or not counts:
        state.activity.unclear = True
        if state.area and state.area.code and _none_of(state.area.code, codes):
            state.area.unclear = True


def _breaks_off(state: Assembly) -> bool:
    """Whether the texts above end in mid-sentence, so that the page just goes on with them."""
    last = state.drafts[-1].raw if state.drafts else ""
    return ends_open(last) or (state.sub_activity is not None and ends_open(state.sub_activity.text))


def _out_of_order(state: Assembly, entry: Entry) -> bool:
    """Whether the line's sub-activity has a number that does not follow the one above, nor repeats it."""
    snippet, before = entry.text("sub_activity"), state.sub_activity
    if snippet is None or before is None or snippet.style != before.style:
        return False
    first, above = value_of(snippet.number), value_of(before.number)
    return first is not None and above is not None and first not in (above, above + 1)


def _none_of(area: str, codes: set[str]) -> bool:
    return all(code.split(".")[0] != area for code in codes)


def area_lost(state: Assembly, entry: Entry, fresh: list[str]) -> None:
    """At a page's first line that opens an activity under no printed area: another area's must not be inherited silently."""
    activity, area = state.activity, state.area
    if fresh != ["activity"] or not entry.opens_page or entry.whole or activity is None or area is None or area.lost:
        return
    heard = {hit.code.split(".")[0] for hit in best(activity.first_text, "activity", limit=3, cutoff=0.88)}
    if not heard or not area.code or area.code in heard:
        blank = entry.after_gap >= BLANK_PAGE and not heard
        area.unclear = area.unclear or (blank and _opens_anew(activity, state.before))
        return
    if _opens_anew(activity, state.before):
        state.area = Parent("area", lost="page", lines=[entry.line])
    else:
        area.unclear = True


def _opens_anew(activity: Parent, before: Parent | None) -> bool:
    """Whether an activity's number is not the one that follows the activity before it."""
    number, last = value_of(activity.number), value_of(before.number) if before else None
    return number is not None and last is not None and number != last + 1


def _counts_on(state: Assembly, entry: Entry) -> bool:
    """Whether the line's sub-activity, or else its indicator, is the next in number: then no page is missing before it."""
    snippet, before = entry.text("sub_activity"), state.sub_activity
    if snippet is None or before is None:
        own, last = entry.text("indicator"), state.last
        part = own is not None and last is not None and is_part(state, last, own)
        return snippet is None and (part or runs_on(state, entry) or not entry.ticks)
    first, above = value_of(snippet.number), value_of(before.number)
    return first is not None and above is not None and first == above + 1 and snippet.style == before.style


def _codes_heard(entry: Entry) -> set[str]:
    """Codes of the activities to which the template would give the entry's texts, where it is sure.

    Where the line has a sub-activity's text, that text must speak: an indicator alone may have slid.
    """
    sub, own = entry.text("sub_activity"), entry.text("indicator")
    heard = _heard(sub, "sub_activity") | _heard(sub, "item") if sub else set()
    if own and (heard or (sub is None and not begins_low(own.text))) and len(own.text) >= 12:
        heard |= _heard(own, "indicator")
    return {".".join(code.split(".")[:2]) for code in heard}


def _heard(snippet: Snippet, level: str) -> set[str]:
    head = outline(snippet.text).lead or snippet.text
    hits = {hit.code for hit in best(head, level, limit=6, cutoff=0.88)}
    piece = fragment(snippet.text, (level,)) if not hits else None
    return hits | {piece.code} if piece else hits
