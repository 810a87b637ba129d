"""What the command line does with plans; the command itself is wired in renaksi.site."""

from __future__ import annotations

from typing import Any

from renaksi.kernel.refusal import Refused
from renaksi.offices.access import find_office
from renaksi.offices.models import Office
from renaksi.plan.domain import table
from renaksi.plan.models import Plan


def plan_json(office_code: str, year: int, version: int | None = None) -> dict[str, Any]:
    """The plan in force, or one version of the year, as ``renaksi plan --json`` prints it: ``{"decree", "rows", "problems"}``.

    Refuses ``plan.office_unknown`` and ``plan.none``.
    """
    return table.plan_json(named_plan(office_code, year, version))


def named_plan(office_code: str, year: int, version: int | None = None) -> Plan:
    """The plan in force, or the version of the year in whatever state. Refuses ``plan.office_unknown`` and ``plan.none``."""
    try:
        office = find_office(office_code)
    except Office.DoesNotExist:
        raise Refused(f"Tidak ada satuan kerja dengan kode {office_code}.", code="plan.office_unknown") from None
    if version is not None:
        plan = Plan.objects.select_related("office").filter(office=office, year=year, version=version).first()
        which = f"Tahun {year} versi {version}"
    else:
        plan, which = table.plan_in_force(office, year), f"Tahun {year} yang berlaku"
    if plan is None:
        raise Refused(f"{office} tidak memiliki rencana aksi {which}.", code="plan.none")
    return plan
