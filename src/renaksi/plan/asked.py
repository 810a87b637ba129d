"""The plan an address asks for."""

from __future__ import annotations

from django.http import HttpRequest

from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.models import Plan


def asked_plan(request: HttpRequest, office: Office, year: int) -> Plan | None:
    """The office's plan in force for the year; with ``versi`` in the address that version, taken back or not. None = no such."""
    version = request.GET.get("versi", "")
    if version.isascii() and version.isdecimal():
        return (
            Plan.objects.filter(office=office, year=year, version=int(version[:4]))
            .select_related("office", "replaced_by")
            .first()
        )
    return plan_in_force(office, year)
