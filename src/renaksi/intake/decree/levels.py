"""Which level a text belongs to: by its column first, by what it says where the column cannot be right.

The national template is the referee: a text that plainly is one of its indicators is an indicator also where the scan slid it
into another column. A text the template does not know stays where its column says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

from renaksi.catalogue.match import affinity
from renaksi.intake.decree.columns import Columns
from renaksi.intake.decree.enumeration import outline
from renaksi.intake.decree.words import begins_low

LEVELS = ("area", "activity", "sub_activity", "indicator")

_STEP = 0.18
_FARTHEST = 4
_PLAINLY = 2
_SAME_LEVEL = 1.2
_MID_SENTENCE = 0.2
"""How much the template is heard on a text that begins in mid-sentence: it is a rest, whatever it happens to sound like."""
_LIST_OF_HEAD = 0.05
_NO_INDICATOR = 0.15
_NOTHING_TO_TICK = 0.5
_TEXT_IN_NUMBERS = 0.6
_UNDECLARED = 0.9
_AREA_WITHOUT_NUMBER = 0.4
_MAX_TEXTS = 7


@dataclass(frozen=True, slots=True)
class Snippet:
    """One cell's text with its number. ``raw`` is the text as printed, number included."""

    column: int
    number: str
    style: str
    text: str
    raw: str

    def joined(self, others: Sequence[Snippet]) -> Snippet:
        """This text with others behind it, as one."""
        tail = " ".join(other.raw for other in others)
        return Snippet(
            self.column, self.number, self.style, f"{self.text} {tail}".strip(), f"{self.raw} {tail}".strip()
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns to read a page by. ``relaid`` = the page's texts show another layout than the heading above.

    ``unsure`` = nothing proves the layout taken.
    """

    columns: Columns
    spans: dict[str, tuple[int, int]]
    trusted: bool = True
    relaid: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Levels given to a line's texts, which of them stood elsewhere, and by how many columns the line slid."""

    levels: tuple[str, ...]
    moved: tuple[str, ...] = ()
    shift: int = 0


def _voice(snippet: Snippet, level: str) -> float:
    """How sure the template is of this text at this level, 0 (says nothing) .. 1."""
    if level == "area" and snippet.text.endswith(":"):
        return 0.0
    return max(0.0, (_heard(snippet).get(level, 0.0) - 0.72) / 0.28)


def _heard(snippet: Snippet) -> dict[str, float]:
    if not snippet.text:
        return {}
    whole = affinity(snippet.text)
    found = outline(snippet.raw)
    if len(found.items) < 2 or max(whole.values()) > 0.9:
        return whole
    parts = [affinity(item.text) for item in found.items[:4]]
    parts += [affinity(found.lead)] if len(found.lead) > 12 else []
    return {level: max(whole[level], sum(part[level] for part in parts) / len(parts)) for level in whole}


def layout_of(
    columns: Columns, lines: list[list[Snippet]], *, own_heading: bool, exact: bool, same_width: bool
) -> Layout:
    """The layout of one page: the heading's, unless the page has none of its own and its texts plainly stand otherwise.

    ``same_width`` = its lines have as many cells as those below the heading. Where they do not and the template knows too few of
    the page's texts, the columns are taken in their order and the layout is ``unsure``.
    """
    declared = {level: columns.span(level) for level in LEVELS if level in columns.starts}
    layout = Layout(columns, declared, trusted=own_heading or exact)
    if own_heading or exact or _fills_columns(lines, declared):
        return layout
    texts = [snippet for line in lines for snippet in line if snippet.text]
    known = [(snippet, level) for snippet in texts if (level := _loudest(snippet))]
    in_place = sum(
        1 for s, level in known if level in declared and declared[level][0] <= s.column <= declared[level][1]
    )
    if known and len(known) >= 2 and in_place < 0.7 * len(known):
        return _relaid(columns, _inferred([snippet for line in lines for snippet in line]), unsure=False)
    if same_width or in_place >= max(2, len(texts) // 4):
        return replace(layout, trusted=columns.declared and len(known) >= 2)
    return _relaid(columns, _by_order(texts) or declared, unsure=True)


def _fills_columns(lines: list[list[Snippet]], spans: dict[str, tuple[int, int]]) -> bool:
    """Whether a page without a heading stands in the columns of the one before: no text outside them, nearly every line ending in
    the indicator's, and more than that column in use. A page that lost or won a column cannot look so.
    """
    filled = [line for line in lines if line]
    if len(filled) < 2 or "indicator" not in spans:
        return False
    levels = [[_level_at(snippet.column, spans) for snippet in line] for line in filled]
    used = {level for line in levels for level in line}
    ends = sum(1 for line in levels if line[-1] == "indicator")
    return "" not in used and len(used) > 1 and ends >= 0.8 * len(levels)


def _level_at(column: int, spans: dict[str, tuple[int, int]]) -> str:
    return next((level for level, (first, last) in spans.items() if first <= column <= last), "")


def _loudest(snippet: Snippet) -> str:
    level = max(LEVELS, key=lambda each: _voice(snippet, each))
    return level if _voice(snippet, level) > 0.5 else ""


def _relaid(columns: Columns, spans: dict[str, tuple[int, int]], *, unsure: bool) -> Layout:
    january = max(columns.january, spans.get("indicator", (0, columns.january - 1))[1] + 1)
    moved = Columns({level: span[0] for level, span in spans.items()}, january, None, declared=False)
    return Layout(moved, spans, trusted=False, relaid=True, unsure=unsure)


def _by_order(texts: list[Snippet]) -> dict[str, tuple[int, int]]:
    """Levels given to the columns that hold texts, the last one the indicator's; {} where there are more columns than levels."""
    columns = sorted({snippet.column for snippet in texts if len(snippet.text) > 3})
    if not columns or len(columns) > len(LEVELS):
        return {}
    return {level: (column, column) for level, column in zip(LEVELS[-len(columns) :], columns, strict=True)}


def _inferred(snippets: list[Snippet]) -> dict[str, tuple[int, int]]:
    """The likeliest order-keeping map of columns to levels for a page without a heading."""
    columns = sorted({snippet.column for snippet in snippets})
    votes = [[sum(_voice(s, level) for s in snippets if s.column == column) for level in LEVELS] for column in columns]
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * len(LEVELS)
    for place in range(len(columns)):
        reached: list[tuple[float, tuple[int, ...]]] = []
        for level in range(len(LEVELS)):
            score, path = max(best[: level + 1]) if place else (0.0, ())
            reached.append((score + votes[place][level], (*path, level)))
        best = reached
    path = max(best)[1] if columns else ()
    spans: dict[str, tuple[int, int]] = {}
    for column, level in zip(columns, path, strict=True):
        first = spans.get(LEVELS[level], (column, column))[0]
        spans[LEVELS[level]] = (first, column)
    return spans


def assign(snippets: list[Snippet], layout: Layout, *, has_ticks: bool, exact: bool) -> Placed:
    """Give each text of a line its level: the order-keeping choice that the columns and the template together like best."""
    if not snippets:
        return Placed(())
    if exact or len(snippets) > _MAX_TEXTS:
        return Placed(tuple(_by_column(snippet, layout) for snippet in snippets))
    in_place = _in_place(snippets, layout)
    if in_place and (in_place[-1] == LEVELS[-1] or not has_ticks):
        return Placed(in_place)
    choices = combinations_with_replacement(range(len(LEVELS)), len(snippets))
    chosen = max(choices, key=lambda choice: _score(snippets, choice, layout, has_ticks))
    levels = tuple(LEVELS[place] for place in chosen)
    shifts = [_offset(snippet.column, level, layout) for snippet, level in zip(snippets, levels, strict=True)]
    least = 1 if layout.trusted else _PLAINLY
    moved = tuple(level for level, shift in zip(levels, shifts, strict=True) if abs(shift) >= least)
    return Placed(levels, moved, shifts[-1] if moved else 0)


def _in_place(snippets: list[Snippet], layout: Layout) -> tuple[str, ...]:
    """The levels of a line whose every text stands in a column of its own under its heading; () where one does not.

    Such a line has not slid, whatever its texts sound like: an office may well use a template's sub-activity as an indicator.
    A head that ends in a colon with its list in the next cell leaves it open which column is right.
    """
    if not layout.trusted or any(snippet.text.rstrip().endswith(":") for snippet in snippets[:-1]):
        return ()
    found = [
        next((level for level in LEVELS if level in layout.spans and not _offset(snippet.column, level, layout)), "")
        for snippet in snippets
    ]
    return tuple(found) if all(found) and len(set(found)) == len(found) else ()


def _by_column(snippet: Snippet, layout: Layout) -> str:
    if snippet.column >= layout.columns.january and not layout.columns.right_of_year(snippet.column):
        return "note"
    return min(layout.spans, key=lambda level: abs(_offset(snippet.column, level, layout)), default="indicator")


def _offset(column: int, level: str, layout: Layout) -> int:
    """How many columns right (+) or left (-) of its level's span a text stands."""
    first, last = layout.spans.get(level) or _between(level, layout.spans)
    return min(column - first, 0) + max(column - last, 0)


def _between(level: str, spans: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Where a level would stand that a page's columns do not show: between its neighbours."""
    place = LEVELS.index(level)
    before = max((spans[known][1] for known in LEVELS[:place] if known in spans), default=-1)
    after = min((spans[known][0] for known in LEVELS[place + 1 :] if known in spans), default=before + 2)
    return min(before + 1, after), max(after - 1, before + 1)


def _score(snippets: list[Snippet], choice: tuple[int, ...], layout: Layout, has_ticks: bool) -> float:
    score, before, running = 0.0, None, 0
    step = _STEP if layout.trusted else _STEP * _UNDECLARED
    for snippet, place in zip(snippets, choice, strict=True):
        level = LEVELS[place]
        offset = _offset(snippet.column, level, layout)
        weight = _MID_SENTENCE if layout.trusted and begins_low(snippet.text) and not snippet.number else 1.0
        score += weight * _voice(snippet, level) - step * min(abs(offset - running), _FARTHEST)
        if level == "area" and not snippet.number and not layout.trusted:
            score -= _AREA_WITHOUT_NUMBER
        if before is not None and before[1] == place:
            heads_list = before[0].text.rstrip().endswith(":") and level == "sub_activity"
            score -= _LIST_OF_HEAD if heads_list else _SAME_LEVEL
        running, before = offset, (snippet, place)
    if has_ticks and choice[-1] != len(LEVELS) - 1:
        score -= _NO_INDICATOR if choice[-1] == len(LEVELS) - 2 else _NOTHING_TO_TICK
        if snippets[0].column < layout.columns.starts.get("area", 0):
            score -= _TEXT_IN_NUMBERS
    return score
