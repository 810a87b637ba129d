"""What the command line does with plans; the command itself is wired in renaksi.site."""

from __future__ import annotations

from typing import Any

from renaksi.kernel.refusal import Refused
from renaksi.offices.access import find_office
from renaksi.offices.models import Office
from renaksi.plan.domain import table


def plan_json(office_code: str, year: int) -> dict[str, Any]:
    """The plan in force as ``renaksi plan --json`` prints it: ``{"decree", "rows", "problems": []}``.

    Refuses ``plan.office_unknown`` and ``plan.none``.
    """
    try:
        office = find_office(office_code)
    except Office.DoesNotExist:
        raise Refused(f"Tidak ada satuan kerja dengan kode {office_code}.", code="plan.office_unknown") from None
    plan = table.plan_in_force(office, year)
    if plan is None:
        raise Refused(f"{office} tidak memiliki rencana aksi Tahun {year} yang berlaku.", code="plan.none")
    return table.plan_json(plan)
