"""Rows that a page's end or a line broke in two, lettered lists, and pages that are missing."""

from __future__ import annotations

import pytest

from renaksi.intake.tests.annexes import codes, heading, row, rows

PARENTS = ("1", "Manajemen Perubahan", "1. Perencanaan Rapat", "1. Penyusunan Jadwal")
EVERY = range(1, 13)


@pytest.mark.parametrize("rest", ["lingkungan satuan kerja", "Kota Contoh", "di Contoh dan sekitarnya"])
def test_rest_of_an_indicator_over_the_page_keeps_its_parents(rest: str) -> None:
    found = rows(
        row(*PARENTS, "1. Jadwal rapat pimpinan KPU", months=[1]),
        "",
        *heading(),
        row("", "", "", "", rest),
        row("", "", "", "", "2. Notula rapat", months=[2]),
    )
    assert [each.row.indicator for each in found] == [f"Jadwal rapat pimpinan KPU {rest}", "Notula rapat"]
    assert {(each.row.area, each.row.activity, each.row.sub_activity) for each in found} == {
        ("Manajemen Perubahan", "Perencanaan Rapat", "Penyusunan Jadwal")
    }


def test_row_broken_in_all_its_cells_is_one() -> None:
    found = rows(
        row(
            "1",
            "Manajemen Perubahan",
            "1. Perencanaan rapat dan",
            "1. Penyusunan jadwal di",
            "1. Jadwal rapat yang",
            months=[1],
        ),
        "",
        *heading(),
        row("", "", "pelatihan pegawai", "lingkungan kantor", "telah disahkan"),
        row("", "", "", "2. Rapat kerja", "1. Notula", months=[3]),
    )
    first = found[0].row
    assert (first.activity, first.sub_activity, first.indicator) == (
        "Perencanaan rapat dan pelatihan pegawai",
        "Penyusunan jadwal di lingkungan kantor",
        "Jadwal rapat yang telah disahkan",
    )
    assert found[1].row.activity == first.activity
    assert found[0].row.source["lines"] == [3, 7]


def test_finished_text_is_no_beginning_of_the_next_line() -> None:
    found = rows(row(*PARENTS, "Jadwal rapat.", months=[1]), row("", "", "", "", "Notula rapat."))
    assert [each.row.indicator for each in found] == ["Jadwal rapat.", "Notula rapat."]
    assert codes(found[1]) == ["decree.no_months"]


def test_unnumbered_rest_of_a_numbered_sub_activity_is_joined_and_told() -> None:
    found = rows(
        row(*PARENTS[:3], "1. Penyusunan Buku", "1. Buku selesai", months=[1]),
        row("", "", "", "Panduan Pegawai", ""),
        row("", "", "", "2. Rapat kerja", "1. Notula", months=[3]),
    )
    assert [each.row.sub_activity for each in found] == ["Penyusunan Buku Panduan Pegawai", "Rapat kerja"]
    assert codes(found[0]) == ["decree.list_unclear"]


def test_lettered_sub_activities_stand_beside_each_other() -> None:
    found = rows(
        row(*PARENTS[:3], "a. Penyusunan Jadwal", "1. Jadwal rapat", months=[1]),
        row("", "", "", "b. Pelaksanaan Rapat", "1. Notula rapat", months=[2]),
        row("", "", "", "c. Pelaporan", "1. Laporan rapat", months=[3]),
    )
    assert [(each.row.sub_activity_no, each.row.sub_activity) for each in found] == [
        ("a", "Penyusunan Jadwal"),
        ("b", "Pelaksanaan Rapat"),
        ("c", "Pelaporan"),
    ]


def test_letters_under_a_number_are_points_of_its_list() -> None:
    found = rows(
        row(*PARENTS[:3], "1. Penyusunan Jadwal:", "1. Jadwal rapat", months=[1]),
        row("", "", "", "a. Jadwal pimpinan", "2. Jadwal pegawai", months=[2]),
        row("", "", "", "b. Jadwal tamu", "3. Jadwal tamu", months=[3]),
    )
    assert {each.row.sub_activity for each in found} == {"Penyusunan Jadwal: a. Jadwal pimpinan b. Jadwal tamu"}


def test_sub_activities_a_few_letters_apart_are_two() -> None:
    found = rows(
        row(*PARENTS[:3], "Penyampaian LHKPN", "Bukti lapor pertama", months=[1]),
        "",
        *heading(),
        row("", "", "", "Penyampaian LHKASN", "Bukti lapor kedua", months=[2]),
    )
    assert [each.row.sub_activity for each in found] == ["Penyampaian LHKPN", "Penyampaian LHKASN"]


def test_parts_with_ticks_of_their_own_go_on_over_the_page() -> None:
    found = rows(
        row(*PARENTS, "1. Laporan kegiatan berikut dokumentasi:"),
        row("", "", "", "", "a. Surat Pernyataan Potensi Benturan Kepentingan", months=[2]),
        "",
        *heading(),
        row("", "", "", "", "b. Surat Pernyataan Bebas Benturan Kepentingan", months=[3]),
        row("", "", "", "", "c. Foto kegiatan", months=[4]),
    )
    assert [(each.row.indicator_no, list(each.row.months)) for each in found] == [("a", [2]), ("b", [3]), ("c", [4])]
    assert {(each.row.area, each.row.activity) for each in found} == {("Manajemen Perubahan", "Perencanaan Rapat")}


def test_activity_of_another_area_after_a_lost_page_inherits_no_area() -> None:
    found = rows(
        row("1", "Manajemen Perubahan", "1. Perencanaan Reformasi Birokrasi", "1. Rapat", "1. Notula", months=[1]),
        "",
        *heading(),
        row("", "", "4. Pelaksanaan Pemantauan Benturan Kepentingan KPU", "1. Rapat", "1. Notula", months=[2]),
    )
    assert found[1].row.area == ""
    assert found[1].row.activity_no == "4"
    assert "decree.parent_unknown" in codes(found[1])


def test_activity_of_another_area_that_counts_on_keeps_the_area_and_is_told() -> None:
    found = rows(
        row("1", "Manajemen Perubahan", "1. Perencanaan Reformasi Birokrasi", "1. Rapat", "1. Notula", months=[1]),
        "",
        *heading(),
        row("", "", "2. Pelaksanaan Pemantauan Benturan Kepentingan KPU", "1. Rapat", "1. Notula", months=[2]),
    )
    assert found[1].row.area == "Manajemen Perubahan"
    assert "decree.parent_skipped" in codes(found[1])


def test_text_in_its_own_column_stays_there_whatever_the_template_has() -> None:
    found = rows(
        row(*PARENTS[:3], "1. SOP sudah dilegalkan", "1. Pengisian Kuesioner Evaluasi Organisasi", months=[1]),
        row("", "", "", "", "2. Pengelolaan JDIH", months=[2]),
    )
    assert [(each.row.sub_activity, each.row.indicator) for each in found] == [
        ("SOP sudah dilegalkan", "Pengisian Kuesioner Evaluasi Organisasi"),
        ("SOP sudah dilegalkan", "Pengelolaan JDIH"),
    ]


def test_lone_text_that_counts_on_is_an_indicator_in_any_column() -> None:
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", months=[1]),
        row("", "", "", "1. Undangan", "1. Surat undangan", months=[3]),
        row("", "", "", "", "2. Daftar hadir", months=[4]),
        row("", "", "3. Foto rapat", "", "", months=[5]),
    )
    last = found[-1]
    assert (last.row.activity, last.row.sub_activity, last.row.indicator) == (
        "Perencanaan Rapat",
        "Undangan",
        "Foto rapat",
    )
    assert list(last.row.months) == [5]
    assert "decree.text_shifted" in codes(last)


def test_lone_numbered_text_that_is_next_of_its_own_column_stays_there() -> None:
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", months=[1]),
        row("", "", "", "2. Rapat tanpa indikator", "", months=[3]),
    )
    assert (found[1].row.sub_activity, found[1].row.indicator) == ("Rapat tanpa indikator", "")


def test_page_without_heading_whose_lines_fill_the_columns_above_needs_no_doubt() -> None:
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", months=EVERY),
        "",
        row("", "", "", "", "2. Notula rapat", months=EVERY) + "\t\t\t",
        row("", "", "", "2. Rapat kerja", "1. Undangan", months=EVERY) + "\t\t\t",
    )
    assert [codes(each) for each in found] == [[], [], []]
    assert [each.row.sub_activity for each in found] == ["Penyusunan Jadwal", "Penyusunan Jadwal", "Rapat kerja"]


def test_list_behind_a_head_with_as_many_tick_lines_gives_a_row_for_each_point() -> None:
    found = rows(
        row(*PARENTS, "4. Laporan berikut dokumentasi: a. Undangan b. Daftar hadir c. Foto", months=[2]),
        row("", "", "", "", "", months=[3]),
        row("", "", "", "", "", months=[4]),
    )
    assert [(each.row.indicator_no, each.row.indicator, list(each.row.months)) for each in found] == [
        ("a", "Undangan", [2]),
        ("b", "Daftar hadir", [3]),
        ("c", "Foto", [4]),
    ]


@pytest.mark.parametrize("mark", ['"', "sda", "idem", "- ” -"])
def test_ditto_marks_inherit(mark: str) -> None:
    found = rows(row(*PARENTS, "1. Jadwal", months=[1]), row(mark, mark, mark, mark, "2. Notula", months=[2]))
    assert [each.row.sub_activity for each in found] == ["Penyusunan Jadwal"] * 2
    assert codes(found[1]) == []


def test_several_ticks_in_one_cell_are_told() -> None:
    (only,) = rows("\t".join([*PARENTS, "1. Jadwal", "√ √ √", *[""] * 11]))
    assert "decree.month_drifted" in codes(only)


def test_same_paper_as_a_part_of_two_indicators_needs_no_doubt() -> None:
    found = rows(
        row(*PARENTS, "1. Rapat pertama berikut dokumentasi:"),
        row("", "", "", "", "a. Daftar hadir", months=[2]),
        row("", "", "", "", "b. Notula", months=[2]),
        row("", "", "", "", "2. Rapat kedua berikut dokumentasi:"),
        row("", "", "", "", "a. Daftar hadir", months=[3]),
        row("", "", "", "", "b. Notula", months=[3]),
    )
    assert [(each.row.indicator_no, codes(each)) for each in found] == [("a", []), ("b", []), ("a", []), ("b", [])]


def test_activity_that_runs_on_beside_ticked_rows_is_one() -> None:
    found = rows(
        row("1", "Manajemen Perubahan", "1. Pelaksanaan rapat dan", "1. Rapat pertama", "1. Notula", months=[1]),
        row("", "", "kegiatan lainnya", "2. Rapat kedua", "1. Foto", months=[2]),
    )
    assert {(each.row.activity_no, each.row.activity) for each in found} == {
        ("1", "Pelaksanaan rapat dan kegiatan lainnya")
    }
    assert [each.row.sub_activity_no for each in found] == ["1", "2"]


def test_numbers_in_brackets_number_as_others_do() -> None:
    found = rows(
        row("1", "Manajemen Perubahan", "(1) Perencanaan", "(a) Rapat pertama", "(1) Notula", months=[1]),
        row("", "", "", "", "(2) Foto", months=[2]),
        row("", "", "", "(b) Rapat kedua", "(1) Notula", months=[3]),
    )
    assert [(each.row.activity_no, each.row.sub_activity_no, each.row.indicator_no) for each in found] == [
        ("1", "a", "1"),
        ("1", "a", "2"),
        ("1", "b", "1"),
    ]
