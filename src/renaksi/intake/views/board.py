"""A draft as the review screen shows it: rows in the decree's groups, doubts in the order to settle them, kinds with counts.

Pure arithmetic over rows already loaded: nothing here asks the database.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from renaksi.intake.domain.proposals import proposal_of
from renaksi.intake.domain.repairs import KnownTexts
from renaksi.intake.domain.review import DoubtKind, ReviewRow
from renaksi.intake.domain.weight import LIGHT, weight_of
from renaksi.intake.models import Doubt, DoubtState, Draft, DraftRow
from renaksi.intake.views.address import Address
from renaksi.plan.facts import FACT_TITLES

PARENTS = ("area", "activity", "sub_activity")
"""The levels above an indicator, from the top."""

_FEW = 3
"""General doubts up to this many are shown without being asked for."""

_LEVELS = {"area": 0, "activity": 1, "sub_activity": 2, "indicator": 3, "months": 4, "note": 5}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. ``number`` counts from 1 over the whole draft; ``doubts`` are all, ``open`` those not yet settled."""

    row: DraftRow
    number: int
    doubts: tuple[Doubt, ...]
    open: tuple[Doubt, ...]
    opened: bool = False

    level = "row"

    @property
    def first_source_line(self) -> int | None:
        """The first line of the source this row was read from."""
        span = self.row.source.get("lines") or [self.row.source.get("line")]
        return span[0] if span and isinstance(span[0], int) else None

    @property
    def last_source_line(self) -> int | None:
        """The last line of the source this row was read from."""
        span = self.row.source.get("lines") or [self.row.source.get("line")]
        return span[-1] if span and isinstance(span[-1], int) else None


@dataclass(frozen=True, slots=True)
class Heading:
    """A kegiatan or sub kegiatan over the rows that follow; ``inherited`` where it was carried down and not printed here."""

    level: str
    number: str
    name: str
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """Consecutive rows of one area, as one body of the table. ``digest`` changes whenever anything shown in it does."""

    index: int
    number: int | None
    name: str
    lines: tuple[Heading | Line, ...]
    row_count: int
    open_count: int
    digest: str


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """An area to filter by."""

    index: int
    number: int | None
    name: str
    row_count: int
    open_count: int


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of doubt: how many are open, how many settled, how many come with a proposal to take, and the first of them."""

    code: str
    title: str
    open: int
    done: int
    proposals: int
    first: Doubt


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the screen needs of a draft, computed once."""

    draft: Draft
    groups: tuple[AreaGroup, ...]
    areas: tuple[AreaChoice, ...]
    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...]
    queue: tuple[Doubt, ...]
    kinds: tuple[Kind, ...]
    opened: Line | None = None
    focus: Doubt | None = None
    shown: int = 0
    places: dict[int, tuple[int, ...]] = field(default_factory=dict)
    ranks: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    known: KnownTexts | None = None

    @property
    def general(self) -> list[Doubt]:
        """Open doubts about the whole table: without a row and of no fact."""
        return [doubt for doubt in self.queue if doubt.row_id is None and doubt.field not in FACT_TITLES]

    @property
    def general_shown(self) -> list[Doubt]:
        """Those to show at once: the one in focus; without one, all where they are few."""
        if self.focus in self.general:
            return [doubt for doubt in self.general if doubt == self.focus]
        return self.general if len(self.general) <= _FEW else []

    @property
    def general_rest(self) -> list[Doubt]:
        """The others, folded away."""
        shown = self.general_shown
        return [doubt for doubt in self.general if doubt not in shown]

    @property
    def doubted_rows(self) -> int:
        """How many rows have an open doubt."""
        return sum(bool(line.open) for line in self.lines)

    @property
    def of_facts(self) -> dict[str, list[Doubt]]:
        """Doubts of the decree's own facts by field, settled ones too."""
        found: dict[str, list[Doubt]] = {}
        for doubt in self.doubts:
            if doubt.row_id is None and doubt.field in FACT_TITLES:
                found.setdefault(doubt.field, []).append(doubt)
        return found

    @property
    def facts_open(self) -> int:
        """How many doubts of the facts are open."""
        return sum(doubt.state == DoubtState.OPEN for each in self.of_facts.values() for doubt in each)

    @property
    def done(self) -> int:
        """How many doubts are settled or accepted."""
        return len(self.doubts) - len([doubt for doubt in self.doubts if doubt.state == DoubtState.OPEN])

    @property
    def left(self) -> int:
        """How many doubts are open, filters aside."""
        return len(self.doubts) - self.done

    @property
    def without_months(self) -> int:
        """How many rows have no month."""
        return sum(not line.row.month_mask for line in self.lines)

    @property
    def focus_place(self) -> int:
        """The place of the doubt in focus in the queue, from 1; 0 where none is."""
        return self.queue.index(self.focus) + 1 if self.focus in self.queue else 0

    def neighbour(self, step: int) -> Doubt | None:
        """The next (1) or previous (-1) open doubt from where the user is, round the end; None where none is left."""
        if not self.queue:
            return None
        if self.focus in self.queue:
            return self.queue[(self.queue.index(self.focus) + step) % len(self.queue)]
        if self.opened is None:
            return self.queue[0 if step > 0 else -1]
        here = self.ranks[self.opened.row.pk]
        after = [doubt for doubt in self.queue if self.places[doubt.pk][: len(here)] > here]
        before = [doubt for doubt in self.queue if self.places[doubt.pk][: len(here)] < here]
        near = (after[:1] if step > 0 else before[-1:]) or [self.queue[0 if step > 0 else -1]]
        return near[0]

    def following(self, row: int | None, *, past: bool = False) -> Doubt | None:
        """The first open doubt from a row on (None: of all), or behind it where ``past``; round the end. None if none is left."""
        rank: tuple[int, ...] = self.ranks.get(row or 0, ())
        size = len(rank)
        behind = [
            doubt
            for doubt in self.queue
            if self.places[doubt.pk][:size] > rank or (not past and self.places[doubt.pk][:size] == rank)
        ]
        return next(iter(behind or self.queue), None)


def board_of(
    draft: Draft,
    rows: Sequence[ReviewRow],
    head: Sequence[Doubt],
    kinds: Sequence[DoubtKind],
    address: Address,
    known: KnownTexts | None = None,
) -> Board:
    """The board of a draft: its ``rows`` with their doubts, the doubts of no row (``head``), filtered and opened as addressed.

    ``known`` = texts that unclear ones are compared with."""
    doubts = [*head, *(doubt for row in rows for doubt in row.doubts)]
    ranks = {row.row.pk: _rank(row) for row in rows}
    places = {doubt.pk: _place(doubt, ranks) for doubt in doubts}
    focus = next((doubt for doubt in doubts if doubt.pk == address.doubt), None)
    opened_id = focus.row_id if focus and focus.row_id else address.row
    lines = tuple(Line(row.row, row.number, row.doubts, row.open_doubts, row.row.pk == opened_id) for row in rows)
    every = _areas(lines)
    shown = [
        (index, [line for line in group if _is_shown(line, index, address)]) for index, group in enumerate(every, 1)
    ]
    return Board(
        draft=draft,
        groups=tuple(_group(index, group) for index, group in shown if group),
        areas=tuple(_choice(index, group) for index, group in enumerate(every, 1)),
        lines=lines,
        doubts=tuple(doubts),
        queue=tuple(_queue(doubts, places, every, address)),
        kinds=_kinds(kinds, doubts, {row.row.pk: row.row for row in rows}, known),
        opened=next((line for line in lines if line.opened), None),
        focus=focus,
        shown=sum(len(group) for _, group in shown),
        places=places,
        ranks=ranks,
        known=known,
    )


def _queue(
    doubts: Iterable[Doubt], places: dict[int, tuple[int, ...]], areas: list[list[Line]], address: Address
) -> list[Doubt]:
    queue = sorted((doubt for doubt in doubts if doubt.state == DoubtState.OPEN), key=lambda doubt: places[doubt.pk])
    if address.kind:
        queue = [doubt for doubt in queue if doubt.code == address.kind]
    if address.area:
        inside = {line.row.pk for line in areas[address.area - 1]} if address.area <= len(areas) else set()
        queue = [doubt for doubt in queue if doubt.row_id in inside]
    return queue


def _rank(row: ReviewRow) -> tuple[int, int, int]:
    """A row's place among those to settle: after what belongs to no row, by its heaviest doubt, settled ones too, then down the
    table. One row's doubts stay together: looking at another row costs more than any order gains."""
    return (1, min((weight_of(doubt.code) for doubt in row.doubts), default=LIGHT), row.number)


def _place(doubt: Doubt, ranks: dict[int, tuple[int, int, int]]) -> tuple[int, ...]:
    """The whole reading first, then the facts, then the rows by rank, each row's doubts by weight, then from parent to note."""
    if doubt.row_id is None:
        return (0, 1 if doubt.field in FACT_TITLES else 0, weight_of(doubt.code), doubt.position, doubt.pk)
    level = _LEVELS.get(doubt.field.removesuffix("_no"), len(_LEVELS))
    return (*ranks[doubt.row_id], weight_of(doubt.code), level, doubt.position, doubt.pk)


def _areas(lines: Iterable[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    before: tuple[int | None, str] | None = None
    for line in lines:
        here = (line.row.area_no, line.row.area)
        if here != before:
            groups.append([])
            before = here
        groups[-1].append(line)
    return groups


def _is_shown(line: Line, area: int, address: Address) -> bool:
    if line.opened:
        return True
    if address.area and area != address.area:
        return False
    if address.kind:
        return any(doubt.code == address.kind for doubt in (line.open if address.only_doubted else line.doubts))
    return bool(line.open) or not address.only_doubted


def _group(index: int, lines: list[Line]) -> AreaGroup:
    first = lines[0].row
    return AreaGroup(
        index=index,
        number=first.area_no,
        name=first.area,
        lines=tuple(_with_headings(lines)),
        row_count=len(lines),
        open_count=sum(len(line.open) for line in lines),
        digest=_digest(lines),
    )


def _with_headings(lines: list[Line]) -> Iterable[Heading | Line]:
    before: tuple[str, ...] = ()
    for line in lines:
        row = line.row
        activity, sub = (row.activity_no, row.activity), (row.sub_activity_no, row.sub_activity)
        if before[:2] != activity:
            yield Heading("activity", *activity, doubted=_doubts(line, "activity"))
        if before != (*activity, *sub):
            yield Heading("sub", *sub, doubted=_doubts(line, "sub_activity"))
        before = (*activity, *sub)
        yield line


def _doubts(line: Line, level: str) -> bool:
    return any(doubt.field.startswith(level) for doubt in line.open)


def _digest(lines: list[Line]) -> str:
    shown = [_shown(line) for line in lines]
    return f"{zlib.crc32(repr(shown).encode()):x}"


def _shown(line: Line) -> tuple[object, ...]:
    row = line.row
    told = (
        row.pk, line.number, row.area_no, row.area, row.activity_no, row.activity, row.sub_activity_no, row.sub_activity,
        row.indicator_no, row.indicator, row.month_mask, row.note, len(line.open), line.opened,
    )  # fmt: skip
    if not line.opened:
        return told
    return (*told, row.catalogue_code, row.months_proposed, [(doubt.pk, doubt.state) for doubt in line.doubts])


def _choice(index: int, lines: list[Line]) -> AreaChoice:
    return AreaChoice(index, lines[0].row.area_no, lines[0].row.area, len(lines), sum(len(line.open) for line in lines))


def _kinds(
    kinds: Sequence[DoubtKind], doubts: Sequence[Doubt], rows: dict[int, DraftRow], known: KnownTexts | None
) -> tuple[Kind, ...]:
    still = [doubt for doubt in doubts if doubt.state == DoubtState.OPEN]
    proposals = Counter(doubt.code for doubt in still if doubt.row_id and proposal_of(doubt, rows[doubt.row_id], known))
    first = {doubt.code: doubt for doubt in reversed([*still, *doubts])}
    return tuple(
        Kind(kind.code, kind.label, kind.open, kind.all - kind.open, proposals[kind.code], first[kind.code])
        for kind in sorted(kinds, key=lambda kind: (weight_of(kind.code), -kind.open))
        if kind.code in first
    )
