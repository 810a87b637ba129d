"""Which level each column holds, by its heading's words and by what stands below: no form of heading is taken for granted.

An office may call its activities PROGRAM KEGIATAN and its sub-activities RENCANA PELAKSANAAN, or name the areas above the table
instead of in a column. So all ways of giving the levels to the columns are weighed: how well the heading's words suit, how much
of what stands below is the template's at that level, and that a higher level has fewer texts than a lower one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from renaksi.catalogue.match import affinity
from renaksi.intake.decree.columns import TEXT_LEVELS, Annex, Columns, Page
from renaksi.intake.decree.enumeration import number_alone, split_number
from renaksi.intake.decree.headings import is_other_column, month_of
from renaksi.intake.decree.labels import label, suits
from renaksi.intake.decree.month_words import months_in_words
from renaksi.intake.decree.titles import area_title
from renaksi.intake.readers.table import Cell, Line

_NUMBER = re.compile(r"^(no|nomor|no urut)$")
_NOTE = re.compile(r"^ket\b|\bketerangan\b|\bcatatan\b")
_MONTHS = re.compile(r"\b(bulan|waktu|jadwal|pelaksanaan|triwulan|periode)\b")
_PEOPLE = re.compile(
    r"\b(penanggung ?jawab|pj|pic|pelaksana|unit|anggaran|biaya|volume|satuan|lokasi|bobot|prioritas)\b"
)
_MOST_TEXTS = 60
_HEARD = 0.85
_FEWEST_TITLES = 2

_BY_TEXTS = 2.5
_AS_READ = 0.3
_UNLIKE = -1.5
_ODD = -1.0
_UNUSED = -1.0
_TURNED = -0.8
_CROWDED = -0.7
_MISSING = {"area": -1.2, "activity": -0.8, "sub_activity": -0.4, "indicator": -3.0}
_TITLED = 0.5


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that may hold a level: where it begins, its heading, its texts and how the template hears them."""

    start: int
    heading: str
    texts: frozenset[str]
    heard: dict[str, float]

    def worth(self, level: str) -> float:
        """How likely the column holds the level."""
        words = suits(self.heading)
        worth = words.get(level, _UNLIKE) + _BY_TEXTS * self.heard.get(level, 0.0)
        return worth + (_ODD if level != "indicator" and level not in words and is_other_column(self.heading) else 0.0)

    @property
    def unused(self) -> float:
        """What it costs to give the column no level."""
        return 0.0 if is_other_column(self.heading) else _UNUSED


def name_columns(annex: Annex) -> Annex:
    """The annex with its columns' levels settled; pages without headings and tables whose heading is lost stay as they are."""
    worded = _worded(annex)
    annex = replace(annex, pages=tuple(_with_words(page, worded) for page in annex.pages))
    tables: dict[_Key, list[list[Cell]]] = {}
    for columns, lines in _under_headings(annex):
        held = tables.setdefault(_key(columns), [[] for _ in _spans(columns)])
        for cells, (first, after, _) in zip(held, _spans(columns), strict=True):
            cells += [cell for line in lines for cell in line.filled if _stands_in(cell, first, after)]
    titled = _titles(annex)
    return replace(annex, pages=tuple(_named(page, tables, titled) for page in annex.pages))


_Key = tuple[str, ...]
"""The words of a heading, by which the pages of one table are known."""


def _key(columns: Columns) -> _Key:
    return tuple(heading for _, heading, _ in columns.labels)


def _under_headings(annex: Annex) -> Iterator[tuple[Columns, Sequence[Line]]]:
    """Each page's lines with the heading above them."""
    known: Columns | None = None
    for page in annex.pages:
        known = page.columns or known
        if known is not None and known.labels:
            yield known, page.lines


def _stands_in(cell: Cell, first: int, after: int) -> bool:
    return first <= cell.column and cell.column + cell.column_span <= after


def _named(page: Page, tables: dict[_Key, list[list[Cell]]], titled: frozenset[str]) -> Page:
    columns = page.columns
    if columns is None or not columns.labels:
        return page
    spans = list(_spans(columns))
    candidates = [
        _column(first, heading, cells) for (first, _, heading), cells in zip(spans, tables[_key(columns)], strict=True)
    ]
    found = _Namer(columns, candidates, titled).best()
    if not found:
        return page
    starts = {"number": columns.starts["number"]} if "number" in columns.starts else {}
    starts |= {level: found[level] for level in TEXT_LEVELS if level in found}
    others = {first for first, _, _ in spans} | columns.others
    return replace(page, columns=replace(columns, starts=starts, others=frozenset(others - set(starts.values()))))


def _titles(annex: Annex) -> frozenset[str]:
    """The levels that lines of their own name between the rows: "area", and "activity" where others than areas are named so."""
    outside = {line.number for line in annex.unplaced}
    areas = others = 0
    for columns, lines in _under_headings(annex):
        for line in lines:
            area = area_title(line.text) is not None and (line.number in outside or _is_alone(line))
            if area or line.number in outside or is_title_row(line, columns):
                areas += area
                others += not area and line.number not in outside
    found = {"area"} if areas else set()
    return frozenset(found | ({"activity"} if others >= _FEWEST_TITLES else set()))


_TOTAL = re.compile(r"^(jumlah|total|catatan|keterangan)\b", re.IGNORECASE)


def _is_alone(line: Line) -> bool:
    """Whether a row of the table holds one text only, a number beside it or not."""
    if not line.in_table or not line.filled or any(cell.is_tick for cell in line.cells):
        return False
    *before, last = line.filled
    return len(before) < 2 and all(number_alone(cell.text) for cell in before) and not number_alone(last.text)


def is_title_row(line: Line, columns: Columns) -> bool:
    """Whether a row of the table holds one text only, over several headings, a number beside it or not."""
    if not _is_alone(line):
        return False
    last = line.filled[-1]
    over = sum(1 for start, _, _ in columns.labels if last.column <= start < last.column + last.column_span)
    return over > 1 and not _TOTAL.match(last.text)


def _worded(annex: Annex) -> frozenset[str]:
    """The headings of the months that stand over one column: it tells them in words or numbers, or else tells no month."""
    alone: set[str] = set()
    parted: set[str] = set()
    for columns, lines in _under_headings(annex):
        labelled = {start for start, _, _ in columns.labels}
        for start, heading, span in columns.labels if not (columns.parts or columns.months) else ():
            if span != 1 or not _MONTHS.search(label(heading)) or month_of(heading):
                continue
            if not any(cell.column == start for line in lines for cell in line.filled):
                continue
            year = {*range(start + 1, start + _MONTHS_OF_YEAR), *range(columns.january, columns.after_december)}
            cells = [cell for line in lines for cell in line.cells if cell.column in year - labelled]
            marked = any(cell.may_tick or cell.fill or cell.is_marked for cell in cells)
            (parted if marked or not _tells_months(heading, start, lines) else alone).add(heading)
    return frozenset(alone - parted)


_LETTERS = re.compile(r"[A-Za-z]{2}")
_SURELY = re.compile(r"^(?:(?:target|jadwal|periode|rencana) )?(?:bulan|waktu|jadwal)\b")
_NUMBERS = re.compile(r"\d{1,2}(?:\s*[-–,;&/]\s*\d{1,2})*")
_MONTHS_OF_YEAR = 12


def _tells_months(heading: str, start: int, lines: Sequence[Line]) -> bool:
    """Whether a column tells months in words, or under BULAN their numbers; under WAKTU any words are meant to."""
    texts = [cell.text for line in lines for cell in line.filled if cell.column == start]
    if len(set(texts)) > 1 and "bulan" in label(heading) and all(_NUMBERS.fullmatch(text) for text in texts):
        return True
    worded = [text for text in texts if _LETTERS.search(text)]
    known = sum(1 for text in worded if months_in_words(text))
    return bool(worded) and (known * 2 >= len(texts) or bool(_SURELY.search(label(heading))))


def _with_words(page: Page, worded: frozenset[str]) -> Page:
    """The page, the months' place being the one column that tells them in words, where it is."""
    if page.columns is None or page.columns.parts or page.columns.months:
        return page
    start = next((start for start, heading, span in page.columns.labels if span == 1 and heading in worded), None)
    return page if start is None else replace(page, columns=replace(page.columns, january=start, worded=True))


def _spans(columns: Columns) -> Iterator[tuple[int, int, str]]:
    """The columns that may hold a level, in order: (first, the one after, heading)."""
    edges = [start for start, _, _ in columns.labels]
    numbers: int | None = None
    for place, (start, heading, span) in enumerate(columns.labels):
        words = label(heading)
        if _NUMBER.match(words):
            numbers = start if place else None
            continue
        first, numbers = (start if numbers is None else numbers), None
        if columns.in_year(start) or _NOTE.search(words) or _PEOPLE.search(words) or month_of(heading):
            continue
        if start != columns.note:
            yield first, edges[place + 1] if place + 1 < len(edges) else start + span, heading


def _column(start: int, heading: str, cells: list[Cell]) -> _Column:
    kept = [cell for cell in cells if not (cell.may_tick or number_alone(cell.text))]
    texts = list(dict.fromkeys(split_number(cell.text)[2] for cell in kept))
    heard: dict[str, float] = defaultdict(float)
    sample = texts[:_MOST_TEXTS]
    for text in sample:
        voices = affinity(text)
        level = max(voices, key=lambda each: voices[each])
        if voices[level] >= _HEARD:
            heard[level] += 1 / len(sample)
    return _Column(start, heading, frozenset(texts), heard)


@dataclass(slots=True)
class _Namer:
    """Weighs every way of giving the levels to the columns."""

    columns: Columns
    candidates: list[_Column]
    titled: frozenset[str]

    def best(self) -> dict[str, int]:
        """level -> first column; {} where no column can hold one."""
        if not self.candidates or len(self.candidates) > 10:
            return {}
        ways = self._ways(0, {})
        chosen = max(ways, key=self._worth, default={})
        return {level: column.start for level, column in chosen.items()}

    def _ways(self, place: int, taken: dict[str, _Column]) -> Iterator[dict[str, _Column]]:
        if place == len(self.candidates):
            yield taken
            return
        yield from self._ways(place + 1, taken)
        for level in TEXT_LEVELS:
            if level not in taken:
                yield from self._ways(place + 1, {**taken, level: self.candidates[place]})

    def _worth(self, taken: dict[str, _Column]) -> float:
        given = [taken[level] for level in TEXT_LEVELS if level in taken]
        worth = sum(column.worth(level) for level, column in taken.items())
        worth += sum(_AS_READ for level, column in taken.items() if self.columns.starts.get(level) == column.start)
        worth += sum(column.unused for column in self.candidates if column not in given)
        worth += sum(
            _TITLED if level in self.titled else _MISSING[level] for level in TEXT_LEVELS if level not in taken
        )
        worth += sum(_ODD for level in self.titled if level in taken and not taken[level].heard.get(level))
        for above, below in pairwise(given):
            worth += _TURNED if above.start > below.start else 0.0
            worth += _CROWDED if len(above.texts) > len(below.texts) else 0.0
        return worth
