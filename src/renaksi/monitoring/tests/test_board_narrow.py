"""Narrowing the board: by area, person, month, state and words, each in the address, together and alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from renaksi.kernel.months import MonthSet
from renaksi.monitoring.narrow import BoardWish, board_wish_of
from renaksi.monitoring.status import Status
from renaksi.monitoring.tests.factories import (
    CoordinatorFactory,
    ImplementerFactory,
    PostponedFactory,
    RealisationFactory,
)
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Indicator
from renaksi.plan.rows import DecreeFacts, PlanRow

pytestmark = pytest.mark.django_db


class Stage:
    """Three indicators in two areas on 20 May 2026: A in March and May, B in May and August, C (area 2) in August."""

    def __init__(self, client: Client) -> None:
        self.client, self.office = client, OfficeFactory()
        self.user, self.other = member(self.office), member(self.office, "pelaksana", full_name="Budi Percontohan")
        rows = [
            PlanRow(area_no=1, area="Satu", activity="Kegiatan", indicator="A surat", months=MonthSet.of([3, 5])),
            PlanRow(area_no=1, area="Satu", activity="Kegiatan", indicator="B laporan", months=MonthSet.of([5, 8])),
            PlanRow(area_no=2, area="Dua", activity="Lain", indicator="C laporan", months=MonthSet.of([8])),
        ]
        facts = DecreeFacts(number="2/HK.03.1/9999/2026", date=date(2026, 1, 12), year=2026)
        self.plan = adopt_plan(office=self.office, year=2026, facts=facts, rows=rows, by=None)
        self.a, self.b, self.c = self.plan.indicators.order_by("position")
        client.force_login(self.user)

    def shown(self, query: str) -> str:
        """The letters of the indicators shown."""
        html = self.client.get(f"/satker/{self.office.code}/rencana/2026/?{query}").content.decode()
        return "".join(each.text[0] for each in self._all() if f'<tr data-pk="{each.pk}"' in html)

    def _all(self) -> list[Indicator]:
        return [self.a, self.b, self.c]


@pytest.fixture
def stage(client: Client, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    return Stage(client)


def test_area_and_words(stage: Stage) -> None:
    assert stage.shown("") == "ABC"
    assert stage.shown("area=2") == "C"
    assert stage.shown("cari=laporan") == "BC"
    assert stage.shown("cari=laporan&area=1") == "B"
    assert stage.shown("cari=tidak+ada") == ""


def test_month_shows_what_is_scheduled_or_recorded_in_it(stage: Stage) -> None:
    assert stage.shown("bulan=8") == "BC"
    RealisationFactory(indicator=stage.a, month=8)
    assert stage.shown("bulan=8") == "ABC", "recorded though nothing scheduled it"
    PostponedFactory(indicator=stage.c, month=8, new_month=10)
    assert stage.shown("bulan=10") == "C", "postponed to"


def test_state_alone_and_in_a_month(stage: Stage) -> None:
    assert stage.shown("keadaan=late") == "A"
    assert stage.shown("keadaan=this_month") == "AB"
    assert stage.shown("keadaan=planned") == "BC"
    assert stage.shown("keadaan=planned&bulan=5") == ""
    assert stage.shown("keadaan=unplanned&bulan=8") == "A"


def test_person_is_implementer_or_coordinator_and_not_who_was(stage: Stage) -> None:
    ImplementerFactory(plan=stage.plan, indicator=stage.a, user=stage.other)
    CoordinatorFactory(plan=stage.plan, area=stage.c.sub_activity.activity.area, user=stage.other)
    ended = ImplementerFactory(plan=stage.plan, indicator=stage.b, user=stage.user)
    assert stage.shown(f"orang={stage.other.pk}") == "AC"
    assert stage.shown("orang=saya") == "B"
    ended.ended_at = ended.assigned_at
    ended.save()
    assert stage.shown("orang=saya") == ""
    stage.client.force_login(stage.other)
    assert stage.shown("orang=saya&keadaan=late") == "A"


def test_found_is_counted_in_cells_and_rows(stage: Stage) -> None:
    html = stage.client.get(f"/satker/{stage.office.code}/rencana/2026/?keadaan=planned").content.decode()
    assert "2 sel pada 2 dari 3 indikator" in html
    assert '<option value="planned" selected>' in html
    assert "Tampilkan semua" in html


def test_nothing_found_says_so_and_leads_back(stage: Stage) -> None:
    html = stage.client.get(f"/satker/{stage.office.code}/rencana/2026/?cari=xyzzy").content.decode()
    assert "Tidak ada baris yang cocok" in html
    assert "data-board" not in html


@pytest.mark.parametrize(
    ("query", "wish"),
    [
        ("area=2&bulan=11&cari=+jdih+&keadaan=late", BoardWish(2, None, False, 11, Status.LATE, "jdih")),
        ("orang=saya", BoardWish(person=7, is_mine=True)),
        ("orang=12", BoardWish(person=12)),
        ("orang=abc&area=0&bulan=13&keadaan=telat", BoardWish()),
        ("area=²&bulan=99999999999999999999&orang=" + "9" * 5000, BoardWish()),
    ],
)
def test_address_that_makes_no_sense_is_no_wish(query: str, wish: BoardWish) -> None:
    assert board_wish_of(QueryDict(query), 7) == wish
