"""Pegawai dari berkas: the form to download, a dry run with every fault at its cell, then all or none; and the list as XLSX."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import parse_day
from renaksi.offices.access import in_office
from renaksi.offices.domain.staff_import import import_staff
from renaksi.offices.domain.staff_plan import plan_staff
from renaksi.offices.domain.staff_wholes import serving, tenures_on
from renaksi.offices.models import Office
from renaksi.offices.staff_forms import StaffFileForm
from renaksi.offices.staff_sheet import StaffLine, read_staff, staff_book, staff_form
from renaksi.offices.views.people_list import XLSX

_AGE = 60 * 60
_MOST_TOLD = 200  # problems shown at a time


@in_office(Right.EDIT_OFFICE)
def form_file(request: HttpRequest, office: Office) -> HttpResponse:
    """The empty form as XLSX."""
    return _xlsx(staff_form(office), f"formulir-pegawai-{office.code}.xlsx")


@in_office(Right.EDIT_OFFICE)
def export(request: HttpRequest, office: Office) -> HttpResponse:
    """Who serves on the day (``per``; today) with their posts, in the columns of the form; NIP whole, hence for writers alone."""
    day = parse_day(request.GET.get("per", "").strip()[:40]) or today(office.time_zone)
    content = staff_book(office, serving(office, day).select_related("user"), list(tenures_on(office, day)))
    return _xlsx(content, f"pegawai-{office.code}-{day.isoformat()}.xlsx")


@in_office(Right.EDIT_OFFICE)
def import_check(request: HttpRequest, office: Office) -> HttpResponse:
    """Reads a filled-in list and shows what it would change, or what is wrong and where. Nothing is written."""
    form = StaffFileForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            shown |= {"file": file.name, **_checked(request, office, file)}
        except Refused as refusal:
            form.add_error("file", refusal.text)
    return render(request, "offices/staff_import.html", shown)


def _checked(request: HttpRequest, office: Office, file: Any) -> dict[str, Any]:
    """The plan of the list; it is sent along, signed, only where nothing is wrong and something changes."""
    lines, problems, unknown = read_staff(file)
    bad = {problem.line for problem in problems}
    plan = plan_staff([line for line in lines if line.line not in bad], office=office, on=today(office.time_zone))
    told = sorted([*problems, *plan.problems], key=lambda problem: problem.line)
    shown: dict[str, Any] = {"plan": plan, "problems": told[:_MOST_TOLD], "wrong": len(told), "unknown": unknown}
    if not told:
        shown["changing"] = [change for change in plan.changes if not change.is_same]
        shown["same"] = len(plan.changes) - len(shown["changing"])
        packed = [line.packed() for line in lines]
        shown["list"] = signing.dumps(packed, salt=_salt(request, office), compress=True) if shown["changing"] else ""
    return shown


@in_office(Right.EDIT_OFFICE)
@require_POST
def import_apply(request: HttpRequest, office: Office) -> HttpResponse:
    """Takes in the list just checked."""
    try:
        packed = signing.loads(request.POST.get("list", ""), salt=_salt(request, office), max_age=_AGE)
        lines = [StaffLine.unpacked(one) for one in packed]
        plan = import_staff(office=office, lines=lines, file=request.POST.get("file", "")[:120], by=user_of(request))
    except signing.BadSignature:
        messages.error(request, "Daftar itu sudah tidak berlaku; unggah berkasnya sekali lagi.")
        return redirect("person_import", code=office.code)
    except Refused as refusal:
        messages.error(request, f"Tidak ada yang dimuat. {refusal.text}")
        return redirect("person_import", code=office.code)
    changed = sum(not change.is_same for change in plan.changes)
    messages.success(request, f"{changed} baris dimuat.")
    return redirect("person_list", code=office.code)


def _salt(request: HttpRequest, office: Office) -> str:
    """A list checked by one person for one office is no one else's."""
    return f"renaksi.offices.staff:{office.pk}:{user_of(request).pk}"


def _xlsx(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
