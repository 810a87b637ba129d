"""The year's heat map, area by month, drawn on the server as a picture; its numbers stand in a table beside it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from renaksi import charts
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.monitoring.domain.sheet import YearSheet, year_sheet
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_in_force

MONTHS = range(1, 13)


class Count(NamedTuple):
    """What one cell of the picture tells; see charts.Counts."""

    scheduled: int
    begun: int
    realised: int


Shown = tuple[tuple[tuple[int, str], ...], tuple[tuple[tuple[int, int], Count], ...]]
"""What the picture shows: the areas' numbers and names, and its cells."""


@in_office(Right.READ)
def heat_map(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """The picture as SVG; ``gelap`` for dark screens, ``sempit`` for narrow ones. Browsers ask whether theirs still holds."""
    plan = plan_in_force(office, year)
    if plan is None:
        raise Http404
    shown = _shown(year_sheet(plan, today(office.time_zone)))
    dark, narrow = "gelap" in request.GET, "sempit" in request.GET
    mark = f'"{_mark(shown)}{"-gelap" * dark}{"-sempit" * narrow}"'
    answer = get_conditional_response(request, etag=mark)
    if answer is None:
        drawn = _drawn(*shown, dark=dark, narrow=narrow)
        answer = HttpResponse(drawn, content_type="image/svg+xml", headers={"ETag": mark})
    answer["Cache-Control"] = "private, no-cache"
    return answer


def heat_mark(sheet: YearSheet) -> str:
    """A short sign of what the picture shows: another picture has another sign."""
    return _mark(_shown(sheet))


def _shown(sheet: YearSheet) -> Shown:
    areas = tuple((area.number or place, area.name or "Tanpa area") for place, area in enumerate(sheet.areas, 1))
    cells = sheet.figures(MONTHS).by_cell.items()
    return areas, tuple((at, Count(each.scheduled, each.begun, each.realised)) for at, each in cells)


def _mark(shown: Shown) -> str:
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


@lru_cache(maxsize=64)
def _drawn(
    areas: tuple[tuple[int, str], ...], cells: tuple[tuple[tuple[int, int], Count], ...], *, dark: bool, narrow: bool
) -> str:
    names, numbers = [name for _, name in areas], [number for number, _ in areas]
    return charts.svg(charts.heat_map(names, MONTHS, dict(cells), numbers=numbers, dark=dark, narrow=narrow))


def heat_sizes(areas: int) -> dict[str, tuple[int, int]]:
    """Width and height of the pictures, so that a page keeps their place before they come."""
    return {
        "wide": charts.heat_map_size(areas, len(MONTHS)),
        "narrow": charts.heat_map_size(areas, len(MONTHS), narrow=True),
    }
