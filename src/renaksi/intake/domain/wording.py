"""Kinds of doubts in a few Indonesian words, for chips, filters and sentences."""

from __future__ import annotations

_LABELS = {
    "intake.other_office": "satuan kerja lain",
    "intake.year_differs": "tahun berbeda",
    "intake.fact_missing": "isi keputusan belum ada",
    "intake.words_drafted": "rumusan baku",
    "decree.month_drifted": "bulan bergeser",
    "decree.months_missing": "tabel tanpa tanda bulan",
    "decree.no_months": "baris tanpa bulan",
    "decree.ticks_unassigned": "tanda bulan tanpa pemilik",
    "decree.groups_paired": "pasangan sub kegiatan dan bulan",
    "decree.text_shifted": "teks bergeser kolom",
    "decree.text_cut": "teks terpotong",
    "decree.break_unclear": "teks di batas halaman",
    "decree.text_doubled": "indikator berulang",
    "decree.text_parted": "dua teks dalam satu sel",
    "decree.no_indicator": "baris tanpa indikator",
    "decree.number_alone": "nomor tanpa teks",
    "decree.line_outside_table": "teks di luar tabel",
    "decree.list_unclear": "daftar tidak jelas",
    "decree.month_unread": "sel bulan bukan tanda",
    "decree.line_unplaced": "teks di luar tabel",
    "decree.area_unknown": "area tidak dikenal",
    "decree.parent_without_row": "induk tanpa baris",
    "decree.parent_unknown": "induk tidak terbaca",
    "decree.parent_unlike": "induk tidak lazim",
    "decree.parent_skipped": "mungkin ada halaman hilang",
    "decree.note_joined": "keterangan digabungkan",
    "decree.note_slid": "keterangan bergeser",
    "decree.note_unassigned": "keterangan tanpa baris",
    "decree.table_missing": "tabel tidak ditemukan",
    "decree.heading_missing": "judul kolom tidak ditemukan",
    "decree.layout_changed": "tata letak kolom berubah",
    "decree.page_lost": "halaman hilang",
    "decree.pages_unread": "halaman hasil pindai",
    "decree.head_without_months": "teks tanpa tanda bulan",
    "decree.number_repeated": "nomor berulang",
    "decree.number_skipped": "nomor meloncat",
    "decree.number_missing": "nomor keputusan tidak ada",
    "decree.number_differs": "nomor keputusan berbeda",
    "decree.office_missing": "satuan kerja tidak terbaca",
    "decree.year_missing": "tahun tidak terbaca",
    "decree.year_differs": "tahun rencana dan penetapan berbeda",
    "decree.date_missing": "tanggal tidak terbaca",
    "decree.place_missing": "tempat tidak terbaca",
    "decree.signatory_missing": "penanda tangan tidak terbaca",
    "decree.basis_missing": "dasar hukum tidak terbaca",
    "decree.dicta_missing": "diktum tidak terbaca",
}


def label_of(code: str) -> str:
    """The kind of doubt in a few words; a code without words of its own is told by its last part."""
    return _LABELS.get(code) or code.rsplit(".", 1)[-1].replace("_", " ")
