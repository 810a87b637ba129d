"""Tables drawn without upright rules, or without any: the rules that are not there are put where the eye sees them.

The row of the twelve months tells where the table is and how wide its months are. Between two headings a boundary runs where
hardly any line of text crosses; a row begins where the indicator's text stands off from the one above. What cannot be seen so is
left alone, and the table is then told as missing rather than guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from renaksi.intake.readers.pdf.month_heading import Heading, heading_of
from renaksi.intake.readers.pdf.shapes import Box, PageContent, Rule
from renaksi.intake.readers.pdf.words import TextLine, text_lines, words_of

FEWEST_COLUMNS = 5
_CLOSING = re.compile(r"^(ditetapkan|salinan sesuai|pada tanggal)\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^[-–—\s]*\d{1,3}[-–—\s]*$")
_CROSSED = 0.15
_STEP = 0.5
_ASCENT = 0.87
_APART = 1.15
_BELOW = 0.35
"""A base line runs so much of the letters' size below the middle of a tick drawn on it."""
_MOST_PITCH = 1.6
_SURE = 0.8
_SAME = 2.5
_UNSEEN = 0.2
"""A table of whose lines a greater share cannot be parted into rows is left alone whole."""
_FEWEST_ROWS = 2


@dataclass(slots=True)
class _Part:
    """What of a table stands on one page: its lines of text, and its heading where it has one."""

    content: PageContent
    lines: list[TextLine]
    heading: Heading | None = None


@dataclass(slots=True)
class _Tabled:
    """A table over its pages."""

    heading: Heading
    parts: list[_Part] = field(default_factory=list)


def add_missing_rules(contents: Sequence[PageContent]) -> None:
    """Give pages that hold an unruled table the rules it lacks; all other pages stay as they are."""
    for table in _tables(contents):
        bounds = _bounds(table)
        pitch = _pitch(table, bounds) if bounds else 0.0
        rows = [_rows(part, table.heading, bounds, pitch) if bounds else [] for part in table.parts]
        unseen = sum(len(part.lines) for part, found in zip(table.parts, rows, strict=True) if not found)
        if unseen > _UNSEEN * sum(len(part.lines) for part in table.parts):
            continue
        for part, found in zip(table.parts, rows, strict=True):
            if found:
                _add(part, found, bounds)


def _tables(contents: Sequence[PageContent]) -> Iterator[_Tabled]:
    running: _Tabled | None = None
    for content in contents:
        if content.is_picture:
            continue
        lines = text_lines(words_of(content.letters))
        found = heading_of(lines)
        heading = found or (running.heading if running else None)
        if heading is None or _is_ruled(content, heading, list(_body(lines, found.bottom if found else 0.0))):
            continue
        if found and (running is None or not _alike(found, running.heading)):
            if running:
                yield running
            running = _Tabled(found)
        if running is None:
            continue
        rest = list(_body(lines, found.bottom if found else 0.0))
        if rest:
            running.parts.append(_Part(content, rest, found))
    if running:
        yield running


def _is_ruled(content: PageContent, heading: Heading, lines: Sequence[TextLine]) -> bool:
    """Whether upright rules part the months beside most lines of text: then the page is left as it is."""
    first, last = heading.months[0], heading.months[-1]
    between = [rule for rule in content.down if first < rule.place < last]
    counts = [len({round(rule.place) for rule in between if rule.start <= y <= rule.end}) for y in _middles(lines)]
    return not counts or sum(1 for count in counts if count > FEWEST_COLUMNS) * 2 > len(counts)


def _middles(lines: Sequence[TextLine]) -> Iterator[float]:
    return (line.box.middle[1] for line in lines)


def _alike(one: Heading, other: Heading) -> bool:
    return max(abs(a - b) for a, b in zip(one.months, other.months, strict=True)) < 2


def _body(lines: list[TextLine], top: float) -> Iterator[TextLine]:
    """The table's lines on a page: below its heading, without page numbers, up to what closes the decree."""
    for line in lines:
        if line.box.middle[1] <= top or _PAGE_NUMBER.match(line.text):
            continue
        if _CLOSING.match(line.text):
            return
        yield line


def _bounds(table: _Tabled) -> list[float]:
    """The x of every boundary between columns, outer ones included; [] where one cannot be seen."""
    heading = table.heading
    seen = _Gaps(table)
    first, last = heading.months[0] - heading.pitch / 2, heading.months[-1] + heading.pitch / 2
    left = [label for label in heading.labels if label.middle[0] < heading.months[0]]
    right = [label for label in heading.labels if label.middle[0] > heading.months[-1]]
    if len(left) < 2:
        return []
    found = [
        *(seen.between(before.middle[0], after.middle[0]) for before, after in pairwise(left)),
        seen.between(left[-1].middle[0], heading.months[0], near=first),
        *(heading.months[place] + heading.pitch / 2 for place in range(11)),
    ]
    if right:
        found.append(seen.between(heading.months[-1], right[0].middle[0], near=last))
        found += [seen.between(before.middle[0], after.middle[0]) for before, after in pairwise(right)]
    if any(x is None for x in found):
        return []
    own = _uprights(table)
    if len(own) == len(found) + 2:
        return own  # the heading alone is ruled: the columns below are its own
    outer = max(last, *(box.right + 2 for box in seen.boxes)) if right else last
    return [min(box.left for box in seen.boxes) - 2, *(x for x in found if x is not None), outer]


def _uprights(table: _Tabled) -> list[float]:
    """The x of the upright rules beside the row of months."""
    found: list[float] = []
    for part in table.parts:
        if part.heading is None:
            continue
        y = (part.heading.middle + part.heading.bottom) / 2
        for x in sorted(rule.place for rule in part.content.down if rule.start <= y <= rule.end):
            if all(abs(x - known) > table.heading.pitch / 4 for known in found):
                found.append(x)
    return sorted(found)


class _Gaps:
    """Where the words and rules of a table leave room between two columns."""

    def __init__(self, table: _Tabled) -> None:
        lines = [line for part in table.parts for line in part.lines]
        self.boxes = [*(line.box for line in lines), *table.heading.labels]
        self._words = [word.box for line in lines for word in line.words]
        self._labels = table.heading.labels
        self._most = max(_CROSSED * len(lines), 1)
        self._ends = [x for part in table.parts for rule in part.content.across for x in (rule.start, rule.end)]

    def between(self, start: float, end: float, near: float | None = None) -> float | None:
        """The middle of the widest stretch between two columns' centres that hardly a line crosses; None where each is crossed.

        ``near`` is taken where it lies in such a stretch, else a place at which many level rules end.
        """
        crossed = self._crossed(start, end)
        if min(crossed) > self._most:
            return None
        runs = [run for run in _runs(crossed) if near is not None and run[0] <= (near - start) / _STEP <= run[1]]
        if runs:
            return near
        first, last = max(_runs(crossed), key=lambda run: run[1] - run[0])
        low, high = start + first * _STEP, start + last * _STEP
        ends = Counter(round(x) for x in self._ends if low - _SAME <= x <= high + _SAME)
        place, count = max(ends.items(), key=lambda end: end[1], default=(0, 0))
        return float(place) if count > _FEWEST_ROWS else (low + high) / 2

    def _crossed(self, start: float, end: float) -> list[float]:
        """How many words cross each step of the way; a heading's word weighs as much as all of them may."""
        steps = max(int((end - start) / _STEP), 1)
        crossed = [0.0] * (steps + 1)
        for weight, boxes in ((1.0, self._words), (self._most, self._labels)):
            for box in boxes:
                low, high = int((box.left - start) / _STEP), int((box.right - start) / _STEP) + 1
                for step in range(max(low, 0), min(high, steps) + 1):
                    crossed[step] += weight
        return crossed


def _runs(crossed: Sequence[float]) -> list[tuple[int, int]]:
    """The runs of steps that are crossed least."""
    least = min(crossed)
    runs: list[tuple[int, int]] = []
    for step, count in enumerate(crossed):
        if count > least:
            continue
        if runs and runs[-1][1] == step - 1:
            runs[-1] = (runs[-1][0], step)
        else:
            runs.append((step, step))
    return runs


_Row = tuple[float, list[Rule]]
"""A boundary between two rows: its y, and the rules that draw it."""


def _rows(part: _Part, heading: Heading, bounds: list[float], pitch: float) -> list[_Row]:
    """The boundaries of a page's rows, from its top to its bottom; [] where they cannot be seen."""
    top = part.heading.bottom if part.heading else min(line.box.top for line in part.lines) - 2
    bottom = max(line.box.bottom for line in part.lines) + 1.5
    return (
        _ruled_rows(part.content, top, bottom, bounds)
        or _filled_rows(part.content, top, bottom, bounds)
        or _seen_rows(part, top, bottom, bounds, heading, pitch)
    )


def _add(part: _Part, rows: list[_Row], bounds: list[float]) -> None:
    """The missing rules of one page."""
    own, content = part.heading, part.content
    ys = sorted({place for place, _ in rows})
    content.across += [rule for _, rules in rows for rule in rules]
    for above, below in pairwise(ys):
        held = [line for line in part.lines if above <= line.box.middle[1] <= below]
        content.down += [Rule(x, above, below) for x in _parting(held, bounds)]
    if own:
        _add_heading(content, own, bounds)


def _add_heading(content: PageContent, heading: Heading, bounds: list[float]) -> None:
    first = min(bounds, key=lambda x: abs(x - (heading.months[0] - heading.pitch / 2)))
    last = min(bounds, key=lambda x: abs(x - (heading.months[-1] + heading.pitch / 2)))
    content.across += [Rule(y, bounds[0], bounds[-1]) for y in (heading.top, heading.bottom)]
    content.across.append(Rule(heading.middle, first, last))
    for x in bounds:
        inside = first < x < last
        content.down.append(Rule(x, heading.middle if inside else heading.top, heading.bottom))


def _ruled_rows(content: PageContent, top: float, bottom: float, bounds: list[float]) -> list[_Row]:
    """The rows that level rules of the file's own part; [] where they do not part rows."""
    inside = [
        rule
        for rule in content.across
        if rule.place > top - 3 and rule.start < bounds[-1] and rule.end > bounds[0] and rule.end - rule.start > 8
    ]
    ys: list[float] = []
    for rule in sorted(inside, key=lambda one: one.place):
        if not ys or rule.place - ys[-1] > 3:
            ys.append(rule.place)
    if len(ys) <= _FEWEST_ROWS:
        return []
    rows: list[_Row] = [(y, []) for y in ys]
    if ys[0] - top > 4:
        rows.insert(0, (top, [Rule(top, bounds[0], bounds[-1])]))
    if bottom - ys[-1] > 4:
        rows.append((bottom, [Rule(bottom, bounds[0], bounds[-1])]))
    return rows


def _filled_rows(content: PageContent, top: float, bottom: float, bounds: list[float]) -> list[_Row]:
    """The rows that grounds of every other row part, cell by cell; [] where few cells have one."""
    fills = [fill.box for fill in content.fills if top - 3 < fill.box.middle[1] < bottom + 3]
    edges: dict[float, list[Box]] = {}
    for box in fills:
        for y in (box.top, box.bottom):
            near = next((known for known in edges if abs(known - y) < 3), y)
            edges.setdefault(near, []).append(box)
    found: list[_Row] = []
    for y in sorted(edges):
        spans = [
            Rule(y, left, right)
            for left, right in pairwise(bounds)
            if any(min(box.right, right) - max(box.left, left) > 0.5 * (right - left) for box in edges[y])
        ]
        if len(spans) > FEWEST_COLUMNS:
            found.append((y, spans))
    if len(found) <= _FEWEST_ROWS:
        return []
    inner = [(y, rules) for y, rules in found if top + 4 < y < bottom - 4]
    return [(top, [Rule(top, bounds[0], bounds[-1])]), *inner, (bottom, [Rule(bottom, bounds[0], bounds[-1])])]


def _seen_rows(
    part: _Part, top: float, bottom: float, bounds: list[float], heading: Heading, pitch: float
) -> list[_Row]:
    """The rows as the eye parts them: where a text stands off from the one above; [] where that cannot be seen."""
    columns = _by_column(part.lines, bounds)
    january = _january(bounds, heading)
    texts = columns[:january]
    if not pitch:
        return []
    size = median(line.size for line in part.lines)
    starts = _starts(texts, pitch)
    year = Box(bounds[january], top, bounds[january + 12], bottom)
    ticks = [_base(line) for lines in columns[january : january + 12] for line in lines]
    ticks += [mark.middle[1] + _BELOW * size for mark in part.content.marks if year.holds(*mark.middle)]
    if not _agree(ticks, starts):
        return []
    edges = [top, *(y for base in starts if (y := base - _ASCENT * size) > top + 3), bottom]
    return [(y, _level(y, columns, bounds, pitch, outer=y in (top, bottom))) for y in edges]


def _pitch(table: _Tabled, bounds: list[float]) -> float:
    """How far the lines of one text stand apart; 0 where no text of the table has two lines."""
    january = _january(bounds, table.heading)
    close = sorted(
        step
        for part in table.parts
        for lines in _by_column(part.lines, bounds)[:january]
        for a, b in pairwise(lines)
        if (step := _base(b) - _base(a)) < _MOST_PITCH * a.size
    )
    return close[len(close) // 4] if close else 0.0


def _january(bounds: list[float], heading: Heading) -> int:
    """Which column is the first month's."""
    return bounds.index(min(bounds, key=lambda x: abs(x - (heading.months[0] - heading.pitch / 2))))


def _base(line: TextLine) -> float:
    return line.words[0].base


def _starts(texts: Sequence[Sequence[TextLine]], pitch: float) -> list[float]:
    """The base lines on which a text begins: the first of each column, and those that stand off from the one above."""
    found: list[float] = []
    for lines in texts:
        found += [_base(line) for line in lines[:1]]
        found += [_base(b) for a, b in pairwise(lines) if _base(b) - _base(a) > _APART * pitch]
    starts: list[float] = []
    for base in sorted(found):
        if not starts or base - starts[-1] > _SAME:
            starts.append(base)
    return starts


def _agree(ticks: Sequence[float], starts: Sequence[float]) -> bool:
    """Whether nearly all ticks stand on the first line of a row: else rows and ticks are laid out in a way not understood."""
    if not ticks or not starts:
        return False
    on = sum(1 for tick in ticks if min(abs(tick - start) for start in starts) < _SAME)
    return on >= _SURE * len(ticks)


def _by_column(lines: Sequence[TextLine], bounds: list[float]) -> list[list[TextLine]]:
    """The lines of each column, from top to bottom."""
    found: list[list[TextLine]] = []
    words = [word for line in lines for word in line.words]
    for left, right in pairwise(bounds):
        found.append(text_lines([word for word in words if left <= word.box.middle[0] < right]))
    return found


def _level(y: float, columns: list[list[TextLine]], bounds: list[float], pitch: float, *, outer: bool) -> list[Rule]:
    """A row's upper rule, left out under a text that runs on past it."""
    rules = []
    for (left, right), lines in zip(pairwise(bounds), columns, strict=True):
        above = [_base(line) for line in lines if _base(line) < y]
        below = [_base(line) for line in lines if _base(line) > y]
        runs_on = bool(above and below) and min(below) - max(above) <= _APART * pitch
        if outer or not runs_on:
            rules.append(Rule(y, left, right))
    return rules


def _parting(lines: Sequence[TextLine], bounds: list[float]) -> list[float]:
    """The boundaries that part a row: all, or only the outer ones where its one text runs over them as a title does."""
    marked = any(len(word.text) == 1 and word.box.left > bounds[2] for line in lines for word in line.words)
    in_one = not marked and all(b.box.left - a.box.right < b.size for line in lines for a, b in pairwise(line.words))
    crossed = any(line.box.left < x - 1 and line.box.right > x + 1 for line in lines for x in bounds[1:-1])
    return [bounds[0], bounds[-1]] if in_one and crossed else list(bounds)
