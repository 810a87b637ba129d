"""The papers of the book: a team's members, the teams in force, and how the teams changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from renaksi.desk.book_paper_parts import head_of, room_of, section_of, signed_by_secretary
from renaksi.kernel.clock import today
from renaksi.kernel.wording import date_words
from renaksi.offices.models import Office
from renaksi.papers.tree import Align, Block, Cell, Column, Heading, Paper, Paragraph, Table
from renaksi.registers.teams.models import Member, Team

_MEMBERS = Prefetch("members", Member.objects.filter(removed_at__isnull=True).select_related("person"))
_LYING = 7  # columns from which a page lies on its side


def build_members(team: Team) -> Paper:
    """The members of one team with their parts, under the decree that sets it up."""
    office, on = team.office, today(team.office.time_zone)
    members = Member.objects.filter(entry=team, removed_at__isnull=True).select_related("person")
    body = [(str(at), row.shown_name, row.get_part_display(), row.scope) for at, row in enumerate(members, 1)]
    span = f"Berlaku {_span(team)}"
    decree = f"{team.name}\n{team.decree_number} tanggal {date_words(team.decree_on)}\n{span}"
    table = _table(("No.", "Nama", "Kedudukan", "Bidang atau area"), (10, 70, 45, 60), body, columns=4)
    return _paper(office, "Susunan Tim", decree, table, f"Banyaknya: {len(body)} orang.", on, columns=4)


def build_list(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """The teams in force on the last of these days, or today where that is earlier; whenever they were set up."""
    on = min(last, today(office.time_zone))
    until = Q(until__isnull=True) | Q(until__gte=on)
    teams = Team.objects.filter(until, office=office, removed_at__isnull=True, since__lte=on)
    rows = list(teams.prefetch_related(_MEMBERS).order_by("kind", "since"))
    body = [
        (
            str(at), row.get_kind_display(), row.name, row.decree_number, date_words(row.decree_on), _span(row),
            str(len(row.members.all())),
        )
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip
    titles = ("No.", "Jenis", "Nama", "Nomor keputusan", "Tanggal", "Berlaku", "Anggota")
    table = _table(titles, (10, 50, 60, 55, 32, 55, 20), body, columns=7)
    said = f"Banyaknya: {len(rows)} tim." if rows else "Tidak ada tim yang berlaku."
    return _paper(office, "Daftar Tim Kerja yang Berlaku", f"Keadaan per {date_words(on)}", table, said, on, columns=7)


def build_changes(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """The decrees that began or ended in these days, kind by kind, with what took their place."""
    within = Q(since__range=(first, last)) | Q(until__range=(first, last))
    teams = Team.objects.filter(within, office=office, removed_at__isnull=True).select_related("replaced_by")
    body = [
        (str(at), row.get_kind_display(), row.name, row.decree_number, _span(row), _after(row))
        for at, row in enumerate(teams.order_by("kind", "since"), 1)
    ]
    titles = ("No.", "Jenis", "Nama", "Nomor keputusan", "Berlaku", "Selanjutnya")
    table = _table(titles, (10, 50, 60, 55, 55, 60), body, columns=7)
    span = f"{date_words(first)} s.d. {date_words(last)}"
    said = f"Banyaknya: {len(body)} keputusan." if body else "Tidak ada perubahan."
    return _paper(office, "Riwayat Perubahan Tim", span, table, said, min(last, today(office.time_zone)), columns=7)


def _span(team: Team) -> str:
    until = f"s.d. {date_words(team.until)}" if team.until else "sampai dicabut"
    return f"{date_words(team.since)} {until}"


def _after(team: Team) -> str:
    if team.replaced_by:
        return f"Diganti {team.replaced_by.decree_number}"
    return "Dicabut" if team.state == "revoked" else ""


def _table(
    titles: Iterable[str], widths: Sequence[float], body: Sequence[Sequence[str]], *, columns: int
) -> Table | None:
    scale = room_of(columns) / sum(widths)
    across = tuple(Column(width * scale, Align.LEFT if at else Align.CENTER) for at, width in enumerate(widths))
    head = tuple(Cell(title, bold=True, align=Align.CENTER) for title in titles)
    return Table(across, (head,), tuple(tuple(Cell(words) for words in row) for row in body)) if body else None


def _paper(office: Office, title: str, under: str, table: Table | None, said: str, on: date, *, columns: int) -> Paper:
    blocks: tuple[Block, ...] = (
        head_of(office, on),
        Heading(f"{title.upper()}\n{under}", align=Align.CENTER),
        *([table] if table else []),
        Paragraph(said, before=0.7, keep=True),
        signed_by_secretary(office, on),
    )
    return Paper(f"{title} {office.name}", (section_of("Daftar", blocks, columns),), author=office.name, dated=on)
