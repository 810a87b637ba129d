"""Bukti: the list, and one piece with where it is used and what happened to it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.evidence.domain.withdraw import may_turn
from renaksi.evidence.forms import ReasonForm
from renaksi.evidence.listing import choices_of, found_evidence, wish_of
from renaksi.evidence.models import Evidence
from renaksi.evidence.pieces import pieces_of
from renaksi.evidence.visible import evidence_for
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.offices.trail import chain_of

PER_PAGE = 25


@in_office(Right.READ)
@require_safe
def evidence_list(request: HttpRequest, office: Office) -> HttpResponse:
    """Evidence, the latest first; ``cari``, ``jenis``, ``masa``, ``pengunggah``, ``keadaan`` and ``belum`` narrow it."""
    wish = wish_of(request.GET)
    found = found_evidence(evidence_for(request.user, office), wish)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "office": office, "page": page, "wish": wish, "pieces": pieces_of(page.object_list),
        "may_record": Right.RECORD in request.rights,  # type: ignore[attr-defined]  # put there by in_office
    }  # fmt: skip
    return render(request, "evidence/list.html", context | choices_of(office))


@in_office(Right.READ)
@require_safe
def evidence_page(request: HttpRequest, office: Office, evidence_id: int) -> HttpResponse:
    """One piece: facts, picture, where it is used, what is worth a second look, its history."""
    return show_piece(request, office, find_piece(request, office, evidence_id), ReasonForm())


def find_piece(request: HttpRequest, office: Office, evidence_id: int) -> Evidence:
    """The office's piece, or 404: where there is none, or it is closed to who asks."""
    pieces = evidence_for(request.user, office).select_related("office", "uploaded_by", "withdrawn_by")
    return get_object_or_404(pieces, pk=evidence_id)


def show_piece(
    request: HttpRequest, office: Office, evidence: Evidence, reason_form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    """The page of one piece; ``reason_form`` carries a refusal of taking back or restoring."""
    events = AuditEvent.objects.filter(chain=chain_of(office), object_id=f"evidence:{evidence.pk}").order_by("-number")
    context = {
        "office": office, "piece": pieces_of([evidence])[0], "evidence": evidence, "reason_form": reason_form,
        "history": [(event, sentence_of(event)) for event in events],
        "may_record": Right.RECORD in request.rights,  # type: ignore[attr-defined]  # put there by in_office
        "may_turn": may_turn(evidence, user_of(request)),
    }  # fmt: skip
    return render(request, "evidence/page.html", context, status=status)
