"""What a monitoring report is made of: plain values, gathered once, the same for screen and every format. Pure, no Django."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.period import Period
from renaksi.monitoring.figures import Tally
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.rows import DecreeFacts


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said of an indicator in the period: a tick of the decree, work nothing scheduled, or work postponed to here.

    ``month`` it was planned for (or done in), ``cell_month`` where it stands after postponements; ``key`` is a standing's value,
    "extra", or "moved" for what belongs to a month outside the period; ``word`` says it; ``value`` what was recorded, in words;
    ``source`` names the book it was counted from ("dari Register Kegiatan").
    """

    indicator_id: int
    month: int
    cell_month: int
    key: str
    word: str
    value: str = ""
    proofs: int = 0
    source: str = ""

    @property
    def when(self) -> str:
        """``Maret``, or ``Maret (ditunda ke Mei)``."""
        month = MONTH_NAMES[self.month - 1]
        return month if self.cell_month == self.month else f"{month} (ditunda ke {MONTH_NAMES[self.cell_month - 1]})"

    @property
    def said(self) -> str:
        """``18 dari 20 (90 %), dari Register Kegiatan, terverifikasi``; only the word where nothing else is told."""
        value = self.value if self.value != self.word else ""
        return ", ".join(part for part in (value, self.source, self.word) if part)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with what is said of it in the period. ``scheduled`` names the decree's months within the period."""

    indicator_id: int
    activity: str
    sub_activity: str
    text: str
    scheduled: str
    entries: tuple[Entry, ...]
    people: str = ""

    @property
    def proofs(self) -> int:
        """Valid proofs of all entries."""
        return sum(entry.proofs for entry in self.entries)


@dataclass(frozen=True, slots=True)
class AreaPart:
    """An area: its ``place`` in the plan from 0 and number, figures, coordinators, and the indicators the period concerns."""

    place: int
    number: int
    area_id: int
    title: str
    name: str
    tally: Tally
    coordinators: str
    lines: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """Something that did not go as the decree has it: late, not carried out, postponed or returned; ``why`` in full sentences."""

    area: str
    indicator: str
    entry: Entry
    why: str
    people: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A row an amending decree removed after work was done for it: listed, never counted. ``done`` month by month, in words."""

    place: str
    indicator: str
    decree: str
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProofUse:
    """A cell a piece of evidence is used for."""

    indicator_id: int
    month: int
    label: str


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A piece of evidence used in the period: a file with its hash, or a link."""

    evidence_id: int
    number: int
    title: str
    kind: str
    document_on: date | None
    proves: str
    name: str
    sha256: str
    uses: tuple[ProofUse, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of the period, for one area or (``area_id`` None) the whole plan; ``version`` 0 = nothing yet."""

    area_id: int | None
    title: str
    obstacles: str = ""
    recommendations: str = ""
    version: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def is_blank(self) -> bool:
        return not (self.obstacles or self.recommendations)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: ``key`` in addresses, the office held, the name ("" = not in the profile)."""

    key: str
    title: str
    name: str


@dataclass(frozen=True)
class Monev:
    """A period of a plan as it stands on ``day``. ``by_cell`` by (place of the area, month); ``indicators`` of the whole plan.

    A report being signed bears its ``number`` and the day it is ``signed_on``; one printed to look at has neither.
    """

    office: OfficeLetterhead
    code: str
    plan_year: int
    facts: DecreeFacts
    basis: tuple[str, ...]
    period: Period
    day: date
    indicators: int
    areas: tuple[AreaPart, ...]
    total: Tally
    by_cell: Mapping[tuple[int, int], Tally]
    behind: tuple[Behind, ...]
    proofs: tuple[ProofLine, ...]
    notes: tuple[Note, ...]
    signer: Signer
    removed: tuple[Removed, ...] = ()
    number: str = ""
    signed_on: date | None = None

    @property
    def by_month(self) -> tuple[Tally, ...]:
        """The figures of each month of the period, of all areas together."""
        return tuple(sum((self.by_cell[area.place, month] for area in self.areas), Tally()) for month in self.period)

    @property
    def has_months(self) -> bool:
        """Whether it is longer than a month, so that months can be set side by side."""
        return self.period.last > self.period.first

    @property
    def is_running(self) -> bool:
        """Whether the period is not over on the day."""
        return self.day <= self.period.ends_on

    @property
    def written_notes(self) -> Iterator[Note]:
        """Those that say something."""
        return (note for note in self.notes if not note.is_blank)
