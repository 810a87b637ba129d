"""Standard words for a decree that has none yet: a plan typed in or made from the national template. Never mixed in unasked."""

from __future__ import annotations

from dataclasses import replace

from renaksi.plan.letterhead import OfficeLetterhead, spelled_out
from renaksi.plan.rows import DecreeFacts

# The regulations the action plans of 2021-2023 rest on, with their gazette numbers.
LEGAL_BASIS = (
    (
        "Undang-Undang Nomor 7 Tahun 2017",
        "tentang Pemilihan Umum (Lembaran Negara Republik Indonesia Tahun 2017 Nomor 182, Tambahan Lembaran Negara Republik "
        "Indonesia Nomor 6109)",
    ),
    ("Peraturan Presiden Nomor 81 Tahun 2010", "tentang Grand Design Reformasi Birokrasi 2010-2025"),
    (
        "Peraturan Komisi Pemilihan Umum Nomor 8 Tahun 2019",
        "tentang Tata Kerja Komisi Pemilihan Umum, Komisi Pemilihan Umum Provinsi, dan Komisi Pemilihan Umum Kabupaten/Kota "
        "(Berita Negara Republik Indonesia Tahun 2019 Nomor 320)",
    ),
    (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 25 Tahun 2020",
        "tentang Road Map Reformasi Birokrasi Tahun 2020-2024 (Berita Negara Republik Indonesia Tahun 2020 Nomor 441)",
    ),
    (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 26 Tahun 2020",
        "tentang Pedoman Evaluasi Pelaksanaan Reformasi Birokrasi (Berita Negara Republik Indonesia Tahun 2020 Nomor 442)",
    ),
    (
        "Peraturan Komisi Pemilihan Umum Nomor 14 Tahun 2020",
        "tentang Tugas, Fungsi, Susunan Organisasi, dan Tata Kerja Sekretariat Jenderal Komisi Pemilihan Umum, Sekretariat "
        "Komisi Pemilihan Umum Provinsi, dan Sekretariat Komisi Pemilihan Umum Kabupaten/Kota (Berita Negara Republik "
        "Indonesia Tahun 2020 Nomor 1236)",
    ),
    (
        "Keputusan Komisi Pemilihan Umum Nomor 612/ORT.04-Kpt/05/KPU/XII/2020",
        "tentang Road Map Reformasi Birokrasi Komisi Pemilihan Umum Tahun 2020-2024",
    ),
    (
        "Keputusan Komisi Pemilihan Umum Nomor 314/ORT.07-Kpt/01/KPU/V/2021",
        "tentang Petunjuk Teknis Pelaksanaan Reformasi Birokrasi di Lingkungan Komisi Pemilihan Umum, Komisi Pemilihan Umum "
        "Provinsi, dan Komisi Pemilihan Umum Kabupaten/Kota",
    ),
)


def drafted_facts(
    facts: DecreeFacts, *, office: OfficeLetterhead, year: int, by_secretary: bool = False
) -> DecreeFacts:
    """The facts with standard words wherever they are empty: title, recitals, legal basis, dicta, place and who signs.

    What is there stays untouched; number and date are never made up. ``by_secretary`` drafts a Keputusan Sekretaris. The result
    is a proposal for people to check, the legal basis above all: it names the regulations without their later amendments.
    """
    maker = "Sekretaris" if by_secretary or "Sekretaris" in facts.kind else "Ketua"
    title = facts.title or f"Rencana Aksi Reformasi Birokrasi di Lingkungan {office.full} Tahun {year}"
    drafted = replace(
        facts,
        kind=facts.kind or _kind(office, maker),
        title=title,
        work_unit=facts.work_unit or office.name,
        year=facts.year or year,
        place=facts.place or office.place,
        signatory_title=facts.signatory_title or f"{maker} {office.name}",
        signatory=facts.signatory or (office.chair if maker == "Ketua" else office.secretary),
    )
    return _with_clauses(drafted, office, year)


def _kind(office: OfficeLetterhead, maker: str) -> str:
    """``Keputusan Sekretaris``, or by the office: ``Keputusan KPU Kota``."""
    if maker == "Sekretaris":
        return "Keputusan Sekretaris"
    return f"Keputusan {' '.join(office.name.split()[:2])}"


def _with_clauses(facts: DecreeFacts, office: OfficeLetterhead, year: int) -> DecreeFacts:
    if not facts.considerations:
        facts = replace(facts, considerations=_considerations(facts, office, year))
    if not facts.legal_basis and not facts.legal_basis_full:
        names = tuple(name for name, _ in LEGAL_BASIS)
        facts = replace(
            facts, legal_basis=names, legal_basis_full=tuple(f"{name} {about};" for name, about in LEGAL_BASIS)
        )
    if not facts.dicta:
        facts = replace(facts, dicta=_dicta(facts, office, year), valid_until=facts.valid_until or f"{year}-12")
    return facts


def _considerations(facts: DecreeFacts, office: OfficeLetterhead, year: int) -> tuple[str, ...]:
    decree = f"Keputusan {'Sekretaris ' if 'Sekretaris' in facts.kind else ''}{spelled_out(facts.work_unit)}"
    return (
        f"bahwa agar Reformasi Birokrasi di lingkungan {office.full} terlaksana secara terencana, terukur, dan dapat "
        f"dipertanggungjawabkan, perlu disusun rencana aksi Tahun {year};",
        "bahwa Keputusan Komisi Pemilihan Umum Nomor 314/ORT.07-Kpt/01/KPU/V/2021 menugaskan setiap satuan kerja menetapkan "
        "rencana aksi tahunan Reformasi Birokrasi;",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan "
        f"{decree} tentang {facts.title};",
    )


def _dicta(facts: DecreeFacts, office: OfficeLetterhead, year: int) -> tuple[str, ...]:
    return (
        f"Menetapkan {facts.title} sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari "
        "Keputusan ini.",
        "Rencana Aksi Reformasi Birokrasi sebagaimana dimaksud dalam Diktum KESATU menjadi pedoman pelaksanaan, pemantauan, dan "
        f"evaluasi Reformasi Birokrasi di lingkungan {office.full}.",
        f"Keputusan ini mulai berlaku pada tanggal ditetapkan sampai dengan bulan Desember {year}.",
    )
