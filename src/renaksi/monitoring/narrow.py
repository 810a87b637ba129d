"""The board narrowed to what a reader asks for: an area, a person, a month, a state, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from renaksi.monitoring.domain.people import Responsible
from renaksi.monitoring.domain.sheet import SheetLine, YearSheet
from renaksi.monitoring.status import Status
from renaksi.plan.domain.table import PlanTable
from renaksi.plan.models import Indicator
from renaksi.plan.narrow import Fits, Wish, narrowed, number_in

MINE = "saya"
LARGEST_ID = 10**18


@dataclass(frozen=True, slots=True)
class BoardWish:
    """What a reader asks to see.

    ``area`` counts from 1 in printed order; ``person`` is a user's id (``is_mine``: the reader's own).
    """

    area: int | None = None
    person: int | None = None
    is_mine: bool = False
    month: int | None = None
    status: Status | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.area or self.person or self.month or self.status or self.words)

    def fits(self, line: SheetLine, people: Responsible) -> bool:
        """Whether the line is wished for, area and words apart.

        A month alone asks for what is scheduled or recorded in it, a state alone for any month in it, both for that state in that
        month.
        """
        if self.person and not people.carries(self.person, line.indicator.pk, line.area.pk):
            return False
        if self.month:
            there = line.status(self.month)
            return there is self.status if self.status else there is not Status.UNPLANNED
        return not self.status or self.status in line.statuses


def board_wish_of(query: Any, user_id: int) -> BoardWish:
    """The wish in an address's parameters: ``area``, ``orang`` (an id or "saya"), ``bulan``, ``keadaan``, ``cari``."""
    person = query.get("orang", "")
    state = query.get("keadaan", "")
    return BoardWish(
        area=number_in(query.get("area", ""), 99),
        person=user_id if person == MINE else number_in(person, LARGEST_ID),
        is_mine=person == MINE,
        month=number_in(query.get("bulan", ""), 12),
        status=Status(state) if state in set(Status) else None,
        words=query.get("cari", "").strip(),
    )


def narrowed_board(sheet: YearSheet, wish: BoardWish, people: Responsible) -> PlanTable:
    """The sheet's table with only the lines wished for; its merged cells cover exactly what is left."""
    if not wish:
        return sheet.table

    def fits(indicator: Indicator) -> bool:
        return wish.fits(sheet.by_id[indicator.pk], people)

    also: Fits | None = fits if wish.person or wish.month or wish.status else None
    return narrowed(sheet.table, Wish(area=wish.area, words=wish.words), also)


def month_to_list(wish: BoardWish, lines: Sequence[SheetLine], this_month: int) -> int:
    """The month a phone lists: the one asked for; else the first with the state asked for; else this month within the year."""
    if wish.month:
        return wish.month
    if wish.status:
        months = (month for month in range(1, 13) if any(line.status(month) is wish.status for line in lines))
        return next(months, min(max(this_month, 1), 12))
    return min(max(this_month, 1), 12)
