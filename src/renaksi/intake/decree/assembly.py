"""From entries to rows: parents carried down, broken texts joined, ticks given to the indicators they serve."""

from __future__ import annotations

from renaksi.catalogue.match import best, is_known
from renaksi.intake.decree.drafts import Assembly, Draft, Loose
from renaksi.intake.decree.entries import Entry, Grid
from renaksi.intake.decree.enumeration import area_number, outline, split_capital
from renaksi.intake.decree.gaps import area_lost, page_lost
from renaksi.intake.decree.joining import joins_row_above
from renaksi.intake.decree.levels import Snippet
from renaksi.intake.decree.parents import Parent, completes, goes_on, opened, repeats
from renaksi.intake.decree.parting import known_pair, run_together
from renaksi.intake.decree.rests import move_counted, runs_on, take_rest
from renaksi.intake.decree.words import begins_low, ends_open

BLANK = "-"
"""A lone dash in a parent's cell says that there is none, where an empty cell would inherit."""

_ALL_LEVELS = 4


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
    if take_rest(state, entry):
        return
    move_counted(state, entry)
    fresh = [
        level for level, changed in (("area", _area(state, entry)), ("activity", _activity(state, entry))) if changed
    ]
    page_lost(state, entry, fresh)
    area_lost(state, entry, fresh)
    sub = _sub_activity(state, entry, place, changed=bool(fresh))
    if sub == "new":
        fresh.append("sub_activity")
    for parent in (state.area, state.activity, state.sub_activity):
        if parent and parent.level in entry.torn:
            parent.torn = True
    _indicator(state, entry, tuple(fresh), sub)


def _has_place(state: Assembly, entry: Entry) -> bool:
    """Whether a text outside the table is an indicator all the same: next in number, the rest of one, or the template's."""
    last, snippet = state.last, entry.text("indicator")
    if last is None or snippet is None:
        return False
    if runs_on(state, entry) or (begins_low(snippet.text) and ends_open(last.text)):
        return True
    return is_known(snippet.text, "indicator")


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
    torn = state.activity is not None and (begins_low(snippet.text) or ends_open(state.activity.text))
    if (torn or not entry.ticks) and not entry.whole and completes(state.activity, snippet) and state.activity:
        state.activity.add(snippet, entry.line)
        return False
    state.before = state.activity
    state.activity = _opened(state, "activity", snippet, entry.line)
    state.sub_activity = None
    return True


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
    verdict = goes_on(
        current,
        snippet,
        runs_on=runs_on(state, entry),
        pairs=_pairs(state, entry, place),
        alone=set(entry.texts) == {"sub_activity"} and not entry.ticks and not entry.note,
    )
    alone = entry.whole or _is_printed_whole(entry)
    if current and not alone and (heads_list or (verdict.goes_on and not changed)):
        current.add(snippet, entry.line)
        current.unclear = current.unclear or not (verdict.sure or heads_list)
        _tell_last(state, entry)
        return "more"
    state.sub_activity = _opened_sub(state, entry, snippet, sure=verdict.sure or alone)
    return "new"


def _is_printed_whole(entry: Entry) -> bool:
    """Whether a line in a page's midst prints all its parents, indicator and ticks: then its sub-activity is its own."""
    return bool(entry.ticks) and not entry.opens_page and len(entry.texts) == _ALL_LEVELS


def _tell_last(state: Assembly, entry: Entry) -> None:
    """Tell the row above, too, where it is not sure that a text goes on with its sub-activity."""
    last, sub = state.last, state.sub_activity
    if last is not None and sub is not None and last.sub_activity is sub and sub.unclear:
        last.doubt("decree.list_unclear", entry.line, "sub_activity")


def _opened_sub(state: Assembly, entry: Entry, snippet: Snippet, *, sure: bool) -> Parent:
    """A new sub-activity; unclear where a number stood alone before it and its own repeats the one above."""
    before = state.sub_activity
    again = bool(snippet.number) and before is not None and state.spare_number and before.number == snippet.number
    sub = _opened(state, "sub_activity", snippet, entry.line)
    sub.unclear = again or not sure
    sub.segments = () if entry.whole else run_together(snippet.text, "sub_activity")
    state.spare_number = False
    return sub


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
    draft = Draft(entry.line, entry.page, state.area, state.activity, state.sub_activity, fresh=fresh)
    draft.sheet, draft.leaf = entry.sheet, entry.leaf
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
    if entry.ticks and entry.ticks.parted:
        draft.doubt("decree.months_by_part", entry.line, "months", entry.ticks.months.words())
    if entry.unread:
        draft.doubt("decree.month_unread", entry.line, "months", entry.unread)
    if "indicator" in entry.torn:
        draft.doubt("decree.break_unclear", entry.line, "indicator")
    if entry.unsure:
        draft.doubt("decree.layout_changed", entry.line, "indicator")
    if entry.loose:
        draft.doubt("decree.line_outside_table", entry.line, "indicator")
    headed_list = state.activity is not None and state.activity.text.rstrip().endswith(":") and not entry.whole
    if (state.sub_activity and state.sub_activity.unclear) or headed_list:
        draft.doubt("decree.list_unclear", entry.line, "sub_activity")
    for parent in (state.area, state.activity):
        if parent and parent.unclear:
            draft.doubt("decree.parent_skipped", entry.line, parent.level)
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
            last.lines.append(entry.line)
    else:
        last.lines += [] if last.ticks else [entry.line]
        last.ticks.append(entry.ticks)


def _note_alone(state: Assembly, entry: Entry) -> None:
    last = state.last
    if last is None:
        state.loose.append(Loose("decree.note_unassigned", entry.line, entry.note))
    else:
        last.note_lines.append((entry.line, entry.note))
