"""The papers of one event: invitation, attendance list, minutes, report."""

from __future__ import annotations

from collections.abc import Sequence

from renaksi.desk.book_paper_parts import head_of, room_of, section_of, signed_by_secretary
from renaksi.entries.domain.proofs import proofs_of
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import today
from renaksi.kernel.wording import date_words, number_words
from renaksi.offices.domain.profile import profile_on
from renaksi.papers.tree import (
    Align,
    Block,
    Cell,
    Clause,
    Column,
    Heading,
    Paper,
    Paragraph,
    Point,
    Row,
    Signature,
    Table,
)
from renaksi.registers.events.models import Attendance, Event
from renaksi.registers.events.shown import day_words, present_at, signed_words

BLANK_LINES = 30
"""Rows of an attendance list on which nobody stands yet."""
_BLANK = "……………………………"
_ROOM = "\n\u00a0"  # a second line, not quite empty so that it stays: room for a signature by hand
_UPRIGHT = 4  # columns of the tables: their pages stand


def invitation_paper(event: Event) -> Paper:
    """The letter that invites; its number and date are left to fill in, as the office's mail book gives them."""
    place = profile_on(event.office, event.held_on).place
    dated = f"{place}, {_BLANK} {event.held_on.year}" if place else f"{_BLANK} {event.held_on.year}"
    guests = event.invited.strip() or _BLANK
    blocks: list[Block] = [
        Paragraph(dated, align=Align.RIGHT, before=1),
        _fact("Nomor", _BLANK, before=0.5),
        _fact("Sifat", "Biasa"),
        _fact("Perihal", f"Undangan {event.topic}"),
        Paragraph(f"Yth.\n{guests}\ndi tempat", before=1),
        Paragraph("Dengan hormat, kami mengundang Bapak/Ibu/Saudara untuk hadir pada:", before=1),
        *_facts(event, "Acara"),
    ]
    if event.invitation.strip():
        blocks.append(Paragraph(event.invitation.strip(), before=1))
    thanks = "Demikian undangan ini kami sampaikan. Atas perhatian dan kehadirannya kami ucapkan terima kasih."
    blocks += [Paragraph(thanks, before=1, keep=True), _secretary(event)]
    return _paper(event, "Undangan", blocks)


def attendance_paper(event: Event) -> Paper:
    """The list of who was there, with room to sign; blank lines where nobody stands on it yet."""
    rows = list(Attendance.objects.standing().filter(entry=event))
    zone = event.office.time_zone
    told = [(row.name, row.office_name, signed_words(row, zone)) for row in rows] or [("", "", "")] * BLANK_LINES
    body = tuple(_signing_row(at, *words) for at, words in enumerate(told, 1))
    blocks: list[Block] = [
        Heading("DAFTAR HADIR", align=Align.CENTER),
        *_facts(event, "Kegiatan"),
        _table(("No.", "Nama", "Jabatan atau asal", "Tanda tangan"), (10, 62, 55, 48), body, size=10),
    ]
    if rows:
        blocks.append(Paragraph(f"Banyaknya: {number_words(len(rows))} orang.", before=0.7, keep=True))
    return _paper(event, "Daftar hadir", [*blocks, signed_by_secretary(event.office, event.held_on)])


def minutes_paper(event: Event) -> Paper:
    """What was said and agreed, signed by who wrote it down; room to write where nothing is entered yet."""
    blocks: list[Block] = [
        Heading("NOTULA", align=Align.CENTER),
        *_facts(event, "Kegiatan"),
        _fact("Hadir", _present(event)),
        Heading("Jalannya kegiatan dan hasil", level=2),
        *_minutes(event),
        Signature((_on(event),), "Notulis,", _BLANK),
    ]
    return _paper(event, "Notula", blocks)


def report_paper(event: Event) -> Paper:
    """The report of the event: what, when, who came, what came of it, and the evidence that stands with it."""
    blocks: list[Block] = [
        Heading(f"LAPORAN KEGIATAN\n{event.topic.upper()}", align=Align.CENTER),
        Heading("A. Kegiatan", level=2),
        _fact("Jenis", event.get_kind_display()),
        *_facts(event, "Kegiatan", before=0.3),
        _fact("Penyelenggara", event.held_by or event.office.name),
        _fact("Peserta", event.get_audience_display()),
        Heading("B. Kehadiran", level=2),
        Paragraph(_present(event)),
        Heading("C. Jalannya kegiatan dan hasil", level=2),
        *_minutes(event),
        Heading("D. Bukti", level=2),
        *_evidence([proof.evidence for proof in proofs_of("events", [event.pk])]),
        signed_by_secretary(event.office, event.reported_on or event.held_on),
    ]
    return _paper(event, "Laporan kegiatan", blocks)


def _paper(event: Event, title: str, blocks: Sequence[Block]) -> Paper:
    section = section_of(title, (head_of(event.office, event.held_on), *blocks), _UPRIGHT)
    on = today(event.office.time_zone)
    return Paper(f"{title} {event.topic}", (section,), author=event.office.name, dated=on)


def _secretary(event: Event) -> Signature:
    """The secretary without place and date, which stand above the letter."""
    signed = signed_by_secretary(event.office, event.held_on)
    return Signature((), signed.title, signed.name)


def _on(event: Event) -> str:
    place = profile_on(event.office, event.held_on).place
    return f"{place}, {date_words(event.held_on)}" if place else date_words(event.held_on)


def _facts(event: Event, title: str, *, before: float = 0.7) -> tuple[Clause, ...]:
    return (
        _fact("Hari, tanggal", day_words(event.held_on), before=before),
        *([_fact("Waktu", event.held_at)] if event.held_at else []),
        _fact("Tempat", event.place),
        _fact(title, event.topic),
    )


def _fact(title: str, words: str, *, before: float = 0.3) -> Clause:
    return Clause(title, (Point("", words),), before=before)


def _present(event: Event) -> str:
    count = present_at([event])[event.pk]
    return f"{number_words(count)} orang." if count else "Belum ada yang tercatat."


def _minutes(event: Event) -> list[Block]:
    lines = [line.strip() for line in event.minutes.splitlines() if line.strip()]
    if not lines:
        return [Paragraph("…" * 40, before=0.9) for _ in range(12)]
    return [Paragraph(line, align=Align.JUSTIFY, before=0.3) for line in lines]


def _evidence(pieces: Sequence[Evidence]) -> list[Block]:
    if not pieces:
        return [Paragraph("Belum ada bukti yang dilampirkan.", keep=True)]
    body = tuple(
        (Cell(str(at)), Cell(piece.title), Cell(piece.get_kind_display()), Cell(_print_of(piece)))
        for at, piece in enumerate(pieces, 1)
    )
    return [_table(("No.", "Bukti", "Jenis", "Sidik SHA-256 atau tautan"), (10, 55, 35, 75), body, size=9)]


def _print_of(piece: Evidence) -> str:
    """The file's fingerprint in two lines, or the link's address."""
    return f"{piece.sha256[:32]}\n{piece.sha256[32:]}" if piece.sha256 else piece.url


def _signing_row(at: int, name: str, origin: str, signed: str) -> Row:
    """The places to sign stand left and right in turn, so that two signatures do not meet."""
    hand = f"{at}." if at % 2 else f"{' ' * 18}{at}."
    return Cell(str(at)), Cell(name), Cell(origin), Cell(signed or f"{hand}{_ROOM}")


def _table(titles: Sequence[str], widths: Sequence[float], body: tuple[Row, ...], *, size: float) -> Table:
    scale = room_of(_UPRIGHT) / sum(widths)
    columns = tuple(Column(width * scale, Align.LEFT if at else Align.CENTER) for at, width in enumerate(widths))
    return Table(columns, (tuple(Cell(title, align=Align.CENTER) for title in titles),), body, size=size)
