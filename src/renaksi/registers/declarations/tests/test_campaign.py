"""The campaign on real staff: made once, made again for who is missing; who sees names; the reminder and the papers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renaksi.audit.models import AuditEvent
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, PersonFactory, PostFactory, TenureFactory, member
from renaksi.papers.text import write
from renaksi.registers.declarations.domain.campaign import make_campaign
from renaksi.registers.declarations.models import Declaration, DeclarationKind
from renaksi.registers.declarations.recap import BOOK_PRINTS

pytestmark = pytest.mark.django_db
OPENED, DUE = date(2026, 1, 6), date(2026, 1, 31)


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _make(office: Office, kind: str = "integrity_pact", on: date = OPENED, due: date = DUE) -> list[Declaration]:
    return make_campaign(office=office, kind=kind, on=on, due_on=due, by=None)


def _client(office: Office, role: str = "pelaksana") -> Client:
    client = Client()
    client.force_login(member(office, role))
    return client


def _address(name: str, office: Office, **more: Any) -> str:
    return reverse(f"declarations_{name}", kwargs={"code": office.code, **more})


def _fulfil(entry: Declaration, on: date, receipt: str = "") -> None:
    register = REGISTERS["declarations"]
    step = register.step("fulfil")
    assert step
    values = {"fulfilled_on": on, "receipt_number": receipt}
    take_step(register=register, entry=entry, step=step, values=values, by=None)


def test_a_campaign_made_again_makes_only_what_is_missing(office: Office):
    for name in ("Ani", "Budi"):
        PersonFactory(office=office, name=name)
    PersonFactory(office=office, name="Sudah pindah", until=date(2025, 12, 31))
    assert [entry.name for entry in _make(office)] == ["Ani", "Budi"]
    assert (_make(office), AuditEvent.objects.filter(what="declarations.campaign_made").count()) == ([], 1)
    PersonFactory(office=office, name="Citra", since=date(2026, 2, 1))
    fresh = _make(office, on=date(2026, 2, 2), due=date(2026, 2, 28))
    assert [(entry.name, entry.state, entry.due_on) for entry in fresh] == [("Citra", "due", date(2026, 2, 28))]
    assert sorted(Declaration.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_a_campaign_of_a_report_is_for_those_who_owe_it(office: Office):
    head, clerk = PersonFactory(office=office, name="Kepala"), PersonFactory(office=office, name="Staf")
    TenureFactory(person=head, post=PostFactory(office=office, must_file_lhkpn=True))
    PersonFactory(office=office, kind="non_asn", name="Pengemudi")
    due = date(2026, 3, 31)
    assert [entry.person for entry in _make(office, "lhkpn", due=due)] == [head]
    assert [entry.person for entry in _make(office, "lhkasn", due=due)] == [clerk]


@pytest.mark.parametrize(
    ("on", "due", "field"),
    [
        (date(2026, 5, 21), date(2026, 6, 1), "on"),
        (OPENED, date(2026, 1, 5), "due_on"),
        (OPENED, date(2027, 1, 31), "due_on"),
        (OPENED, DUE, "on"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused_at_its_field(office: Office, on: date, due: date, field: str):
    with pytest.raises(Refused) as no:
        _make(office, "lhkpn", on, due)
    assert (no.value.field, Declaration.objects.count()) == (field, 0)


def test_the_form_opens_a_campaign_and_keeps_what_was_typed_when_refused(office: Office):
    PersonFactory(office=office)
    client, sent = _client(office), {"jenis": "integrity_pact", "tahun": "2026", "on": "6 Januari 2026"}
    refused = client.post(_address("make", office), {**sent, "due_on": "bukan tanggal"})
    assert (refused.status_code, "bukan tanggal" in refused.content.decode()) == (422, True)
    done = client.post(_address("make", office), {**sent, "due_on": "31 Januari 2026"})
    assert (done.status_code, Declaration.objects.count()) == (302, 1)


def test_names_are_for_who_writes_and_numbers_for_everyone(office: Office):
    PersonFactory(office=office, name="Siti Belumtandatangan")
    _make(office)
    keeper, reader = _client(office), _client(office, "pembaca")
    pages = [client.get(_address("campaign", office)).content.decode() for client in (keeper, reader)]
    assert ["Siti Belumtandatangan" in page for page in pages] == [True, False]
    assert ["Pengingat Pakta integritas 2026" in page for page in pages] == [True, False]
    assert all("0 dari 1 dipenuhi" in page and "0 % ·" in page for page in pages)
    assert reader.post(_address("make", office), {}).status_code == 403
    assert "Pernyataan saya" in reader.get(_address("list", office)).content.decode()


def test_the_page_of_a_campaign_costs_the_same_for_any_staff(office: Office):
    client, costs = _client(office), []
    client.get(_address("campaign", office))
    for more in (1, 12):
        for _ in range(more):
            PersonFactory(office=office)
        _make(office)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(_address("campaign", office)).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_papers_tell_who_did_and_who_did_not(office: Office):
    done, late, left = (PersonFactory(office=office, name=name) for name in ("Ani", "Budi", "Citra"))
    for kind, due in (("integrity_pact", DUE), ("lhkasn", date(2026, 3, 31))):
        _make(office, kind, due=due)
    _fulfil(Declaration.objects.get(person=done, kind="integrity_pact"), date(2026, 1, 8))
    _fulfil(Declaration.objects.get(person=late, kind="lhkasn"), date(2026, 4, 2), "TT-77")
    span = (date(2026, 1, 1), date(2026, 12, 31))
    papers = {each.slug: write(each.build(office, Declaration.objects.all(), *span)).decode() for each in BOOK_PRINTS}
    assert ("8 Januari 2026" in papers["rekap-penandatanganan"], "belum" in papers["rekap-penandatanganan"]) == (
        True,
        True,
    )
    assert all(words in papers["rekap-lhkasn"] for words in ("TT-77", "terlambat", "33,33"))
    assert "tidak dapat dihitung" in papers["rekap-lhkpn"].lower()
    assert left.name in papers["belum"]
    assert "Pakta integritas (2 orang)" in papers["belum"]
    assert "Tidak meminta atau menerima pemberian" in papers["pakta-kosong"]
    assert DeclarationKind.ANTI_GRATIFICATION.label.upper() in papers["komitmen-kosong"]
