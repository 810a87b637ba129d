"""The plan's screens: the decree's table, who may see and correct, and what they cost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.plan.models import Plan
from renaksi.plan.provenance import Source
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db
FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi", date=date(2026, 1, 12), year=2026)


@dataclass
class Stage:
    office: Office
    plan: Plan
    admin: User
    client: Client


@pytest.fixture
def stage(client: Client) -> Stage:
    office = OfficeFactory()
    admin = member(office)
    plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=template_rows(office.name), by=admin)
    client.force_login(admin)
    return Stage(office, plan, admin, client)


def address(stage: Stage, rest: str = "") -> str:
    return f"/satker/{stage.office.code}/rencana/2026/{rest}"


def withdrawn(stage: Stage) -> str:
    """The page of the plan after it was taken back: the decree's table as it was signed."""
    withdraw_plan(plan=stage.plan, reason="Keliru unggah", by=stage.admin)
    return stage.client.get(address(stage, f"?versi={stage.plan.version}")).content.decode()


def test_withdrawn_page_prints_every_row_once_with_its_ticks(stage: Stage) -> None:
    html = withdrawn(stage)
    indicators = list(stage.plan.indicators.all())
    assert len(re.findall(r"<tr data-row", html)) == len(indicators) == 188
    assert html.count('<td class="t">√</td>') == sum(len(each.months) for each in indicators)
    assert html.count('<td class="t">√</td>') + html.count("<td></td>") == 12 * len(indicators)
    for each in indicators:
        assert f"/baris/{each.pk}/?versi={stage.plan.version}" in html


def test_merged_cells_cover_the_table(stage: Stage) -> None:
    html = withdrawn(stage)
    for column in ("no", "area", "act", "sub"):
        spans = [int(span) for span in re.findall(rf'<td class="{column}" rowspan="(\d+)"', html)]
        assert sum(spans) == 188, column


def test_withdrawn_page_of_188_rows_is_light(
    stage: Stage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert len(withdrawn(stage)) <= 300_000
    with django_assert_max_num_queries(12):
        stage.client.get(address(stage, f"?versi={stage.plan.version}"))


def test_withdrawn_table_is_narrowed_like_the_board(stage: Stage) -> None:
    withdrawn(stage)
    html = stage.client.get(address(stage, f"?versi={stage.plan.version}&area=4&cari=laporan")).content.decode()
    shown = len(re.findall(r"<tr data-row", html))
    assert 0 < shown < 188
    assert f"{shown} dari 188 indikator" in html


def test_hostile_words_stay_words(client: Client) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    nasty = '<script>alert("x")</script>'
    row = PlanRow(area=nasty, activity=nasty, sub_activity=nasty, indicator=nasty, note=nasty)
    plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=[row], by=None)
    pk = plan.indicators.get().pk
    for rest in ("", f"baris/{pk}/", f"baris/{pk}/pindah/", f"koreksi/indicator/{pk}/", "koreksi/"):
        html = client.get(f"/satker/{office.code}/rencana/2026/{rest}").content.decode()
        assert "<script>alert" not in html, rest


def test_row_leads_to_each_month_of_a_plan_in_force_alone(stage: Stage) -> None:
    pk = stage.plan.indicators.all()[0].pk
    html = stage.client.get(address(stage, f"baris/{pk}/")).content.decode()
    assert [int(month) for month in re.findall(rf"/rencana/2026/sel/{pk}-(\d+)/", html)] == list(range(1, 13))
    withdraw_plan(plan=stage.plan, reason="Keliru unggah", by=stage.admin)
    html = stage.client.get(address(stage, f"baris/{pk}/?versi={stage.plan.version}")).content.decode()
    assert f"/sel/{pk}-" not in html


def test_rows_without_words_can_still_be_opened(client: Client) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    adopt_plan(office=office, year=2026, facts=FACTS, rows=[PlanRow(area="Satu"), PlanRow(indicator="Ada")], by=None)
    html = client.get(f"/satker/{office.code}/rencana/2026/").content.decode()
    assert "(tanpa indikator)" in html


def test_row_shows_where_it_was_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    row = PlanRow(indicator="Ada", source={"line": 3, "lines": [2, 4]})
    plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=[row], by=None)
    address = f"/satker/{office.code}/rencana/2026/baris/{plan.indicators.get().pk}/"
    assert "Dibaca dari baris 3" in client.get(address).content.decode()
    file = Source("keputusan.txt", ["kepala", "atas", "<b>tengah", "bawah", "kaki"])
    monkeypatch.setattr("renaksi.plan.provenance.SOURCES", [lambda asked: file if asked == plan else None])
    html = client.get(address).content.decode()
    assert re.findall(r'<li data-line="(\d+)"([^>]*)>([^<]*)</li>', html) == [
        ("2", "", "atas"), ("3", ' class="hit"', "&lt;b&gt;tengah"), ("4", "", "bawah"),
    ]  # fmt: skip
    assert "keputusan.txt" in html


def test_drawer_is_a_fragment_and_its_address_a_page(stage: Stage) -> None:
    row = address(stage, f"baris/{stage.plan.indicators.all()[0].pk}/")
    fragment = stage.client.get(row, headers={"HX-Request": "true", "HX-Target": "laci"}).content.decode()
    page = stage.client.get(row).content.decode()
    assert "<html" not in fragment
    assert "<html" in page
    assert "Asal baris ini" in fragment
    assert "Asal baris ini" in page


def test_other_office_sees_nothing(stage: Stage, client: Client) -> None:
    client.force_login(member(OfficeFactory()))
    pk = stage.plan.indicators.all()[0].pk
    for rest in ("", f"baris/{pk}/", "koreksi/", "tarik/", f"koreksi/note/{pk}/", "keputusan.pdf"):
        assert client.get(address(stage, rest)).status_code == 404, rest


def test_another_plans_row_is_not_found(stage: Stage) -> None:
    other = adopt_plan(office=OfficeFactory(), year=2026, facts=FACTS, rows=[PlanRow(indicator="Lain")], by=None)
    pk = other.indicators.get().pk
    for rest in (f"baris/{pk}/", f"koreksi/indicator/{pk}/", f"baris/{pk}/pindah/"):
        assert stage.client.get(address(stage, rest)).status_code == 404, rest


def test_other_years_are_one_step_away(stage: Stage) -> None:
    assert "/rencana/2025/" not in stage.client.get(address(stage)).content.decode()
    adopt_plan(
        office=stage.office, year=2025, facts=replace(FACTS, year=2025), rows=[PlanRow(indicator="Ada")], by=None
    )
    html = stage.client.get(address(stage)).content.decode()
    assert f'href="/satker/{stage.office.code}/rencana/2025/"' in html


def test_year_without_plan_says_what_to_do(stage: Stage) -> None:
    response = stage.client.get(f"/satker/{stage.office.code}/rencana/2031/")
    assert response.status_code == 404
    assert "Belum ada rencana yang berlaku" in response.content.decode()


def test_correction_needs_a_reason_and_keeps_both_values(stage: Stage) -> None:
    indicator = stage.plan.indicators.all()[0]
    form = address(stage, f"koreksi/indicator/{indicator.pk}/?baris={indicator.pk}")
    sent = {"value": "SK Tim RB yang benar", "seen": indicator.text, "reason": ""}
    refused = stage.client.post(form, sent)
    assert "Alasan wajib diisi." in refused.content.decode()
    assert "SK Tim RB yang benar" in refused.content.decode()
    done = stage.client.post(form, sent | {"reason": "Salah salin"})
    assert done["Location"] == address(stage, f"baris/{indicator.pk}/")
    correction = stage.plan.corrections.get()
    assert (correction.before, correction.after) == (indicator.text, "SK Tim RB yang benar")
    assert correction.corrected_by == stage.admin
    assert "Salah salin" in stage.client.get(address(stage, "koreksi/")).content.decode()


def test_stale_correction_shows_both_and_a_second_press_decides(stage: Stage) -> None:
    indicator = stage.plan.indicators.all()[0]
    form = address(stage, f"koreksi/note/{indicator.pk}/")
    stage.client.post(form, {"value": "Dari orang lain", "seen": indicator.note, "reason": "Lebih dahulu"})
    late = stage.client.post(form, {"value": "Dari saya", "seen": indicator.note, "reason": "Kemudian"})
    html = late.content.decode()
    assert late.status_code == 200
    assert "Dari orang lain" in html
    assert "Dari saya" in html
    seen = re.search(r'name="seen" value="([^"]*)"', html)
    assert seen is not None
    assert seen[1] == "Dari orang lain"
    stage.client.post(form, {"value": "Dari saya", "seen": seen[1], "reason": "Kemudian"})
    indicator.refresh_from_db()
    assert indicator.note == "Dari saya"


def test_months_are_corrected_by_boxes(stage: Stage) -> None:
    indicator = stage.plan.indicators.all()[0]
    form = address(stage, f"koreksi/months/{indicator.pk}/")
    stage.client.post(form, {"value": ["1", "3", "12"], "seen": indicator.months.words(), "reason": "Sesuai naskah"})
    indicator.refresh_from_db()
    assert list(indicator.months) == [1, 3, 12]


def test_row_moves_under_another_sub_activity(stage: Stage) -> None:
    first, last = stage.plan.indicators.order_by("position")[0], stage.plan.indicators.order_by("-position")[0]
    form = address(stage, f"baris/{first.pk}/pindah/")
    stage.client.post(form, {"sub_activity": last.sub_activity_id, "reason": "Salah induk"})
    first.refresh_from_db()
    assert first.sub_activity_id == last.sub_activity_id


def test_fact_of_the_decree_is_corrected(stage: Stage) -> None:
    form = address(stage, "koreksi/date/")
    bad = stage.client.post(form, {"value": "31 Februari 2026", "seen": "12 Januari 2026", "reason": "Salah"})
    assert "Tanggal tidak dikenal" in bad.content.decode()
    stage.client.post(form, {"value": "13 Januari 2026", "seen": "12 Januari 2026", "reason": "Salah"})
    assert "13 Januari 2026" in stage.client.get(address(stage)).content.decode()
    assert stage.client.get(address(stage, "koreksi/year/")).status_code == 404
    assert stage.client.get(address(stage, "koreksi/password/")).status_code == 404


def test_withdrawn_plan_stays_readable_and_frees_the_year(stage: Stage) -> None:
    withdraw_plan(plan=stage.plan, reason="Keliru unggah", by=stage.admin)
    assert stage.client.get(address(stage)).status_code == 404
    html = stage.client.get(address(stage, f"?versi={stage.plan.version}")).content.decode()
    assert "Keliru unggah" in html
    assert "Tarik rencana ini" not in html
    row = stage.plan.indicators.all()[0].pk
    kept = stage.client.get(address(stage, f"baris/{row}/?versi={stage.plan.version}")).content.decode()
    assert "koreksi/" not in kept
    index = stage.client.get(f"/satker/{stage.office.code}/rencana/").content.decode()
    assert "Yang pernah ditarik" in index


def test_withdrawing_asks_for_a_reason(stage: Stage) -> None:
    assert "Alasan wajib diisi." in stage.client.post(address(stage, "tarik/"), {"reason": " "}).content.decode()
    assert stage.client.post(address(stage, "tarik/"), {"reason": "Keliru"}).status_code == 302
    stage.plan.refresh_from_db()
    assert stage.plan.state == "withdrawn"


@pytest.mark.parametrize(
    ("role", "correct", "withdraw"), [("pembaca", 403, 403), ("koordinator", 200, 403), ("pengarah", 200, 200)]
)
def test_roles_meet_what_they_may(stage: Stage, client: Client, role: str, correct: int, withdraw: int) -> None:
    client.force_login(member(stage.office, role))
    pk = stage.plan.indicators.all()[0].pk
    assert client.get(address(stage, f"koreksi/note/{pk}/")).status_code == correct
    assert client.get(address(stage, "tarik/")).status_code == withdraw


@pytest.mark.parametrize("row", ["abc", "-1", "9" * 15, "1" * 5000])
def test_a_correction_begun_from_nonsense_still_opens(stage: Stage, row: str) -> None:
    indicator = stage.plan.indicators.first()
    assert indicator is not None
    page = stage.client.get(address(stage, f"koreksi/indicator/{indicator.pk}/?baris={row}"))
    assert page.status_code == 200
    assert address(stage) in page.content.decode()
