"""Workbooks: the sheets' cells with their merged ranges and fills. openpyxl is loaded only when a workbook comes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from renaksi.intake.readers.office import Package
from renaksi.intake.readers.table import Cell, Line, Table, cell_text
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ROWS = 5_000
MAX_COLUMNS = 120
MAX_SHEETS = 20


def read_xlsx(package: Package) -> Table:
    """Every sheet's rows, in the workbook's order. Refused: damaged or too large."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(package.data), data_only=True)
    except Exception as cause:
        raise Refused(
            "Buku kerja XLSX ini rusak dan tidak dapat dibuka. Simpan ulang, lalu unggah kembali.",
            code="intake.damaged",
        ) from cause
    lines = [line for sheet in book.worksheets[:MAX_SHEETS] for line in _sheet_lines(sheet)]
    return Table(tuple(lines), kind="xlsx", exact=True)


def _sheet_lines(sheet: Worksheet) -> Iterator[Line]:
    if (sheet.max_row or 0) > MAX_ROWS * 20:
        raise Refused(
            "Lembar kerja ini terlalu panjang untuk sebuah keputusan. Periksa berkas yang Anda unggah.",
            code="intake.too_large",
        )
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {
        (row, column): area
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, MAX_ROWS) + 1)
        for column in range(area.min_col, min(area.max_col, MAX_COLUMNS) + 1)
    }
    for row in sheet.iter_rows(
        min_row=1, max_row=min(sheet.max_row or 1, MAX_ROWS), max_col=min(sheet.max_column or 1, MAX_COLUMNS)
    ):
        cells = [cell for cell in (_cell(source, merged, covered) for source in row) if cell]
        yield Line(row[0].row or 1, tuple(cells), in_table=True, sheet=sheet.title)


def _cell(source: Any, merged: dict[tuple[int, int], Any], covered: dict[tuple[int, int], Any]) -> Cell | None:
    place = (source.row, source.column)
    area = merged.get(place)
    if area is None and place in covered:
        return None
    text, fill = _text(source.value), _fill(source)
    if not text and not fill:
        return None
    across, down = (area.max_col - area.min_col + 1, area.max_row - area.min_row + 1) if area else (1, 1)
    return Cell(source.column - 1, text, across, down, fill)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return date_words(value if not isinstance(value, datetime) else value.date())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return cell_text(str(value))


def _fill(source: Any) -> str:
    fill = getattr(source, "fill", None)
    if not fill or fill.fill_type != "solid":
        return ""
    colour = fill.fgColor
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        shade = colour.rgb[-6:].upper()
        return "" if shade == "FFFFFF" else shade
    if colour.type == "theme":
        return "" if colour.theme == 0 and not colour.tint else f"T{colour.theme}"
    return f"I{colour.indexed}" if colour.type == "indexed" and colour.indexed not in (9, 64, 65) else ""
