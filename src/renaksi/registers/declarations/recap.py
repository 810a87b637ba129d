"""The papers of the book: who signed, who filed, who has not yet; and the blank statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from renaksi.desk.book_paper_parts import head_of, room_of, section_of, signed_by_secretary
from renaksi.desk.register import BookPrint
from renaksi.kernel.clock import today
from renaksi.kernel.quantity import Kind, Quantity
from renaksi.kernel.wording import date_words, number_words
from renaksi.offices.models import Office
from renaksi.papers.tree import Align, Block, Cell, Column, Heading, Paper, Paragraph, Row, Table
from renaksi.registers.declarations.models import EXCUSED, FILINGS, PLEDGES, Declaration, DeclarationKind
from renaksi.registers.declarations.obliged import Tally, tally_of
from renaksi.registers.declarations.statement import blank_paper

_COLUMNS = 5  # the pages stand upright
_NOT_YET, _EXCUSED = "belum", "dikecualikan"


def blank_of(kind: DeclarationKind) -> Callable[[Office, QuerySet[Any], date, date], Paper]:
    """The builder of the blank statement of a kind, for the last day's year."""

    def build(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
        return blank_paper(office, kind, last.year)

    return build


def signing_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """Everyone obliged with the day they signed pact and commitment, and the two shares."""
    on, year = _day(office, last), last.year
    tallies = {kind: tally_of(office, kind, year, on) for kind in PLEDGES}
    told = {kind: _told(tally) for kind, tally in tallies.items()}
    names = sorted({name for words in told.values() for name in words}, key=lambda each: (each[1], each[0]))
    body = [
        (Cell(str(at)), Cell(name[1]), *(Cell(told[kind].get(name, "tidak wajib")) for kind in PLEDGES))
        for at, name in enumerate(names, 1)
    ]
    titles = ("No.", "Nama", *(kind.label for kind in PLEDGES))
    blocks: list[Block] = [_summary(tallies), *_table(titles, (10, 80, 45, 45), body)]
    return _paper(office, f"Rekap Penandatanganan Tahun {year}", blocks, on)


def filing_of(kind: DeclarationKind) -> Callable[[Office, QuerySet[Any], date, date], Paper]:
    """The builder of the recap of a yearly report: who filed when, by which receipt, in time or late."""

    def build(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
        on, year = _day(office, last), last.year
        tally = tally_of(office, kind, year, on)
        rows = [*((row.name, _filed(row, on)) for row in (*tally.rows, *tally.excused))]
        rows += [(person.name, ("", "", _NOT_YET)) for person in tally.missing]
        body = [
            (Cell(str(at)), Cell(name), *(Cell(words) for words in facts)) for at, (name, facts) in enumerate(sorted(rows), 1)
        ]  # fmt: skip
        titles = ("No.", "Nama", "Disampaikan", "Nomor tanda terima", "Keterangan")
        blocks: list[Block] = [_summary({kind: tally}), *_table(titles, (10, 62, 36, 42, 30), body)]
        return _paper(office, f"Rekap {kind.label} Tahun {year}", blocks, on)

    return build


def left_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """Who has not signed or filed yet, kind by kind; for whoever follows it up, not for the wall."""
    on, year = _day(office, last), last.year
    blocks: list[Block] = []
    for kind in DeclarationKind:
        tally = tally_of(office, kind, year, on)
        left = sorted(
            [*((row.name, row) for row in tally.open), *((each.name, None) for each in tally.missing)], key=_name
        )
        body = [(Cell(str(at)), Cell(name), Cell(_remark(row, on))) for at, (name, row) in enumerate(left, 1)]
        blocks.append(Heading(f"{kind.label} ({number_words(len(left))} orang)", level=2))
        blocks += _table(("No.", "Nama", "Keterangan"), (10, 90, 80), body) or [Paragraph("Tidak ada.")]
    return _paper(office, f"Daftar yang Belum Tahun {year}", blocks, on)


BOOK_PRINTS = (
    BookPrint("pakta-kosong", "Pakta integritas (kosong)", blank_of(DeclarationKind.INTEGRITY_PACT)),
    BookPrint("komitmen-kosong", "Komitmen anti gratifikasi (kosong)", blank_of(DeclarationKind.ANTI_GRATIFICATION)),
    BookPrint("rekap-penandatanganan", "Rekap penandatanganan", signing_paper),
    BookPrint("rekap-lhkpn", "Rekap LHKPN", filing_of(DeclarationKind.LHKPN)),
    BookPrint("rekap-lhkasn", "Rekap LHKASN", filing_of(DeclarationKind.LHKASN)),
    BookPrint("belum", "Daftar yang belum", left_paper),
)


def _day(office: Office, last: date) -> date:
    return min(last, today(office.time_zone))


def _name(left: tuple[str, Declaration | None]) -> str:
    return left[0]


def _told(tally: Tally) -> dict[tuple[str, str], str]:
    """What stands beside each name; a person's key keeps two of the same name apart."""
    rows = {(_key(row), row.name): _done(row, tally.on) for row in (*tally.rows, *tally.excused)}
    return rows | {(f"p{person.pk}", person.name): _NOT_YET for person in tally.missing}


def _key(row: Declaration) -> str:
    return f"p{row.person_id}" if row.person_id else "n"


def _done(row: Declaration, on: date) -> str:
    if row.state == EXCUSED:
        return _EXCUSED
    return date_words(row.fulfilled_on) if row.fulfilled_on and row.is_fulfilled_by(on) else _NOT_YET


def _filed(row: Declaration, on: date) -> tuple[str, str, str]:
    if row.state == EXCUSED:
        return "", "", _EXCUSED
    if not row.is_fulfilled_by(on) or row.fulfilled_on is None:
        return "", "", _NOT_YET
    return date_words(row.fulfilled_on), row.receipt_number, "tepat waktu" if row.is_in_time else "terlambat"


def _remark(row: Declaration | None, on: date) -> str:
    if row is None:
        return "belum punya catatan"
    late = "lewat batas waktu" if row.due_on < on else "batas waktu"
    return f"{'dikembalikan, ' if row.state == 'returned' else ''}{late} {date_words(row.due_on)}"


def _summary(tallies: dict[DeclarationKind, Tally]) -> Table:
    """Obliged, done, not yet, in time, late, excused and the share; a kind a row."""
    has_time = any(kind in FILINGS for kind in tallies)
    titles = (
        "Jenis",
        "Wajib",
        "Sudah",
        *(("Tepat waktu", "Terlambat") if has_time else ()),
        "Belum",
        "Dikecualikan",
        "Persentase",
    )
    body = [(Cell(kind.label), *_figures(tally, has_time)) for kind, tally in tallies.items()]
    widths = (22, 14, 14, 22, 24, 15, 30, 40) if has_time else (52, 17, 17, 17, 30, 42)
    return _table(titles, widths, body)[0]


def _figures(tally: Tally, has_time: bool) -> list[Cell]:
    done = len(tally.fulfilled)
    times = [tally.in_time, done - tally.in_time] if has_time else []
    figures = [tally.whole, done, *times, tally.left, len(tally.excused)]
    share = Quantity(Kind.SHARE, Decimal(done), Decimal(tally.whole)).words("%")
    return [*(Cell(number_words(each), align=Align.RIGHT, number=Decimal(each)) for each in figures), Cell(share)]


def _table(titles: Sequence[str], widths: Sequence[float], body: Sequence[Row]) -> list[Table]:
    scale = room_of(_COLUMNS) / sum(widths)
    columns = tuple(Column(width * scale) for width in widths)
    head = (tuple(Cell(title, bold=True, align=Align.CENTER) for title in titles),)
    return [Table(columns, head, tuple(body))] if body else []


def _paper(office: Office, title: str, blocks: Sequence[Block], on: date) -> Paper:
    around = (
        head_of(office, on),
        Heading(f"{title.upper()}\nKEADAAN PER {date_words(on).upper()}", align=Align.CENTER),
        *blocks,
        signed_by_secretary(office, on),
    )
    return Paper(f"{title} {office.name}", (section_of("Rekap", around, _COLUMNS),), author=office.name, dated=on)
