"""Penanggung jawab: who coordinates each area and carries out each indicator, given in bulk, with who did before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from renaksi.accounts.access import user_of
from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.people import (
    assign_coordinator,
    assign_implementers,
    end_assignment,
    history_of_people,
    may_assign_in,
    responsible_for,
    serving,
)
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.monitoring.duties import DutyArea, duty_areas, duty_wish, person_loads
from renaksi.monitoring.models import Assignment
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.models import Plan
from renaksi.plan.page import no_plan


@in_office(Right.READ)
def responsible(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """Who answers for what; ``area``, ``orang``, ``cari`` narrow it, ``indikator`` opens one. Sent, it names people (ASSIGN)."""
    plan = plan_in_force(office, year)
    if plan is None:
        return no_plan(request, year)
    if "indikator" in request.GET and request.method != "POST":
        return _one(request, plan)
    shown = _page(request, plan)
    if request.method == "POST":
        try:
            said = _assign(request, plan, shown["areas"], [one for one, _ in shown["members"]])
        except Refused as refusal:
            shown |= _typed(request, shown["areas"]) | {"refusal": refusal}
            return render(request, "monitoring/responsible.html", shown)
        messages.success(request, said)
        return redirect(_back(request, plan))
    return render(request, "monitoring/responsible.html", shown)


@in_office(Right.ASSIGN)
@require_POST
def responsible_end(request: HttpRequest, office: Office, year: int, assignment_id: int) -> HttpResponse:
    """Ends one duty; it stays in the history."""
    plan = plan_in_force(office, year)
    row = get_object_or_404(Assignment.objects.select_related("plan__office", "user"), pk=assignment_id, plan=plan)
    try:
        end_assignment(assignment=row, by=user_of(request))
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, f"Tugas {row.user} diakhiri. Riwayatnya tetap tersimpan.")
    return redirect(_back(request, row.plan))


def _page(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    user, office = user_of(request), plan.office
    carried = responsible_for(plan)
    sheet = year_sheet(plan, today(office.time_zone))
    wish = duty_wish(request.GET, user)
    members = serving(office)
    may = may_assign_in(user, office)
    areas = duty_areas(sheet, carried, wish, may)
    loads = person_loads(sheet, carried, members)
    busy = {each.load.user_id for each in loads}
    return {
        "plan": plan, "wish": wish, "areas": areas, "all_areas": sheet.areas, "loads": loads, "may_assign": may != frozenset(),
        "own_areas": [area for area in sheet.areas if may is not None and area.number in may],
        "members": [(one, Right.RECORD in rights) for one, rights in members.items()],
        "free": [one for one, rights in members.items() if Right.RECORD in rights and one.pk not in busy],
        "carried": len(carried.implementers), "total": len(sheet.lines), "led": len(carried.coordinators),
        "found": sum(len(area.rows) for area in areas), "here": request.get_full_path(),
        "is_ticking": any(area.may and area.rows for area in areas), "ticked": set(),
    }  # fmt: skip


def _one(request: HttpRequest, plan: Plan) -> HttpResponse:
    """One indicator: who carries it out, who coordinates its area, and who did before."""
    rows = plan.indicators.select_related("sub_activity__activity__area")
    indicator = get_object_or_404(rows, pk=_id(request.GET.get("indikator", "")))
    user, area = user_of(request), indicator.sub_activity.activity.area
    may = may_assign_in(user, plan.office)
    history = history_of_people(plan, indicator)
    present = [row for row in history if row.ended_at is None]
    context = {
        "plan": plan, "indicator": indicator, "area": area, "history": history,
        "implementers": [row for row in present if not row.is_coordinator],
        "coordinators": [row for row in present if row.is_coordinator],
        "may": may is None or area.number in may, "back": _back(request, plan),
        "members": [(one, Right.RECORD in rights) for one, rights in serving(plan.office).items()],
    }  # fmt: skip
    is_drawer = request.headers.get("HX-Target") == "laci" and "HX-History-Restore-Request" not in request.headers
    template = "monitoring/responsible_drawer.html" if is_drawer else "monitoring/responsible_one.html"
    return render(request, template, context)


def _assign(request: HttpRequest, plan: Plan, areas: list[DutyArea], members: list[User]) -> str:
    """Does what was asked; gives back the sentence that says so."""
    by, wanted = user_of(request), _id(request.POST.get("user", ""))
    person = next((one for one in members if one.pk == wanted), None)
    if "coordinator" in request.POST:
        if person is None:
            raise Refused("Pilih orang yang akan mengoordinasikan.", code="monitoring.no_people", field="coordinator")
        made = assign_coordinator(plan=plan, area_id=_id(request.POST["coordinator"]), user=person, by=by)
        return f"{person} ditetapkan sebagai koordinator area {made.place}."
    new = assign_implementers(
        plan=plan,
        indicator_ids=_ticked(request, areas),
        users=[person] if person else [],
        replace="replace" in request.POST,
        by=by,
    )
    if not new:
        return f"{person} sudah menjadi pelaksana semua yang ditandai."
    return f"{person} ditetapkan sebagai pelaksana {len(new)} indikator."


def _ticked(request: HttpRequest, areas: list[DutyArea]) -> set[int]:
    """The indicators ticked one by one, and those shown of a whole area or kegiatan ticked."""
    chosen = {_id(value) for value in request.POST.getlist("indicator")}
    whole_areas = {_id(value) for value in request.POST.getlist("area")}
    whole_activities = {_id(value) for value in request.POST.getlist("activity")}
    for area in areas:
        for activity in area.activities:
            if area.area.pk in whole_areas or activity.activity.pk in whole_activities:
                chosen |= {row.line.indicator.pk for row in activity.rows}
    return chosen


def _typed(request: HttpRequest, areas: list[DutyArea]) -> dict[str, Any]:
    """What was sent, for a page that refused it."""
    return {
        "ticked": _ticked(request, areas),
        "chosen": _id(request.POST.get("user", "")),
        "replace": "replace" in request.POST,
        "refused_area": _id(request.POST.get("coordinator", "")),
    }


def _id(text: str) -> int:
    """The key in a parameter; 0, which no row has, for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _back(request: HttpRequest, plan: Plan) -> str:
    """The list with the filter it had."""
    given = request.POST.get("back") or request.GET.get("kembali", "")
    if request.method == "POST" and not given:
        given = request.get_full_path()
    page = reverse("responsible", kwargs={"code": plan.office.code, "year": plan.year})
    is_ours = url_has_allowed_host_and_scheme(given, allowed_hosts=None) and given.startswith(page)
    return given if is_ours and "indikator=" not in given else page
