"""A made-up year of pacts, commitments and receipts, written through the desk's verbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from renaksi.accounts.models import User
from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.offices.models import Office, Person
from renaksi.registers.declarations.models import FILINGS, PLEDGES, DeclarationKind
from renaksi.registers.declarations.obliged import due_on, obliged_on

NAMES = ("Rahmat Contohan", "Siti Marlina Teladan", "Yohanes Percontohan", "Dewi Lestari Teladan", "Umar Contohadi")
"""Who stands in the book where the office has no staff list yet."""
BEGUN = (1, 12)
_EXCUSED = "Cuti di luar tanggungan negara sepanjang tahun"
_RETURNED = "Tanda terima untuk tahun yang lain"


@dataclass(frozen=True, slots=True)
class _Year:
    """One office's made-up year."""

    office: Office
    begun: date
    until: date
    by: User | None

    def write(self, kind: str, who: dict[str, Any], at: int) -> Any:
        """One person's entry of a kind, as far as it had come on the last day."""
        last = due_on(kind, self.begun.year)
        values = {"kind": kind, "obliged_on": self.begun, "due_on": last, **who}
        entry: Any = record_entry(register=REGISTERS["declarations"], office=self.office, values=values, by=self.by)
        if at % 11 == 9 and kind not in FILINGS:
            return self.step(entry, "excuse", {"excused_for": _EXCUSED})
        on = self._done_on(kind, at)
        if at % 7 == 3 or on > self.until:
            return entry
        receipt = f"{kind.upper()}-{on:%Y%m}-{at:04}" if kind in FILINGS else ""
        entry = self.step(entry, "fulfil", {"fulfilled_on": on, "receipt_number": receipt})
        if at % 13 == 5:
            return self.step(entry, "return", {}, _RETURNED)
        return self.step(entry, "verify", {}) if at % 3 else entry

    def _done_on(self, kind: str, at: int) -> date:
        """Most in time, every sixth a fortnight late."""
        last = due_on(kind, self.begun.year)
        return last + timedelta(days=14) if at % 6 == 4 else self.begun + (last - self.begun) * (at % 5) / 6

    def step(self, entry: Any, key: str, values: dict[str, Any], reason: str = "") -> Any:
        """Takes an entry through a step of the register."""
        register = REGISTERS["declarations"]
        step = register.step(key)
        assert step  # noqa: S101 - the register of this very folder has it
        return take_step(register=register, entry=entry, step=step, values=values, reason=reason, by=self.by)


def write_demo(office: Office, year: int, until: date, by: User | None) -> list[Any]:
    """Everyone obliged in January, kind by kind; signed and filed by most, some late, some excused, some not at all."""
    begun = date(year, *BEGUN)
    if until < begun:
        return []
    story = _Year(office, begun, until, by)
    written: list[Any] = []
    for kind in (DeclarationKind.LHKPN, DeclarationKind.LHKASN, *PLEDGES):
        persons: list[Person] = list(obliged_on(office, kind, begun).order_by("name", "pk"))
        who: list[dict[str, Any]] = [{"person": person} for person in persons] or [{"name": name} for name in NAMES]
        written += [story.write(kind, each, at) for at, each in enumerate(who, 1)]
    return written
