"""The cell as page and drawer: who may do what, what is kept when something is wrong, what the board is told."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.evidence.tests.factories import EvidenceFactory, LinkFactory
from renaksi.monitoring.domain.proofs import attach_proofs
from renaksi.monitoring.domain.record import Said, clear_realisation, record_realisation
from renaksi.monitoring.models import Realisation
from renaksi.monitoring.tests.factories import ImplementerFactory
from renaksi.monitoring.tests.stage import Stage
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.models import Indicator

pytestmark = pytest.mark.django_db
DRAWER = {"HX-Request": "true", "HX-Target": "laci"}


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
    """The answer's words, tags taken out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def save(stage: Stage, indicator: Indicator, month: int, *, by: User | None = None, **sent: object) -> HttpResponse:
    """Sends the cell's form as the page does."""
    given = {"outcome": "done", "seen": 0, **sent}
    return signed_in(by or stage.admin).post(stage.address(indicator, month), given)


def test_page_and_drawer_say_the_same(stage: Stage) -> None:
    client = signed_in(stage.admin)
    page = client.get(stage.address(stage.share, 5))
    drawer = client.get(stage.address(stage.share, 5), headers=DRAWER)
    assert "<html" in page.content.decode()
    assert "<html" not in drawer.content.decode()
    for answer in (page, drawer):
        for said in ("Persentase aduan selesai", "Pengawasan", "persentase", "Bagian", "Keseluruhan", "bulan ini"):
            assert said in words(answer), said


def test_without_script_it_is_saved_and_shown_by_its_address(stage: Stage) -> None:
    answer = save(stage, stage.share, 5, amount="1.018", base="1.020", done_on="4-5-2026", narrative="Rekap Mei")
    assert answer.status_code == 302
    assert answer.headers["Location"] == stage.address(stage.share, 5, "?lanjut=1")
    kept = Realisation.objects.get()
    assert (kept.amount, kept.base, str(kept.done_on)) == (1018, 1020, "2026-05-04")
    shown = words(signed_in(stage.admin).get(stage.address(stage.share, 5)))
    for said in ("1.018 dari 1.020 (99,8 %)", "4 Mei 2026", "Rekap Mei", "terlaksana tanpa bukti", "Belum ada bukti"):
        assert said in shown, said


def test_proofs_are_chosen_linked_and_sent_along(stage: Stage) -> None:
    piece = EvidenceFactory(office=stage.office)
    save(stage, stage.presence, 5, evidence=[piece.pk], link_url="https://contoh.invalid/kabar")
    titles = [proof.evidence.url or proof.evidence.title for proof in Realisation.objects.get().proofs.all()]
    assert sorted(titles) == sorted([piece.title, "https://contoh.invalid/kabar"])


def test_a_proof_of_another_time_is_pointed_out(stage: Stage) -> None:
    from datetime import date

    piece = LinkFactory(office=stage.office, proves_from=date(2026, 1, 1), proves_until=date(2026, 3, 31))
    save(stage, stage.presence, 5, evidence=[piece.pk])
    shown = words(signed_in(stage.admin).get(stage.address(stage.presence, 5)))
    assert "Bukti ini membuktikan Januari s.d. Maret 2026, bukan Mei 2026." in shown


def test_saved_in_the_drawer_the_board_is_told(stage: Stage) -> None:
    client = signed_in(stage.admin)
    sent = {"outcome": "postponed", "reason": "Menunggu pedoman", "new_month": 7, "seen": 0}
    answer = client.post(stage.address(stage.presence, 2), sent, headers=DRAWER)
    assert answer.status_code == 200
    assert "Tersimpan" in words(answer)
    told = json.loads(answer.headers["HX-Trigger"])["renaksi:cell"]
    assert (told["pk"], told["month"], told["status"], told["sign"]) == (stage.presence.pk, 2, "missed", "✕")
    assert "Menunggu pedoman" in told["tip"]
    assert [(other["month"], other["status"]) for other in told["also"]] == [(7, "planned")]


@pytest.mark.parametrize(
    ("which", "sent", "sentence"),
    [
        ("count", {"amount": "tiga"}, "Tulis dengan angka, misalnya 12 atau 3,5."),
        ("count", {"amount": ""}, "Jumlah belum diisi."),
        ("share", {"amount": "3", "base": "2"}, "tidak boleh lebih besar daripada keseluruhan (2)"),
        ("presence", {"done_on": "besok"}, "Tulis tanggalnya, misalnya 14 Februari 2026."),
        ("presence", {"done_on": "21 Mei 2026"}, "tidak boleh sesudah hari ini (20 Mei 2026)"),
        ("presence", {"outcome": "not_done"}, "Tuliskan alasannya."),
        ("presence", {"outcome": "postponed", "reason": "Menunggu"}, "Pilih bulan barunya."),
        ("presence", {"outcome": ""}, "Pilih hasilnya"),
        ("presence", {"evidence": "999999"}, "sudah ditarik atau tidak ada lagi"),
        ("presence", {"link_url": "javascript:alert(1)"}, "http"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    stage: Stage, which: str, sent: dict[str, object], sentence: str
) -> None:
    answer = save(stage, getattr(stage, which), 5, narrative="Jangan hilang", **sent)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert "Jangan hilang" in answer.content.decode()
    assert not Realisation.objects.exists()


def test_a_stale_save_shows_both_and_a_second_press_decides(stage: Stage) -> None:
    other = stage.person("pelaksana")
    record_realisation(
        indicator=stage.count, month=5, said=Said(amount=Decimal(4), narrative="Dari orang lain"), seen=0, by=other
    )
    late = save(stage, stage.count, 5, amount="7", narrative="Dari saya")
    html = late.content.decode()
    assert "Isi sekarang" in html
    assert "Dari orang lain" in html
    assert re.search(r'name="narrative"[^>]*>\s*Dari saya', html)
    seen = re.search(r'name="seen" value="(\d+)"', html)
    assert seen is not None
    assert save(stage, stage.count, 5, amount="7", narrative="Dari saya", seen=seen[1]).status_code == 302
    assert Realisation.objects.get().amount == 7


def test_off_schedule_work_is_recorded_with_a_note_and_only_as_done(stage: Stage) -> None:
    page = signed_in(stage.admin).get(stage.address(stage.presence, 4))
    assert "di luar jadwal" in words(page)
    assert 'value="not_done"' not in page.content.decode()
    save(stage, stage.presence, 4)
    assert "di luar jadwal" in words(signed_in(stage.admin).get(stage.address(stage.presence, 4)))


def test_a_reader_reads_and_cannot_record(stage: Stage) -> None:
    reader = stage.person("pembaca")
    page = signed_in(reader).get(stage.address(stage.presence, 5))
    assert page.status_code == 200
    assert 'name="outcome"' not in page.content.decode()
    assert "tidak berwenang mengisinya" in words(save(stage, stage.presence, 5, by=reader))
    assert not Realisation.objects.exists()


def test_a_coordinator_of_one_area_records_there_and_what_is_assigned(stage: Stage) -> None:
    narrowed = stage.person("koordinator", 1)
    refused = save(stage, stage.share, 5, by=narrowed, amount="1", base="2")
    assert "Anda mencatat untuk area 1; indikator ini di area 5." in words(refused)
    assert not Realisation.objects.exists()
    assert save(stage, stage.presence, 5, by=narrowed).status_code == 302
    ImplementerFactory(plan=stage.plan, indicator=stage.share, user=narrowed)
    assert save(stage, stage.share, 5, by=narrowed, amount="1", base="2").status_code == 302


def test_a_narrowed_person_takes_nothing_of_another_area_back(stage: Stage) -> None:
    cell = record_realisation(
        indicator=stage.trend, month=5, said=Said(amount=Decimal(1), base=Decimal(2)), seen=0, by=None
    )
    [proof] = attach_proofs(realisation=cell, evidence=[EvidenceFactory(office=stage.office)], by=None)
    client = signed_in(stage.person("koordinator", 1))
    for rest in ("hapus/", f"bukti/{proof.pk}/lepas/", "pulihkan/"):
        answer = client.post(stage.address(stage.trend, 5, rest), {"reason": "Iseng", "seen": 2})
        assert "Anda mencatat untuk area 1" in words(answer), rest
    cell.refresh_from_db()
    proof.refresh_from_db()
    assert (cell.is_cleared, proof.removed_at) == (False, None)


def test_another_office_and_no_month_are_not_there(stage: Stage) -> None:
    stranger = signed_in(member(OfficeFactory()))
    assert stranger.get(stage.address(stage.presence, 5)).status_code == 404
    other = Stage()
    client = signed_in(stage.admin)
    for rest in ("", "periksa/", "hapus/", "pulihkan/", "jenis/"):
        assert client.post(stage.address(other.presence, 5, rest), {}).status_code == 404, rest
    for month in (0, 13):
        assert client.get(stage.address(stage.presence, month)).status_code == 404


def test_a_proof_of_another_cell_is_not_taken_off_here(stage: Stage) -> None:
    cell = record_realisation(indicator=stage.presence, month=2, said=Said(), seen=0, by=None)
    [proof] = attach_proofs(realisation=cell, evidence=[EvidenceFactory(office=stage.office)], by=None)
    client = signed_in(stage.admin)
    assert client.post(stage.address(stage.presence, 5, f"bukti/{proof.pk}/lepas/")).status_code == 404
    assert client.post(stage.address(stage.presence, 2, f"bukti/{proof.pk}/lepas/")).status_code == 302
    proof.refresh_from_db()
    assert proof.removed_at is not None


def test_a_verifier_verifies_and_returns_but_never_their_own(stage: Stage) -> None:
    recorder, verifier = stage.person("pelaksana"), stage.person("verifikator")
    save(stage, stage.presence, 5, by=recorder, evidence=[EvidenceFactory(office=stage.office).pk])
    client = signed_in(verifier)
    assert "Verifikasi" in words(client.get(stage.address(stage.presence, 5)))
    seen = Realisation.objects.get().version
    review = stage.address(stage.presence, 5, "periksa/")
    assert "Tuliskan apa yang perlu diperbaiki." in words(client.post(review, {"do": "return", "seen": seen}))
    client.post(review, {"do": "return", "reason": "Kurang tanda tangan", "seen": seen})
    returned = words(signed_in(recorder).get(stage.address(stage.presence, 5)))
    assert "Kurang tanda tangan" in returned
    save(stage, stage.presence, 5, by=recorder, seen=Realisation.objects.get().version)
    stale = client.post(review, {"do": "verify", "seen": seen})
    assert "diubah orang lain" in words(stale)
    client.post(review, {"do": "verify", "seen": Realisation.objects.get().version})
    assert Realisation.objects.get().review == "verified"
    own = stage.person("administrator")
    save(stage, stage.count, 5, by=own, amount="2", evidence=[EvidenceFactory(office=stage.office).pk])
    mine = signed_in(own).post(stage.address(stage.count, 5, "periksa/"), {"do": "verify", "seen": 2})
    assert "pemeriksaan dilakukan oleh orang lain" in words(mine)
    assert signed_in(recorder).post(review, {"do": "verify"}).status_code == 403


def test_taken_back_with_a_reason_and_brought_back(stage: Stage) -> None:
    save(stage, stage.presence, 5)
    client = signed_in(stage.admin)
    clear = stage.address(stage.presence, 5, "hapus/")
    assert "Tuliskan alasannya." in words(client.post(clear, {"seen": 1}))
    client.post(clear, {"seen": 1, "reason": "Salah bulan"})
    shown = words(client.get(stage.address(stage.presence, 5)))
    assert "Catatan bulan ini dihapus oleh" in shown
    assert "Salah bulan" in shown
    client.post(stage.address(stage.presence, 5, "pulihkan/"))
    assert not Realisation.objects.get().is_cleared
    for rest in ("hapus/", "pulihkan/", "periksa/"):
        assert client.get(stage.address(stage.presence, 5, rest)).status_code == 302, rest


def test_the_kind_is_set_from_the_cell(stage: Stage) -> None:
    client = signed_in(stage.admin)
    kind = stage.address(stage.presence, 5, "jenis/")
    assert "sama dengan yang sekarang" in words(client.post(kind, {"kind": "", "unit": ""}))
    assert client.post(kind, {"kind": "count", "unit": "dokumen"}).status_code == 302
    assert "Jumlah (dokumen)" in words(client.get(stage.address(stage.presence, 5)))
    assert signed_in(stage.person("pelaksana")).post(kind, {"kind": "share"}).status_code == 403


def test_hostile_words_stay_words(stage: Stage) -> None:
    nasty = '<script>alert("x")</script>'
    save(stage, stage.presence, 5, narrative=nasty)
    client = signed_in(stage.admin)
    clear_realisation(realisation=Realisation.objects.get(), seen=1, reason=nasty, by=stage.admin)
    assert "<script>alert" not in client.get(stage.address(stage.presence, 5)).content.decode()


def test_it_costs_the_same_however_much_is_recorded(
    stage: Stage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for month in range(1, 6):
        pieces = EvidenceFactory.create_batch(3, office=stage.office)
        record_realisation(indicator=stage.presence, month=month, said=Said(), seen=0, by=stage.admin, evidence=pieces)
    client = signed_in(stage.admin)
    client.get(stage.address(stage.presence, 5))
    with django_assert_max_num_queries(24):
        client.get(stage.address(stage.presence, 5))


def test_what_waits_next_is_one_step_away(stage: Stage) -> None:
    client = signed_in(stage.person("koordinator", 1))
    answer = client.post(stage.address(stage.count, 5), {"outcome": "done", "amount": "1", "seen": 0}, follow=True)
    assert f'href="{stage.address(stage.presence, 5)}"' in answer.content.decode()
    assert "Berikutnya: Surat keputusan tim" in words(answer)
    last = client.post(stage.address(stage.presence, 5), {"outcome": "done", "seen": 0}, headers=DRAWER)
    assert "Tersimpan" in words(last)
    assert "Berikutnya" not in words(last)
