"""The contract every register keeps, found by itself: what the desk promises holds for each book in the house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.catalogue import template
from renaksi.desk.checks import faults_of
from renaksi.desk.domain.record import change_entry, record_entry, remove_entry, restore_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.register import Register
from renaksi.desk.registry import REGISTERS
from renaksi.entries.models import BookCounter
from renaksi.kernel.quantity import BASE_TITLES, Kind
from renaksi.kernel.refusal import Refused
from renaksi.measures.domain.fill import fill
from renaksi.measures.domain.fill import values_of as measured
from renaksi.measures.models import MeasureValue, Standing
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from tests.house.books import DAY, YEAR, demo_year, on_the_day, values_of

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("register", list(REGISTERS), ids=lambda register: register.name)


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    with on_the_day():
        yield


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


@pytest.fixture
def keeper(office: Office) -> User:
    return member(office, "administrator")


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _page(register: Register, name: str, office: Office, **kwargs: Any) -> str:
    return reverse(f"{register.name}_{name}", kwargs={"code": office.code, **kwargs})


@EVERY
def test_the_declaration_holds_and_agrees_with_the_national_template(register: Register):
    assert list(faults_of(register)) == []
    known = {each.name: each for each in template.registers()}[register.name]
    assert (register.slug, register.title) == (known.slug, known.title)
    asked = {
        each.key: (each.kind, each.unit, each.period) for each in template.measures() if each.register == register.name
    }
    assert {each.key: (each.kind, each.unit, each.span) for each in register.measures} == asked
    readme = Path(__import__(f"renaksi.registers.{register.name}", fromlist=["_"]).__file__).parent / "README.md"
    assert 5 <= len(readme.read_text().splitlines()) <= 45


@EVERY
def test_the_made_up_year_fills_the_book_without_gaps(register: Register, office: Office, keeper: User):
    entries = demo_year(register, office, keeper)
    assert len(entries) >= 4
    assert len({entry.state for entry in entries}) >= min(2, len(register.states))
    for counter in BookCounter.objects.filter(office=office, book=register.name):
        numbers = register.model.objects.filter(office=office, year=counter.year).values_list("number", flat=True)
        assert sorted(numbers) == list(range(1, counter.last + 1))


@EVERY
def test_another_offices_entries_are_nowhere(register: Register, office: Office, keeper: User):
    entry = demo_year(register, office, keeper)[0]
    other = OfficeFactory()
    client = _signed_in(member(other, "administrator"))
    label = register.label(entry)
    listed = client.get(_page(register, "list", other), {"nomor": str(entry.pk), "cari": label[:20]})
    assert f"/{register.slug}/{entry.pk}/" not in listed.content.decode()
    for name in ("entry", "change", "remove", "restore", "proof_attach"):
        address = _page(register, name, other, entry_id=entry.pk)
        assert {client.get(address).status_code, client.post(address, {}).status_code} <= {404, 405}
    with_none = client.get(_page(register, "measures", other))
    assert f"nomor={entry.pk}" not in with_none.content.decode()


@EVERY
def test_a_list_of_thirty_costs_no_more_than_one_of_one(register: Register, office: Office, keeper: User):
    """And no more than eight queries, the session's own among them."""
    client, own = _signed_in(keeper), _own_values(register)
    address, costs = _page(register, "list", office), []
    client.get(address)  # the first request writes the session
    for rows in (1, 29):
        for _ in range(rows):
            record_entry(register=register, office=office, values=own, by=keeper)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        costs.append(len(asked))
    assert costs[1] <= costs[0] <= 8


def _own_values(register: Register) -> dict[str, Any]:
    """What a made-up entry says, without pointing at rows of its office."""
    values = values_of(register, demo_year(register, OfficeFactory(), None)[0])
    return {name: value for name, value in values.items() if not register.model._meta.get_field(name).is_relation}


@EVERY
def test_a_form_refused_keeps_what_was_typed(register: Register, office: Office, keeper: User):
    client = _signed_in(keeper)
    columns = [register.model._meta.get_field(name) for name in register.fields]
    typed = {"CharField", "TextField"}
    text = next(one.name for one in columns if one.get_internal_type() in typed and not one.choices)
    answer = client.post(
        _page(register, "new", office), {text: "Yang diketik jangan hilang", register.dated: "bukan tanggal"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Yang diketik jangan hilang" in page
    assert "bukan tanggal" in page
    assert not register.model.objects.filter(office=office).exists()


@EVERY
def test_every_page_of_every_entry_opens(register: Register, office: Office, keeper: User):
    client = _signed_in(keeper)
    for entry in demo_year(register, office, keeper):
        for name in ("entry", "change"):
            assert client.get(_page(register, name, office, entry_id=entry.pk)).status_code == 200
    for name in ("list", "new", "measures", "keepers"):
        assert client.get(_page(register, name, office)).status_code == 200


@EVERY
def test_every_step_is_refused_in_the_wrong_state(register: Register, office: Office, keeper: User):
    entries = demo_year(register, office, keeper)
    tried = 0
    for step in register.steps:
        for entry in entries:
            if entry.state not in step.source:
                with pytest.raises(Refused) as no:
                    take_step(register=register, entry=entry, step=step, reason="Uji", by=keeper)
                assert no.value.code in {"desk.wrong_state", "desk.removed"}
                tried += 1
    assert tried or not register.steps


@EVERY
def test_every_deed_writes_one_event(register: Register, office: Office, keeper: User):
    entry = next(each for each in demo_year(register, office, keeper) if not each.is_removed)

    def events() -> int:
        return AuditEvent.objects.filter(object_id=f"{register.name}:{entry.pk}").count()

    before = events()
    gone = remove_entry(register=register, entry=entry, reason="Salah catat", by=keeper)
    assert (gone.is_removed, events()) == (True, before + 1)
    back = restore_entry(register=register, entry=gone, by=keeper)
    assert (back.is_removed, events()) == (False, before + 2)
    same = change_entry(register=register, entry=back, values=values_of(register, back), seen=back.version, by=keeper)
    assert (same.version, events()) == (back.version, before + 2)


@EVERY
def test_measures_give_quantities_that_can_be_added_up(register: Register, office: Office, keeper: User):
    demo_year(register, office, keeper)
    for month in range(1, DAY.month + 1):
        fill(office=office, register=register.name, year=YEAR, month=month)
    first = _facts(office, register)
    fill(office=office, register=register.name, year=YEAR, month=3)
    assert _facts(office, register) == first
    for value in MeasureValue.objects.filter(office=office, register=register.name):
        kind = Kind(value.kind)
        assert (value.base is not None) == (kind in BASE_TITLES), value.key
        assert value.amount >= 0
        if kind is Kind.SHARE:
            assert value.amount <= (value.base or Decimal(0)), value.key
        if kind is Kind.PRESENCE:
            assert value.amount in {0, 1}, value.key
        assert value.quantity.words()
    filled = {value.key for value in MeasureValue.objects.filter(office=office, standing=Standing.COUNTED)}
    assert len(filled) >= len(register.measures) * 2 // 3, "the made-up year should fill most of the measures"


def _facts(office: Office, register: Register) -> dict[tuple[str, int], tuple[Any, ...]]:
    keys = [measure.key for measure in register.measures]
    found = measured(office=office, year=YEAR, keys=keys)
    return {
        place: (value.amount, value.base, value.parts, value.entries, value.standing) for place, value in found.items()
    }


@EVERY
def test_what_is_struck_out_counts_no_more(register: Register, office: Office, keeper: User):
    for entry in demo_year(register, office, keeper):
        if not entry.is_removed:
            remove_entry(register=register, entry=entry, reason="Uji", by=keeper)
    fill(office=office, register=register.name, year=YEAR, month=DAY.month)
    behind = MeasureValue.objects.filter(office=office, register=register.name, year=YEAR, month=DAY.month)
    assert [value.key for value in behind if value.entries] == []


@EVERY
def test_an_empty_month_is_a_fact_once_it_is_said(register: Register, office: Office, keeper: User):
    client = _signed_in(keeper)
    fill(office=office, register=register.name, year=YEAR, month=2)
    assert set(_standings(office, register)) == {Standing.UNKNOWN}
    assert client.post(_page(register, "nil", office), {"bulan": f"{YEAR}-02"}).status_code == 302
    fill(office=office, register=register.name, year=YEAR, month=2)
    assert set(_standings(office, register)) == {Standing.NIL}
    values = {**_own_values(register), register.dated: date(YEAR, 2, 10)}
    record_entry(register=register, office=office, values=values, by=keeper)
    fill(office=office, register=register.name, year=YEAR, month=2)
    assert Standing.NIL not in _standings(office, register)


def _standings(office: Office, register: Register) -> list[str]:
    return list(
        MeasureValue.objects.filter(office=office, register=register.name, month=2).values_list("standing", flat=True)
    )
