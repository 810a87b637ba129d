"""A made-up year on 20 May 2026: every standing, every kind, extra work, postponements in and out of a quarter, proofs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from renaksi.accounts.models import User
from renaksi.evidence.tests.factories import EvidenceFactory, LinkFactory
from renaksi.kernel.months import MonthSet
from renaksi.kernel.quantity import Kind
from renaksi.monitoring.models import Proof, Realisation
from renaksi.monitoring.tests.factories import (
    CoordinatorFactory,
    ImplementerFactory,
    MissedFactory,
    PostponedFactory,
    ProofFactory,
    RealisationFactory,
)
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, ProfileFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Indicator, Plan
from renaksi.plan.rows import DecreeFacts, PlanRow

DAY = "2026-05-20"
FACTS = DecreeFacts(
    number="2/HK.03.1/9999/2026", title="Rencana Aksi Reformasi Birokrasi", date=date(2026, 1, 12), year=2026,
    legal_basis_full=("Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;",),
)  # fmt: skip


def row(area: int, name: str, indicator: str, *months: int) -> PlanRow:
    return PlanRow(
        area_no=area, area=name, activity_no="1", activity=f"Kegiatan {name}", sub_activity="Sub kegiatan",
        indicator=indicator, months=MonthSet.of(months),
    )  # fmt: skip


ROWS = (
    row(1, "Manajemen Perubahan", "SK tim", 1, 2, 3, 5),
    row(1, "Manajemen Perubahan", "Jumlah =rapat & <koordinasi>", 1, 2, 3),
    row(5, "Pengawasan", "Persentase aduan selesai", 1, 2, 3, 4, 8),
    row(5, "Pengawasan", "Indeks kepuasan", 3, 6),
    row(5, "Pengawasan", "Laporan gratifikasi", 2, 3),
    row(7, "Pelayanan", "Maklumat pelayanan", 9),
)


class Year:
    """The office, its plan, its people and what was recorded."""

    def __init__(self) -> None:
        self.office: Office = OfficeFactory()
        ProfileFactory(office=self.office)
        self.admin: User = member(self.office, full_name="Ratna Teladani")
        self.plan: Plan = adopt_plan(office=self.office, year=2026, facts=FACTS, rows=ROWS, by=self.admin)
        self.decree, self.count, self.share, self.index, self.report, self.notice = self.plan.indicators.order_by(
            "position"
        )
        self.areas = list(self.plan.areas.order_by("position"))
        CoordinatorFactory(plan=self.plan, area=self.areas[0], user=self.admin)
        ImplementerFactory(plan=self.plan, indicator=self.share, user=member(self.office, full_name="Bayu Pelaksana"))
        self._record()

    def _record(self) -> None:
        file = EvidenceFactory(office=self.office, title="Laporan “triwulan” & <lampiran>")
        proved = self.prove(self.done(self.decree, 1, review="verified"), file)
        self.prove(self.done(self.decree, 2), proved)
        self.done(self.decree, 3)  # without proof
        self.prove(self.done(self.count, 1, Kind.COUNT, 1234), file)
        MissedFactory(indicator=self.count, month=2, reason="Narasumber berhalangan.")
        self.prove(self.done(self.share, 1, Kind.SHARE, 18, 20), LinkFactory(office=self.office, title="Berita laman"))
        self.done(self.share, 2, Kind.SHARE, 0, 0, review="returned", review_note="Daftar hadir belum lengkap.")
        PostponedFactory(indicator=self.index, month=3, new_month=7, reason="Survei ditunda.")
        PostponedFactory(indicator=self.report, month=2, new_month=4, reason="Formulir berubah.")
        self.prove(self.done(self.report, 4), file)
        self.done(self.notice, 2)  # nothing scheduled it

    def done(
        self,
        indicator: Indicator,
        month: int,
        kind: Kind = Kind.PRESENCE,
        amount: int = 1,
        base: int | None = None,
        **more: str,
    ) -> Realisation:
        whole = None if base is None else Decimal(base)
        made: Realisation = RealisationFactory(
            indicator=indicator, month=month, kind=kind, amount=Decimal(amount), base=whole, **more
        )
        return made

    def prove(self, realisation: Realisation, evidence: object) -> object:
        proof: Proof = ProofFactory(realisation=realisation, evidence=evidence)
        return proof.evidence

    def address(self, rest: str = "", period: str = "2026-Q1") -> str:
        return f"/satker/{self.office.code}/laporan/monev/{period}/{rest}"


FIRST_QUARTER = {
    "Manajemen Perubahan": (6, 6, 4, 1, 2, 1, 0, 1, 1, 0, 0, 0, "66,67 %"),
    "Pengawasan": (6, 6, 2, 0, 2, 0, 0, 2, 0, 1, 1, 0, "33,33 %"),
    "Pelayanan": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, "tidak dapat dihitung"),
    "Jumlah": (12, 12, 6, 1, 4, 1, 0, 3, 1, 1, 1, 1, "50 %"),
}
"""Worked out by hand, in the order of columns.DETAILED and the share.

Area 1: SK verified, done, without proof; rapat done, missed, late. Area 5: aduan done, returned, late; indeks postponed to July;
gratifikasi of February done in April, late in March. Area 7: work in February that nothing scheduled.
"""
