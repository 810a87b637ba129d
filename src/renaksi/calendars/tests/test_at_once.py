"""Clocks and the calendar changed in the same moment, on the database as it runs: every last day fits the calendar after."""

from __future__ import annotations

from datetime import date

import pytest

from renaksi.audit.tests.at_once import at_once
from renaksi.calendars.domain.clocks import extend_clock, pause_clock, resume_clock, start_clock
from renaksi.calendars.domain.holidays import add_holiday, switch_holiday
from renaksi.calendars.domain.limits import set_limit
from renaksi.calendars.domain.off_days import off_days_of
from renaksi.calendars.models import CaseClock
from renaksi.calendars.tests.factories import KEY, limit, running
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import NationalFactory, OfficeFactory

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY, WEDNESDAY = date(2025, 7, 7), date(2025, 7, 16)


@pytest.fixture
def office() -> Office:
    limit()
    return OfficeFactory()


def add_local(office: Office) -> object:
    return add_holiday(office=office, day=WEDNESDAY, name="Hari Jadi", kind="local", source="Perwali", by=None)


def assert_reckoned(*clocks: CaseClock) -> None:
    """Each clock's day is the one its own facts and the calendar as it now stands give."""
    for clock in clocks:
        row = CaseClock.objects.get(pk=clock.pk)
        assert row.due_on == row.reckoning().due_on(off_days_of(row.office))


@pytest.mark.parametrize("turn", range(3))
def test_pause_and_new_holiday(office: Office, turn: int) -> None:
    clock = running(office, MONDAY)
    pause = lambda: pause_clock(clock=clock, on=date(2025, 7, 9), reason="menunggu", by=None)  # noqa: E731 - one deed
    assert at_once(pause, lambda: add_local(office)) == ["done", "done"]
    row = CaseClock.objects.get(pk=clock.pk)
    assert (row.due_on, row.paused_on) == (None, date(2025, 7, 9))
    resume_clock(clock=clock, on=date(2025, 7, 11), by=None)
    assert CaseClock.objects.get(pk=clock.pk).due_on == date(2025, 7, 24)


@pytest.mark.parametrize("turn", range(3))
def test_every_verb_and_every_change_of_the_calendar_together(office: Office, turn: int) -> None:
    nation = NationalFactory()
    holiday = add_holiday(office=nation, day=date(2025, 7, 15), name="Libur", kind="public", source="Keppres", by=None)
    resumed, extended = running(office, MONDAY), running(office, MONDAY)
    pause_clock(clock=resumed, on=date(2025, 7, 9), reason="menunggu", by=None)
    deeds = (
        lambda: resume_clock(clock=resumed, on=date(2025, 7, 14), by=None),
        lambda: extend_clock(clock=extended, days=3, reason="Berkas banyak", by=None),
        lambda: start_clock(office=office, limit_key=KEY, subject=f"uji:serentak{turn}", on=MONDAY, by=None),
        lambda: add_local(office),
        lambda: switch_holiday(holiday=holiday, office=nation, is_active=False, reason="Dibatalkan", by=None),
        lambda: set_limit(office=nation, key=KEY, since=None, days=12, reason="Koreksi", by=None),
    )
    assert at_once(*deeds) == ["done"] * len(deeds)
    begun = CaseClock.objects.get(subject=f"uji:serentak{turn}")
    assert_reckoned(resumed, extended, begun)
    assert set(CaseClock.objects.values_list("days", flat=True)) == {12}


def test_one_case_started_twice_at_once_has_one_clock(office: Office) -> None:
    start = lambda: start_clock(office=office, limit_key=KEY, subject="uji:dua", on=MONDAY, by=None)  # noqa: E731 - as above
    assert at_once(start, start, start) == ["calendars.clock_runs", "calendars.clock_runs", "done"]
    assert CaseClock.objects.count() == 1
