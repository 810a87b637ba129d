"""Each measure of the media on real rows: what stands, what was seen, what is gone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.measures.declare import Asked, Count
from renaksi.measures.registry import MEASURES
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.registers.publications.looks import ask_page, round_of, see
from renaksi.registers.publications.models import Publication, Sighting
from renaksi.registers.publications.probe import Rules

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _medium(office: Office, topic: str, audience: str = "public", **more: Any) -> Publication:
    values = {
        "topic": topic, "medium": "poster", "title": f"{topic} {audience}", "audience": audience, "place": "Lobi",
        "stands_from": date(2026, 1, 10), **more,
    }  # fmt: skip
    entry = record_entry(register=REGISTERS["publications"], office=office, values=values, by=None)
    assert isinstance(entry, Publication)
    return entry


def _seen(medium: Publication, *days: date, is_standing: bool = True) -> None:
    for day in days:
        see(medium=medium, on=day, is_standing=is_standing, by=None)


def _count(office: Office, what: str, month: int = 5) -> Count:
    measure = MEASURES.get(f"publications.{what}")
    assert measure
    return measure.counted(Asked(office, 2026, month))


def test_reform_media_stand_for_both_and_were_seen_in_the_month(office: Office):
    inside, outside = _medium(office, "reform", "internal"), _medium(office, "reform", "public")
    _seen(inside, date(2026, 5, 3))
    assert _count(office, "reform_media").amount == 0
    _seen(outside, date(2026, 4, 28))
    assert _count(office, "reform_media").amount == 0
    _seen(outside, date(2026, 5, 4))
    count = _count(office, "reform_media")
    assert (count.amount, [part.amount for part in count.parts]) == (1, [1, 1])
    _seen(outside, date(2026, 5, 9), is_standing=False)
    assert _count(office, "reform_media").amount == 0


def test_the_page_opens_and_carries_a_document_of_the_year(office: Office):
    page = _medium(
        office,
        "reform",
        medium="page",
        place="",
        address="https://contoh.kpu.go.id/rb",
        newest_document_on=date(2025, 12, 1),
    )
    _seen(page, date(2026, 5, 3))
    assert _count(office, "reform_page").amount == 0
    Publication.objects.update(newest_document_on=date(2026, 2, 1))
    assert _count(office, "reform_page").amount == 1
    assert _count(office, "reform_page", month=4).amount == 0


@pytest.mark.parametrize(
    ("what", "audience"), [("gratification_internal_media", "internal"), ("gratification_public_media", "public")]
)
def test_gratification_media_stand_until_they_are_taken_down(office: Office, what: str, audience: str):
    medium = _medium(office, "gratification", audience)
    _medium(office, "gratification", "internal" if audience == "public" else "public", title="lain")
    assert _count(office, what).entries == (medium.pk,)
    register = REGISTERS["publications"]
    step = register.step("take_down")
    assert step
    take_step(
        register=register, entry=medium, step=step, values={"stands_until": date(2026, 4, 15)}, reason="Rusak", by=None
    )
    assert [_count(office, what, month).amount for month in (3, 4, 5)] == [1, 0, 0]


def test_values_media_count_when_seen(office: Office):
    medium = _medium(office, "values", "internal")
    assert _count(office, "values_media").amount == 0
    _seen(medium, date(2026, 5, 1))
    assert _count(office, "values_media").amount == 1


@pytest.mark.parametrize(
    ("what", "three"),
    [
        ("information_service_papers", ("charter", "standard", "procedure")),
        ("service_vision", ("vision", "mission", "motto")),
    ],
)
def test_sets_of_three_are_there_when_all_three_are(office: Office, what: str, three: tuple[str, ...]):
    for shows in three[:2]:
        _medium(office, "service", shows=shows)
    count = _count(office, what)
    assert (count.amount, [part.amount for part in count.parts]) == (0, [1, 1, 0])
    _medium(office, "service", "internal", shows=three[2])
    assert _count(office, what).amount == 0
    _medium(office, "service", shows=three[2])
    assert _count(office, what).amount == 1


def test_a_page_has_an_address_and_a_poster_a_place(office: Office):
    with pytest.raises(Refused) as no:
        _medium(office, "reform", place="")
    assert no.value.field == "place"
    with pytest.raises(Refused) as no:
        _medium(office, "reform", medium="page", place="", address="javascript:alert(1)")
    assert no.value.field == "address"


def test_the_round_lists_what_is_not_yet_seen_first(office: Office):
    first, second = _medium(office, "reform"), _medium(office, "values")
    _seen(first, date(2026, 5, 2))
    assert [(look.medium.pk, look.last is None) for look in round_of(office, date(2026, 5, 20))] == [
        (second.pk, True),
        (first.pk, False),
    ]


def test_the_round_is_made_on_the_phone(office: Office):
    medium = _medium(office, "reform")
    client = Client()
    client.force_login(member(office, "pelaksana"))
    address = reverse("publications_round", kwargs={"code": office.code})
    assert "1 dari 1 media belum dilihat" in client.get(address).content.decode()
    assert client.post(address, {"media": medium.pk, "ada": "tidak", "note": "Sobek"}).status_code == 302
    look = Sighting.objects.get(entry=medium)
    assert (look.is_standing, look.note, look.seen_on) == (False, "Sobek", date(2026, 5, 20))
    assert "tidak terlihat" in client.get(address).content.decode()
    stranger = Client()
    stranger.force_login(member(OfficeFactory()))
    assert stranger.get(address).status_code == 404


def test_a_page_out_of_bounds_is_written_down_as_not_opened(office: Office):
    page = _medium(office, "reform", medium="page", place="", address="http://127.0.0.1/rb")
    found = ask_page(medium=page, on=date(2026, 5, 20), by=None, rules=Rules(hosts=("kpu.go.id",)))
    look = Sighting.objects.get(entry=page)
    assert (found.is_open, look.is_standing, look.is_probe) == (False, False, True)
