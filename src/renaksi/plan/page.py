"""What every page of a plan begins with, and the whole page of one not in force: the signed table without states.

The page of the plan in force stands a floor higher, where what was done is known (``plan_page`` in monitoring).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from renaksi.accounts.roles import Right
from renaksi.kernel.months import MONTH_NAMES
from renaksi.offices.models import Office
from renaksi.plan.domain.amend import FormerRow
from renaksi.plan.domain.table import plan_facts, plan_table
from renaksi.plan.head import shown_facts
from renaksi.plan.models import Plan, PlanState
from renaksi.plan.narrow import narrowed, wish_of


def head_context(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """The decree's facts, the corrections' number, the year's versions, the other years, what the user may do. Two queries."""
    facts = plan_facts(plan)
    plans = list(Plan.objects.filter(office=plan.office_id).defer("facts").order_by("-year", "-version"))
    return {
        "plan": plan,
        "facts": facts,
        "head": shown_facts(facts),
        "corrections": plan.corrections.count(),
        "years": [each.year for each in plans if each.state == PlanState.ADOPTED],
        "versions": [each for each in plans if each.year == plan.year],
        "months": list(enumerate(MONTH_NAMES, 1)),
        **may(request, plan),
    }


def former_page(request: HttpRequest, plan: Plan, recorded: Sequence[FormerRow] = ()) -> HttpResponse:
    """A plan taken back or replaced, as the decree prints it; ``area``, ``bulan``, ``cari`` narrow it.

    ``recorded`` lists the rows something had been recorded for when it was replaced.
    """
    table = plan_table(plan)
    wish = wish_of(request.GET)
    shown = narrowed(table, wish)
    base = reverse("plan_page", kwargs={"code": plan.office.code, "year": plan.year})
    context = {
        "recorded": recorded,
        "row_base": f"{base}baris/",
        "row_query": f"?versi={plan.version}",
        "table": shown,
        "wish": wish,
        "areas": table.areas,
        "total": sum(area.span for area in table.areas),
        "found": sum(area.span for area in shown.areas),
        "longest_note": max((len(line.indicator.note) for line in table.lines), default=0),
    }
    return render(request, "plan/page.html", context | head_context(request, plan))


def no_plan(request: HttpRequest, year: int) -> HttpResponse:
    """Says that the year has no plan, and what may be done about it."""
    return render(request, "plan/none.html", {"year": year}, status=404)


def years_of(office: Office) -> list[int]:
    """The years the office has a plan in force for, the latest first."""
    plans = Plan.objects.filter(office=office, state=PlanState.ADOPTED).order_by("-year")
    return list(plans.values_list("year", flat=True))


def may(request: HttpRequest, plan: Plan) -> dict[str, bool]:
    """What the templates offer: a plan taken back or replaced is only looked at."""
    rights = request.rights if plan.state == PlanState.ADOPTED else frozenset()  # type: ignore[attr-defined]  # put there by in_office
    return {"may_correct": Right.CORRECT_PLAN in rights, "may_withdraw": Right.ADOPT_PLAN in rights}
