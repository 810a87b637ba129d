"""Limits as dated data: declared once, the office's own before the nation's, and clocks that follow a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.calendars import limits as declarations
from renaksi.calendars.domain.clocks import stop_clock
from renaksi.calendars.domain.limits import (
    end_limit,
    ensure_limits,
    history_of,
    limit_in_force,
    limits_in_force,
    set_limit,
)
from renaksi.calendars.limits import LimitDefault, declare, declared
from renaksi.calendars.models import CaseClock, Limit
from renaksi.calendars.reckon import Unit
from renaksi.calendars.tests.factories import KEY, limit, running
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import NationalFactory, OfficeFactory, member

pytestmark = pytest.mark.django_db
DEFAULT = LimitDefault("uji.deklarasi", "Uji deklarasi", 14, Unit.WORKING, "Permenpan uji")
MONDAY = date(2025, 7, 7)


@pytest.fixture
def office() -> Office:
    return OfficeFactory()


@pytest.fixture
def fresh_declarations() -> Iterator[None]:
    """The declarations of the program, left as they were."""
    kept = dict(declarations._DECLARED)
    yield
    declarations._DECLARED.clear()
    declarations._DECLARED.update(kept)


def refusal_of(deed: Any, **arguments: Any) -> str:
    with pytest.raises(Refused) as refusal:
        deed(**arguments)
    return refusal.value.code


@pytest.mark.usefixtures("fresh_declarations")
def test_declared_limits_are_written_once_and_then_left_to_people(office: Office) -> None:
    declare(DEFAULT)
    declare(DEFAULT)
    assert declared()[-1] == DEFAULT
    assert ensure_limits() >= 1
    row = Limit.objects.get(key=DEFAULT.key)
    assert (row.office, row.since, row.days, row.unit, row.is_unverified) == (None, None, 14, "working", True)
    set_limit(office=NationalFactory(), key=DEFAULT.key, since=None, days=10, reason="Koreksi", by=None)
    assert ensure_limits() == 0
    assert limit_in_force(DEFAULT.key, office, MONDAY).days == 10


@pytest.mark.usefixtures("fresh_declarations")
def test_key_is_declared_by_one() -> None:
    declare(DEFAULT)
    with pytest.raises(ValueError, match=r"uji\.deklarasi"):
        declare(LimitDefault("uji.deklarasi", "Lain", 5, Unit.CALENDAR, "Lain"))


@pytest.mark.usefixtures("fresh_declarations")
def test_command_loads_days_and_limits_and_may_be_run_again() -> None:
    declare(DEFAULT)
    told = [_loaded(), _loaded()]
    assert told[0][0].startswith("2026: 25 hari ditambahkan")
    assert told[1] == [
        "2026: 0 hari ditambahkan, 0 dimutakhirkan, 0 dihapus, 0 batas waktu dihitung ulang.",
        "0 batas waktu bawaan ditambahkan.",
    ]
    assert Limit.objects.filter(key=DEFAULT.key).exists()


def _loaded() -> list[str]:
    said = StringIO()
    call_command("load_calendars", "--year", "2026", stdout=said)
    return said.getvalue().splitlines()


def test_own_limit_comes_before_the_nations_and_each_in_its_time(office: Office) -> None:
    limit(days=10)
    limit(days=12, since=date(2025, 6, 1))
    limit(days=7, office=office, since=date(2025, 7, 1), until=date(2025, 7, 31))
    other = OfficeFactory()
    days = [date(2025, 5, 31), date(2025, 6, 1), date(2025, 7, 1), date(2025, 7, 31), date(2025, 8, 1)]
    assert [limit_in_force(KEY, office, day).days for day in days] == [10, 12, 7, 7, 12]
    assert [limit_in_force(KEY, other, day).days for day in days] == [10, 12, 12, 12, 12]
    assert [row.days for row in history_of(KEY, office)] == [7, 12, 10]
    assert [row.days for row in history_of(KEY, other)] == [12, 10]


def test_no_limit_on_the_day_is_refused(office: Office) -> None:
    limit(since=date(2025, 6, 1))
    assert refusal_of(limit_in_force, key=KEY, office=office, on=date(2025, 5, 31)) == "calendars.no_limit"


def test_list_names_each_key_once(office: Office, django_assert_num_queries: Any) -> None:
    limit(days=10)
    limit(days=7, office=office)
    limit("uji.lain", title="Aduan")
    with django_assert_num_queries(1):
        rows = limits_in_force(office, MONDAY)
    assert [(row.title, row.days) for row in rows] == [("Aduan", 10), ("Jawaban permohonan", 7)]


def test_clocks_begun_since_follow_and_those_answered_stay(office: Office) -> None:
    limit()
    before, since = running(office, date(2025, 6, 30)), running(office, MONDAY)
    answered = stop_clock(clock=running(office, MONDAY), on=date(2025, 7, 8), by=None)
    foreign = running(OfficeFactory(), MONDAY)
    row = set_limit(office=office, key=KEY, since=date(2025, 7, 1), days=5, reason="Keputusan ketua", by=None)
    found = {clock.pk: (clock.due_on, clock.days, clock.limit_id == row.pk) for clock in CaseClock.objects.all()}
    assert found[since.pk] == (date(2025, 7, 14), 5, True)
    assert found[before.pk] == (date(2025, 7, 14), 10, False)
    assert found[answered.pk] == found[foreign.pk] == (date(2025, 7, 21), 10, False)
    event = AuditEvent.objects.get(what="calendars.limit_set")
    assert event.details["clocks"] == 1
    assert "menjadi 5 hari kerja, berlaku sejak 1 Juli 2025; 1 hitungan disesuaikan" in sentence_of(event)


def test_nations_change_passes_by_an_office_with_its_own(office: Office) -> None:
    limit()
    limit(days=7, office=office)
    own, other = running(office, MONDAY), running(OfficeFactory(), MONDAY)
    nation = NationalFactory()
    set_limit(office=nation, key=KEY, since=None, unit="calendar", reason="Koreksi", by=member(nation))
    due = dict(CaseClock.objects.values_list("pk", "due_on"))
    assert (due[own.pk], due[other.pk]) == (date(2025, 7, 16), date(2025, 7, 17))
    assert Limit.objects.filter(key=KEY).count() == 2


def test_same_day_is_a_correction_and_another_keeps_the_past(office: Office) -> None:
    limit()
    first = set_limit(office=office, key=KEY, since=MONDAY, days=7, reason="Pertama", by=None)
    again = set_limit(office=office, key=KEY, since=MONDAY, days=8, reason="Koreksi", by=None, seen=(first.pk, 1))
    assert (again.pk, again.version) == (first.pk, 2)
    later = set_limit(
        office=office, key=KEY, since=date(2025, 8, 1), legal_source="Perki 1/2026", reason="Baru", by=None
    )
    assert (later.days, later.legal_source) == (8, "Perki 1/2026")
    assert set_limit(office=office, key=KEY, since=date(2025, 8, 1), days=8, reason="", by=None).version == 1
    stale = {"office": office, "key": KEY, "since": MONDAY, "days": 9, "reason": "x", "by": None, "seen": (first.pk, 1)}
    assert refusal_of(set_limit, **stale) == "calendars.limit_stale"


def test_own_limit_ended_gives_way_to_the_nations(office: Office) -> None:
    limit()
    own = set_limit(office=office, key=KEY, since=None, days=5, reason="Sendiri", by=None)
    early, late = running(office, date(2025, 6, 30)), running(office, MONDAY)
    admin = member(office)
    end_limit(limit=own, office=office, until=date(2025, 6, 30), reason="Kembali", by=admin)
    due = dict(CaseClock.objects.values_list("pk", "due_on"))
    assert (due[early.pk], due[late.pk]) == (date(2025, 7, 7), date(2025, 7, 21))
    assert AuditEvent.objects.get(what="calendars.limit_ended").details["clocks"] == 1
    again = set_limit(office=office, key=KEY, since=None, days=5, reason="Lagi", by=admin)
    assert (again.pk, again.until) == (own.pk, None)
    assert CaseClock.objects.get(pk=late.pk).due_on == date(2025, 7, 14)


def test_what_makes_no_sense_is_refused(office: Office) -> None:
    nations, own = limit(), limit(days=7, office=office)
    given = {"office": office, "key": KEY, "since": MONDAY, "reason": "x", "by": None}
    assert refusal_of(set_limit, **given | {"days": 0}) == "calendars.no_such_length"
    assert refusal_of(set_limit, **given | {"unit": "jam"}) == "calendars.no_such_unit"
    assert refusal_of(set_limit, **given | {"legal_source": " "}) == "calendars.no_source"
    assert refusal_of(set_limit, **given | {"days": 5, "reason": ""}) == "calendars.no_reason"
    assert refusal_of(set_limit, **given | {"key": "tidak.ada"}) == "calendars.no_limit"
    assert refusal_of(set_limit, **given | {"by": member(office, "pembaca")}) == "offices.not_allowed"
    end = {"until": MONDAY, "reason": "x", "by": None}
    assert refusal_of(end_limit, limit=nations, office=office, **end) == "calendars.not_own"
    assert refusal_of(end_limit, limit=nations, office=NationalFactory(), **end) == "calendars.national_limit"
    assert refusal_of(end_limit, limit=own, office=OfficeFactory(), **end) == "calendars.not_own"
    dated = limit(days=6, office=office, since=date(2025, 8, 1))
    assert refusal_of(end_limit, limit=dated, office=office, **end) == "calendars.span_reversed"
