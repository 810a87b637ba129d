"""Workbooks: the sheets' cells with their merged ranges and fills. openpyxl is loaded only when a workbook comes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from renaksi.intake.readers.office import Package
from renaksi.intake.readers.shapes import Shape, merged_cells, shapes_of, sheet_parts, unread_formulas
from renaksi.intake.readers.signs import TICK, is_symbol_font, written
from renaksi.intake.readers.table import TICKS, Cell, Line, Table, cell_text
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ROWS = 5_000
MAX_COLUMNS = 120
MAX_SHEETS = 20
MAX_CELLS_BYTES = 12 * 1024 * 1024
MAX_MERGED = 300_000
"""So many cells may lie under merged ranges; a range over all columns and rows would be filled in cell by cell."""
_NAMED = 5
"""So many hidden rows or unread formulas are named; of the rest only how many."""
_YEAR = 12
_STRIPES = re.compile(r"\bMOD\s*\(\s*ROW\b", re.IGNORECASE)
"""A formula that colours every other row marks nothing."""
_LIGHTEST = 0xF8
"""A colour whose every part is at least this light is none to the eye."""


def read_xlsx(package: Package) -> Table:
    """The rows of every sheet that is shown, in the workbook's order; rows and columns that are hidden are left out and told.

    Refused: damaged or too large.
    """
    book, parts = _book(package), sheet_parts(package)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or list(book.worksheets)
    lines: list[Line] = []
    told: list[tuple[str, int | None, str]] = []
    for sheet in shown[:MAX_SHEETS]:
        part = parts.get(sheet.title, "")
        try:
            reader = _Sheet(sheet, shapes_of(package, part) if part else [])
            lines += reader.lines()
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as cause:
            raise _damaged() from cause  # openpyxl looks up styles and the like only when a cell is asked for them
        told += reader.told()
        if shaded := _computed_shades(sheet):
            told.append(("decree.shades_computed", None, _named(shaded)))
        if unread := unread_formulas(package, part):
            told.append(("decree.formulas_unread", None, _named(unread)))
    hidden = [sheet.title for sheet in book.worksheets if sheet not in shown and (sheet.max_row or 1) > 1]
    told += [("decree.sheets_hidden", None, title) for title in hidden[:_NAMED]]
    return Table(tuple(lines), kind="xlsx", exact=True, told=tuple(told))


def _book(package: Package) -> Any:
    from openpyxl import load_workbook

    sheets = [name for name in package.names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    if (
        sum(map(package.size, sheets)) > MAX_CELLS_BYTES
        or sum(merged_cells(package, name) for name in sheets) > MAX_MERGED
    ):
        raise Refused(
            "Lembar kerja ini terlalu panjang untuk sebuah keputusan. Periksa berkas yang Anda unggah.",
            code="intake.too_large",
        )
    try:
        return load_workbook(io.BytesIO(package.data), data_only=True, rich_text=True, keep_links=False)
    except Exception as cause:
        raise _damaged() from cause


def _damaged() -> Refused:
    return Refused(
        "Buku kerja XLSX ini rusak dan tidak dapat dibuka. Simpan ulang, lalu unggah kembali.", code="intake.damaged"
    )


@dataclass(slots=True)
class _Sheet:
    """Reads one sheet: its merged ranges, what of it is hidden, what is drawn over it."""

    sheet: Worksheet
    shapes: list[Shape]
    merged: dict[tuple[int, int], Any] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    drawn: set[tuple[int, int]] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    hidden: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for area in self.sheet.merged_cells.ranges:
            self.merged[(area.min_row, area.min_col)] = area
            self.covered |= {(row, column) for row, column in area.cells if row <= MAX_ROWS and column <= MAX_COLUMNS}
        for dimension in self.sheet.column_dimensions.values():
            if dimension.hidden:
                self.columns |= set(range(dimension.min or 1, min(dimension.max or 1, MAX_COLUMNS) + 1))
        for shape in self.shapes[:MAX_ROWS]:
            self.drawn |= {(shape.row + 1, column) for column in self._under(shape)}

    def lines(self) -> Iterator[Line]:
        """The rows that hold something and are shown."""
        sheet = self.sheet
        for number, row in groupby(self._places(), key=lambda place: place[0]):
            cells = tuple(cell for place in row if (cell := self._cell(sheet.cell(*place))))
            if not cells:
                continue
            if sheet.row_dimensions[number].hidden:
                self.hidden += [number] if any(cell.text for cell in cells) else []
                continue
            yield Line(number, cells, in_table=True, sheet=sheet.title)

    def _places(self) -> list[tuple[int, int]]:
        """The (row, column) of every cell that is there, in order; of a sheet with one cell far away only that one."""
        there = {*self.sheet._cells, *self.drawn}  # asking for whole rows would make every cell between
        return sorted((row, column) for row, column in there if row <= MAX_ROWS and column <= MAX_COLUMNS)

    def told(self) -> list[tuple[str, int | None, str]]:
        """The doubt about the rows left out; asked once the lines are read."""
        if not self.hidden:
            return []
        return [("decree.rows_hidden", self.hidden[0], f"baris {_named([str(row) for row in self.hidden])}")]

    def _cell(self, source: Any) -> Cell | None:
        place = (source.row, source.column)
        area = self.merged.get(place)
        if (area is None and place in self.covered) or source.column in self.columns:
            return None
        text, fill, is_marked = _text(source), _fill(source), place in self.drawn
        if not text and not fill and not is_marked:
            return None
        across, down = (area.max_col - area.min_col + 1, area.max_row - area.min_row + 1) if area else (1, 1)
        return Cell(source.column - 1, text, across, down, fill, is_marked=is_marked and not text)

    def _under(self, shape: Shape) -> range:
        """The columns (1-based) that a shape covers by more than half; at least the one its middle stands in."""
        (first, inset), (last, outset) = shape.left, shape.right
        begins = first + (1 if inset > self._width(first) // 2 else 0)
        ends = last - (1 if outset < self._width(last) // 2 else 0)
        middle = (first + last) // 2
        return range(begins + 1, ends + 2) if begins <= ends else range(middle + 1, middle + 2)

    def _width(self, column: int) -> int:
        """A column's width in the unit of drawings (914400 to an inch), for Excel's usual letter of seven pixels."""
        from openpyxl.utils import get_column_letter

        width = self.sheet.column_dimensions[get_column_letter(column + 1)].width or 8.43
        return int((7 * width + 5) * 9525)


def _computed_shades(sheet: Worksheet) -> list[str]:
    """The ranges, as wide as a year, whose colour a formula decides: it may mark months, and no program but Excel computes it."""
    return [
        str(block.sqref)
        for block in sheet.conditional_formatting
        if any(area.size["columns"] >= _YEAR for area in block.sqref.ranges)
        and any(
            rule.type == "expression" and rule.dxf and rule.dxf.fill and not _STRIPES.search("".join(rule.formula))
            for rule in block.rules
        )
    ]


def _named(places: list[str]) -> str:
    more = len(places) - _NAMED
    return ", ".join(places[:_NAMED]) + (f", dan {more} lainnya" if more > 0 else "")


def _text(source: Any) -> str:
    """A cell's text as it is seen: symbol fonts by their signs, a number dressed as a tick as the tick."""
    value, font = source.value, getattr(source.font, "name", None) or ""
    if value is None or source.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return date_words(value if not isinstance(value, datetime) else value.date())
    if isinstance(value, int | float):
        if value and any(sign in TICKS for sign in source.number_format or ""):
            return TICK
        return str(int(value) if isinstance(value, float) and value.is_integer() else value)
    return cell_text(_runs(value, font))


def _runs(value: Any, font: str) -> str:
    """A text whose pieces may have fonts of their own."""
    if isinstance(value, str):
        return written(value, font) if is_symbol_font(font) else value
    pieces = []
    for piece in value if isinstance(value, list) else [str(value)]:
        own = getattr(getattr(piece, "font", None), "rFont", None) or font
        pieces.append(written(getattr(piece, "text", str(piece)), own))
    return "".join(pieces)


def _fill(source: Any) -> str:
    fill = getattr(source, "fill", None)
    if not fill or not fill.fill_type:
        return ""
    if fill.fill_type != "solid":
        return str(fill.fill_type).upper()
    colour = fill.fgColor
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        shade = colour.rgb[-6:].upper()
        return "" if _is_white(shade) else shade
    if colour.type == "theme":
        return "" if colour.theme == 0 and not colour.tint else f"T{colour.theme}{_tint(colour.tint)}"
    return f"I{colour.indexed}" if colour.type == "indexed" and colour.indexed not in (1, 9, 64, 65) else ""


def _tint(tint: float) -> str:
    return f"{tint:+.2f}" if tint else ""


def _is_white(shade: str) -> bool:
    try:
        return all(int(shade[at : at + 2], 16) >= _LIGHTEST for at in (0, 2, 4))
    except ValueError:
        return False
