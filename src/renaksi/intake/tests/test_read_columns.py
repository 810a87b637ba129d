"""Headings in other words and shapes: which column means what, and where the months begin."""

from __future__ import annotations

import pytest

from renaksi.intake.tests.annexes import HEADS, codes, heading, read, row, rows

PARENTS = ("1", "Manajemen Perubahan", "1. Perencanaan Rapat", "1. Penyusunan Jadwal")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@pytest.mark.parametrize("months", [ROMAN, tuple("JFMAMJJASOND")], ids=["roman", "initials"])
def test_months_may_be_roman_numbers_or_initials(months: tuple[str, ...]) -> None:
    head = [heading()[0], "\t".join([*[""] * 5, *months])]
    found = rows(row(*PARENTS, "1. Jadwal rapat", months=[8]), row("", "", "", "", "2. Notula", months=[1]), head=head)
    assert [list(each.row.months) for each in found] == [[8], [1]]


def test_heading_broken_over_two_lines_is_one() -> None:
    head = [
        "\t".join(["NO", "AREA", "KEGIATAN", "SUB", "INDIKATOR", "PELAKSANAAN", *[""] * 11]),
        "\t".join(["", "PERUBAHAN", "", "KEGIATAN", "KEBERHASILAN", "(BULAN)", *[""] * 11]),
        heading()[1],
    ]
    (only,) = rows(row(*PARENTS, "1. Jadwal rapat", months=[8]), head=head)
    assert (only.row.activity, only.row.sub_activity) == ("Perencanaan Rapat", "Penyusunan Jadwal")
    assert codes(only) == []


@pytest.mark.parametrize("name", ["TARGET", "OUTPUT", "PENANGGUNG JAWAB"])
def test_column_of_no_field_is_kept_out_of_the_indicator(name: str) -> None:
    head = heading((*HEADS, name))
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", "1 dokumen", months=[8]),
        row("", "", "", "", "2. Notula", "100%", months=[9]),
        head=head,
    )
    assert [(each.row.indicator, list(each.row.months), each.row.note) for each in found] == [
        ("Jadwal rapat", [8], ""),
        ("Notula", [9], ""),
    ]


def test_column_of_no_field_after_the_months_is_no_note() -> None:
    labels = "\t".join([*HEADS, "PELAKSANAAN (BULAN)", *[""] * 11, "PENANGGUNG JAWAB", "KET"])
    (only,) = rows(
        row(*PARENTS, "1. Jadwal rapat", months=[8]) + "\tSubbagian Hukum\tSurat undangan",
        head=[labels, heading()[1] + "\t\t"],
    )
    assert (only.row.note, list(only.row.months)) == ("Surat undangan", [8])


@pytest.mark.parametrize("sub", ["SUB KEGITAN", "SU8 KEGIATAN", "SUBKEGIATAN"])
def test_misspelt_heading_keeps_its_meaning(sub: str) -> None:
    head = heading(("NO", "AREA PERUBAHN", "KEGIATN", sub, "INDIKATOR KEBERHASILAN"))
    (only,) = rows(row(*PARENTS, "1. Jadwal rapat", months=[8]), head=head)
    assert (only.row.area, only.row.activity, only.row.sub_activity) == (
        "Manajemen Perubahan",
        "Perencanaan Rapat",
        "Penyusunan Jadwal",
    )


@pytest.mark.parametrize(
    "between",
    [
        "jdih.kpu.go.id/contoh",
        "- 7 -",
        "[Halaman 5]",
        "2. Pelaksanaan ...",
        "RENCANA AKSI REFORMASI BIROKRASI",
        "Halaman 3 dari 12",
    ],
)
def test_lines_between_pages_are_no_part_of_the_table(between: str) -> None:
    found = read(
        row(*PARENTS, "1. Jadwal rapat", months=[1]),
        "",
        between,
        "",
        *heading(),
        row("", "", "", "", "2. Notula rapat", months=[2]),
    )
    assert [each.row.area for each in found.rows] == ["Manajemen Perubahan"] * 2
    assert [each.row.sub_activity for each in found.rows] == ["Penyusunan Jadwal"] * 2
    assert not [problem for problem in found.problems if problem.line]


def test_unknown_line_between_pages_is_told_and_changes_no_row() -> None:
    found = read(
        row(*PARENTS, "1. Jadwal rapat", months=[1]),
        "",
        "Catatan tangan di tepi kertas",
        "",
        *heading(),
        row("", "", "", "", "2. Notula rapat", months=[2]),
    )
    assert [(each.row.area, each.row.indicator) for each in found.rows] == [
        ("Manajemen Perubahan", "Jadwal rapat"),
        ("Manajemen Perubahan", "Notula rapat"),
    ]
    assert [(problem.code, problem.line) for problem in found.problems if problem.line] == [("decree.line_unplaced", 5)]


def test_certification_between_pages_belongs_to_the_body() -> None:
    stamp = [
        "Salinan sesuai dengan aslinya",
        "SEKRETARIAT KOMISI PEMILIHAN UMUM",
        "Kepala Subbagian Hukum,",
        "",
        "Siti Percontohan",
    ]
    found = read(
        row(*PARENTS, "1. Jadwal rapat", months=[1]),
        "",
        *stamp,
        "",
        *heading(),
        row("", "", "", "", "2. Notula rapat", months=[2]),
    )
    assert [each.row.indicator for each in found.rows] == ["Jadwal rapat", "Notula rapat"]
    assert found.decree.certifier == "Siti Percontohan"


@pytest.mark.parametrize("title", ["{number}. {name}", "AREA {number}: {name}", "Area Perubahan: {name}", "**{name}**"])
def test_area_named_above_its_own_table(title: str) -> None:
    head = heading(("NO", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN"))
    first, second = (
        title.format(number=n, name=name) for n, name in (("1", "MANAJEMEN PERUBAHAN"), ("2", "Penguatan Pengawasan"))
    )
    found = rows(
        row("1", "Perencanaan", "Rapat", "Notula", months=[1]),
        "",
        second,
        "",
        *head,
        row("1", "Pembangunan Pos", "Rapat", "Daftar hadir", months=[2]),
        head=[first, "", *head],
    )
    assert [(each.row.area.upper(), each.row.activity) for each in found] == [
        ("MANAJEMEN PERUBAHAN", "Perencanaan"),
        ("PENGUATAN PENGAWASAN", "Pembangunan Pos"),
    ]


@pytest.mark.parametrize("empty", ["☐", "-", "–"])
def test_empty_signs_in_month_cells_say_nothing(empty: str) -> None:
    cells = ["√" if month == 4 else empty for month in range(1, 13)]
    (only,) = rows("\t".join([*PARENTS, "1. Jadwal rapat", *cells]))
    assert (only.row.indicator, list(only.row.months), only.row.note) == ("Jadwal rapat", [4], "")
    assert codes(only) == []


def test_word_in_a_month_cell_is_told_and_is_no_text() -> None:
    (only,) = rows("\t".join([*PARENTS, "1. Jadwal rapat", "√", "12 Feb", *[""] * 10]))
    assert (only.row.indicator, list(only.row.months)) == ("Jadwal rapat", [1])
    assert codes(only) == ["decree.month_unread"]
