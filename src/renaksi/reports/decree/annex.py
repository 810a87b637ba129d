"""The decree's annex: the table of areas, activities, sub-activities and indicators with their months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from renaksi.papers.tree import Align, Cell, Column, Row, Table
from renaksi.plan.rows import PlanRow

# Words for "none here", printed only where a blank cell would be taken for "as above".
NONE_HERE = "-"
_TITLES = ("NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN")
_LEVELS = 3
_MONTH_WIDTH = 6.2
_WIDTHS_WITH_NOTES = (8.5, 29.0, 42.0, 54.0, 58.0, 34.0)
_WIDTHS_WITHOUT = (8.5, 31.0, 46.0, 61.0, 65.0, 14.0)
_ITEM = re.compile(r"(?<!\S)(?P<mark>\d{1,2}|[a-z])(?P<sign>[.)])\s")
_HOLDS_LIST = re.compile(r"(?<!\S)(?:1|a)[.)]\s")


def annex_table(rows: Sequence[PlanRow]) -> Table:
    """The table of the decree's annex: one body row for every row given, in the given order, 18 columns.

    Neighbouring rows under the same area, activity or sub-activity (text and number) share one cell. A parent or indicator that
    is empty stays empty; where an empty cell would be read as "as above" or as an unfinished row it holds a dash instead.
    """
    widths = _WIDTHS_WITH_NOTES if any(row.note for row in rows) else _WIDTHS_WITHOUT
    columns = (
        Column(widths[0], Align.CENTER),
        *(Column(width) for width in widths[1:5]),
        *(Column(_MONTH_WIDTH, Align.CENTER) for _ in range(12)),
        Column(widths[5]),
    )
    return Table(columns=columns, head=_head(), body=tuple(_body(rows)), size=8)


def _head() -> tuple[Row, ...]:
    titles = tuple(Cell(title, rowspan=2, align=Align.CENTER) for title in _TITLES)
    months = tuple(Cell(str(month), align=Align.CENTER) for month in range(1, 13))
    numbers = tuple(Cell(str(column), align=Align.CENTER) for column in range(1, 19))
    last = Cell("KET", rowspan=2, align=Align.CENTER)
    return ((*titles, Cell("PELAKSANAAN (BULAN)", colspan=12, align=Align.CENTER), last), months, numbers)


@dataclass(frozen=True, slots=True)
class _Group:
    """One cell's worth of rows at a level: printed number and text, and how many rows it serves."""

    number: str
    text: str
    count: int


def _body(rows: Sequence[PlanRow]) -> Iterator[Row]:
    starts = [_starts(rows, level) for level in range(_LEVELS)]
    for at, row in enumerate(rows):
        cells: list[Cell] = []
        for level in range(_LEVELS):
            group = starts[level].get(at)
            if group:
                cells.extend(_parent_cells(group, level))
        opens_sub_activity = at in starts[_LEVELS - 1] and bool(row.sub_activity)
        cells.append(Cell(_indicator(row, stands_alone=opens_sub_activity)))
        cells.extend(Cell(tick=True) if month in row.months else Cell() for month in range(1, 13))
        cells.append(Cell(listed(row.note)))
        yield tuple(cells)


def _starts(rows: Sequence[PlanRow], level: int) -> dict[int, _Group]:
    """Where the groups of a level begin. A group ends where its own number or text changes, or any level's above it."""
    begun = [at for at, row in enumerate(rows) if at == 0 or _key(row, level) != _key(rows[at - 1], level)]
    groups = {}
    for at, end in pairwise([*begun, len(rows)]):
        number, text = _names(rows[at])[level]
        if not text and (number or (at and any(_names(rows[at - 1])[level]))):
            text = NONE_HERE
        groups[at] = _Group(number, text, end - at)
    return groups


def _key(row: PlanRow, level: int) -> tuple[tuple[str, str], ...]:
    return _names(row)[: level + 1]


def _names(row: PlanRow) -> tuple[tuple[str, str], ...]:
    area_no = "" if row.area_no is None else str(row.area_no)
    return ((area_no, row.area), (row.activity_no, row.activity), (row.sub_activity_no, row.sub_activity))


def _parent_cells(group: _Group, level: int) -> tuple[Cell, ...]:
    if level == 0:
        number = NONE_HERE if group.text == NONE_HERE and not group.number else group.number
        return Cell(number, rowspan=group.count), Cell(listed(group.text), rowspan=group.count)
    return (Cell(listed(_numbered(group.number, group.text)), rowspan=group.count),)


def _indicator(row: PlanRow, *, stands_alone: bool) -> str:
    text = _numbered(row.indicator_no, row.indicator)
    if text or (stands_alone and (row.months or row.note)):
        return listed(text)
    return NONE_HERE


def _numbered(number: str, text: str) -> str:
    return f"{number}. {text}".strip() if number else text


def listed(text: str) -> str:
    """The text with a line break before every item of a numbered or lettered list inside it: ``... : 1) x; 2) y`` on three lines.

    Only breaks that replace a space are put in, so folding white space gives the text back. A text without a list comes back as
    it is.
    """
    if not _HOLDS_LIST.search(text):
        return text
    expected: dict[str, str] = {}
    breaks: list[int] = []
    for found in _ITEM.finditer(text):
        mark, sign = found["mark"], found["sign"]
        kind = sign + ("1" if mark.isdecimal() else "a")
        if mark in ("1", "a") or mark == expected.get(kind):
            expected[kind] = str(int(mark) + 1) if mark.isdecimal() else chr(ord(mark) + 1)
            breaks.append(found.start() - 1)
    return "".join("\n" if at in breaks else sign for at, sign in enumerate(text))
