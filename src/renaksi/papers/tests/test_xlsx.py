"""XLSX: read back cell by cell; every cell a string, nothing computed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from renaksi.kernel.refusal import Refused
from renaksi.papers import write
from renaksi.papers.legible import legible, one_line
from renaksi.papers.tests.harm import FORMULAS, HARMFUL, harmful_paper
from renaksi.papers.tree import A4, Cell, Clause, Column, PageBreak, Paper, Paragraph, Point, Section, Side, Table

TABLE = Table(
    (Column(30), Column(60), Column(10)),
    head=((Cell("NO"), Cell("URAIAN", colspan=2)), (Cell("1"), Cell("2"), Cell("3"))),
    body=((Cell("1", rowspan=2), Cell("a"), Cell(tick=True)), (Cell("b\nc"), Cell())),
)


def test_cells_stand_where_the_table_puts_them() -> None:
    sheet = load_workbook(BytesIO(write(Paper("x", (Section("Lampiran", (TABLE,), landscape=True),)), "xlsx")))[
        "Lampiran"
    ]
    texts = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=4)]
    assert texts == [["NO", "URAIAN", None], ["1", "2", "3"], ["1", "a", "√"], [None, "b\nc", None]]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"B1:C1", "A3:A4"}
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
        "landscape",
        "14",
        1,
    ) or (
        sheet.page_setup.orientation,
        int(sheet.page_setup.paperSize),
    ) == ("landscape", 14)


def test_body_has_a_row_per_paragraph_with_labels_in_the_first_column() -> None:
    blocks = (
        Paragraph("JUDUL\nDUA BARIS"),
        Clause("Menimbang", (Point("a.", "bahwa satu;"), Point("b.", "bahwa dua;"))),
        Clause("KESATU", (Point("", "Menetapkan."),)),
        Paragraph("kanan", side=Side.RIGHT),
    )
    book = load_workbook(BytesIO(write(Paper("x", (Section("Keputusan", blocks, sheet=A4),)), "xlsx")))
    rows = [[cell.value for cell in row] for row in book["Keputusan"].iter_rows()]
    assert [row for row in rows if any(row)] == [
        ["JUDUL", None, None, None, None],
        ["DUA BARIS", None, None, None, None],
        ["Menimbang", ":", "a.", "bahwa satu;", None],
        [None, None, "b.", "bahwa dua;", None],
        ["KESATU", ":", None, "Menetapkan.", None],
        [None, None, None, None, "kanan"],
    ]


def test_harmful_texts_stay_strings() -> None:
    data = write(harmful_paper(), "xlsx")
    book = load_workbook(BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    values = {one_line(str(cell.value)) for cell in cells}
    assert {one_line(legible(text)) for text in HARMFUL} <= values
    assert all(cell.hyperlink is None for cell in cells)
    quoted = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert len(quoted) >= 5 * len(FORMULAS) - 5
    assert all(cell.quotePrefix for cell in quoted)
    with ZipFile(BytesIO(data)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))


def test_page_break_and_a_table_of_two_tables_do_not_collide() -> None:
    blocks = (TABLE, PageBreak(), Clause("Catatan", (Point("", "isi"),)), TABLE)
    sheet = load_workbook(BytesIO(write(Paper("x", (Section("Dua", blocks),)), "xlsx")))["Dua"]
    assert [row[0].value for row in sheet.iter_rows()].count("NO") == 2
    assert len(sheet.row_breaks.brk) == 1


def test_a_text_longer_than_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(Refused) as refused:
        write(Paper("x", (Section("x", (Paragraph("a" * 32_768),)),)), "xlsx")
    assert refused.value.code == "papers.cell_too_long"


def test_a_day_is_a_day_shown_as_the_text_writes_it() -> None:
    body = ((Cell("12 Maret 2026", day=date(2026, 3, 12)), Cell("1 Mei 1880", day=date(1880, 5, 1))),)
    table = Table((Column(40), Column(40)), body=body)
    sheet = load_workbook(BytesIO(write(Paper("x", (Section("Daftar", (table,)),)), "xlsx")))["Daftar"]
    day, old = next(sheet.iter_rows())
    assert day.value.date() == date(2026, 3, 12)
    assert day.number_format == "[$-421]d mmmm yyyy"
    assert old.value == "1 Mei 1880"  # the format begins in 1900
