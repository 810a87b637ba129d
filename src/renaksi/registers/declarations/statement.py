"""The papers of one person: the pact or commitment to sign, as signed, and the sheet that goes with a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from renaksi.desk.book_paper_parts import head_of, section_of
from renaksi.kernel.clock import TIME_ZONES, today
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.profile import profile_on
from renaksi.offices.models import Office
from renaksi.papers.tree import Align, Block, Clause, Heading, Paper, Paragraph, Point, Signature
from renaksi.registers.declarations.domain.texts import text_of
from renaksi.registers.declarations.models import FULFILLED, PLEDGES, Declaration, DeclarationKind, Signing

_BLANK = "……………………………………"
_COLUMNS = 4  # the pages stand upright


def person_paper(declaration: Declaration) -> Paper:
    """What is printed of one entry: the statement as signed in the program, else to sign by hand; for a report its sheet."""
    if declaration.kind not in PLEDGES:
        return _sheet(declaration)
    signing = declaration.signings.select_related("declaration__office", "signed_by").first()
    if signing and declaration.state in FULFILLED:
        return signed_paper(signing)
    person, year, kind = declaration.person, declaration.year, DeclarationKind(declaration.kind)
    facts = (("Nama", declaration.name), ("NIP", person.nip if person and person.nip else _BLANK), ("Jabatan", _BLANK))
    return _by_hand(declaration.office, kind, year, facts)


def signed_paper(signing: Signing) -> Paper:
    """The statement word for word, with when and how it was signed and its SHA-256. The same signing gives the same paper."""
    entry = signing.declaration
    office, zone = entry.office, entry.office.time_zone
    moment = signing.signed_at.astimezone(ZoneInfo(zone))
    title, *lines = signing.statement.splitlines()
    told = (
        f"Ditandatangani di dalam aplikasi oleh akun {signing.signed_by.username} pada {date_words(moment.date())} pukul "
        f"{moment:%H.%M} {TIME_ZONES[zone]} dengan memasukkan kata sandi. Ini bukan tanda tangan elektronik tersertifikasi.\n"
        f"Sidik SHA-256 naskah: {signing.sha256}"
    )
    blocks: tuple[Block, ...] = (
        head_of(office, moment.date()),
        Heading(title, align=Align.CENTER),
        *_lines(lines),
        _signature(office, moment.date(), entry.name, mark="ttd."),
        Paragraph(told, before=1.5),
    )
    return _paper(office, title.title(), blocks, moment.date())


def blank_paper(office: Office, kind: DeclarationKind, year: int) -> Paper:
    """The statement with room for name and signature."""
    return _by_hand(office, kind, year, (("Nama", _BLANK), ("NIP", _BLANK), ("Jabatan", _BLANK)))


def _by_hand(office: Office, kind: DeclarationKind, year: int, facts: Sequence[tuple[str, str]]) -> Paper:
    on, title = today(office.time_zone), f"{kind.label.upper()} TAHUN {year}"
    name = dict(facts)["Nama"]
    blocks: tuple[Block, ...] = (
        head_of(office, on),
        Heading(title, align=Align.CENTER),
        Paragraph("Saya yang bertanda tangan di bawah ini:", before=1),
        *(_fact(*fact) for fact in (*facts, ("Satuan kerja", office.name))),
        *_lines(["", *text_of(office, kind, year).text.splitlines()]),
        _signature(office, None, name),
    )
    return _paper(office, f"{kind.label} {year}", blocks, on)


def _sheet(declaration: Declaration) -> Paper:
    """That a report was filed, and by which receipt; nothing of what the report says."""
    office, on = declaration.office, today(declaration.office.time_zone)
    title = f"LEMBAR PENYAMPAIAN {declaration.get_kind_display()} TAHUN {declaration.year}"
    filed = date_words(declaration.fulfilled_on) if declaration.fulfilled_on else "belum disampaikan"
    late = "" if declaration.is_in_time or not declaration.fulfilled_on else " (terlambat)"
    facts = (
        ("Nama", declaration.name), ("NIP", declaration.person.nip if declaration.person else ""),
        ("Batas waktu", date_words(declaration.due_on)), ("Disampaikan pada", f"{filed}{late}"),
        ("Nomor tanda terima", declaration.receipt_number or _BLANK),
    )  # fmt: skip
    blocks: tuple[Block, ...] = (
        head_of(office, on),
        Heading(title, align=Align.CENTER),
        *(_fact(*fact) for fact in facts if fact[1]),
        Paragraph("Lampirkan tanda terima pada lembar ini. Isi laporan kekayaan tidak dilampirkan.", before=1),
        _signature(office, None, declaration.name),
    )
    return _paper(office, f"Lembar penyampaian {declaration.get_kind_display()}", blocks, on)


def _lines(lines: Sequence[str]) -> list[Block]:
    """Facts hang under each other; numbered points stand close, the rest with room above."""
    blocks: list[Block] = []
    for line in lines:
        mark = line.partition(" ")[0]
        title, colon, fact = line.partition(": ")
        if mark[:-1].isdecimal() and mark.endswith("."):
            blocks.append(Paragraph(line, align=Align.JUSTIFY, before=0.3))
        elif colon and title in {"Nama", "NIP", "Jabatan", "Satuan kerja"}:
            blocks.append(_fact(title, fact))
        elif line.strip():
            blocks.append(Paragraph(line, align=Align.JUSTIFY, before=0.7))
    return blocks


def _fact(title: str, words: str) -> Clause:
    return Clause(title, (Point("", words),), before=0.3)


def _signature(office: Office, day: date | None, name: str, *, mark: str = "") -> Signature:
    place = profile_on(office, day or today(office.time_zone)).place
    when = date_words(day) if day else _BLANK
    return Signature((f"{place}, {when}" if place else when,), "Yang menyatakan,", name, mark=mark)


def _paper(office: Office, title: str, blocks: Sequence[Block], on: date) -> Paper:
    return Paper(title, (section_of("Naskah", blocks, _COLUMNS),), author=office.name, dated=on)
