"""Penanggung jawab: who sees it, who names people, in bulk, narrowed, with history, at what cost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.monitoring.domain.people import assign_coordinator, assign_implementers, mine, responsible_for
from renaksi.monitoring.models import Assignment
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import MembershipFactory, OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db
FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi", date=date(2026, 1, 12), year=2026)


@pytest.fixture(autouse=True)
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@dataclass
class Stage:
    office: Office
    plan: Plan
    siti: User
    client: Client

    @property
    def page(self) -> str:
        return f"/satker/{self.office.code}/rencana/2026/penanggung-jawab/"

    def ids(self, area: int) -> list[int]:
        rows = self.plan.indicators.filter(sub_activity__activity__area__number=area).order_by("position")
        return list(rows.values_list("pk", flat=True))

    def area(self, number: int) -> int:
        return self.plan.areas.get(number=number).pk

    def html(self, query: str = "") -> str:
        return self.client.get(self.page + query).content.decode()


@pytest.fixture
def stage(client: Client) -> Stage:
    office = OfficeFactory()
    admin = member(office)
    plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=template_rows(office.name), by=admin)
    client.force_login(admin)
    return Stage(office, plan, member(office, "pelaksana", full_name="Siti Teladan"), client)


def shown(html: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<li class="duty-row" id="i-(\d+)"', html)]


def test_empty_list_says_what_it_is_for(stage: Stage) -> None:
    html = stage.html()
    assert "Belum ada penanggung jawab" in html
    assert "0 dari 8 area sudah punya koordinator, 0 dari 188 indikator sudah punya pelaksana" in html
    assert len(shown(html)) == 188


def test_office_without_plan_says_so(client: Client) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    answer = client.get(f"/satker/{office.code}/rencana/2026/penanggung-jawab/")
    assert answer.status_code == 404
    assert "Belum ada rencana yang berlaku" in answer.content.decode()


def test_ticked_indicators_are_given_to_a_person(stage: Stage) -> None:
    some = stage.ids(1)[:3]
    answer = stage.client.post(stage.page + "?area=1", {"indicator": some, "user": stage.siti.pk}, follow=True)
    assert answer.redirect_chain == [(stage.page + "?area=1", 302)]
    assert "Siti Teladan ditetapkan sebagai pelaksana 3 indikator." in answer.content.decode()
    assert mine(stage.siti, stage.plan) == set(some)


def test_whole_area_and_whole_activity_are_given_without_script(stage: Stage) -> None:
    activity = stage.plan.areas.get(number=2).activities.first()
    inside = set(stage.plan.indicators.filter(sub_activity__activity=activity).values_list("pk", flat=True))
    stage.client.post(stage.page, {"activity": activity.pk, "user": stage.siti.pk})
    assert mine(stage.siti, stage.plan) == inside
    stage.client.post(stage.page, {"area": stage.area(1), "user": stage.siti.pk})
    assert mine(stage.siti, stage.plan) == inside | set(stage.ids(1))


def test_whole_area_means_what_the_filter_shows(stage: Stage) -> None:
    budi = member(stage.office, "pelaksana")
    taken, *left = stage.ids(1)
    assign_implementers(plan=stage.plan, indicator_ids=[taken], users=[stage.siti], by=None)
    stage.client.post(stage.page + "?orang=belum", {"area": stage.area(1), "user": budi.pk})
    assert mine(budi, stage.plan) == set(left)


def test_handing_over_replaces_who_was_there(stage: Stage) -> None:
    budi = member(stage.office, "pelaksana")
    ids = stage.ids(1)
    assign_implementers(plan=stage.plan, indicator_ids=ids, users=[stage.siti], by=None)
    stage.client.post(f"{stage.page}?orang={stage.siti.pk}", {"indicator": ids, "user": budi.pk, "replace": "on"})
    assert mine(stage.siti, stage.plan) == frozenset()
    assert mine(budi, stage.plan) == set(ids)


def test_coordinator_is_named_on_the_area(stage: Stage) -> None:
    answer = stage.client.post(stage.page, {"coordinator": stage.area(3), "user": stage.siti.pk}, follow=True)
    html = answer.content.decode()
    assert "Siti Teladan ditetapkan sebagai koordinator area 3." in html
    assert "Koordinator: <strong>Siti Teladan</strong>" in html


def test_refused_keeps_what_was_ticked_and_chosen(stage: Stage) -> None:
    some = stage.ids(1)[:2]
    html = stage.client.post(stage.page, {"indicator": some, "replace": "on"}).content.decode()
    assert 'role="alert"' in html
    assert "Pilih orang yang akan melaksanakan." in html
    assert len(re.findall(r'name="indicator"[^>]*checked', html)) == 2
    html = stage.client.post(stage.page, {"user": stage.siti.pk}).content.decode()
    assert "Tandai dahulu indikatornya." in html
    assert f'value="{stage.siti.pk}" selected' in html
    assert not Assignment.objects.exists()


def test_people_of_other_offices_are_neither_named_nor_told(stage: Stage) -> None:
    stranger = member(OfficeFactory(), "pelaksana", full_name="Orang Luar Teladan")
    html = stage.client.post(stage.page, {"indicator": stage.ids(1)[:1], "user": stranger.pk}).content.decode()
    assert "Orang Luar" not in html
    assert not Assignment.objects.exists()


def test_list_narrows_by_nobody_person_area_and_words(stage: Stage) -> None:
    first, *rest = stage.ids(2)
    assign_implementers(plan=stage.plan, indicator_ids=[first], users=[stage.siti], by=None)
    assert shown(stage.html(f"?orang={stage.siti.pk}")) == [first]
    assert shown(stage.html("?orang=belum&area=2")) == rest
    assert shown(stage.html("?area=2")) == [first, *rest]
    word = stage.plan.indicators.get(pk=first).text
    assert first in shown(stage.html(f"?cari={word}"))
    assert "Tidak ditemukan" in stage.html("?cari=tidakadakataini")
    stage.client.force_login(stage.siti)
    assert shown(stage.html("?orang=saya")) == [first]


def test_area_of_a_coordinator_is_found_by_person(stage: Stage) -> None:
    assign_coordinator(plan=stage.plan, area_id=stage.area(4), user=stage.siti, by=None)
    html = stage.html(f"?orang={stage.siti.pk}")
    assert "Koordinator: <strong>Siti Teladan</strong>" in html
    assert shown(html) == []


def test_load_of_each_person_is_told(stage: Stage) -> None:
    late = [one for one in stage.plan.indicators.all() if any(month < 5 for month in one.months)]
    calm = [one for one in stage.plan.indicators.all() if all(month >= 5 for month in one.months)]
    ids = [one.pk for one in late[:3] + calm[:2]]
    assign_implementers(plan=stage.plan, indicator_ids=ids, users=[stage.siti], by=None)
    assign_coordinator(plan=stage.plan, area_id=stage.area(8), user=member(stage.office, "pengarah"), by=None)
    html = stage.html()
    assert "5 indikator</span>" in html
    assert "3 terlambat</span></a>" in html
    assert f"/rencana/2026/?orang={stage.siti.pk}&amp;keadaan=late" in html
    assert "koordinator area 8" in html
    assert "perannya tidak dapat mencatat realisasi" in html


def test_someone_who_left_is_pointed_out(stage: Stage) -> None:
    assign_implementers(plan=stage.plan, indicator_ids=stage.ids(1), users=[stage.siti], by=None)
    stage.siti.memberships.update(until=date(2026, 5, 1))
    assert "tidak lagi bertugas di sini" in stage.html()


def test_indicator_opens_with_its_people_and_history(stage: Stage) -> None:
    only = stage.ids(1)[0]
    assign_implementers(plan=stage.plan, indicator_ids=[only], users=[stage.siti], by=None)
    duty = Assignment.objects.get()
    answer = stage.client.post(f"{stage.page}{duty.pk}/akhiri/", {"back": f"{stage.page}?area=1"}, follow=True)
    assert answer.redirect_chain == [(f"{stage.page}?area=1", 302)]
    html = stage.html(f"?indikator={only}")
    assert re.search(r"<strong>Siti Teladan</strong>, pelaksana.*20 Mei 2026 s.d. 20 Mei 2026", html)
    drawer = stage.client.get(
        f"{stage.page}?indikator={only}", headers={"HX-Request": "true", "HX-Target": "laci"}
    ).content.decode()
    assert "<html" not in drawer
    assert "Siti Teladan" in drawer
    for wrong in ("0", "x", "99999999"):
        assert stage.client.get(f"{stage.page}?indikator={wrong}").status_code == 404


def test_answer_never_leads_elsewhere(stage: Stage) -> None:
    assign_implementers(plan=stage.plan, indicator_ids=stage.ids(1)[:1], users=[stage.siti], by=None)
    duty = Assignment.objects.get()
    for wanted in ("https://contoh.example/", "//contoh.example/", "/akun/keluar/"):
        answer = stage.client.post(f"{stage.page}{duty.pk}/akhiri/", {"back": wanted})
        assert answer["Location"] == stage.page


@pytest.mark.parametrize("role", ["pembaca", "pelaksana", "verifikator"])
def test_reader_sees_who_answers_and_is_offered_no_change(stage: Stage, role: str) -> None:
    assign_implementers(plan=stage.plan, indicator_ids=stage.ids(1), users=[stage.siti], by=None)
    stage.client.force_login(member(stage.office, role))
    html = stage.html()
    assert "Siti Teladan" in html
    assert 'type="checkbox"' not in html
    assert "Tetapkan" not in html
    refused = stage.client.post(stage.page, {"indicator": stage.ids(2), "user": stage.siti.pk})
    assert "Anda tidak berwenang" in refused.content.decode()
    assert stage.client.post(f"{stage.page}{Assignment.objects.first().pk}/akhiri/").status_code == 403
    assert not Assignment.objects.filter(indicator__in=stage.ids(2)).exists()


def test_narrowed_coordinator_is_offered_the_own_area_alone(stage: Stage) -> None:
    lead = MembershipFactory(office=stage.office, role="koordinator", areas=[2]).user
    stage.client.force_login(lead)
    html = stage.html()
    assert {int(pk) for pk in re.findall(r'name="indicator" value="(\d+)"', html)} == set(stage.ids(2))
    assert re.findall(r'name="coordinator" value="(\d+)"', html) == [str(stage.area(2))]
    assert f'Anda menetapkan penanggung jawab di area <a href="#area-{stage.area(2)}"' in html
    refused = stage.client.post(stage.page, {"area": stage.area(3), "user": stage.siti.pk}).content.decode()
    assert "ditetapkan oleh koordinator area itu" in refused
    assert responsible_for(stage.plan).people() == []


def test_cost_does_not_grow_with_people(stage: Stage, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    crowd = [member(stage.office, "pelaksana") for _ in range(6)]
    everything = [one.pk for one in stage.plan.indicators.all()]
    assign_implementers(plan=stage.plan, indicator_ids=everything, users=crowd, by=None)
    stage.html()
    with django_assert_max_num_queries(12):
        html = stage.html()
    assert len(html.encode()) < 300_000
    assert " style=" not in html
