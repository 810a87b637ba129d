"""Writes made tables as DOCX or XLSX, every mark the way an office makes it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from renaksi.intake.tests.made_tables import BODY, Manner, Sheet, Spot, made
from renaksi.plan.rows import PlanRow

FILL = "FFC000"
_LETTERS = {"√", "v", "V", "x", "X", "●", "✓", "ü", "■", "*", "1"}
_SYMBOLS = {
    "sym wingdings": ("Wingdings", "F0FC"),
    "sym wingdings 2": ("Wingdings 2", "F050"),
    "sym box": ("Wingdings", "F0FE"),
}
_FONTS = {
    "font wingdings": ("Wingdings", "ü"),
    "font wingdings 2": ("Wingdings 2", "P"),
    "font symbol": ("Symbol", "\uf0d6"),
}
_SHADED = '<w:shd {names} w:val="clear" w:color="auto" w:fill="{fill}"/>'
_ANCHOR = (
    '<w:r {names}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
    'style="position:absolute;margin-left:{left}pt;margin-top:2pt;width:{width}pt;height:6pt"/></w:pict></w:r>'
)
_CHECKED = (
    '<w:sdt {names}><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
    '<w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>'
)


def docx_of(rows: Sequence[PlanRow], manner: Manner, body: Sequence[str] = BODY) -> bytes:
    """The plan as a Word document: the decree's text, then its tables."""
    document = Document()
    for line in body:
        document.add_paragraph(line)
    for place, sheet in enumerate(made(rows, manner)):
        if place:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _docx_table(document, sheet)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _docx_table(document: Any, sheet: Sheet) -> None:
    table = document.add_table(len(sheet.rows), sheet.width)
    table.style = "Table Grid"
    for column in table._tbl.tblGrid.gridCol_lst:
        column.w = 400 * 635 if column is not table._tbl.tblGrid.gridCol_lst[0] else 600 * 635
    cells = [list(row.cells) for row in table.rows]
    for at, row in enumerate(sheet.rows):
        for spot in row:
            cell = cells[at][spot.column]
            if spot.across > 1 or spot.down > 1:
                cell = cell.merge(cells[at + spot.down - 1][spot.column + spot.across - 1])
            _docx_fill(cell, spot)


def _docx_fill(cell: Any, spot: Spot) -> None:
    paragraph = cell.paragraphs[0]
    if spot.text:
        paragraph.add_run(spot.text)
    if spot.ground:
        cell._tc.get_or_add_tcPr().append(parse_xml(_SHADED.format(names=nsdecls("w"), fill=spot.ground)))
    if spot.mark:
        _docx_mark(cell, paragraph, spot.mark)


def _docx_mark(cell: Any, paragraph: Any, mark: str) -> None:
    names = nsdecls("w")
    if mark in ("fill", "bar"):
        for old in cell._tc.get_or_add_tcPr().findall(qn("w:shd")):
            cell._tc.tcPr.remove(old)
        cell._tc.tcPr.append(parse_xml(_SHADED.format(names=names, fill=FILL)))
    elif mark in _SYMBOLS:
        font, code = _SYMBOLS[mark]
        paragraph._p.append(parse_xml(f'<w:r {names}><w:sym w:font="{font}" w:char="{code}"/></w:r>'))
    elif mark in _FONTS:
        font, text = _FONTS[mark]
        run = paragraph.add_run(text)
        run.font.name = font
        run._r.rPr.rFonts.set(qn("w:hAnsi"), font)
    elif mark == "shape":
        paragraph._p.append(parse_xml(_ANCHOR.format(names=names, left=2, width=10)))
    elif mark == "checkbox":
        paragraph._p.append(parse_xml(_CHECKED.format(names=names, on=1, sign="☒")))
    elif mark == "highlight":
        paragraph._p.append(
            parse_xml(
                f'<w:r {names}><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t xml:space="preserve">   </w:t></w:r>'
            )
        )
    else:
        paragraph.add_run("<———>" if mark == "arrow" else mark)


def xlsx_of(rows: Sequence[PlanRow], manner: Manner, body: Sequence[str] = BODY, *, sheets: bool = False) -> bytes:
    """The plan as a workbook: the decree's text above the table, or on a sheet of its own (``sheets``)."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    at = 1
    for line in body:
        for column, part in enumerate(line.split("\t"), 1):
            sheet.cell(at, column, part or None)
        at += 1
    if sheets:
        sheet.title, sheet, at = "Keputusan", book.create_sheet("Lampiran"), 1
    for table in made(rows, manner):
        at = _xlsx_table(sheet, table, at + 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _xlsx_table(sheet: Any, table: Sheet, at: int) -> int:
    for offset, row in enumerate(table.rows):
        for spot in row:
            _xlsx_put(sheet, at + offset, spot, table.months)
    return at + len(table.rows)


def _xlsx_put(sheet: Any, line: int, spot: Spot, months: list[Spot]) -> None:
    cell = sheet.cell(line, spot.column + 1)
    if spot.text:
        cell.value = spot.text
    marks: dict[str, Callable[[], Any]] = {
        "true": lambda: True,
        "TRUE": lambda: "TRUE",
        "one": lambda: 1,
        "arrow": lambda: "→",
    }
    if spot.ground:
        cell.fill = PatternFill("solid", fgColor=f"FF{spot.ground}")
    if spot.mark in ("fill", "bar"):
        for offset in range(spot.across):
            sheet.cell(line, spot.column + 1 + offset).fill = PatternFill("solid", fgColor=f"FF{FILL}")
    elif spot.mark == "month":
        cell.value = next((each.text for each in months if each.column == spot.column), "√")
    elif spot.mark == "date":
        place = next((number for number, each in enumerate(months, 1) if each.column == spot.column), 0)
        cell.value = date(2025, place, 5) if place else True
    elif spot.mark:
        cell.value = marks[spot.mark]() if spot.mark in marks else spot.mark
    if spot.across > 1 or spot.down > 1:
        sheet.merge_cells(
            start_row=line,
            start_column=spot.column + 1,
            end_row=line + spot.down - 1,
            end_column=spot.column + spot.across,
        )
