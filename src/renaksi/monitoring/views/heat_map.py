"""The year's heat map, area by month, drawn on the server as a picture; its numbers stand in a table beside it."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from renaksi.accounts.roles import Right
from renaksi.charts import heat_map as heat_spec
from renaksi.charts import svg
from renaksi.kernel.clock import today
from renaksi.monitoring.domain.sheet import YearSheet, year_sheet
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_in_force

MONTHS = range(1, 13)


@in_office(Right.READ)
def heat_map(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """The picture as SVG; ``gelap`` for dark screens, ``sempit`` for narrow ones. Browsers ask whether theirs still holds."""
    plan = plan_in_force(office, year)
    if plan is None:
        raise Http404
    sheet = year_sheet(plan, today(office.time_zone))
    dark, narrow = "gelap" in request.GET, "sempit" in request.GET
    mark = f'"{heat_mark(sheet)}{"-gelap" * dark}{"-sempit" * narrow}"'
    answer = get_conditional_response(request, etag=mark)
    if answer is None:
        names = [area.name or "Tanpa area" for area in sheet.areas]
        spec = heat_spec(names, MONTHS, sheet.figures(MONTHS).by_cell, dark=dark, narrow=narrow)
        answer = HttpResponse(svg(spec), content_type="image/svg+xml", headers={"ETag": mark})
    answer["Cache-Control"] = "private, no-cache"
    return answer


def heat_mark(sheet: YearSheet) -> str:
    """A short sign of what the picture shows: another picture has another sign."""
    cells = sheet.figures(MONTHS).by_cell
    shown = [[area.name for area in sheet.areas]]
    told = [[place, month, each.scheduled, each.begun, each.realised] for (place, month), each in cells.items()]
    return hashlib.sha256(repr((shown, told)).encode()).hexdigest()[:16]


def heat_sizes(areas: int) -> dict[str, tuple[int, int]]:
    """Width and height of the pictures, so that a page keeps their place before they come."""
    return {"wide": (760, areas * 34 + 92), "narrow": (336, len(MONTHS) * 30 + 140)}
