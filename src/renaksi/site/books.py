"""Buku: every statutory book of the national template, first those the office's plan is bound to."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from renaksi.accounts.roles import Right
from renaksi.catalogue.template import areas, indicator, registers
from renaksi.desk.access import may_open
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import today
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_in_force


@dataclass(frozen=True, slots=True)
class Book:
    """A book on the shelf; without an address it is not built yet. ``is_due`` = the plan asks a figure of it this month."""

    title: str
    about: str
    address: str
    rows: int
    is_due: bool


@in_office(Right.READ)
def book_index(request: HttpRequest, office: Office) -> HttpResponse:
    """The shelf: under each area the books this year's plan is bound to, then the others."""
    day = today(office.time_zone)
    plan = plan_in_force(office, day.year)
    bound: dict[str, list[tuple[int, bool]]] = {}
    for code, mask in plan.indicators.exclude(catalogue_code="").values_list("catalogue_code", "month_mask") if plan else ():
        try:
            known = indicator(code)
        except KeyError:
            continue
        is_due = bool(mask >> (day.month - 1) & 1)
        bound.setdefault(known.register, []).append((int(code.split(".")[0]), is_due))
    shelves: dict[str, list[Book]] = {}
    names = {int(area.code): area.name for area in areas()}
    for each in registers():
        asked = bound.get(each.name, [])
        register = REGISTERS.get(each.name)
        if register is not None and not may_open(request.user, office, register):
            continue
        address = reverse(f"{each.name}_list", kwargs={"code": office.code}) if register else ""
        book = Book(each.title, register.about if register else "", address, len(asked), any(due for _, due in asked))
        area = min((area for area, _ in asked), default=0)
        shelves.setdefault(names[area] if area else "", []).append(book)
    shelf = [(name, shelves[name]) for name in names.values() if name in shelves]
    context = {"office": office, "shelves": shelf, "others": shelves.get("", []), "plan": plan, "year": day.year}
    return render(request, "site/book_index.html", context)
