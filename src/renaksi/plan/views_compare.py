"""The screen that compares a plan with another: what is missing, what is extra, what was changed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.asked import asked_plan
from renaksi.plan.compare import compare_known, compare_rows
from renaksi.plan.differences import KIND_TITLES, SIDE_TITLES
from renaksi.plan.domain.amend import kept_pairs
from renaksi.plan.domain.others import Other, choices_for, other_named
from renaksi.plan.domain.table import plan_rows
from renaksi.plan.listing import listed
from renaksi.plan.models import Plan


@in_office(Right.READ)
def plan_compare(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """``dengan`` names the other plan, ``versi`` this one's version; ``jenis`` and ``semua`` narrow the list."""
    plan = asked_plan(request, office, year)
    if plan is None:
        raise Http404
    user, name = user_of(request), request.GET.get("dengan", "")
    other = other_named(plan, name, user) if name else None
    if name and other is None:
        raise Http404
    context: dict[str, Any] = {"plan": plan, "choices": choices_for(plan, user), "asked": name, "other": other}
    if other:
        context |= _compared(request, plan, other)
    return render(request, "plan/compare.html", context)


def _compared(request: HttpRequest, plan: Plan, other: Other) -> dict[str, Any]:
    """The older of two versions or years stands left; another office's plan and the template too, as that to be measured by."""
    this = f"Versi {plan.version}" if other.plan and other.plan.year == plan.year else f"Tahun {plan.year}"
    is_own = other.is_older or other.is_newer
    this_words = f"{this}, nomor {plan.number or 'belum diisi'}" if is_own else plan.office.name
    own, others = plan_rows(plan), other.rows
    titles = KIND_TITLES if is_own else SIDE_TITLES
    sides = (own, others) if other.is_newer else (others, own)
    known = _known_pairs(plan, other)
    comparison = compare_known(*sides, known) if known else compare_rows(*sides)
    names = (this_words, other.words) if other.is_newer else (other.words, this_words)
    query = {"dengan": other.name} | ({"versi": request.GET["versi"]} if "versi" in request.GET else {})
    return {
        "listing": listed(request.GET, comparison, titles, lambda difference: ""),
        "old_name": names[0],
        "new_name": names[1],
        "is_own": is_own,
        "compared_query": f"{urlencode(query)}&",
        "doubtful": len(comparison.asked),
    }


def _known_pairs(plan: Plan, other: Other) -> dict[int, int]:
    """What was decided about the rows of two versions of one year when the older was amended; nothing for other plans."""
    if other.plan is None or (other.plan.office_id, other.plan.year) != (plan.office_id, plan.year):
        return {}
    return kept_pairs(plan, other.plan) if other.is_newer else kept_pairs(other.plan, plan)
