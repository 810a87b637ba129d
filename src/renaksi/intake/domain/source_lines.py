"""The file as numbered lines, to stand beside the rows read from them: line n of the reading is item n - 1."""

from __future__ import annotations

from collections import defaultdict

from renaksi.intake.readers import read_bytes
from renaksi.intake.readers.sniff import kind_of, text_of
from renaksi.intake.readers.table import Line


def source_lines(data: bytes) -> list[str]:
    """A text's lines as they stand; of a workbook the longest sheet's rows, cells between tabs. Refuses as the readers."""
    if kind_of(data) == "text":
        return text_of(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _rows_of_longest_sheet(read_bytes(data).lines)


def _rows_of_longest_sheet(lines: tuple[Line, ...]) -> list[str]:
    sheets: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        sheets[line.sheet].append(line)
    longest = max(sheets.values(), key=lambda sheet: sum(len(line.filled) for line in sheet), default=[])
    rows = [""] * max((line.number for line in longest), default=0)
    for line in longest:
        rows[line.number - 1] = _storable("\t".join(cell.text for cell in line.cells))
    return rows


def _storable(text: str) -> str:
    """NUL cannot be kept by every database."""
    return text.replace("\x00", " ")
