"""Who opens and writes which book: by office, by named officers, closed; and entries closed to all but officers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from renaksi.accounts.models import User
from renaksi.desk.access import in_book, may_open, may_write, rows_for
from renaksi.desk.domain.keepers import end_keeper, name_keeper
from renaksi.desk.models import Keeper
from renaksi.desk.register import Access, Reading, Register, by_officers, closed
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db


def _with(access: Access) -> Register:
    return replace(REGISTERS["events"], access=access)


def _fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def _answer(register: Register, office: Office, user: User, *, writes: bool) -> int:
    def view(request: HttpRequest, office: Office) -> HttpResponse:
        return HttpResponse("terbuka")

    request = RequestFactory().get("/")
    request.user = _fresh(user)
    try:
        return in_book(register, writes=writes)(view)(request, code=office.code).status_code
    except Http404:
        return 404
    except PermissionDenied:
        return 403


def test_a_book_of_the_office_is_read_by_all_and_written_by_those_who_record():
    office, register = OfficeFactory(), REGISTERS["events"]
    assert [_answer(register, office, member(office, "pembaca"), writes=each) for each in (False, True)] == [200, 403]
    assert [_answer(register, office, member(office, "pelaksana"), writes=each) for each in (False, True)] == [200, 200]
    assert _answer(register, office, member(OfficeFactory(), "administrator"), writes=False) == 404


def test_a_book_of_officers_is_written_by_them_alone():
    office, register = OfficeFactory(), _with(by_officers())
    officer, admin = member(office, "pembaca"), member(office, "administrator")
    assert [_answer(register, office, admin, writes=each) for each in (False, True)] == [200, 403]
    name_keeper(register=register, office=office, user_id=officer.pk, by=admin)
    assert _answer(register, office, officer, writes=True) == 200


def test_a_closed_book_is_not_there_for_anyone_else_not_even_above():
    parent = OfficeFactory()
    office, register = OfficeFactory(parent=parent), _with(closed())
    officer, admin, above = (
        member(office, "pelaksana"),
        member(office, "administrator"),
        member(parent, "administrator"),
    )
    keeper = name_keeper(register=register, office=office, user_id=officer.pk, by=admin)
    assert [_answer(register, office, each, writes=False) for each in (officer, admin, above)] == [200, 404, 404]
    assert rows_for(_fresh(admin), office, register) == Q(pk__in=[])
    end_keeper(register=register, office=office, keeper_id=keeper.pk, by=admin)
    assert not may_open(_fresh(officer), office, register)


def test_an_officer_who_left_the_office_opens_nothing():
    office, register = OfficeFactory(), _with(closed())
    officer = member(office, "pelaksana")
    name_keeper(register=register, office=office, user_id=officer.pk, by=None)
    assert may_write(_fresh(officer), office, register)
    officer.memberships.update(until=date(2020, 1, 1))
    assert not may_write(_fresh(officer), office, register)


def test_closed_entries_are_there_for_named_officers():
    office, register = OfficeFactory(), _with(Access(Reading.OFFICE, closed_field="is_closed"))
    officer, reader = member(office, "pelaksana"), member(office, "administrator")
    name_keeper(register=register, office=office, user_id=officer.pk, by=reader)
    assert rows_for(_fresh(officer), office, register) == Q(office=office)
    assert rows_for(_fresh(reader), office, register) == Q(office=office) & Q(is_closed=False)


def test_officers_are_named_and_ended_on_the_page_of_the_book():
    office = OfficeFactory()
    admin, other, stranger = member(office, "administrator"), member(office, "pelaksana"), member(OfficeFactory())
    client = Client()
    client.force_login(admin)
    address = reverse("events_keepers", kwargs={"code": office.code})
    assert client.post(address, {"user": stranger.pk}).status_code == 422
    assert client.post(address, {"user": other.pk}).status_code == 302
    keeper = Keeper.objects.get(office=office)
    assert (keeper.user, keeper.named_by) == (other, admin)
    with pytest.raises(Refused, match="sudah menjadi petugas"):
        name_keeper(register=REGISTERS["events"], office=office, user_id=other.pk, by=admin)
    assert str(other) in client.get(address).content.decode()
    assert client.post(address, {"keeper": keeper.pk}).status_code == 302
    keeper.refresh_from_db()
    assert keeper.ended_at is not None
    assert client.post(address, {"keeper": keeper.pk}).status_code == 422
