"""Signing at the door: on the day, while it is open, once, by anyone with a phone; and what the public sees of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from renaksi.audit.models import AuditEvent
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.record import change_entry, remove_entry
from renaksi.desk.importing_lines import plan_lines
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.measures.models import BookMonth
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.registers.events.domain.door import MOST_AN_HOUR, close_door, open_door, sign
from renaksi.registers.events.models import Attendance, Door, Event
from renaksi.registers.events.tests.made_up import attended, held, planned, stepped

pytestmark = pytest.mark.django_db
SIGNED = 30  # by the verb, so that the history too takes more than a page; the others are only written down
SITI = {"name": "Siti Marlina", "office_name": "SMA Negeri Contoh"}


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    ensure_limits()


@pytest.fixture
def event() -> Any:
    return planned(
        OfficeFactory(name="KPU Kota Rahasia"), topic="Diskusi pemilih", place="Balai warga", minutes="Catatan dalam",
        invitation="Hanya panitia", held_by="Subbagian Teknis",
    )  # fmt: skip


@pytest.fixture
def door(event: Any) -> Door:
    return open_door(event=event, by=None)


def address(door: Door) -> str:
    return reverse("events_sign", kwargs={"token": door.token})


def names(event: Any) -> list[str]:
    return list(Attendance.objects.standing().filter(entry=event).values_list("name", flat=True))


def test_a_visitor_signs_without_an_account(event: Any, door: Door):
    answer = Client().post(address(door), SITI, follow=True)
    assert "Terima kasih" in answer.content.decode()
    row = Attendance.objects.get(entry=event)
    assert (row.name, row.office_name, row.position, row.added_by, row.door) == (*SITI.values(), 1, None, door)
    told = AuditEvent.objects.get(what="events.signed")
    assert (told.actor, told.details) == ("peserta lewat kode QR", {"position": 1})
    assert Event.objects.get(pk=event.pk).version == event.version, "who writes the minutes meanwhile is not disturbed"
    assert BookMonth.objects.get(office=event.office, register="events", month=5).is_stale


def test_the_next_person_on_the_same_phone_signs_too(event: Any, door: Door):
    phone = Client()
    for name in ("Siti Marlina", "Dewi Lestari"):
        assert phone.post(address(door), {**SITI, "name": name}).status_code == 302
    assert names(event) == ["Siti Marlina", "Dewi Lestari"]


@pytest.mark.parametrize("name", ["Siti Marlina", "  siti   MARLINA "])
def test_who_stands_there_already_is_told_so(event: Any, door: Door, name: str):
    Client().post(address(door), SITI)
    answer = Client().post(address(door), {**SITI, "name": name}, follow=True)
    assert "sudah tercatat" in answer.content.decode()
    assert names(event) == ["Siti Marlina"]
    Client().post(address(door), {**SITI, "office_name": "SMA Negeri Lain"})
    assert len(names(event)) == 2


def test_a_pasted_list_leaves_out_who_signed(event: Any, door: Door):
    sign(door=door, **SITI)
    pasted = "1. SITI MARLINA; SMA Negeri Contoh\n2. Dewi Lestari; Sekretariat\n"
    plan = plan_lines(REGISTERS["events"].lines[0], event, pasted.encode())
    assert (plan.same, [row.name for _, row in plan.added]) == (1, ["Dewi Lestari"])


def test_a_refusal_keeps_what_was_typed(event: Any, door: Door):
    answer = Client().post(address(door), {"name": "Siti Marlina", "office_name": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Siti Marlina"' in page
    assert "Tulis jabatan atau asal" in page
    long = Client().post(address(door), {"name": "S" * 121, "office_name": "Sekretariat"}).content.decode()
    assert "S" * 121 in long
    assert 'value="Sekretariat"' in long
    assert Client().post(address(door), {}).status_code == 422
    assert names(event) == []


def test_what_a_machine_fills_in_is_refused_visibly(event: Any, door: Door):
    blank = Client().get(address(door)).content.decode()
    assert 'class="field trap"' in blank
    answer = Client().post(address(door), {**SITI, "kosong": "https://contoh.example"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "trap" not in page
    assert "Kosongkan isian ini" in page
    assert names(event) == []


def test_the_public_sees_title_date_and_place_alone(event: Any, door: Door):
    attended(event, "Rahmat Hidayat")
    visitor = Client()
    pages = [
        visitor.get(address(door)),
        visitor.post(address(door), SITI, follow=True),
        visitor.post(address(door), SITI, follow=True),
    ]
    for answer in pages:
        page = answer.content.decode()
        for shown in ("Diskusi pemilih", "Rabu, 20 Mei 2026", "Balai warga"):
            assert shown in page
        for kept in ("Rahmat", "Rahasia", "Catatan dalam", "Hanya panitia", "Subbagian Teknis", event.office.code):
            assert kept not in page
        assert "<script" not in page


def test_the_public_page_weighs_less_than_forty_kilobytes(door: Door):
    page = Client().get(address(door)).content
    files = [finders.find("events/sign.css"), finders.find("web/mark.svg")]
    assert len(page) + sum(Path(str(each)).stat().st_size for each in files) < 40_000
    assert page.count(b"<link") == 2, "nothing else is loaded"


@pytest.mark.parametrize("day", ["2026-05-19", "2026-05-21"])
def test_on_another_day_nobody_signs(event: Any, door: Door, day: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RENAKSI_TODAY", day)
    answer = Client().post(address(door), SITI)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert ("20 Mei 2026" if day < "2026-05-20" else "sudah ditutup") in page
    assert "Siti Marlina" in page, "what was typed is shown, to be told to who keeps the list"
    with pytest.raises(Refused, match="Daftar hadir"):
        sign(door=door, **SITI)
    assert names(event) == []


def test_a_closed_door_stays_closed_and_a_new_one_has_another_address(event: Any, door: Door):
    close_door(event=event, by=None)
    assert Client().post(address(door), SITI).status_code == 403
    again = open_door(event=event, by=None)
    assert again.token != door.token
    assert Client().post(address(again), SITI).status_code == 302
    assert Client().post(address(door), {**SITI, "name": "Dewi"}).status_code == 403
    assert names(event) == ["Siti Marlina"]
    with pytest.raises(Refused, match="sudah ditutup"):
        close_door(event=planned(event.office), by=None)


def test_what_was_reported_cancelled_or_struck_out_takes_nobody_more(event: Any, door: Door):
    assert Client().get(address(door)).status_code == 200
    stepped(event, "hold")
    assert Client().get(address(door)).status_code == 200, "while it lasts"
    stepped(event, "report", minutes="Selesai.")
    assert Client().post(address(door), SITI).status_code == 403
    for end in ("cancel", "strike"):
        other = planned(event.office)
        its = open_door(event=other, by=None)
        if end == "cancel":
            stepped(other, "cancel", reason="Hujan")
        else:
            remove_entry(register=REGISTERS["events"], entry=other, reason="Ganda", by=None)
        assert Client().post(address(its), SITI).status_code == 403
    assert not Attendance.objects.exists()


def test_a_postponed_event_waits_for_its_new_day(event: Any, door: Door):
    change_entry(
        register=REGISTERS["events"], entry=event, values={"held_on": date(2026, 5, 27)}, seen=event.version, by=None
    )
    assert "pada hari kegiatan, 27 Mei 2026" in Client().get(address(door)).content.decode()


def test_a_door_is_opened_on_the_day_alone(event: Any):
    for other in (planned(event.office, held_on=date(2026, 5, 21)), held(event.office, held_on=date(2026, 5, 19))):
        with pytest.raises(Refused, match="pada hari kegiatan"):
            open_door(event=other, by=None)
    door = open_door(event=event, by=None)
    assert open_door(event=event, by=None) == door
    assert len(door.token) == 22, "128 bits"
    with pytest.raises(Refused, match="dilaporkan atau batal"):
        open_door(event=stepped(planned(event.office), "cancel", reason="Hujan"), by=None)


def test_three_hundred_an_hour_sign_and_no_more(event: Any, door: Door):
    rows = [
        Attendance(entry=event, position=at, name=f"Orang {at}", door=door, added_at=now())
        for at in range(1, MOST_AN_HOUR)
    ]
    Attendance.objects.bulk_create(rows)
    assert Client().post(address(door), SITI).status_code == 302
    answer = Client().post(address(door), {**SITI, "name": "Dewi Lestari"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "300 orang" in page
    assert 'value="Dewi Lestari"' in page
    Attendance.objects.filter(entry=event).update(added_at=now() - timedelta(hours=2))
    assert Client().post(address(door), {**SITI, "name": "Dewi Lestari"}).status_code == 302


def test_an_unknown_address_is_not_there(door: Door):
    for token in ("x" * 22, door.token[:-1], door.token.swapcase()):
        assert Client().get(f"/hadir/{token}/").status_code == 404


def test_the_screen_at_the_door_shows_the_code_and_counts(event: Any):
    office, client = event.office, Client()
    client.force_login(member(office, "administrator"))
    where = {"code": office.code, "entry_id": event.pk}
    screen, entry = reverse("events_door", kwargs=where), reverse("events_entry", kwargs=where)
    assert screen in client.get(entry).content.decode()
    assert client.get(reverse("events_poster", kwargs=where)).status_code == 404
    assert client.post(screen, {"do": "open"}).status_code == 302
    door = Door.objects.get(event=event)
    page = client.get(screen).content.decode()
    assert f"http://testserver/hadir/{door.token}/" in page
    assert "<svg" in page
    assert "style=" not in page
    sign(door=door, **SITI)
    part = client.get(screen, headers={"HX-Request": "true", "HX-Target": "hitungan"}).content.decode()
    assert "<strong>1</strong> orang mengisi sendiri" in part
    assert "<html" not in part
    poster = client.get(reverse("events_poster", kwargs=where))
    assert poster.content.startswith(b"%PDF")
    client.post(screen, {"do": "close"})
    assert "Buka daftar hadir di pintu" in client.get(screen).content.decode()


def test_who_only_reads_does_not_open_the_door(event: Any):
    client = Client()
    client.force_login(member(event.office, "pembaca"))
    where = {"code": event.office.code, "entry_id": event.pk}
    assert client.get(reverse("events_door", kwargs=where)).status_code == 403
    assert client.post(reverse("events_door", kwargs=where), {"do": "open"}).status_code == 403
    assert (
        reverse("events_door", kwargs=where) not in client.get(reverse("events_entry", kwargs=where)).content.decode()
    )
    assert not Door.objects.exists()


@pytest.mark.parametrize("people", [1, 200])
def test_a_page_of_two_hundred_people_costs_no_more(
    people: int, event: Any, door: Door, django_assert_max_num_queries: DjangoAssertNumQueries
):
    for at in range(min(people, SIGNED)):
        sign(door=door, name=f"Orang {at:03}", office_name="SMA Negeri Contoh")
    more = range(SIGNED, people)
    Attendance.objects.bulk_create(
        Attendance(entry=event, position=at + 1, name=f"Orang {at:03}", door=door, added_at=now()) for at in more
    )
    client = Client()
    client.force_login(member(event.office, "administrator"))
    entry = reverse("events_entry", kwargs={"code": event.office.code, "entry_id": event.pk})
    client.get(entry)
    with django_assert_max_num_queries(20):
        answer = client.get(entry)
    page = answer.content.decode()
    assert f"Daftar hadir ({people})" in page
    assert "mengisi sendiri" in page
    assert len(page) < 150_000
    if people == 200:
        last = client.get(entry, {"attendance": "4", "riwayat": "2"}).content.decode()
        assert "Orang 199" in last
        assert "Orang 000" not in last
        assert "Halaman 4 dari 4" in last
