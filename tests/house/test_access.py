"""Every route walked with every role, by strangers, and with another office's objects under one's own address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES, Right
from renaksi.calendars.models import Holiday, Limit
from renaksi.desk.registry import REGISTERS
from renaksi.intake.domain.begin import draft_typed
from renaksi.intake.models import Draft
from renaksi.kernel.clock import today
from renaksi.measures.domain.fill import fill_stale
from renaksi.monitoring.models import Assignment, Proof
from renaksi.monitoring.tests.factories import ImplementerFactory, ProofFactory, RealisationFactory
from renaksi.offices.models import FilingDuty, Membership, Office, Tenure
from renaksi.offices.tests.factories import OfficeFactory, PersonFactory, TenureFactory, UserFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows
from tests.house.books import book_arguments

pytestmark = pytest.mark.django_db
YEAR = 2026


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


OFFICE_ROUTES = [route for _, route in _routes(get_resolver()) if route.callback.access.kind == "office"]
NAMES = sorted({str(route.name) for route in OFFICE_ROUTES})
GROUPS = sorted(
    {name.partition("_")[0] for name in NAMES}
)  # walked together in one house, whose books are slow to fill


@dataclass
class House:
    """An office with a plan, work recorded and proved, a draft and people."""

    office: Office
    plan: Plan
    proof: Proof
    duty: Assignment
    draft: Draft
    admin: User
    other: User
    books: dict[str, dict[str, dict[str, object]]] = field(default_factory=dict)

    def book(self, name: str) -> dict[str, dict[str, object]]:
        """What leads to the entries of a book; its made-up year is written when it is first asked for."""
        if name not in self.books:
            self.books[name] = book_arguments(REGISTERS[name], self.office, self.admin)
        return self.books[name]

    def arguments(self, name: str) -> dict[str, object]:
        """What the route's address needs to lead to this house's own objects."""
        membership = Membership.objects.get(user=self.other, office=self.office)
        tenure = Tenure.objects.get(person__office=self.office)
        known: dict[str, object] = {
            "code": self.office.code,
            "year": YEAR,
            "pk": self.proof.realisation.indicator_id,
            "month": self.proof.realisation.month,
            "proof_id": self.proof.pk,
            "evidence_id": self.proof.evidence_id,
            "assignment_id": self.duty.pk,
            "period": f"{YEAR}-Q1",
            "draft_id": self.draft.pk,
            "user_id": self.other.pk,
            "membership_id": membership.pk,
            "person_id": tenure.person_id,
            "post_id": tenure.post_id,
            "tenure_id": tenure.pk,
            "duty_id": FilingDuty.objects.get(person=tenure.person_id).pk,
            "field": "title" if name == "plan_correct_fact" else "text",
            "file_format": "txt",
            "page": 1,
            "name": {"monev_chart": "area"}.get(name, "contoh.txt"),
            "verb": "baris",
            "own": self.office.code,
            "holiday_id": Holiday.objects.get_or_create(office=self.office, day=date(YEAR, 7, 9), kind="local")[0].pk,
            "key": Limit.objects.get_or_create(key="contoh.batas", days=5, legal_source="Contoh")[0].key,
        }
        book = next((each.name for each in REGISTERS if name.startswith(f"{each.name}_")), "")
        if book:
            known |= self.book(book)[""] | self.book(book).get(name.removeprefix(f"{book}_"), {})
        route = next(route for route in OFFICE_ROUTES if route.name == name)
        return {key: known[key] for key in ("code", *route.pattern.converters)}


def _house(parent: Office | None = None) -> House:
    office = OfficeFactory(parent=parent) if parent else OfficeFactory()
    admin, other = member(office, "administrator"), member(office, "pembaca")
    facts = DecreeFacts(
        number=f"2/HK.03.1/{office.code}/{YEAR}", title="Rencana Aksi", date=date(YEAR, 1, 12), year=YEAR
    )
    plan = adopt_plan(office=office, year=YEAR, facts=facts, rows=template_rows(office.name)[:4], by=admin)
    indicator = plan.indicators.first()
    assert indicator is not None
    proof = ProofFactory(realisation=RealisationFactory(indicator=indicator, month=2, recorded_by=admin))
    duty = ImplementerFactory(plan=plan, indicator=indicator, user=admin)
    tenure = TenureFactory(person=PersonFactory(office=office))
    FilingDuty.objects.create(person=tenure.person, kind="lhkpn", reason="Keputusan penetapan wajib lapor")
    return House(office, plan, proof, duty, draft_typed(office=office, year=YEAR + 1, by=admin), admin, other)


@pytest.fixture
def house() -> House:
    return _house()


def _client(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def _ask(client: Client, address: str) -> set[int]:
    return {client.get(address).status_code, client.post(address, {}).status_code}


def test_every_route_is_known_to_the_walk(house: House):
    assert len(NAMES) > 30
    for name in NAMES:
        assert reverse(name, kwargs=house.arguments(name)).startswith(f"/satker/{house.office.code}/")


def _group(group: str) -> list[str]:
    return [name for name in NAMES if name.partition("_")[0] == group]


@pytest.mark.parametrize("group", GROUPS)
def test_a_stranger_is_asked_to_sign_in(house: House, group: str):
    client = Client()
    for name in _group(group):
        address = reverse(name, kwargs=house.arguments(name))
        for answer in (client.get(address), client.post(address, {})):
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith(reverse("account_login")), name


@pytest.mark.parametrize("group", GROUPS)
def test_another_office_is_not_there(house: House, group: str):
    """For its administrator, for a person of the same province, and for one whose membership has ended."""
    sibling = OfficeFactory(parent=Office.objects.get_parent(house.office))
    ended = UserFactory()
    Membership.objects.create(user=ended, office=house.office, role="administrator", until=date(2020, 1, 1))
    users = (member(OfficeFactory(), "administrator"), member(sibling, "administrator"), ended, UserFactory())
    clients = [_client(user) for user in users]
    for name in _group(group):
        address = reverse(name, kwargs=house.arguments(name))
        for client in clients:
            assert _ask(client, address) == {404}, name


OBJECTS = {
    "pk", "entry_id", "draft_id", "user_id", "membership_id", "proof_id", "evidence_id", "assignment_id", "holiday_id",
    "person_id", "post_id", "tenure_id", "duty_id",
}  # fmt: skip


def _names_an_object(name: str) -> bool:
    route = next(route for route in OFFICE_ROUTES if route.name == name)
    return bool(set(route.pattern.converters) & OBJECTS)


@pytest.mark.parametrize("group", sorted({name.partition("_")[0] for name in NAMES if _names_an_object(name)}))
def test_another_offices_objects_are_not_there_under_ones_own_address(house: House, group: str):
    neighbour = _house(parent=Office.objects.get_parent(house.office))
    client = _client(neighbour.admin)
    for name in filter(_names_an_object, _group(group)):
        address = reverse(name, kwargs={**house.arguments(name), "code": neighbour.office.code})
        assert _ask(client, address) <= {404, 405}, name


def _a_few(roles: list[str]) -> list[list[str]]:
    """Roles that share a house, whose books are slow to fill; what one role does is undone before the next."""
    return [roles[at : at + 4] for at in range(0, len(roles), 4)]


def _places(house: House) -> list[tuple[URLPattern, str]]:
    """Every route with its address in the house, whose books are counted before any role comes, and not anew for each."""
    for register in REGISTERS:
        house.book(register.name)
        fill_stale(
            office=house.office, year=today().year, registers=[register.name], months=range(1, today().month + 1)
        )
    return [(route, reverse(str(route.name), kwargs=house.arguments(str(route.name)))) for route in OFFICE_ROUTES]


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("roles", _a_few(list(ROLES)), ids=" ".join)
def test_each_role_reaches_what_its_rights_say_and_no_more(house: House, roles: list[str]):
    places = _places(house)
    for role in roles:
        with _undone():
            client, rights = _client(member(house.office, role)), ROLES[role].rights
            for route, address in places:
                answers = _ask(client, address)
                if route.callback.access.right in rights:
                    assert answers.isdisjoint({403, 500}), (role, route.name, answers)
                else:
                    assert answers == {403}, (role, route.name, answers)


def test_reading_goes_down_the_tree_and_nothing_else_does(house: House):
    places = _places(house)
    for role in ("penelaah_provinsi", "kpu_ri", "inspektorat", "administrator"):
        with _undone():
            client = _client(member(Office.objects.get_parent(house.office), role))
            inherited = {Right.READ} | ({Right.READ_TRAIL} & ROLES[role].rights)
            for route, address in places:
                answers = _ask(client, address)
                if route.callback.access.right in inherited:
                    assert answers.isdisjoint({403, 500}), (role, route.name, answers)
                else:
                    assert answers == {403}, (role, route.name, answers)
