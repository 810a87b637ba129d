"""Addresses no page has."""

from __future__ import annotations

import pytest
from django.test import Client

from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client) -> Office:
    office = OfficeFactory(code="9999")
    client.force_login(member(office))
    return office


@pytest.mark.parametrize("address", ["/satker/?cari=%00", "/satker/9999/pengguna/?cari=a%00b", "/satker/%00/"])
def test_an_address_with_a_nul_is_told_so(client: Client, office: Office, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "Permintaan tidak dapat dibaca" in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers


def test_an_address_without_one_is_answered(client: Client, office: Office) -> None:
    assert client.get("/satker/9999/pengguna/?cari=100%2500").status_code == 200
