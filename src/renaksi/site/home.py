"""The way in: where a person lands, the office's Beranda, its plans by year, and the offices one may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renaksi.accounts.access import public, signed_in
from renaksi.accounts.roles import Right
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.intake.domain.review import open_drafts
from renaksi.kernel.clock import today
from renaksi.offices.access import in_office, memberships_of, visible_to
from renaksi.offices.models import Office, OfficeCode
from renaksi.offices.trail import chain_of
from renaksi.plan.domain.table import AreaGroup, PlanTable, plan_in_force, plan_table
from renaksi.plan.models import Indicator, Plan, PlanState

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


@dataclass(frozen=True, slots=True)
class AreaThisMonth:
    """An area of the plan in force with its indicators of one month."""

    place: int  # counted from 1, as the plan page's filter takes it
    group: AreaGroup
    due: list[Indicator]


def due_in(table: PlanTable, month: int) -> list[AreaThisMonth]:
    """What the decree asks for in a month, area by area; areas without anything due keep their row."""
    return [
        AreaThisMonth(place, area, [
            indicator
            for activity in area.activities
            for sub_activity in activity.sub_activities
            for indicator in sub_activity.indicators
            if month in indicator.months
        ])
        for place, area in enumerate(table.areas, 1)
    ]  # fmt: skip


@in_office(Right.READ)
def office_home(request: HttpRequest, office: Office) -> HttpResponse:
    """Beranda: what is to be done now."""
    day = today(office.time_zone)
    plan = plan_in_force(office, day.year)
    areas = due_in(plan_table(plan), day.month) if plan else []
    context = {
        "office": office,
        "year": str(day.year),
        "plan": plan,
        "drafts": open_drafts(office),
        "areas": areas,
        "due": sum(len(area.due) for area in areas),
        "total": sum(area.group.span for area in areas),
        "next_year": _next_year(office, day),
        "events": _latest_events(request, office),
        "only_reads": Right.EDIT_DRAFT not in request.rights,  # type: ignore[attr-defined]  # put there by in_office
        **_below(office, day.year),
    }
    return render(request, "site/office_home.html", context)


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


def _latest_events(request: HttpRequest, office: Office) -> list[tuple[AuditEvent, str]]:
    if Right.READ_TRAIL not in request.rights:  # type: ignore[attr-defined]  # put there by in_office
        return []
    latest = AuditEvent.objects.filter(chain=chain_of(office)).order_by("-number")[:6]
    return [(event, sentence_of(event)) for event in latest]


@in_office(Right.READ)
def plan_index(request: HttpRequest, office: Office) -> HttpResponse:
    """The office's plans by year, those taken back, and drafts in the making."""
    plans = Plan.objects.filter(office=office).annotate(rows=Count("indicators")).order_by("-year", "-version")
    by_state = {state: [plan for plan in plans if plan.state == state] for state in PlanState.values}
    context = {
        "office": office,
        "plans": by_state[PlanState.ADOPTED],
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
