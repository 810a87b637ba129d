"""What our writers write, our reader reads back identical: facts and rows, through plain text and through XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renaksi.intake.read import read_decree
from renaksi.intake.reading import Reading
from renaksi.kernel.months import MonthSet
from renaksi.papers import write
from renaksi.plan.drafting import drafted_facts
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.numbering import NumberingForm, make_number
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.reports.decree.build import build_decree
from renaksi.reports.tests.made_up import FACTS, OFFICE, rows

FORMATS = ("txt", "xlsx")
both_formats = pytest.mark.parametrize("file_format", FORMATS)
all_formats = pytest.mark.parametrize("file_format", [*FORMATS, "pdf"])
"""PDF last: a print knows no space at a line's end, and no sign its font has not."""
written_both_ways = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def reread(facts: DecreeFacts, plan: Sequence[PlanRow], file_format: str, *, copy: bool = False) -> Reading:
    paper = build_decree(facts, plan, office=replace(OFFICE, name=facts.work_unit, long_name=""), copy=copy)
    return read_decree(write(paper, file_format), f"keputusan.{file_format}")


def said(plan: Sequence[PlanRow]) -> list[PlanRow]:
    """The rows as printed, without what a reading works out: where a row stood, what it matches, the points inside one cell."""
    return [replace(row, source={}, catalogue_code="", indicators=()) for row in plan]


def rows_of(reading: Reading) -> list[PlanRow]:
    return [each.row for each in reading.rows]


@all_formats
def test_a_plain_decree_comes_back_whole(file_format: str) -> None:
    reading = reread(FACTS, rows(60), file_format)
    assert said(rows_of(reading)) == said(rows(60))
    assert reading.decree == FACTS
    assert [problem.code for problem in reading.problems] == []


@all_formats
def test_a_certified_copy_reads_as_the_decree_it_copies(file_format: str) -> None:
    reading = reread(FACTS, rows(8), file_format, copy=True)
    assert reading.decree == FACTS


@all_formats
@pytest.mark.parametrize("form", NumberingForm)
@pytest.mark.parametrize(
    ("work_unit", "maker", "classification"),
    [
        ("KPU Kota Contoh", "KPU-Kot", "HK.03.1"),
        ("KPU Kabupaten Contoh Selatan", "KPU-Kab", "ORT.07"),
        ("KPU Provinsi Contoh Tengah", "KPU-Prov", "HK.03.1"),
        ("KIP Kabupaten Contoh Jaya", "KIP-Kab", "HK.03.1"),
    ],
)
def test_every_office_and_number_form_comes_back(
    file_format: str, form: NumberingForm, work_unit: str, maker: str, classification: str
) -> None:
    number = make_number(
        form, serial="07", year=2023, month=3, classification=classification, unit_code="9999", maker=maker
    )
    office = OfficeLetterhead(work_unit, place="Contoh", chair="RAHMAT TELADAN")
    facts = drafted_facts(DecreeFacts(number=number, date=date(2023, 3, 1)), office=office, year=2023)
    assert reread(facts, rows(4), file_format).decree == facts


@all_formats
@pytest.mark.parametrize("work_unit", [OFFICE.name, "KIP Kabupaten Contoh Barat Daya"])
def test_a_decree_of_the_secretary_comes_back(file_format: str, work_unit: str) -> None:
    office = replace(OFFICE, name=work_unit, long_name="")
    facts = drafted_facts(
        DecreeFacts(number="25/HK.03.2/9999/2024", date=date(2024, 10, 7)), office=office, year=2024, by_secretary=True
    )
    assert reread(facts, rows(4), file_format).decree == facts


@all_formats
def test_an_amending_decree_still_says_what_it_amends(file_format: str) -> None:
    amended = "2/HK.03.1/9999/2024"
    title = f"Perubahan atas Keputusan Komisi Pemilihan Umum Kota Contoh Nomor {amended} tentang {FACTS.title}"
    dicta = (
        f"Mengubah Lampiran Keputusan Komisi Pemilihan Umum Kota Contoh Nomor {amended} sehingga menjadi sebagaimana "
        "tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.",
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    )
    facts = replace(FACTS, number="27/HK.03.1/9999/2024", title=title, amends=amended, dicta=dicta, valid_until=None)
    assert reread(facts, rows(4), file_format).decree == facts


@all_formats
@pytest.mark.parametrize(
    "noted", [("Berita Acara Rapat Pleno Nomor 5/BA/9999/2024;",), ("Surat Dinas Nomor 1;", "Berita Acara Nomor 2;")]
)
def test_what_a_decree_takes_note_of_comes_back(file_format: str, noted: tuple[str, ...]) -> None:
    facts = replace(FACTS, noted=noted)
    assert reread(facts, rows(4), file_format).decree == facts


@both_formats
@pytest.mark.parametrize("seed", ["000", "002", "003"])
def test_a_real_plan_read_and_printed_reads_the_same(file_format: str, seed: str, shared: Path) -> None:
    source = next((shared / "seeds").glob(f"{seed}_*.txt"))
    first = read_decree(source.read_bytes(), source.name)
    second = reread(first.decree, rows_of(first), file_format)
    assert said(rows_of(second)) == said(rows_of(first))
    assert second.decree == first.decree


@pytest.mark.parametrize("seed", ["000", "002", "003"])
def test_a_real_plan_printed_as_pdf_reads_the_same_but_for_spaces_at_a_lines_end(seed: str, shared: Path) -> None:
    source = next((shared / "seeds").glob(f"{seed}_*.txt"))
    first = read_decree(source.read_bytes(), source.name)
    second = reread(first.decree, rows_of(first), "pdf")
    assert [unspaced(row) for row in said(rows_of(second))] == [unspaced(row) for row in said(rows_of(first))]
    assert second.decree == first.decree


def unspaced(row: PlanRow) -> tuple[object, ...]:
    """A row's texts without any space, and its months."""
    texts = (row.area, row.activity_no, row.activity, row.sub_activity_no, row.sub_activity, row.indicator, row.note)
    return (*("".join(text.split()) for text in texts), row.indicator_no, row.area_no, row.months)


# Made-up plans: every pattern of months, notes and numbers, lists and brackets in the texts, rows without indicator or area.

WORDS = (
    "laporan",
    "kegiatan",
    "dokumen",
    "pelayanan",
    "pegawai",
    "evaluasi",
    "rencana",
    "kinerja",
    "berkala",
    "publik",
    "internal",
)
ENDINGS = (
    "",
    ";",
    ".",
    " (SOP);",
    " (paling sedikit 2 kali)",
    " 100%",
    " Tahun 2024;",
    "/satuan kerja",
    " 1 (satu) dokumen",
)
HEADS = ("Penyusunan", "Tersedianya", "Pelaksanaan", "Persentase (%)", "Jumlah", "Evaluasi", "FGD", "Terlaksananya")

phrases = st.builds(
    lambda head, middle, ending: f"{head} {' '.join(middle)}{ending}",
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=9),
    st.sampled_from(ENDINGS),
)
items = st.lists(
    st.sampled_from(["Tim Pengarah", "Tim Pelaksana (8 area)", "Tim Assessor", "Laporan 2 semester"]),
    min_size=2,
    max_size=3,
)
# Several points in one cell, by numbers or letters, behind a head or without one.
listings = st.builds(
    lambda head, points, marks: head + "; ".join(f"{mark} {point}" for mark, point in zip(marks, points, strict=False)),
    st.sampled_from(["Penyusunan dokumen terdiri dari: ", "Dokumen berikut : ", ""]),
    items,
    st.sampled_from([("1.", "2.", "3."), ("1)", "2)", "3)"), ("a.", "b.", "c.")]),
)
# Anything people type: signs, figures, other letters; not what reading drops by its own rules (mark-up, runs of white space).
signs = st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="<>&*|`#√✓✔☑✅●•■◼⬤✕✗✘\u00ad")
typed = st.builds(
    lambda words: "Teks " + " ".join(words),
    st.lists(
        st.text(signs, min_size=2, max_size=8).filter(lambda word: word[0].isalpha() and len(word) > 1),
        min_size=1,
        max_size=6,
    ),
)
texts = st.one_of(phrases, phrases, phrases, listings, typed)
indicators = st.one_of(phrases, phrases, phrases, typed)
month_sets = st.one_of(
    st.builds(MonthSet, st.integers(0, 4095)),
    st.just(MonthSet(4095)),
    st.just(MonthSet()),
    st.builds(MonthSet, st.just(1)),
)
notes = st.one_of(
    st.just(""),
    st.just(""),
    st.sampled_from(["Laporan", "SK Tim", "Notula; daftar hadir (2)", "1. SK Tim 2. Laporan"]),
    typed,
)


@st.composite
def plans(draw: st.DrawFn) -> list[PlanRow]:
    """A plan of a few areas; numbers throughout or none; now and then a row without indicator, a parent or an area."""
    numbered, with_areas = draw(st.booleans()), draw(st.integers(0, 3)) > 0
    plan: list[PlanRow] = []
    for area_at in range(1, draw(st.integers(1, 3)) + 1):
        area = (
            ("Manajemen Perubahan", "Penguatan Kelembagaan", "Penguatan Tata Laksana")[area_at - 1]
            if with_areas
            else ""
        )
        top = PlanRow(area_no=area_at if area else None, area=area)
        for activity_at, activity in enumerate(draw(st.lists(phrases, min_size=1, max_size=2, unique=True)), 1):
            under = replace(top, activity_no=str(activity_at) if numbered else "", activity=activity)
            plan += draw(sub_activities(under, numbered=numbered))
    return [draw(with_holes(row)) for row in plan]


@st.composite
def sub_activities(draw: st.DrawFn, above: PlanRow, *, numbered: bool) -> list[PlanRow]:
    rows: list[PlanRow] = []
    for sub_at, sub_activity in enumerate(draw(st.lists(texts, min_size=1, max_size=3, unique=True)), 1):
        under = replace(above, sub_activity_no=str(sub_at) if numbered else "", sub_activity=sub_activity)
        given_indicators = draw(st.lists(indicators, min_size=1, max_size=3, unique=True))
        if draw(st.integers(0, 5)) == 0:
            given_indicators = [draw(listings)]
        for at, indicator in enumerate(given_indicators, 1):
            own = str(at) if numbered and not indicator[:2].rstrip(".)").isalnum() else ""
            rows.append(
                replace(under, indicator_no=own, indicator=indicator, months=draw(month_sets), note=draw(notes))
            )
    return rows


@st.composite
def with_holes(draw: st.DrawFn, row: PlanRow) -> PlanRow:
    """The row as it is, or without its indicator, or without its sub-activity."""
    hole = draw(st.integers(0, 15))
    if hole < 2:
        return replace(row, indicator="", indicator_no="")
    if hole == 2 and row.indicator:
        return replace(row, sub_activity="", sub_activity_no="")
    return row


def with_a_tick(plan: list[PlanRow]) -> list[PlanRow]:
    """A plan with at least one month: a table without any tick is a lost one to every reader."""
    return plan if any(row.months for row in plan) else [replace(plan[0], months=MonthSet.of([1])), *plan[1:]]


@both_formats
@written_both_ways
@given(plan=plans().map(with_a_tick))
def test_any_plan_comes_back_row_by_row(file_format: str, plan: list[PlanRow]) -> None:
    assert said(rows_of(reread(FACTS, plan, file_format))) == said(plan)


def patterns() -> Iterator[MonthSet]:
    yield MonthSet(0)
    yield MonthSet(4095)
    yield from (MonthSet.of([month]) for month in range(1, 13))


@both_formats
def test_every_month_comes_back_in_its_place(file_format: str) -> None:
    plan = [replace(row, months=months) for row, months in zip(rows(14), patterns(), strict=True)]
    assert [row.months for row in rows_of(reread(FACTS, plan, file_format))] == list(patterns())
