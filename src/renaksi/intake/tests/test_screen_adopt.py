"""The end of a draft on screen: adopted, refused where a plan of the year is in force, put aside with a reason."""

from __future__ import annotations

import pytest

from renaksi.intake.domain.doubts import accept_doubts
from renaksi.intake.models import Draft, DraftState
from renaksi.intake.tests.samples_of_readings import staged
from renaksi.intake.tests.screens import Desk, text_of, value_of, words_of
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Draft:
    return staged(OfficeFactory(code="9999", name="KPU Kota Contoh"), year=2026)


@pytest.fixture
def desk(draft: Draft) -> Desk:
    return Desk(draft.office, member(draft.office, "pengarah", full_name="Siti Teladan"), draft)


def adopt(desk: Desk, **form: object) -> object:
    page = desk.client.get(desk.address("intake_adopt"))
    return desk.client.post(desk.address("intake_adopt"), {"version": value_of(page, "version"), "year": 2026} | form)


def test_adopting_says_what_it_does_and_leads_to_the_plan(desk: Desk, draft: Draft) -> None:
    accept_doubts(draft=draft, by=desk.user)
    words = words_of(desk.client.get(desk.address("intake_adopt")))
    for part in (
        "19TAHUN2026",
        "14 Februari 2026",
        "2 area, 6 baris",
        "1 bulan bergeser oleh Siti Teladan",
        "Baris 3, 4",
    ):
        assert part in words
    response = adopt(desk)
    assert response.headers["Location"] == f"/satker/{draft.office.code}/rencana/2026/"
    assert Plan.objects.get().indicators.count() == 6
    assert "sudah diterapkan dan tidak dapat diubah lagi" in words_of(desk.look())
    assert "PDF" in words_of(desk.client.get(response.headers["Location"]))


def test_open_doubts_keep_the_button_shut(desk: Desk, draft: Draft) -> None:
    page = desk.client.get(desk.address("intake_adopt"))
    assert "Masih ada 3 keraguan" in words_of(page)
    assert 'aria-disabled="true"' in text_of(page)
    assert adopt(desk).status_code == 422
    assert not Plan.objects.exists()


def test_second_plan_of_the_year_is_refused_with_a_way_out(desk: Desk, draft: Draft) -> None:
    accept_doubts(draft=draft, by=desk.user)
    adopt(desk)
    second = staged(draft.office, year=2026)
    accept_doubts(draft=second, by=desk.user)
    desk.draft = second
    page = desk.client.get(desk.address("intake_adopt"))
    assert "Tahun 2026 sudah diterapkan" in words_of(page)
    assert f'href="/satker/{draft.office.code}/rencana/2026/"' in text_of(page)
    response = adopt(desk)
    assert response.status_code == 422
    assert Plan.objects.count() == 1


def test_draft_changed_meanwhile_is_shown_again_first(desk: Desk, draft: Draft) -> None:
    accept_doubts(draft=draft, by=desk.user)
    response = adopt(desk, version=0)
    assert response.headers["Location"] == desk.address("intake_adopt")
    assert not Plan.objects.exists()


def test_only_who_may_adopt_adopts(draft: Draft) -> None:
    accept_doubts(draft=draft, by=None)
    clerk = Desk(draft.office, member(draft.office, "pelaksana"), draft)
    assert clerk.client.get(clerk.address("intake_adopt")).status_code == 403
    assert "Penerapan dilakukan pengarah atau administrator" in words_of(clerk.look())


def test_discarding_asks_why_and_keeps_the_file(desk: Desk, draft: Draft) -> None:
    assert desk.client.post(desk.address("intake_discard"), {"reason": ""}).status_code == 422
    assert desk.client.post(desk.address("intake_discard"), {"reason": "berkas keliru"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == DraftState.DISCARDED
    page = desk.look()
    assert "Rancangan ini sudah dibuang" in words_of(page)
    assert 'name="do"' not in text_of(page)
    assert desk.do("tambah").status_code == 422
