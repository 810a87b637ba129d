"""Pengguna dari berkas: the form to download, a dry run with every fault at its cell, then all or none."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import ROLES, Right
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.domain.people import import_users
from renaksi.offices.domain.people_list import people_form, read_people
from renaksi.offices.domain.person import Person, areas_words
from renaksi.offices.forms import PeopleFileForm
from renaksi.offices.models import Office
from renaksi.offices.views.people import show_slips

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AGE = 60 * 60


@in_office(Right.MANAGE_USERS)
def import_form(request: HttpRequest, office: Office) -> HttpResponse:
    """The empty form as XLSX."""
    answer = HttpResponse(people_form(office), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="pengguna-{office.code}.xlsx"'
    return answer


@in_office(Right.MANAGE_USERS)
def import_check(request: HttpRequest, office: Office) -> HttpResponse:
    """Reads a filled-in form and shows whom it would bring in, or what is wrong and where. Nothing is written."""
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = read_people(file.read(), office=office)
        except Refused as refusal:
            form.add_error("file", refusal.text)
        else:
            shown |= {"found": found, "file": file.name, "rows": [_shown(person) for person in found.people]}
            if not found.faults:
                packed = [_packed(person) for person in found.people]
                shown["list"] = signing.dumps(packed, salt=_salt(request, office), compress=True)
    return render(request, "offices/import.html", shown)


@in_office(Right.MANAGE_USERS)
@require_POST
def import_apply(request: HttpRequest, office: Office) -> HttpResponse:
    """Brings in the people of the list just checked, and shows their slips once."""
    try:
        packed = signing.loads(request.POST.get("list", ""), salt=_salt(request, office), max_age=_AGE)
        people = [_unpacked(person) for person in packed]
        added = import_users(office=office, people=people, file=request.POST.get("file", "")[:120], by=user_of(request))
    except signing.BadSignature:
        messages.error(request, "Daftar itu sudah tidak berlaku; unggah berkasnya sekali lagi.")
        return redirect("office_import", code=office.code)
    except Refused as refusal:
        messages.error(request, f"Tidak ada yang dimuat. {refusal.text}")
        return redirect("office_import", code=office.code)
    slips = [one.slip for one in added if one.slip]
    if len(slips) < len(added):
        messages.info(request, f"{len(added) - len(slips)} orang sudah punya akun; kata sandinya tetap.")
    return show_slips(request, office, slips)


def _salt(request: HttpRequest, office: Office) -> str:
    """A list checked by one person for one office is no one else's."""
    return f"renaksi.offices.import:{office.pk}:{user_of(request).pk}"


def _packed(person: Person) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(person).items()}


def _unpacked(packed: dict[str, Any]) -> Person:
    days = {name: date.fromisoformat(packed[name]) if packed[name] else None for name in ("since", "until")}
    return Person(**{**packed, "areas": tuple(packed["areas"]), **days})


def _shown(person: Person) -> dict[str, Any]:
    role = ROLES.get(person.role)
    return {"person": person, "role": role.title if role else person.role, "areas": areas_words(person.areas)}
