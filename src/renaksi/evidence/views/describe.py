"""A piece is described, taken back, put in force again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.evidence.domain.describe import describe_evidence
from renaksi.evidence.domain.withdraw import restore_evidence, withdraw_evidence
from renaksi.evidence.forms import DescribeForm, ReasonForm, day_of
from renaksi.evidence.models import Evidence
from renaksi.evidence.pieces import Piece, pieces_of
from renaksi.evidence.views.browse import find_piece, show_piece
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.access import in_office
from renaksi.offices.models import Office


@in_office(Right.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, office: Office, evidence_id: int) -> HttpResponse:
    """The form of a piece's description; from the picker (``part`` = chip) it answers the piece's line anew."""
    evidence = find_piece(request, office, evidence_id)
    form = DescribeForm.of(evidence, request.POST if request.method == "POST" else None)
    stale = ""
    if request.method == "POST" and form.is_valid():
        try:
            evidence = _described(evidence, form, request)
        except Stale as no:
            stale = no.current
            form = _seen_now(evidence, request)
        except Refused as no:
            form.refuse(no)
        else:
            return _done(request, office, evidence)
    if request.POST.get("part") == "chip":
        return _chip(request, office, Piece(evidence, form=form, stale=stale))
    context = {"office": office, "evidence": evidence, "form": form, "stale": stale}
    return render(request, "evidence/describe.html", context, status=422 if request.method == "POST" else 200)


def _described(evidence: Evidence, form: DescribeForm, request: HttpRequest) -> Evidence:
    given = dict(form.cleaned_data)
    return describe_evidence(evidence=evidence, seen=given.pop("seen"), by=user_of(request), **given)


def _seen_now(evidence: Evidence, request: HttpRequest) -> DescribeForm:
    """What was sent, but what stands now counts as seen: sending it again is then a choice made knowingly."""
    sent = request.POST.copy()
    sent[f"bukti-{evidence.pk}-seen"] = str(Evidence.objects.values_list("version", flat=True).get(pk=evidence.pk))
    return DescribeForm.of(evidence, sent)


def _done(request: HttpRequest, office: Office, evidence: Evidence) -> HttpResponse:
    if request.POST.get("part") == "chip":
        month_on = day_of(request.POST.get("proves_from"), evidence.proves_from)
        return _chip(request, office, pieces_of([evidence], month_on=month_on, forms=True)[0])
    messages.success(request, "Keterangan bukti disimpan.")
    return redirect("evidence_page", code=office.code, evidence_id=evidence.pk)


def _chip(request: HttpRequest, office: Office, piece: Piece) -> HttpResponse:
    return render(request, "evidence/parts/chip.html", {"piece": piece, "code": office.code})


@in_office(Right.RECORD)
@require_POST
def withdraw(request: HttpRequest, office: Office, evidence_id: int) -> HttpResponse:
    """Takes a piece back, with a reason."""
    words = "Bukti ditarik. Bukti ini tidak ditawarkan lagi; yang sudah memakainya diberi tanda."
    return _turn(request, office, evidence_id, withdraw_evidence, words)


@in_office(Right.RECORD)
@require_POST
def restore(request: HttpRequest, office: Office, evidence_id: int) -> HttpResponse:
    """Puts a piece in force again, with a reason."""
    return _turn(request, office, evidence_id, restore_evidence, "Bukti berlaku kembali.")


def _turn(
    request: HttpRequest, office: Office, evidence_id: int, verb: Callable[..., Evidence], words: str
) -> HttpResponse:
    evidence = find_piece(request, office, evidence_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            verb(evidence=evidence, reason=form.cleaned_data["reason"], by=user_of(request))
        except Refused as no:
            form.refuse(no)
        else:
            messages.success(request, words)
            return redirect("evidence_page", code=office.code, evidence_id=evidence_id)
    return show_piece(request, office, evidence, form, status=422)
