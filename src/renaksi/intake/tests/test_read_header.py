"""The decree's own facts, read from made-up texts in every form the offices use."""

from __future__ import annotations

from datetime import date

import pytest

from renaksi.intake.decree.facts import title_case, work_unit
from renaksi.intake.read import read_decree
from renaksi.intake.reading import Reading

TABLE = (
    "NO\tAREA PERUBAHAN\tKEGIATAN\tSUB KEGIATAN\tINDIKATOR KEBERHASILAN\tPELAKSANAAN (BULAN)" + "\t" * 11 + "\n"
    "\t\t\t\t\t" + "\t".join(str(month) for month in range(1, 13)) + "\n"
    "1\tManajemen Perubahan\t1. Perencanaan\t1. Rapat\t1. Notula rapat\t√" + "\t" * 11
)
BODY = """{head}

NOMOR{number}

TENTANG

{title}

{officer}

- Menimbang : a. bahwa untuk tertib kerja perlu rencana;
- b. bahwa berdasarkan pertimbangan huruf a perlu menetapkan Keputusan;
- Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum (Lembaran Negara Tahun 2017 Nomor 182);
2. Keputusan Komisi Pemilihan Umum Nomor: 314/ORT.07-Kpt/01/KPU/V/2021 tentang Petunjuk
Teknis Pelaksanaan;
- Memperhatikan : Surat Ketua Komisi Pemilihan Umum Nomor 5 Tahun 2021 tentang Tindak Lanjut;

MEMUTUSKAN :

- Menetapkan : KEPUTUSAN TENTANG RENCANA AKSI.
- KESATU : Menetapkan Rencana Aksi sebagaimana tercantum dalam Lampiran.
- KEDUA : Rencana Aksi sebagaimana dimaksud dalam Diktum KESATU menjadi pedoman.
- KETIGA : {last}

{closing}

LAMPIRAN
KEPUTUSAN
NOMOR{number}
"""
CLOSING = """Ditetapkan di Contoh
pada tanggal 15 Juni 2021
KETUA KOMISI PEMILIHAN UMUM
KOTA CONTOH,

ttd

RAHMAT TELADAN

Salinan sesuai dengan aslinya
SEKRETARIAT KOMISI PEMILIHAN UMUM
KOTA CONTOH
Kepala Subbagian Hukum,

Siti Percontohan"""


def reading(**changes: str) -> Reading:
    parts = {
        "head": "KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH",
        "number": " 2/HK.03.1/9999/2022",
        "title": "RENCANA AKSI REFORMASI BIROKRASI DI LINGKUNGAN\nKOMISI PEMILIHAN UMUM KOTA CONTOH TAHUN 2022",
        "officer": "KETUA KOMISI PEMILIHAN UMUM KOTA CONTOH,",
        "last": "Keputusan ini berlaku sejak ditetapkan sampai dengan bulan Desember 2022.",
        "closing": CLOSING,
    }
    return read_decree((BODY.format(**{**parts, **changes}) + TABLE).encode())


@pytest.mark.parametrize(
    ("printed", "number", "year"),
    [
        (" 2/HK.03.1/9999/2022", "2/HK.03.1/9999/2022", 2022),
        (": 29/HK.03.1-Kpt/9999/KPU-Kot/VI/2021", "29/HK.03.1-Kpt/9999/KPU-Kot/VI/2021", 2022),
        (" : 07 / HK.03.1 / 9999 / 2022", "07/HK.03.1/9999/2022", 2022),
        (": 11/HK.03.2-Kpt/9999/Sek-\nKot/III/2021", "11/HK.03.2-Kpt/9999/Sek-Kot/III/2021", 2022),
        (" 19 TAHUN 2023", "19 TAHUN 2023", 2022),
        (": 3 Tahun 2024", "3 TAHUN 2024", 2022),
    ],
)
def test_number_is_read_in_every_generation(printed: str, number: str, year: int) -> None:
    decree = reading(number=printed).decree
    assert (decree.number, decree.year) == (number, year)


def test_plain_decree_gives_all_its_facts() -> None:
    decree = reading().decree
    assert decree.kind == "Keputusan KPU Kota"
    assert decree.title == "Rencana Aksi Reformasi Birokrasi di Lingkungan Komisi Pemilihan Umum Kota Contoh Tahun 2022"
    assert (decree.work_unit, decree.place, decree.date) == ("KPU Kota Contoh", "Contoh", date(2021, 6, 15))
    assert (decree.signatory_title, decree.signatory) == ("Ketua KPU Kota Contoh", "RAHMAT TELADAN")
    assert (decree.certifier_title, decree.certifier) == ("Kepala Subbagian Hukum", "Siti Percontohan")
    assert decree.amends is None
    assert decree.valid_until == "2022-12"


def test_clauses_are_joined_over_their_lines() -> None:
    decree = reading().decree
    assert decree.considerations == (
        "bahwa untuk tertib kerja perlu rencana;",
        "bahwa berdasarkan pertimbangan huruf a perlu menetapkan Keputusan;",
    )
    assert decree.legal_basis == (
        "Undang-Undang Nomor 7 Tahun 2017",
        "Keputusan Komisi Pemilihan Umum Nomor 314/ORT.07-Kpt/01/KPU/V/2021",
    )
    assert decree.legal_basis_full[1].endswith("tentang Petunjuk Teknis Pelaksanaan;")
    assert len(decree.dicta) == 3
    assert decree.dicta[1] == "Rencana Aksi sebagaimana dimaksud dalam Diktum KESATU menjadi pedoman."


@pytest.mark.parametrize(
    ("head", "work_unit", "kind"),
    [
        (
            "KEPUTUSAN KOMISI PEMILIHAN UMUM\nKABUPATEN CONTOH SELATAN",
            "KPU Kabupaten Contoh Selatan",
            "Keputusan KPU Kabupaten",
        ),
        ("KEPUTUSAN KETUA KOMISI PEMILIHAN UMUM PROVINSI CONTOH", "KPU Provinsi Contoh", "Keputusan Ketua"),
        ("KEPUTUSAN SEKRETARIS KOMISI PEMILIHAN UMUM KOTA CONTOH", "KPU Kota Contoh", "Keputusan Sekretaris"),
        ("KEPUTUSAN KOMISI INDEPENDEN PEMILIHAN KABUPATEN CONTOH", "KIP Kabupaten Contoh", "Keputusan KIP Kabupaten"),
        (
            "SALINAN\n\nKEPUTUSAN KOMISI PEMILIHAN UMUM KABUPATEN CONTOH",
            "KPU Kabupaten Contoh",
            "Keputusan KPU Kabupaten",
        ),
    ],
)
def test_office_and_kind_come_from_the_heading(head: str, work_unit: str, kind: str) -> None:
    decree = reading(head=head).decree
    assert (decree.work_unit, decree.kind) == (work_unit, kind)


def test_amending_decree_names_the_one_it_changes() -> None:
    title = (
        "PERUBAHAN KEPUTUSAN SEKRETARIS KOMISI PEMILIHAN UMUM\nKOTA CONTOH NOMOR: 11/HK.03.2-Kpt/9999/Sek-Kot/III/2021\n"
        "TENTANG RENCANA AKSI REFORMASI BIROKRASI KOTA CONTOH"
    )
    decree = reading(title=title, number=": 25/HK.03.2/9999/2021").decree
    assert decree.amends == "11/HK.03.2-Kpt/9999/Sek-Kot/III/2021"
    assert decree.year == 2021
    assert decree.title.startswith(
        "Perubahan Keputusan Sekretaris Komisi Pemilihan Umum Kota Contoh Nomor: 11/HK.03.2-Kpt"
    )


def test_free_clause_on_mistakes_is_no_amendment() -> None:
    decree = reading(
        last="Apabila di kemudian hari terdapat kekeliruan, akan diadakan perubahan sebagaimana mestinya."
    ).decree
    assert decree.amends is None
    assert decree.valid_until is None


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("sampai dengan tanggal 31 Desember 2022.", "2022-12"),
        ("sampai dengan bulan Desember tahun 2022.", "2022-12"),
        ("sampai dengan akhir tahun 2022.", "2022"),
        ("pada tanggal ditetapkan.", None),
    ],
)
def test_validity_is_a_month_or_a_year(words: str, until: str | None) -> None:
    assert reading(last=f"Keputusan ini mulai berlaku sejak ditetapkan {words}").decree.valid_until == until


@pytest.mark.parametrize(
    ("closing", "place", "day", "signatory", "title"),
    [
        (
            "Ditetapkan di : Kota Contoh\nPada tanggal : 26 Januari 2022\n\n"
            "Plt. SEKRETARIS KOMISI PEMILIHAN UMUM\nKOTA CONTOH\nTtd.\n\nDEWI TELADANI",
            "Kota Contoh",
            date(2022, 1, 26),
            "DEWI TELADANI",
            "Plt. Sekretaris KPU Kota Contoh",
        ),
        (
            "Ditetapkan di Contoh pada tanggal 5 Mei 2022\nKETUA KOMISI PEMILIHAN UMUM\nKOTA CONTOH,\n\nANWAR PERMISALAN",
            "Contoh",
            date(2022, 5, 5),
            "ANWAR PERMISALAN",
            "Ketua KPU Kota Contoh",
        ),
        (
            "DITETAPKAN DI : C O N T O H\nPADA TANGGAL : 5MEI 2022\n"
            "KETUA KOMISI PEMILIHAN UMUM\nKOTA CONTOH,\nt.t.d\nANWAR PERMISALAN",
            "Contoh",
            date(2022, 5, 5),
            "ANWAR PERMISALAN",
            "Ketua KPU Kota Contoh",
        ),
        (
            "Salinan sesuai dengan aslinya\nSEKRETARIAT KOMISI PEMILIHAN UMUM\nSekretaris\n\nBambang Permisalan\n\n"
            "Ditetapkan di CONTOH\npada tanggal 14-02-2022\nKETUA KOMISI PEMILIHAN UMUM\nKOTA CONTOH,\nttd\nRAHMAT TELADAN",
            "Contoh",
            date(2022, 2, 14),
            "RAHMAT TELADAN",
            "Ketua KPU Kota Contoh",
        ),
    ],
)
def test_closing_names_who_signed_never_who_certified(
    closing: str, place: str, day: date, signatory: str, title: str
) -> None:
    decree = reading(closing=closing).decree
    assert (decree.place, decree.date, decree.signatory, decree.signatory_title) == (place, day, signatory, title)


def test_officer_without_comma_still_ends_the_title() -> None:
    decree = reading(officer="KETUA KOMISI PEMILIHAN UMUM\nKOTA CONTOH").decree
    assert decree.title.endswith("Tahun 2022")


def test_letters_held_apart_and_a_misread_label_are_still_labels() -> None:
    text = BODY.replace("MEMUTUSKAN :", "M E M U T U S K A N :").replace("Menimbang :", "Menimbanq :")
    parts = {
        "head": "KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH",
        "number": " 2/HK.03.1/9999/2022",
        "closing": CLOSING,
    }
    text = text.format(
        title="RENCANA AKSI TAHUN 2022", officer="KETUA KOMISI PEMILIHAN UMUM,", last="Selesai.", **parts
    )
    decree = read_decree((text + TABLE).encode()).decree
    assert len(decree.dicta) == 3
    assert len(decree.considerations) == 2
    assert decree.title == "Rencana Aksi Tahun 2022"


def test_dicta_are_found_though_memutuskan_is_lost() -> None:
    text = BODY.replace("MEMUTUSKAN :\n", "")
    parts = {
        "head": "KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH",
        "number": " 2/HK.03.1/9999/2022",
        "closing": CLOSING,
    }
    text = text.format(
        title="RENCANA AKSI TAHUN 2022", officer="KETUA KOMISI PEMILIHAN UMUM,", last="Selesai.", **parts
    )
    assert len(read_decree((text + TABLE).encode()).decree.dicta) == 3


def test_missing_facts_are_told_and_never_made_up() -> None:
    silent = reading(closing="").decree
    codes = {problem.code for problem in reading(closing="").problems}
    assert (silent.place, silent.date, silent.signatory) == ("", None, "")
    assert {"decree.place_missing", "decree.date_missing", "decree.signatory_missing"} <= codes


def test_another_number_in_the_annex_is_told() -> None:
    text = BODY.format(
        head="KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH",
        number=" 2/HK.03.1/9999/2022",
        title="RENCANA AKSI TAHUN 2022",
        officer="KETUA KOMISI PEMILIHAN UMUM KOTA CONTOH,",
        last="Selesai.",
        closing=CLOSING,
    )
    head, _, tail = text.rpartition("NOMOR 2/HK.03.1/9999/2022")
    found = read_decree(f"{head}NOMOR 3/HK.03.1/9999/2022{tail}{TABLE}".encode())
    assert found.decree.number == "2/HK.03.1/9999/2022"
    assert [problem.text for problem in found.problems if problem.code == "decree.number_differs"] == [
        "Nomor keputusan di lampiran (3/HK.03.1/9999/2022) berbeda dari nomor di batang tubuh. Pilih nomor yang benar."
    ]


def test_a_special_region_keeps_its_letters() -> None:
    assert work_unit("KEPUTUSAN KOMISI PEMILIHAN UMUM PROVINSI DI YOGYAKARTA") == "KPU Provinsi DI Yogyakarta"
    assert title_case("DI LINGKUNGAN KPU PROVINSI DI YOGYAKARTA").endswith("Provinsi DI Yogyakarta")
    assert work_unit("Kepada Komisi Pemilihan Umum Provinsi di Semarang") == ""
