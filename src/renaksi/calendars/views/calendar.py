"""Kalender: the year's working days, the list of days off, and their changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.calendars.decrees import decree_of
from renaksi.calendars.domain.holidays import (
    FIRST_YEAR,
    LAST_YEAR,
    add_holiday,
    change_holiday,
    switch_holiday,
    verify_year,
)
from renaksi.calendars.domain.scope import scope_of
from renaksi.calendars.forms import HolidayChangeForm, HolidayForm
from renaksi.calendars.models import Holiday
from renaksi.calendars.year import WEEKDAYS, months_of, summary_of
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.models import Office


@in_office(Right.READ)
def index(request: HttpRequest, office: Office) -> HttpResponse:
    """The calendar of this year."""
    return redirect("calendar_year", code=office.code, year=today(office.time_zone).year)


@in_office(Right.READ)
def year(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """The year by month, and every day off with where it comes from. Two queries, however many days."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    rows = list(_seen_by(office).filter(day__year=year))
    holding = [row for row in rows if row.is_active]
    months = months_of(year, holding, today(office.time_zone))
    is_national = scope_of(office) is None
    decree = decree_of(year)
    unverified = [row for row in rows if row.is_unverified and row.office_id is None and row.source in {decree, ""}]
    shown: dict[str, Any] = {
        "year": year, "rows": rows, "months": months, "weekdays": WEEKDAYS, "summary": summary_of(months, holding),
        "known": any(row.office_id is None for row in rows), "is_national": is_national, "unverified": unverified,
        "decree": decree,
        "before": year - 1 if year > FIRST_YEAR else 0, "after": year + 1 if year < LAST_YEAR else 0,
        "own": {row.pk for row in rows if (row.office_id is None) == is_national},
    }  # fmt: skip
    return render(request, "calendars/year.html", shown)


@in_office(Right.EDIT_OFFICE)
@require_POST
def verify(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """Says that the nation's days off of the year were held against the decree."""
    try:
        marked = verify_year(office=office, year=year, source=request.POST.get("source", ""), by=user_of(request))
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, f"{marked} hari libur {year} ditandai terverifikasi.")
    return redirect("calendar_year", code=office.code, year=year)


@in_office(Right.EDIT_OFFICE)
def add(request: HttpRequest, office: Office) -> HttpResponse:
    """Adds a day off: KPU RI for all, another office for itself."""
    form = HolidayForm(request.POST or None, office=office)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_holiday(office=office, by=user_of(request), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{row.name} ditambahkan; batas waktu yang masih berjalan sudah dihitung ulang.")
            return redirect("calendar_year", code=office.code, year=row.day.year)
    return render(request, "calendars/holiday.html", {"form": form, "is_national": scope_of(office) is None})


@in_office(Right.EDIT_OFFICE)
def change(request: HttpRequest, office: Office, holiday_id: int) -> HttpResponse:
    """Changes one of the office's own days off."""
    row = _own(office, holiday_id)
    form = (
        HolidayChangeForm(request.POST, office=office)
        if request.method == "POST"
        else HolidayChangeForm.of(row, office)
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = change_holiday(holiday=row, office=office, by=user_of(request), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{row.name} disimpan; batas waktu yang masih berjalan sudah dihitung ulang.")
            return redirect("calendar_year", code=office.code, year=row.day.year)
    shown = {"form": form, "row": row, "is_national": row.office_id is None}
    return render(request, "calendars/holiday.html", shown)


@in_office(Right.EDIT_OFFICE)
@require_POST
def switch(request: HttpRequest, office: Office, holiday_id: int) -> HttpResponse:
    """Lets one of the office's own days off count no more, or again."""
    row = _own(office, holiday_id)
    try:
        row = switch_holiday(
            holiday=row, office=office, is_active=request.POST.get("berlaku") == "1", by=user_of(request),
            reason=request.POST.get("reason", ""),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, refusal.text)
        return redirect("holiday_change", code=office.code, holiday_id=holiday_id)
    state = "berlaku lagi" if row.is_active else "tidak berlaku lagi"
    messages.success(request, f"{row.name} {state}; batas waktu yang masih berjalan sudah dihitung ulang.")
    return redirect("calendar_year", code=office.code, year=row.day.year)


def _seen_by(office: Office) -> QuerySet[Holiday]:
    """The nation's days off, which everyone sees, and the office's own."""
    return Holiday.objects.filter(Q(office__isnull=True) | Q(office=office))


def _own(office: Office, holiday_id: int) -> Holiday:
    """The office's own day off; another's is not there."""
    return get_object_or_404(Holiday.objects.filter(office=scope_of(office)), pk=holiday_id)
