"""One plan laid out in the many ways of offices, as Word document and as workbook: every row, text and month comes back."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from renaksi.intake.read import read_decree
from renaksi.intake.reading import Reading
from renaksi.intake.tests.made_files import docx_of, xlsx_of
from renaksi.intake.tests.made_tables import MONTHS_LONG, MONTHS_ROMAN, MONTHS_SHORT, Manner, plan
from renaksi.plan.rows import PlanRow

BOTH = {
    "letters": Manner(marks="v"),
    "crosses": Manner(marks="X", parents="blank"),
    "ones": Manner(marks="1"),
    "shades": Manner(marks="fill", parents="blank"),
    "shaded bars over months": Manner(marks="bar"),
    "arrows over months": Manner(marks="arrow"),
    "parents on every row": Manner(parents="repeated"),
    "heading copied by hand": Manner(page=4, parents="merged again"),
    "pages without heading": Manner(page=4, headings=False, parents="blank"),
    "long month names": Manner(month_heads=MONTHS_LONG),
    "roman months": Manner(month_heads=MONTHS_ROMAN),
    "months in the labels' row": Manner(one_heading=True, month_heads=MONTHS_SHORT, extra=("TARGET",), note="KET"),
    "quarters over months": Manner(quarters=True, title="RENCANA AKSI TAHUN 2025"),
    "four weeks a month": Manner(weeks=4, month_heads=MONTHS_SHORT, marks="fill"),
    "program and data": Manner(heads=("NO.", "PROGRAM KEGIATAN", "KEGIATAN", "RENCANA PELAKSANAAN", "DATA DUKUNG")),
    "program in the second column": Manner(
        heads=("NO", "AREA PERUBAHAN", "PROGRAM KEGIATAN", "RENCANA AKSI", "OUTPUT")
    ),
    "no title over the months": Manner(
        months_title="", heads=("NO", "AREA", "KEGIATAN", "RENCANA PELAKSANAAN", "DATA DUKUNG")
    ),
    "other columns": Manner(
        extra=("TARGET", "PENANGGUNG JAWAB"), after=("ANGGARAN",), note="KETERANGAN", column_numbers=True
    ),
    "months in front": Manner(months_first=True),
    "indicator before sub-activity": Manner(order=("number", "area", "activity", "indicator", "sub_activity")),
    "numbers in columns of their own": Manner(own_numbers=True, parents="blank"),
    "no numbers": Manner(sign="none", area_numbers="none", parents="blank", page=6),
    "roman areas": Manner(area_numbers="roman", sign=")"),
    "NO counts the rows": Manner(running_numbers=True),
    "areas on rows of their own": Manner(area_rows=True, order=("activity", "sub_activity", "indicator")),
    "empty rows and columns between": Manner(separators=True, parents="blank", blank_columns=1),
    "breaks in cells": Manner(split="\n"),
    "striped": Manner(striped=True, parents="blank", marks="fill"),
    "sum at the end": Manner(totals=True),
}
WORD = {
    "symbols": Manner(marks="sym wingdings"),
    "other symbols": Manner(marks="sym box"),
    "symbol font": Manner(marks="font wingdings 2"),
    "drawn": Manner(marks="shape"),
    "check boxes": Manner(marks="checkbox"),
    "highlighted": Manner(marks="highlight"),
    "tabs in cells": Manner(split="\t"),
}
SHEET = {
    "booleans": Manner(marks="true"),
    "booleans as text": Manner(marks="TRUE"),
    "numbers": Manner(marks="one"),
    "month's own name": Manner(marks="month", month_heads=MONTHS_SHORT),
    "dates": Manner(marks="date"),
}
CASES = [
    *((name, manner, docx_of) for name, manner in {**BOTH, **WORD}.items()),
    *((name, manner, xlsx_of) for name, manner in {**BOTH, **SHEET}.items()),
]


def texts(row: PlanRow) -> tuple[str, ...]:
    """What must come back of a row, capitals aside."""
    return tuple(text.lower() for text in (row.area, row.activity, row.sub_activity, row.indicator))


def assert_read(reading: Reading, rows: list[PlanRow]) -> None:
    assert [texts(each.row) for each in reading.rows] == [texts(each) for each in rows]
    assert [list(each.row.months) for each in reading.rows] == [list(each.months) for each in rows]


@pytest.mark.parametrize(
    ("name", "manner", "write"), CASES, ids=[f"{case[0]}, {case[2].__name__[:4]}" for case in CASES]
)
def test_every_layout_is_read_row_by_row(
    name: str, manner: Manner, write: Callable[[list[PlanRow], Manner], bytes]
) -> None:
    rows = plan(areas=(2, 3))
    reading = read_decree(write(rows, manner))
    assert_read(reading, rows)
    assert [each.problems for each in reading.rows if each.problems] == []
    assert (reading.decree.number, reading.decree.signatory) == ("12/ORT.07/9999/2025", "RAHMAT TELADAN")


@pytest.mark.parametrize("write", [docx_of, xlsx_of])
def test_texts_broken_over_two_rows_by_hand_are_joined_or_told(
    write: Callable[[list[PlanRow], Manner], bytes],
) -> None:
    rows = plan(areas=(1, 2))
    for manner in (Manner(broken=7, parents="blank"), Manner(broken=5, parents="repeated", marks="fill")):
        reading = read_decree(write(rows, manner))
        assert_read(reading, rows)
        assert sum(1 for each in reading.rows if each.problems) <= len(rows) // 10


def test_areas_on_sheets_of_their_own_follow_one_another() -> None:
    rows = plan(areas=(2, 3))
    assert_read(read_decree(xlsx_of(rows, Manner(page=5, parents="merged again"), sheets=True)), rows)


def test_quarters_are_read_as_all_their_months_and_told() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN", "WAKTU PELAKSANAAN"])
    sheet.append([None] * 5 + ["TW I", "TW II", "TW III", "TW IV", "KET"])
    sheet.merge_cells("F1:I1")
    sheet.append(
        ["1", "Manajemen Perubahan", "1. Perencanaan", "1. Jadwal", "1. Jadwal terbit", "√", None, None, "√", "Surat"]
    )
    file = io.BytesIO()
    made.save(file)
    (only,) = read_decree(file.getvalue()).rows
    assert list(only.row.months) == [1, 2, 3, 10, 11, 12]
    assert [problem.code for problem in only.problems] == ["decree.months_by_part"]
