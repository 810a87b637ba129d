"""The screen that compares two plans: versions, years, offices, the template; who may see what; queries that stay few."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from renaksi.kernel.months import MonthSet
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.amend import amend_plan
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db
FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi")


def adopted(office: Office, year: int = 2026, rows: int = 12) -> Plan:
    return adopt_plan(office=office, year=year, facts=FACTS, rows=template_rows(office.name)[:rows], by=None)


@pytest.fixture
def plan() -> Plan:
    return adopted(OfficeFactory(name="KPU Kota Contoh"))


@pytest.fixture
def client(plan: Plan) -> Client:
    client = Client()
    client.force_login(member(plan.office, "pembaca"), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(plan: Plan, query: str = "") -> str:
    return f"/satker/{plan.office.code}/rencana/{plan.year}/bandingkan/{query}"


def named(plan: Plan) -> str:
    return f"?dengan={plan.office.code}:{plan.year}:{plan.version}"


def words(client: Client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    flowing = re.sub(r"</?(?:strong|span|a|ins|del)\b[^>]*>", "", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", flowing)).split())


def test_without_a_choice_it_offers_what_may_be_compared(client: Client, plan: Plan):
    adopted(plan.office, 2025)
    offered = words(client, address(plan))
    assert "Templat nasional" in offered
    assert "Tahun 2025" in offered
    assert "Pilih rencana pembandingnya" in offered


def test_against_the_template_it_says_what_is_missing(client: Client, plan: Plan):
    told = words(client, address(plan, "?dengan=templat"))
    assert f"{len(template_rows('x')) - 12} kurang" in told
    assert "Semua baris (12 tetap)" in told


def test_versions_are_compared_by_what_was_decided(client: Client, plan: Plan):
    rows = template_rows(plan.office.name)[:12]
    rows[3] = replace(rows[3], months=MonthSet(rows[3].months.mask ^ 1))
    pairs = {place: place for place in range(12) if place != 5}  # row 5 reads the same, yet was judged another row
    new = amend_plan(plan=plan, facts=replace(FACTS, number="9"), rows=rows, pairs=pairs, by=None)
    for query in (named(plan), named(new) + "&versi=1"):
        told = words(client, address(plan, query))
        assert "1 dihapus" in told
        assert "1 ditambah" in told
        assert "1 diubah bulan" in told
        assert "10 tetap" in told
        heads = told.partition("Perubahan baris demi baris")[2]
        assert heads.index("Versi 1") < heads.index("Versi 2, nomor 9")


def test_another_office_is_compared_without_its_name():
    parent = OfficeFactory()
    plan = adopted(OfficeFactory(parent=parent, name="KPU Kota Contoh"))
    above = Client()
    above.force_login(member(parent, "pembaca"), backend="allauth.account.auth_backends.AuthenticationBackend")
    other = adopted(OfficeFactory(parent=parent, name="KPU Kabupaten Teladan"), rows=10)
    told = words(above, address(plan, named(other)))
    assert "2 lebih" in told
    assert "beda kata" not in told


def test_a_plan_that_may_not_be_read_is_not_there(client: Client, plan: Plan):
    stranger = adopted(OfficeFactory())
    assert client.get(address(plan, named(stranger))).status_code == 404
    assert stranger.office.name not in words(client, address(plan))
    for nonsense in (named(plan), "?dengan=9:9:9", "?dengan=apa", "?dengan=9999:2026:99999"):
        assert client.get(address(plan, nonsense)).status_code == 404


def test_queries_do_not_grow_with_the_rows(client: Client, plan: Plan, django_assert_max_num_queries):
    small = adopted(plan.office, 2025, rows=3)
    large = adopted(plan.office, 2024, rows=188)
    for other in (small, large):
        client.get(address(plan, named(other)))
        with django_assert_max_num_queries(12):
            client.get(address(plan, named(other)))


def test_corrections_of_the_version_before_are_a_step_away(client: Client, plan: Plan):
    where = f"/satker/{plan.office.code}/rencana/2026/koreksi/"
    assert "sebelum keputusan perubahan" not in words(client, where)
    rows = template_rows(plan.office.name)[:11]
    amend_plan(plan=plan, facts=FACTS, rows=rows, pairs={place: place for place in range(11)}, by=None)
    assert "Riwayat koreksi versi 1, sebelum keputusan perubahan" in words(client, where)
    assert words(client, f"{where}?versi=1")
