"""A register as it is declared: plain values that read like the book's form; checks.py says what is wrong in one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.calendars.limits import LimitDefault
from renaksi.entries.models import Entry
from renaksi.measures.declare import Measure
from renaksi.offices.models import Office
from renaksi.papers.tree import Paper

if TYPE_CHECKING:
    from renaksi.desk.views import DeskView


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the entry's form under its heading, in the order of the paper form."""

    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of list and book that is not one field: its heading, and what it shows of an entry."""

    name: str
    title: str
    shown: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class State:
    """A state of an entry. ``tone`` is a colour word of the stylesheet (now, late, done, verified, missed, extra; "" = quiet)."""

    key: str
    title: str
    sign: str = "○"
    tone: str = ""
    is_final: bool = False


class ClockDeed(StrEnum):
    """What a step does to the entry's working-day clock."""

    NONE = ""
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Step:
    """A way from states to a state: a button with what it needs. ``done`` tells it in the past ("ditandatangani").

    ``fields`` are asked with it and written; those in ``needs`` must be filled. ``clock`` is done to the entry's clock on the day
    in ``on_field`` (today where none is named, not at all where the entry has no such day); ``limit`` names the clock's limit
    where it starts, or gives it of the entry where the entry's kind sets it.
    """

    key: str
    title: str
    done: str
    source: tuple[str, ...]
    target: str
    fields: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    asks_reason: bool = False
    asks_evidence: bool = False
    about: str = ""
    clock: ClockDeed = ClockDeed.NONE
    limit: str | Callable[[Any], str] = ""
    on_field: str = ""
    right: Right | None = None  # a right beyond that of writing the book


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows that belong to an entry: members, attendance, checks.

    ``model`` is made from desk.models.EntryLine, with a foreign key ``entry``.
    """

    key: str
    title: str
    noun: str
    model: type[Any]
    fields: tuple[str, ...]
    columns: tuple[str | Column, ...]
    about: str = ""
    takes_picture: bool = False  # a line may carry a picture from the phone (field ``evidence``)


class Reading(StrEnum):
    """Who may open a book."""

    OFFICE = "office"  # whoever reads the office
    OFFICERS = "officers"  # whoever reads the office reads; only its named officers write
    CLOSED = "closed"  # only its named officers, for others it is not there


@dataclass(frozen=True, slots=True)
class Access:
    """Who reads and who writes. ``closed_field`` names a yes/no field: entries with it are there for named officers alone."""

    reading: Reading
    write: Right = Right.RECORD
    closed_field: str = ""


def by_office(*, write: Right = Right.RECORD, closed_field: str = "") -> Access:
    """Everyone of the office (and above it) reads; who holds the right writes."""
    return Access(Reading.OFFICE, write, closed_field)


def by_officers() -> Access:
    """Everyone of the office reads; only the officers named for the book write."""
    return Access(Reading.OFFICERS)


def closed() -> Access:
    """Only the officers named for the book read and write; for everyone else it is not there."""
    return Access(Reading.CLOSED)


@dataclass(frozen=True, slots=True)
class EntryPrint:
    """A paper printed from one entry: an invitation, an attendance list."""

    slug: str
    title: str
    build: Callable[[Any], Paper]


@dataclass(frozen=True, slots=True)
class BookPrint:
    """A paper printed from the entries of a book between two days, beside the book itself: a list per kind, a recap."""

    slug: str
    title: str
    build: Callable[[Office, QuerySet[Any], date, date], Paper]


@dataclass(frozen=True)
class Register:
    """One statutory book. The names of fields are those of ``model``, whose verbose names are the words on screens and papers.

    ``dated`` is the date field that says which month an entry belongs to; ``label`` tells an entry in a few words.
    ``demo`` writes a year of made-up entries through the desk's verbs.
    """

    name: str
    slug: str
    title: str
    noun: str
    model: type[Entry]
    dated: str
    label: Callable[[Any], str]
    columns: tuple[str | Column, ...]
    sections: tuple[Section, ...]
    states: tuple[State, ...]
    access: Access
    measures: tuple[Measure, ...]
    about: str
    keeper: str
    law: str
    filters: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    lines: tuple[Lines, ...] = ()
    entry_prints: tuple[EntryPrint, ...] = ()
    book_prints: tuple[BookPrint, ...] = ()
    limits: tuple[LimitDefault, ...] = ()
    demo: Callable[[Office, int, date, User | None], list[Any]] | None = None
    views: type[DeskView] | None = field(default=None)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the form, in order."""
        return tuple(name for section in self.sections for name in section.fields)

    @property
    def first_state(self) -> State:
        """What an entry begins as."""
        return self.states[0]

    def state(self, key: str) -> State:
        """The state of this key. Raises KeyError for an unknown one."""
        return {state.key: state for state in self.states}[key]

    def step(self, key: str) -> Step | None:
        """The step of this key."""
        return next((step for step in self.steps if step.key == key), None)

    def steps_from(self, state: str) -> Iterator[Step]:
        """The steps an entry in this state may take."""
        return (step for step in self.steps if state in step.source)

    def lines_of(self, key: str) -> Lines | None:
        """The lines of this key."""
        return next((lines for lines in self.lines if lines.key == key), None)
