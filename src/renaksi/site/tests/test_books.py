"""Buku: the shelf shows first the books that the plan asks figures of, where most of them are asked, with what is left to do."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.kernel.months import MonthSet
from renaksi.monitoring.tests.factories import RealisationFactory
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.binding import BY_HAND
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Indicator
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db
FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi", date=date(2026, 1, 12), year=2026)
EVENTS, MEDIA = "events.reform_commitment", "publications.reform_media"
PLAN = (("Rapat", 1, (2, 5), EVENTS), ("Laporan", 2, (1, 6), EVENTS), ("Evaluasi", 2, (12,), EVENTS),
        ("Spanduk", 1, (3,), MEDIA), ("Survei", 1, (5,), BY_HAND))  # fmt: skip


@pytest.fixture(autouse=True)
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def admin(client: Client) -> User:
    """An administrator of an office, signed in."""
    user = member(OfficeFactory())
    client.force_login(user)
    return user


def office_of(admin: User) -> Office:
    return admin.memberships.get().office


def adopted(admin: User) -> None:
    """A small plan whose indicators ask the books for figures."""
    rows = [
        PlanRow(area_no=area, area=f"Area {area}", activity="Kegiatan", indicator=name, months=MonthSet.of(months))
        for name, area, months, _ in PLAN
    ]
    plan = adopt_plan(office=office_of(admin), year=2026, facts=FACTS, rows=rows, by=admin)
    for name, _, _, binding in PLAN:
        Indicator.objects.filter(plan=plan, text=name).update(binding=binding)


def shelf(client: Client, admin: User) -> str:
    return client.get(reverse("book_index", kwargs={"code": office_of(admin).code})).content.decode()


def area(html: str, name: str) -> str:
    """What stands under an area's heading."""
    found = re.search(rf"<h2[^>]*>{name}</h2>(.*?)</section>", html, re.S)
    assert found, f"no area {name}"
    return found[1]


def test_a_book_stands_under_the_area_that_asks_most_of_it(client: Client, admin: User):
    adopted(admin)
    html = shelf(client, admin)
    assert "Register Kegiatan" in area(html, "Area 2")
    assert "3 indikator" in area(html, "Area 2")
    assert "Register Kegiatan" not in area(html, "Area 1")
    assert "Register Media" in area(html, "Area 1")
    assert html.index("Register Tim") > html.index("Buku lain")


def test_the_mark_goes_with_the_last_realisation_of_the_month(client: Client, admin: User):
    adopted(admin)
    assert "1 realisasi bulan ini belum dicatat" in area(shelf(client, admin), "Area 2")
    assert "bulan ini" not in area(shelf(client, admin), "Area 1")
    RealisationFactory(indicator=Indicator.objects.get(text="Rapat"), month=5)
    told = area(shelf(client, admin), "Area 2")
    assert "belum dicatat" not in told
    assert "realisasi bulan ini lengkap" in told


def test_without_a_plan_every_book_is_open_to_be_filled(client: Client, admin: User):
    html = shelf(client, admin)
    assert "Belum ada rencana aksi 2026 yang berlaku" in html
    assert "<section" not in html
    assert re.search(r'<details class="shelf-others" open>.*Semua buku.*Register Kegiatan', html, re.S)


def test_a_full_plan_costs_no_more_queries_than_a_small_one(
    client: Client, admin: User, django_assert_max_num_queries: DjangoAssertNumQueries
):
    office = office_of(admin)
    adopt_plan(office=office, year=2026, facts=FACTS, rows=template_rows(office.name), by=admin)
    with django_assert_max_num_queries(16):
        html = shelf(client, admin)
    assert "realisasi bulan ini belum dicatat" in html
