"""Finding the annex: its pages, what each column means on each, and where the months begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from renaksi.intake.decree.blocks import strangers
from renaksi.intake.decree.headings import (
    heads,
    is_column_numbers,
    is_only_labels,
    january_column,
    other_columns,
    parts_months,
    whole_heading,
    wide_months,
    year_column,
    year_parts,
)
from renaksi.intake.decree.titles import area_title
from renaksi.intake.readers.table import Line, Table
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import fold

_FIRST_TEXTS = 2
"""A row of months this far to the left is a row of column numbers: area and activity stand there."""
MAX_TABLE_LINES = 3_000
"""Longer than any annex by far: a national template has fewer than two hundred rows."""
TEXT_LEVELS = ("area", "activity", "sub_activity", "indicator")

_CLOSING = re.compile(
    r"^(ditetapkan di|salinan sesuai|pada tanggal|ketua komisi|sekretaris(?: komisi)?\b|ketua kpu|ketua kip)"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a page mean. ``starts`` = first column of each level; ``january`` = column of the first month.

    ``months`` = first column of each month where a month takes more than one; empty where each takes one.
    ``others`` = columns with a heading of their own that are read no further (target, person in charge). ``parts`` = how many
    columns the year has where they are quarters or halves; 0 where they are months. ``worded`` = one column, ``january``, tells
    the months in words. ``labels`` = every cell of the heading: column, text, how many columns it spans.
    """

    starts: dict[str, int] = field(default_factory=dict)
    january: int = 5
    note: int | None = None
    declared: bool = True
    others: frozenset[int] = frozenset()
    months: tuple[int, ...] = ()
    parts: int = 0
    worded: bool = False
    labels: tuple[tuple[int, str, int], ...] = ()

    def places(self, column: int) -> range:
        """The places of the months a column stands for: one, or all of its quarter."""
        if self.parts and self.in_year(column):
            size = 12 // self.parts
            return range((column - self.january) * size + 1, (column - self.january + 1) * size + 1)
        return range(self.place(column), self.place(column) + 1)

    def place(self, column: int) -> int:
        """Which month's place a column is: 1..12, below 1 before January, above 12 past December."""
        if (self.parts or self.worded) and column >= self.after_december:
            return 13 + column - self.after_december
        if not self.months:
            return column - self.january + 1
        if column >= self.after_december:
            return 13 + column - self.after_december
        return sum(1 for start in self.months if start <= column)

    @property
    def after_december(self) -> int:
        """The first column past December."""
        if self.worded:
            return self.january + 1
        if not self.months:
            return self.january + (self.parts or 12)
        widths = [later - earlier for earlier, later in pairwise(self.months)]
        return self.months[-1] + max(set(widths), key=widths.count)

    def span(self, level: str) -> tuple[int, int]:
        """First and last column of a level."""
        start = self.starts.get(level, -1)
        edges = (*self.starts.values(), *self.others, self.january, *([] if self.note is None else [self.note]))
        after = [column for column in edges if column > start]
        return start, (min(after) if after else start + 1) - 1

    def in_year(self, column: int) -> bool:
        """Whether a column is a month's."""
        return self.january <= column < self.after_december

    def right_of_year(self, column: int) -> bool:
        """Whether a column past December is one of a level's, as where the months stand in the midst of the table."""
        right = [level for level, start in self.starts.items() if start > self.january]
        return any(first <= column <= last for first, last in map(self.span, right))


@dataclass(frozen=True, slots=True)
class Page:
    """A run of table lines under one heading, or between two gaps. ``columns`` None = no heading of its own."""

    lines: tuple[Line, ...]
    columns: Columns | None = None
    after_gap: int = 0


@dataclass(frozen=True, slots=True)
class Annex:
    """The annex's pages, and the lines of the file that do not belong to it. ``left`` = tables left out: first line, heading."""

    pages: tuple[Page, ...] = ()
    body: tuple[Line, ...] = ()
    unplaced: tuple[Line, ...] = ()
    has_heading: bool = False
    has_months: bool = False
    left: tuple[tuple[int, str], ...] = ()


def find_annex(table: Table) -> Annex:
    """The annex of a file: from the first heading (or the first wide line, where the heading is lost) to the closing lines.

    Refused (``intake.too_large``): a table of thousands of lines.
    """
    other = strangers(table.lines) if table.exact else frozenset()
    annex = _annex(tuple(line for place, line in enumerate(table.lines) if place not in other))
    if not other:
        return annex
    kept = {id(line) for line in annex.body}
    foreign = {id(line) for place, line in enumerate(table.lines) if place in other and line.table is None}
    return replace(annex, body=tuple(line for line in table.lines if id(line) in kept | foreign))


def _annex(lines: tuple[Line, ...]) -> Annex:
    first = next((i for i, line in enumerate(lines) if _is_heading(line)), None)
    has_heading = first is not None
    if first is None:
        first = next((i for i, line in enumerate(lines) if _is_wide(line)), None)
    if first is None:
        return Annex(body=lines)
    first = _with_title(lines, first)
    last = _last_row(lines, first)
    if last - first > MAX_TABLE_LINES:
        raise Refused(
            "Tabel dalam berkas ini terlalu panjang untuk sebuah rencana aksi. Periksa berkas yang Anda unggah.",
            code="intake.too_large",
        )
    return _pages(lines, first, last, has_heading)


def _with_title(lines: tuple[Line, ...], first: int) -> int:
    """Where the table begins, an area's name right above it included."""
    above = next((place for place in range(first - 1, -1, -1) if lines[place].filled), None)
    return above if above is not None and area_title(lines[above].text) else first


def _is_heading(line: Line) -> bool:
    if heads(line):
        return True
    january = january_column(line) if line.in_table else None
    return january is not None and january > _FIRST_TEXTS


def _is_wide(line: Line) -> bool:
    ticks = sum(1 for cell in line.cells if cell.is_tick)
    return line.in_table and len(line.filled) >= 2 and (ticks >= 1 or len(line.cells) >= 12)


def _last_row(lines: tuple[Line, ...], first: int) -> int:
    """The last line of the table: before the closing formula, and the last one laid out as a table."""
    last = first
    for place in range(first, len(lines)):
        line = lines[place]
        if _CLOSING.match(fold(line.text)) and len(line.filled) <= 2 and not any(cell.is_tick for cell in line.cells):
            if not any(later.in_table and (len(later.filled) > 2 or heads(later)) for later in lines[place:]):
                break
            continue
        if line.in_table and (line.filled or any(cell.fill for cell in line.cells)):
            last = place
    return last


def _is_spaced(lines: tuple[Line, ...], first: int, last: int) -> bool:
    """Whether empty lines stand between most rows, so that one more says nothing of a page's end."""
    rows = sum(1 for line in lines[first : last + 1] if line.filled)
    gaps = sum(1 for place in range(first, last) if lines[place].filled and not lines[place + 1].filled)
    return gaps * 2 > rows > 6


_FURNITURE = re.compile(
    r"^[-–—\s\[(]*(?:halaman|hal\.?|page)?\s*\d{1,3}\s*(?:dari \d+|/\s*\d+)?[-–—\s\])]*$|^\W*$|(?:\.\s?){3,}$|…$"
    r"|^\W*(?:https?://|www\.|jdih\b)\S*\W*$|^(?:[\w-]+\.){2,}[\w-]+(?:/\S*)?$",
    re.IGNORECASE,
)
_HEAD_OF_ANNEX = re.compile(
    r"^(lampiran|keputusan|nomor|tentang|rencana aksi|komisi pemilihan|di lingkungan|tahun \d{4}|salinan"
    r"|kota |kabupaten |provinsi |dokumen ini)"
)


def is_furniture(text: str, *, at_top: bool) -> bool:
    """Whether a line of running text says nothing of its own: page number, address, catchword, at a page's top a title again."""
    title = at_top and (bool(_HEAD_OF_ANNEX.match(fold(text))) or text.isupper())
    return title or bool(_FURNITURE.search(text))


@dataclass(slots=True)
class _Pager:
    """Goes down the annex's lines and parts them into pages."""

    spaced: bool
    pages: list[Page] = field(default_factory=list)
    rows: list[Line] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    aside: list[Line] = field(default_factory=list)
    columns: Columns | None = None
    gap: int = 0
    closing: bool = False
    in_heading: bool = False
    has_months: bool = False
    year_span: int = 0

    def close(self, columns: Columns | None = None) -> None:
        """End the page; the next one has these columns (None: no heading of its own)."""
        if self.rows:
            self.pages.append(Page(tuple(self.rows), self.columns, self.gap))
            self.gap = 0
        self.rows, self.columns = [], columns

    def take(self, line: Line, below: Line | None) -> None:
        """Put one line where it belongs. A signature or certification between pages is the body's."""
        self.closing = bool(_CLOSING.match(fold(line.text))) or (self.closing and not (line.in_table and line.filled))
        if self.closing and not line.in_table:
            self.aside.append(line)
        elif not self._heads(line, below):
            self._row(line)

    def _heads(self, line: Line, below: Line | None) -> bool:
        """Take the line as part of a heading, if it is."""
        whole = whole_heading(line, below)
        found = heads(whole, january_column(below) if below is not None and below.in_table else None)
        january = january_column(line) if line.in_table else None
        if found:
            self._drop_titles()
            year = year_column(whole)
            columns = _columns(found, other_columns(whole, found), year)
            named = below is not None and (january_column(below) is not None or bool(wide_months(below)))
            labels = tuple((cell.column, cell.text, cell.column_span) for cell in whole.filled)
            self.close(replace(columns, parts=0 if named else year_parts(whole, columns.january), labels=labels))
            self.year_span = next((cell.column_span for cell in whole.filled if cell.column == year), 0)
            self.in_heading, self.has_months = True, self.has_months or "months" in found
        elif self.in_heading and self.columns and january is None and (months := wide_months(line)):
            self.columns, self.has_months = replace(self.columns, january=months[0], months=months), True
        elif self.in_heading and (january is not None or self._adds_to_heading(line)):
            if january is not None and january > _FIRST_TEXTS and self.columns is not None:
                self.columns, self.has_months = replace(self.columns, january=january), True
        elif january is not None and january > _FIRST_TEXTS:
            self.close(Columns(_starts_before(january), january, None, declared=False))
            self.in_heading = self.has_months = True
        else:
            return is_column_numbers(line) and not any(cell.is_tick for cell in line.cells)
        return True

    def _drop_titles(self) -> None:
        """Take the titles that stand right above a heading out of the page before it: the annex's name, printed again."""
        while self.rows and _is_title(self.rows[-1]):
            self.aside.append(self.rows.pop())

    def _adds_to_heading(self, line: Line) -> bool:
        """Whether a line below a heading still belongs to it: column numbers, more labels, quarters or weeks of the year."""
        if is_column_numbers(line) or is_only_labels(line):
            return True
        known = self.columns
        return known is not None and parts_months(line, known.january, known.january + self.year_span)

    def _row(self, line: Line) -> None:
        if not line.filled and not any(cell.fill for cell in line.cells):
            if self.rows and not self.spaced:
                self.close()
            self.gap += 1
        elif line.in_table:
            if not _is_furniture_row(line):
                self._keep(line)
        elif area_title(line.text) or not is_furniture(line.text, at_top=not self.rows):
            self._keep(line)
            self.unplaced.append(line)

    def _keep(self, line: Line) -> None:
        self.in_heading = False
        self.rows.append(line)


def _is_title(line: Line) -> bool:
    """Whether a row of the table holds only a title: one text, in front or over several columns, no month, no area's name."""
    if not line.in_table or len(line.filled) != 1 or any(cell.is_tick for cell in line.cells):
        return False
    only = line.filled[0]
    in_place = only.column == 0 or only.column_span > 1
    return in_place and is_furniture(only.text, at_top=True) and not area_title(only.text)


def _is_furniture_row(line: Line) -> bool:
    """A page number or the like that the scan took for a row of the table."""
    alone = not line.sheet and len(line.filled) == 1 and len(line.cells) < 3
    return alone and not line.filled[0].is_tick and bool(_FURNITURE.search(line.text))


def _pages(lines: tuple[Line, ...], first: int, last: int, has_heading: bool) -> Annex:
    pager = _Pager(_is_spaced(lines, first, last))
    for place in range(first, last + 1):
        pager.take(lines[place], lines[place + 1] if place < last else None)
    pager.close()
    body = (*lines[:first], *pager.aside, *lines[last + 1 :])
    return Annex(tuple(pager.pages), body, tuple(pager.unplaced), has_heading, pager.has_months)


def _columns(found: dict[str, int], others: frozenset[int], year: int | None) -> Columns:
    """What the columns mean. ``year`` = the column of a heading that spans the months: then they need not be the last."""
    starts = {role: found[role] for role in ("number", *TEXT_LEVELS) if role in found}
    if year is not None:
        return Columns(starts, year, found.get("note"), others=others)
    last = max([*starts.values(), *(column for column in others if column < found.get("months", 0))])
    return Columns(starts, max(found.get("months", last + 1), last + 1), found.get("note"), others=others)


def _starts_before(january: int) -> dict[str, int]:
    levels = ("number", *TEXT_LEVELS)
    return {
        level: january - len(levels) + place for place, level in enumerate(levels) if january - len(levels) + place >= 0
    }
