"""Batas waktu: how long things may take here, where that stands, and its changes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.calendars.domain.limits import end_limit, history_of, limits_in_force, set_limit
from renaksi.calendars.domain.redate import limit_among
from renaksi.calendars.domain.scope import scope_of
from renaksi.calendars.forms import EndLimitForm, LimitForm
from renaksi.calendars.models import Limit
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.models import Office


@in_office(Right.READ)
def limits(request: HttpRequest, office: Office) -> HttpResponse:
    """Every limit in force today, with its rule."""
    rows = limits_in_force(office, today(office.time_zone))
    return render(request, "calendars/limits.html", {"rows": rows})


@in_office(Right.READ)
def limit(request: HttpRequest, office: Office, key: str) -> HttpResponse:
    """One limit: what is in force, what was and what will be."""
    rows = _known(office, key)
    current = limit_among(rows, office.pk, today(office.time_zone))
    shown = {"rows": rows, "current": current, "title": (current or rows[0]).title, "key": key, "end": EndLimitForm()}
    return render(request, "calendars/limit.html", shown)


@in_office(Right.EDIT_OFFICE)
def change(request: HttpRequest, office: Office, key: str) -> HttpResponse:
    """Says how long it may take from a day on: KPU RI for all, another office for itself."""
    rows, day = _known(office, key), today(office.time_zone)
    shown = limit_among(rows, office.pk, day) or rows[0]
    form = LimitForm(request.POST) if request.method == "POST" else LimitForm.of(shown, office, day)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        seen = (given.pop("seen_id"), given.pop("seen"))
        try:
            set_limit(office=office, key=key, seen=seen, by=user_of(request), **given)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Batas waktu disimpan; hitungan yang masih berjalan sudah disesuaikan.")
            return redirect("limit", code=office.code, key=key)
    context = {"form": form, "current": shown, "key": key, "is_national": scope_of(office) is None}
    return render(request, "calendars/limit_change.html", context)


@in_office(Right.EDIT_OFFICE)
@require_POST
def end(request: HttpRequest, office: Office, key: str) -> HttpResponse:
    """Ends the office's own limit: the nation's holds again."""
    rows = _known(office, key)
    own = next((row for row in rows if row.office_id == office.pk and row.until is None), None)
    form = EndLimitForm(request.POST)
    if own is None:
        messages.error(request, "Satuan kerja ini tidak mempunyai batas waktu sendiri untuk itu.")
    elif not form.is_valid():
        messages.error(request, "Isi hari terakhir dan alasannya.")
    else:
        try:
            end_limit(limit=own, office=office, by=user_of(request), **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, refusal.text)
        else:
            messages.success(request, "Batas waktu sendiri diakhiri; sesudah itu batas nasional berlaku.")
    return redirect("limit", code=office.code, key=key)


def _known(office: Office, key: str) -> list[Limit]:
    """All limits of the key the office has or had; an unknown key answers 404."""
    rows = history_of(key, office)
    if not rows:
        raise Http404
    return rows
