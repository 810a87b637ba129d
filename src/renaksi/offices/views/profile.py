"""Profil: what is on the office's papers, and its codes."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.domain.codes import date_code
from renaksi.offices.domain.profile import FIELDS, StaleProfile, profile_on, profiles_of, set_profile
from renaksi.offices.forms import CodeForm, ProfileForm
from renaksi.offices.models import Office, OfficeCode


@in_office(Right.READ)
def profile(request: HttpRequest, office: Office) -> HttpResponse:
    """The profile in force, those before and to come, the codes and the parents over time."""
    shown = {
        "profile": profile_on(office, today(office.time_zone)),
        "profiles": profiles_of(office),
        "codes": office.codes.all(),
        "parents": office.parents.select_related("parent"),
    }
    return render(request, "offices/profile.html", shown)


@in_office(Right.EDIT_OFFICE)
def profile_edit(request: HttpRequest, office: Office) -> HttpResponse:
    """Says what is on the papers from a day on."""
    current = profile_on(office, today(office.time_zone))
    typed = request.POST.copy()
    form = ProfileForm(typed) if request.method == "POST" else ProfileForm.of(current, office)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            set_profile(
                office=office, since=given["since"], by=user_of(request), seen=_moment(given["seen"]),
                **{name: given[name] for name in FIELDS},
            )  # fmt: skip
        except StaleProfile as stale:
            current = stale.current
            typed["seen"] = current.saved_at.isoformat()  # sent once more it is meant
            form.refuse(stale)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Profil disimpan.")
            return redirect("office_profile", code=office.code)
    return render(request, "offices/profile_edit.html", {"form": form, "current": current})


@in_office(Right.EDIT_OFFICE)
def code_edit(request: HttpRequest, office: Office, own: str) -> HttpResponse:
    """Sets from when until when the office used one of its codes."""
    row = get_object_or_404(OfficeCode, office=office, code=own)
    form = CodeForm(request.POST or None, initial={"since": row.since, "until": row.until})
    if request.method == "POST" and form.is_valid():
        try:
            date_code(office=office, code=own, by=user_of(request), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Masa pakai kode {own} disimpan.")
            return redirect("office_profile", code=office.code)
    return render(request, "offices/code_edit.html", {"form": form, "row": row})


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
