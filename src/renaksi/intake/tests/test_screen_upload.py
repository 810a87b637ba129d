"""Uploading as a person meets it: a file, pasted text, the template, nothing; refusals beside the field; the reading watched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from renaksi.intake.models import Draft, DraftState
from renaksi.intake.tasks import read_draft
from renaksi.intake.tests.samples_of_readings import DECREE_ROWS, decree_file
from renaksi.intake.tests.screens import Desk, text_of, value_of, words_of
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.plan.rows import DecreeFacts

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings: object, tmp_path: Path) -> Desk:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings take any name
    office = OfficeFactory(code="9999", name="KPU Kota Contoh")
    return Desk(office, member(office, "pelaksana"))


def send(desk: Desk, data: bytes = b"", name: str = "keputusan.txt", **form: object) -> HttpResponse:
    given = {"file": SimpleUploadedFile(name, data)} if data or not form else {}
    return desk.client.post(desk.address("intake_upload"), given | form)


def read(desk: Desk) -> Draft:
    draft = Draft.objects.latest("created_at")
    read_draft.func(str(draft.pk))
    draft.refresh_from_db()
    desk.draft = draft
    return draft


def test_file_is_received_watched_and_reviewed(desk: Desk) -> None:
    response = send(desk, decree_file())
    draft = Draft.objects.get()
    desk.draft = draft
    assert response.headers["Location"] == desk.address()
    waiting = desk.look()
    assert "Keputusan sedang dibaca" in words_of(waiting)
    assert 'http-equiv="refresh"' in text_of(waiting)
    polled = desk.client.get(desk.address(), headers={"hx-request": "true", "hx-target": "keadaan"})
    assert text_of(polled).lstrip().startswith('<div id="keadaan"')
    read(desk)
    polled = desk.client.get(desk.address(), headers={"hx-request": "true", "hx-target": "keadaan"})
    assert polled.headers["HX-Redirect"] == desk.address()
    assert "2 area, 12 baris" in words_of(desk.look())


def test_pasted_text_is_read_like_a_file(desk: Desk) -> None:
    assert send(desk, text=decree_file().decode(), year="2026").status_code == 302
    assert read(desk).rows.count() == 12


def test_workbook_is_read_like_a_file(desk: Desk) -> None:
    assert send(desk, decree_file("xlsx"), "keputusan.xlsx").status_code == 302
    assert read(desk).rows.count() == 12


@pytest.mark.parametrize(
    ("data", "form", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), {}, "Gambar"),
        (b"", {"text": "   "}, "Pilih berkas keputusan, atau tempel teksnya."),
        (b"isi", {"text": "isi juga"}, "Pilih salah satu"),
        (b"isi", {"year": "20x2"}, "empat angka"),
        (b"isi", {"year": "1822"}, "paling awal"),
    ],
)
def test_refusal_stands_beside_the_field(desk: Desk, data: bytes, form: dict[str, str], sentence: str) -> None:
    response = send(desk, data, **form)
    assert response.status_code == 422
    assert sentence in words_of(response)
    assert not Draft.objects.exists()


def test_upload_by_htmx_is_led_on_and_refused_in_place(desk: Desk) -> None:
    where, headers = desk.address("intake_upload"), {"hx-request": "true"}
    refused = desk.client.post(where, {"text": "x", "year": "1"}, headers=headers)
    assert refused.status_code == 200
    assert "paling awal" in words_of(refused)
    sent = desk.client.post(where, {"file": SimpleUploadedFile("a.txt", decree_file())}, headers=headers)
    desk.draft = Draft.objects.get()
    assert sent.headers["HX-Redirect"] == desk.address()


def test_refused_upload_keeps_what_was_typed(desk: Desk) -> None:
    response = send(desk, text="Teks panjang yang ditempel", year="20x2")
    assert "Teks panjang yang ditempel</textarea>" in text_of(response)


def test_same_file_again_leads_to_the_same_review(desk: Desk) -> None:
    first = send(desk, decree_file())
    read(desk)
    again = send(desk, decree_file(), "nama lain.txt")
    assert again.headers["Location"] == first.headers["Location"]
    assert "sudah pernah diunggah" in words_of(desk.look())


def test_unreadable_file_says_why_and_what_to_do(desk: Desk) -> None:
    send(desk, b"Pada suatu hari hiduplah seorang petani. " * 50)
    draft = read(desk)
    assert draft.state == DraftState.FAILED
    polled = desk.client.get(desk.address(), headers={"hx-request": "true", "hx-target": "keadaan"})
    assert polled.headers["HX-Redirect"] == desk.address()  # the whole page anew: its title speaks of reading
    page = words_of(desk.look())
    assert draft.failure in page
    assert "Unggah berkas lain" in page
    assert desk.client.post(desk.address("intake_retry")).status_code == 302
    draft.refresh_from_db()
    assert draft.state == DraftState.READING


def test_template_and_typing_begin_a_draft_of_the_year(desk: Desk) -> None:
    assert desk.client.post(desk.address("intake_template"), {"template-year": "2026"}).status_code == 302
    desk.draft = Draft.objects.get()
    assert "Berangkat dari templat nasional" in words_of(desk.look())
    assert desk.draft.rows.count() > 100
    desk.client.post(desk.address("intake_typed"), {"typed-year": "2027"})
    assert Draft.objects.get(year=2027).rows.count() == 1


def test_year_without_a_plan_is_offered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-01")
    adopt_plan(office=desk.office, year=2026, facts=DecreeFacts(), rows=DECREE_ROWS, by=None)
    page = desk.client.get(desk.address("intake_upload"))
    assert value_of(page, "template-year") == value_of(page, "typed-year") == "2027"


def test_withdrawn_plan_is_begun_anew(desk: Desk) -> None:
    plan = adopt_plan(office=desk.office, year=2026, facts=DecreeFacts(), rows=DECREE_ROWS, by=None)
    address = desk.address("intake_from_plan")
    assert desk.client.post(address, {"plan": plan.pk}).status_code == 302
    assert not Draft.objects.exists()  # still in force
    withdraw_plan(plan=plan, reason="salah unggah", by=None)
    assert "Perbaiki rencana yang ditarik" in words_of(desk.client.get(desk.address("intake_upload")))
    desk.client.post(address, {"plan": plan.pk})
    assert Draft.objects.get().rows.count() == len(DECREE_ROWS)
    assert desk.client.post(address, {"plan": "x"}).status_code == 404


def test_year_is_asked_for_a_draft_without_a_file(desk: Desk) -> None:
    response = desk.client.post(desk.address("intake_typed"), {"typed-year": ""})
    assert response.status_code == 422
    assert "Tulis tahun rencananya." in words_of(response)


def test_samples_are_named_and_downloaded(desk: Desk, settings: object, tmp_path: Path) -> None:
    settings.RENAKSI_SAMPLES = str(tmp_path / "none")  # type: ignore[attr-defined]  # as above
    assert "Contoh untuk mencoba" not in words_of(desk.client.get(desk.address("intake_upload")))
    settings.RENAKSI_SAMPLES = str(tmp_path)  # type: ignore[attr-defined]  # as above
    (tmp_path / "contoh.txt").write_bytes(decree_file())
    (tmp_path / "contoh.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "rahasia.key").write_bytes(b"x")
    page = words_of(desk.client.get(desk.address("intake_upload")))
    assert "contoh.txt" in page
    assert re.search(r"contoh\.pdf PDF, \d", page)
    assert "rahasia" not in page
    got = desk.client.get(desk.address("intake_sample", name="contoh.txt"))
    assert b"".join(got.streaming_content) == decree_file()
    assert desk.client.get(desk.address("intake_sample", name="rahasia.key")).status_code == 404


def test_reader_without_the_right_may_not_upload() -> None:
    office = OfficeFactory()
    assert Desk(office, member(office, "pembaca")).client.get(f"/satker/{office.code}/unggah/").status_code == 403
