"""What the views of the year begin with: the plan in force, an indicator of it, the office's day, and whether one may record."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.monitoring.access import reach_of
from renaksi.offices.access import areas_with
from renaksi.offices.models import Office
from renaksi.plan.domain.amend import continued
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.models import Indicator, Plan


def found_plan(office: Office, year: int) -> Plan:
    """The office's plan in force for the year, or 404."""
    plan = plan_in_force(office, year)
    if plan is None:
        raise Http404
    return plan


def found_indicator(plan: Plan, pk: int, month: int) -> Indicator:
    """An indicator of the plan with everything above it, or 404; 404 too for a month outside the year.

    An address from before an amendment leads to the row that continues the old one: nothing typed there is lost.
    """
    checked_month(month)
    rows = Indicator.objects.select_related("plan__office", "sub_activity__activity__area").filter(plan=plan)
    return rows.filter(pk=pk).first() or get_object_or_404(rows, pk=continued(plan, pk))


def checked_month(month: int) -> int:
    """The month, or 404 for none of the year."""
    if not 1 <= month <= 12:
        raise Http404
    return month


def office_day(office: Office) -> date:
    """Today where the office is."""
    return today(office.time_zone)


def why_not_recorded(request: HttpRequest, indicator: Indicator) -> str:
    """Why the person may not record the indicator, in one sentence; "" where they may."""
    if Right.RECORD not in request.rights:  # type: ignore[attr-defined]  # put there by in_office
        return "Anda dapat membaca catatan ini, tetapi tidak berwenang mengisinya."
    area = indicator.sub_activity.activity.area
    if reach_of(user_of(request), indicator.plan).covers(indicator, area):
        return ""
    numbers = sorted(areas_with(user_of(request), indicator.plan.office, Right.RECORD) or ())
    return (
        f"Anda mencatat untuk area {', '.join(map(str, numbers))}; indikator ini di area {area.number or 'tanpa nomor'}. "
        "Mintalah penanggung jawabnya mencatat, atau minta ditetapkan sebagai pelaksananya."
    )
