"""Finding a draft by its address."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from renaksi.intake.models import Draft
from renaksi.offices.models import Office


def find_draft(office: Office, draft_id: UUID) -> Draft:
    """The office's draft, with its file and plan; 404 for another office's."""
    draft = Draft.objects.select_related("source", "plan", "office").filter(office=office, pk=draft_id).first()
    if draft is None:
        raise Http404
    return draft
