"""What is to be done now, from a plan's year as it stands: returned first, then late, then this month's, whose it is with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from renaksi.kernel.months import MONTH_SHORT
from renaksi.monitoring.access import Reach
from renaksi.monitoring.domain.people import Responsible
from renaksi.monitoring.domain.review import may_review
from renaksi.monitoring.domain.sheet import SheetLine, YearSheet
from renaksi.monitoring.figures import Figures, Tally
from renaksi.monitoring.status import Standing, Status
from renaksi.plan.models import Area

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Task:
    """One cell to be seen to: ``reason`` why it was returned, ``may_record`` whether the reader may record it.

    ``to_review``: it stands in the list for the reader to verify.
    """

    line: SheetLine
    month: int
    people: str
    may_record: bool
    to_review: bool = False

    @property
    def status(self) -> str:
        """A key of the status signs."""
        return str(self.line.status(self.month))

    @property
    def action(self) -> str:
        """What its button says."""
        if self.to_review:
            return "Periksa"
        if not self.may_record:
            return "Lihat"
        return "Perbaiki" if self.line.status(self.month) is Status.RETURNED else "Catat"

    @property
    def key(self) -> str:
        """The cell in addresses."""
        return f"{self.line.indicator.pk}-{self.month}"

    @property
    def reason(self) -> str:
        """What the reviewer said when returning it."""
        found = self.line.realisations.get(self.month)
        return found.review_note if found and self.line.status(self.month) is Status.RETURNED else ""

    @property
    def offer(self) -> str:
        """What a book proposes for it, in words."""
        return self.line.offers.get(self.month, "")

    @property
    def postponed_from(self) -> int | None:
        """The month whose work was moved here."""
        return self.line.postponed_from(self.month)


@dataclass(frozen=True, slots=True)
class Tasks:
    """Some cells of one kind: all of them, and the board's filter that shows them."""

    every: tuple[Task, ...]
    query: str

    @property
    def shown(self) -> tuple[Task, ...]:
        """The first few."""
        return self.every[:SHOWN]

    def __len__(self) -> int:
        return len(self.every)


@dataclass(frozen=True, slots=True)
class AreaTasks:
    """An area's cells of this month that are still open, how many are settled, and whether the open ones are shown at once."""

    area: Area
    open: Tasks
    settled: int
    is_opened: bool

    @property
    def total(self) -> int:
        """All of this month's cells."""
        return len(self.open) + self.settled


@dataclass(frozen=True, slots=True)
class ToDo:
    """The to-do list. ``is_mine``: only what the reader carries; ``next_month``: the next with work, where this one is done.

    ``offers``: by month how many values of books wait for the reader's decision.
    """

    is_mine: bool
    has_duties: bool
    returned: Tasks
    late: Tasks
    this_month: tuple[AreaTasks, ...]
    unproven: Tasks
    unverified: Tasks
    next_month: int | None
    next_count: int
    offers: tuple[tuple[int, int], ...] = ()

    @property
    def open(self) -> int:
        """How many cells of this month are open."""
        return sum(len(area.open) for area in self.this_month)

    @property
    def total(self) -> int:
        """How many cells this month has."""
        return sum(area.total for area in self.this_month)

    @property
    def settled(self) -> int:
        """How many cells of this month have something recorded."""
        return self.total - self.open


def todo(
    sheet: YearSheet, responsible: Responsible, reach: Reach, *, user_id: int, whose: str, may_verify: bool = False
) -> ToDo:
    """The list for a reader. ``whose`` is "saya", "semua", or else: mine if anything is mine. No query.

    What waits to be verified is everybody's, but what the reader recorded.
    """
    mine = {line.indicator.pk for line in sheet.lines if responsible.carries(user_id, line.indicator.pk, line.area.pk)}
    is_mine = whose == "saya" or (whose != "semua" and bool(mine))
    lines = [line for line in sheet.lines if not is_mine or line.indicator.pk in mine]
    month = sheet.this_month

    def task(line: SheetLine, of: int) -> Task:
        people = ", ".join(each.name for each in responsible.of(line.indicator.pk, line.area.pk))
        return Task(line, of, people, reach.covers(line.indicator, line.area))

    def standing(*statuses: Status) -> Tasks:
        found = [task(line, of) for of in range(1, 13) for line in lines if line.status(of) in statuses]
        return Tasks(tuple(found), _query(is_mine, keadaan=statuses[0]))

    coming = Counter(of for line in lines for of in range(month + 1, 13) if line.status(of) is Status.PLANNED)
    following = min(coming, default=None)
    return ToDo(
        is_mine=is_mine,
        has_duties=bool(mine),
        returned=standing(Status.RETURNED),
        late=standing(Status.LATE),
        this_month=tuple(_by_area(sheet.areas, lines, month, task, is_mine)),
        unproven=standing(Status.UNPROVEN),
        unverified=Tasks(
            tuple(_to_review(sheet, task, user_id)) if may_verify else (), _query(False, keadaan=Status.DONE)
        ),
        next_month=following,
        next_count=coming[following] if following else 0,
        offers=tuple(_offers(lines, reach)),
    )


def _offers(lines: Iterable[SheetLine], reach: Reach) -> list[tuple[int, int]]:
    counts = Counter(month for line in lines if reach.covers(line.indicator, line.area) for month in line.offers)
    return sorted(counts.items())


def _to_review(sheet: YearSheet, task: Callable[[SheetLine, int], Task], user_id: int) -> Iterator[Task]:
    """Work with proof that another than the reader recorded, the oldest month first."""
    for month in range(1, 13):
        for line in sheet.lines:
            if line.status(month) is Status.DONE and may_review(line.realisations[month], user_id):
                yield replace(task(line, month), to_review=True)


def _by_area(
    areas: Iterable[Area],
    lines: Iterable[SheetLine],
    month: int,
    task: Callable[[SheetLine, int], Task],
    is_mine: bool,
) -> Iterator[AreaTasks]:
    due: dict[int, list[SheetLine]] = {}
    for line in lines:
        if line.is_scheduled(month):
            due.setdefault(line.area.pk, []).append(line)
    left = SHOWN
    for place, area in enumerate(areas, 1):
        some = due.get(area.pk, [])
        still = tuple(task(line, month) for line in some if line.status(month) is Status.THIS_MONTH)
        query = _query(is_mine, area=place, bulan=month, keadaan=Status.THIS_MONTH)
        if some or not is_mine:
            yield AreaTasks(area, Tasks(still, query), len(some) - len(still), is_opened=left > 0)
        left -= len(still)


def _query(is_mine: bool, **wishes: object) -> str:
    """The board's filter in an address."""
    return urlencode({**wishes, "orang": "saya"} if is_mine else wishes)


@dataclass(frozen=True, slots=True)
class AreaBar:
    """How far an area is to date; ``place`` counts from 1, as the board's filter takes it."""

    area: Area
    place: int
    tally: Tally

    @property
    def late(self) -> int:
        """Ticks whose month is over with nothing recorded."""
        return self.tally.of(Standing.LATE)


def area_bars(areas: Iterable[Area], figures: Figures) -> list[AreaBar]:
    """Every area with its tally of the year."""
    return [
        AreaBar(area, place, tally) for place, (area, tally) in enumerate(zip(areas, figures.by_area, strict=True), 1)
    ]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An area's twelve tallies, as the table beside the heat map tells them."""

    area: Area
    months: tuple[Tally, ...]
    total: Tally

    @property
    def named(self) -> list[tuple[str, Tally]]:
        """The months' short names with their tallies."""
        return list(zip(MONTH_SHORT, self.months, strict=True))


def heat_rows(areas: Iterable[Area], figures: Figures) -> list[HeatRow]:
    """The heat map's numbers by area."""
    return [
        HeatRow(area, tuple(figures.by_cell[place, month] for month in range(1, 13)), figures.by_area[place])
        for place, area in enumerate(areas)
    ]
