"""A draft as the review screens ask for it: counts, rows grouped as in the decree, doubts in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from renaksi.intake.domain.inherit import LEVELS, parent_of
from renaksi.intake.domain.wording import label_of
from renaksi.intake.models import OPEN_STATES, Doubt, DoubtState, Draft, DraftRow
from renaksi.kernel.wording import fold
from renaksi.offices.models import Office


@dataclass(frozen=True, slots=True)
class DoubtKind:
    """The doubts of one code: ``label`` in Indonesian, how many in all, how many still open."""

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
    """A run of neighbouring rows with the same parent: ``level`` is "area", "activity" or "sub_activity"; ``groups`` one level
    down (none below sub_activity, which holds ``rows``). ``shown`` = number and text as a heading."""

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
    rows = (
        DraftRow.objects.filter(draft=draft)
        .order_by("position")
        .values_list("draft_id", "area_no", "area", "month_mask")
    )
    doubts = Doubt.objects.filter(draft=draft).order_by("position").values_list("draft_id", "code", "state")
    return _summary(draft, list(rows), list(doubts))


def open_drafts(office: Office) -> list[ReviewSummary]:
    """The office's drafts not yet adopted or discarded (reading and failed ones too), last changed first. Three queries."""
    drafts = office.drafts.filter(state__in=OPEN_STATES).select_related("source", "office").order_by("-changed_at")
    found = list(drafts)
    rows: dict[UUID, list[_RowFacts]] = defaultdict(list)
    doubts: dict[UUID, list[_DoubtFacts]] = defaultdict(list)
    for row in (
        DraftRow.objects.filter(draft__in=found)
        .order_by("draft", "position")
        .values_list("draft_id", "area_no", "area", "month_mask")
    ):
        rows[row[0]].append(row)
    for doubt in (
        Doubt.objects.filter(draft__in=found).order_by("draft", "position").values_list("draft_id", "code", "state")
    ):
        doubts[doubt[0]].append(doubt)
    return [_summary(draft, rows[draft.pk], doubts[draft.pk]) for draft in found]


_RowFacts = tuple[UUID, int | None, str, int]
_DoubtFacts = tuple[UUID, str, str]


def _summary(draft: Draft, rows: Sequence[_RowFacts], doubts: Sequence[_DoubtFacts]) -> ReviewSummary:
    states = Counter(state for _, _, state in doubts)
    all_of = Counter(code for _, code, _ in doubts)
    open_of = Counter(code for _, code, state in doubts if state == DoubtState.OPEN)
    return ReviewSummary(
        draft=draft,
        rows=len(rows),
        areas=len({(number, fold(name)) for _, number, name, _ in rows if name or number is not None}),
        rows_without_months=sum(not mask for *_, mask in rows),
        doubts=len(doubts),
        doubts_done=len(doubts) - states[DoubtState.OPEN],
        doubts_accepted=states[DoubtState.ACCEPTED],
        kinds=tuple(DoubtKind(code, label_of(code), count, open_of[code]) for code, count in all_of.items()),
    )


def review_rows(
    draft: Draft, *, only_doubted: bool = False, area: str | None = None, code: str | None = None, text: str = ""
) -> list[ReviewGroup]:
    """The rows as areas > activities > sub-activities, each row with its doubts. Two queries for any number of rows.

    Filters keep rows: with an open doubt; of one area (its number or name); with an open doubt of one kind; with ``text`` in it.
    """
    rows = _rows_with_doubts(draft)
    if only_doubted or code:
        rows = [row for row in rows if any(code in (None, "", doubt.code) for doubt in row.open_doubts)]
    if area:
        rows = [row for row in rows if area in (str(row.row.area_no or ""), row.row.area)]
    if sought := fold(text):
        rows = [row for row in rows if sought in fold(" ".join(getattr(row.row, name) for name in _SEARCHED))]
    return _grouped(rows, LEVELS)


_SEARCHED = ("area", "activity", "sub_activity", "indicator_no", "indicator", "note")


def _rows_with_doubts(draft: Draft) -> list[ReviewRow]:
    doubts: dict[int | None, list[Doubt]] = defaultdict(list)
    for doubt in draft.doubts.order_by("position", "pk"):
        doubts[doubt.row_id].append(doubt)
    return [
        _review_row(row, number, doubts[row.pk]) for number, row in enumerate(draft.rows.order_by("position", "pk"), 1)
    ]


def _review_row(row: DraftRow, number: int, doubts: list[Doubt]) -> ReviewRow:
    """The row with its doubts, open ones first; each doubt knows its row without a query."""
    for doubt in doubts:
        doubt.row = row
    return ReviewRow(row, number, tuple(sorted(doubts, key=lambda doubt: doubt.state != DoubtState.OPEN)))


def _grouped(rows: Sequence[ReviewRow], levels: Sequence[str]) -> list[ReviewGroup]:
    """Runs of neighbouring rows with the same number and text; at the last level they hold the rows."""
    level, deeper = levels[0], levels[1:]
    groups = []
    for (number, text), run in groupby(rows, key=lambda row: parent_of(row.row, level)):
        group = ReviewGroup(level, "" if number is None else str(number), text)
        if deeper:
            group.groups = _grouped(list(run), deeper)
        else:
            group.rows = list(run)
        groups.append(group)
    return groups


def head_doubts(draft: Draft) -> list[Doubt]:
    """Doubts that belong to no row: of the decree's facts and of the reading as a whole. One query."""
    return list(draft.doubts.filter(row=None).order_by("position", "pk"))


def history(draft: Draft, limit: int = 20) -> list[str]:
    """The latest changes as sentences, newest first, those undone marked. One query."""
    changes = draft.changes.order_by("-version")[:limit]
    return [f"{change.sentence}{' (dibatalkan)' if change.undone_at else ''}" for change in changes]
