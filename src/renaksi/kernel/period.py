"""A month, quarter, semester or year of reporting."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.refusal import Refused

_CODE = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|S([12])))?")
_ROMAN = ("I", "II", "III", "IV")
_LENGTHS = {1: "month", 3: "quarter", 6: "semester", 12: "year"}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Months ``first`` to ``last`` of ``year``, both included; one, three, six or twelve of them."""

    year: int
    first: int
    last: int

    @property
    def kind(self) -> str:
        """month, quarter, semester or year."""
        return _LENGTHS[self.last - self.first + 1]

    @property
    def code(self) -> str:
        """``2026-03``, ``2026-Q1``, ``2026-S1``, ``2026``: what ``parse`` reads."""
        return {
            "month": f"{self.year}-{self.first:02}",
            "quarter": f"{self.year}-Q{self.last // 3}",
            "semester": f"{self.year}-S{self.last // 6}",
            "year": str(self.year),
        }[self.kind]

    @property
    def words(self) -> str:
        """``Maret 2026``, ``Triwulan I Tahun 2026``, ``Semester II Tahun 2026``, ``Tahun 2026``."""
        return {
            "month": f"{MONTH_NAMES[self.first - 1]} {self.year}",
            "quarter": f"Triwulan {_ROMAN[self.last // 3 - 1]} Tahun {self.year}",
            "semester": f"Semester {_ROMAN[self.last // 6 - 1]} Tahun {self.year}",
            "year": f"Tahun {self.year}",
        }[self.kind]

    @property
    def starts_on(self) -> date:
        return date(self.year, self.first, 1)

    @property
    def ends_on(self) -> date:
        return date(self.year, self.last, monthrange(self.year, self.last)[1])

    def __iter__(self) -> Iterator[int]:
        """Its months, 1..12."""
        return iter(range(self.first, self.last + 1))

    def __contains__(self, month: object) -> bool:
        return isinstance(month, int) and self.first <= month <= self.last


def parse_period(code: str) -> Period:
    """The period a code names: ``2026-03``, ``2026-Q1``, ``2026-S1`` or ``2026``. Refuses ``period.unclear``."""
    found = _CODE.fullmatch(code.strip().upper())
    if not found or not 2000 <= int(found[1]) <= 2100:
        raise Refused(
            f"Periode “{code[:20]}” tidak dikenal. Tulis seperti 2026-03 (bulan), 2026-Q1 (triwulan), 2026-S1 (semester), "
            "atau 2026 (tahun).",
            code="period.unclear",
            field="period",
        )
    year, month, quarter, semester = (int(part) if part else 0 for part in found.groups())
    if month:
        return Period(year, month, month)
    if quarter:
        return Period(year, quarter * 3 - 2, quarter * 3)
    if semester:
        return Period(year, semester * 6 - 5, semester * 6)
    return Period(year, 1, 12)


def periods_of(year: int) -> list[Period]:
    """Every period of a year: twelve months, four quarters, two semesters, the year."""
    spans = [(size, first) for size in (1, 3, 6, 12) for first in range(1, 13, size)]
    return [Period(year, first, first + size - 1) for size, first in spans]
