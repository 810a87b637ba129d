"""A month as a list, an area's month on one screen, and cells marked and recorded together."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.monitoring.domain.record import Said, record_realisation
from renaksi.monitoring.domain.review import return_realisation
from renaksi.monitoring.models import Proof, Realisation
from renaksi.monitoring.tests.factories import CoordinatorFactory, RealisationFactory
from renaksi.monitoring.tests.stage import Stage
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def stage() -> Stage:
    return Stage()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def month(stage: Stage, rest: str = "") -> str:
    return f"/satker/{stage.office.code}/rencana/2026/bulan/5/{rest}"


def named(stage: Stage, which: str, field: str) -> str:
    return f"{getattr(stage, which).pk}-5-{field}"


def test_the_month_lists_what_is_scheduled_and_what_was_recorded(stage: Stage) -> None:
    record_realisation(indicator=stage.index, month=5, said=Said(amount=Decimal(3), base=Decimal(9)), seen=0, by=None)
    shown = words(signed_in(stage.admin).get(month(stage)))
    for said in (
        "Surat keputusan tim",
        "Jumlah rapat",
        "Persentase aduan selesai",
        "Menurunnya aduan",
        "3 dari 9 responden",
    ):
        assert said in shown, said
    assert "di luar jadwal" in shown
    assert "Indeks kepuasan" not in words(signed_in(stage.admin).get(month(stage).replace("/5/", "/4/")))


def test_it_is_narrowed_to_an_area_and_to_ones_own(stage: Stage) -> None:
    coordinator = stage.person("koordinator")
    CoordinatorFactory(plan=stage.plan, area=stage.areas[1], user=coordinator)
    client = signed_in(coordinator)
    one = words(client.get(month(stage, "?area=1")))
    assert "Jumlah rapat" in one
    assert "Menurunnya aduan" not in one
    mine = words(client.get(month(stage, "?orang=saya")))
    assert "Menurunnya aduan" in mine
    assert "Jumlah rapat" not in mine
    assert "Tidak ada tugas Anda" in words(signed_in(stage.admin).get(month(stage, "?orang=saya")))
    for odd in ("?area=abc", "?area=99999999999999999999", "?orang=x"):
        assert client.get(month(stage, odd)).status_code == 200, odd


def test_strangers_and_odd_months_are_not_there(stage: Stage) -> None:
    stranger = signed_in(member(OfficeFactory()))
    for rest in ("", "catat/"):
        assert stranger.get(month(stage, rest)).status_code == 404
        assert signed_in(stage.admin).get(month(stage, rest).replace("/5/", "/13/")).status_code == 404
    assert signed_in(stage.person("pembaca")).get(month(stage, "catat/")).status_code == 403


def test_an_areas_month_is_recorded_on_one_screen(stage: Stage) -> None:
    client = signed_in(stage.admin)
    assert "2 baris menunggu" in words(client.get(month(stage, "catat/")))
    form = month(stage, "catat/?area=2")
    piece = EvidenceFactory(office=stage.office)
    page = client.get(form).content.decode()
    assert named(stage, "share", "base") in page
    assert named(stage, "count", "amount") not in page
    sent = {
        named(stage, "share", "seen"): 0, named(stage, "share", "amount"): "18", named(stage, "share", "base"): "20",
        named(stage, "trend", "seen"): 0, "done_on": "19 Mei 2026", "evidence": [piece.pk],
    }  # fmt: skip
    assert client.post(form, sent).status_code == 302
    kept = Realisation.objects.get()
    assert (kept.indicator, kept.outcome, kept.amount, str(kept.done_on)) == (stage.share, "done", 18, "2026-05-19")
    assert Proof.objects.get().evidence == piece
    assert "Tersimpan: 1 bulan dicatat." in words(client.get(month(stage)))
    assert named(stage, "share", "amount") not in client.get(form).content.decode()


def test_a_reason_is_the_text_of_a_row_not_done(stage: Stage) -> None:
    sent = {
        named(stage, "trend", "outcome"): "not_done", named(stage, "trend", "text"): "Belum ada aduan", "done_on": "19 Mei 2026",
    }  # fmt: skip
    assert signed_in(stage.admin).post(month(stage, "catat/?area=2"), sent).status_code == 302
    kept = Realisation.objects.get()
    assert (kept.outcome, kept.reason, kept.narrative, kept.done_on) == ("not_done", "Belum ada aduan", "", None)


def test_what_is_wrong_stands_beside_its_row_and_nothing_is_written(stage: Stage) -> None:
    sent = {
        named(stage, "share", "amount"): "3", named(stage, "share", "base"): "2", named(stage, "share", "text"): "Rekap aduan",
        named(stage, "trend", "text"): "Tanpa hasil",
    }  # fmt: skip
    answer = signed_in(stage.admin).post(month(stage, "catat/?area=2"), sent)
    assert "Pilih hasilnya." in words(answer)
    assert "Rekap aduan" in answer.content.decode()
    sent[named(stage, "trend", "text")] = ""
    again = signed_in(stage.admin).post(month(stage, "catat/?area=2"), sent)
    assert "tidak boleh lebih besar daripada keseluruhan (2)" in words(again)
    assert "Belum ada yang tersimpan" in words(again)
    assert not Realisation.objects.exists()


def test_an_empty_form_says_so(stage: Stage) -> None:
    answer = signed_in(stage.admin).post(month(stage, "catat/?area=2"), {})
    assert "Belum ada bulan yang diisi." in words(answer)


def test_a_row_recorded_meanwhile_keeps_what_was_typed_and_shows_the_other(stage: Stage) -> None:
    record_realisation(
        indicator=stage.share,
        month=5,
        said=Said(amount=Decimal(1), base=Decimal(2), narrative="Lebih dulu"),
        seen=0,
        by=None,
    )
    sent = {
        named(stage, "share", "seen"): 0, named(stage, "share", "amount"): "18", named(stage, "share", "base"): "20",
        named(stage, "trend", "seen"): 0, named(stage, "trend", "amount"): "1", named(stage, "trend", "base"): "4",
    }  # fmt: skip
    client = signed_in(stage.admin)
    answer = client.post(month(stage, "catat/?area=2"), sent)
    html = answer.content.decode()
    assert "Sementara itu diisi orang lain" in html
    assert "Lebih dulu" in html
    assert 'value="18"' in html
    assert Realisation.objects.count() == 1
    seen = re.search(rf'name="{named(stage, "share", "seen")}" value="(\d+)"', html)
    assert seen is not None
    client.post(month(stage, "catat/?area=2"), sent | {named(stage, "share", "seen"): seen[1]})
    assert sorted(Realisation.objects.values_list("amount", flat=True)) == [1, 18]


def test_returned_work_waits_again_with_what_was_asked(stage: Stage) -> None:
    cell = record_realisation(indicator=stage.presence, month=5, said=Said(), seen=0, by=stage.admin)
    return_realisation(realisation=cell, seen=1, reason="Lampirkan keputusannya", by=stage.person("verifikator"))
    assert "Lampirkan keputusannya" in words(signed_in(stage.admin).get(month(stage, "catat/?area=1")))


def test_marked_cells_are_recorded_as_done_with_one_proof(stage: Stage) -> None:
    client = signed_in(stage.admin)
    piece = EvidenceFactory(office=stage.office)
    sel = f"{stage.presence.pk}-5,{stage.presence.pk}-2"
    base = f"/satker/{stage.office.code}/rencana/2026/sel/"
    page = client.get(f"{base}?sel={sel}")
    assert "Catat 2 bulan bersama" in words(page)
    sent = {"sel": sel, "done_on": "4 Februari 2026", "evidence": [piece.pk]}
    sent |= {f"{stage.presence.pk}-{number}-outcome": "done" for number in (2, 5)}
    assert client.post(base, sent).status_code == 302
    assert sorted(Realisation.objects.values_list("month", "outcome")) == [(2, "done"), (5, "done")]
    assert Proof.objects.filter(evidence=piece).count() == 2
    again = client.get(f"{base}?sel={stage.count.pk}-5&sel={stage.trend.pk}-5&sel=0-1,nonsens,-,{stage.count.pk}-99")
    assert "Catat 2 bulan bersama" in words(again)
    assert "Belum ada bulan yang ditandai" in words(client.get(base))


def test_marking_reaches_no_further_than_ones_areas(stage: Stage) -> None:
    narrowed = signed_in(stage.person("koordinator", 1))
    base = f"/satker/{stage.office.code}/rencana/2026/sel/"
    page = words(narrowed.get(f"{base}?sel={stage.presence.pk}-5,{stage.trend.pk}-5"))
    assert "Catat 1 bulan bersama" in page
    assert "1 bulan yang ditandai tidak ditampilkan" in page
    assert "Di luar area Anda" in words(narrowed.get(f"{base}?sel={stage.trend.pk}-5"))
    sent = {"sel": f"{stage.trend.pk}-5", f"{stage.trend.pk}-5-outcome": "done", f"{stage.trend.pk}-5-amount": "1"}
    narrowed.post(base, sent)
    assert not Realisation.objects.exists()
    assert "tidak ada yang menunggu Anda" in words(narrowed.get(month(stage, "catat/")))


def test_another_offices_cells_are_passed_over(stage: Stage) -> None:
    other = Stage()
    base = f"/satker/{stage.office.code}/rencana/2026/sel/"
    assert "Belum ada bulan yang ditandai" in words(signed_in(stage.admin).get(f"{base}?sel={other.presence.pk}-5"))


def test_a_whole_plan_costs_few_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    stage = Stage(OfficeFactory())
    office = OfficeFactory()
    admin = member(office)
    facts = stage.plan.facts
    from renaksi.plan.rows import facts_from_json

    plan = adopt_plan(office=office, year=2026, facts=facts_from_json(facts), rows=template_rows(office.name), by=admin)
    for indicator in plan.indicators.all()[:40]:
        RealisationFactory(indicator=indicator, month=5)
    client = signed_in(admin)
    for rest in ("", "catat/?area=4"):
        address = f"/satker/{office.code}/rencana/2026/bulan/5/{rest}"
        client.get(address)
        with django_assert_max_num_queries(16):
            assert client.get(address).status_code == 200
