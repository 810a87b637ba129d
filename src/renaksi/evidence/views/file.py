"""The kept file as a download, never shown in the page; and its small picture."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renaksi.accounts.roles import Right
from renaksi.evidence.domain.preview import DRAWN_TYPES, ask_preview, preview_path, small_path
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
_BLANK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="160" height="160" fill="none" stroke="#8f867c" '
    'stroke-width="1"><path d="M7 4h7l3 3v13H7zM14 4v3h3"/></svg>'
)


@in_office(Right.READ)
@require_safe
def evidence_file(request: HttpRequest, office: Office, evidence_id: int) -> HttpResponseBase:
    """The file as it was received, streamed, always as an attachment under its own name. A link leads to its page."""
    evidence = find_piece(request, office, evidence_id)
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
    """The picture drawn of it, for lists a small one (``kecil``); while it is drawn, a blank one in its place.

    404 for what no picture is drawn of.
    """
    evidence = find_piece(request, office, evidence_id)
    headers: dict[str, Any] = _SAFE_HEADERS | {"Cache-Control": "private, max-age=3600"}
    if evidence.content_type not in DRAWN_TYPES:
        raise Http404
    find_picture = small_path if "kecil" in request.GET else preview_path
    try:
        return FileResponse(find_picture(evidence.sha256).open("rb"), content_type="image/png", headers=headers)
    except OSError:
        ask_preview(evidence.sha256)
        waiting = _SAFE_HEADERS | {"Cache-Control": "no-store"}
        return HttpResponse(_BLANK, content_type="image/svg+xml", headers=waiting)


def _missing(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    return render(request, "evidence/missing.html", {"evidence": evidence}, status=404)
