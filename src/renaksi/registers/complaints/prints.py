"""The papers of the book: a receipt, the recap by channel, the report of results and obstacles, the list of channels.

None of them names a reporter, and none says what was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from renaksi.desk.book_paper_parts import head_of, period_words, room_of, section_of, signed_by_secretary
from renaksi.kernel.clock import today
from renaksi.kernel.wording import date_words
from renaksi.offices.models import Office
from renaksi.papers.tree import Align, Block, Cell, Column, Heading, Paper, Paragraph, Table
from renaksi.registers.complaints.models import CLOSED, Came, Channel, Complaint, ComplaintKind


def receipt_paper(complaint: Complaint) -> Paper:
    """The receipt of one complaint; the code is not on it: it is nowhere kept, and written in by hand when it is made."""
    office, on = complaint.office, complaint.received_on
    facts = [
        ("Nomor pengaduan", complaint.book_number), ("Diterima", date_words(on)),
        ("Saluran", complaint.get_channel_display()), ("Jenis", complaint.get_kind_display()),
        ("Topik", complaint.get_topic_display()), ("Perihal", complaint.title),
        ("Batas jawaban", date_words(complaint.clock.due_on) if complaint.clock and complaint.clock.due_on else ""),
        ("Kode lacak", "…… – …… – …… – ……"),
    ]  # fmt: skip
    rows = tuple((Cell(title), Cell(words)) for title, words in facts if words)
    said = (
        "Pengaduan ini sudah dicatat. Jawabannya dapat dibaca dengan nomor dan kode lacak di halaman lacak pengaduan, atau "
        "ditanyakan kepada petugas dengan nomor ini."
    )
    blocks: tuple[Block, ...] = (
        head_of(office, on),
        Heading("TANDA TERIMA PENGADUAN", align=Align.CENTER),
        Table((Column(48), Column(122)), body=rows, size=11),
        Paragraph(said, before=0.7, keep=True),
        signed_by_secretary(office, on),
    )
    title = f"Tanda terima pengaduan {complaint.book_number}"
    return Paper(title, (section_of("Tanda terima", blocks, 2),), author=office.name, dated=on)


def recap_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """How many came, are in process, were settled and rejected, by channel and by kind."""
    rows = list(entries)
    blocks: list[Block] = []
    for heading, field, choices in (("Menurut saluran", "channel", Came), ("Menurut jenis", "kind", ComplaintKind)):
        named = [(str(each.label), [row for row in rows if getattr(row, field) == each.value]) for each in choices]
        blocks += [Heading(heading, level=2), _counts(heading.removeprefix("Menurut ").capitalize(), named, rows)]
    said = f"Banyaknya: {len(rows)} pengaduan." if rows else "Tidak ada pengaduan."
    return _paper(office, "Rekap Pengaduan", first, last, [*blocks, Paragraph(said, before=0.7, keep=True)], 5)


def report_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """Results, obstacles and recommendations of the days, as the officers wrote them when they settled a complaint."""
    rows = list(entries.select_related("clock"))
    told = [row for row in rows if row.obstacle or row.recommendation]
    body = [
        (str(at), row.book_number, row.get_topic_display(), row.obstacle or "–", row.recommendation or "–")
        for at, row in enumerate(told, 1)
    ]
    titles = ("No.", "Nomor", "Topik", "Kendala", "Rekomendasi")
    blocks: list[Block] = [
        Heading("Hasil", level=2), *(Paragraph(sentence, before=0.2) for sentence in _results(rows)),
        Heading("Kendala dan rekomendasi", level=2),
        _table(titles, (10, 20, 35, 55, 55), body) if body else Paragraph("Tidak ada kendala yang dicatat."),
    ]  # fmt: skip
    return _paper(office, "Laporan Monitoring dan Evaluasi Pengaduan", first, last, blocks, 5)


def channels_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """The channels that were open at some time in these days."""
    channels = [
        channel
        for channel in Channel.objects.filter(office=office, opened_on__lte=last)
        if channel.closed_on is None or channel.closed_on > first
    ]
    body = [
        (
            str(at), each.get_kind_display(), each.address, each.procedure or "–", each.officer or "–",
            date_words(each.opened_on), date_words(each.closed_on) if each.closed_on else "–",
        )
        for at, each in enumerate(channels, 1)
    ]  # fmt: skip
    titles = ("No.", "Jenis", "Tempat, nomor, atau alamat", "SOP", "Petugas", "Dibuka", "Ditutup")
    said = f"Banyaknya: {len(body)} saluran." if body else "Tidak ada saluran."
    table: list[Block] = [_table(titles, (10, 45, 60, 55, 45, 30, 30), body)] if body else []
    return _paper(office, "Daftar Saluran Pengaduan", first, last, [*table, Paragraph(said, before=0.7, keep=True)], 7)


def _results(rows: Sequence[Complaint]) -> list[str]:
    closed = [row for row in rows if row.state in CLOSED]
    settled = [row for row in rows if row.state == "settled"]
    in_time = [row for row in settled if row.clock and (row.clock.left_when_stopped or 0) >= 0]
    rated = [row.rating for row in rows if row.rating]
    sentences = [
        f"Pengaduan masuk: {len(rows)}; dalam proses: {len(rows) - len(closed)}; selesai: {len(settled)}; "
        f"ditolak: {len(closed) - len(settled)}.",
        f"Selesai dalam batas waktu: {len(in_time)} dari {len(settled)}.",
        f"Dibuka kembali oleh pelapor: {sum(row.reopened_on is not None for row in rows)}.",
    ]
    if rated:
        mean = f"{Decimal(sum(rated)) / len(rated):.2f}".replace(".", ",")
        sentences.append(f"Penilaian pelapor: rata-rata {mean} dari 5, diberikan {len(rated)} pelapor.")
    return sentences


def _counts(title: str, named: Sequence[tuple[str, list[Complaint]]], rows: list[Complaint]) -> Table:
    body = [_count_row(label, mine) for label, mine in [*named, ("Jumlah", rows)]]
    return _table((title, "Masuk", "Proses", "Selesai", "Ditolak"), (70, 25, 25, 25, 25), body)


def _count_row(label: str, rows: list[Complaint]) -> tuple[str, ...]:
    settled = sum(row.state == "settled" for row in rows)
    rejected = sum(row.state == "rejected" for row in rows)
    return label, str(len(rows)), str(len(rows) - settled - rejected), str(settled), str(rejected)


def _table(titles: Sequence[str], widths: Sequence[float], body: Sequence[Sequence[str]]) -> Table:
    scale = room_of(len(titles)) / sum(widths)
    across = tuple(Column(width * scale) for width in widths)
    head = (tuple(Cell(title, bold=True, align=Align.CENTER) for title in titles),)
    return Table(across, head, tuple(tuple(Cell(words) for words in row) for row in body))


def _paper(office: Office, title: str, first: date, last: date, blocks: Sequence[Block], columns: int) -> Paper:
    on = min(last, today(office.time_zone))
    whole: tuple[Block, ...] = (
        head_of(office, on),
        Heading(f"{title.upper()}\n{period_words(first, last)}", align=Align.CENTER),
        *blocks,
        signed_by_secretary(office, on),
    )
    return Paper(f"{title} {office.name}", (section_of(title[:30], whole, columns),), author=office.name, dated=on)
