"""The made-up papers that prove: decisions, meetings, reports, letters and recaps, written with our own writers. No Django.

Every sheet is marked CONTOH, and nothing in them is copied from a real document.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.wording import date_words
from renaksi.papers import write
from renaksi.papers.tree import (
    A4,
    Align,
    Block,
    Cell,
    Clause,
    Column,
    Heading,
    Letterhead,
    PageBreak,
    Paper,
    Paragraph,
    Point,
    Section,
    Signature,
    Table,
)
from renaksi.site.demo_year.proofs import Wanted, workday
from renaksi.site.demo_year.story import dice
from renaksi.site.demo_year.words import SECTIONS

MARK = "CONTOH"


@dataclass(frozen=True, slots=True)
class Letter:
    """What every paper of the office bears: its letterhead, where it is, who signs, who comes to meetings."""

    head: tuple[str, ...]
    address: str
    place: str
    secretary: str
    chair: str
    people: tuple[str, ...]
    year: int


def document(wanted: Wanted, letter: Letter, dated: date) -> bytes:
    """The proof as a file: XLSX for a recap, else PDF."""
    blocks, name = _BUILDERS[wanted.sort](wanted, letter, dated)
    section = Section(
        name, (Letterhead(letter.head, letter.address), *blocks), sheet=A4, size=11, margins=(20, 20, 20, 25)
    )
    paper = Paper(wanted.title(letter.year), (section,), author=", ".join(letter.head), mark=MARK, dated=dated)
    return write(paper, "xlsx" if wanted.sort == "recap" else "pdf")


def _recap(wanted: Wanted, letter: Letter, dated: date) -> tuple[list[Block], str]:
    head = _head("No.", "Uraian", "Nilai", "Keterangan")
    body = tuple(
        (Cell(str(number)), Cell(indicator), Cell(value), Cell(told))
        for number, (indicator, value, told) in enumerate(wanted.lines, 1)
    )
    columns = (Column(10, Align.CENTER), Column(70), Column(35), Column(60))
    title = _title(wanted, letter)
    return [*title, Table(columns, head, body, size=10), _signed(letter, dated)], "Rekap"


def _report(wanted: Wanted, letter: Letter, dated: date) -> tuple[list[Block], str]:
    blocks: list[Block] = [
        *_title(wanted, letter),
        Heading("A. Pendahuluan", 2),
        Paragraph(
            f"Laporan ini disusun {_section(wanted)} sebagai pertanggungjawaban kegiatan {wanted.about} "
            f"pada bulan {MONTH_NAMES[wanted.month - 1]} {letter.year}.",
            Align.JUSTIFY,
        ),
        Heading("B. Pelaksanaan dan hasil", 2),
    ]
    for number, (indicator, value, told) in enumerate(wanted.lines, 1):
        blocks.append(Paragraph(f"{number}. {indicator}", bold=True, before=0.5, keep=True))
        blocks.append(Paragraph(f"Hasil: {value}. {told}", Align.JUSTIFY))
    blocks += [
        Heading("C. Penutup", 2),
        Paragraph("Hal yang belum selesai dilanjutkan pada bulan berikutnya dan dilaporkan kembali.", Align.JUSTIFY),
        _signed(letter, dated),
    ]
    return blocks, "Laporan"


def _meeting(wanted: Wanted, letter: Letter, dated: date) -> tuple[list[Block], str]:
    """Invitation, list of who came, minutes: the bundle as it is scanned together."""
    return [*_invitation(wanted, letter, dated), PageBreak(), *_attendance(wanted, letter, dated), PageBreak(),
            *_minutes(wanted, letter, dated)], "Rapat"  # fmt: skip


def _invitation(wanted: Wanted, letter: Letter, dated: date) -> list[Block]:
    return [
        Paragraph(f"{letter.place}, {date_words(workday(dated - timedelta(days=3)))}", Align.RIGHT, before=1),
        Paragraph(f"Nomor: {_number(wanted)}/UND/{letter.year}\nHal: Undangan rapat", before=1),
        Paragraph("Yth. para pejabat dan pegawai\ndi tempat", before=1),
        Paragraph(
            f"Kami mengundang Bapak dan Ibu hadir dalam rapat {wanted.about} pada {date_words(dated)} pukul 09.00 "
            "di ruang rapat lantai 1.",
            Align.JUSTIFY,
            before=1,
        ),
        Clause("Acara", tuple(Point(f"{n}.", text) for n, text in enumerate(_agenda(wanted), 1))),
        Paragraph("Atas perhatian Bapak dan Ibu kami sampaikan terima kasih.", before=1),
        _signed(letter, workday(dated - timedelta(days=3))),
    ]


def _attendance(wanted: Wanted, letter: Letter, dated: date) -> list[Block]:
    came = [name for name in letter.people if dice("came", name, *wanted.key) < 80]
    body = tuple((Cell(str(n)), Cell(name), Cell("hadir")) for n, name in enumerate(came, 1))
    return [
        Heading("DAFTAR HADIR", align=Align.CENTER),
        Paragraph(f"Rapat {wanted.about}\n{date_words(dated)}", Align.CENTER),
        Table((Column(12, Align.CENTER), Column(95), Column(50)), _head("No.", "Nama", "Keterangan"), body, size=11),
    ]


def _minutes(wanted: Wanted, letter: Letter, dated: date) -> list[Block]:
    told = [Point(f"{n}.", text) for n, (_, _, text) in enumerate(wanted.lines[:4], 1)]
    return [
        Heading("NOTULA RAPAT", align=Align.CENTER),
        Paragraph(f"Rapat {wanted.about}, {date_words(dated)}, pukul 09.00 sampai dengan 11.15", Align.CENTER),
        Clause("Dipimpin oleh", (Point("", f"{letter.secretary}, Sekretaris"),)),
        Clause("Dicatat oleh", (Point("", _section(wanted)),)),
        Clause("Pembahasan", tuple(told)),
        Clause("Kesepakatan", (Point("1.", "Penanggung jawab setiap indikator melengkapi bukti pada hari kegiatan selesai."),
                               Point("2.", "Perkembangan dibahas kembali pada rapat bulan berikutnya."))),
        _signed(letter, dated),
    ]  # fmt: skip


def _decree(wanted: Wanted, letter: Letter, dated: date) -> tuple[list[Block], str]:
    about = wanted.item.words.upper()
    return [
        Heading(f"KEPUTUSAN\nNOMOR {_number(wanted)} TAHUN {letter.year}", align=Align.CENTER),
        Paragraph(f"TENTANG\n{about}", Align.CENTER, bold=True, before=0.5),
        Clause("Menimbang", (Point("a.", f"bahwa untuk kelancaran {wanted.about} perlu menetapkan keputusan ini;"),
                             Point("b.", "bahwa nama dan isi keputusan ini dibuat sebagai contoh;"))),
        Paragraph("MEMUTUSKAN:", Align.CENTER, bold=True, before=1),
        Clause("KESATU", (Point("", f"Menetapkan {wanted.item.words} untuk tahun {letter.year}."),)),
        Clause("KEDUA", (Point("", f"Pelaksanaannya dikoordinasikan oleh {_section(wanted)}."),)),
        Clause("KETIGA", (Point("", "Keputusan ini berlaku sejak tanggal ditetapkan."),)),
        Signature((f"Ditetapkan di {letter.place}", f"pada tanggal {date_words(dated)}"), "KETUA,", letter.chair, mark="ttd."),
    ], "Keputusan"  # fmt: skip


def _paper(wanted: Wanted, letter: Letter, dated: date) -> tuple[list[Block], str]:
    steps = ("Petugas menyiapkan bahan dan memeriksa kelengkapannya.", "Kepala subbagian memeriksa isi dan memberi paraf.",
             "Sekretaris menyetujui dan menandatangani.", "Petugas menyimpan naskah asli dan mengunggah salinannya.")  # fmt: skip
    body = tuple((Cell(str(n)), Cell(step), Cell(f"{n} hari kerja")) for n, step in enumerate(steps, 1))
    return [
        *_title(wanted, letter),
        Paragraph(
            f"Dokumen ini menjadi acuan dalam {wanted.about} dan diperiksa kembali setiap tahun oleh {_section(wanted)}.",
            Align.JUSTIFY, before=1,
        ),
        Table((Column(12, Align.CENTER), Column(105), Column(40)), _head("No.", "Langkah", "Waktu"), body, size=11),
        _signed(letter, dated),
    ], "Dokumen"  # fmt: skip


def _letter(wanted: Wanted, letter: Letter, dated: date) -> tuple[list[Block], str]:
    return [
        Paragraph(f"{letter.place}, {date_words(dated)}", Align.RIGHT, before=1),
        Paragraph(f"Nomor: {_number(wanted)}/SD/{letter.year}\nHal: {wanted.item.words}", before=1),
        Paragraph("Yth. Sekretaris KPU Provinsi Percontohan\ndi tempat", before=1),
        Paragraph(
            f"Bersama ini kami sampaikan {wanted.item.words} sehubungan dengan {wanted.about}. "
            "Dokumen telah diperiksa dan diterima lengkap.",
            Align.JUSTIFY, before=1,
        ),
        _signed(letter, dated),
    ], "Surat"  # fmt: skip


_BUILDERS = {
    "recap": _recap, "report": _report, "meeting": _meeting, "decree": _decree, "paper": _paper, "letter": _letter,
}  # fmt: skip


def _title(wanted: Wanted, letter: Letter) -> list[Block]:
    return [Heading(wanted.title(letter.year).upper(), align=Align.CENTER)]


def _head(*titles: str) -> tuple[tuple[Cell, ...], ...]:
    return (tuple(Cell(title, bold=True) for title in titles),)


def _signed(letter: Letter, dated: date) -> Signature:
    return Signature((f"{letter.place}, {date_words(dated)}",), "Sekretaris,", letter.secretary, mark="ttd.")


def _section(wanted: Wanted) -> str:
    return SECTIONS.get(wanted.area, SECTIONS[1])


def _number(wanted: Wanted) -> int:
    return 10 + dice("number", *wanted.key) * 3


def _agenda(wanted: Wanted) -> list[str]:
    return ["Pembukaan", *(indicator for indicator, _, _ in wanted.lines[:4]), "Kesepakatan dan penutup"]
