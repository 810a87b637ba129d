"""An entry's life through the screens: written, changed, stepped, struck out, brought back; what it measures follows."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.calendars.domain.limits import ensure_limits
from renaksi.calendars.domain.seed import seed_year
from renaksi.desk.domain.record import change_entry, record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused, Stale
from renaksi.measures.domain.fill import fill, values_of
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db
VALUES = {
    "kind": "commitment",
    "topic": "Kick off",
    "held_on": date(2026, 2, 3),
    "place": "Aula",
    "audience": "internal",
}


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    ensure_limits()
    seed_year(2026)


def test_numbers_run_by_year_and_office():
    office, other, register = OfficeFactory(), OfficeFactory(), REGISTERS["events"]
    first, second = (record_entry(register=register, office=office, values=VALUES, by=None) for _ in range(2))
    third = record_entry(register=register, office=office, values={**VALUES, "held_on": date(2025, 1, 2)}, by=None)
    assert [each.book_number for each in (first, second, third)] == ["1/2026", "2/2026", "1/2025"]
    assert record_entry(register=register, office=other, values=VALUES, by=None).book_number == "1/2026"


def test_a_refused_entry_leaves_no_gap():
    office, register = OfficeFactory(), REGISTERS["events"]
    with pytest.raises(Refused) as refusal:
        record_entry(register=register, office=office, values={**VALUES, "topic": ""}, by=None)
    assert refusal.value.field == "topic"
    assert record_entry(register=register, office=office, values=VALUES, by=None).number == 1


def test_a_stale_change_shows_both_versions():
    office, register = OfficeFactory(), REGISTERS["events"]
    entry = record_entry(register=register, office=office, values=VALUES, by=None)
    change_entry(register=register, entry=entry, values={**VALUES, "place": "Ruang rapat"}, seen=1, by=None)
    with pytest.raises(Stale) as stale:
        change_entry(register=register, entry=entry, values={**VALUES, "place": "Lapangan"}, seen=1, by=None)
    assert "Ruang rapat" in stale.value.current
    assert "Lapangan" in stale.value.attempted


def test_steps_are_taken_from_their_states_alone():
    office, register = OfficeFactory(), REGISTERS["events"]
    entry = record_entry(register=register, office=office, values=VALUES, by=None)
    report, hold = register.step("report"), register.step("hold")
    assert report
    assert hold
    with pytest.raises(Refused, match="direncanakan"):
        take_step(register=register, entry=entry, step=report, values={"minutes": "ada"}, by=None)
    held = take_step(
        register=register, entry=entry, step=hold, values={"held_on": date(2026, 2, 3), "present_count": 12}, by=None
    )
    assert held.state == "held"
    assert held.clock is not None
    assert held.clock.due_on == date(2026, 2, 10)
    done = take_step(register=register, entry=held, step=report, values={"minutes": "Disepakati."}, by=None)
    assert done.clock is not None
    assert done.clock.stopped_on == date(2026, 5, 20)
    fill(office=office, register="events", year=2026, month=2)
    assert (
        values_of(office=office, year=2026, keys=["events.reform_commitment"])[("events.reform_commitment", 2)].amount
        == 1
    )


def test_the_screens_take_an_entry_from_form_to_figure():
    office = OfficeFactory()
    client = Client()
    client.force_login(member(office, "administrator"))
    kwargs = {"code": office.code}
    sent = {**VALUES, "held_on": "3 Februari 2026"}
    answer = client.post(reverse("events_new", kwargs=kwargs), sent)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    page = client.get(answer["Location"])
    assert "Kick off" in page.content.decode()
    one = answer["Location"].rstrip("/").rpartition("/")[2]
    step = reverse("events_step", kwargs={**kwargs, "entry_id": one, "name": "hold"})
    assert (
        client.post(step, {"held_on": "3 Februari 2026", "present_count": "12", "minutes": "Notula"}).status_code == 302
    )
    line = reverse("events_line_add", kwargs={**kwargs, "entry_id": one, "name": "attendance"})
    assert client.post(line, {"name": "Siti"}).status_code == 302
    assert "Siti" in client.get(answer["Location"]).content.decode()
    listed = client.get(reverse("events_list", kwargs=kwargs), {"cari": "kick"}).content.decode()
    assert "1/2026" in listed
    measures = client.get(reverse("events_measures", kwargs=kwargs)).content.decode()
    assert f"?nomor={one}" in measures
    assert client.get(reverse("book_index", kwargs=kwargs)).status_code == 200


@pytest.mark.parametrize("year", [226, 1989, 2101])
def test_a_slip_in_the_year_is_told(year: int):
    with pytest.raises(Refused, match="Periksa tahunnya") as refusal:
        record_entry(
            register=REGISTERS["events"],
            office=OfficeFactory(),
            values={**VALUES, "held_on": date(year, 2, 3)},
            by=None,
        )
    assert refusal.value.field == "held_on"


def test_a_time_limit_is_extended_with_a_reason_and_stops_with_the_last_step():
    office = OfficeFactory()
    client = Client()
    client.force_login(member(office, "administrator"))
    register = REGISTERS["events"]
    entry = record_entry(register=register, office=office, values={**VALUES, "held_on": date(2026, 5, 18)}, by=None)
    address = reverse("events_extend", kwargs={"code": office.code, "entry_id": entry.pk})
    assert "tidak sedang dihitung" in client.post(address, {"days": "3", "reason": "Menunggu"}).content.decode()
    hold, report = register.step("hold"), register.step("report")
    assert hold
    assert report
    held = take_step(register=register, entry=entry, step=hold, values={"held_on": date(2026, 5, 18)}, by=None)
    assert held.clock.due_on == date(2026, 5, 25)
    assert client.post(address, {"days": "3", "reason": ""}).status_code == 422
    assert client.post(address, {"days": "3", "reason": "Menunggu daftar hadir"}).status_code == 302
    held.clock.refresh_from_db()
    assert held.clock.due_on == date(
        2026, 6, 2
    )  # 26 and 29 May; Idul Adha and its leave, a weekend and 1 June lie between
    take_step(register=register, entry=held, step=report, values={"minutes": "Selesai."}, by=None)
    assert "tidak sedang dihitung" in client.post(address, {"days": "3", "reason": "Lagi"}).content.decode()
