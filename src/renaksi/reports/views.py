"""Papers as downloads."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from renaksi.accounts.roles import Right
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.asked import asked_plan
from renaksi.reports.decree.issue import FORMATS, issue_decree


@in_office(Right.READ)
def decree_file(request: HttpRequest, office: Office, year: int, file_format: str) -> HttpResponse:
    """The decree of the year's plan in one of its formats; ``salinan`` certifies a copy, ``versi`` asks for one taken back.

    A PDF opens in the browser, the others are saved.
    """
    plan = asked_plan(request, office, year)
    if plan is None or file_format not in FORMATS:
        raise Http404
    content = issue_decree(plan, file_format, copy="salinan" in request.GET)
    way = "inline" if file_format == "pdf" else "attachment"
    name = f"rencana-aksi-{office.code}-{year}{'-salinan' if 'salinan' in request.GET else ''}.{file_format}"
    response = HttpResponse(content, content_type=FORMATS[file_format])
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
