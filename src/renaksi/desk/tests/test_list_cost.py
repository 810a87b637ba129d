"""A long book opens as cheaply as a short one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import now
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 600])
def test_a_list_costs_eight_queries_however_long_the_book(
    rows: int, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
):
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    office, model = OfficeFactory(), REGISTERS["events"].model
    model.objects.bulk_create(
        model(
            office=office,
            year=2026,
            number=number,
            state="planned",
            kind="meeting",
            topic=f"Rapat {number}",
            place="Aula",
            held_on=date(2026, 1, 1) + timedelta(days=number % 139),
            audience="internal",
            recorded_at=now(),
            changed_at=now(),
        )
        for number in range(1, rows + 1)
    )
    client = Client()
    client.force_login(member(office, "administrator"), backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("events_list", kwargs={"code": office.code})
    client.get(address)  # the first visit also marks the session
    with django_assert_max_num_queries(8):
        page = client.get(address).content.decode()
    assert f"{rows}/2026" in page or rows > 25
    assert "Rapat" in page
