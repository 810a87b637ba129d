"""What list and page of a book show, gathered in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.calendars.words import ClockWords, clock_words, words_of_clocks
from renaksi.desk.domain.told import entry_id
from renaksi.desk.forms import RowForm, line_form, step_form
from renaksi.desk.models import EntryLine
from renaksi.desk.register import Column, Lines, Register, State, Step
from renaksi.desk.shown import column_title, column_words, facts_of
from renaksi.desk.uses import EntryUse, uses_of_entry
from renaksi.entries.domain.proofs import proofs_of
from renaksi.entries.models import Entry, EntryProof
from renaksi.evidence.pieces import Piece, pieces_of
from renaksi.offices.models import Office
from renaksi.offices.trail import chain_of

ROWS_A_PAGE, EVENTS_A_PAGE = 50, 25
HISTORY = "riwayat"
"""The word of the address for a page of the history; a page of rows goes by the key of the lines."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the list."""

    entry: Entry
    label: str
    cells: list[tuple[str, str]]
    state: State
    due: ClockWords | None


def list_rows(register: Register, entries: Iterable[Any], day: date) -> list[ListRow]:
    """The rows of a list: the state apart, the other columns as title and words."""
    rows = list(entries)
    told = words_of_clocks([entry.clock for entry in rows if entry.clock], day)
    plain_columns = [column for column in register.columns if column not in {"state", "number"}]
    return [
        ListRow(
            entry,
            register.label(entry),
            [(column_title(register.model, column), column_words(register, entry, column)) for column in plain_columns],
            register.state(entry.state),
            told.get(entry.clock_id),
        )
        for entry in rows
    ]


@dataclass(frozen=True)
class ShownLines:
    """Rows of an entry under their heading."""

    lines: Lines
    rows: list[tuple[EntryLine, list[str]]]
    page: Page[EntryLine]

    @property
    def titles(self) -> list[str]:
        """The headings of the columns."""
        return [column_title(self.lines.model, column) for column in self.lines.columns]


@dataclass(frozen=True)
class EntryPage:
    """An entry as its page shows it; ``asked`` says which page of long rows and of a long history."""

    register: Register
    office: Office
    entry: Entry
    day: date
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The entry in a few words."""
        return self.register.label(self.entry)

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.register.state(self.entry.state)

    @property
    def due(self) -> ClockWords | None:
        """Its clock."""
        return clock_words(self.entry.clock, self.day) if self.entry.clock else None

    @cached_property
    def sections(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The facts that say something, under the headings of the form, then what the steps wrote."""
        told = [(section.title, facts_of(self.entry, section.fields)) for section in self.register.sections]
        fields = set(self.register.fields)
        later = [name for step in self.register.steps for name in step.fields if name not in fields]
        told.append(("Proses", facts_of(self.entry, dict.fromkeys(later))))
        return [(title, facts) for title, facts in told if facts]

    @cached_property
    def lines(self) -> list[ShownLines]:
        """The rows that belong to it, each kind with two queries."""
        return [self._shown(lines) for lines in self.register.lines]

    def _shown(self, lines: Lines) -> ShownLines:
        foreign = [
            name
            for name in {*lines.fields, *(column for column in lines.columns if not isinstance(column, Column))}
            if lines.model._meta.get_field(name).is_relation
        ]
        rows = lines.model.objects.standing().filter(entry=self.entry).select_related("evidence", *foreign)
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.asked.get(lines.key))
        told = [(row, [column_words(None, row, column) for column in lines.columns]) for row in page.object_list]
        return ShownLines(lines, told, page)

    @cached_property
    def proofs(self) -> list[EntryProof]:
        """The evidence standing with it."""
        return list(proofs_of(self.register.name, [self.entry.pk]))

    @cached_property
    def pieces(self) -> list[Piece]:
        """The evidence as the screens of evidence show it."""
        return pieces_of([proof.evidence for proof in self.proofs])

    @cached_property
    def taken(self) -> list[int]:
        """Ids of the evidence attached already."""
        return [proof.evidence_id for proof in self.proofs]

    @cached_property
    def uses(self) -> list[EntryUse]:
        """The figures it stands behind."""
        return uses_of_entry(self.register.name, self.entry.pk)

    @cached_property
    def history(self) -> list[tuple[AuditEvent, str]]:
        """What happened to it, the latest first."""
        return [(event, told_here(event)) for event in self.history_page.object_list]

    @cached_property
    def history_page(self) -> Page[AuditEvent]:
        """The page of its history that was asked for."""
        events = AuditEvent.objects.filter(chain=chain_of(self.office), object_id=entry_id(self.register, self.entry))
        return Paginator(events.order_by("-number"), EVENTS_A_PAGE).get_page(self.asked.get(HISTORY))

    def forms(self, key: str | None, tried: RowForm | None) -> list[tuple[Step, RowForm, bool]]:
        """The steps it may take, each with its form; the one tried as it was filled in, and open."""
        if self.entry.is_removed:
            return []
        return [
            (
                step,
                tried
                if tried is not None and step.key == key
                else step_form(self.register, self.office, self.entry, step),
                step.key == key,
            )
            for step in self.register.steps_from(self.entry.state)
        ]

    def line_forms(self, key: str | None, tried: RowForm | None) -> dict[str, RowForm]:
        """The form of a new row of each kind."""
        return {
            lines.key: tried if tried is not None and lines.key == key else line_form(lines, self.office)
            for lines in self.register.lines
        }


def entry_page_of(
    register: Register, office: Office, entry: Entry, day: date, asked: Mapping[str, str] | None = None
) -> EntryPage:
    """An entry gathered for its page; ``asked`` is what the address asks for."""
    return EntryPage(register, office, entry, day, asked or {})


def told_here(event: AuditEvent) -> str:
    """The event's sentence where the page already says which entry it is about: its long name gives way to "catatan ini"."""
    told, label = sentence_of(event), event.object_label
    for joined in (f" pada {label}", f" dari {label}"):
        told = told.replace(joined, "")
    return told.replace(f"mencatat {label}", "membuat catatan ini").replace(label, "catatan ini")
