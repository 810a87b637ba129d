"""Addresses no page has; what is packed for the way and what goes as it is."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.web.middleware import PackedPagesMiddleware

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


LONG = b"a line like every other\n" * 400


@pytest.mark.parametrize(
    ("media_type", "disposition", "is_packed"),
    [
        ("text/html; charset=utf-8", "", True),
        ("image/svg+xml", "", True),
        ("application/pdf", 'inline; filename="laporan.pdf"', False),
        ("application/zip", 'attachment; filename="bukti.zip"', False),
        ("text/plain; charset=utf-8", 'attachment; filename="keputusan.txt"', False),
    ],
)
def test_pages_are_packed_and_files_keep_their_length(media_type: str, disposition: str, *, is_packed: bool) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        made = HttpResponse(LONG, content_type=media_type, headers={"Content-Length": str(len(LONG))})
        if disposition:
            made["Content-Disposition"] = disposition
        return made

    given = PackedPagesMiddleware(answer)(RequestFactory().get("/", headers={"Accept-Encoding": "gzip"}))
    assert (given.headers.get("Content-Encoding") == "gzip") is is_packed
    assert (given.content == LONG) is not is_packed
    assert int(given.headers["Content-Length"]) == len(given.content)
