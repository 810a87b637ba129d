"""From a peer's tables of texts to rows with months, as simply as somebody would who uses that library for this.

The heading is the first row that names area, activity, sub-activity, indicator and PELAKSANAAN; a table without one has the
columns of the table before it. Twelve columns from PELAKSANAAN on are the months, and whatever stands in one is a tick. An
empty cell of a parent has the value above it. A row without an indicator, or whose indicator begins in lower case, goes on
with the row before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

Table = list[list[str | None]]
_MONTHS = 12
_AGAIN = 3  # cells that a line has in common with the heading where it is that heading, merged downward
_HEADINGS = (
    ("area", re.compile(r"area|perubahan")),
    ("sub_activity", re.compile(r"sub")),
    ("activity", re.compile(r"kegiatan|program")),
    ("indicator", re.compile(r"indikator")),
    ("months", re.compile(r"pelaksanaan|bulan|waktu")),
    ("note", re.compile(r"^ket")),
    ("area_no", re.compile(r"^no")),
)
_NEEDED = frozenset(("area", "activity", "sub_activity", "indicator", "months"))
_PARENTS = ("area_no", "area", "activity", "sub_activity")
_NUMBER = re.compile(r"^(\d+|[a-z])[.)]\s+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of each heading, first and behind the last; ``width`` = of the whole table."""

    places: dict[str, tuple[int, int]]
    width: int


def rows_of(tables: list[Table]) -> list[dict[str, Any]]:
    """The rows of all tables, as ``score_reading.py`` wants them."""
    rows: list[dict[str, Any]] = []
    columns: Columns | None = None
    above = dict.fromkeys(_PARENTS, "")
    for table in tables:
        body, columns = _body(table, columns)
        for line in body if columns else []:
            assert columns is not None  # noqa: S101 - the loop is empty without
            _take(line, columns, rows, above)
    return [_numbered(row) for row in rows]


def _body(table: Table, before: Columns | None) -> tuple[Table, Columns | None]:
    """The rows below the heading, and the columns; none where the table is another's."""
    for place, line in enumerate(table[:4]):
        columns = _columns(line)
        if columns:
            heading = {_text(cell) for cell in line} - {""}
            below = (row for row in table[place + 1 :] if len(heading & {_text(cell) for cell in row}) < _AGAIN)
            return [row for row in below if not _is_counting(row)], columns
    if before and table and len(table[0]) == before.width:
        return [row for row in table if not _is_counting(row)], before
    return [], before


def _columns(line: list[str | None]) -> Columns | None:
    found: dict[str, int] = {}
    for place, cell in enumerate(line):
        label = _text(cell).lower()
        name = next((name for name, words in _HEADINGS if label and words.search(label) and name not in found), None)
        if name:
            found[name] = place
    if not found.keys() >= _NEEDED:
        return None
    starts = sorted((*found.values(), len(line)))
    places = {name: (first, next(start for start in starts if start > first)) for name, first in found.items()}
    places["months"] = (found["months"], min(found["months"] + _MONTHS, len(line)))
    return Columns(places, len(line))


def _is_counting(line: list[str | None]) -> bool:
    """Whether the line counts the columns or names the months."""
    words = [_text(cell) for cell in line if _text(cell)]
    named = sum(bool(re.fullmatch(r"\d{1,2}|[A-Za-z]{3,4}", word)) for word in words)
    return len(words) > 4 and named == len(words)


def _take(line: list[str | None], columns: Columns, rows: list[dict[str, Any]], above: dict[str, str]) -> None:
    """Add the line's row, or what goes on in it to the row before."""
    texts = {
        name: " ".join(dict.fromkeys(text for cell in line[first:end] if (text := _text(cell))))
        for name, (first, end) in columns.places.items()
        if name != "months"
    }
    first, end = columns.places["months"]
    months = [month for month, cell in enumerate(line[first:end], 1) if _text(cell)]
    goes_on = rows and (not texts["indicator"] or texts["indicator"][0].islower())
    if goes_on:
        last = rows[-1]
        for name, text in texts.items():
            if text and text in last.get(name, ""):
                continue  # a merged cell, given again with every row it covers
            last[name] = _text(f"{last.get(name, '')} {text}") if name != "area_no" else last.get(name) or text
        last["months"] = sorted({*last["months"], *months})
        above.update({name: last.get(name, "") for name in _PARENTS})
        return
    if texts["area"]:
        above.update(dict.fromkeys(_PARENTS, ""))
    above.update({name: texts[name] for name in _PARENTS if texts.get(name)})
    if any(texts.values()):
        rows.append({**texts, **above, "months": months})


def _numbered(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the numbers that stand before its texts apart from them."""
    found: dict[str, Any] = {**row, "area_no": row.get("area_no", "").rstrip(".") or None}
    for name in ("activity", "sub_activity", "indicator"):
        number = _NUMBER.match(row[name])
        found[f"{name}_no"] = number[1] if number else ""
        found[name] = row[name][number.end() :] if number else row[name]
    return found


def _text(cell: Any) -> str:
    return re.sub(r"\s+", " ", str(cell or "")).strip()
