"""Lists inside cells, and properties of text rows that hold for any plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renaksi.intake.decree.enumeration import number_alone, outline, split_number
from renaksi.intake.decree.words import doubled, ends_open, unclosed
from renaksi.intake.readers.table import clean
from renaksi.intake.tests.annexes import heading, read, row, rows
from renaksi.kernel.months import MonthSet


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1. Rapat kerja", "1", "Rapat kerja"),
        ("12) Rapat kerja", "12", "Rapat kerja"),
        ("a. Rapat kerja", "a", "Rapat kerja"),
        ("3.) Rapat kerja", "3", "Rapat kerja"),
        ("1.Rapat kerja", "1", "Rapat kerja"),
        ("1 1. Rapat kerja", "1", "Rapat kerja"),
        ("2. 1) Rapat; 2) Notula", "2", "1) Rapat; 2) Notula"),
        ("1. Rapat: 1) awal; 2) akhir", "1", "Rapat: 1) awal; 2) akhir"),
        ("1. Rapat 2. Notula", "", "1. Rapat 2. Notula"),
        ("Rapat 1) awal 2) akhir", "", "Rapat 1) awal 2) akhir"),
        ("100% pegawai", "", "100% pegawai"),
        ("14 komponen layanan", "", "14 komponen layanan"),
        ("2 Rapat kerja", "", "2 Rapat kerja"),
    ],
)
def test_a_number_is_taken_off_one_point_and_left_on_a_list(text: str, number: str, rest: str) -> None:
    found = split_number(text)
    assert (found[0], found[2]) == (number, rest)


def test_bare_numbers_count_only_where_the_table_writes_them_so() -> None:
    assert split_number("2 Rapat kerja", bare=True)[0] == "2"
    assert [item.text for item in outline("1 Rapat 2 Notula", bare=True).items] == ["Rapat", "Notula"]


def test_lists_within_lists_stay_within_their_point() -> None:
    found = outline(
        "1) Program: 1) jumlah 2) mutu 3) waktu 2) Sasaran: 1) jumlah 2) capaian 3) Anggaran: 1) total 2) terpakai"
    )
    assert [item.number for item in found.items] == ["1", "2", "3"]
    assert found.items[1].text == "Sasaran: 1) jumlah 2) capaian"


def test_numbering_anew_opens_a_group() -> None:
    found = outline("1. Kebijakan 2. SOP 1. Data 2. Terisi 3. Terpakai")
    assert [[item.number for item in group] for group in found.groups] == [["1", "2"], ["1", "2", "3"]]


def test_numbers_in_running_text_are_no_list() -> None:
    assert outline("sesuai Perpres 16 Tahun 2018. Nomor 17 (peta level n) ke dalam SOP").items == ()


@pytest.mark.parametrize(
    ("text", "found"), [("3", ("3", "1 ")), ("1.", ("1", "1.")), ("b)", ("b", "a)")), ("1. Rapat", None)]
)
def test_a_number_alone_in_its_cell(text: str, found: tuple[str, str] | None) -> None:
    assert number_alone(text) == found


def test_small_facts_about_endings() -> None:
    assert ends_open("Terkelolanya arsip di lingkungan")
    assert ends_open("Tersedianya prosedur,")
    assert not ends_open("SOP sudah dilegalkan; dan")
    assert not ends_open("Laporan berkala.")
    assert unclosed("aplikasi (contoh: a, b")
    assert not unclosed("1) aplikasi (contoh: a, b) 2) lain")
    assert doubled("Jumlah sengketa Jumlah sengketa")
    assert not doubled("Data data")


def test_clean_folds_white_space_and_keeps_spelling() -> None:
    assert clean("  Kick\u00a0off   <i>rapat</i>\t&amp; **notula**") == "Kick off rapat & notula"


# Any plan of plain rows: what stands in the cells comes back, whatever the words, numbers and months.

WORDS = st.sampled_from(
    ["rapat", "notula", "jadwal", "pegawai", "laporan", "arsip", "layanan", "mutu", "tahunan", "warga"]
)
PHRASES = st.lists(WORDS, min_size=2, max_size=8).map(lambda words: " ".join(words).capitalize())
MONTHS = st.integers(1, 4095).map(MonthSet)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PHRASES, MONTHS), min_size=1, max_size=8, unique_by=lambda each: each[0]))
def test_any_rows_come_back_with_their_months(plan: list[tuple[str, MonthSet]]) -> None:
    parents = ("3", "Penguatan Kelembagaan", "1. Penataan ruang", "1. Penataan meja")
    lines = [
        row(*(parents if at == 1 else ("", "", "", "")), f"{at}. {text}", months=months)
        for at, (text, months) in enumerate(plan, 1)
    ]
    found = rows(*lines)
    assert [(each.row.indicator_no, each.row.indicator, each.row.months) for each in found] == [
        (str(at), text, months) for at, (text, months) in enumerate(plan, 1)
    ]
    assert {(each.row.area, each.row.activity, each.row.sub_activity) for each in found} == {
        ("Penguatan Kelembagaan", "Penataan ruang", "Penataan meja")
    }


@settings(max_examples=40, deadline=None)
@given(PHRASES, st.integers(1, 12), st.integers(1, 9))
def test_ticks_past_december_are_always_counted_and_told(text: str, first: int, past: int) -> None:
    (only,) = rows(
        row("1", "Manajemen Perubahan", "1. Rapat", "1. Jadwal", text, months=range(first, 13 + past), width=12 + past)
    )
    assert list(only.row.months) == list(range(first, 13))
    assert only.overflow == past
    assert "decree.month_drifted" in [problem.code for problem in only.problems]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=400))
def test_no_text_in_a_table_makes_the_reader_fall(noise: str) -> None:
    noise = noise.replace("\n", " ").replace("\r", " ")
    lines = [
        *heading(),
        row("1", "Manajemen Perubahan", "1. Rapat", "1. Jadwal", "1. Notula", months=[1]),
        noise,
        f"\t\t{noise}\t√",
    ]
    assert rows(*lines, head=[])[0].row.indicator.startswith("Notula")


CELLS = st.one_of(
    st.just(""), st.builds(lambda number, text: f"{number}{text}", st.sampled_from(["", "1. ", "2. ", "a. "]), PHRASES)
)
LINES = st.lists(
    st.tuples(CELLS, CELLS, CELLS, CELLS, st.one_of(st.just(MonthSet()), MONTHS), st.booleans()), min_size=1, max_size=9
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_no_tick_and_no_text_of_a_broken_table_vanishes(lines: list[tuple[str, str, str, str, MonthSet, bool]]) -> None:
    source = [*heading(), row("1", "Manajemen Perubahan", "1. Rapat", "1. Jadwal", "1. Notula", months=[1])]
    for area, activity, sub, indicator, months, breaks in lines:
        source += ["", *heading()] if breaks else []
        source.append(row("", area, activity, sub, indicator, months=months))
    reading = read(*source, head=[])
    told = {problem.line for problem in reading.problems}
    told_texts = " ".join(problem.text for problem in reading.problems)
    held = {
        line for each in reading.rows for line in range(each.row.source["lines"][0], each.row.source["lines"][1] + 1)
    }
    kept = " ".join(
        " ".join((each.row.area, each.row.activity, each.row.sub_activity, each.row.indicator)) for each in reading.rows
    )
    for number, line in enumerate(source, 1):
        cells = line.split("\t")
        if number <= 2 or cells[:1] == ["NO"] or not any(cells) or cells[5:6] == ["1"]:
            continue
        assert "√" not in line or number in held or number in told
        for cell in cells[1:5]:
            words = cell.split(". ", 1)[-1]
            assert words in kept or words[:40] in told_texts or number in told
