"""Evidence comes in by its own page or by the picker of another; and what is there already is offered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.evidence.chosen import still_chosen, take_chosen
from renaksi.evidence.forms import PeriodForm, day_of
from renaksi.evidence.models import Evidence, EvidenceKind, EvidenceState
from renaksi.evidence.pieces import offered, pieces_of
from renaksi.evidence.visible import evidence_for
from renaksi.kernel.clock import today
from renaksi.kernel.period import Period
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.models import Office

AT_ONCE = 20
"""Pieces offered to a search."""


@in_office(Right.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, office: Office) -> HttpResponse:
    """The page to add evidence; to the picker (``part`` = chip) it answers one piece or one refusal as a list's line."""
    if request.method == "POST" and request.POST.get("part") == "chip":
        return _chip_of_new(request, office)
    form = PeriodForm(request.POST or None, initial=_this_month(office))
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            pieces = take_chosen(request, office, by=user_of(request), **form.cleaned_data)
        except Refused as no:
            error = no.text
            if no.field in form.fields:
                form.refuse(no)
        else:
            if pieces:
                return _kept(request, office, pieces)
            error = "Pilih berkasnya, atau tulis alamat tautannya."
    return _page(request, office, form, error)


@in_office(Right.RECORD)
@require_safe
def choose(request: HttpRequest, office: Office) -> HttpResponse:
    """For the picker: what a search finds (``cari_bukti``), those that prove ``dari`` to ``sampai`` first; or one (``bukti``)."""
    if not request.headers.get("HX-Request"):
        return redirect("evidence_list", code=office.code)
    this = _this_month(office)
    begin = day_of(request.GET.get("dari"), this["proves_from"])
    if wanted := request.GET.get("bukti", ""):
        return _chip(request, office, get_object_or_404(_active(request, office), pk=_number(wanted)), begin)
    end = day_of(request.GET.get("sampai"), this["proves_until"])
    text = request.GET.get("cari_bukti", "").replace("\0", "")[:200].strip()
    found = offered(office, user=request.user, proves_from=begin, proves_until=end, text=text)
    pieces = pieces_of(found[:AT_ONCE], month_on=begin)
    more = found.count() - len(pieces) if len(pieces) == AT_ONCE else 0
    return render(
        request, "evidence/parts/found.html", {"offered": pieces, "text": text, "more": more, "code": office.code}
    )


def _chip_of_new(request: HttpRequest, office: Office) -> HttpResponse:
    this = _this_month(office)
    begin = day_of(request.POST.get("proves_from"), this["proves_from"])
    end = day_of(request.POST.get("proves_until"), this["proves_until"])
    kind = request.POST.get("kind", "")
    try:
        pieces = take_chosen(
            request, office, by=user_of(request), proves_from=begin, proves_until=max(begin, end),
            title=request.POST.get("title", ""), kind=kind if kind in EvidenceKind.values else "",
        )  # fmt: skip
    except Refused as no:
        return _refusal(request, no)
    if not pieces:
        return _refusal(request, Refused("Tidak ada berkas yang sampai. Pilih lagi berkasnya.", code="evidence.none"))
    return _chip(request, office, pieces[0], begin)


def _chip(request: HttpRequest, office: Office, evidence: Evidence, month_on: date) -> HttpResponse:
    piece = pieces_of([evidence], month_on=month_on, forms=True)[0]
    return render(request, "evidence/parts/chip.html", {"piece": piece, "code": office.code})


def _refusal(request: HttpRequest, no: Refused) -> HttpResponse:
    """200: the line takes the place of the one that was on its way."""
    name, _, sentence = no.text.partition(": ") if no.field == "file" else ("Tautan ini tidak disimpan", "", no.text)
    return render(request, "evidence/parts/refused.html", {"name": name, "sentence": sentence or name})


def _kept(request: HttpRequest, office: Office, pieces: list[Evidence]) -> HttpResponse:
    if len(pieces) == 1:
        there = "Isi ini sudah pernah disimpan; inilah buktinya."
        messages.success(request, there if pieces[0].was_there else "Bukti tersimpan. Periksa judul dan tanggalnya.")
        return redirect("evidence_page", code=office.code, evidence_id=pieces[0].pk)
    messages.success(request, f"{len(pieces)} bukti tersimpan.")
    return redirect("evidence_list", code=office.code)


def _page(request: HttpRequest, office: Office, form: PeriodForm, error: str) -> HttpResponse:
    this = _this_month(office)
    given = getattr(form, "cleaned_data", {})
    context: dict[str, Any] = {
        "form": form, "error": error, "chosen": still_chosen(request, office) if request.method == "POST" else [],
        "proves_from": given.get("proves_from") or this["proves_from"],
        "proves_until": given.get("proves_until") or this["proves_until"],
        "link_url": request.POST.get("link_url", ""), "office": office,
        "megabytes": settings.RENAKSI_MAX_UPLOAD // (1024 * 1024), "back": reverse("evidence_list", kwargs={"code": office.code}),
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "evidence/upload.html", context, status=status)


def _this_month(office: Office) -> dict[str, date]:
    day = today(office.time_zone)
    month = Period(day.year, day.month, day.month)
    return {"proves_from": month.starts_on, "proves_until": month.ends_on}


def _active(request: HttpRequest, office: Office) -> Any:
    return evidence_for(request.user, office).filter(state=EvidenceState.ACTIVE)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
