"""What the tests of proposals share: an office whose plan asks the events' and the documents' books, on 20 May 2026."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renaksi.accounts.models import User
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import today
from renaksi.kernel.months import MonthSet
from renaksi.monitoring.domain.cells import version_seen
from renaksi.monitoring.domain.offers import Offer, offer_for
from renaksi.monitoring.domain.pull import confirm_proposal, reject_proposal
from renaksi.monitoring.models import Pull, Realisation
from renaksi.monitoring.tests.stage import FACTS
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Indicator, Plan
from renaksi.plan.rows import PlanRow

PARTICIPATION, KICK_OFF, ON_TIME = "8.4.2.1", "1.1.2.1", "6.1.8.1"
UNBUILT = "nowhere.anything"
"""A measure of a book that is not built."""
ROWS = [
    PlanRow(
        area_no=1, area="Perubahan", activity="Tim", indicator="Kick off", months=MonthSet.of([2, 5]), catalogue_code=KICK_OFF
    ),
    PlanRow(
        area_no=6, area="Kinerja", activity="Laporan", indicator="Laporan tepat waktu", months=MonthSet.of([3]),
        catalogue_code=ON_TIME,
    ),
    PlanRow(
        area_no=8, area="Layanan", activity="Partisipasi", indicator="Jumlah kegiatan", months=MonthSet.of([3, 5, 9]),
        catalogue_code=PARTICIPATION,
    ),
    PlanRow(area_no=8, area="Layanan", activity="Partisipasi", indicator="Jumlah rapat", months=MonthSet.of([3, 5])),
]  # fmt: skip


@dataclass
class Books:
    """An office, its plan and the deeds of its books."""

    office: Office = field(default_factory=OfficeFactory)

    def __post_init__(self) -> None:
        ensure_limits()
        self.admin: User = member(self.office)
        self.plan: Plan = adopt_plan(office=self.office, year=2026, facts=FACTS, rows=ROWS, by=self.admin)
        self.kick_off, self.on_time, self.participation, self.typed = self.plan.indicators.order_by("position")

    def event(self, month: int, *, kind: str = "participation", people: int = 10, minutes: str = "Notula") -> Any:
        """An event held on the fourth of the month."""
        register, held_on = REGISTERS["events"], date(2026, month, 4)
        values = {"kind": kind, "topic": f"Kegiatan {month}", "held_on": held_on, "place": "Aula", "audience": "public"}
        entry = record_entry(register=register, office=self.office, values=values, by=self.admin)
        step = register.step("hold")
        assert step
        given = {"held_on": held_on, "present_count": people, "minutes": minutes}
        return take_step(register=register, entry=entry, step=step, values=given, by=self.admin)

    def offer(self, indicator: Indicator, month: int) -> Offer:
        """What the book says of a cell now."""
        rows = Indicator.objects.select_related("plan__office", "sub_activity__activity__area")
        offer = offer_for(rows.get(pk=indicator.pk), month, today())
        assert offer
        return offer

    def mark(self, indicator: Indicator, month: int) -> str:
        """What a person sees of it."""
        standing = Realisation.objects.filter(indicator=indicator, month=month).first()
        return self.offer(indicator, month).proposal.mark(version_seen(standing))

    def take(self, indicator: Indicator, month: int, seen: str = "") -> Realisation:
        """The proposal taken as it is seen now, or as it was."""
        seen = seen or self.mark(indicator, month)
        return confirm_proposal(indicator=indicator, month=month, seen=seen, by=self.admin)

    def refuse(self, indicator: Indicator, month: int, reason: str = "Bukan kegiatan kami.") -> Pull:
        """The proposal refused as it is seen now."""
        seen = self.mark(indicator, month)
        return reject_proposal(indicator=indicator, month=month, seen=seen, reason=reason, by=self.admin)

    def address(self, indicator: Indicator, month: int, rest: str = "") -> str:
        """The cell's address."""
        return f"/satker/{self.office.code}/rencana/2026/sel/{indicator.pk}-{month}/{rest}"
