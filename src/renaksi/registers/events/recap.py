"""The recap of a span of days: how many events of each kind, in which state, with how many people; then the events by kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from renaksi.desk.book_paper_parts import head_of, period_words, room_of, section_of, signed_by_secretary
from renaksi.kernel.clock import today
from renaksi.kernel.wording import date_words, number_words
from renaksi.offices.models import Office
from renaksi.papers.tree import Align, Block, Cell, Column, Heading, Paper, Paragraph, Row, Table
from renaksi.registers.events.models import HELD, Event, EventKind
from renaksi.registers.events.shown import present_at

STATES = (("planned", "Direncanakan"), ("held", "Terlaksana"), ("reported", "Dilaporkan"), ("cancelled", "Batal"))
_COLUMNS = 6


def kinds_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """Counts per kind and state, the people of what took place, and under each kind its events in the order of their days."""
    events = sorted(entries, key=lambda event: (event.held_on, event.number))
    counted = present_at(events)
    present = {event.pk: counted[event.pk] for event in events if event.state in HELD}
    kinds = [(kind.label, [event for event in events if event.kind == kind]) for kind in EventKind]
    on, words = min(last, today(office.time_zone)), period_words(first, last)
    blocks: list[Block] = [
        head_of(office, on),
        Heading(f"REKAP KEGIATAN PER JENIS\n{words.upper()}", align=Align.CENTER),
        _counts(kinds, present),
        *_lists([(title, some) for title, some in kinds if some], present),
        Paragraph(f"Banyaknya: {number_words(len(events))} kegiatan.", before=0.7, keep=True),
        signed_by_secretary(office, on),
    ]
    title = f"Rekap kegiatan per jenis {words}"
    return Paper(title, (section_of("Rekap", blocks, _COLUMNS),), author=office.name, dated=on)


def _counts(kinds: Sequence[tuple[str, list[Event]]], present: dict[int, int]) -> Table:
    titles = ("Jenis kegiatan", *(title for _, title in STATES), "Orang hadir")
    rows = [(title, _figures(some, present)) for title, some in kinds]
    total = [sum(column) for column in zip(*(figures for _, figures in rows), strict=True)]
    body = tuple((Cell(title), *(_number(figure) for figure in figures)) for title, figures in rows)
    last = (Cell("Jumlah", bold=True), *(_number(figure, bold=True) for figure in total))
    return _table(titles, (52, 28, 24, 24, 18, 24), (*body, last))


def _figures(events: list[Event], present: dict[int, int]) -> list[int]:
    states = [sum(event.state == state for event in events) for state, _ in STATES]
    return [*states, sum(present.get(event.pk, 0) for event in events)]


def _lists(kinds: Sequence[tuple[str, list[Event]]], present: dict[int, int]) -> list[Block]:
    words = dict(STATES)
    blocks: list[Block] = []
    for title, events in kinds:
        body = tuple(
            (
                Cell(event.book_number), Cell(date_words(event.held_on), day=event.held_on), Cell(event.topic),
                Cell(event.place), Cell(words[event.state]), _number(present.get(event.pk, 0)),
            )
            for event in events
        )  # fmt: skip
        head = ("Nomor", "Tanggal", "Topik", "Tempat", "Keadaan", "Orang hadir")
        blocks += [
            Heading(f"{title} ({number_words(len(events))})", level=2),
            _table(head, (17, 31, 46, 36, 29, 18), body),
        ]
    return blocks


def _number(figure: int, *, bold: bool = False) -> Cell:
    return Cell(number_words(figure), align=Align.RIGHT, number=Decimal(figure), bold=bold)


def _table(titles: Sequence[str], widths: Sequence[float], body: tuple[Row, ...]) -> Table:
    scale = room_of(_COLUMNS) / sum(widths)
    columns = tuple(Column(width * scale) for width in widths)
    return Table(columns, (tuple(Cell(title, align=Align.CENTER) for title in titles),), body)
