"""Every doubt's sentence: what is doubtful, and what to do. A code never changes its meaning."""

from __future__ import annotations

from renaksi.kernel.problem import Problem

FIELD_NAMES = {
    "area": "area perubahan",
    "activity": "kegiatan",
    "sub_activity": "sub kegiatan",
    "indicator": "indikator keberhasilan",
}

_SENTENCES = {
    # months
    "decree.month_drifted": "Tanda bulan baris ini bergeser: {detail}. Cocokkan bulan pelaksanaan dengan naskah.",
    "decree.month_unread": (
        'Sel bulan baris ini memuat "{detail}", yang bukan tanda bulan. Tetapkan bulan pelaksanaannya menurut naskah.'
    ),
    "decree.months_by_part": (
        "Naskah menandai triwulan atau semester, bukan bulan; semua bulan di dalamnya dicatat ({detail}). Tetapkan bulannya."
    ),
    "decree.months_missing": (
        "Tidak ada tanda bulan yang terbaca di seluruh tabel. Isi bulan pelaksanaan setiap baris menurut naskah."
    ),
    "decree.no_months": (
        "Baris ini tidak memiliki tanda bulan, padahal baris lain memilikinya. Isi bulan pelaksanaan menurut naskah."
    ),
    "decree.ticks_unassigned": (
        "Ada baris tanda bulan tanpa teks, sehingga indikator pemiliknya tidak pasti. Tetapkan bulan "
        "indikator ini menurut naskah."
    ),
    "decree.groups_paired": (
        "Satu sel memuat beberapa sub kegiatan dengan beberapa baris tanda bulan, yang dipasangkan menurut "
        "urutan. Periksa pasangannya."
    ),
    "decree.months_faint": (
        "Tanda bulan {detail} pada baris ini tidak jelas di gambarnya. Cocokkan bulan pelaksanaan dengan naskah."
    ),
    # texts
    "decree.text_faint": 'Teks {field} "{detail}" tidak terbaca jelas dari gambarnya. Cocokkan dengan naskah.',
    "decree.text_shifted": (
        "Teks baris ini berdiri di kolom lain karena hasil pindai bergeser. Periksa letak teks dan bulan "
        "pelaksanaannya."
    ),
    "decree.text_cut": 'Teks {field} terpotong pada "{detail}". Lengkapi menurut naskah.',
    "decree.break_unclear": (
        "Teks {field} berada di batas halaman, sehingga tidak pasti apakah bersambung dengan halaman lain. Cocokkan teks itu "
        "dengan naskah."
    ),
    "decree.text_doubled": (
        "Teks indikator ini sama dengan baris lain di bawah sub kegiatan yang sama. Periksa apakah salah "
        "satunya keliru."
    ),
    "decree.text_parted": (
        'Satu sel memuat dua teks tanpa nomor; bagian "{detail}" dipisahkan menurut templat. Periksa pemisahannya.'
    ),
    "decree.no_indicator": (
        "Baris ini tidak memiliki indikator keberhasilan. Isi indikatornya, atau biarkan kosong bila naskah "
        "memang tidak memuatnya."
    ),
    "decree.number_alone": "Ada nomor tanpa teks pada baris ini. Periksa apakah sebuah sub kegiatan hilang.",
    "decree.line_outside_table": "Teks ini berdiri di luar tabel. Periksa apakah teks ini memang sebuah indikator.",
    "decree.list_unclear": (
        "Tidak pasti apakah teks sub kegiatan ini lanjutan dari sub kegiatan di atasnya. Periksa sub kegiatan "
        "baris ini."
    ),
    # parents
    "decree.area_unknown": (
        'Area perubahan "{detail}" tidak dikenal di antara delapan area perubahan. Periksa area perubahan baris ini.'
    ),
    "decree.parent_unknown": "Teks {field} baris ini tidak ada dalam berkas{detail}. Isi menurut naskah.",
    "decree.parent_unlike": (
        'Menurut isinya, indikator ini lazim berada di bawah sub kegiatan lain: "{detail}". Periksa sub '
        "kegiatan baris ini."
    ),
    "decree.parent_skipped": (
        "Mungkin ada halaman yang hilang sebelum baris ini, karena isinya lazim berada di bawah {field} lain. "
        "Periksa {field} baris ini."
    ),
    # notes
    "decree.note_joined": (
        "Sebuah keterangan berdiri sendiri dan digabungkan ke baris ini. Periksa pemilik keterangan tersebut."
    ),
    "decree.note_slid": "Keterangan baris ini mungkin bergeser satu baris. Cocokkan keterangan dengan indikatornya.",
    "decree.note_unassigned": 'Keterangan "{detail}" tidak memiliki baris. Tambahkan ke baris yang tepat.',
    # the whole table
    "decree.table_missing": (
        "Tabel rencana aksi tidak ditemukan dalam berkas ini. Periksa apakah lampirannya ikut disertakan."
    ),
    "decree.table_left": (
        'Tabel lain mulai baris {line} ("{detail}") tidak dibaca karena bukan rencana aksi. Periksa bila sebenarnya bagian '
        "rencana aksi."
    ),
    "decree.heading_missing": (
        "Judul kolom tabel tidak ditemukan, sehingga kolom ditentukan dari isinya. Periksa setiap kolom."
    ),
    "decree.line_unplaced": 'Teks "{detail}" berdiri di luar tabel dan tidak dimasukkan ke baris mana pun. Periksa naskahnya.',
    "decree.parent_without_row": (
        'Teks {field} "{detail}" tidak memiliki indikator maupun tanda bulan, sehingga tidak menjadi baris. '
        "Tambahkan barisnya bila naskah memuatnya."
    ),
    "decree.layout_changed": (
        "Mulai baris {line} tata letak kolom berubah tanpa judul kolom; teks ditempatkan menurut isinya. "
        "Periksa baris di halaman ini."
    ),
    "decree.page_lost": (
        "Sebuah halaman tampaknya hilang sebelum baris {line}, karena kegiatannya tidak bersambung. Lengkapi "
        "barisnya dari naskah."
    ),
    "decree.head_without_months": (
        'Teks "{detail}" tidak memiliki tanda bulan sendiri; bagian-bagiannya dibaca sebagai baris '
        "tersendiri. Periksa baris tersebut."
    ),
    "decree.number_repeated": "Nomor {field} {detail} dipakai dua kali berturut-turut. Periksa penomorannya.",
    "decree.number_skipped": "Nomor {field} meloncat dari {detail}. Periksa apakah ada baris yang hilang.",
    # what the file holds and does not show
    "decree.rows_hidden": (
        "Berkas ini memuat baris tersembunyi ({detail}) yang tidak dibaca. Bila termasuk rencana aksi, tampilkan dahulu, "
        "lalu unggah kembali."
    ),
    "decree.sheets_hidden": (
        'Lembar kerja tersembunyi "{detail}" tidak dibaca. Bila termasuk rencana aksi, tampilkan dahulu, lalu unggah kembali.'
    ),
    "decree.shades_computed": (
        "Warna sel di {detail} ditentukan rumus (format bersyarat), sehingga tidak terbaca. Bila warna itu menandai bulan, "
        "cocokkan bulan pelaksanaan dengan naskah."
    ),
    "decree.formulas_unread": (
        "Rumus di sel {detail} tidak menyimpan hasilnya, sehingga isinya tidak terbaca. Buka dan simpan berkasnya di Excel, "
        "lalu unggah kembali."
    ),
    "decree.read_quickly": (
        "Berkas ini dibaca dengan cepat, sehingga isi keputusan dan setiap teksnya belum pasti. Cocokkan dengan naskah, atau "
        "baca sekali lagi seperti biasa."
    ),
    # the decree itself
    "decree.number_missing": "Nomor keputusan tidak ditemukan. Isi nomor keputusan.",
    "decree.number_differs": (
        "Nomor keputusan di lampiran ({detail}) berbeda dari nomor di batang tubuh. Pilih nomor yang benar."
    ),
    "decree.office_missing": "Nama satuan kerja tidak ditemukan. Isi satuan kerja.",
    "decree.year_missing": "Tahun rencana aksi tidak ditemukan. Isi tahunnya.",
    "decree.year_differs": "Tahun rencana aksi berbeda dari tahun penetapan ({detail}). Periksa tahunnya.",
    "decree.date_missing": "Tanggal penetapan tidak ditemukan. Isi tanggalnya.",
    "decree.place_missing": "Tempat penetapan tidak ditemukan. Isi tempatnya.",
    "decree.signatory_missing": "Nama penanda tangan tidak ditemukan. Isi namanya.",
    "decree.basis_missing": "Dasar hukum (Mengingat) tidak ditemukan. Lengkapi dasar hukumnya.",
    "decree.dicta_missing": "Diktum (KESATU, KEDUA, ...) tidak ditemukan. Lengkapi diktumnya.",
}

CODES = tuple(_SENTENCES)
"""Every code a reading may carry."""

_LONGEST = 60
_UNCUT = frozenset(
    {"decree.month_drifted", "decree.parent_without_row", "decree.line_unplaced", "decree.note_unassigned"}
)
"""Doubts whose text is nowhere else in the reading: shown whole."""


def doubt(code: str, *, line: int | None = None, field: str = "", detail: str = "", row: int | None = None) -> Problem:
    """The problem of this code, its sentence filled in."""
    shown = detail if len(detail) <= _LONGEST or code in _UNCUT else f"{detail[:_LONGEST].rsplit(' ', 1)[0]} ..."
    text = _SENTENCES[code].format(detail=shown, field=FIELD_NAMES.get(field, field), line=line or "")
    return Problem(code, text, line=line, field=field, row=row)
