"""Beranda, the list of plans, the list of offices: what is to be done, for whom, at what cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from renaksi.offices.tests.factories import MembershipFactory, OfficeFactory, ProvinceFactory, UserFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db
FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", date=date(2026, 1, 12), year=2026)


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-11-21")


def test_root_leads_to_the_first_office(client: Client) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    assert client.get("/")["Location"] == f"/satker/{office.code}/"


def test_person_without_office_is_told_whom_to_ask(client: Client) -> None:
    client.force_login(UserFactory(username="tanpa.satker"))
    html = client.get("/").content.decode()
    assert "Mintalah administrator" in html
    assert "tanpa.satker" in html


def test_stranger_is_asked_to_sign_in(client: Client) -> None:
    office = OfficeFactory()
    for path in ("/", f"/satker/{office.code}/", f"/satker/{office.code}/rencana/", "/satker/"):
        assert client.get(path).status_code == 302
        assert "/akun/masuk/" in client.get(path)["Location"]


def test_office_without_plan_is_offered_one_first_step(client: Client) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    html = client.get(f"/satker/{office.code}/").content.decode()
    assert "Belum ada rencana aksi yang berlaku untuk tahun 2026" in html
    assert html.count("btn-primary") == 1
    assert f"/satker/{office.code}/unggah/" in html


def test_reader_is_offered_nothing_that_would_be_refused(client: Client) -> None:
    office = OfficeFactory()
    client.force_login(member(office, "pembaca"))
    for path in ("", "rencana/"):
        assert "/unggah/" not in client.get(f"/satker/{office.code}/{path}").content.decode()


def test_beranda_counts_what_the_decree_asks_this_month(client: Client) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    rows = template_rows(office.name)
    adopt_plan(office=office, year=2026, facts=FACTS, rows=rows, by=None)
    due = sum(11 in row.months for row in rows)
    html = client.get(f"/satker/{office.code}/").content.decode()
    assert f"{due} sel dijadwalkan November 2026, 0 sudah dicatat" in html
    assert "Siapkan rencana 2027" in html


def test_beranda_costs_the_same_for_any_plan(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    adopt_plan(office=office, year=2026, facts=FACTS, rows=template_rows(office.name), by=None)
    client.get(f"/satker/{office.code}/")  # the first visit also marks the session
    with django_assert_max_num_queries(15):
        response = client.get(f"/satker/{office.code}/")
    assert len(response.content) < 110_000


def test_reviewer_sees_who_has_no_plan_yet(client: Client) -> None:
    province = ProvinceFactory()
    with_plan, without = OfficeFactory(parent=province), OfficeFactory(parent=province)
    elsewhere = OfficeFactory()
    adopt_plan(office=with_plan, year=2026, facts=FACTS, rows=template_rows(with_plan.name), by=None)
    client.force_login(member(province, "penelaah_provinsi"))
    assert "1 dari 2 satuan kerja" in client.get(f"/satker/{province.code}/").content.decode()
    missing = client.get("/satker/?keadaan=belum").content.decode()
    assert without.name in missing
    assert with_plan.name not in missing
    assert elsewhere.name not in missing


def test_offices_are_found_by_any_code_and_each_once(client: Client) -> None:
    province = ProvinceFactory()
    office = OfficeFactory(parent=province, name="KPU Kabupaten Lama Baru")
    office.codes.create(code="8888")
    client.force_login(member(province, "penelaah_provinsi"))
    for words in ("8888", "lama baru", office.code):
        html = client.get("/satker/", {"cari": words}).content.decode()
        assert html.count(">KPU Kabupaten Lama Baru</a>") == 1, words
    assert "Tidak ditemukan" in client.get("/satker/", {"cari": "tidak ada"}).content.decode()


def test_switcher_offers_the_persons_offices(client: Client) -> None:
    first, second = OfficeFactory(), OfficeFactory()
    user = member(first)
    MembershipFactory(user=user, office=second, role="pembaca")
    client.force_login(user)
    html = client.get(f"/satker/{first.code}/").content.decode()
    assert f'href="/satker/{second.code}/"' in html


def test_old_code_leads_to_the_same_page_with_the_menu_in_place(client: Client) -> None:
    office = OfficeFactory()
    office.codes.create(code="8887")
    client.force_login(member(office))
    html = client.get("/satker/8887/rencana/").content.decode()
    assert f'<a href="/satker/{office.code}/rencana/" title="Rencana Aksi" aria-current="page">' in html


def test_answer_carries_the_policy_and_is_not_kept(client: Client) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    response = client.get(f"/satker/{office.code}/")
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store, private"
    assert " style=" not in response.content.decode()
    assert " onclick=" not in response.content.decode()
