"""The texts of one line with the numbers that stand before them, parted from ticks, notes and other columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from renaksi.intake.decree.columns import Columns
from renaksi.intake.decree.enumeration import area_number, number_alone, outline, split_number
from renaksi.intake.decree.levels import LEVELS, Snippet
from renaksi.intake.decree.marks import is_blank, stands_for_tick
from renaksi.intake.decree.month_words import months_in_words
from renaksi.intake.readers.table import Cell, Line

_DITTO = re.compile(r"^[-–\s]*(?:[\"”“„]|''|,,|sda|s\.d\.a|idem)[-–\s.]*$", re.IGNORECASE)
"""A mark that says "as above": the cell inherits as an empty one does."""
_SHORT = 8
_BRACKETED = re.compile(r"\((?:\d{1,2}|[a-z])\)(?=\s)")
FAR = 5
"""A text this many empty cells to the right of the last one stands in the note's column, wherever that has drifted."""


@dataclass(slots=True)
class Found:
    """A line's texts with their numbers, before levels are given."""

    texts: list[Snippet] = field(default_factory=list)
    area_number: str = ""
    spare_number: bool = False
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def is_mark(cell: Cell, columns: Columns, *, exact: bool = False) -> bool:
    """Whether a cell is a tick. In an ``exact`` table other signs count, too, but only in a month's own column."""
    if exact and (cell.column in columns.others or columns.right_of_year(cell.column)):
        return False
    if columns.worded:
        return False
    if cell.is_tick:
        return not (exact and cell.is_marked and not columns.in_year(cell.column))
    if cell.column < columns.january:
        return False
    return cell.may_tick or (
        exact and columns.in_year(cell.column) and stands_for_tick(cell.text, _months_of(cell, columns))
    )


def _months_of(cell: Cell, columns: Columns) -> tuple[int, ...]:
    places = {columns.place(column) for column in range(cell.column, cell.column + cell.column_span)}
    return tuple(sorted(place for place in places if 1 <= place <= 12))


def _in_months(cell: Cell, last_column: int | None, columns: Columns, *, exact: bool) -> bool:
    """Whether a cell holds a word or sign in a month's place, to the right of an indicator that stands in its own column."""
    if not columns.in_year(cell.column):
        return False
    if exact:
        return True
    first, last = columns.span("indicator")
    in_place = last_column is not None and first <= last_column <= last
    return in_place and len(cell.text) <= _SHORT and not number_alone(cell.text)


def _without_bracket(cell: Cell) -> Cell:
    """A cell numbered ``(1)`` as one numbered ``1)``; a cell that lists several so stays as printed."""
    if len(_BRACKETED.findall(cell.text)) != 1 or not _BRACKETED.match(cell.text):
        return cell
    return replace(cell, text=cell.text[1:])


def snippets_of(line: Line, columns: Columns, bare: bool, *, own_heading: bool, exact: bool) -> Found:
    """The line's texts with their numbers, its notes, and what its months' cells hold that is no tick.

    ``own_heading`` = the columns are those of a heading; ``exact`` = the file's own cells say where a text stands.
    """
    found = Found()
    held: tuple[str, str, int] | None = None
    last_column: int | None = None
    for cell in map(_without_bracket, line.filled):
        if (
            is_mark(cell, columns, exact=exact)
            or (own_heading and cell.column in columns.others)
            or _DITTO.match(cell.text)
        ):
            continue
        if own_heading and _in_months(cell, last_column, columns, exact=exact):
            told = is_blank(cell.text) or (columns.worded and months_in_words(cell.text) is not None)
            found.unread += [] if told else [cell.text]
            continue
        if _is_note(cell, last_column, columns, own_heading=own_heading, exact=exact):
            found.notes.append(cell.text)
            continue
        alone = number_alone(cell.text)
        in_place = cell.column < columns.january + 3 or not own_heading or columns.right_of_year(cell.column)
        if alone and in_place:
            if held:
                _leave_at(found, held, columns)
            held = (*alone, cell.column)
            last_column = cell.column
            continue
        if held and exact and not _same_level(held[2], cell.column, columns):
            _leave_at(found, held, columns)
            held = None
        _take(found, cell, held, columns, bare)
        held, last_column = None, cell.column
    if held:
        _leave(found, held, columns)
    return found


def _is_note(cell: Cell, last_column: int | None, columns: Columns, *, own_heading: bool, exact: bool) -> bool:
    if exact and columns.right_of_year(cell.column):
        return False
    if columns.note is not None and cell.column >= columns.note and (own_heading or exact):
        return True
    if exact:
        return cell.column >= columns.after_december
    if last_column is not None:
        return cell.column - last_column > FAR or (own_heading and cell.column >= columns.january + 3)
    return cell.column >= columns.january + (3 if own_heading else FAR + 1)


def _take(found: Found, cell: Cell, held: tuple[str, str, int] | None, columns: Columns, bare: bool) -> None:
    number, style, text = split_number(cell.text, bare)
    if held and _numbers_area(held, columns) and (cell.column > columns.span("area")[1] or number):
        found.area_number, held = area_number(held[0]), None
    if held and number:
        counts = "area" not in columns.starts and held[2] == columns.starts.get("number")
        found.spare_number, held = not counts or found.spare_number, None
    raw = cell.text
    if held:
        raw = f"{held[0]}{held[1][1:].strip()} {cell.text}"
        number, style, text = held[0], held[1], cell.text
        if len(outline(raw, bare or held[1] == "1 ").items) > 1:
            number, style, text = "", "", raw  # the number opens a list that goes on inside the cell
    found.texts.append(Snippet(cell.column, number, style, text, raw))


def _numbers_area(held: tuple[str, str, int], columns: Columns) -> bool:
    """Whether a number standing alone is the area's: in the heading's NO column."""
    if "area" not in columns.starts and "activity" in columns.starts:
        return False  # the areas stand elsewhere: what is numbered here are activities
    in_place = columns.declared and columns.starts.get("number") == 0 and held[2] < columns.starts.get("area", 1)
    return in_place and area_number(held[0]).isdecimal()


def _same_level(one: int, other: int, columns: Columns) -> bool:
    first_level = next((level for level in LEVELS if level in columns.starts), "area")
    if one < columns.starts.get(first_level, 1):
        return other <= columns.span(first_level)[1]
    return any(first <= one <= last and first <= other <= last for first, last in map(columns.span, LEVELS))


def _leave_at(found: Found, held: tuple[str, str, int], columns: Columns) -> None:
    """A number whose text is not there: the area's own, or a level's where it stands."""
    if _numbers_area(held, columns):
        found.area_number = area_number(held[0])
    else:
        found.texts.append(Snippet(held[2], held[0], held[1], "", ""))


def _leave(found: Found, held: tuple[str, str, int], columns: Columns) -> None:
    """A number at a line's end with no text behind it: the area's own where it stands in its column, else a number to tell of."""
    numbered = "area" in columns.starts or "activity" not in columns.starts
    if numbered and held[2] <= columns.starts.get("number", 0) and area_number(held[0]).isdecimal():
        found.area_number = area_number(held[0])
    else:
        found.spare_number = True
