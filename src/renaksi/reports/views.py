"""Papers as downloads."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from renaksi.accounts.roles import Right
from renaksi.intake.models import Draft, DraftState
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.asked import asked_plan
from renaksi.reports.decree.issue import FORMATS, issue_decree, issue_draft


@in_office(Right.READ)
def decree_file(request: HttpRequest, office: Office, year: int, file_format: str) -> HttpResponse:
    """The decree of the year's plan in one of its formats; ``salinan`` certifies a copy, ``versi`` asks for one taken back.

    A PDF opens in the browser, the others are saved.
    """
    plan = asked_plan(request, office, year)
    if plan is None or file_format not in FORMATS:
        raise Http404
    content = issue_decree(plan, file_format, copy="salinan" in request.GET)
    name = f"rencana-aksi-{office.code}-{year}{'-salinan' if 'salinan' in request.GET else ''}.{file_format}"
    return _file(content, name, file_format)


@in_office(Right.READ)
def draft_file(request: HttpRequest, office: Office, draft_id: UUID, file_format: str) -> HttpResponse:
    """The decree of a draft under review, marked RANCANGAN, in one of the formats."""
    draft = get_object_or_404(Draft, pk=draft_id, office=office, state=DraftState.REVIEW)
    if file_format not in FORMATS:
        raise Http404
    return _file(
        issue_draft(draft, file_format),
        f"rancangan-{office.code}-{draft.year or 'tanpa-tahun'}.{file_format}",
        file_format,
    )


def _file(content: bytes, name: str, file_format: str) -> HttpResponse:
    way = "inline" if file_format == "pdf" else "attachment"
    response = HttpResponse(content, content_type=FORMATS[file_format])
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
