"""Jejak: what happened in the office, as sentences."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from renaksi.accounts.roles import Right
from renaksi.audit.closed import told_to
from renaksi.audit.models import AuditEvent
from renaksi.offices.access import in_office
from renaksi.offices.forms import TrailFilter
from renaksi.offices.models import Office
from renaksi.offices.trail import chain_of

PER_PAGE = 50
_NAMES = {"who": "siapa", "kind": "jenis", "begin": "dari", "end": "sampai"}


@in_office(Right.READ_TRAIL)
def trail(request: HttpRequest, office: Office) -> HttpResponse:
    """The events of the office's chain, the latest first; who, what kind, from when until when."""
    events = AuditEvent.objects.filter(chain=chain_of(office))
    wanted = TrailFilter({name: request.GET.get(shown, "") for name, shown in _NAMES.items()}).wanted()
    page = Paginator(_filtered(events, wanted, office), PER_PAGE).get_page(request.GET.get("halaman"))
    shown = {
        "page": page,
        "events": told_to(request.user, office, page.object_list),
        "wanted": wanted,
        "filtered": any(wanted.values()),
        "people": sorted(
            set(events.order_by().values_list("actor_id", "actor").distinct()), key=lambda who: who[1].casefold()
        ),
        "kinds": _kinds(events),
    }
    return render(request, "offices/trail.html", shown)


def _filtered(events: QuerySet[AuditEvent], wanted: dict[str, Any], office: Office) -> QuerySet[AuditEvent]:
    zone = ZoneInfo(office.time_zone)
    if wanted["who"]:
        actor_id, _, actor = wanted["who"].partition(":")
        events = events.filter(actor_id=actor_id) if actor_id else events.filter(actor_id="", actor=actor)
    if wanted["kind"]:
        events = events.filter(what__startswith=f"{wanted['kind']}.")
    if wanted["begin"]:
        events = events.filter(at__gte=datetime.combine(wanted["begin"], time(), zone))
    if wanted["end"]:
        events = events.filter(at__lt=datetime.combine(wanted["end"] + timedelta(days=1), time(), zone))
    return events.order_by("-number")


def _kinds(events: QuerySet[AuditEvent]) -> list[tuple[str, str]]:
    """The packages that have written here, by their names on the screen."""
    packages = {what.partition(".")[0] for what in events.order_by().values_list("what", flat=True).distinct()}
    known = {config.label: str(config.verbose_name) for config in apps.get_app_configs()}
    return sorted(((package, known.get(package, package)) for package in packages), key=lambda kind: kind[1])
