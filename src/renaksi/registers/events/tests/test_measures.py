"""What each of the six measures counts, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.lines import remove_line
from renaksi.desk.domain.proofs import attach_to_entry
from renaksi.desk.domain.record import remove_entry
from renaksi.desk.registry import REGISTERS
from renaksi.evidence.models import EvidenceKind
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.measures.domain.fill import fill, values_of
from renaksi.measures.models import Standing
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.registers.events.tests.made_up import attended, held, planned, stepped

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 12)
KINDS = {
    "events.reform_commitment": "commitment",
    "events.organisation_review_documented": "discussion",
    "events.gratification_outreach": "gratification",
    "events.innovation_outreach": "innovation",
    "events.benchlearning": "benchlearning",
    "events.public_participation": "participation",
}


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    ensure_limits()
    return


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def counted(office: Office, key: str, month: int = 3) -> Any:
    fill(office=office, register="events", year=2026, month=month)
    return values_of(office=office, year=2026, keys=[key])[key, month]


def proved(entry: Any, *kinds: EvidenceKind) -> None:
    pieces = [EvidenceFactory(office=entry.office, kind=kind) for kind in kinds]
    attach_to_entry(register=REGISTERS["events"], entry=entry, evidence=pieces, by=None)


def full(office: Office, kind: str, **values: Any) -> Any:
    """An event of March that lacks nothing: held, attended, reported."""
    entry = held(office, kind=kind, held_on=MARCH, **values)
    attended(entry, "Siti Marlina", "Dewi Lestari")
    return stepped(entry, "report", minutes="Disepakati.")


@pytest.mark.parametrize(("key", "kind"), KINDS.items())
def test_one_reported_event_counts_in_its_month_and_office_alone(office: Office, key: str, kind: str):
    entry, other = full(office, kind), OfficeFactory()
    value = counted(office, key)
    assert (value.amount, value.entries, value.standing) == (Decimal(1), [entry.pk], Standing.COUNTED)
    assert counted(office, key, month=2).standing == Standing.UNKNOWN
    assert counted(office, key, month=4).amount == 0
    assert counted(other, key).standing == Standing.UNKNOWN


@pytest.mark.parametrize(("key", "kind"), KINDS.items())
def test_what_is_planned_cancelled_struck_out_or_of_another_kind_does_not_count(office: Office, key: str, kind: str):
    planned(office, kind=kind, held_on=MARCH)
    stepped(planned(office, kind=kind, held_on=MARCH), "cancel", reason="Hujan")
    remove_entry(register=REGISTERS["events"], entry=full(office, kind), reason="Salah catat", by=None)
    for each in {*KINDS.values(), "training", "meeting", "other"} - {kind}:
        full(office, each)
    value = counted(office, key)
    assert (value.amount, value.entries) == (0, [])


def test_a_commitment_needs_attendance_and_minutes(office: Office):
    key = "events.reform_commitment"
    bare = held(office, kind="commitment", held_on=MARCH)
    assert counted(office, key).amount == 0
    proved(bare, EvidenceKind.PHOTO)
    assert counted(office, key).amount == 0, "a photo is neither attendance nor minutes"
    attended(bare, "Siti Marlina")
    assert counted(office, key).amount == 0, "attendance alone"
    proved(bare, EvidenceKind.MINUTES)
    assert counted(office, key).entries == [bare.pk]


@pytest.mark.parametrize("way", ["list", "counted", "file"])
def test_attendance_is_a_list_a_number_or_a_file(office: Office, way: str):
    number = 12 if way == "counted" else None
    entry = held(office, kind="commitment", held_on=MARCH, present_count=number, minutes="Disepakati.")
    if way == "list":
        attended(entry, "Siti Marlina")
    if way == "file":
        proved(entry, EvidenceKind.ATTENDANCE)
    assert counted(office, "events.reform_commitment").entries == [entry.pk]


def test_who_was_struck_off_the_list_was_not_there(office: Office):
    entry = held(office, kind="commitment", held_on=MARCH, minutes="Disepakati.")
    (line,) = attended(entry, "Siti Marlina")
    register = REGISTERS["events"]
    assert counted(office, "events.reform_commitment").amount == 1
    remove_line(register=register, entry=entry, lines=register.lines[0], line_id=line.pk, reason="Tidak hadir", by=None)
    assert counted(office, "events.reform_commitment").amount == 0


@pytest.mark.parametrize(
    ("key", "kind"),
    [("events.organisation_review_documented", "discussion"), ("events.benchlearning", "benchlearning")],
)
def test_what_asks_for_a_report_counts_once_it_is_there(office: Office, key: str, kind: str):
    entry = held(office, kind=kind, held_on=MARCH, minutes="Catatan sementara.")
    proved(entry, EvidenceKind.PHOTO, EvidenceKind.ATTENDANCE)
    assert counted(office, key).amount == 0
    proved(entry, EvidenceKind.REPORT)
    assert counted(office, key).entries == [entry.pk]


@pytest.mark.parametrize("kind", ["gratification", "innovation"])
def test_an_outreach_counts_once_it_was_held(office: Office, kind: str):
    entry = held(office, kind=kind, held_on=MARCH)
    assert counted(office, f"events.{kind}_outreach").entries == [entry.pk]


def test_gratification_outreach_tells_events_and_people(office: Office):
    attended(held(office, kind="gratification", held_on=MARCH), "Siti", "Dewi", "Andi")
    held(office, kind="gratification", held_on=date(2026, 3, 31), present_count=40)
    value = counted(office, "events.gratification_outreach")
    assert value.amount == 1
    assert {title: Decimal(amount) for title, amount in value.parts} == {"Kegiatan": 2, "Orang hadir": 43}


def test_participation_is_counted_with_its_people(office: Office):
    first = held(office, kind="participation", held_on=date(2026, 3, 1), present_count=120, audience="public")
    second = held(office, kind="participation", held_on=date(2026, 3, 31), present_count=50, audience="public")
    attended(second, "Putri", "Rizky")
    value = counted(office, "events.public_participation")
    assert (value.amount, value.entries) == (Decimal(2), [first.pk, second.pk])
    assert {title: Decimal(amount) for title, amount in value.parts} == {"Orang hadir": 122}, "the list goes before"


def test_the_made_up_year_counts_every_measure_by_may(office: Office):
    REGISTERS["events"].demo(office, 2026, date(2026, 5, 20), None)  # type: ignore[misc]  # this register has a demo
    found = {key for key in KINDS for month in range(1, 6) if counted(office, key, month).amount}
    assert found == set(KINDS)
