"""A classroom signs in the same moment: sixty people, sixty rows, none twice."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.audit.tests.at_once import at_once
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.registers.events.domain.door import open_door
from renaksi.registers.events.models import Attendance
from renaksi.registers.events.tests.made_up import planned

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 60


def _signed(address: str, name: str, answers: list[str]) -> None:
    answer = Client().post(address, {"name": name, "office_name": "SMA Negeri Contoh"})
    answers.append(f"{answer.status_code} {answer.headers.get('Location', '').partition('?')[2]}")


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


def _address() -> str:
    door = open_door(event=planned(OfficeFactory()), by=None)
    return reverse("events_sign", kwargs={"token": door.token})


def test_sixty_people_at_once_stand_in_sixty_rows():
    address, answers = _address(), list[str]()
    deeds = [partial(_signed, address, f"Siswa {at}", answers) for at in range(PEOPLE)]
    assert at_once(*deeds) == ["done"] * PEOPLE
    assert answers == ["302 hasil=tercatat"] * PEOPLE
    positions = Attendance.objects.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, PEOPLE + 1))


def test_one_person_who_presses_twice_stands_there_once():
    address, answers = _address(), list[str]()
    at_once(*[partial(_signed, address, "Siti Marlina", answers)] * 8)
    assert sorted(answers) == ["302 hasil=sudah"] * 7 + ["302 hasil=tercatat"]
    assert Attendance.objects.count() == 1
