"""What the tests of cells share: an office with a small plan on 20 May 2026, and its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from renaksi.accounts.models import User
from renaksi.kernel.months import MonthSet
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import MembershipFactory, OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Area, Indicator, Plan
from renaksi.plan.rows import DecreeFacts, PlanRow

FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi", date=date(2026, 1, 12), year=2026)
ROWS = [
    PlanRow(area_no=1, area="Manajemen Perubahan", activity="Tim", indicator="Surat keputusan tim", months=MonthSet.of([2, 5])),
    PlanRow(area_no=1, area="Manajemen Perubahan", activity="Tim", indicator="Jumlah rapat", months=MonthSet.of([1, 2, 5])),
    PlanRow(area_no=5, area="Pengawasan", activity="Aduan", indicator="Persentase aduan selesai", months=MonthSet.of([3, 5, 8])),
    PlanRow(area_no=5, area="Pengawasan", activity="Aduan", indicator="Indeks kepuasan", months=MonthSet.of([6])),
    PlanRow(area_no=5, area="Pengawasan", activity="Aduan", indicator="Menurunnya aduan", months=MonthSet.of([5])),
]  # fmt: skip


@dataclass
class Stage:
    """KPU of a made-up regency: presence, count, share, index and trend, in two areas."""

    office: Office = field(default_factory=OfficeFactory)

    def __post_init__(self) -> None:
        self.admin: User = member(self.office)
        self.plan: Plan = adopt_plan(office=self.office, year=2026, facts=FACTS, rows=ROWS, by=self.admin)
        self.presence, self.count, self.share, self.index, self.trend = self.plan.indicators.order_by("position")
        self.areas: list[Area] = list(self.plan.areas.order_by("position"))

    def person(self, role: str, *areas: int) -> User:
        """Someone with a role here, kept to areas if any are named."""
        return MembershipFactory(office=self.office, role=role, areas=list(areas)).user

    def address(self, indicator: Indicator, month: int, rest: str = "") -> str:
        """The cell's address."""
        return f"/satker/{self.office.code}/rencana/2026/sel/{indicator.pk}-{month}/{rest}"
