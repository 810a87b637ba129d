"""An event is held on its day or later, never before."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.record import change_entry
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.registers.events.models import Event
from renaksi.registers.events.tests.made_up import held, planned, stepped

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 5, 21)


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    ensure_limits()


def test_an_event_of_tomorrow_cannot_have_been_held():
    entry = planned(OfficeFactory(), held_on=TOMORROW)
    with pytest.raises(Refused, match="sesudah hari ini") as refusal:
        stepped(entry, "hold")
    assert (refusal.value.code, refusal.value.field) == ("desk.not_valid", "held_on")
    assert Event.objects.get(pk=entry.pk).state == "planned"
    assert stepped(entry, "hold", held_on=date(2026, 5, 20)).state == "held"


def test_what_was_held_is_not_moved_ahead():
    entry = held(OfficeFactory())
    with pytest.raises(Refused, match="sesudah hari ini"):
        change_entry(
            register=REGISTERS["events"], entry=entry, values={"held_on": TOMORROW}, seen=entry.version, by=None
        )


def test_it_is_today_where_the_office_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("RENAKSI_TODAY")
    office = OfficeFactory(time_zone="Asia/Jayapura")
    from renaksi.kernel.clock import today

    assert held(office, held_on=today("Asia/Jayapura")).state == "held"


def test_a_refused_step_says_so_beside_the_day_and_keeps_what_was_typed():
    office = OfficeFactory()
    entry, client = planned(office, held_on=TOMORROW), Client()
    client.force_login(member(office, "administrator"))
    address = reverse("events_step", kwargs={"code": office.code, "entry_id": entry.pk, "name": "hold"})
    answer = client.post(address, {"held_on": "21 Mei 2026", "present_count": "17", "minutes": "Catatan panjang"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "sesudah hari ini" in page
    assert "Catatan panjang" in page
    assert 'value="17"' in page


def test_the_report_is_in_time_by_the_day_it_was_made():
    entry = held(OfficeFactory(), held_on=date(2026, 4, 8))
    for wrong in (date(2026, 4, 7), TOMORROW):
        with pytest.raises(Refused, match="Tanggal laporan") as refusal:
            stepped(entry, "report", minutes="Selesai.", reported_on=wrong)
        assert refusal.value.field == "reported_on"
    done = stepped(entry, "report", minutes="Selesai.", reported_on=date(2026, 4, 13))
    assert done.clock.stopped_on == date(2026, 4, 13)
    today = stepped(held(entry.office), "report", minutes="Selesai.")
    assert (today.reported_on, today.clock.stopped_on) == (date(2026, 5, 20), date(2026, 5, 20))
