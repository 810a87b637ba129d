"""A clock's life: what each verb does to its last day, what it refuses, what it tells."""

from __future__ import annotations

from datetime import date

import pytest

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.calendars.domain.clocks import (
    extend_clock,
    pause_clock,
    reopen_clock,
    resume_clock,
    start_clock,
    stop_clock,
)
from renaksi.calendars.domain.seed import seed_year
from renaksi.calendars.models import CaseClock
from renaksi.calendars.tests.factories import KEY, limit, running
from renaksi.calendars.words import clock_words, words_of_clocks
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.offices.trail import chain_of

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 7, 7)  # two weeks without a day off; ten working days end on 21 July


@pytest.fixture
def office() -> Office:
    seed_year(2025)
    return OfficeFactory()


@pytest.fixture
def clock(office: Office) -> CaseClock:
    return running(office, MONDAY)


def refused(deed: object, **arguments: object) -> str:
    with pytest.raises(Refused) as refusal:
        deed(by=None, **arguments)  # type: ignore[operator]
    return refusal.value.code


def test_started_clock_takes_what_its_limit_says(office: Office) -> None:
    row = limit("uji.lain", days=14, counts_collective_leave=False)
    clock = start_clock(office=office, limit_key="uji.lain", subject="surat:1", on=date(2025, 3, 24), by=None)
    assert (clock.limit, clock.days, clock.unit, clock.counts_collective_leave) == (row, 14, "working", False)
    assert clock.due_on == date(2025, 4, 15)  # the four days of collective leave in April and 28 March count
    assert clock.version == 1


def test_one_case_has_one_running_clock_of_a_key(clock: CaseClock) -> None:
    again = {"office": clock.office, "limit_key": KEY, "subject": clock.subject, "on": MONDAY}
    assert refused(start_clock, **again) == "calendars.clock_runs"
    stop_clock(clock=clock, on=MONDAY, by=None)
    start_clock(by=None, **again)
    assert refused(reopen_clock, clock=clock, on=MONDAY) == "calendars.clock_runs"


def test_limit_that_is_not_there_is_refused_with_the_mend(office: Office) -> None:
    with pytest.raises(Refused, match=r"Kalender › Batas waktu") as refusal:
        start_clock(office=office, limit_key="tidak.ada", subject="surat:1", on=MONDAY, by=None)
    assert refusal.value.code == "calendars.no_limit"


def test_paused_clock_has_no_last_day_until_it_goes_on(clock: CaseClock) -> None:
    paused = pause_clock(clock=clock, on=date(2025, 7, 9), reason="menunggu pelapor", by=None)
    assert (paused.due_on, paused.paused_on) == (None, date(2025, 7, 9))
    assert not CaseClock.objects.late(date(2030, 1, 1)).exists()
    resumed = resume_clock(clock=clock, on=date(2025, 7, 16), by=None)
    assert (resumed.due_on, resumed.paused_on, resumed.paused_for) == (date(2025, 7, 28), None, "")


def test_pause_after_the_last_day_changes_nothing(clock: CaseClock) -> None:
    paused = pause_clock(clock=clock, on=date(2025, 7, 22), reason="menunggu pelapor", by=None)
    assert paused.due_on == date(2025, 7, 21)
    assert clock_words(paused, date(2025, 7, 23)) == ("terlambat 2 hari kerja, sejak 21 Jul", "late")


def test_pauses_are_refused_out_of_order(clock: CaseClock) -> None:
    assert refused(resume_clock, clock=clock, on=MONDAY) == "calendars.clock_runs"
    assert refused(pause_clock, clock=clock, on=date(2025, 7, 6), reason="x") == "calendars.day_too_early"
    assert refused(pause_clock, clock=clock, on=MONDAY, reason=" ") == "calendars.no_reason"
    pause_clock(clock=clock, on=date(2025, 7, 9), reason="menunggu pelapor", by=None)
    assert refused(pause_clock, clock=clock, on=date(2025, 7, 10), reason="x") == "calendars.clock_paused"
    assert refused(resume_clock, clock=clock, on=date(2025, 7, 8)) == "calendars.day_too_early"
    resume_clock(clock=clock, on=date(2025, 7, 11), by=None)
    assert refused(pause_clock, clock=clock, on=date(2025, 7, 10), reason="x") == "calendars.day_too_early"


def test_extension_counts_in_the_clocks_own_unit(clock: CaseClock) -> None:
    person = member(clock.office)
    extended = extend_clock(clock=clock, days=7, reason="Berkas banyak", by=person)
    assert (extended.due_on, extended.extension_days) == (date(2025, 7, 30), 7)
    assert (extended.extension_reason, extended.extended_by) == ("Berkas banyak", person)
    assert extend_clock(clock=clock, days=1, reason="Sekali lagi", by=person).due_on == date(2025, 7, 31)
    assert refused(extend_clock, clock=clock, days=0, reason="x") == "calendars.no_such_length"


def test_stopped_clock_keeps_how_it_ended(clock: CaseClock) -> None:
    stopped = stop_clock(clock=clock, on=date(2025, 7, 17), by=None)
    assert (stopped.due_on, stopped.left_when_stopped) == (date(2025, 7, 21), 2)
    for deed, arguments in ((pause_clock, {"on": MONDAY, "reason": "x"}), (extend_clock, {"days": 1, "reason": "x"})):
        assert refused(deed, clock=clock, **arguments) == "calendars.clock_stopped"
    assert refused(stop_clock, clock=clock, on=MONDAY) == "calendars.clock_stopped"


def test_clock_answered_while_it_stands_still_goes_on_that_day(clock: CaseClock) -> None:
    pause_clock(clock=clock, on=date(2025, 7, 9), reason="menunggu pelapor", by=None)
    stopped = stop_clock(clock=clock, on=date(2025, 7, 16), by=None)
    assert (stopped.due_on, stopped.left_when_stopped, stopped.paused_on) == (date(2025, 7, 28), 8, None)
    assert clock.pauses.get().until == date(2025, 7, 16)


def test_opened_again_what_was_left_is_left(clock: CaseClock) -> None:
    stop_clock(clock=clock, on=date(2025, 7, 17), by=None)  # two working days were left
    assert refused(reopen_clock, clock=clock, on=date(2025, 7, 16)) == "calendars.day_too_early"
    again = reopen_clock(clock=clock, on=date(2025, 9, 1), by=None)
    assert (again.due_on, again.stopped_on, again.left_when_stopped) == (date(2025, 9, 3), None, None)
    assert refused(reopen_clock, clock=clock, on=date(2025, 9, 2)) == "calendars.clock_runs"


def test_late_clock_opened_again_stays_late(clock: CaseClock) -> None:
    stop_clock(clock=clock, on=date(2025, 7, 25), by=None)
    assert reopen_clock(clock=clock, on=date(2025, 9, 1), by=None).due_on == date(2025, 7, 21)


def test_every_verb_raises_the_version(clock: CaseClock) -> None:
    pause_clock(clock=clock, on=MONDAY, reason="menunggu", by=None)
    resume_clock(clock=clock, on=MONDAY, by=None)
    extend_clock(clock=clock, days=1, reason="x", by=None)
    stop_clock(clock=clock, on=MONDAY, by=None)
    assert reopen_clock(clock=clock, on=MONDAY, by=None).version == 6


def test_verbs_are_silent_unless_asked_to_tell(office: Office) -> None:
    person = member(office)
    clock = running(office, MONDAY)
    assert not AuditEvent.objects.filter(chain=chain_of(office)).exists()
    pause_clock(clock=clock, on=MONDAY, reason="menunggu pelapor", by=person, tell=True)
    resume_clock(clock=clock, on=date(2025, 7, 8), by=person, tell=True)
    extend_clock(clock=clock, days=2, reason="Berkas banyak.", by=person, tell=True)
    stop_clock(clock=clock, on=date(2025, 7, 9), by=person, tell=True)
    reopen_clock(clock=clock, on=date(2025, 7, 10), by=person, tell=True)
    told = [sentence_of(event) for event in AuditEvent.objects.filter(chain=chain_of(office)).order_by("number")]
    assert len(told) == 5
    assert told[0].endswith("sejak 7 Juli 2025: menunggu pelapor")
    assert "dengan 2 hari kerja; batasnya 24 Juli 2025" in told[2]


@pytest.mark.parametrize(
    ("day", "words", "tone"),
    [
        (date(2025, 7, 16), "3 hari kerja lagi, 21 Jul", ""),
        (date(2025, 7, 17), "2 hari kerja lagi, 21 Jul", "now"),
        (date(2025, 7, 20), "1 hari kerja lagi, 21 Jul", "now"),
        (date(2025, 7, 21), "hari ini batasnya, 21 Jul", "now"),
        (date(2025, 7, 22), "terlambat 1 hari kerja, sejak 21 Jul", "late"),
        (date(2026, 1, 2), "terlambat 115 hari kerja, sejak 21 Jul 2025", "late"),
    ],
)
def test_running_clock_in_words(clock: CaseClock, day: date, words: str, tone: str) -> None:
    assert clock_words(clock, day) == (words, tone)


def test_last_day_over_the_weekend_is_late_by_no_working_day(clock: CaseClock) -> None:
    extended = extend_clock(clock=clock, days=4, reason="x", by=None)  # Friday 25 July
    assert clock_words(extended, date(2025, 7, 26)) == ("terlambat, sejak 25 Jul", "late")


def test_standing_still_in_words(clock: CaseClock) -> None:
    paused = pause_clock(clock=clock, on=MONDAY, reason="menunggu pelapor", by=None)
    assert clock_words(paused, date(2025, 12, 1)) == ("berhenti: menunggu pelapor", "")


@pytest.mark.parametrize(
    ("on", "words", "tone"),
    [
        (date(2025, 7, 17), "selesai 17 Jul, 2 hari kerja sebelum batas", "done"),
        (date(2025, 7, 21), "selesai 21 Jul, tepat pada batas", "done"),
        (date(2025, 7, 23), "selesai 23 Jul, terlambat 2 hari kerja", "missed"),
    ],
)
def test_answered_clock_in_words(clock: CaseClock, on: date, words: str, tone: str) -> None:
    assert clock_words(stop_clock(clock=clock, on=on, by=None), date(2025, 8, 1)) == (words, tone)


def test_calendar_days_in_words(office: Office) -> None:
    limit("uji.kalender", days=14, unit="calendar")
    assert clock_words(running(office, MONDAY, "uji.kalender"), MONDAY) == ("14 hari lagi, 21 Jul", "")


def test_words_of_many_cost_one_query(office: Office, django_assert_num_queries: object) -> None:
    few = [running(office, MONDAY) for _ in range(2)]
    many = [running(OfficeFactory(), MONDAY) for _ in range(10)]
    for clocks in (few, many):
        with django_assert_num_queries(1):  # type: ignore[operator]
            words = words_of_clocks(clocks, date(2025, 7, 16))
        assert set(words.values()) == {("3 hari kerja lagi, 21 Jul", "")}
        assert len(words) == len(clocks)


def test_late_and_due_are_asked_of_open_clocks(clock: CaseClock) -> None:
    assert list(CaseClock.objects.due_by(date(2025, 7, 21))) == [clock]
    assert not CaseClock.objects.late(date(2025, 7, 21)).exists()
    assert list(CaseClock.objects.late(date(2025, 7, 22))) == [clock]
    stop_clock(clock=clock, on=date(2025, 7, 25), by=None)
    assert not CaseClock.objects.late(date(2025, 7, 26)).exists()
