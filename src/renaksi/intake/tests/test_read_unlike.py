"""Decrees of made-up offices that lay their plan out unlike the national form: read by meaning, or told."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from renaksi.intake.decree.month_words import months_in_words
from renaksi.intake.read import read_decree
from renaksi.intake.reading import Reading
from renaksi.intake.tests.made_files import docx_of, xlsx_of
from renaksi.intake.tests.made_pdf import Cut, Leaf, leaves_of, pdf_of
from renaksi.intake.tests.made_tables import BODY, MONTHS_SHORT, Manner, Spot, made, plan
from renaksi.intake.tests.made_tables import Sheet as Made
from renaksi.intake.tests.test_read_layouts import assert_read
from renaksi.plan.rows import PlanRow

WRITERS = pytest.mark.parametrize("write", [docx_of, xlsx_of], ids=["docx", "xlsx"])
Write = Callable[..., bytes]
OWN = [
    replace(
        row,
        activity=f"Penataan gudang {row.activity_no or 'utama'} di area {row.area_no}",
        sub_activity=f"Menata rak {row.sub_activity_no or 'besi'} pada gudang {row.activity_no or 'utama'}",
        indicator=f"Daftar barang ke-{place} pada rak {row.sub_activity_no or 'besi'}",
        indicators=(),
    )
    for place, row in enumerate(plan(areas=(2, 3)))
]
"""The same rows in words that the national template does not know: only headings and places tell their levels."""


def told(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems if not problem.field or problem.row is not None]


ORDERS = {
    "program, plan, details": ("NO", "PROGRAM KEGIATAN", "RENCANA PELAKSANAAN", "RINCIAN KEGIATAN", "INDIKATOR"),
    "aim, program, activity": ("NO", "SASARAN", "PROGRAM", "KEGIATAN", "INDIKATOR"),
    "letters apart": tuple(" ".join(word) for word in ("NO", "AREA", "KEGIATAN", "TAHAPAN", "INDIKATOR")),
    "steps and results": ("NO", "ASPEK", "KEGIATAN UTAMA", "LANGKAH KERJA", "HASIL YANG DIHARAPKAN"),
}


@WRITERS
@pytest.mark.parametrize("heads", ORDERS.values(), ids=ORDERS)
@pytest.mark.parametrize("known", [True, False], ids=["the template's words", "own words"])
def test_headings_mean_what_stands_below_them(write: Write, heads: tuple[str, ...], known: bool) -> None:
    rows = plan(areas=(2, 3)) if known else OWN
    manner = Manner(heads=heads, months_title="WAKTU PELAKSANAAN", month_heads=MONTHS_SHORT)
    reading = read_decree(write(rows, manner))
    assert_read(reading, rows)
    assert [each.problems for each in reading.rows if each.problems] == []


@WRITERS
def test_activities_on_rows_of_their_own_under_areas_on_theirs(write: Write) -> None:
    manner = Manner(area_rows=True, order=("number", "activity", "sub_activity", "indicator"), running_numbers=True)
    rows = plan(areas=(2, 3))
    assert_read(read_decree(write(rows, manner)), rows)


def in_words(months: list[int]) -> str:
    names = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"]
    names += ["Agustus", "September", "Oktober", "November", "Desember"]
    if len(months) == 12:
        return "Setiap bulan"
    if len(months) > 2 and months == list(range(months[0], months[-1] + 1)):
        return f"{names[months[0] - 1]} s.d. {names[months[-1] - 1]}"
    return " dan ".join(names[month - 1] for month in months)


def worded(rows: list[PlanRow]) -> Made:
    """A table whose one column tells the months in words, and a person in charge behind it."""
    heads = ("NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR", "WAKTU PELAKSANAAN", "PENANGGUNG JAWAB")
    sheet = Made([[Spot(place, text) for place, text in enumerate(heads)]], width=len(heads))
    for row in rows:
        texts = (str(row.area_no), row.area, f"{row.activity_no or 1}. {row.activity}")
        texts += (
            f"{row.sub_activity_no or 1}. {row.sub_activity}",
            row.indicator,
            in_words(list(row.months)),
            "Sekretaris",
        )
        sheet.rows.append([Spot(place, text) for place, text in enumerate(texts)])
    return sheet


def test_one_column_that_tells_the_months_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [replace(row, indicator_no="") for row in plan(areas=(2, 3))]
    monkeypatch.setattr("renaksi.intake.tests.made_files.made", lambda rows, _: [worded(rows)])
    for write in (docx_of, xlsx_of):
        reading = read_decree(write(rows, Manner()))
        assert_read(reading, rows)
        assert [each.problems for each in reading.rows if each.problems] == []


@pytest.mark.parametrize("said", ["4 kali", "setiap triwulan", "menyesuaikan kebutuhan"])
def test_a_column_of_time_that_tells_no_month_marks_none_and_is_told(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = plan(areas=(2,))
    sheet = worded(rows)
    sheet.rows[1:] = [
        [replace(spot, text=said) if spot.column == 5 else spot for spot in row] for row in sheet.rows[1:]
    ]
    monkeypatch.setattr("renaksi.intake.tests.made_files.made", lambda *_: [sheet])
    reading = read_decree(docx_of(rows, Manner()))
    assert [list(each.row.months) for each in reading.rows] == [[] for _ in rows]
    assert all("decree.month_unread" in [problem.code for problem in each.problems] for each in reading.rows)


def test_a_column_of_months_may_give_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = plan(areas=(2, 3))
    sheet = worded(rows)
    sheet.rows[0][5] = replace(sheet.rows[0][5], text="BULAN")
    for line, row in zip(sheet.rows[1:], rows, strict=True):
        line[5] = replace(line[5], text=", ".join(map(str, row.months)))
    monkeypatch.setattr("renaksi.intake.tests.made_files.made", lambda *_: [sheet])
    reading = read_decree(xlsx_of(rows, Manner()))
    assert [list(each.row.months) for each in reading.rows] == [list(row.months) for row in rows]


WORDS = {
    "Januari s.d. Maret": [1, 2, 3],
    "Jan-Des": list(range(1, 13)),
    "Setiap bulan": list(range(1, 13)),
    "Maret dan Juni": [3, 6],
    "Jan – Mar 2025": [1, 2, 3],
    "10 - 15 Maret 2025": [3],
    "Minggu ke-2 Maret": [3],
    "bulan I s/d III": [1, 2, 3],
    "Januari-Maret, Juli": [1, 2, 3, 7],
    "Tahun 2025 (Mei)": [5],
}


@pytest.mark.parametrize(("text", "months"), WORDS.items(), ids=WORDS)
def test_words_that_tell_months_for_certain(text: str, months: list[int]) -> None:
    found = months_in_words(text)
    assert found is not None
    assert (list(found.months), found.by_part) == (months, False)


@pytest.mark.parametrize("text", ["TW I", "Triwulan ke-1", "Triwulan pertama", "Q1"])
def test_quarters_are_all_their_months_and_said_to_be_quarters(text: str) -> None:
    found = months_in_words(text)
    assert found is not None
    assert (list(found.months), found.by_part) == ([1, 2, 3], True)


@pytest.mark.parametrize(
    "text",
    ["Desember - Januari", "Nov 2024 - Jan 2025", "Setiap triwulan", "Juli/Agustus", "Juni s.d. selesai", "III", ""],
)
def test_words_that_tell_no_month_for_certain(text: str) -> None:
    assert months_in_words(text) is None


TEAM = [["NO", "JABATAN DALAM TIM", "NAMA", "URAIAN TUGAS"], ["1", "Ketua", "Rahmat Teladan", "Memimpin rapat tim"]]


def test_another_table_below_the_plan_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = plan(areas=(2, 3))
    usual = made(rows, Manner())[0]
    usual.rows += [[], *([Spot(place, text) for place, text in enumerate(line)] for line in TEAM)]
    monkeypatch.setattr("renaksi.intake.tests.made_files.made", lambda *_: [usual])
    reading = read_decree(xlsx_of(rows, Manner()))
    assert_read(reading, rows)
    assert [code for code in told(reading) if code != "decree.basis_missing"] == ["decree.table_left"]


@WRITERS
def test_a_covering_letters_number_is_not_the_decrees(write: Write) -> None:
    letter = ["KOMISI PEMILIHAN UMUM", "KOTA CONTOH", "Contoh, 20 Januari 2025", "Nomor : 77/PR.01-SD/9999/2025"]
    letter += ["Lampiran : 1 (satu) berkas", "Bersama ini disampaikan keputusan tentang rencana aksi."]
    reading = read_decree(write(plan(areas=(2,)), Manner(), [*letter, *BODY]))
    assert (reading.decree.number, reading.decree.year) == ("12/ORT.07/9999/2025", 2025)


@WRITERS
def test_numbers_that_name_the_levels_above(write: Write) -> None:
    rows = [
        replace(row, activity_no=f"{row.area_no}.{row.activity_no}", activity=f"Penataan {row.activity_no}")
        for row in plan(areas=(2, 3))
    ]
    reading = read_decree(write(rows, Manner(sign="")))
    assert [(each.row.activity_no, each.row.activity) for each in reading.rows] == [
        (row.activity_no, row.activity) for row in rows
    ]


@WRITERS
@pytest.mark.parametrize("mark", ["2 kali", "25%", "vv"])
def test_quantities_and_doubled_letters_mark_their_month(write: Write, mark: str) -> None:
    rows = plan(areas=(2, 3))
    assert_read(read_decree(write(rows, Manner(marks=mark))), rows)


@pytest.mark.parametrize(("formula", "codes"), [("$A2>=F$1", ["decree.shades_computed"]), ("MOD(ROW(),2)=0", [])])
def test_months_shaded_by_a_formula_are_told_and_stripes_are_not(formula: str, codes: list[str]) -> None:
    rows = plan(areas=(2,))
    book = load_workbook(io.BytesIO(xlsx_of(rows, Manner())))
    shade = PatternFill(bgColor="FFFFC000", fill_type="solid")
    book.worksheets[0].conditional_formatting.add("F40:Q60", FormulaRule(formula=[formula], fill=shade))
    file = io.BytesIO()
    book.save(file)
    reading = read_decree(file.getvalue())
    assert [problem.code for problem in reading.problems if "shades" in problem.code] == codes


RULES = {
    "no upright rules": Cut(upright=False),
    "no rules": Cut(upright=False, level=False),
    "no rules, many pages": Cut(lines=24, upright=False, level=False),
}


@pytest.mark.parametrize("cut", RULES.values(), ids=RULES)
@pytest.mark.parametrize("mark", ["tick", "v"])
def test_a_pdf_without_upright_rules_is_read(cut: Cut, mark: str) -> None:
    rows = plan(areas=(2,))
    reading = read_decree(pdf_of(leaves_of(made(rows, Manner())[0], cut, mark)))
    assert_read(reading, rows)


def test_rows_that_no_eye_can_part_are_told_as_missing() -> None:
    sheet = made(plan(areas=(2,)), Manner())[0]
    body = Leaf()
    for place, text in enumerate(BODY):
        body.text(60, 60 + 14 * place, text.replace("\t", " "))
    leaves = leaves_of(sheet, Cut(upright=False, level=False), "")
    reading = read_decree(pdf_of([body, *leaves]))
    assert (reading.rows, "decree.table_missing" in told(reading)) == ((), True)
