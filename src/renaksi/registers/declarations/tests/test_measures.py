"""Each measure on real persons and entries: who owes it on the month's last day, who has done it by then, in time or late."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from renaksi.desk.domain.record import record_entry, remove_entry, restore_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.measures.declare import Asked, Count
from renaksi.measures.registry import MEASURES
from renaksi.offices.models import FilingDuty, Office, Person
from renaksi.offices.tests.factories import OfficeFactory, PersonFactory, PostFactory, TenureFactory
from renaksi.registers.declarations.models import Declaration
from renaksi.registers.declarations.obliged import due_on

pytestmark = pytest.mark.django_db
SHARES = {
    "integrity_pact": "integrity_pact_share",
    "anti_gratification": "anti_gratification_share",
    "lhkpn": "lhkpn_share",
    "lhkasn": "lhkasn_share",
}


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _entry(office: Office, kind: str, **values: Any) -> Declaration:
    given = {"kind": kind, "obliged_on": date(2026, 1, 5), "due_on": due_on(kind, 2026), **values}
    entry = record_entry(register=REGISTERS["declarations"], office=office, values=given, by=None)
    assert isinstance(entry, Declaration)
    return entry


def _step(entry: Declaration, key: str, reason: str = "", **values: Any) -> Any:
    register = REGISTERS["declarations"]
    step = register.step(key)
    assert step
    return take_step(register=register, entry=entry, step=step, values=values, reason=reason, by=None)


def _count(office: Office, kind: str, month: int = 4) -> Count:
    measure = MEASURES.get(f"declarations.{SHARES[kind]}")
    assert measure
    return measure.counted(Asked(office, 2026, month))


def _figures(office: Office, kind: str, month: int = 4) -> tuple[int, int]:
    count = _count(office, kind, month)
    assert count.base is not None
    return int(count.amount), int(count.base)


def _parts(office: Office, kind: str) -> dict[str, int]:
    return {part.title: int(part.amount) for part in _count(office, kind).parts}


def _asn(office: Office, **more: Any) -> Person:
    person: Person = PersonFactory(office=office, **more)
    return person


@pytest.mark.parametrize("kind", ["integrity_pact", "anti_gratification"])
def test_what_is_signed_is_owed_by_everyone_serving_whether_in_the_book_or_not(office: Office, kind: str):
    signed, _, gone = (
        _asn(office),
        _asn(office, kind="non_asn", nip=""),
        _asn(office, until=date(2026, 3, 15), reason_left="Pindah"),
    )
    _asn(OfficeFactory())
    assert _count(office, kind).is_empty
    for person in (signed, gone):
        _entry(office, kind, person=person, fulfilled_on=date(2026, 2, 3))
    assert [_figures(office, kind, month) for month in (1, 2, 3)] == [(0, 3), (2, 3), (1, 2)]
    assert _parts(office, kind) == {"Dikecualikan": 0}


def test_a_person_excused_leaves_the_whole_and_is_told(office: Office):
    entries = [_entry(office, "integrity_pact", person=_asn(office)) for _ in range(3)]
    _step(entries[0], "fulfil", fulfilled_on=date(2026, 1, 20))
    excused = _step(entries[1], "excuse", excused_for="Tugas belajar")
    assert (_figures(office, "integrity_pact"), _parts(office, "integrity_pact")) == ((1, 2), {"Dikecualikan": 1})
    _step(excused, "oblige", reason="Sudah kembali")
    assert _figures(office, "integrity_pact") == (1, 3)


@pytest.mark.parametrize("kind", ["lhkpn", "lhkasn"])
def test_a_filing_counts_from_its_day_in_time_and_late(office: Office, kind: str):
    people = [_asn(office) for _ in range(4)]
    if kind == "lhkpn":
        for person in people[:3]:
            post = PostFactory(office=office, must_file_lhkpn=True)
            TenureFactory(person=person, post=post)
    else:
        post = PostFactory(office=office, must_file_lhkpn=True)
        TenureFactory(person=people[3], post=post)
    days = (date(2026, 3, 31), date(2026, 4, 1), None)
    entries = [
        _entry(office, kind, person=person, fulfilled_on=day, receipt_number="TT-1" if day else "")
        for person, day in zip(people, days, strict=False)
    ]
    assert [_figures(office, kind, month) for month in (1, 3, 4)] == [(0, 3), (1, 3), (2, 3)]
    assert _parts(office, kind) == {"Tepat waktu": 1, "Terlambat": 1, "Dikecualikan": 0}
    assert set(_count(office, kind).entries) == {entry.pk for entry in entries}


def test_what_is_returned_counts_no_more_until_it_is_done_again(office: Office):
    FilingDuty.objects.create(person=_asn(office, kind="non_asn", nip=""), kind="lhkasn", reason="Ditetapkan")
    person = Person.objects.get(office=office)
    entry = _entry(office, "lhkasn", person=person, fulfilled_on=date(2026, 3, 3), receipt_number="TT-9")
    verified = _step(entry, "verify")
    assert _figures(office, "lhkasn") == (1, 1)
    returned = _step(verified, "return", reason="Tanda terima tahun lalu")
    assert _figures(office, "lhkasn") == (0, 1)
    again = _step(returned, "fulfil", fulfilled_on=date(2026, 4, 2), receipt_number="TT-10")
    assert (again.state, _figures(office, "lhkasn")) == ("fulfilled", (1, 1))
    assert _parts(office, "lhkasn") == {"Tepat waktu": 0, "Terlambat": 1, "Dikecualikan": 0}


def test_who_owes_it_no_more_leaves_the_whole_and_who_is_no_person_stays(office: Office):
    person = _asn(office)
    _entry(office, "lhkasn", person=person, fulfilled_on=date(2026, 2, 1), receipt_number="TT-1")
    _entry(office, "lhkasn", name="Orang dari luar daftar")
    assert _figures(office, "lhkasn") == (1, 2)
    FilingDuty.objects.create(
        person=person, kind="lhkasn", is_exempt=True, reason="Tugas belajar", since=date(2026, 4, 1)
    )
    assert [_figures(office, "lhkasn", month) for month in (3, 4)] == [(1, 2), (0, 1)]


def test_months_before_the_first_entry_are_unknown(office: Office):
    _entry(office, "integrity_pact", person=_asn(office), obliged_on=date(2026, 3, 2), due_on=date(2026, 3, 31))
    assert [_count(office, "integrity_pact", month).is_empty for month in (1, 2, 3)] == [True, True, False]
    assert _count(office, "lhkpn", 3) == Count(Decimal(0), Decimal(0))


def test_a_person_stands_in_the_book_once_per_kind_and_year(office: Office):
    person, register = _asn(office), REGISTERS["declarations"]
    first = _entry(office, "integrity_pact", person=person)
    with pytest.raises(Refused) as no:
        _entry(office, "integrity_pact", person=person)
    assert no.value.field == "person"
    remove_entry(register=register, entry=first, reason="Salah", by=None)
    _entry(office, "integrity_pact", person=person)
    with pytest.raises(Refused) as no:
        restore_entry(register=register, entry=first, by=None)
    assert no.value.code == "declarations.twice"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "person"),
        ({"name": "Ani", "obliged_on": date(2026, 6, 1), "due_on": date(2026, 7, 1)}, "obliged_on"),
        ({"name": "Ani", "due_on": date(2027, 3, 31)}, "due_on"),
        ({"name": "Ani", "obliged_on": date(2026, 4, 2)}, "due_on"),
        ({"name": "Ani", "fulfilled_on": date(2026, 5, 21), "receipt_number": "TT"}, "fulfilled_on"),
        ({"name": "Ani", "fulfilled_on": date(2026, 3, 1)}, "receipt_number"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office: Office, values: dict[str, Any], field: str):
    with pytest.raises(Refused) as no:
        _entry(office, "lhkpn", **values)
    assert no.value.field == field
    with pytest.raises(Refused):
        _entry(office, "lhkpn", person=_asn(OfficeFactory()))


def test_a_day_of_fulfilment_makes_it_fulfilled_and_the_name_is_the_persons(office: Office):
    person = _asn(office, name="Siti Marlina")
    entry = _entry(office, "integrity_pact", person=person, fulfilled_on=date(2026, 1, 8))
    assert (entry.state, entry.name, entry.book_number) == ("fulfilled", "Siti Marlina", "1/2026")
