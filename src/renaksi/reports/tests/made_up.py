"""A made-up decree of a made-up office, as long as a test wants it."""

from __future__ import annotations

from datetime import date

from renaksi.kernel.months import MonthSet
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.rows import DecreeFacts, PlanRow

OFFICE = OfficeLetterhead(
    name="KPU Kota Contoh",
    long_name="KOMISI PEMILIHAN UMUM KOTA CONTOH",
    address="Jalan Percontohan Nomor 1, Kota Contoh",
    place="Contoh",
    chair="RAHMAT TELADAN",
    secretary="Dewi Teladani",
)

FACTS = DecreeFacts(
    number="2/HK.03.1/9999/2024",
    kind="Keputusan KPU Kota",
    title="Rencana Aksi Reformasi Birokrasi di Lingkungan Komisi Pemilihan Umum Kota Contoh Tahun 2024",
    work_unit="KPU Kota Contoh",
    year=2024,
    place="Contoh",
    date=date(2024, 1, 22),
    signatory_title="Ketua KPU Kota Contoh",
    signatory="RAHMAT TELADAN",
    legal_basis=("Undang-Undang Nomor 7 Tahun 2017", "Peraturan Presiden Nomor 81 Tahun 2010"),
    legal_basis_full=(
        "Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum (Lembaran Negara Republik Indonesia Tahun 2017 Nomor 182);",
        "Peraturan Presiden Nomor 81 Tahun 2010 tentang Grand Design Reformasi Birokrasi 2010-2025;",
    ),
    considerations=(
        "bahwa untuk melaksanakan Reformasi Birokrasi secara terencana, perlu disusun rencana aksi tahunan;",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Keputusan Komisi Pemilihan Umum "
        "Kota Contoh tentang Rencana Aksi Reformasi Birokrasi di Lingkungan Komisi Pemilihan Umum Kota Contoh Tahun 2024;",
    ),
    dicta=(
        "Menetapkan Rencana Aksi Reformasi Birokrasi di Lingkungan Komisi Pemilihan Umum Kota Contoh Tahun 2024 sebagaimana "
        "tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.",
        "Rencana Aksi sebagaimana dimaksud dalam Diktum KESATU menjadi pedoman pelaksanaan Reformasi Birokrasi.",
        "Keputusan ini mulai berlaku sejak tanggal ditetapkan sampai dengan bulan Desember 2024.",
    ),
    valid_until="2024-12",
    certifier_title="Kepala Subbagian Hukum",
    certifier="Siti Percontohan",
)

AREAS = ("Manajemen Perubahan", "Penguatan Kelembagaan", "Penguatan Tata Laksana", "Penguatan Akuntabilitas Kinerja")
_ENDINGS = (
    "di lingkungan satuan kerja",
    "yang bisa diakses pemangku kepentingan internal dan eksternal; serta",
    "(paling sedikit 2 kali dalam 1 tahun)",
    "sesuai peraturan perundang-undangan, dengan bukti dukung berupa undangan, daftar hadir, notula, dan laporan",
)


def rows(count: int) -> tuple[PlanRow, ...]:
    """That many rows in 40-row areas, 8-row activities and 4-row sub-activities, months and notes of every pattern."""
    return tuple(_row(at) for at in range(count))


def _row(at: int) -> PlanRow:
    area, activity, sub_activity, indicator = at // 40 % len(AREAS), at % 40 // 8, at % 8 // 4, at % 4
    return PlanRow(
        area_no=area + 1,
        area=AREAS[area],
        activity_no=str(activity + 1),
        activity=f"Pelaksanaan kegiatan {'ABCDE'[activity]} pada {AREAS[area]}",
        sub_activity_no=str(sub_activity + 1),
        sub_activity=f"Penyusunan dokumen {'PQ'[sub_activity]} kegiatan {'ABCDE'[activity]} {_ENDINGS[at // 4 % 4]}",
        indicator_no=str(indicator + 1),
        indicator=f"Tersedianya laporan bernomor {1000 + at} {_ENDINGS[at % 4]}",
        months=MonthSet(at * 37 % 4095 + 1),
        note=f"Laporan {1000 + at}" if at % 5 == 0 else "",
    )
