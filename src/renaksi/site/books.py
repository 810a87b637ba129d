"""Buku: every statutory book of the national template, first those the office's plan is bound to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from renaksi.accounts.roles import Right
from renaksi.catalogue.template import registers
from renaksi.desk.access import may_open
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import today
from renaksi.monitoring.domain.offers import due_months
from renaksi.monitoring.domain.sheet import SheetLine, YearSheet, year_sheet
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.binding import binding_of
from renaksi.plan.domain.table import plan_in_force


@dataclass(frozen=True, slots=True)
class Book:
    """A book on the shelf, the indicators it answers, how many of them ask something this month and how many are not recorded."""

    title: str
    about: str
    address: str
    indicators: int
    asked: int
    left: int


@in_office(Right.READ)
def book_index(request: HttpRequest, office: Office) -> HttpResponse:
    """The shelf: under each area the books this year's plan is bound to, then the others, then those not built yet."""
    day = today(office.time_zone)
    plan = plan_in_force(office, day.year)
    sheet = year_sheet(plan, day) if plan else None
    bound = _bound(sheet) if sheet else {}
    shelves: dict[int, list[Book]] = {}
    others: list[Book] = []
    for register in (found for each in registers() if (found := REGISTERS.get(each.name))):
        if not may_open(request.user, office, register):
            continue
        lines = bound.get(register.name, [])
        address = reverse(f"{register.name}_list", kwargs={"code": office.code})
        book = Book(register.title, register.about, address, len(lines), *_asked(lines, sheet))
        (shelves.setdefault(_home(lines), []) if lines else others).append(book)
    context = {
        "office": office, "plan": plan, "day": day, "others": others,
        "shelves": [(area.name, shelves[place]) for place, area in enumerate(sheet.areas if sheet else []) if place in shelves],
        "absent": [each.title for each in registers() if REGISTERS.get(each.name) is None],
    }  # fmt: skip
    return render(request, "site/book_index.html", context)


def _bound(sheet: YearSheet) -> dict[str, list[SheetLine]]:
    """The plan's lines in printed order, by the book that answers them."""
    found: dict[str, list[SheetLine]] = {}
    for line in sheet.lines:
        found.setdefault(binding_of(line.indicator).register, []).append(line)
    return found


def _home(lines: Iterable[SheetLine]) -> int:
    """The place of the area that most of the lines belong to; of equals the first in the decree."""
    places = Counter(line.area_place for line in lines)
    return min(places, key=lambda place: (-places[place], place))


def _asked(lines: Iterable[SheetLine], sheet: YearSheet | None) -> tuple[int, int]:
    """How many of the lines ask something this month, and how many of those nobody recorded."""
    month = sheet.this_month if sheet else 0
    asked = [line for line in lines if month in due_months(line, month)]
    return len(asked), sum(month not in line.realisations for line in asked)
