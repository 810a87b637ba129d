"""The way in: where a person lands, the office's Beranda, its plans by year, and the offices one may read."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renaksi.accounts.access import public, signed_in, user_of
from renaksi.accounts.roles import Right
from renaksi.audit.closed import told_to
from renaksi.audit.models import AuditEvent
from renaksi.intake.domain.review import open_drafts
from renaksi.kernel.clock import today
from renaksi.kernel.months import MONTH_SHORT
from renaksi.monitoring.access import NOTHING, reach_of
from renaksi.monitoring.counting import count_soon
from renaksi.monitoring.domain.offers import with_offers
from renaksi.monitoring.domain.people import responsible_for
from renaksi.monitoring.domain.sheet import YearSheet, year_sheet
from renaksi.monitoring.status import Status
from renaksi.monitoring.views.heat_map import heat_mark, heat_sizes
from renaksi.offices.access import in_office, memberships_of, visible_to
from renaksi.offices.models import Office, OfficeCode
from renaksi.offices.trail import chain_of
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.models import Plan, PlanState
from renaksi.plan.page import years_of
from renaksi.site.todo import area_bars, heat_rows, todo

_CELL = re.compile(r"cell:(\d{1,15})-(\d{1,2})")  # what the trail calls a cell
LAST_MONTH_OF_WRAPPING_UP = 3  # until then what the year before left open is still asked for and reported
FIRST_MONTH_OF_NEXT_PLAN = 11  # decrees are signed from January on; the year's end is the time to prepare the next


@public
def healthy(request: HttpRequest) -> HttpResponse:
    """Says ``sehat`` when the process answers and the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("sehat", content_type="text/plain; charset=utf-8")


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Sends a person to their first office; without one, says whom to ask."""
    for membership in memberships_of(request.user):
        return redirect("office_home", code=membership.office.code)
    return render(request, "site/no_office.html")


@in_office(Right.READ)
def office_home(request: HttpRequest, office: Office) -> HttpResponse:
    """Beranda: what is to be done now; ``tugas`` says whether the reader's own or everybody's."""
    day = today(office.time_zone)
    plan = plan_in_force(office, day.year)
    sheet = with_offers(year_sheet(plan, day)) if plan else None
    if sheet:
        count_soon(sheet)
    below = _below(office, day.year)
    context = {
        "office": office,
        "year": str(day.year),
        "plan": plan,
        "events": _latest_events(request, office, sheet),
        "drafts": open_drafts(office),
        "next_year": _next_year(office, day),
        "left_open": _left_open(office, day),
        "other_years": [] if plan else years_of(office),
        "reads_below": below["below"] and Right.EDIT_DRAFT not in request.rights,  # type: ignore[attr-defined]  # put there by in_office
        **below,
        **(_year(request, sheet) if sheet else {}),
    }
    return render(request, "site/office_home.html", context)


def _year(request: HttpRequest, sheet: YearSheet) -> dict[str, Any]:
    """The plan's year as it stands: what is to be done, how far each area is, the heat map's numbers."""
    user, plan = user_of(request), sheet.plan
    figures = sheet.figures(range(1, 13))
    board = _board(plan)
    reach, carried = reach_of(user, plan), responsible_for(plan)
    may_verify = Right.VERIFY in request.rights  # type: ignore[attr-defined]  # put there by in_office
    whose = request.GET.get("tugas", "")
    return {
        "todo": todo(sheet, carried, reach, user_id=user.pk, whose=whose, may_verify=may_verify),
        "nobody_answers": not (carried.coordinators or carried.implementers),
        "bars": area_bars(sheet.areas, figures),
        "heat": heat_rows(sheet.areas, figures),
        "figures": figures.total,
        "heat_mark": heat_mark(sheet),
        "heat_sizes": heat_sizes(len(sheet.areas)),
        "months": MONTH_SHORT,
        "board": board,
        "cell_base": f"{board}sel/",
        "may_record": reach != NOTHING,
    }


def _below(office: Office, year: int) -> dict[str, int]:
    """How many offices stand below, and how many of them have a plan in force for the year."""
    below = Q(path__startswith=office.path) & ~Q(pk=office.pk)
    adopted = Q(plans__year=year, plans__state=PlanState.ADOPTED)  # at most one a year
    counts: dict[str, int] = Office.objects.filter(below).aggregate(
        below=Count("pk", distinct=True), below_adopted=Count("pk", filter=adopted, distinct=True)
    )
    return counts


def _next_year(office: Office, day: date) -> int | None:
    """The coming year, when it is time to prepare its plan and there is none."""
    if day.month < FIRST_MONTH_OF_NEXT_PLAN or plan_in_force(office, day.year + 1):
        return None
    return day.year + 1


def _left_open(office: Office, day: date) -> dict[str, Any] | None:
    """What the year before left open, early in the year: its board and how many cells stand how; None where nothing waits."""
    plan = plan_in_force(office, day.year - 1) if day.month <= LAST_MONTH_OF_WRAPPING_UP else None
    if plan is None:
        return None
    counts = Counter(status for line in year_sheet(plan, day).lines for status in line.statuses)
    waiting = [(status.value, counts[status]) for status in (Status.RETURNED, Status.LATE, Status.UNPROVEN)]
    waiting = [(key, count) for key, count in waiting if count]
    return {"year": plan.year, "board": _board(plan), "waiting": waiting} if waiting else None


def _latest_events(request: HttpRequest, office: Office, sheet: YearSheet | None) -> list[tuple[AuditEvent, str, str]]:
    """The latest events with their sentences and, for those of a cell of this year's plan, its address."""
    if Right.READ_TRAIL not in request.rights:  # type: ignore[attr-defined]  # put there by in_office
        return []
    latest = AuditEvent.objects.filter(chain=chain_of(office)).order_by("-number")[:6]
    told = told_to(request.user, office, latest)
    return [(event, sentence, _address_of(event, sheet)) for event, sentence, _ in told]


def _address_of(event: AuditEvent, sheet: YearSheet | None) -> str:
    found = _CELL.fullmatch(event.object_id)
    if not found or sheet is None or int(found[1]) not in sheet.by_id:
        return ""
    return f"{_board(sheet.plan)}sel/{found[1]}-{found[2]}/"


def _board(plan: Plan) -> str:
    return reverse("plan_page", kwargs={"code": plan.office.code, "year": plan.year})


@in_office(Right.READ)
def plan_index(request: HttpRequest, office: Office) -> HttpResponse:
    """The office's plans by year, those taken back, and drafts in the making."""
    plans = Plan.objects.filter(office=office).annotate(rows=Count("indicators")).order_by("-year", "-version")
    by_state = {state: [plan for plan in plans if plan.state == state] for state in PlanState.values}
    context = {
        "office": office,
        "plans": by_state[PlanState.ADOPTED],
        "replaced": by_state[PlanState.REPLACED],
        "withdrawn": by_state[PlanState.WITHDRAWN],
        "drafts": open_drafts(office),
    }
    return render(request, "site/plan_index.html", context)


@signed_in
def office_list(request: HttpRequest) -> HttpResponse:
    """The offices the person may read, found by name or code, with the year's plan of each."""
    words, state = request.GET.get("cari", "").strip(), request.GET.get("keadaan", "")
    year = today().year
    in_force = Plan.objects.filter(office=OuterRef("pk"), year=year, state=PlanState.ADOPTED)
    offices = Office.objects.filter(visible_to(request.user, "")).annotate(has_plan=Exists(in_force)).order_by("path")
    for word in words.split():
        coded = OfficeCode.objects.filter(office=OuterRef("pk"), code=word)
        offices = offices.filter(Q(name__icontains=word) | Q(code=word) | Exists(coded))
    if state in {"sudah", "belum"}:
        offices = offices.filter(has_plan=state == "sudah")
    page = Paginator(offices, 50).get_page(request.GET.get("halaman"))
    return render(request, "site/office_list.html", {"page": page, "words": words, "state": state, "year": year})
