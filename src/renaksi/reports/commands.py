"""What the command line prints; the command itself is wired in renaksi.site."""

from __future__ import annotations

from renaksi.kernel.refusal import Refused
from renaksi.offices.access import find_office
from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_in_force
from renaksi.reports.decree.issue import issue_decree


def decree_bytes(office_code: str, year: int, file_format: str, *, copy: bool = False) -> bytes:
    """The decree of the office's plan in force as a file. Refuses an unknown office and a year without a plan."""
    try:
        office = find_office(office_code)
    except Office.DoesNotExist:
        raise Refused(f"Tidak ada satuan kerja berkode {office_code}.", code="plan.office_unknown") from None
    plan = plan_in_force(office, year)
    if plan is None:
        raise Refused(f"{office.name} belum mempunyai rencana aksi tahun {year} yang diterapkan.", code="plan.none")
    return issue_decree(plan, file_format, copy=copy)
