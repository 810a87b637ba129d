"""The papers of the book: documents by kind, a report's receipt, which reports went out in time, agreements in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from renaksi.desk.book_paper_parts import head_of, room_of, section_of, signed_by_secretary
from renaksi.documents.kinds import AGREEMENT, GROUPS, REPORT
from renaksi.documents.models import Document, DocumentState
from renaksi.kernel.clock import today
from renaksi.kernel.wording import date_words
from renaksi.offices.models import Office
from renaksi.papers.tree import Align, Block, Cell, Column, Heading, Paper, Paragraph, Table
from renaksi.registers.documents.shown import period_words, timeliness, validity_words

_LYING = 7  # columns of the lists: their pages lie on their side
BLANK = "……………………………………"


def receipt_paper(document: Document) -> Paper:
    """The receipt of one report: what was handed over to whom, with room for who gives and who takes."""
    office, day = document.office, document.sent_on or today(document.office.time_zone)
    facts = [
        ("Jenis", document.get_kind_display()), ("Judul", document.title), ("Nomor", document.document_number),
        ("Tanggal", date_words(document.document_on)), ("Periode", period_words(document)),
        ("Penanda tangan", document.signed_by), ("Dikirim kepada", recipient_words(document)),
        ("Dikirim pada", _day(document.sent_on)), ("Cara pengiriman", document.get_sent_by_way_display()),
        ("Batas penyampaian", _day(document.due_on)), ("Diterima pada", _day(document.received_on) or BLANK),
        ("Nomor tanda terima", document.receipt_number or BLANK), ("Sidik SHA-256 berkas", document.frozen_sha256),
    ]  # fmt: skip
    rows = tuple((Cell(title), Cell(words)) for title, words in facts if words)
    blocks: tuple[Block, ...] = (
        head_of(office, day),
        Heading("TANDA TERIMA LAPORAN", align=Align.CENTER),
        Table((Column(48), Column(122)), body=rows, size=11),
        Paragraph("Dokumen tersebut di atas telah diserahkan dan diterima dengan lengkap.", before=1, keep=True),
        Table((Column(85, Align.CENTER), Column(85, Align.CENTER)), body=(_hands(document),), size=11),
    )
    return Paper(f"Tanda terima {document.title}", (section_of("Tanda terima", blocks, 2),), office.name, dated=day)


def _hands(document: Document) -> tuple[Cell, Cell]:
    """Room for who gives and who takes, side by side."""
    room = "\n" * 5
    taker = recipient_words(document) or BLANK
    return Cell(f"Yang menyerahkan,{room}{document.office.name}"), Cell(f"Yang menerima,{room}{taker}")


def by_kind_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """All documents of the days, under their kinds, with how long each holds."""
    rows = [document for document in entries if not document.is_removed]
    blocks: list[Block] = []
    for group, title in GROUPS.items():
        mine = sorted((each for each in rows if each.kind_group == group), key=lambda each: each.kind)
        if mine:
            blocks += [
                Heading(f"{title} ({len(mine)})", level=2),
                _kind_table(mine, min(last, today(office.time_zone))),
            ]
    return _list_paper(office, "Daftar Dokumen per Jenis", first, last, blocks, len(rows), "dokumen")


def in_time_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """The reports that were due in these days, whether they went out in time, and how many did."""
    reports = _open(office).filter(kind_group=REPORT, due_on__range=(first, last)).order_by("due_on", "year", "number")
    rows = list(reports.exclude(state__in=(DocumentState.REVOKED, DocumentState.REPLACED)))
    body = [
        (
            str(at), row.title, row.document_number, _day(row.due_on), _day(row.sent_on), timeliness(row),
            "\n".join(filter(None, [_day(row.received_on), row.receipt_number])),
        )
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip
    titles = ("No.", "Laporan", "Nomor", "Batas", "Dikirim", "Ketepatan", "Tanda terima")
    blocks: list[Block] = [_table(titles, (10, 90, 45, 30, 30, 30, 45), body)] if body else []
    in_time = sum(timeliness(row) == "tepat waktu" for row in rows)
    share = f", {in_time} di antaranya dikirim tepat waktu"
    return _list_paper(office, "Rekap Laporan Tepat Waktu", first, last, blocks, len(rows), "laporan", share)


def agreements_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """The agreements in force on the last of these days, or today where that is earlier; whenever they were made."""
    day = min(last, today(office.time_zone))
    rows = list(
        _open(office).filter(kind_group=AGREEMENT).in_force(day).order_by("counterpart_kind", "signed_on", "pk")
    )
    body = [
        (
            str(at), f"{row.counterpart}\n({row.get_counterpart_kind_display()})", row.get_kind_display(), row.title,
            row.document_number, _day(row.signed_on), validity_words(row, day),
        )
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip
    titles = ("No.", "Mitra", "Jenis", "Judul", "Nomor", "Ditandatangani", "Masa berlaku")
    blocks: list[Block] = [_table(titles, (10, 50, 45, 70, 45, 32, 38), body)] if body else []
    return _list_paper(office, "Daftar Kerja Sama yang Berlaku", None, day, blocks, len(rows), "naskah kerja sama")


def recipient_words(document: Document) -> str:
    """``Tim RB KPU (Sekretariat Tim)``."""
    named = f" ({document.sent_to_name})" if document.sent_to_name else ""
    return f"{document.get_sent_to_display()}{named}" if document.sent_to else ""


def _open(office: Office) -> Any:
    return Document.objects.standing().filter(Q(office=office) & Q(is_closed=False))


def _kind_table(rows: Sequence[Document], on: date) -> Table:
    body = [
        (
            str(at), row.get_kind_display(), row.title, row.document_number, date_words(row.document_on),
            validity_words(row, on) or period_words(row), DocumentState(row.state).label,
        )
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip
    titles = ("No.", "Jenis", "Judul", "Nomor", "Tanggal", "Berlaku atau periode", "Keadaan")
    return _table(titles, (10, 55, 75, 45, 32, 45, 28), body)


def _table(titles: Iterable[str], widths: Sequence[float], body: Iterable[Sequence[str]]) -> Table:
    """A table as wide as the page allows, its columns in these proportions."""
    head = tuple(Cell(title, bold=True, align=Align.CENTER) for title in titles)
    scale = room_of(_LYING) / sum(widths)
    return Table(
        tuple(Column(width * scale, Align.CENTER if at == 0 else Align.LEFT) for at, width in enumerate(widths)), (head,),
        tuple(tuple(Cell(words) for words in row) for row in body),
    )  # fmt: skip


def _list_paper(
    office: Office,
    title: str,
    first: date | None,
    last: date,
    blocks: list[Block],
    count: int,
    noun: str,
    said: str = "",
) -> Paper:
    on = min(last, today(office.time_zone))
    span = f"{date_words(first)} s.d. {date_words(last)}" if first else f"Keadaan per {date_words(last)}"
    told = f"Banyaknya: {count} {noun}{said}." if count else f"Tidak ada {noun}."
    section = section_of(
        "Daftar",
        (
            head_of(office, on), Heading(f"{title.upper()}\n{span}", align=Align.CENTER), *blocks,
            Paragraph(told, before=0.7, keep=True), signed_by_secretary(office, on),
        ),
        _LYING,
    )  # fmt: skip
    return Paper(f"{title} {office.name}", (section,), author=office.name, dated=on)


def _day(day: date | None) -> str:
    return date_words(day) if day else ""
