"""Writes a Paper as XLSX: a worksheet per section, tables with merged cells, every text a string no spreadsheet computes.

A cell that says which number or day its text writes holds that number or day, shown as the text writes it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import accumulate
from typing import Any

from xlsxwriter import Workbook

from renaksi.kernel.refusal import Refused
from renaksi.papers.legible import legible, one_line
from renaksi.papers.picture import pixels_across, png_of
from renaksi.papers.room import letters_in, lines_needed, row_lines
from renaksi.papers.tree import (
    F4,
    Align,
    Block,
    Cell,
    Clause,
    Column,
    Heading,
    Letterhead,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Row,
    Section,
    Side,
    Signature,
    Table,
    fitted,
    placed,
)

FONT = "Bookman Old Style"
# A body without a table: label, colon, mark, and the text over two columns, so that signatures can stand on the right.
_BODY_COLUMNS = (Column(30), Column(5), Column(9), Column(46), Column(85))
_UNIT = 1.95  # mm of one unit of column width
_LINE = 1.32  # height of a line, in type sizes
_FROZEN_AT_MOST = 6  # rows held at the top of the window; more would leave a small screen no room
_TALLEST = 409.0  # points, the format's own limit on a row
_INCH, _POINTS = 25.4, 72 / 25.4  # mm of an inch; points of a mm
_SCREEN = 96  # pixels to the inch, as the format takes a picture that does not say
_AIR = 6.0  # points kept free around a picture
_DAY = "[$-421]d mmmm yyyy"  # with the names of Indonesian months
_FIRST_YEAR = 1901  # before it the format has no days, or wrong ones
_LONGEST = 32_767  # letters, the format's own limit on a cell
_COMPUTED = ("=", "+", "-", "@")
_PAPER_CODES = {F4: 14}  # "Folio", 215.9 x 330.2 mm; any other prints on A4
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def write(paper: Paper) -> bytes:
    """The paper as XLSX bytes. Refused where a text is longer than a cell can hold (``papers.cell_too_long``)."""
    file = BytesIO()
    with Workbook(file, _SAFE) as book:
        book.set_properties(
            {"title": one_line(paper.title)[:255], "author": one_line(paper.author)[:255]} | _created(paper)
        )
        for section in paper.sections:
            _Sheet(book, section, paper.mark).write()
    return file.getvalue()


def _created(paper: Paper) -> dict[str, datetime]:
    return {"created": datetime.combine(paper.dated, time())} if paper.dated else {}


def _number_format(text: str, number: Decimal) -> str:
    """How a spreadsheet shows the number as the text does: thousands apart, as many decimals, a percent sign behind it."""
    places = -min(0, int(number.normalize().as_tuple().exponent))
    return "#,##0" + ("." + "0" * places if places else "") + ('" %"' if text.endswith("%") else "")


class _Sheet:
    """One worksheet being filled from the top."""

    def __init__(self, book: Workbook, section: Section, mark: str) -> None:
        tables = [block for block in section.blocks if isinstance(block, Table)]
        self.book, self.section = book, section
        self.columns = max((table.columns for table in tables), key=len, default=_BODY_COLUMNS)
        self.widths = fitted(self.columns, section.measure)
        self.has_table = bool(tables)
        self.row = 0
        self.page_breaks: list[int] = []
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.sheet = book.add_worksheet(section.name)
        self._set_up(mark)

    def write(self) -> None:
        """Every block, one under the other."""
        for block in self.section.blocks:
            self._write(block)
        if self.page_breaks:
            self.sheet.set_h_pagebreaks(self.page_breaks)

    def _set_up(self, mark: str) -> None:
        sheet, (top, right, bottom, left) = self.sheet, (edge / 25.4 for edge in self.section.margins)
        sheet.set_portrait()
        if self.section.landscape:
            sheet.set_landscape()
        sheet.set_paper(_PAPER_CODES.get(self.section.sheet, 9))
        sheet.set_margins(left=left, right=right, top=top, bottom=bottom)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&C- &P -" + (f"&R{one_line(mark).replace('&', '&&')}" if mark else ""))
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # they are text on purpose: no warning corners
        for at, width in enumerate(self.widths):
            sheet.set_column(at, at, width / _UNIT)

    def _write(self, block: Block) -> None:
        match block:
            case Paragraph() | Heading():
                self._skip(block.before)
                side = block.side if isinstance(block, Paragraph) else Side.FULL
                for line in legible(block.text).split("\n"):
                    self._write_line(line, side, block.align, bold=block.bold)
            case Letterhead():
                for line in block.lines:
                    self._write_line(line, Side.FULL, Align.CENTER, bold=True)
                if block.address:
                    self._write_line(block.address, Side.FULL, Align.CENTER)
            case Clause():
                self._write_clause(block)
            case Signature():
                self._write_signature(block)
            case Table():
                self._write_table(block)
            case Picture():
                self._write_picture(block)
            case PageBreak():
                self.page_breaks.append(self.row)

    def _skip(self, lines: float) -> None:
        self.row += 1 if lines and self.row else 0

    def _write_line(self, text: str, side: Side, align: Align, *, bold: bool = False) -> None:
        first, last = self._span(side)
        self._put(
            self.row, first, one_line(text), across=last - first + 1, align=align, bold=bold, size=self.section.size
        )
        letters = letters_in(sum(self.widths[first : last + 1]), self.section.size)
        self._set_height(self.row, lines_needed(one_line(text), letters), self.section.size)
        self.row += 1

    def _span(self, side: Side) -> tuple[int, int]:
        """The columns of a half of the sheet."""
        last = len(self.widths) - 1
        ends = list(accumulate(self.widths))
        middle = next(at for at, end in enumerate(ends) if end >= 0.45 * ends[-1])
        if side is Side.RIGHT and middle < last:
            return middle + 1, last
        return (0, max(middle, 0)) if side is Side.LEFT else (0, last)

    def _write_clause(self, block: Clause) -> None:
        self._skip(block.before)
        size, last = self.section.size, len(self.widths) - 1
        text_at = min(3, last) if not self.has_table else 1
        for at, point in enumerate(block.points):
            if at == 0:
                self._put(self.row, 0, one_line(block.label), size=size)
            if self.has_table:
                text = one_line(f": {point.mark} {point.text}" if at == 0 else f"{point.mark} {point.text}")
            else:
                text = legible(point.text)
                self._put(self.row, 1, ":" if at == 0 else "", size=size)
                self._put(self.row, 2, one_line(point.mark), size=size)
            self._put(self.row, text_at, text, across=last - text_at + 1, align=Align.JUSTIFY, size=size)
            lines = lines_needed(text, letters_in(sum(self.widths[text_at:]), size))
            self._set_height(self.row, lines, size)
            self.row += 1

    def _write_signature(self, block: Signature) -> None:
        self._skip(block.before)
        room = ("", block.mark, "") if block.mark else ("", "", "")
        for line in (*block.above, *legible(block.title).split("\n"), *room, block.name, *block.below):
            if line:
                self._write_line(line, block.side, Align.LEFT)
            else:
                self.row += 1

    def _write_picture(self, block: Picture) -> None:
        """The drawing in one row as high as itself, the caption in the next."""
        self._skip(block.before)
        room = (_TALLEST - _AIR) / _POINTS / block.proportion
        width = min(block.width, self.section.measure, room)
        self.sheet.set_row(self.row, width * block.proportion * _POINTS + _AIR)
        png = png_of(block.svg)
        scale = width / _INCH * _SCREEN / pixels_across(png)
        looks = {"x_scale": scale, "y_scale": scale, "description": legible(block.alt), "object_position": 1}
        self.sheet.insert_image(self.row, 0, "gambar.png", {"image_data": BytesIO(png), **looks})
        self.row += 1
        if block.caption:
            self._write_line(block.caption, Side.FULL, Align.LEFT)

    def _write_table(self, table: Table) -> None:
        self._skip(table.before)
        if table.head:
            self.sheet.repeat_rows(self.row, self.row + len(table.head) - 1)
        self._write_rows(table.head, table, is_head=True)
        if table.head and self.row <= _FROZEN_AT_MOST and self._is_only(table):
            self.sheet.freeze_panes(self.row, 0)
        self._write_rows(table.body, table, is_head=False)

    def _is_only(self, table: Table) -> bool:
        return all(block is table or not isinstance(block, Table) for block in self.section.blocks)

    def _write_rows(self, rows: tuple[Row, ...], table: Table, *, is_head: bool) -> None:
        for at, column, cell in placed(rows, len(table.columns)):
            align = cell.align or (Align.CENTER if cell.tick or is_head else table.columns[column].align)
            self._put_cell(self.row + at, column, cell, align, table.size, is_head=is_head)
        for at, lines in enumerate(row_lines(rows, table, self.section.measure)):
            self._set_height(self.row + at, lines, table.size)
        self.row += len(rows)

    def _put_cell(self, row: int, column: int, cell: Cell, align: Align, size: float, *, is_head: bool) -> None:
        self._put(
            row,
            column,
            legible(cell.shown),
            across=cell.colspan,
            down=cell.rowspan,
            align=align,
            bold=is_head or cell.bold,
            size=size,
            border=1,
            middle=is_head or cell.tick,
            number=cell.number,
            day=cell.day if cell.day and cell.day.year >= _FIRST_YEAR else None,
        )

    def _put(
        self,
        row: int,
        column: int,
        text: str,
        *,
        across: int = 1,
        down: int = 1,
        align: Align = Align.LEFT,
        bold: bool = False,
        size: float = 11,
        border: int = 0,
        middle: bool = False,
        number: Decimal | None = None,
        day: date | None = None,
    ) -> None:
        """Writes the text as a string, or its number or day, into the cell, or into the cells merged to one."""
        if len(text) > _LONGEST:
            raise Refused(
                f"Teks pada baris {row + 1} terlalu panjang untuk satu sel XLSX; pendekkan teksnya, atau unduh PDF atau DOCX.",
                code="papers.cell_too_long",
            )
        looks = self._format(
            font_name=FONT,
            font_size=size,
            bold=bold,
            border=border,
            text_wrap=True,
            align=align.value,
            valign="vcenter" if middle else "top",
            # Kept as text even after someone edits the cell in a spreadsheet.
            quote_prefix=text.startswith(_COMPUTED) and number is None,
            num_format=_DAY if day else "General" if number is None else _number_format(text, number),
        )
        if across > 1 or down > 1:
            self.sheet.merge_range(row, column, row + down - 1, column + across - 1, "", looks)
        if day:
            self.sheet.write_datetime(row, column, datetime.combine(day, time()), looks)
        elif number is not None:
            self.sheet.write_number(row, column, number, looks)
        elif text:
            self.sheet.write_string(row, column, text, looks)
        else:
            self.sheet.write_blank(row, column, None, looks)

    def _format(self, **looks: Any) -> Any:
        key = tuple(looks.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format(dict(looks))
        return self.formats[key]

    def _set_height(self, row: int, lines: int, size: float) -> None:
        self.sheet.set_row(row, min(_TALLEST, lines * size * _LINE + 3))
