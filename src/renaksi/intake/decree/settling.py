"""After all lines are read: which row each tick line serves, parts of an indicator, sub-activities run together, stray notes."""

from __future__ import annotations

import re
from dataclasses import replace

from renaksi.catalogue.match import best
from renaksi.intake.decree.drafts import Assembly, Draft, Loose
from renaksi.intake.decree.entries import Ticks
from renaksi.intake.decree.enumeration import Item, Outline, outline
from renaksi.intake.decree.parents import Parent
from renaksi.kernel.wording import fold

_SENTENCE = re.compile(r"(?<=[;,.])\s+(?=[A-Z])")


def settle(state: Assembly) -> list[Draft]:
    """The final rows, in order; what no row could take is added to ``state.loose``."""
    rows: list[Draft] = []
    for draft in state.drafts:
        rows += _notes(state, draft) if draft.note_lines else _split(state, draft)
    _part_sub_activities(rows)
    _slid_notes(rows)
    return rows


def _split(state: Assembly, draft: Draft) -> list[Draft]:
    if draft.parts:
        return _by_part(state, draft)
    if len(draft.ticks) < 2:
        return [draft]
    return _by_tick_line(state, draft)


def _by_part(state: Assembly, draft: Draft) -> list[Draft]:
    """Lettered parts: one row while one tick line serves them all, else a row for each part with ticks."""
    ticked = [ticks for _, ticks, _ in draft.parts if ticks]
    if len(ticked) + len(draft.ticks) <= 1:
        draft.pieces += [snippet.raw for snippet, _, _ in draft.parts]
        draft.ticks += ticked
        draft.parts = []
        return [draft]
    rows: list[Draft] = [draft] if draft.ticks else []
    if not draft.ticks:
        state.loose.append(Loose("decree.head_without_months", draft.line, draft.raw))
    for snippet, ticks, line in draft.parts:
        if ticks or not rows:
            row = _copy(draft, line, ticks)
            row.pieces, row.number, row.style = [snippet.text], snippet.number, snippet.style
            rows.append(row)
        else:
            rows[-1].pieces.append(snippet.raw)
            rows[-1].lines.append(line)
    draft.parts = []
    return rows


def _copy(draft: Draft, line: int, ticks: Ticks | None) -> Draft:
    return replace(
        draft,
        line=line,
        lines=[line],
        ticks=[ticks] if ticks else [],
        parts=[],
        note=[],
        note_lines=[],
        doubts=[],
        fresh=(),
    )


def _by_tick_line(state: Assembly, draft: Draft) -> list[Draft]:
    """Several tick lines beside one cell: a row for each numbered point, or each group of points, if there are as many."""
    found = outline(draft.raw, state.grid.bare_numbers)
    lines = draft.ticks
    if not found.lead and len(found.groups) == 1 and len(found.items) == len(lines) >= 2:
        return [_item_row(draft, item, ticks) for item, ticks in zip(found.items, lines, strict=True)]
    if parts := _lettered_parts(found, state.grid.bare_numbers, len(lines)):
        state.loose.append(Loose("decree.head_without_months", draft.line, draft.raw))
        return [_item_row(draft, item, ticks) for item, ticks in zip(parts, lines, strict=True)]
    several = draft.sub_activity is not None and not draft.sub_activity.number
    subs = outline(draft.sub_activity.text, state.grid.bare_numbers).items if several and draft.sub_activity else ()
    if not found.lead and len(found.groups) == len(lines) >= 2 and len(subs) in (0, len(lines)):
        return [
            _group_row(draft, found.groups[place], subs[place] if subs else None, ticks)
            for place, ticks in enumerate(lines)
        ]
    for ticks in lines[1:]:
        state.loose.append(Loose("decree.ticks_unassigned", ticks.line, ticks.months.words()))
    draft.ticks = lines[:1]
    draft.doubt("decree.ticks_unassigned", lines[1].line, "months")
    return [draft]


def _lettered_parts(found: Outline, bare: bool, count: int) -> tuple[Item, ...]:
    """The lettered parts of the one point a cell holds, if there are just as many as tick lines; () otherwise."""
    if len(found.items) > 1 and not found.items[0].style.startswith("a"):
        return ()
    inner = outline(found.items[0].text, bare) if found.is_single else found
    lettered = all(item.style.startswith("a") for item in inner.items)
    return inner.items if inner.lead and lettered and len(inner.items) == count else ()


def _item_row(draft: Draft, item: Item, ticks: Ticks) -> Draft:
    """A row for one point of the cell; the first keeps what else was known of the cell's line."""
    first = ticks is draft.ticks[0]
    row = replace(draft, ticks=[ticks]) if first else _copy(draft, ticks.line, ticks)
    row.pieces, row.number, row.style = [item.text], item.number, item.style
    return row


def _group_row(draft: Draft, group: tuple[Item, ...], sub: Item | None, ticks: Ticks) -> Draft:
    """A row for one group of points, with the sub-activity of the same place in its cell."""
    row = _copy(draft, ticks.line, ticks)
    row.pieces, row.number, row.style = [" ".join(item.raw for item in group)], "", ""
    if len(group) == 1:
        row.pieces, row.number, row.style = [group[0].text], group[0].number, group[0].style
    if sub and draft.sub_activity:
        head, lines = outline(sub.text).lead or sub.text, list(draft.sub_activity.lines)
        row.sub_activity = Parent("sub_activity", sub.number, sub.style, [sub.text], lines, first_text=head)
    row.doubt("decree.groups_paired", ticks.line, "months")
    return row


def _notes(state: Assembly, draft: Draft) -> list[Draft]:
    """Notes on lines of their own: one for each point of the cell above if there are as many, else they are that row's."""
    found = outline(draft.raw, state.grid.bare_numbers)
    texts = [item.text for item in found.items] if found.items and not found.lead else _SENTENCE.split(draft.text)
    rows = _split(state, draft)
    if len(rows) == 1 and draft.note and len(texts) == len(draft.note_lines) + 1 >= 2:
        draft.pieces, draft.number, draft.style = [texts[0]], found.items[0].number if found.items else "", ""
        for place, ((line, note), text) in enumerate(zip(draft.note_lines, texts[1:], strict=True), 1):
            row = _copy(draft, line, None)
            row.pieces, row.note = [text], [note]
            row.number = found.items[place].number if found.items else ""
            row.doubt("decree.text_parted", draft.line, "indicator", text)
            rows.append(row)
        draft.doubt("decree.text_parted", draft.line, "indicator", texts[1])
    else:
        draft.note += [note for _, note in draft.note_lines]
        draft.doubt("decree.note_joined", draft.note_lines[0][0], "note")
    return rows


def _part_sub_activities(rows: list[Draft]) -> None:
    """Where one cell ran two sub-activities together, give each row the one its indicator belongs to by the template."""
    for place, row in enumerate(rows):
        sub = row.sub_activity
        if sub is None or not sub.segments or (place and rows[place - 1].sub_activity is sub):
            continue
        under = [each for each in rows[place:] if each.sub_activity is sub]
        if len(under) < 2:
            continue
        first, rest = sub.segments
        tail = " ".join([rest, *sub.pieces[1:]])
        own = Parent("sub_activity", "", "", [tail], list(sub.lines), first_text=outline(rest).lead or rest)
        turned = False
        for each in under:
            turned = turned or _belongs(each, own)
            each.sub_activity = own if turned else sub
            each.doubt("decree.text_parted", sub.lines[0], "sub_activity", rest)
        sub.pieces = [first] if not all(each.sub_activity is sub for each in under) else sub.pieces
        sub.first_text = first


def _belongs(row: Draft, sub: Parent) -> bool:
    hits = best(row.text, "indicator", limit=3, cutoff=0.8)
    return any(hit.code.startswith(sub.code + ".") for hit in hits) if sub.code and hits else row.number == "1"


def _slid_notes(rows: list[Draft]) -> None:
    """Below a note that stood alone: the notes above may have slid a line, up to the last that speaks of its own indicator."""
    for place, row in enumerate(rows):
        if not any(code == "decree.note_joined" for code, *_ in row.doubts):
            continue
        for above in range(place - 1, -1, -1):
            each = rows[above]
            if not each.note or each.page != row.page:
                break
            each.doubt("decree.note_slid", each.line, "note")
            if _speaks_of(each):
                break


def _speaks_of(row: Draft) -> bool:
    shared = {word for word in fold(" ".join(row.note)).split() if len(word) > 4} & set(fold(row.text).split())
    return bool(shared)
