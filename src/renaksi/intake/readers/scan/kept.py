"""A page that was read, as JSON and back, so that it need not be read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from renaksi.intake.readers.pdf.grid import GridCell, RuledGrid
from renaksi.intake.readers.pdf.shapes import Box
from renaksi.intake.readers.pdf.sheet import RuledTable, Sheet, Slot
from renaksi.intake.readers.pdf.words import TextLine, Word

VERSION = 6
"""Raised when pages are read or kept in another way: what was kept before is then read anew."""


@dataclass(slots=True)
class ScannedSheet(Sheet):
    """A page that is a picture. ``others`` = lines of its tables that a second reading has otherwise, each with that text."""

    others: dict[str, str] = field(default_factory=dict)


def as_json(sheet: ScannedSheet) -> dict[str, Any]:
    """The sheet as plain lists and numbers, lengths to a tenth of a point."""
    return {
        "number": sheet.number,
        "size": [sheet.width, sheet.height],
        "lines": [_line_as_json(line) for line in sheet.lines],
        "tables": [_table_as_json(table) for table in sheet.tables],
        "turned": sheet.is_turned,
        "others": sheet.others,
    }


def from_json(data: dict[str, Any]) -> ScannedSheet:
    """The sheet that ``as_json`` gave."""
    width, height = data["size"]
    return ScannedSheet(
        data["number"],
        width,
        height,
        [_line(line) for line in data["lines"]],
        [_table(each) for each in data["tables"]],
        is_turned=data.get("turned", False),
        others=data.get("others", {}),
    )


def texts_of(sheet: Sheet) -> Iterator[str]:
    """What stands on a page, from top to bottom: its running lines, and the rows of its tables with a bar between cells."""
    texts = [(line.box.top, line.text) for line in sheet.lines]
    for table in sheet.tables:
        for row in table.rows:
            cells = [" ".join(line.text for line in slot.lines) for slot in row if slot.lines]
            if cells:
                texts.append((row[0].box.top, " │ ".join(cells)))
    yield from (text for _, text in sorted(texts))


def _box_as_json(box: Box) -> list[float]:
    return [round(place, 1) for place in (box.left, box.top, box.right, box.bottom)]


def _line_as_json(line: TextLine) -> list[list[Any]]:
    return [[word.text, _box_as_json(word.box), round(word.size, 1)] for word in line.words]


def _line(words: list[list[Any]]) -> TextLine:
    return TextLine(tuple(printed(text, Box(*box), size) for text, box, size in words))


def printed(text: str, box: Box, size: float) -> Word:
    """A piece of a printed line as one word: it runs over its box, upon its lower edge."""
    return Word(text, box, box.bottom, box.left, box.right, size, spaced=True)


def _table_as_json(table: RuledTable) -> dict[str, Any]:
    return {
        "xs": [round(x, 1) for x in table.grid.xs],
        "ys": [round(y, 1) for y in table.grid.ys],
        "cells": [_slot_as_json(slot) for slot in table.slots],
    }


def _slot_as_json(slot: Slot) -> list[Any]:
    cell = slot.cell
    return [
        [cell.row, cell.column, cell.row_span, cell.column_span, cell.open_bottom],
        _box_as_json(cell.box),
        [_line_as_json(line) for line in slot.lines],
        slot.fill,
        slot.is_marked,
        round(slot.confidence, 2),
    ]


def _table(data: dict[str, Any]) -> RuledTable:
    slots = [_slot(each) for each in data["cells"]]
    return RuledTable(RuledGrid(tuple(data["xs"]), tuple(data["ys"]), tuple(slot.cell for slot in slots)), slots)


def _slot(data: list[Any]) -> Slot:
    (row, column, rows, columns, is_open), box, lines, fill, is_marked, confidence = data
    slot = Slot(
        GridCell(row, column, rows, columns, Box(*box), open_bottom=is_open),
        fill=fill,
        is_marked=is_marked,
        confidence=confidence,
    )
    slot.lines = [_line(line) for line in lines]
    slot.words = [word for line in slot.lines for word in line.words]
    return slot
