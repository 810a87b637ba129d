"""From entries to rows: parents carried down, broken texts joined, ticks given to the indicators they serve."""

from __future__ import annotations

from dataclasses import dataclass, field

from renaksi.catalogue.match import affinity, best, fragment, is_known
from renaksi.intake.decree.drafts import Draft, Loose
from renaksi.intake.decree.entries import Entry, Grid
from renaksi.intake.decree.enumeration import area_number, outline, split_capital, value_of
from renaksi.intake.decree.levels import Snippet
from renaksi.intake.decree.parents import Parent, completes, goes_on, opened, repeats
from renaksi.intake.decree.parting import known_pair, run_together
from renaksi.intake.decree.words import begins_low, ends_open

BLANK = "-"
"""A lone dash in a parent's cell says that there is none, where an empty cell would inherit."""


@dataclass(slots=True)
class Assembly:
    """The running state while the entries are read top to bottom."""

    grid: Grid
    drafts: list[Draft] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    area: Parent | None = None
    activity: Parent | None = None
    sub_activity: Parent | None = None
    spare_number: bool = False

    @property
    def last(self) -> Draft | None:
        """The row read last, while its activity still stands."""
        if not self.drafts:
            return None
        last = self.drafts[-1]
        return last if last.activity is self.activity and last.area is self.area else None


def assemble(grid: Grid) -> Assembly:
    """Read all entries into draft rows, in order."""
    state = Assembly(grid)
    for place, entry in enumerate(grid.entries):
        _read(state, entry, place)
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
    snippet = _without_capital(entry.text("area"))
    number = area_number(entry.area_number or (snippet.number if snippet else ""))
    if snippet is None:
        if (
            not entry.area_number
            or (state.area and state.area.number == entry.area_number)
            or not (entry.texts or entry.ticks)
        ):
            return False
        snippet = Snippet(0, entry.area_number, "1 ", "", "")
    elif snippet.text == BLANK and not number:
        state.area = state.activity = state.sub_activity = None
        return True
    elif snippet.text == BLANK:
        snippet = Snippet(0, number, snippet.style, "", "")
    elif not number and not entry.whole and completes(state.area, snippet) and state.area:
        state.area.add(snippet, entry.line)
        return False
    elif repeats(state.area, Snippet(0, number, "", snippet.text, snippet.raw), literally=not entry.opens_page):
        return False
    state.area = opened(
        "area", Snippet(0, number, snippet.style, snippet.text, snippet.raw), entry.line, bare=state.grid.bare_numbers
    )
    state.activity = state.sub_activity = None
    return True


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
    state.activity = opened("activity", snippet, entry.line, bare=state.grid.bare_numbers)
    state.sub_activity = None
    return True


def _page_lost(state: Assembly, entry: Entry, fresh: list[str]) -> None:
    """At a page's first line that prints no activity: if its texts belong to another one, a page is missing.

    Then nothing is inherited: the parents are unknown.
    """
    if not entry.opens_page or fresh or entry.whole or not state.activity or state.activity.lost == "page":
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


def _codes_heard(entry: Entry) -> set[str]:
    """Codes of the activities to which the template would give the entry's texts, where it is sure.

    Where the line has a sub-activity's text, that text must speak: an indicator alone may have slid.
    """
    sub, own = entry.text("sub_activity"), entry.text("indicator")
    heard = _heard(sub, "sub_activity") | _heard(sub, "item") if sub else set()
    if own and (heard or sub is None) and len(own.text) >= 12:
        heard |= _heard(own, "indicator")
    return {".".join(code.split(".")[:2]) for code in heard}


def _heard(snippet: Snippet, level: str) -> set[str]:
    head = outline(snippet.text).lead or snippet.text
    hits = {hit.code for hit in best(head, level, limit=6, cutoff=0.88)}
    piece = fragment(snippet.text, (level,)) if not hits else None
    return hits | {piece.code} if piece else hits


def _sub_activity(state: Assembly, entry: Entry, place: int, *, changed: bool) -> str:
    """Take the line's sub-activity text: "new", "more" (it goes on with the one above) or "" (none on this line)."""
    pieces = entry.texts.get("sub_activity", [])
    outcome = ""
    for offset, snippet in enumerate(pieces):
        if snippet.text == BLANK and not snippet.number:
            state.sub_activity = None
            outcome = "new"
            continue
        if snippet.text == BLANK:
            state.sub_activity = opened(
                "sub_activity", _without_blank(snippet), entry.line, bare=state.grid.bare_numbers
            )
            outcome = "new"
            continue
        heads_list = offset > 0 and state.sub_activity is not None
        verdict = goes_on(
            state.sub_activity, snippet, runs_on=_runs_on(state, entry), pairs=_pairs(state, entry, place)
        )
        if (
            state.sub_activity
            and not entry.whole
            and (heads_list or (verdict.goes_on and not (changed and not outcome)))
        ):
            if not repeats(state.sub_activity, snippet, literally=not entry.opens_page):
                state.sub_activity.add(snippet, entry.line)
                state.sub_activity.unclear = state.sub_activity.unclear or not (verdict.sure or heads_list)
            outcome = outcome or "more"
        elif (
            state.sub_activity and repeats(state.sub_activity, snippet, literally=not entry.opens_page) and not changed
        ):
            outcome = outcome or "more"
        else:
            before = state.sub_activity
            state.sub_activity = opened("sub_activity", snippet, entry.line, bare=state.grid.bare_numbers)
            again = (
                bool(snippet.number) and before is not None and state.spare_number and before.number == snippet.number
            )
            state.sub_activity.unclear = again or (not verdict.sure and not entry.whole)
            state.spare_number = False
            state.sub_activity.segments = () if entry.whole else run_together(snippet.text, "sub_activity")
            outcome = "new"
    return outcome


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
        if not _continue(state, entry, snippet, fresh, sub):
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


def _continue(state: Assembly, entry: Entry, snippet: Snippet, fresh: tuple[str, ...], sub: str) -> bool:
    """Join the text to the row above where it is a further piece of it; False where it opens a row of its own."""
    last = state.last
    if last is None or last.sealed or fresh or sub == "new" or not last.pieces or entry.whole:
        return False
    if entry.note and (entry.ticks or not state.grid.has_ticks):
        return False
    if _is_part(state, last, snippet):
        last.parts.append((snippet, entry.ticks, entry.line))
        last.lines.append(entry.line)
        if entry.note:
            last.note.append(entry.note)
        return True
    if entry.ticks or last.sub_activity is not state.sub_activity or last.parts:
        return _continues_last_group(state, entry, snippet, last)
    if _is_rest(state, entry, snippet, last):
        last.pieces.append(snippet.raw)
        last.lines.append(entry.line)
        return True
    return False


def _is_part(state: Assembly, last: Draft, snippet: Snippet) -> bool:
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
    if not snippet.number and not outline(snippet.raw).items:
        whole = f"{last.text} {snippet.text}"
        return (
            begins_low(snippet.text)
            or ends_open(last.text)
            or (is_known(whole, "indicator") and not is_known(last.text, "indicator"))
        )
    first = outline(snippet.raw, state.grid.bare_numbers).items
    if not entry.opens_page or not first:
        return False
    running = outline(last.text, state.grid.bare_numbers).open_lists
    return any(style == first[0].style and value_of(first[0].number) == value + 1 for style, value in running)


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
