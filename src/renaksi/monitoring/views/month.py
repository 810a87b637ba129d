"""A month's cells by area, each one step from being recorded: the phone's main way in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.kernel.months import MONTH_NAMES
from renaksi.monitoring.access import Reach, reach_of
from renaksi.monitoring.choices import WAITING
from renaksi.monitoring.domain.cells import value_words
from renaksi.monitoring.domain.offers import with_offers
from renaksi.monitoring.domain.people import Responsible, responsible_for
from renaksi.monitoring.domain.sheet import SheetLine, YearSheet, year_sheet
from renaksi.monitoring.figures import Tally
from renaksi.monitoring.status import Status
from renaksi.monitoring.views.finding import checked_month, found_plan, office_day
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.models import Area
from renaksi.plan.narrow import number_in


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A cell of the month: who answers for it, its value in words, its valid proofs, whether the reader may record it."""

    line: SheetLine
    month: int
    who: str
    words: str
    proofs: int
    may: bool

    @property
    def status(self) -> Status:
        return self.line.status(self.month)

    @property
    def offer(self) -> str:
        """What a book proposes and nobody decided on, in words."""
        return self.line.offers.get(self.month, "")

    @property
    def is_open(self) -> bool:
        """Whether it waits for someone."""
        return self.status in WAITING


@dataclass(frozen=True, slots=True)
class MonthArea:
    """An area's cells of the month; ``place`` counts from 1 in printed order, ``tally`` counts the whole area."""

    area: Area
    place: int
    cells: tuple[MonthCell, ...]
    tally: Tally

    @property
    def waiting(self) -> int:
        """How many the reader may record and that wait for it."""
        return sum(cell.may and cell.is_open for cell in self.cells)


@dataclass(frozen=True, slots=True)
class MonthChip:
    """A month to go to, with how many of its cells are late."""

    number: int
    late: int


@in_office(Right.READ)
def month_page(request: HttpRequest, office: Office, year: int, month: int) -> HttpResponse:
    """What the month asks for and what was recorded; ``area`` (its place from 1) and ``orang=saya`` narrow it."""
    month = checked_month(month)
    plan = found_plan(office, year)
    sheet = with_offers(year_sheet(plan, office_day(office)))
    people = responsible_for(plan)
    is_mine = request.GET.get("orang") == "saya"
    place = number_in(request.GET.get("area", ""), 99)
    areas = month_areas(
        sheet, month, people, reach_of(user_of(request), plan), user_of(request).pk if is_mine else None
    )
    context = {
        "plan": plan, "month": month, "month_name": MONTH_NAMES[month - 1], "tally": sheet.figures([month]).total,
        "areas": [each for each in areas if each.cells and place in (None, each.place)], "choices": areas, "place": place,
        "is_mine": is_mine, "chips": _chips(sheet), "this_month": sheet.this_month,
        "waiting": sum(each.waiting for each in areas if place in (None, each.place)),
        "late": _late(sheet, month), "offers": _offers(areas),
        "may_record": Right.RECORD in request.rights,  # type: ignore[attr-defined]  # put there by in_office
    }  # fmt: skip
    return render(request, "monitoring/month.html", context)


def month_areas(
    sheet: YearSheet, month: int, people: Responsible, reach: Reach, user_id: int | None = None
) -> list[MonthArea]:
    """Every area with its cells of the month that are scheduled or recorded; ``user_id`` keeps to what that person carries."""
    cells: list[list[MonthCell]] = [[] for _ in sheet.areas]
    for line in sheet.lines:
        if line.status(month) is Status.UNPLANNED:
            continue
        if user_id is None or people.carries(user_id, line.indicator.pk, line.area.pk):
            cells[line.area_place].append(_cell(line, month, people, reach))
    tallies = sheet.figures([month]).by_area
    return [MonthArea(area, at + 1, tuple(cells[at]), tallies[at]) for at, area in enumerate(sheet.areas)]


def _cell(line: SheetLine, month: int, people: Responsible, reach: Reach) -> MonthCell:
    realisation = line.realisations.get(month)
    if realisation is not None:
        realisation.indicator = line.indicator
    return MonthCell(
        line=line,
        month=month,
        who=", ".join(each.name for each in people.of(line.indicator.pk, line.area.pk)),
        words=value_words(realisation) if realisation else "",
        proofs=line.records[month].proofs if realisation else 0,
        may=reach.covers(line.indicator, line.area),
    )


def _offers(areas: list[MonthArea]) -> int:
    """How many cells the reader may record wait for a decision on what a book proposes."""
    return sum(bool(cell.offer) and cell.may for each in areas for cell in each.cells)


def _chips(sheet: YearSheet) -> list[MonthChip]:
    return [MonthChip(month, _late(sheet, month)) for month in range(1, 13)]


def _late(sheet: YearSheet, month: int) -> int:
    return sum(line.status(month) is Status.LATE for line in sheet.lines)
