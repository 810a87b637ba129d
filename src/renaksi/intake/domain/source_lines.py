"""The file as numbered lines, to stand beside the rows read from them: line n of the reading is item n - 1."""

from __future__ import annotations

from collections import Counter

from renaksi.intake.readers.sniff import kind_of, text_of
from renaksi.intake.readers.table import Line, Table
from renaksi.intake.reading import Reading

_DRAWN, _SHADED = "√", "■"


def source_lines(data: bytes, table: Table, reading: Reading) -> list[str]:
    """A text's lines as they stand; of any other file its lines (of a workbook the rows of the sheet the plan was read from),
    cells between tabs, each in its column. ``table`` = what was read of it.
    """
    if kind_of(data) == "text":
        return text_of(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    sheets = Counter(str(row.row.source.get("sheet", "")) for row in reading.rows)
    sheet = sheets.most_common(1)[0][0] if sheets else ""
    return _rows([line for line in table.lines if line.sheet == sheet])


def _rows(lines: list[Line]) -> list[str]:
    rows = [""] * max((line.number for line in lines), default=0)
    for line in lines:
        rows[line.number - 1] = "\t".join(_in_columns(line)) if line.in_table else line.text
    return rows


def _in_columns(line: Line) -> list[str]:
    """The line's texts, each at its column, so that its months can be counted; a tick that is drawn or shaded is shown as one."""
    texts = [""] * max((cell.column + cell.column_span for cell in line.cells), default=0)
    for cell in line.cells:
        texts[cell.column] = cell.text or (_DRAWN if cell.is_marked else _SHADED if cell.fill else "")
    return texts
