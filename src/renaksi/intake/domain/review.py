"""A draft as the review screens ask for it: counts, rows grouped as in the decree, doubts in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from renaksi.intake.models import Doubt, Draft, DraftRow
from renaksi.offices.models import Office


@dataclass(frozen=True, slots=True)
class DoubtKind:
    """The doubts of one code: ``label`` in Indonesian, how many in all, how many open, and how many open ones have a proposal."""

    code: str
    label: str
    all: int
    open: int


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """A draft in numbers. ``sentence`` = "12 dari 17 keraguan selesai" (or that there are none)."""

    draft: Draft
    rows: int
    areas: int
    rows_without_months: int
    doubts: int
    doubts_done: int
    doubts_accepted: int
    kinds: tuple[DoubtKind, ...]

    @property
    def doubts_open(self) -> int:
        return self.doubts - self.doubts_done

    @property
    def sentence(self) -> str:
        if not self.doubts:
            return "Tidak ada keraguan"
        return f"{self.doubts_done} dari {self.doubts} keraguan selesai"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row with its doubts. ``number`` counts from 1 in the whole draft, filters or not."""

    row: DraftRow
    number: int
    doubts: tuple[Doubt, ...]

    @property
    def open_doubts(self) -> tuple[Doubt, ...]:
        return tuple(doubt for doubt in self.doubts if doubt.state == "open")


@dataclass(slots=True)
class ReviewGroup:
    """A run of neighbouring rows with the same parent: ``level`` is "area", "activity" or "sub_activity"; ``groups`` one level down
    (none below sub_activity, which holds ``rows``). ``shown`` = number and text as a heading."""

    level: str
    no: str
    text: str
    groups: list[ReviewGroup] = field(default_factory=list)
    rows: list[ReviewRow] = field(default_factory=list)

    @property
    def all_rows(self) -> list[ReviewRow]:
        return self.rows + [row for group in self.groups for row in group.all_rows]

    @property
    def row_ids(self) -> list[int]:
        return [row.row.pk for row in self.all_rows]

    @property
    def open_doubts(self) -> int:
        return sum(len(row.open_doubts) for row in self.all_rows)

    @property
    def span(self) -> int:
        return len(self.all_rows)

    @property
    def shown(self) -> str:
        return f"{self.no}. {self.text}" if self.no else self.text


def review_summary(draft: Draft) -> ReviewSummary:
    """The draft's counts. Two queries."""
    raise NotImplementedError


def open_drafts(office: Office) -> list[ReviewSummary]:
    """The office's drafts not yet adopted or discarded (reading and failed ones too), last changed first. Constant queries."""
    raise NotImplementedError


def review_rows(
    draft: Draft, *, only_doubted: bool = False, area: str | None = None, code: str | None = None, text: str = ""
) -> list[ReviewGroup]:
    """The rows as areas > activities > sub-activities, each row with its doubts. Two queries for any number of rows.

    Filters keep rows: with an open doubt; of one area (its number or name as shown); with a doubt of one kind; with ``text`` in it.
    """
    raise NotImplementedError


def review_row(draft: Draft, row_id: int) -> ReviewRow:
    """One row with its doubts and number. Raises DraftRow.DoesNotExist."""
    raise NotImplementedError


def head_doubts(draft: Draft) -> list[Doubt]:
    """Doubts that belong to no row: of the decree's facts and of the reading as a whole. One query."""
    raise NotImplementedError


def doubt_queue(draft: Draft, *, code: str | None = None) -> list[Doubt]:
    """Open doubts in the order to settle them: the whole reading's, the facts', then the rows' in printed order; rows joined."""
    raise NotImplementedError


def history(draft: Draft, limit: int = 20) -> list[str]:
    """The latest changes as sentences, newest first, those undone marked."""
    raise NotImplementedError
