"""From entries to rows: parents carried down, broken texts joined, ticks given to the indicators they serve."""

from __future__ import annotations

from renaksi.catalogue.match import affinity, best, fragment
from renaksi.intake.decree.drafts import Assembly, Draft, Loose
from renaksi.intake.decree.entries import Entry, Grid
from renaksi.intake.decree.enumeration import area_number, outline, split_capital, value_of
from renaksi.intake.decree.joining import joins_row_above
from renaksi.intake.decree.levels import Snippet
from renaksi.intake.decree.parents import Parent, completes, goes_on, opened, repeats
from renaksi.intake.decree.parting import known_pair, run_together
from renaksi.intake.decree.words import begins_low, ends_open

BLANK = "-"
"""A lone dash in a parent's cell says that there is none, where an empty cell would inherit."""


def assemble(grid: Grid) -> Assembly:
    """Read all entries into draft rows, in order."""
    state = Assembly(grid)
    for place, entry in enumerate(grid.entries):
        _read(state, entry, place)
    for parent in state.parents:
        if not parent.rows and parent.text:
            state.loose.append(Loose("decree.parent_without_row", parent.lines[0], parent.text, parent.level))
    return state


def _read(state: Assembly, entry: Entry, place: int) -> None:
    if entry.loose and not _has_place(state, entry):
        words = " ".join(piece.raw for pieces in entry.texts.values() for piece in pieces) or entry.note
        state.loose.append(Loose("decree.line_unplaced", entry.line, words))
        return
    fresh = [
        level for level, changed in (("area", _area(state, entry)), ("activity", _activity(state, entry))) if changed
    ]
    _page_lost(state, entry, fresh)
    sub = _sub_activity(state, entry, place, changed=bool(fresh))
    if sub == "new":
        fresh.append("sub_activity")
    _indicator(state, entry, tuple(fresh), sub)


def _has_place(state: Assembly, entry: Entry) -> bool:
    """Whether a line outside the table's columns still is the table's: known to the template, or the rest of the text above."""
    snippet = next((piece for pieces in entry.texts.values() for piece in pieces if piece.text), None)
    if snippet is None:
        return False
    if max(affinity(snippet.text).values()) >= 0.85:
        return True
    last = state.last
    if last is None or not last.pieces or not begins_low(snippet.text):
        return False
    entry.texts = {"indicator": [snippet]}
    return True


def _area(state: Assembly, entry: Entry) -> bool:
    """Take the line's area; True where a new one begins."""
    snippet = _area_snippet(state, entry)
    if snippet is None:
        return False
    if snippet.text == BLANK and not snippet.number:
        state.area = state.activity = state.sub_activity = None
        return True
    if state.area and snippet.text and not snippet.number and not entry.whole and completes(state.area, snippet):
        state.area.add(snippet, entry.line)
        return False
    if repeats(state.area, snippet, literally=not entry.opens_page):
        return False
    state.area = _opened(state, "area", _without_blank(snippet), entry.line)
    state.activity = state.sub_activity = None
    return True


def _opened(state: Assembly, level: str, snippet: Snippet, line: int) -> Parent:
    """A new parent, kept in mind so that one without any row can be told."""
    parent = opened(level, snippet, line, bare=state.grid.bare_numbers)
    state.parents.append(parent)
    return parent


def _area_snippet(state: Assembly, entry: Entry) -> Snippet | None:
    """The area's text with its number from the NO column; a number alone counts only where it is another than the running one."""
    snippet = _without_capital(entry.text("area"))
    if snippet is not None:
        number = area_number(entry.area_number or snippet.number)
        return Snippet(0, number, snippet.style, snippet.text, snippet.raw)
    runs_on = state.area is not None and state.area.number == entry.area_number
    if not entry.area_number or runs_on or not (entry.texts or entry.ticks):
        return None
    return Snippet(0, entry.area_number, "1 ", "", "")


def _without_capital(snippet: Snippet | None) -> Snippet | None:
    """An area numbered ``IV.`` or ``B.`` inside its own cell, the number taken off."""
    if snippet is None or snippet.number:
        return snippet
    number, text = split_capital(snippet.text)
    return snippet if text == snippet.text else Snippet(snippet.column, number, "1.", text, snippet.raw)


def _without_blank(snippet: Snippet) -> Snippet:
    """A number with a dash behind it is a parent whose number alone is known."""
    return Snippet(snippet.column, snippet.number, snippet.style, "", snippet.raw) if snippet.text == BLANK else snippet


def _activity(state: Assembly, entry: Entry) -> bool:
    snippet = entry.text("activity")
    if snippet is None:
        return False
    if snippet.text == BLANK and not snippet.number:
        state.activity = state.sub_activity = None
        return True
    snippet = _without_blank(snippet)
    if not snippet.text and state.activity and state.activity.number == snippet.number:
        return False
    if repeats(state.activity, snippet, literally=not entry.opens_page):
        return False
    if not entry.ticks and not entry.whole and completes(state.activity, snippet) and state.activity:
        state.activity.add(snippet, entry.line)
        return False
    state.activity = _opened(state, "activity", snippet, entry.line)
    state.sub_activity = None
    return True


def _page_lost(state: Assembly, entry: Entry, fresh: list[str]) -> None:
    """At a page's first line that prints no activity: if its texts belong to another one, a page is missing.

    Then nothing is inherited: the parents are unknown.
    """
    if not entry.opens_page or fresh or entry.whole or not state.activity or state.activity.lost == "page":
        return
    if _breaks_off(state):
        return
    codes = _codes_heard(entry)
    own = state.activity.code
    if not own or not codes or any(code == own for code in codes):
        return
    if state.sub_activity and any(code.startswith(own + ".") for code in codes):
        return
    if state.area and state.area.code and all(code.split(".")[0] != state.area.code for code in codes):
        state.area = Parent("area", lost="page", lines=[entry.line])
    state.activity = Parent("activity", lost="page", lines=[entry.line])
    state.sub_activity = None


def _breaks_off(state: Assembly) -> bool:
    """Whether the texts above end in mid-sentence, so that the page just goes on with them."""
    last = state.drafts[-1].raw if state.drafts else ""
    return ends_open(last) or (state.sub_activity is not None and ends_open(state.sub_activity.text))


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


def _sub_activity(state: Assembly, entry: Entry, place: int, *, changed: bool) -> str:
    """Take the line's sub-activity text: "new", "more" (it goes on with the one above) or "" (none on this line)."""
    outcome = ""
    for offset, snippet in enumerate(entry.texts.get("sub_activity", [])):
        if snippet.text == BLANK and not snippet.number:
            state.sub_activity, taken = None, "new"
        elif snippet.text == BLANK:
            state.sub_activity, taken = _opened_sub(state, entry, _without_blank(snippet), sure=True), "new"
        else:
            taken = _take_sub(state, entry, place, snippet, heads_list=offset > 0, changed=changed and not outcome)
        outcome = "new" if "new" in (taken, outcome) else taken
    return outcome


def _take_sub(state: Assembly, entry: Entry, place: int, snippet: Snippet, *, heads_list: bool, changed: bool) -> str:
    """One text of the sub-activity column. ``changed`` = a new area or activity begins on this line."""
    current = state.sub_activity
    if current and not changed and repeats(current, snippet, literally=not entry.opens_page):
        return "more"
    verdict = goes_on(current, snippet, runs_on=_runs_on(state, entry), pairs=_pairs(state, entry, place))
    if current and not entry.whole and (heads_list or (verdict.goes_on and not changed)):
        current.add(snippet, entry.line)
        current.unclear = current.unclear or not (verdict.sure or heads_list)
        return "more"
    state.sub_activity = _opened_sub(state, entry, snippet, sure=verdict.sure or entry.whole)
    return "new"


def _opened_sub(state: Assembly, entry: Entry, snippet: Snippet, *, sure: bool) -> Parent:
    """A new sub-activity; unclear where a number stood alone before it and its own repeats the one above."""
    before = state.sub_activity
    again = bool(snippet.number) and before is not None and state.spare_number and before.number == snippet.number
    sub = _opened(state, "sub_activity", snippet, entry.line)
    sub.unclear = again or not sure
    sub.segments = () if entry.whole else run_together(snippet.text, "sub_activity")
    state.spare_number = False
    return sub


def _runs_on(state: Assembly, entry: Entry) -> bool:
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


def _pairs(state: Assembly, entry: Entry, place: int) -> bool:
    """Whether the list from here on pairs with indicators: this line's and the next item's both count from one anew."""
    numbers: list[str] = []
    for later in state.grid.entries[place : place + 12]:
        if later.texts.get("area") or later.texts.get("activity"):
            break
        sub, snippet = later.text("sub_activity"), later.text("indicator")
        if sub is None:
            continue
        if snippet is None:
            return False
        items = outline(snippet.raw, state.grid.bare_numbers).items
        numbers.append(items[0].number if items else "")
        if len(numbers) == 2:
            break
    return bool(numbers) and all(number == "1" for number in numbers)


def _indicator(state: Assembly, entry: Entry, fresh: tuple[str, ...], sub: str) -> None:
    snippet = entry.text("indicator")
    if snippet is not None and snippet.raw == BLANK:
        _open_row(state, entry, None, fresh)
        state.drafts[-1].sealed = True
        return
    if snippet is not None:
        if not joins_row_above(state, entry, snippet, fresh, sub):
            _open_row(state, entry, snippet, fresh)
        return
    if sub == "new" and _moves_indicator(state, entry, fresh):
        return
    if (sub == "new" and (entry.ticks or entry.note)) or (
        fresh and (entry.ticks or (entry.note and not state.grid.has_ticks))
    ):
        _open_row(state, entry, None, fresh)
    elif entry.ticks:
        _ticks_alone(state, entry)
    elif entry.note:
        _note_alone(state, entry)


def _open_row(state: Assembly, entry: Entry, snippet: Snippet | None, fresh: tuple[str, ...]) -> None:
    draft = Draft(
        entry.line, entry.page, state.area, state.activity, state.sub_activity, fresh=fresh, sheet=entry.sheet
    )
    draft.lines.append(entry.line)
    draft.moved, draft.shift = entry.moved, entry.shift
    if snippet is not None:
        draft.pieces, draft.number, draft.style = [snippet.text], snippet.number, snippet.style
    if entry.ticks:
        draft.ticks.append(entry.ticks)
    if entry.note:
        draft.note.append(entry.note)
    if entry.spare_number:
        state.spare_number = True
        draft.doubt("decree.number_alone", entry.line, "sub_activity_no")
    if entry.unsure:
        draft.doubt("decree.layout_changed", entry.line, "indicator")
    if entry.loose:
        draft.doubt("decree.line_outside_table", entry.line, "indicator")
    headed_list = state.activity is not None and state.activity.text.rstrip().endswith(":") and not entry.whole
    if (state.sub_activity and state.sub_activity.unclear) or headed_list:
        draft.doubt("decree.list_unclear", entry.line, "sub_activity")
    for parent in (state.area, state.activity, state.sub_activity):
        if parent:
            parent.rows += 1
    state.drafts.append(draft)


def _moves_indicator(state: Assembly, entry: Entry, fresh: tuple[str, ...]) -> bool:
    """A sub-activity without indicator below a cell that runs two together: the second is its own, by the template."""
    last = state.last
    if last is None or entry.ticks or len(last.pieces) != 1 or state.sub_activity is None or "activity" in fresh:
        return False
    parted = run_together(last.text, "indicator") or known_pair(last.text)
    own = state.sub_activity.code
    if (
        not parted
        or not own
        or not any(hit.code.startswith(own + ".") for hit in best(parted[1], "indicator", limit=3, cutoff=0.85))
    ):
        return False
    last.pieces = [parted[0]]
    last.doubt("decree.text_parted", entry.line, "indicator", parted[1])
    _open_row(state, entry, Snippet(0, "", "", parted[1], parted[1]), fresh)
    state.drafts[-1].doubt("decree.text_parted", last.line, "indicator", parted[1])
    return True


def _ticks_alone(state: Assembly, entry: Entry) -> None:
    last = state.last
    if last is None or last.sealed:
        state.loose.append(Loose("decree.ticks_unassigned", entry.line))
    elif last.parts:
        snippet, ticks, line = last.parts[-1]
        if ticks:
            state.loose.append(Loose("decree.ticks_unassigned", entry.line))
        else:
            last.parts[-1] = (snippet, entry.ticks, line)
    else:
        last.ticks.append(entry.ticks)


def _note_alone(state: Assembly, entry: Entry) -> None:
    last = state.last
    if last is None:
        state.loose.append(Loose("decree.note_unassigned", entry.line, entry.note))
    else:
        last.note_lines.append((entry.line, entry.note))
