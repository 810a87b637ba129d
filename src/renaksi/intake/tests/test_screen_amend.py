"""A draft for a year under way: old and new side by side, what happens to the work, pairs judged, the plan amended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renaksi.intake.domain.doubts import accept_doubts
from renaksi.intake.models import Draft, DraftState
from renaksi.intake.tests.samples_of_readings import FACTS, decree_row, reading, staged
from renaksi.intake.tests.screens import Desk, text_of, value_of, words_of
from renaksi.monitoring.tests.factories import ProofFactory, RealisationFactory
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.correct import correct_plan
from renaksi.plan.models import Plan, PlanState

pytestmark = pytest.mark.django_db
NEW_FACTS = replace(FACTS, number="27TAHUN2026", amends=FACTS.number)
OLD_ROWS = (
    decree_row(0, "Surat keputusan tim pelaksana reformasi birokrasi", months=(2, 3)),
    decree_row(1, "Daftar hadir rapat koordinasi reformasi birokrasi"),
    decree_row(2, "SOTK unit/satuan kerja sesuai mandat."),
)
NEW_ROWS = (
    decree_row(0, "Surat keputusan tim pelaksana reformasi birokrasi", months=(4,)),
    decree_row(1, "SOTK satuan kerja telah disesuaikan dengan mandat organisasi."),
    decree_row(2, "Rekap pengaduan yang dimuat pada laman resmi"),
)


@pytest.fixture
def plan() -> Plan:
    rows = [each.row for each in OLD_ROWS]
    return adopt_plan(
        office=OfficeFactory(code="9999", name="KPU Kota Contoh"), year=2026, facts=FACTS, rows=rows, by=None
    )


@pytest.fixture
def draft(plan: Plan) -> Draft:
    draft = staged(plan.office, reading(rows=NEW_ROWS, facts=NEW_FACTS), year=2026)
    accept_doubts(draft=draft, by=None)
    return draft


@pytest.fixture
def desk(draft: Draft) -> Desk:
    return Desk(draft.office, member(draft.office, "pengarah", full_name="Siti Teladan"), draft)


def send(desk: Desk, **form: object) -> object:
    page = desk.client.get(desk.address("intake_adopt"))
    kept = {name: value_of(page, name) for name in ("version", "seen", "year")}
    return desk.client.post(desk.address("intake_adopt"), kept | form)


def test_the_page_says_what_differs_and_what_happens_to_the_work(desk: Desk, plan: Plan):
    first, second, _ = plan.indicators.order_by("position")
    for month in (2, 3):
        ProofFactory(realisation=RealisationFactory(indicator=first, month=month))
    RealisationFactory(indicator=second, month=3)
    page = desk.client.get(desk.address("intake_adopt"))
    words = words_of(page)
    for part in (
        "1 baris dihapus, 1 baris ditambah, 1 baris diubah kata, 1 baris diubah bulan, 0 baris tetap",
        "2 catatan dan 2 bukti ikut. Catatan Februari, Maret menjadi di luar jadwal.",
        "1 catatan tetap terlihat pada baris yang dihapus.",
        "Pastikan 1 pasangan baris",
        "3 catatan sudah ada",
    ):
        assert part in words
    assert "tidak menyebut keputusan mana" not in words
    assert 'name="pasangan-2-1"' in text_of(page)


def test_kinds_narrow_the_list_and_all_rows_can_be_seen(desk: Desk):
    added = words_of(desk.client.get(desk.address("intake_adopt") + "?jenis=added"))
    assert "Rekap pengaduan" in added
    assert "Daftar hadir" not in added
    assert "Daftar hadir" in words_of(desk.client.get(desk.address("intake_adopt") + "?semua=1"))


def test_a_doubtful_pair_must_be_judged_first(desk: Desk, plan: Plan):
    response = send(desk)
    assert response.status_code == 422
    assert "Masih ada 1 pasangan baris yang perlu Anda pastikan" in words_of(response)
    assert Plan.objects.get() == plan


def test_the_same_row_keeps_its_work_and_the_old_plan_stays(desk: Desk, plan: Plan):
    third = plan.indicators.get(position=2)
    cell = RealisationFactory(indicator=third, month=3)
    response = send(desk, **{"pasangan-2-1": "sama"})
    assert response.headers["Location"] == "/satker/9999/rencana/2026/"
    new = Plan.objects.get(state=PlanState.ADOPTED)
    cell.refresh_from_db()
    assert cell.indicator == new.indicators.get(position=1)
    assert (new.version, new.replaced, desk.draft and Draft.objects.get(pk=desk.draft.pk).state) == (
        2, plan, DraftState.ADOPTED,
    )  # fmt: skip
    board = words_of(desk.client.get("/satker/9999/rencana/2026/"))
    assert "Versi tahun 2026" in board
    old = words_of(desk.client.get("/satker/9999/rencana/2026/?versi=1"))
    assert "oleh Keputusan Nomor 27TAHUN2026 dan disimpan seperti semula" in old
    assert "1 catatan ikut pada rencana yang berlaku" in old


def test_two_rows_judged_different_leave_the_work_with_the_removed_one(desk: Desk, plan: Plan):
    third = plan.indicators.get(position=2)
    cell = ProofFactory(realisation=RealisationFactory(indicator=third, month=3)).realisation
    assert send(desk, **{"pasangan-2-1": "beda"}).status_code == 302
    cell.refresh_from_db()
    assert cell.indicator == third
    board = desk.client.get("/satker/9999/rencana/2026/")
    assert "Dihapus oleh keputusan perubahan" in words_of(board)
    assert f'id="dihapus-{third.pk}"' in text_of(board)


def test_a_plan_corrected_meanwhile_is_compared_anew(desk: Desk, plan: Plan):
    page = desk.client.get(desk.address("intake_adopt"))
    kept = {name: value_of(page, name) for name in ("version", "seen", "year")}
    correct_plan(
        plan=plan, field="indicator", pk=plan.indicators.get(position=1).pk, value="Daftar hadir rapat tim",
        reason="salah ketik", by=None,
    )  # fmt: skip
    response = desk.client.post(desk.address("intake_adopt"), kept | {"pasangan-2-1": "sama"})
    assert response.status_code == 422
    assert "Rencana yang berlaku berubah sejak perbandingan ini dibuka" in words_of(response)


def test_a_decree_that_amends_another_number_or_none_is_pointed_out(plan: Plan):
    for amends, told in (("5TAHUN2026", "mengubah nomor 5TAHUN2026"), (None, "tidak menyebut keputusan mana")):
        draft = staged(plan.office, reading(rows=NEW_ROWS, facts=replace(NEW_FACTS, amends=amends)), year=2026)
        desk = Desk(draft.office, member(draft.office, "pengarah"), draft)
        assert told in words_of(desk.client.get(desk.address("intake_adopt")))


def test_nonsense_for_an_answer_is_left_unread(desk: Desk):
    for name in ("pasangan-99-99", "pasangan-2-x", "pasangan-2-1"):
        assert send(desk, **{name: "mungkin" if name.endswith("1") else "sama"}).status_code == 422
