"""Handing out the pages of a draft's file as pictures."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from renaksi.accounts.roles import Right
from renaksi.intake.domain.pages import page_picture
from renaksi.intake.domain.scanning import is_turned
from renaksi.intake.models import SourceFile
from renaksi.intake.views.finding import find_draft
from renaksi.offices.access import in_office
from renaksi.offices.models import Office

_HEADERS = {
    "Cache-Control": "private, max-age=604800, immutable",  # a file kept by its content never changes
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@in_office(Right.READ)
@require_safe
def page(request: HttpRequest, office: Office, draft_id: UUID, page: int) -> FileResponse:
    """A page of the file the draft was read from, upright and straight as it was read; 404 where there is none.

    ``?balik=1`` turns a page by half that the file has upside down; a page that was read as such is turned without it.
    ``?awal=1`` gives it as it lies in the file, and sooner.
    """
    draft = find_draft(office, draft_id)
    picture = _picture(request, draft.source, page) if draft.source else None
    if picture is None:
        raise Http404
    return FileResponse(picture.open("rb"), content_type="image/webp", headers=dict(_HEADERS))


def _picture(request: HttpRequest, source: SourceFile, page: int) -> Path | None:
    if request.GET.get("awal") == "1":
        return page_picture(source, page, as_it_lies=True)
    return page_picture(source, page, is_turned=request.GET.get("balik") == "1" or is_turned(source, page))
