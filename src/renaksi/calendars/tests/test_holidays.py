"""The calendar changed by people: who may, what is refused, and what it does to clocks that run."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.calendars.domain.clocks import pause_clock, resume_clock, start_clock, stop_clock
from renaksi.calendars.domain.holidays import add_holiday, change_holiday, switch_holiday, verify_year
from renaksi.calendars.domain.off_days import off_days_of
from renaksi.calendars.domain.seed import packaged_days, seed_year, seed_years
from renaksi.calendars.models import CaseClock, Holiday
from renaksi.calendars.tests.factories import limit, running
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import NationalFactory, OfficeFactory, member
from renaksi.offices.trail import chain_of

pytestmark = pytest.mark.django_db
MONDAY = date(2025, 7, 7)  # ten working days end on 21 July
WEDNESDAY = date(2025, 7, 16)


@pytest.fixture
def nation() -> Office:
    seed_year(2025)
    return NationalFactory()


@pytest.fixture
def office(nation: Office) -> Office:
    return OfficeFactory()


def local(office: Office, day: date = WEDNESDAY, **other: Any) -> Holiday:
    given = {"name": "Hari Jadi Kota", "kind": "local", "source": "Perwali 7/2025", "by": None}
    return add_holiday(office=office, day=day, **given | other)


def due(clock: CaseClock) -> date | None:
    return CaseClock.objects.get(pk=clock.pk).due_on


def refusal_of(deed: Any, **arguments: Any) -> str:
    with pytest.raises(Refused) as refusal:
        deed(**arguments)
    return refusal.value.code


def test_nations_day_moves_open_clocks_everywhere(nation: Office) -> None:
    clocks = [running(OfficeFactory(), MONDAY) for _ in range(3)]
    answered = stop_clock(clock=running(OfficeFactory(), MONDAY), on=date(2025, 7, 8), by=None)
    elsewhen = running(OfficeFactory(), date(2025, 8, 4))
    admin = member(nation)
    add_holiday(
        office=nation, day=WEDNESDAY, name="Hari Pemungutan Suara", kind="public", source="Keppres 1/2025", by=admin
    )
    assert [due(clock) for clock in clocks] == [date(2025, 7, 22)] * 3
    assert (due(answered), due(elsewhen)) == (date(2025, 7, 21), date(2025, 8, 19))
    event = AuditEvent.objects.get(chain=chain_of(nation))
    assert (event.what, event.details["clocks"], event.details["day"]) == ("calendars.holiday_added", 3, "16 Juli 2025")
    assert sentence_of(event).endswith("3 batas waktu dihitung ulang.")


def test_offices_own_day_moves_its_own_clocks_alone(office: Office) -> None:
    other = OfficeFactory()
    own, foreign = running(office, MONDAY), running(other, MONDAY)
    local(office)
    assert (due(own), due(foreign)) == (date(2025, 7, 22), date(2025, 7, 21))
    assert WEDNESDAY in off_days_of(office)
    assert WEDNESDAY not in off_days_of(other)
    assert due(running(office, MONDAY)) == date(2025, 7, 22)


def test_changed_day_is_told_with_before_and_after(office: Office) -> None:
    clock, row, admin = running(office, MONDAY), local(office), member(office)
    later = date(2025, 7, 25)
    changed = change_holiday(
        holiday=row, office=office, day=later, reason="Salah tanggal", by=admin, seen=1
    )  # after the last day: the clock is back
    assert (due(clock), changed.version) == (date(2025, 7, 21), 2)
    event = AuditEvent.objects.get(what="calendars.holiday_changed")
    assert event.details["before"] == {"tanggal": "16 Juli 2025"}
    assert event.details["after"] == {"tanggal": "25 Juli 2025"}
    assert (event.details["clocks"], event.details["reason"]) == (1, "Salah tanggal.")


def test_nothing_changed_writes_nothing(office: Office) -> None:
    row = local(office)
    assert change_holiday(holiday=row, office=office, name=row.name, reason="", by=None).version == 1
    assert switch_holiday(holiday=row, office=office, is_active=True, reason="", by=None).version == 1
    assert AuditEvent.objects.filter(chain=chain_of(office)).count() == 1


def test_switched_off_and_on_again(office: Office) -> None:
    clock, row = running(office, MONDAY), local(office)
    switch_holiday(holiday=row, office=office, is_active=False, reason="Dibatalkan", by=None)
    assert due(clock) == date(2025, 7, 21)
    switch_holiday(holiday=row, office=office, is_active=True, reason="Jadi", by=None)
    assert due(clock) == date(2025, 7, 22)
    told = [event.details["clocks"] for event in AuditEvent.objects.filter(what="calendars.holiday_switched")]
    assert told == [1, 1]


def test_collective_leave_made_public_stops_every_clock(nation: Office) -> None:
    limit("uji.cuti", counts_collective_leave=False)
    clock = running(OfficeFactory(), date(2025, 8, 11), "uji.cuti")
    assert due(clock) == date(2025, 8, 25)  # 18 August is collective leave and counts for this limit
    leave = Holiday.objects.get(day=date(2025, 8, 18))
    change_holiday(holiday=leave, office=nation, kind="public", reason="SKB baru", by=None)
    assert due(clock) == date(2025, 8, 26)


def test_paused_and_extended_clocks_are_redated_with_what_happened_to_them(office: Office) -> None:
    still, resumed = running(office, MONDAY), running(office, MONDAY)
    pause_clock(clock=still, on=date(2025, 7, 9), reason="menunggu", by=None)
    pause_clock(clock=resumed, on=date(2025, 7, 9), reason="menunggu", by=None)
    resume_clock(clock=resumed, on=date(2025, 7, 11), by=None)
    local(office)
    assert (due(still), due(resumed)) == (None, date(2025, 7, 24))


def test_only_the_one_whose_it_is_may_change_it(nation: Office, office: Office) -> None:
    newyear, own = Holiday.objects.get(day=date(2025, 1, 1)), local(office)
    elsewhere = OfficeFactory()
    change = {"name": "Lain", "reason": "x"}
    assert (
        refusal_of(change_holiday, holiday=newyear, office=office, by=member(office), **change) == "calendars.not_own"
    )
    assert refusal_of(change_holiday, holiday=own, office=nation, by=member(nation), **change) == "calendars.not_own"
    assert refusal_of(change_holiday, holiday=own, office=elsewhere, by=None, **change) == "calendars.not_own"
    reader = member(office, "pembaca")
    assert refusal_of(change_holiday, holiday=own, office=office, by=reader, **change) == "offices.not_allowed"
    assert refusal_of(local, office=office, day=MONDAY, by=reader) == "offices.not_allowed"
    assert refusal_of(local, office=office, day=MONDAY, kind="public") == "calendars.no_such_kind"
    assert refusal_of(local, office=nation, day=MONDAY, kind="local") == "calendars.no_such_kind"


def test_what_makes_no_sense_is_refused(nation: Office, office: Office) -> None:
    row = local(office)
    assert refusal_of(local, office=office) == "calendars.day_taken"
    assert refusal_of(local, office=office, day=date(2025, 12, 25)) == "calendars.day_taken"
    assert refusal_of(local, office=office, day=date(1999, 1, 4)) == "calendars.no_such_year"
    assert refusal_of(local, office=office, day=MONDAY, name=" ") == "calendars.no_name"
    assert refusal_of(local, office=office, day=MONDAY, source="x" * 301) == "calendars.too_long"
    change = {"holiday": row, "office": office, "by": None, "name": "Lain"}
    assert refusal_of(change_holiday, reason=" ", **change) == "calendars.no_reason"
    assert refusal_of(change_holiday, reason="x", seen=7, **change) == "calendars.holiday_stale"
    assert local(office, date(2025, 8, 18)).kind == "local"  # collective leave may be a day off of the office's own


def test_year_held_against_the_decree(nation: Office, office: Office) -> None:
    admin = member(nation)
    assert verify_year(office=nation, year=2025, source="SKB 933/2025", by=admin) == 28
    assert not Holiday.objects.filter(day__year=2025, is_unverified=True).exists()
    assert verify_year(office=nation, year=2025, source="SKB 933/2025", by=admin) == 0
    assert AuditEvent.objects.filter(what="calendars.year_verified").count() == 1
    assert refusal_of(verify_year, office=nation, year=2025, source="", by=admin) == "calendars.no_source"
    assert refusal_of(verify_year, office=office, year=2025, source="x", by=None) == "calendars.not_own"


def test_polling_day_is_no_part_of_the_joint_decree(nation: Office) -> None:
    seed_year(2024)
    assert verify_year(office=nation, year=2024, source="SKB 855/2023", by=None) == 27
    left = Holiday.objects.filter(day__year=2024, is_unverified=True)
    assert set(left.values_list("day", flat=True)) == {date(2024, 2, 14), date(2024, 11, 27)}
    assert all("Keputusan Presiden" in row.source for row in left)


def test_two_thousand_clocks_cost_as_many_queries_as_twenty() -> None:
    """Reading, locking and reckoning do not grow; only the writing comes in batches."""
    seed_year(2025)
    limit()
    counts = []
    for number in (20, 1980):
        office = OfficeFactory()
        first = running(office, MONDAY)
        _copies(first, number - 1)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            local(office)
        reads = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
        counts.append(len(reads))
        assert CaseClock.objects.filter(office=office, due_on=date(2025, 7, 22)).count() == number
        writes = [query["sql"] for query in asked if query["sql"].startswith('UPDATE "calendars_caseclock"')]
        assert len(writes) <= number // 100 + 1
    assert counts[0] == counts[1]


def _copies(clock: CaseClock, number: int) -> None:
    rows = [CaseClock(**_values(clock) | {"subject": f"salinan:{n}"}) for n in range(number)]
    CaseClock.objects.bulk_create(rows, batch_size=500)


def _values(row: CaseClock) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.attname != "id"}


def test_seeding_again_adds_nothing() -> None:
    first = seed_years()
    assert sum(report.added for report in first.values()) == Holiday.objects.count() > 150
    assert not any(seed_years().values())
    assert AuditEvent.objects.filter(what="calendars.year_seeded").count() == len(first)
    assert set(Holiday.objects.values_list("is_unverified", flat=True)) == {True}
    assert not Holiday.objects.filter(source="").exists()


def test_seeding_leaves_alone_what_a_person_touched(nation: Office) -> None:
    eid = Holiday.objects.get(day=date(2025, 3, 31))
    change_holiday(holiday=eid, office=nation, name="Idul Fitri 1446 Hijriah", reason="Nama resmi", by=None)
    leave = Holiday.objects.get(day=date(2025, 8, 18))
    switch_holiday(holiday=leave, office=nation, is_active=False, reason="Tidak berlaku", by=None)
    added = add_holiday(office=nation, day=WEDNESDAY, name="Libur khusus", kind="public", source="Keppres", by=None)
    assert not seed_year(2025)
    kept = {row.day: row for row in Holiday.objects.all()}
    assert kept[eid.day].name == "Idul Fitri 1446 Hijriah"
    assert not kept[leave.day].is_active
    assert added.day in kept


def test_seeding_follows_a_library_that_knows_better() -> None:
    """An estimate that moved goes, the day it moved to comes, and open clocks follow."""
    seed_year(2025)
    limit()
    estimate = Holiday.objects.create(day=WEDNESDAY, name="Hari Raya (perkiraan)", kind="public")
    clock = running(OfficeFactory(), MONDAY)
    assert due(clock) == date(2025, 7, 22)
    Holiday.objects.filter(day=date(2025, 12, 25)).delete()
    Holiday.objects.filter(day=date(2025, 5, 1)).update(name="Hari Buruh lama")
    report = seed_year(2025)
    assert (report.added, report.changed, report.removed, report.clocks) == (1, 1, 1, 1)
    assert not Holiday.objects.filter(pk=estimate.pk).exists()
    assert due(clock) == date(2025, 7, 21)


def test_packaged_days_name_the_joint_decree_and_the_polling_day_its_own() -> None:
    days = packaged_days(2024)
    assert "855/2023" in days[date(2024, 4, 10)].source
    assert "Keputusan Presiden" in days[date(2024, 11, 27)].source
    assert {days[date(2024, 2, 14)].kind, days[date(2024, 4, 8)].kind} == {"public", "collective"}


def test_clock_started_over_an_unknown_year_counts_weekends_alone(office: Office) -> None:
    limit()
    clock = start_clock(office=office, limit_key="uji.jawaban", subject="uji:jauh", on=date(2031, 1, 6), by=None)
    assert clock.due_on == date(2031, 1, 20)
