"""Two people in the same moment: one NIP in two offices, one post for two holders, one person changed twice."""

from __future__ import annotations

from datetime import date

import pytest

from renaksi.audit.domain.verify import verify_chains
from renaksi.audit.tests.at_once import at_once
from renaksi.offices.domain.staff import add_person, change_person, restore_person
from renaksi.offices.domain.staff_facts import PersonFacts
from renaksi.offices.domain.staff_import import import_staff
from renaksi.offices.domain.staff_tenures import Appointment, appoint
from renaksi.offices.models import Person, Tenure
from renaksi.offices.staff_sheet import StaffLine
from renaksi.offices.tests.factories import OfficeFactory, PersonFactory, PostFactory, member

pytestmark = pytest.mark.django_db(transaction=True)
NIP = "199001012015011001"
JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 30)


def test_one_nip_in_two_offices_at_once_serves_in_one() -> None:
    deeds = []
    for _ in range(3):
        office = OfficeFactory()
        admin, facts = member(office), PersonFacts("Budi Percontohan", "civil_servant", NIP)
        deeds.append(lambda office=office, facts=facts, admin=admin: add_person(office=office, facts=facts, by=admin))
    assert at_once(*deeds) == ["done", "offices.nip_taken", "offices.nip_taken"]
    assert Person.objects.filter(nip=NIP).count() == 1


def test_a_list_and_a_restored_person_with_one_nip_at_once_leave_one_who_serves() -> None:
    left = PersonFactory(nip=NIP, until=JUNE, reason_left="Mutasi")
    office = OfficeFactory()
    lines = [StaffLine(2, "Budi Percontohan", "civil_servant", nip=NIP, since=date(2026, 7, 1))]
    results = at_once(
        lambda: restore_person(person=left, reason="Batal", by=None),
        lambda: import_staff(office=office, lines=lines, file="a.xlsx", by=None),
    )
    assert results in (["done", "offices.bad_list"], ["done", "offices.nip_taken"])
    assert Person.objects.filter(nip=NIP, until__isnull=True).count() == 1


@pytest.mark.parametrize("until", [None, JUNE], ids=["open", "limited"])
def test_two_holders_of_one_post_at_once_end_with_one(until: date | None) -> None:
    office = OfficeFactory()
    post = PostFactory(office=office)
    people = [PersonFactory(office=office) for _ in range(2)]
    spans = [Appointment(JANUARY, until), Appointment(date(2026, 3, 1), until)]

    def deed(which: int) -> Tenure:
        return appoint(person=people[which], post=post, appointment=spans[which], by=None)

    assert at_once(lambda: deed(0), lambda: deed(1)) == ["done", "offices.post_held"]
    assert Tenure.objects.count() == 1
    assert verify_chains().broken == []


def test_two_who_change_one_person_at_once_one_wins_and_the_other_is_told() -> None:
    person = PersonFactory(nip="", name="Budi")

    def deed(name: str) -> Person:
        return change_person(person=person, facts=PersonFacts(name, "civil_servant"), seen=1, by=None)

    assert at_once(lambda: deed("Budi Satu"), lambda: deed("Budi Dua")) == ["done", "kernel.stale"]
    person.refresh_from_db()
    assert person.version == 2
