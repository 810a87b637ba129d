"""The public pages as a visitor meets them: without account or script, nothing typed lost, nothing of others told."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.audit.models import AuditEvent
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.kernel.clock import now
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.registers.complaints.codes import new_stamp
from renaksi.registers.complaints.domain.follow import issue_receipt
from renaksi.registers.complaints.domain.receive import MOST_AN_HOUR
from renaksi.registers.complaints.models import Channel, ChannelCheck, Complaint, Reporter
from renaksi.registers.complaints.tests.fixtures import channel, complaint, settled, step

pytestmark = pytest.mark.django_db
SAID = {
    "kind": "complaint", "topic": "service", "title": "Loket pelayanan ditutup siang hari",
    "summary": "Loket pelayanan ditutup pukul sebelas padahal antrean panjang.", "privacy": "confidential",
    "name": "Rahasiawan Pelapor", "contact": "0812-9999-7777", "address": "", "kosong": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    ensure_limits()
    found: Office = OfficeFactory()
    channel(found)
    return found


def _sent(office: Office, client: Client | None = None, **more: str) -> tuple[int, str]:
    stamp = new_stamp(now() - timedelta(minutes=1))
    answer = (client or Client()).post(_page(office), {"cap": stamp, **SAID, **more})
    return answer.status_code, answer.content.decode()


def _page(office: Office, name: str = "public") -> str:
    return reverse(f"complaints_{name}", kwargs={"code": office.code})


def _told(page: str) -> tuple[str, str]:
    number, code = re.search(r"(\d+/2026)", page), re.search(r"([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})", page)
    assert number
    assert code
    return number[1], code[1]


def test_a_visitor_complains_and_follows_it_by_number_and_code(office: Office):
    status, page = _sent(office)
    entry = Complaint.objects.get(office=office)
    assert (status, entry.channel, entry.received_on, entry.state) == (200, "web", date(2026, 5, 20), "received")
    assert Reporter.objects.get(complaint=entry).name == SAID["name"]
    number, code = _told(page)
    standing = Client().post(_page(office, "follow"), {"number": number, "secret": code})
    assert standing.status_code == 200
    assert "diterima" in standing.content.decode()
    assert SAID["title"] in standing.content.decode()
    assert "Rahasiawan" not in standing.content.decode()


def test_a_wrong_number_and_a_wrong_code_are_answered_alike(office: Office):
    number, code = _told(_sent(office)[1])
    pages = []
    for wrong in ({"number": "77/2026", "secret": code}, {"number": number, "secret": "0000-0000-0000-0000"}):
        answer = Client().post(_page(office, "follow"), wrong)
        assert answer.status_code == 422
        said = answer.content.decode()
        for typed in (*wrong.values(), answer.context["csrf_token"]):
            said = said.replace(str(typed), "")
        pages.append(re.sub(r'value="[^"]*"|"x-csrftoken": "[^"]*"', "", said))
    assert pages[0] == pages[1]
    assert "tidak cocok" in pages[0]


def test_the_form_is_small_asks_nobody_else_and_is_not_kept(office: Office):
    answer = Client().get(_page(office))
    assert answer.status_code == 200
    assert len(answer.content) < 40_000
    assert "no-store" in answer["Cache-Control"]
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answer.content.decode())


def test_every_post_needs_the_token_of_the_page(office: Office):
    guarded = Client(enforce_csrf_checks=True)
    assert guarded.post(_page(office), SAID).status_code == 403
    assert guarded.post(_page(office, "follow"), {"number": "1/2026", "secret": "x"}).status_code == 403
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": ""}, "Tulis perihalnya"),
        ({"name": ""}, "Tulis nama Anda"),
        ({"topic": "lain-lain"}, "Pilih topik"),
        ({"kosong": "isi mesin"}, "Kosongkan isian ini"),
        ({"cap": ""}, "sudah lama terbuka"),
        ({"cap": "palsu"}, "sudah lama terbuka"),
    ],
)
def test_a_refusal_says_what_to_mend_and_keeps_what_was_typed(office: Office, more: dict[str, str], sentence: str):
    status, page = _sent(office, **more)
    assert (status, sentence in page, SAID["summary"] in page) == (422, True, True)
    assert not Complaint.objects.exists()


def test_who_is_faster_than_a_person_is_asked_to_send_again(office: Office):
    stamp = new_stamp(now() + timedelta(minutes=1))  # so that a slow machine is still too fast
    answer = Client().post(_page(office), {"cap": stamp, **SAID})
    assert answer.status_code == 422
    assert "terlalu cepat" in answer.content.decode()
    assert f'value="{stamp}"' in answer.content.decode()


def test_without_identity_nothing_typed_beside_is_kept(office: Office):
    assert _sent(office, privacy="anonymous")[0] == 200
    assert Complaint.objects.get().privacy == "anonymous"
    assert not Reporter.objects.exists()


def test_the_same_form_sent_again_gives_the_same_receipt(office: Office):
    sending = {"cap": new_stamp(now() - timedelta(minutes=1)), **SAID}
    pages = [Client().post(_page(office), sending).content.decode() for _ in range(2)]
    assert Complaint.objects.count() == 1
    assert _told(pages[0]) == _told(pages[1])


def test_what_was_likely_reported_is_told_by_number_day_and_topic_alone(office: Office):
    _sent(office, summary=f"{SAID['summary']} Ibu Tetangga juga melihat.")
    status, page = _sent(office)
    assert (status, Complaint.objects.count()) == (200, 1)
    assert "nomor 1/2026, 20 Mei 2026, topik Pelayanan kantor" in page
    assert "Ibu Tetangga" not in page
    assert _sent(office, tetap="1")[0] == 200
    assert Complaint.objects.count() == 2


def test_others_are_not_alike(office: Office):
    _sent(office)
    _sent(
        office,
        title="Nama hilang dari daftar pemilih",
        summary="Nama ayah hilang ketika diperiksa di laman daftar pemilih.",
    )
    assert Complaint.objects.count() == 2
    Complaint.objects.filter(number=1).update(received_on=date(2026, 2, 1))
    _sent(office, summary=f"{SAID['summary']} Hari ini.")
    assert Complaint.objects.count() == 3


def test_a_class_behind_one_address_is_taken_in_and_a_flood_is_not(office: Office):
    client = Client()
    for at in range(40):
        assert _sent(office, client, title=f"Perihal {at}", tetap="1")[0] == 200
    assert Complaint.objects.count() == 40
    for _ in range(MOST_AN_HOUR - 40):
        complaint(office, date(2026, 5, 20), channel="web")
    status, page = _sent(office, client, tetap="1")
    assert (status, "Sangat banyak pengaduan" in page, SAID["summary"] in page) == (422, True, True)


def test_the_page_is_shut_where_no_such_channel_is_open(office: Office):
    Channel.objects.update(kind="counter", address="Loket lobi")
    assert "sedang tidak dibuka" in Client().get(_page(office)).content.decode()
    assert "Loket lobi" in Client().get(_page(office)).content.decode()
    status, page = _sent(office)
    assert (status, SAID["summary"] in page) == (403, True)
    assert Client().get(reverse("complaints_public", kwargs={"code": "tidak-ada"})).status_code == 404


def test_the_reporter_answers_reopens_and_rates_on_the_page(office: Office):
    entry = step(complaint(office, date(2026, 5, 4)), "assign", handling="normative")
    step(entry, "ask", question="Di loket mana?", asked_on=date(2026, 5, 5))
    key = {"number": entry.book_number, "secret": issue_receipt(complaint=entry, by=None)}
    client = Client()

    def does(**more: str) -> tuple[int, str]:
        answer = client.post(_page(office, "follow"), {**key, **more})
        return answer.status_code, answer.content.decode()

    assert "Di loket mana?" in does()[1]
    assert does(do="reply", text=" ")[0] == 422
    status, page = does(do="reply", text="Loket dua.")
    assert (status, "sudah diterima" in page) == (200, True)
    entry.refresh_from_db()
    step(entry, "settle", closed_on=date(2026, 5, 20), answer="Sudah dibuka lagi.")
    assert "Sudah dibuka lagi." in does()[1]
    assert does(do="reopen", text="Masih tutup")[0] == 200
    officer = Client()
    officer.force_login(member(office, "pelaksana"))
    own = {"code": office.code, "entry_id": entry.pk}
    assert "Masih tutup" in officer.get(reverse("complaints_entry", kwargs=own)).content.decode()
    entry.refresh_from_db()
    step(entry, "settle", closed_on=date(2026, 5, 20), answer="Kini buka.")
    assert "Jawaban belum memadai" not in does()[1]
    assert does(do="reopen", text="Lagi")[0] == 422
    assert does(do="rate", rating="9")[0] == 422
    assert does(do="rate", rating="4")[0] == 200
    entry.refresh_from_db()
    assert (entry.reply, entry.rating, entry.state) == ("Loket dua.", 4, "settled")
    told = list(
        AuditEvent.objects.filter(what__startswith="complaints.r", object_id=f"complaints:{entry.pk}").values_list(
            "what", flat=True
        )
    )
    assert told == ["complaints.receipt_issued", "complaints.replied", "complaints.reopened", "complaints.rated"]


def test_the_office_records_tries_and_closes_its_channels(office: Office):
    client, address = Client(), _page(office, "channels")
    client.force_login(member(office, "pelaksana"))
    given = {
        "do": "record",
        "kind": "box",
        "address": "Pintu masuk",
        "procedure": "",
        "officer": "",
        "opened_on": "1 Mei 2026",
    }
    assert client.post(address, {**given, "address": ""}).status_code == 422
    assert client.post(address, given).status_code == 302
    box = Channel.objects.get(kind="box")
    assert (
        client.post(address, {"do": "shut", "channel": box.pk, "on": "2 Mei 2026", "note": "Terkunci"}).status_code
        == 302
    )
    check = ChannelCheck.objects.get(channel=box)
    assert (check.is_open, check.checked_on, check.note) == (False, date(2026, 5, 2), "Terkunci")
    assert "tidak terbuka" in client.get(address).content.decode()
    assert client.post(address, {"do": "check", "channel": box.pk, "on": "2 April 2026"}).status_code == 422
    assert client.post(address, {"do": "close", "channel": box.pk}).status_code == 302
    assert client.post(address, {"do": "check", "channel": box.pk}).status_code == 422
    other = channel(OfficeFactory(), "box")
    assert client.post(address, {"do": "close", "channel": other.pk}).status_code == 404


def test_the_office_opens_an_identity_by_a_deed_of_its_own(office: Office):
    entry = complaint(office)
    address = reverse("complaints_reporter", kwargs={"code": office.code, "entry_id": entry.pk})
    client = Client()
    client.force_login(member(office, "pelaksana"))
    assert (
        client.post(address, {"do": "record", "name": "Rahasiawan", "contact": "0812", "address": ""}).status_code
        == 302
    )
    assert "Rahasiawan" not in client.get(address).content.decode()
    assert not AuditEvent.objects.filter(what="complaints.reporter_opened").exists()
    shown = client.post(address, {"do": "open"})
    assert "Rahasiawan" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert AuditEvent.objects.filter(what="complaints.reporter_opened").count() == 1
    Complaint.objects.update(privacy="confidential")
    sealed = client.post(address, {"do": "open"})
    assert (sealed.status_code, "Rahasiawan" in sealed.content.decode()) == (422, False)
    number, code = _told(client.post(address, {"do": "receipt"}).content.decode())
    assert Client().post(_page(office, "follow"), {"number": number, "secret": code}).status_code == 200


def test_a_settled_answer_of_another_office_is_not_found(office: Office):
    entry = settled(complaint(office), date(2026, 3, 6))
    code = issue_receipt(complaint=entry, by=None)
    other = OfficeFactory()
    assert Client().post(_page(other, "follow"), {"number": entry.book_number, "secret": code}).status_code == 422
