"""Each measure of the complaints on real rows: what is in the whole, what is settled, what stands open, what is known at all."""

from __future__ import annotations

from datetime import date

import pytest

from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.nil import say_nil
from renaksi.desk.registry import REGISTERS
from renaksi.measures.declare import Asked, Count
from renaksi.measures.registry import MEASURES
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.registers.complaints.domain.channels import check_channel, close_channel
from renaksi.registers.complaints.domain.follow import reopen
from renaksi.registers.complaints.domain.reporter import record_reporter
from renaksi.registers.complaints.tests.fixtures import channel, complaint, settled, step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    ensure_limits()


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _count(office: Office, what: str, month: int = 5, year: int = 2026) -> Count:
    measure = MEASURES.get(f"complaints.{what}")
    assert measure
    return measure.counted(Asked(office, year, month))


def _parts(count: Count) -> dict[str, int]:
    return {part.title: int(part.amount) for part in count.parts}


def test_the_settled_share_counts_what_came_since_january_or_was_open_when_the_year_began(office: Office):
    carried = complaint(office, date(2025, 11, 3))
    before = settled(complaint(office, date(2025, 10, 1)), date(2025, 12, 30))
    mine = settled(complaint(office, date(2026, 2, 2)), date(2026, 4, 6))
    step(complaint(office, date(2026, 3, 4)), "reject", closed_on=date(2026, 3, 5), answer="Bukan kewenangan kami.")
    complaint(office, date(2026, 3, 9), kind="consultation")
    settled(complaint(OfficeFactory(), date(2026, 3, 9)), date(2026, 3, 10))
    shares = {
        month: (_count(office, "settled_share", month).amount, _count(office, "settled_share", month).base)
        for month in (1, 3, 4)
    }
    assert shares == {1: (0, 1), 3: (0, 3), 4: (1, 3)}
    count = _count(office, "settled_share")
    assert _parts(count) == {"Selesai": 1, "Ditolak": 1, "Proses": 1}
    assert {carried.pk, mine.pk} < set(count.entries)
    assert before.pk not in count.entries
    assert _count(office, "settled_share", 12, 2025).amount == 1


def test_a_complaint_opened_again_is_settled_no_more(office: Office):
    entry = settled(complaint(office), date(2026, 3, 12))
    assert _count(office, "settled_share").amount == 1
    reopen(complaint=entry, reason="Belum selesai")
    assert (_count(office, "settled_share").amount, _count(office, "settled_share").base) == (0, 1)


def test_access_and_handling_is_unknown_while_no_channel_is_open(office: Office):
    settled(complaint(office, kind="consultation"), date(2026, 3, 3), "light")
    complaint(office, date(2026, 5, 4))
    complaint(office, kind="dispute")
    assert _count(office, "access_and_handling").is_empty
    channel(office, "counter")
    count = _count(office, "access_and_handling")
    assert (count.amount, count.base) == (1, 2)
    assert _parts(count) == {
        "Selesai": 1,
        "Ditolak": 0,
        "Proses": 1,
        "Diterima bulan ini": 1,
        "Konsultasi sejak Januari": 1,
    }


def test_reports_by_application_are_known_while_it_is_open_and_has_a_procedure(office: Office):
    first, second = complaint(office, channel="web"), complaint(office, channel="lapor")
    complaint(office)
    complaint(office, date(2026, 4, 1), channel="web")
    for entry in (first, second):
        record_reporter(complaint=entry, name="Warga", contact="0812-1", address="", by=None)
    assert _count(office, "received_by_application", 3).is_empty
    bare = channel(office, procedure="")
    assert _parts(_count(office, "received_by_application", 3)) == {"Aplikasi terbuka": 1, "SOP": 0}
    close_channel(channel=bare, on=date(2026, 2, 1), by=None)
    channel(office)
    count = _count(office, "received_by_application", 3)
    assert (count.amount, set(count.entries)) == (2, {first.pk, second.pk})
    assert _parts(count) == {"Aplikasi terbuka": 1, "SOP": 1, "Pelapor": 1}


def test_a_channel_is_open_when_it_was_tried_in_the_month_and_found_so(office: Office):
    counter = channel(office, "counter")
    assert _count(office, "channel_open", 3).amount == 0
    check_channel(channel=counter, on=date(2026, 3, 4), is_open=True, by=None)
    assert [_count(office, "channel_open", month).amount for month in (2, 3, 4)] == [0, 1, 0]
    assert _parts(_count(office, "channel_open", 3)) == {"Loket atau meja pengaduan": 1}
    check_channel(channel=counter, on=date(2026, 3, 20), is_open=False, by=None)
    assert _count(office, "channel_open", 3).amount == 0
    assert _count(OfficeFactory(), "channel_open", 3).amount == 0


def test_a_complete_channel_has_procedure_and_officer_and_a_kept_book(office: Office):
    channel(office, "phone", procedure="")
    channel(office, "box", officer="")
    assert _parts(_count(office, "channels_complete")) == {
        "Saluran terbuka": 1,
        "SOP": 1,
        "Petugas": 1,
        "Buku dikelola": 0,
    }
    say_nil(register=REGISTERS["complaints"], office=office, year=2026, month=2, by=None)
    assert [_count(office, "channels_complete", month).amount for month in (1, 2)] == [0, 0]
    channel(office, "counter")
    assert [_count(office, "channels_complete", month).amount for month in (1, 2)] == [0, 1]


def test_disputes_are_compared_with_the_same_months_of_the_year_before(office: Office):
    for on in (date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 1)):
        complaint(office, on, kind="dispute")
    mine = complaint(office, date(2026, 3, 31), kind="dispute")
    complaint(office, date(2026, 3, 31))
    count = _count(office, "service_disputes_trend", 3)
    assert (count.amount, count.base, count.entries) == (1, 2, (mine.pk,))
    assert _count(office, "service_disputes_trend", 2).base == 1
    assert _count(office, "service_disputes_trend", 4).base == 3
