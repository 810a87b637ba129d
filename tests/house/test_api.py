"""The machine addresses of every book: whom they answer, that they do what the screens do, and that they are as described."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from renaksi.accounts.models import User
from renaksi.desk.register import Register
from renaksi.desk.registry import REGISTERS
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from tests.house.books import demo_year, on_the_day

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


def _client(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def _address(register: Register, office: Office, entry_id: int | None = None) -> str:
    return f"/api/satker/{office.code}/buku/{register.slug}" + (f"/{entry_id}" if entry_id else "")


def _sent(client: Client, verb: str, address: str, body: dict[str, Any]) -> Any:
    return getattr(client, verb)(address, json.dumps(body), content_type="application/json")


@EVERY
def test_machines_read_and_write_what_people_may(register: Register, office: Office):
    writer, reader, stranger = member(office), member(office, "pembaca"), member(OfficeFactory())
    demo_year(register, office, writer)
    listed = _client(writer).get(_address(register, office)).json()
    assert listed["count"] == len(listed["items"]) >= 3
    one = listed["items"][0]
    entry = _address(register, office, one["id"])
    assert _client(reader).get(entry).json() == one
    body = {name: one[name] for name in register.fields if one[name] is not None}
    for user, status in ((None, 401), (stranger, 404), (reader, 403), (writer, 201)):
        assert _sent(_client(user), "post", _address(register, office), body).status_code == status
    for user, status in ((None, 401), (stranger, 404), (reader, 200)):
        assert _client(user).get(entry).status_code == status
    stale = _sent(_client(writer), "put", entry, {**body, "seen": one["version"] + 5})
    assert (stale.status_code, stale.json()["code"]) == (409, "kernel.stale")
    same = _sent(_client(writer), "put", entry, {**body, "seen": one["version"]})
    assert (same.status_code, same.json()["version"]) == (200, one["version"])


@EVERY
def test_what_is_refused_names_its_field(register: Register, office: Office):
    answer = _sent(_client(member(office)), "post", _address(register, office), {})
    assert answer.status_code == 422
    assert not register.model.objects.filter(office=office).exists()


def test_an_address_with_a_nul_is_refused_in_the_machines_words(office: Office):
    answer = _client(member(office)).get(_address(REGISTERS["events"], office) + "?cari=%00")
    assert (answer.status_code, answer.json()["code"]) == (400, "web.nul")


def test_the_cross_site_guard_holds_for_machines_too(office: Office):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member(office))
    register = REGISTERS["events"]
    assert _sent(client, "post", _address(register, office), {}).status_code == 403


@pytest.fixture
def signed(office: Office) -> dict[str, Any]:
    """What each request of a signed-in administrator carries, of an office whose books are filled."""
    admin = member(office)
    for register in REGISTERS:
        demo_year(register, office, admin)
    token = "a" * 32
    session = _client(admin).cookies["sessionid"].value
    return {
        "headers": {"X-CSRFToken": token, "Accept-Encoding": "identity"},
        "cookies": {"sessionid": session, "csrftoken": token},
    }


@pytest.fixture
def described() -> Iterator[Any]:
    """The description, asked of the program itself; its requests share the test's connection, as those of Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_operation_answers_as_it_is_described(described: Any, signed: dict[str, Any], office: Office):
    """Its office's code stands in for half of the made-up ones, so that more than 404 is tried.

    What fits the description may still break a rule between fields, which no description can say: that is answered 422.
    """
    tried = set()
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            if len(case.path_parameters["code"]) % 2:
                case.path_parameters["code"] = office.code
            answer = case.call_and_validate(**signed, excluded_checks=[positive_data_acceptance])
            tried.add((case.operation.label, answer.status_code))

        ask()
    assert {label.partition(" ")[0] for label, _ in tried} == {"GET", "POST", "PUT"}
    assert {status for _, status in tried} >= {200, 404, 422}
