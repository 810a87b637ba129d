"""What the command line prints; the command itself is wired in renaksi.site."""

from __future__ import annotations

from renaksi.kernel.period import parse_period
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import find_office
from renaksi.offices.models import Office
from renaksi.papers import write
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.models import Plan
from renaksi.reports.decree.issue import issue_decree
from renaksi.reports.monev.build import build_monev
from renaksi.reports.monev.gather import monev_of


def decree_bytes(office_code: str, year: int, file_format: str, *, copy: bool = False) -> bytes:
    """The decree of the office's plan in force as a file. Refuses an unknown office and a year without a plan."""
    return issue_decree(_plan(office_code, year), file_format, copy=copy)


def monev_bytes(office_code: str, year: int, period: str, file_format: str, *, signer: str = "sekretaris") -> bytes:
    """The monitoring report of a period (``2026-03``, ``2026-Q1``, ``2026-S1``, ``2026``) as a file, signed by who is named.

    Refuses an unclear period, one of another year, an unknown office, a year without a plan.
    """
    wanted = parse_period(period)
    if wanted.year != year:
        raise Refused(f"Periode {period} bukan bagian dari tahun {year}.", code="reports.other_year")
    return write(build_monev(monev_of(_plan(office_code, year), wanted, signer=signer)), file_format)


def _plan(office_code: str, year: int) -> Plan:
    try:
        office = find_office(office_code)
    except Office.DoesNotExist:
        raise Refused(f"Tidak ada satuan kerja berkode {office_code}.", code="plan.office_unknown") from None
    plan = plan_in_force(office, year)
    if plan is None:
        raise Refused(f"{office.name} belum mempunyai rencana aksi tahun {year} yang diterapkan.", code="plan.none")
    return plan
