"""Looking at a draft: while it is read, under review, and afterwards."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from renaksi.accounts.roles import Right
from renaksi.intake.domain.scanning import progress_of
from renaksi.intake.domain.undo import last_change
from renaksi.intake.models import Draft, DraftState
from renaksi.intake.views.address import address_of, number
from renaksi.intake.views.answer import Turn, answer
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
    return answer(request, draft, Turn(address_of(request)))


def _asks_progress(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False)) and request.htmx.target == "keadaan"  # type: ignore[attr-defined]  # set by django-htmx


def _reading(request: HttpRequest, office: Office, draft: Draft) -> HttpResponse:
    waited = (now() - draft.changed_at).total_seconds()
    progress = progress_of(draft.source) if draft.source else None
    context = {"office": office, "draft": draft, "is_slow": waited > SLOW_AFTER, "progress": progress}
    page = "intake/parts/progress.html" if _asks_progress(request) else "intake/reading.html"
    return render(request, page, context)


@in_office(Right.READ)
@require_safe
def others(request: HttpRequest, office: Office, draft_id: UUID) -> HttpResponse:
    """Whether someone else changed the draft since the version the page shows; nothing to say is 204."""
    draft = find_draft(office, draft_id)
    if number(request.GET.get("versi")) == draft.version:
        return HttpResponse(status=204)
    if draft.state != DraftState.REVIEW:
        return HttpResponseClientRedirect(reverse("intake_draft", kwargs={"code": office.code, "draft_id": draft.pk}))
    return render(request, "intake/parts/others.html", {"draft": draft, "change": last_change(draft)})
