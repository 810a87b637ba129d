"""The annex, rule by rule, on small made-up tables."""

from __future__ import annotations

import pytest

from renaksi.intake.tests.annexes import HEADS, codes, heading, read, row, rows

PARENTS = ("1", "Manajemen Perubahan", "1. Perencanaan Rapat", "1. Penyusunan Jadwal")


def test_plain_row_has_its_parents_numbers_and_months() -> None:
    (only,) = rows(row(*PARENTS, "1. Jadwal rapat", months=[1, 12]))
    plan = only.row
    assert (plan.area_no, plan.area) == (1, "Manajemen Perubahan")
    assert (plan.activity_no, plan.activity) == ("1", "Perencanaan Rapat")
    assert (plan.sub_activity_no, plan.sub_activity) == ("1", "Penyusunan Jadwal")
    assert (plan.indicator_no, plan.indicator, list(plan.months)) == ("1", "Jadwal rapat", [1, 12])
    assert plan.source["line"] == 3
    assert codes(only) == []


def test_empty_cells_inherit_also_over_a_repeated_heading() -> None:
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", months=[1]), "", *heading(), row("", "", "", "", "2. Notula rapat", months=[2])
    )
    assert [each.row.sub_activity for each in found] == ["Penyusunan Jadwal"] * 2
    assert found[1].inherited == ("area", "activity", "sub_activity")
    assert found[0].inherited == ()


def test_column_numbers_are_no_row() -> None:
    found = rows("1\t2\t3\t4\t5\t6" + "\t" * 11, row(*PARENTS, "1. Jadwal rapat", months=[1]))
    assert len(found) == 1


@pytest.mark.parametrize("names", [True, False])
def test_months_are_named_or_numbered(names: bool) -> None:
    found = rows(row(*PARENTS, "1. Jadwal rapat", months=[8]), head=heading(names=names))
    assert list(found[0].row.months) == [8]


def test_months_of_two_columns_each_are_told_by_where_their_names_stand() -> None:
    names = [cell for month in range(1, 13) for cell in (str(month), "")]
    head = ["\t".join([*HEADS, "PELAKSANAAN (BULAN)", *[""] * 23]), "\t".join([*[""] * 5, *names])]
    ticks = ["√" if place in (0, 3, 22) else "" for place in range(26)]
    (only,) = rows("\t".join([*PARENTS, "1. Jadwal rapat", *ticks]), head=head)
    assert (list(only.row.months), only.overflow) == ([1, 2, 12], 0)
    past = ["√" if place == 24 else "" for place in range(26)]
    (slid,) = rows("\t".join([*PARENTS, "1. Jadwal rapat", *past]), head=head)
    assert (list(slid.row.months), slid.overflow) == ([], 1)


def test_numbers_in_cells_of_their_own_go_to_the_text_beside() -> None:
    head = heading(("NO", "AREA PERUBAHAN", "KEGIATAN", "", "SUB KEGIATAN", "", "INDIKATOR KEBERHASILAN", ""))
    (only,) = rows(
        row("1", "Manajemen Perubahan", "2.", "Perencanaan", "1)", "Penyusunan", "a.", "Jadwal", months=[3]), head=head
    )
    plan = only.row
    assert (plan.activity_no, plan.activity, plan.sub_activity_no, plan.sub_activity) == (
        "2",
        "Perencanaan",
        "1",
        "Penyusunan",
    )
    assert (plan.indicator_no, plan.indicator, list(plan.months)) == ("a", "Jadwal", [3])


def test_note_is_the_last_column_and_a_tick_there_is_no_note() -> None:
    head = heading(note="KET.")
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", months=[1], note="Surat undangan"),
        row("", "", "", "", "2. Notula rapat", months=[1], note="√"),
        head=head,
    )
    assert [(each.row.note, each.overflow) for each in found] == [("Surat undangan", 0), ("", 1)]
    assert "decree.month_drifted" in codes(found[1])


def test_ticks_past_december_are_counted_told_and_a_reading_proposed() -> None:
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", months=[3, 6, 9, 13], width=13),
        row("", "", "", "", "2. Notula rapat", months=range(2, 16), width=15),
    )
    assert [list(each.row.months) for each in found] == [[3, 6, 9], list(range(2, 13))]
    assert [each.overflow for each in found] == [1, 3]
    assert [list(each.months_proposed or []) for each in found] == [
        [3, 6, 9, 12],
        list(range(2, 13)),
    ]


@pytest.mark.parametrize(
    ("ticked", "proposed"),
    [
        ([4, 7, 10, 13], [3, 6, 9, 12]),  # even steps: all moved
        ([4, 7, 11, 14], [3, 6, 9, 12]),  # one step too long, all too late
        ([6, 13], [6, 12]),
        ([13], [12]),
        ([1, 6, 13], [1, 6, 12]),
        ([2, 8, 18], [2, 8, 12]),
    ],
)
def test_drifted_months_are_proposed_as_they_may_have_been(ticked: list[int], proposed: list[int]) -> None:
    (only,) = rows(row(*PARENTS, "1. Jadwal rapat", months=ticked, width=18))
    assert list(only.row.months) == [month for month in ticked if month <= 12]
    assert list(only.months_proposed or []) == proposed


def test_row_without_ticks_is_told_while_others_have_them() -> None:
    found = rows(row(*PARENTS, "1. Jadwal rapat", months=[1]), row("", "", "", "2. Penyusunan Undangan", "1. Undangan"))
    assert [codes(each) for each in found] == [[], ["decree.no_months"]]


def test_table_without_any_tick_is_one_problem_of_the_reading() -> None:
    reading = read(row(*PARENTS, "1. Jadwal rapat"), row("", "", "", "", "2. Notula rapat"))
    assert [problem.code for problem in reading.problems if problem.field == "months"] == ["decree.months_missing"]
    assert all(not each.problems and not each.row.months for each in reading.rows)


def test_indicator_broken_by_the_page_is_one_row() -> None:
    found = rows(
        row(*PARENTS, "1. Notula rapat yang berisikan", months=[2]),
        "",
        *heading(),
        row("", "", "", "", "hasil pembahasan dan tindak lanjut;"),
        row("", "", "", "", "2. Daftar hadir rapat", months=[3]),
    )
    assert [each.row.indicator for each in found] == [
        "Notula rapat yang berisikan hasil pembahasan dan tindak lanjut;",
        "Daftar hadir rapat",
    ]
    assert found[0].row.source["lines"] == [3, 7]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. Notula rapat", "kerja tepat waktu"),  # goes on in small letters, also with words of a heading
        ("1. Laporan rapat di", "Kota Contoh"),  # ends on a word that asks for more
        (
            "1. Sasaran Kinerja",
            "Pegawai mendukung sasaran strategis dan pencapaian kinerja secara berjenjang (cascading)",
        ),
        ("1. Dapat diaksesnya JDIH", "satuan kerja 2. Mutakhirnya data JDIH satuan kerja"),  # the list goes on inside
        ("1. Surat undangan; 2. Daftar hadir; 3.", "Notula rapat"),  # breaks off on the next number
        ("1. Seluruh peta lintas fungsi (peta level", "n) ke dalam SOP"),  # inside a bracket
    ],
)
def test_cell_broken_by_the_page_is_joined_wherever_it_broke(before: str, after: str) -> None:
    (only,) = rows(row(*PARENTS, before, months=[2]), "", *heading(), row("", "", "", "", after))
    whole = f"{before} {after}"
    printed = f"{only.row.indicator_no}. {only.row.indicator}" if only.row.indicator_no else only.row.indicator
    assert printed == whole
    assert list(only.row.months) == [2]


def test_a_page_that_goes_on_in_mid_sentence_is_no_lost_page() -> None:
    found = rows(
        row(
            "2",
            "Deregulasi Kebijakan",
            "1. Rapat revisi",
            "Penyusunan revisi naskah dinas di",
            "Jumlah naskah yang",
            months=[1],
        ),
        "",
        *heading(),
        row("", "", "", "lingkungan unit dan satuan kerja", "sudah direvisi"),
    )
    assert [(each.row.area, each.row.activity, each.row.indicator) for each in found] == [
        ("Deregulasi Kebijakan", "Rapat revisi", "Jumlah naskah yang sudah direvisi")
    ]
    assert found[0].row.sub_activity == "Penyusunan revisi naskah dinas di lingkungan unit dan satuan kerja"


def test_list_in_one_cell_with_one_tick_line_is_one_row_with_its_points() -> None:
    (only,) = rows(row(*PARENTS, "1) Surat undangan 2) Daftar hadir 3) Notula rapat", months=[1]))
    assert only.row.indicator_no == ""
    assert only.row.indicator == "1) Surat undangan 2) Daftar hadir 3) Notula rapat"
    assert only.row.indicators == ("Surat undangan", "Daftar hadir", "Notula rapat")


def test_list_in_one_cell_goes_on_after_the_page() -> None:
    found = rows(
        row(*PARENTS, "1) Surat undangan 2) Daftar hadir", months=[1]),
        "",
        *heading(),
        row("", "", "", "", "3) Notula rapat"),
    )
    assert len(found) == 1
    assert found[0].row.indicators == ("Surat undangan", "Daftar hadir", "Notula rapat")


def test_as_many_tick_lines_as_points_make_a_row_each() -> None:
    found = rows(row(*PARENTS, "1) Surat undangan; 2) Daftar hadir;", months=[1]), row("", "", "", "", "", months=[2]))
    assert [(each.row.indicator_no, each.row.indicator, list(each.row.months)) for each in found] == [
        ("1", "Surat undangan;", [1]),
        ("2", "Daftar hadir;", [2]),
    ]
    assert [each.row.source["line"] for each in found] == [3, 4]


def test_as_many_tick_lines_as_lettered_parts_make_a_row_each() -> None:
    reading = read(
        row(*PARENTS, "1. Laporan rapat diterima: a. Undangan; b. Daftar hadir; c. Notula;", months=[1]),
        row("", "", "", "", "", months=[2]),
        row("", "", "", "", "", months=[3]),
    )
    assert [(each.row.indicator_no, each.row.indicator, list(each.row.months)) for each in reading.rows] == [
        ("a", "Undangan;", [1]),
        ("b", "Daftar hadir;", [2]),
        ("c", "Notula;", [3]),
    ]
    assert "decree.head_without_months" in [problem.code for problem in reading.problems]


def test_a_tick_line_right_below_a_heading_is_no_heading() -> None:
    found = rows(
        row(*PARENTS, "1) Surat undangan 2) Daftar hadir", months=[1]),
        "",
        *heading(),
        row("", "", "", "", "", months=[2]),
    )
    assert [(each.row.indicator_no, list(each.row.months)) for each in found] == [("1", [1]), ("2", [2])]


def test_ticks_without_a_text_are_told_once_at_their_line_on_the_row_above() -> None:
    reading = read(row(*PARENTS, "1. Surat undangan", months=[1]), row("", "", "", "", "", months=[2]))
    assert len(reading.rows) == 1
    assert codes(reading.rows[0]) == ["decree.ticks_unassigned"]
    assert [(p.line, p.row) for p in reading.problems if p.code == "decree.ticks_unassigned"] == [(4, 0)]


def test_lettered_parts_are_one_row_while_one_tick_line_serves_them() -> None:
    (only,) = rows(
        row(*PARENTS, "1. Dokumen rapat berikut lampiran :"),
        row("", "", "", "", "a. Surat undangan", months=[3]),
        row("", "", "", "", "b. Daftar hadir"),
    )
    assert only.row.indicator == "Dokumen rapat berikut lampiran : a. Surat undangan b. Daftar hadir"
    assert (only.row.source["line"], list(only.row.months)) == (3, [3])


def test_lettered_parts_with_ticks_of_their_own_are_rows() -> None:
    found = rows(
        row(*PARENTS, "1. Dokumen rapat berikut lampiran :", months=[1]),
        row("", "", "", "", "a. Surat undangan", months=[3]),
        row("", "", "", "", "b. Daftar hadir", months=[4]),
    )
    assert [(each.row.indicator_no, list(each.row.months)) for each in found] == [("1", [1]), ("a", [3]), ("b", [4])]


def test_list_of_a_sub_activity_over_several_lines_is_one_on_every_row() -> None:
    found = rows(
        row(
            "1",
            "Manajemen Perubahan",
            "1. Perencanaan Rapat",
            "2. Penyelenggaraan rapat kerja :",
            "1. Undangan",
            months=[1],
        ),
        row("", "", "", "1) Rapat awal tahun;", "2. Daftar hadir", months=[2]),
        row("", "", "", "2) Rapat akhir tahun;", "3. Notula", months=[3]),
        row("", "", "", "3. Penutupan rapat", "1. Laporan", months=[4]),
    )
    joined = "Penyelenggaraan rapat kerja : 1) Rapat awal tahun; 2) Rapat akhir tahun;"
    assert [each.row.sub_activity for each in found] == [joined] * 3 + ["Penutupan rapat"]
    assert [each.row.sub_activity_no for each in found] == ["2", "2", "2", "3"]


def test_list_of_a_sub_activity_goes_on_over_the_page_without_a_row() -> None:
    found = rows(
        row(
            "1",
            "Manajemen Perubahan",
            "1. Perencanaan",
            "1. Membangun ruang rapat: 1) Meja;",
            "1. Ruang rapat",
            months=[1],
        ),
        "",
        *heading(),
        row("", "", "", "2) Kursi;", ""),
        row("", "", "", "2. Merawat ruang rapat", "1. Ruang terawat", months=[2]),
    )
    assert [each.row.sub_activity for each in found] == [
        "Membangun ruang rapat: 1) Meja; 2) Kursi;",
        "Merawat ruang rapat",
    ]


def test_sub_activity_with_ticks_and_no_indicator_is_a_row_and_told() -> None:
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", months=[1]), row("", "", "", "2. Pelibatan warga dalam rapat", "", months=[6])
    )
    assert found[1].row.indicator == ""
    assert list(found[1].row.months) == [6]
    assert codes(found[1]) == ["decree.no_indicator"]


def test_a_parent_without_any_row_is_told_and_not_lost() -> None:
    reading = read(
        row(*PARENTS, "1. Jadwal rapat", months=[1]),
        row("", "", "", "2. Pengiriman undangan", ""),
        row("", "", "", "3. Penyusunan notula", "1. Notula", months=[2]),
    )
    told = [problem for problem in reading.problems if problem.code == "decree.parent_without_row"]
    assert [(problem.line, problem.field, "Pengiriman undangan" in problem.text) for problem in told] == [
        (4, "sub_activity", True)
    ]
    assert [each.row.sub_activity_no for each in reading.rows] == ["1", "3"]


def test_indicator_slid_to_the_left_goes_where_it_belongs() -> None:
    known = (
        "4",
        "Penguatan Tata Laksana",
        "1. Peningkatan tata laksana proses bisnis serta SOP",
        "3. Penyusunan SOP di lingkungan satuan kerja",
    )
    found = rows(
        row(
            *known, "1. Telah dilakukan penjabaran seluruh peta lintas fungsi (peta level n) ke dalam SOP;", months=[2]
        ),
        "\t\t2. Seluruh peta proses bisnis telah dijabarkan dalam SOP;\t\t\t√" + "\t" * 11,
        "3. SOP sudah dilegalkan; dan\t\t\t\t\t√" + "\t" * 11,
    )
    assert [each.row.indicator_no for each in found] == ["1", "2", "3"]
    assert [each.row.activity for each in found] == ["Peningkatan tata laksana proses bisnis serta SOP"] * 3
    assert [codes(each) for each in found[1:]] == [["decree.text_shifted"]] * 2


def test_line_slid_to_the_right_keeps_its_months_by_position_and_proposes_others() -> None:
    found = rows(
        row(
            "7",
            "Penguatan Pengawasan",
            "7. Peningkatan Integritas Individu",
            "1. Penyampaian LHKPN",
            "100% wajib lapor LHKPN",
            months=[1],
        ),
        "\t\t\t\t2. Penyampaian LHKASN\t100% LHKASN di lingkungan satuan kerja\t√\t√" + "\t" * 9,
    )
    slid = found[1]
    assert (slid.row.sub_activity, slid.row.indicator) == (
        "Penyampaian LHKASN",
        "100% LHKASN di lingkungan satuan kerja",
    )
    assert list(slid.row.months) == [2, 3]
    assert list(slid.months_proposed or []) == [1, 2]
    assert "decree.text_shifted" in codes(slid)


def test_areas_may_come_in_any_order_and_under_other_names() -> None:
    found = rows(
        row("1", "Penataan Organisasi/Kelembagaan", "1. Evaluasi", "1. Rapat", "1. Notula", months=[1]),
        row("2", "Sistem Manajemen Sumber Daya Manusia", "1. Merit", "1. Ukur", "1. Hasil ukur", months=[1]),
    )
    assert [(each.row.area_no, each.row.area) for each in found] == [
        (1, "Penataan Organisasi/Kelembagaan"),
        (2, "Sistem Manajemen Sumber Daya Manusia"),
    ]
    assert [codes(each) for each in found] == [[], []]


@pytest.mark.parametrize(
    ("number", "area"),
    [("IV", "Penguatan Tata Laksana"), ("", "IV. Penguatan Tata Laksana"), ("IV.", "PENATAAN TATALAKSANA")],
)
def test_area_may_be_numbered_in_roman(number: str, area: str) -> None:
    (only,) = rows(row(number, area, "1. Rapat", "1. Jadwal", "1. Notula", months=[1]))
    assert only.row.area_no == 4
    assert only.row.area.lower() == area.lower().removeprefix("iv. ")


@pytest.mark.parametrize("tick", ["√", "✓", "✔️", "v", "V", "x", "$\\checkmark$", "[√]", "&#10003;", "●", "ü"])
def test_every_usual_sign_is_a_tick_in_a_months_column(tick: str) -> None:
    (only,) = rows("\t".join([*PARENTS, "1. Jadwal rapat", "", tick, *[""] * 10]))
    assert list(only.row.months) == [2]


def test_footers_and_page_numbers_between_rows_are_no_text_of_the_table() -> None:
    reading = read(
        row(*PARENTS, "1. Jadwal rapat", months=[1]),
        "jdih.contoh.go.id/keputusan",
        "- 4 -",
        "2. Notula...",
        "",
        *heading(),
        row("", "", "", "", "2. Notula rapat", months=[2]),
    )
    assert [(each.row.indicator, codes(each)) for each in reading.rows] == [("Jadwal rapat", []), ("Notula rapat", [])]


def test_a_line_outside_the_table_is_joined_or_told_never_dropped_in_silence() -> None:
    reading = read(
        row(*PARENTS, "1. Notula rapat yang", months=[1]),
        "berisikan hasil pembahasan",
        "Catatan petugas pemindai",
        row("", "", "", "", "2. Daftar hadir", months=[2]),
    )
    assert [each.row.indicator for each in reading.rows] == [
        "Notula rapat yang berisikan hasil pembahasan",
        "Daftar hadir",
    ]
    assert [
        (p.line, "Catatan petugas pemindai" in p.text) for p in reading.problems if p.code == "decree.line_unplaced"
    ] == [(5, True)]


def test_misread_letters_in_the_heading_change_nothing() -> None:
    head = heading(("NO", "AREA PERUBAHAN", "KEGlATAN", "SUB XEGIATAN", "INDlKATOR KEBERHASlLAN"), names=True)
    head = [
        head[0].replace("PELAKSANAAN (BULAN)", "PELAKSANAAN {BULAN)"),
        head[1].replace("Mar", "Mor").replace("Jun", "Jur"),
    ]
    found = rows("l\t2\t3\t4\t5\t6\t7\t8\t9" + "\t" * 8, row(*PARENTS, "1. Jadwal rapat", months=[3, 12]), head=head)
    assert [(each.row.sub_activity, list(each.row.months)) for each in found] == [("Penyusunan Jadwal", [3, 12])]


def test_a_sub_activity_broken_by_hand_over_two_rows_is_one() -> None:
    found = rows(
        row("7", "Penguatan Pengawasan", "1. Pembangunan Zona Integritas di satuan kerja", "2. Penyusunan Rencana Aksi",
            "1. Rencana pertama", months=[1]),
        row("", "", "", "Zona Integritas di lingkungan satuan kerja;", "2. Rencana kedua", months=[2]),
    )  # fmt: skip
    whole = "Penyusunan Rencana Aksi Zona Integritas di lingkungan satuan kerja;"
    assert [each.row.sub_activity for each in found] == [whole, whole]


def test_a_heading_that_lost_a_label_takes_it_from_the_page_before() -> None:
    torn = heading(("NO", "AREA PERUBAHAN", "KEGIATAN", "", "INDIKATOR KEBERHASILAN"))
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", months=[1]),
        "",
        *torn,
        row("", "", "", "2. Pengiriman undangan", "1. Undangan terkirim", months=[2]),
    )
    assert (found[1].row.activity, found[1].row.sub_activity) == ("Perencanaan Rapat", "Pengiriman undangan")


def test_area_nobody_knows_is_told() -> None:
    (only,) = rows(row("1", "Rapat bulanan pegawai", "1. Rapat", "1. Rapat awal", "1. Notula", months=[1]))
    assert codes(only) == ["decree.area_unknown"]


@pytest.mark.parametrize(
    "heads",
    [
        ("NO", "PROGRAM KEGIATAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN"),
        ("NO", "AREA PERUBAHAN", "PROGRAM KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN"),
        ("NOMOR", "AREA", "RENCANA AKSI", "RINCIAN KEGIATAN", "INDIKATOR"),
        ("No.", "Area Perubahan", "Kegiatan", "Sub-Kegiatan", "Indikator Keberhasilan"),
    ],
)
def test_headings_in_other_words_mean_the_same(heads: tuple[str, ...]) -> None:
    (only,) = rows(row(*PARENTS, "1. Jadwal rapat", months=[5]), head=heading(heads))
    plan = only.row
    assert (plan.area, plan.activity, plan.sub_activity) == (
        "Manajemen Perubahan",
        "Perencanaan Rapat",
        "Penyusunan Jadwal",
    )
    assert (plan.indicator, list(plan.months)) == ("Jadwal rapat", [5])


def test_parents_printed_again_on_the_next_page_are_the_same_ones() -> None:
    found = rows(
        row(*PARENTS, "1. Jadwal rapat", months=[1]), "", *heading(), row(*PARENTS, "2. Notula rapat", months=[2])
    )
    assert (
        len(
            {
                (each.row.activity_no, each.row.activity, each.row.sub_activity_no, each.row.sub_activity)
                for each in found
            }
        )
        == 1
    )


def test_after_a_lost_page_nothing_is_inherited_that_the_new_page_contradicts() -> None:
    found = read(
        row("7", "Penguatan Pengawasan", "3. Pelaksanaan Whistle Blowing System KPU",
            "2. Pengelolaan WBS di lingkungan satuan kerja",
            "Persentase pengaduan WBS selesai ditindaklanjuti", months=[1]),
        "", "", "",
        row("", "", "", "3. Monitoring, Evaluasi, Pelaporan dan Tindak Lanjut atas Pengelolaan Benturan Kepentingan.",
            "Dokumen laporan monitoring, evaluasi pengelolaan Benturan Kepentingan.", months=[2]),
    )  # fmt: skip
    after = found.rows[1]
    assert (after.row.activity_no, after.row.activity) == ("", "")
    assert "decree.parent_unknown" in codes(after)
    assert "decree.page_lost" in [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("indicator", "is_cut"),
    [
        ("1. Terkelolanya arsip statis dan dinamis di lingkungan", True),  # ends on a word that asks for more
        ("1. Jumlah dan jenis naskah dinas yang", True),
        (
            "1. Penilaian kinerja individu telah dijadikan dasar untuk pengembangan",
            True,
        ),  # the beginning of the template's
        ("1. didasarkan pada rencana kerja yang sudah dilegalkan", True),  # its end
        ("1. Surat keputusan (contoh: a, b", True),  # a bracket never closed
        ("1. Jumlah sengketa Jumlah sengketa", True),  # twice the same, the rest lost
        (
            "1. Tersedianya dokumen tindak lanjut dari hasil evaluasi Rencana Aksi Agen Perubahan di lingkungan kerja",
            False,
        ),
        ("1. Jumlah aplikasi terintegrasi", False),  # only the office's name left out
        ("1. SOP sudah dilegalkan; dan", False),  # "dan" leads to the next point
        ("1. Notula rapat bulanan pegawai", False),  # not the template's at all
        ("1. Adanya program dan kegiatan: 1) Jumlah program 2) Jumlah kegiatan", False),
    ],
)
def test_cut_texts_are_told_and_whole_ones_are_not(indicator: str, is_cut: bool) -> None:
    (only,) = rows(row(*PARENTS, indicator, months=[1]))
    assert ("decree.text_cut" in codes(only)) is is_cut


def test_two_sub_activities_run_together_are_parted_where_the_second_begins() -> None:
    cell = (
        "Memetakan jenis-jenis/produk-produk pelayanan administrasi internal kesekretariatan dan pelayanan eksternal "
        "(terkait Kepemiluan)Melakukan evaluasi terhadap jenis-jenis layanan baik internal dan eksternal terhadap 14 komponen "
        "standar pelayanan sesuai UU Nomor 25 Tahun 2009 meliputi:"
    )
    parents = (
        "8",
        "Peningkatan Kualitas Pelayanan Publik",
        "1. Penguatan pelayanan prima di lingkungan satuan kerja",
        cell,
    )
    found = rows(
        row(*parents, "Informasi jenis-jenis atau produk-produk layanan di lingkungan satuan kerja", months=[1]),
        row("", "", "", "1) Dasar hukum;", "1) Sudah adanya maklumat pelayanan di lingkungan satuan kerja", months=[2]),
        row("", "", "", "2) Biaya/tarif;", "2) Jumlah sengketa pelayanan menurun", months=[2]),
    )
    assert found[0].row.sub_activity.endswith("(terkait Kepemiluan)")
    assert [each.row.sub_activity[:18] for each in found[1:]] == ["Melakukan evaluasi"] * 2
    assert found[2].row.sub_activity.endswith("meliputi: 1) Dasar hukum; 2) Biaya/tarif;")
    assert all("decree.text_parted" in codes(each) for each in found)


def test_cut_parent_is_a_doubt_of_every_row_under_it() -> None:
    found = rows(
        row("5", "Penguatan Sistem Manajemen SDM ASN", "1. Pembangunan Sistem Merit",
            "2. Penerapan assessment untuk pertimbangan pengembangan", "1. Data pertama", months=[1]),
        row("", "", "", "", "2. Data kedua", months=[1]),
    )  # fmt: skip
    assert [codes(each) for each in found] == [["decree.text_cut"]] * 2
    assert found[1].problems[0].field == "sub_activity"
    assert found[1].problems[0].line == 3


def test_html_and_markdown_remains_are_dropped() -> None:
    (only,) = rows(row(*PARENTS, "1. <i>Kick off</i> <b>rapat</b> **bersama** &amp; <p>tertib</p>", months=[1]))
    assert only.row.indicator == "Kick off rapat bersama & tertib"


def test_pipe_table_reads_like_a_tab_table() -> None:
    lines = [*heading(), row(*PARENTS, "1. Jadwal rapat", months=[4]), row("", "", "", "", "2. Notula", months=[5])]
    piped = [f"| {' | '.join(line.split(chr(9)))} |" for line in lines]
    piped.insert(1, "|" + "---|" * 17)
    assert [(each.row.indicator, list(each.row.months)) for each in rows(*piped, head=[])] == [
        ("Jadwal rapat", [4]),
        ("Notula", [5]),
    ]


def test_html_table_keeps_its_spans() -> None:
    months = "".join(f"<td>{month}</td>" for month in range(1, 13))
    ticks = "<td></td><td>√</td>" + "<td></td>" * 10
    text = (
        "<table><tr>"
        + "".join(f'<th rowspan="2">{head}</th>' for head in HEADS)
        + '<th colspan="12">PELAKSANAAN (BULAN)</th></tr>'
        f"<tr>{months}</tr>\n"
        '<tr><td rowspan="2">1</td><td rowspan="2">Manajemen Perubahan</td><td rowspan="2">1. Perencanaan</td>'
        f'<td rowspan="2">1. Jadwal</td><td>1. Terbit</td>{ticks}</tr>\n<tr><td>2. Terkirim</td>{ticks}</tr></table>'
    )
    found = rows(text, head=[])
    assert [(each.row.sub_activity, each.row.indicator, list(each.row.months)) for each in found] == [
        ("Jadwal", "Terbit", [2]),
        ("Jadwal", "Terkirim", [2]),
    ]


def test_columns_held_apart_by_spaces_are_read_by_their_place() -> None:
    widths = (5, 24, 28, 28, 30)

    def line(*cells: str, months: tuple[int, ...] = ()) -> str:
        left = "".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        return left + "".join(("√" if month in months else "").ljust(5) for month in range(1, 13))

    head = "".join(text.ljust(width) for text, width in zip(HEADS, widths, strict=True)) + "PELAKSANAAN (BULAN)"
    months = " " * sum(widths) + "".join(str(month).ljust(5) for month in range(1, 13))
    found = rows(
        line("1", "Manajemen Perubahan", "1. Perencanaan Rapat", "1. Jadwal Rapat", "1. Jadwal terbit", months=(2, 11)),
        line("", "", "", "", "2. Jadwal terkirim", months=(12,)),
        head=[head, months],
    )
    assert [(each.row.indicator, list(each.row.months)) for each in found] == [
        ("Jadwal terbit", [2, 11]),
        ("Jadwal terkirim", [12]),
    ]


def test_lost_heading_is_told_and_the_table_still_read() -> None:
    known = (
        "1",
        "Manajemen Perubahan",
        "1. Perencanaan Reformasi Birokrasi",
        "1. Sosialisasi Reformasi Birokrasi melalui berbagai media",
    )
    text = "MENIMBANG\nMENGINGAT\nMEMUTUSKAN\nRENCANA AKSI REFORMASI BIROKRASI\n"
    reading = read(
        text,
        row(*known, "1. SOP sudah dilegalkan", months=[1, 2]),
        row("", "", "", "", "2. Adanya SOP WBS", months=[12]),
        head=[],
    )
    assert "decree.heading_missing" in [problem.code for problem in reading.problems]
    assert [(each.row.indicator, list(each.row.months)) for each in reading.rows] == [
        ("SOP sudah dilegalkan", [1, 2]),
        ("Adanya SOP WBS", [12]),
    ]


def test_two_equal_indicators_under_one_sub_activity_are_told() -> None:
    found = rows(row(*PARENTS, "1. Jadwal rapat", months=[1]), row("", "", "", "", "2. Jadwal rapat;", months=[2]))
    assert [codes(each) for each in found] == [["decree.text_doubled"]] * 2


def test_rows_know_the_templates_indicator_and_its_runner_up() -> None:
    (only,) = rows(row(*PARENTS, "1. Dapat diaksesnya JDIH KPU Kota Contoh", months=[1]))
    assert only.match is not None
    assert only.row.catalogue_code == "2.5.1.1"
    assert only.match[0] == "2.5.1.1"
    assert only.match[1] >= 0.95 > only.match[3]


def test_problems_of_rows_stand_on_the_row_and_in_the_whole() -> None:
    reading = read(
        row(*PARENTS, "1. Jadwal rapat", months=[1]), row("", "", "", "2. Undangan", "", months=[13], width=13)
    )
    on_rows = [(problem.code, problem.row) for each in reading.rows for problem in each.problems]
    assert on_rows == [(problem.code, problem.row) for problem in reading.problems if problem.row is not None]
    assert {place for _, place in on_rows} == {1}
    assert all(problem.text and problem.text[-1] == "." for problem in reading.problems)
