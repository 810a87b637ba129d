"""Filled-in worksheets, also hostile ones, as rows of values with every fault at its cell. No database."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from renaksi.kernel.refusal import Refused
from renaksi.offices import sheet_rows
from renaksi.offices.sheet_rows import YES_NO, SheetRows, read_rows, read_texts

HEADINGS = {
    "name": ("Nama", "Nama lengkap"),
    "number": ("NIP",),
    "since": ("Sejak", "TMT"),
    "worth": ("Nilai",),
    "sure": ("Pasti",),
    "kind": ("Jenis",),
}
TITLES = [titles[0] for titles in HEADINGS.values()]
ASKED: dict[str, Any] = {
    "needed": ("name",),
    "dates": ("since",),
    "numbers": ("worth",),
    "choices": {"sure": YES_NO, "kind": {"PNS": "civil_servant", "Anggota KPU": "member"}},
}


def book(fill: Callable[[Any], None], **options: Any) -> io.BytesIO:
    """A workbook whose first sheet is filled by ``fill``."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "dd/mm/yyyy", **options}) as made:
        fill(made.add_worksheet("Isian"))
    stream.seek(0)
    return stream


def rows_of(*lines: list[Any], head: list[Any] | None = None, **options: Any) -> SheetRows:
    """What is read of a sheet with the headings and these lines."""

    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, head or TITLES)
        for at, line in enumerate(lines, 1):
            for column, value in enumerate(line):
                (sheet.write_string if isinstance(value, str) else sheet.write)(at, column, value)

    return read_rows(book(fill, **options), HEADINGS, **ASKED)


def faults(rows: SheetRows) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.value) for row in rows for one in row.problems]


def test_each_kind_of_column_gives_its_kind_of_value():
    (row,) = rows_of(
        ["  Budi\u00a0 Percontohan ", "199001012015011001", date(2024, 3, 12), 1234.5, True, "anggota kpu"]
    )
    assert row.line == 2
    assert row.values == {
        "name": "Budi Percontohan",
        "number": "199001012015011001",
        "since": date(2024, 3, 12),
        "worth": Decimal("1234.5"),
        "sure": "ya",
        "kind": "member",
    }
    assert (row.text("name"), row.day("since"), row.number("worth")) == (
        "Budi Percontohan",
        date(2024, 3, 12),
        Decimal("1234.5"),
    )
    assert (row.text("since"), row.day("name"), row.number("name"), row.problems) == ("", None, None, ())


@pytest.mark.parametrize(
    "written",
    ["12 Maret 2024", "12 maret 2024", "12/03/2024", "12-3-2024", "12.03.2024", "2024-03-12", 45363, 45363.0,
     datetime.fromisoformat("2024-03-12T15:30")],
)  # fmt: skip
def test_a_date_is_taken_in_every_way_it_is_surely_one(written: Any):
    (row,) = rows_of(["Budi", "", written])
    assert row.values["since"] == date(2024, 3, 12)


def test_serials_follow_the_workbooks_own_calendar():
    (row,) = rows_of(["Budi", "", 45363 - 1462], date_1904=True)
    assert row.values["since"] == date(2024, 3, 12)


@pytest.mark.parametrize(
    "written", ["31/02/2024", "12/03/24", "Maret 2024", "kemarin", "2024", 2_000_000, -5, 0.25, 45363.5, "12/13/2024"]
)
def test_what_is_not_surely_a_date_is_told_with_its_value(written: Any):
    (row,) = rows_of(["Budi", "", written])
    (problem,) = row.problems
    assert (problem.line, problem.column, problem.value) == (2, "Sejak", str(written))
    assert "bukan tanggal" in problem.sentence
    assert row.values["since"] is None


@pytest.mark.parametrize(
    ("written", "read"),
    [("1.234,5", "1234.5"), ("1234", "1234"), ("-2,25", "-2.25"), (0.1, "0.1"), (3, "3"), ("1.000.000", "1000000")],
)
def test_numbers_are_read_the_indonesian_way(written: Any, read: str):
    (row,) = rows_of(["Budi", "", None, written])
    assert row.values["worth"] == Decimal(read)


@pytest.mark.parametrize("written", ["1,234.5", "12.5", "tiga", "1e5", "5 %", date(2024, 1, 1)])
def test_a_number_that_could_be_two_is_told(written: Any):
    (row,) = rows_of(["Budi", "", None, written])
    assert [problem.column for problem in row.problems] == ["Nilai"]
    assert row.values["worth"] is None


def test_a_long_number_has_lost_digits_and_a_short_one_is_text():
    assert faults(rows_of(["Budi", 199001012015011001])) == [(2, "NIP", "199001012015011008")]
    assert rows_of(["Budi", 1234])[0].values["number"] == "1234"


def test_formulas_truth_values_and_errors_are_no_entries():
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, TITLES)
        sheet.write_formula(1, 0, "=A1", value="Budi")
        sheet.write_boolean(1, 1, True)
        sheet.write_formula(1, 2, "=NOW()", value=45363)
        sheet.write_formula(2, 0, "=1/0", value="#DIV/0!")
        sheet.write_string(3, 0, '=HYPERLINK("http://contoh")')

    rows = read_rows(book(fill), HEADINGS, **ASKED)
    assert faults(rows) == [(2, "Nama", "=A1"), (2, "NIP", "TRUE"), (2, "Sejak", "=NOW()"), (3, "Nama", "=1/0")]
    assert rows[2].values["name"] == '=HYPERLINK("http://contoh")'  # a text is a text, whatever it begins with


def test_an_error_typed_in_is_told():
    made = openpyxl.Workbook()
    made.active.append(TITLES)
    made.active.append(["#N/A"])
    made.active["A2"].data_type = "e"
    stream = io.BytesIO()
    made.save(stream)
    assert faults(read_rows(stream, HEADINGS, **ASKED)) == [(2, "Nama", "#N/A")]


def test_an_unknown_choice_names_the_accepted_ones():
    (row,) = rows_of(["Budi", "", None, None, "mungkin", "Honorer"])
    assert [(one.column, one.value, one.accepted) for one in row.problems] == [
        ("Pasti", "mungkin", ("Ya", "Tidak")),
        ("Jenis", "Honorer", ("PNS", "Anggota KPU")),
    ]


def test_a_needed_cell_left_empty_is_told_and_empty_lines_are_passed_over():
    rows = rows_of(["Budi"], [], [None, "   "], [None, "12"], *[[" "]] * 50)
    assert [row.line for row in rows] == [2, 5]
    assert faults(rows) == [(5, "Nama", "")]


def test_a_line_shorter_than_the_head_has_empty_values():
    made = openpyxl.Workbook()
    made.active.append(TITLES)
    made.active.append(["Budi"])
    stream = io.BytesIO()
    made.save(stream)
    (row,) = read_rows(stream, HEADINGS, **ASKED)
    assert row.values == {"name": "Budi", "number": None, "since": None, "worth": None, "sure": None, "kind": None}


def test_the_order_and_spelling_of_titles_do_not_matter_and_unknown_columns_are_named():
    rows = rows_of(["x", date(2024, 3, 12), "Budi"], head=["No.", "tmt :", "NAMA  LENGKAP"])
    assert rows[0].values["name"] == "Budi"
    assert rows[0].values["since"] == date(2024, 3, 12)
    assert (rows.unknown, rows.present) == (("No.",), {"name", "since"})


def test_headings_may_stand_under_a_title_and_a_merged_line():
    def fill(sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 3, "DAFTAR PEGAWAI KPU KOTA CONTOH")
        sheet.merge_range(2, 0, 3, 0, "Nama")
        sheet.merge_range(2, 1, 2, 2, "Masa tugas")
        sheet.write_string(3, 1, "Sejak")
        sheet.write_string(3, 2, "Nilai")
        sheet.write_row(4, 0, ["Budi", "12 Maret 2024", 5])

    (row,) = read_rows(book(fill), HEADINGS, **ASKED)
    assert (row.line, row.values["name"], row.values["since"], row.values["worth"]) == (
        5, "Budi", date(2024, 3, 12), Decimal(5),
    )  # fmt: skip


def test_the_visible_sheet_with_the_headings_is_read():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        for name, who in (("Petunjuk", None), ("Tersembunyi", "Salah"), ("Isian", "Budi")):
            sheet = made.add_worksheet(name)
            if who:
                sheet.write_row(0, 0, TITLES)
                sheet.write_string(1, 0, who)
            if name == "Tersembunyi":
                sheet.hide()
    assert [row.values["name"] for row in read_rows(stream, HEADINGS, **ASKED)] == ["Budi"]


def test_signs_without_a_shape_are_taken_off():
    (row,) = rows_of(["Bu\u200bdi\nPercon\u0301tohan\u202e"])
    assert row.values["name"] == "Budi Percońtohan"


def test_a_text_too_long_to_be_an_entry_is_told_in_short():
    (row,) = rows_of(["a" * 2001])
    assert [len(problem.value) for problem in row.problems] == [120]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (["Alamat", "Surel"], "sheet.columns"),
        (["NIP"], "sheet.columns"),
        (["Nama", "NIP", "Nama lengkap"], "sheet.column_twice"),
    ],
)
def test_a_sheet_without_its_columns_is_refused(head: list[str], code: str):
    with pytest.raises(Refused) as refused:
        rows_of(["Budi", "1", "2"], head=head)
    assert refused.value.code == code
    assert "Nama" in refused.value.text


def test_a_sheet_with_headings_alone_is_refused():
    with pytest.raises(Refused) as refused:
        rows_of()
    assert refused.value.code == "sheet.empty"


def test_too_many_rows_are_refused_filled_or_far_down():
    def many(sheet: Any) -> None:
        sheet.write_row(0, 0, TITLES)
        for line in range(1, 12):
            sheet.write_string(line, 0, "Budi")

    with pytest.raises(Refused) as refused:
        read_rows(book(many), HEADINGS, **ASKED, most_rows=10)
    assert refused.value.code == "sheet.many"

    def far(sheet: Any) -> None:
        sheet.write_row(0, 0, TITLES)
        sheet.write_string(1, 0, "Budi")
        sheet.write_string(100_000, 0, "jauh di bawah")

    with pytest.raises(Refused) as refused:
        read_rows(book(far), HEADINGS, **ASKED)
    assert refused.value.code == "sheet.long"
    assert "100.000 baris" in refused.value.text


@pytest.mark.parametrize("content", [b"", b"bukan berkas", b"PK\x03\x04 rusak", b"%PDF-1.7"])
def test_what_is_no_workbook_is_refused(content: bytes):
    with pytest.raises(Refused) as refused:
        read_rows(io.BytesIO(content), HEADINGS, **ASKED)
    assert refused.value.code == "sheet.no_xlsx"


def _repacked(change: Callable[[str, bytes], bytes]) -> io.BytesIO:
    """A good workbook with some parts changed."""
    good = book(lambda sheet: (sheet.write_row(0, 0, TITLES), sheet.write_string(1, 0, "Budi")))
    stream = io.BytesIO()
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return stream


def test_a_damaged_sheet_is_refused():
    stream = _repacked(lambda part, content: content[:200] if part.endswith("sheet1.xml") else content)
    with pytest.raises(Refused) as refused:
        read_rows(stream, HEADINGS, **ASKED)
    assert refused.value.code == "sheet.no_xlsx"


def test_a_bomb_of_entities_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    stream = _repacked(lambda part, content: bomb if part.endswith("sharedStrings.xml") else content)
    with pytest.raises(Refused) as refused:
        read_rows(stream, HEADINGS, **ASKED)
    assert refused.value.code == "sheet.no_xlsx"


def test_what_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheet_rows, "MOST_UNPACKED", 1_000_000)
    stream = _repacked(lambda part, content: content + b" " * 2_000_000 if part.endswith("styles.xml") else content)
    with pytest.raises(Refused) as refused:
        read_rows(stream, HEADINGS, **ASKED)
    assert refused.value.code == "sheet.large"
    monkeypatch.setattr(sheet_rows, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="terlalu besar"):
        read_rows(stream, HEADINGS, **ASKED)


CELLS = st.one_of(
    st.none(),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40),
    st.integers(-(10**17), 10**17),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2199, 12, 31)),
    st.sampled_from(["12 Maret 2024", "1.234,5", "Ya", "PNS", "=A1", "#N/A"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=5))
def test_every_filled_cell_is_a_value_or_a_fault_and_never_lost(lines: list[list[Any]]):
    try:
        rows = {row.line: row for row in rows_of(*lines)}
    except Refused as refused:
        if refused.code != "sheet.empty":
            raise
        rows = {}
    for number, line in enumerate(lines, 2):
        row = rows.get(number)
        told = {problem.column for problem in row.problems} if row else set()
        for title, key, cell in zip(TITLES, HEADINGS, line, strict=True):
            is_filled = cell is not None and bool(sheet_rows._plain(cell))
            value = row.values[key] if row else None
            assert (value is not None) + (title in told) == int(is_filled or (row is not None and key == "name")), title


def test_a_workbook_with_macros_is_refused():
    stream = book(lambda sheet: sheet.write_row(0, 0, TITLES))
    with zipfile.ZipFile(stream, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    with pytest.raises(Refused) as refusal:
        read_rows(stream, HEADINGS, **ASKED)
    assert refusal.value.code == "sheet.macro"


def test_prose_keeps_its_lines_and_other_texts_do_not():
    stream = book(
        lambda sheet: [sheet.write_row(0, 0, ["Nama", "Jenis"]), sheet.write_row(1, 0, ["a\n  b", " c \r\nd"])]
    )
    row = read_rows(stream, {"name": ("Nama",), "kind": ("Jenis",)}, prose=("kind",))[0]
    assert (row.text("name"), row.text("kind")) == ("a b", "c\nd")


def test_columns_may_be_missing_where_none_must_be_there():
    stream = book(lambda sheet: [sheet.write_row(0, 0, ["Jenis"]), sheet.write_row(1, 0, ["pns"])])
    rows = read_rows(stream, HEADINGS, **{**ASKED, "needed": ()}, must=())
    assert rows.present == {"kind"}
    assert rows[0].text("kind") == "civil_servant"
    foreign = book(lambda sheet: [sheet.write_row(0, 0, ["Lain"]), sheet.write_row(1, 0, ["x"])])
    with pytest.raises(Refused) as refusal:
        read_rows(foreign, HEADINGS, **{**ASKED, "needed": ()}, must=())
    assert refusal.value.code == "sheet.columns"


def test_lines_of_text_are_read_by_the_same_rules():
    headings = {"name": ("Nama",), "since": ("Sejak",), "kind": ("Jenis",)}
    lines = [(1, ["Siti", "12 Maret 2026", "PNS"]), (4, ["Dewi", "kapan-kapan"])]
    rows = read_texts(lines, headings, needed=("name",), dates=("since",), choices={"kind": {"PNS": "civil_servant"}})
    assert rows[0].values == {"name": "Siti", "since": date(2026, 3, 12), "kind": "civil_servant"}
    assert [(fault.line, fault.column) for fault in rows[1].problems] == [(4, "Sejak")]
    with pytest.raises(Refused) as refusal:
        read_texts(lines, headings, most_rows=1)
    assert refusal.value.code == "sheet.many"
    with pytest.raises(Refused):
        read_texts([], headings)
