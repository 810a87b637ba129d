"""The board put together from a plan's year: the decree's table by area, with figures, people, and what a phone lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from renaksi.kernel.months import MONTH_NAMES
from renaksi.monitoring.domain.people import Carrier, Responsible
from renaksi.monitoring.domain.sheet import SheetLine, YearSheet
from renaksi.monitoring.figures import Figures, Tally
from renaksi.monitoring.narrow import BoardWish, month_to_list, narrowed_board
from renaksi.monitoring.status import Status
from renaksi.plan.domain.table import AreaGroup, PlanTable, TableLine
from renaksi.web.status import STATUSES
from renaksi.web.status import Status as Look

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One line of the printed table with its states and who answers for it."""

    printed: TableLine
    line: SheetLine
    who: str


@dataclass(frozen=True, slots=True)
class BoardArea:
    """An area with its figures of the whole year, whatever was narrowed; ``place`` counts from 1 in printed order."""

    group: AreaGroup
    place: int
    tally: Tally
    months: tuple[Tally, ...]
    coordinators: str
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A state in use: how it looks, how many cells have it."""

    key: Status
    look: Look
    count: int


@dataclass(frozen=True, slots=True)
class MonthChip:
    """A month a phone offers, with how many of its cells are late, or have the state asked for."""

    number: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ListedArea:
    """An area as a phone lists it: the month's figures and cells, and the indicators that month does not ask for."""

    area: BoardArea
    tally: Tally
    cells: tuple[BoardRow, ...]
    others: tuple[BoardRow, ...]


@dataclass(frozen=True)
class Board:
    """A plan's year as one person asked to see it."""

    sheet: YearSheet
    people: Responsible
    wish: BoardWish

    @cached_property
    def shown(self) -> PlanTable:
        """The table narrowed to what was asked for."""
        return narrowed_board(self.sheet, self.wish, self.people)

    @cached_property
    def areas(self) -> tuple[BoardArea, ...]:
        """The areas shown, in printed order."""
        return tuple(self._areas(self.shown))

    @property
    def total(self) -> int:
        """How many indicators the plan has."""
        return len(self.sheet.lines)

    @property
    def found(self) -> int:
        """How many are shown."""
        return sum(group.span for group in self.shown.areas)

    @property
    def found_cells(self) -> int:
        """How many cells have the state asked for, in the month asked for or in all."""
        months = [self.wish.month] if self.wish.month else MONTHS
        shown = [row.line for area in self.areas for row in area.rows]
        return sum(line.status(month) is self.wish.status for line in shown for month in months)

    @cached_property
    def _lines(self) -> list[SheetLine]:
        """The lines of the area, the person and the words asked for, in any state and month."""
        table = narrowed_board(self.sheet, replace(self.wish, month=None, status=None), self.people)
        return [self.sheet.by_id[each.indicator.pk] for each in table.lines]

    @property
    def signs(self) -> list[Sign]:
        """The states in use, in the order screens name them, counted in the month asked for or in all."""
        months = [self.wish.month] if self.wish.month else MONTHS
        counts = Counter(line.status(month) for line in self._lines for month in months)
        return [Sign(key, STATUSES[key], counts[key]) for key in Status if counts[key] or key is self.wish.status]

    @property
    def offers(self) -> int:
        """How many cells shown wait for a decision on what a book proposes, in the month asked for or in all."""
        months = {self.wish.month} if self.wish.month else set(MONTHS)
        return sum(len(months & line.offers.keys()) for line in self._lines)

    @cached_property
    def month(self) -> int:
        """The month a phone lists."""
        return month_to_list(self.wish, self._lines, self.sheet.this_month)

    @property
    def chips(self) -> list[MonthChip]:
        """The twelve months a phone offers."""
        counted = self.wish.status or Status.LATE
        return [
            MonthChip(month, name, sum(line.status(month) is counted for line in self._lines))
            for month, name in enumerate(MONTH_NAMES, 1)
        ]

    @cached_property
    def listed(self) -> list[ListedArea]:
        """What a phone shows of the month: its cells by area; the other indicators only where an area or words are asked for."""
        table = narrowed_board(self.sheet, replace(self.wish, month=None, status=None), self.people)
        return [listed for area in self._areas(table) if (listed := self._listed(area)).cells or listed.others]

    def _listed(self, area: BoardArea) -> ListedArea:
        wish = replace(self.wish, month=self.month)
        fits = [(row, wish.fits(row.line, self.people)) for row in area.rows]
        has_others = bool((wish.area or wish.words) and not wish.status)
        others = tuple(row for row, fit in fits if not fit) if has_others else ()
        return ListedArea(area, area.months[self.month - 1], tuple(row for row, fit in fits if fit), others)

    def area_of(self, line: SheetLine) -> BoardArea:
        """The line's whole area, whatever was narrowed."""
        return next(area for area in self._areas(self.sheet.table) if area.group.area.pk == line.area.pk)

    def _areas(self, table: PlanTable) -> Iterator[BoardArea]:
        figures = self._figures
        places = {area.pk: place for place, area in enumerate(self.sheet.areas)}
        printed = iter(table.lines)
        for group in table.areas:
            place = places[group.area.pk]
            yield BoardArea(
                group,
                place + 1,
                figures.by_area[place],
                tuple(figures.by_cell[place, month] for month in MONTHS),
                _names(self.people.coordinators.get(group.area.pk, ())),
                tuple(self._row(next(printed)) for _ in range(group.span)),
            )

    @cached_property
    def _figures(self) -> Figures:
        return self.sheet.figures(MONTHS)

    def _row(self, printed: TableLine) -> BoardRow:
        pk = printed.indicator.pk
        return BoardRow(printed, self.sheet.by_id[pk], _names(self.people.implementers.get(pk, ())))


def _names(carriers: Iterable[Carrier]) -> str:
    return ", ".join(each.name for each in carriers)
