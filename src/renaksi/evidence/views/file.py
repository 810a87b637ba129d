"""The kept file as a download, never shown in the page; and its small picture."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renaksi.accounts.roles import Right
from renaksi.evidence.domain.preview import preview_path
from renaksi.evidence.domain.store import open_content
from renaksi.evidence.models import Evidence
from renaksi.evidence.views.browse import find_piece
from renaksi.offices.access import in_office
from renaksi.offices.models import Office

_SAFE_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


@in_office(Right.READ)
@require_safe
def evidence_file(request: HttpRequest, office: Office, evidence_id: int) -> HttpResponseBase:
    """The file as it was received, streamed, always as an attachment under its own name. A link leads to its page."""
    evidence = find_piece(office, evidence_id)
    if evidence.is_link:
        raise Http404
    try:
        content = open_content(evidence.sha256)
    except OSError:
        return _missing(request, evidence)
    return FileResponse(
        content,
        as_attachment=True,
        filename=evidence.name,
        content_type=evidence.content_type,
        headers=dict(_SAFE_HEADERS),
    )


@in_office(Right.READ)
@require_safe
def evidence_preview(request: HttpRequest, office: Office, evidence_id: int) -> HttpResponseBase:
    """The small picture drawn of it; 404 while there is none."""
    evidence = find_piece(office, evidence_id)
    headers: dict[str, Any] = _SAFE_HEADERS | {"Cache-Control": "private, max-age=3600"}
    if not evidence.sha256:
        raise Http404
    try:
        return FileResponse(preview_path(evidence.sha256).open("rb"), content_type="image/png", headers=headers)
    except OSError:
        raise Http404 from None


def _missing(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    return render(request, "evidence/missing.html", {"evidence": evidence}, status=404)
