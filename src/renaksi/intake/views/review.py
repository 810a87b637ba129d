"""Looking at a draft: while it is read, under review, and afterwards."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.intake.domain.pages import has_pages
from renaksi.intake.domain.scanning import is_turned, latest_page, progress_of
from renaksi.intake.domain.undo import last_change
from renaksi.intake.domain.watch import keep_watch, others_at
from renaksi.intake.models import Draft, DraftState
from renaksi.intake.views.address import address_of, number
from renaksi.intake.views.answer import Turn, answer, marks_of
from renaksi.intake.views.finding import find_draft
from renaksi.kernel.clock import now
from renaksi.offices.access import in_office
from renaksi.offices.models import Office

SLOW_AFTER = 20
"""Seconds after which a reading that has not come is said to be slow."""


@in_office(Right.READ)
@require_safe
def draft_page(request: HttpRequest, office: Office, draft_id: UUID) -> HttpResponse:
    """The draft: how far its reading is, why it failed, or its review."""
    draft = find_draft(office, draft_id)
    if _asks_progress(request) and draft.state != DraftState.READING:
        return HttpResponseClientRedirect(request.path)
    if draft.state in (DraftState.READING, DraftState.FAILED):
        return _reading(request, office, draft)
    if not getattr(request, "htmx", False):
        _note_presence(request, draft)
    return answer(request, draft, Turn(address_of(request)))


def _note_presence(request: HttpRequest, draft: Draft) -> None:
    """Those who may only read are not at work on it."""
    rights: frozenset[Right] = getattr(request, "rights", frozenset())
    if draft.state == DraftState.REVIEW and Right.EDIT_DRAFT in rights:
        keep_watch(draft, user_of(request))


def _asks_progress(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False)) and request.htmx.target == "keadaan"  # type: ignore[attr-defined]  # set by django-htmx


def _reading(request: HttpRequest, office: Office, draft: Draft) -> HttpResponse:
    waited = (now() - draft.changed_at).total_seconds()
    context = {"office": office, "draft": draft, "is_slow": waited > SLOW_AFTER}
    if draft.source and draft.state == DraftState.READING:
        context |= {
            "progress": progress_of(draft.source),
            "latest": latest_page(draft.source),
            "has_pages": has_pages(draft.source),
            "is_turned": is_turned(draft.source, 1),
        }
    page = "intake/parts/progress.html" if _asks_progress(request) else "intake/reading.html"
    return render(request, page, context)


@in_office(Right.READ)
@require_safe
def others(request: HttpRequest, office: Office, draft_id: UUID) -> HttpResponse:
    """Who else is at the draft, and whether it was changed since the version the page shows (``versi``).

    204 where nothing is new since what was told last (``kini`` = the version, ``siapa`` = the people).
    """
    draft = find_draft(office, draft_id)
    if draft.state != DraftState.REVIEW:
        return HttpResponseClientRedirect(reverse("intake_draft", kwargs={"code": office.code, "draft_id": draft.pk}))
    _note_presence(request, draft)
    shown = number(request.GET.get("versi"))
    told = number(request.GET.get("kini", request.GET.get("versi")))
    people = others_at(draft, user_of(request))
    if told == draft.version and request.GET.get("siapa", "") == marks_of(people):
        return HttpResponse(status=204)
    context = {"office": office, "draft": draft, "shown": shown, "people": people, "marks": marks_of(people)}
    return render(request, "intake/parts/others.html", context | {"change": last_change(draft)})
