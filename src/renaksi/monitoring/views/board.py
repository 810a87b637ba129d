"""The board: the decree's table with the state of every month; the first screen of a plan."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.monitoring.board import Board
from renaksi.monitoring.counting import count_soon
from renaksi.monitoring.domain.carry import former_rows, removed_rows
from renaksi.monitoring.domain.offers import with_offers
from renaksi.monitoring.domain.people import responsible_for
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.monitoring.narrow import LARGEST_ID, board_wish_of
from renaksi.monitoring.status import Status
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.asked import asked_plan
from renaksi.plan.models import Plan, PlanState
from renaksi.plan.narrow import number_in
from renaksi.plan.page import former_page, head_context, no_plan
from renaksi.web.status import STATUSES


@in_office(Right.READ)
def plan_page(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """The board; ``area``, ``orang``, ``bulan``, ``keadaan``, ``cari`` narrow it, ``sel`` opens a cell beside it.

    ``versi`` shows a plan that was taken back or replaced, as it was signed. ``segarkan`` (an indicator's id) gives only what a
    recording changes: that row, its area's figures and the count of signs.
    """
    plan = asked_plan(request, office, year)
    if plan is None:
        return no_plan(request, year)
    if plan.state != PlanState.ADOPTED:
        return former_page(request, plan, former_rows(plan) if plan.state == PlanState.REPLACED else ())
    sheet = with_offers(year_sheet(plan, today(office.time_zone)))
    board = Board(
        sheet,
        responsible_for(plan),
        board_wish_of(request.GET, user_of(request).pk),
    )
    if "segarkan" in request.GET:
        return _changed(request, plan, board)
    count_soon(sheet)
    context = {
        "board": board,
        "wish": board.wish,
        "this_month": board.sheet.this_month,
        "statuses": [(key.value, STATUSES[key]) for key in Status],
        "may_record": Right.RECORD in request.rights,  # type: ignore[attr-defined]  # put there by in_office
        "open_cell": _asked_cell(request, board),
        "removed": removed_rows(plan),
        **_addresses(plan),
    }
    return render(request, "monitoring/board.html", context | head_context(request, plan))


def _changed(request: HttpRequest, plan: Plan, board: Board) -> HttpResponse:
    """One row, its area's figures and the count of signs, as they stand now."""
    line = board.sheet.by_id.get(number_in(request.GET["segarkan"], LARGEST_ID) or 0)
    if line is None:
        raise Http404
    context = {"board": board, "wish": board.wish, "line": line, "area": board.area_of(line), "plan": plan}
    return render(request, "monitoring/board_changed.html", context | _addresses(plan))


def _addresses(plan: Plan) -> dict[str, Any]:
    """What the addresses of rows and cells begin with: made once, not for each of two thousand cells."""
    base = reverse("plan_page", kwargs={"code": plan.office.code, "year": plan.year})
    return {"page_base": base, "cell_base": f"{base}sel/"}


def _asked_cell(request: HttpRequest, board: Board) -> str:
    """The cell ``sel`` asks for as ``id-month``, if the plan has it; else ""."""
    pk, _, month = request.GET.get("sel", "").partition("-")
    number, line = number_in(month, 12), board.sheet.by_id.get(number_in(pk, LARGEST_ID) or 0)
    return f"{line.indicator.pk}-{number}" if line and number else ""
