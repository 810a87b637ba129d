"""The files of closed documents are there for the book's officers alone: nowhere listed, opened, offered or taken otherwise."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from renaksi.accounts.models import User
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.keepers import name_keeper
from renaksi.desk.domain.proofs import attach_to_entry, take_off_entry
from renaksi.desk.registry import REGISTERS
from renaksi.documents.domain.file import file_document
from renaksi.documents.models import Document
from renaksi.documents.tests.factories import DocumentFactory
from renaksi.entries.domain.proofs import proofs_of
from renaksi.evidence.domain.receive import receive_file
from renaksi.evidence.models import Evidence
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.registers.documents.demo import sample_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    ensure_limits()


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


@pytest.fixture
def report(office: Office) -> Document:
    return file_document(
        office=office, kind="wbs_report", title="Laporan WBS rahasia", document_on=date(2026, 4, 10), period=None,
        content=sample_pdf("Nama pelapor"), by=None,
    )  # fmt: skip


def piece_of(document: Document) -> Evidence:
    return proofs_of("documents", [document.pk]).get().evidence


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def addresses(piece: Evidence) -> list[str]:
    kwargs = {"code": piece.office.code, "evidence_id": piece.pk}
    names = ("evidence_page", "evidence_file", "evidence_preview", "evidence_describe")
    return [reverse(name, kwargs=kwargs) for name in names]


@pytest.mark.parametrize("role", ["administrator", "pelaksana", "verifikator", "pembaca"])
def test_the_file_of_a_closed_report_is_not_there(office: Office, report: Document, role: str):
    piece, client = piece_of(report), signed_in(member(office, role))
    allowed = {404} if role in {"administrator", "pelaksana"} else {404, 403}  # describing asks for a further right
    assert {client.get(address).status_code for address in addresses(piece)} <= allowed
    listed = client.get(reverse("evidence_list", kwargs={"code": office.code})).content.decode()
    assert "rahasia" not in listed


def test_the_books_officer_opens_it(office: Office, report: Document):
    officer = member(office, "pelaksana")
    name_keeper(register=REGISTERS["documents"], office=office, user_id=officer.pk, by=None)
    client, piece = signed_in(officer), piece_of(report)
    assert client.get(addresses(piece)[0]).status_code == 200
    assert b"Nama pelapor" in b"".join(client.get(addresses(piece)[1]).streaming_content)
    assert "rahasia" in client.get(reverse("evidence_list", kwargs={"code": office.code})).content.decode()


def test_it_is_not_offered_and_cannot_be_taken_elsewhere(office: Office, report: Document):
    other, piece = DocumentFactory(office=office), piece_of(report)
    client, kwargs = signed_in(member(office, "pelaksana")), {"code": office.code}
    found = client.get(
        reverse("evidence_choose", kwargs=kwargs), {"cari_bukti": "rahasia"}, headers={"HX-Request": "true"}
    )
    assert (found.status_code, "Laporan WBS" in found.content.decode()) == (200, False)
    one = client.get(
        reverse("evidence_choose", kwargs=kwargs), {"bukti": str(piece.pk)}, headers={"HX-Request": "true"}
    )
    assert one.status_code == 404
    page = reverse("documents_entry", kwargs={**kwargs, "entry_id": other.pk})
    assert "Laporan WBS" not in client.get(page).content.decode()
    attach = reverse("documents_proof_attach", kwargs={**kwargs, "entry_id": other.pk})
    assert client.post(attach, {"evidence": str(piece.pk)}).status_code == 422
    assert not proofs_of("documents", [other.pk]).exists()


def test_what_is_closed_in_one_place_is_closed_everywhere_until_it_is_taken_off(office: Office, report: Document):
    shared, client = EvidenceFactory(office=office), signed_in(member(office, "pembaca"))
    page = addresses(shared)[0]
    attach_to_entry(register=REGISTERS["documents"], entry=DocumentFactory(office=office), evidence=[shared], by=None)
    assert client.get(page).status_code == 200
    attach_to_entry(register=REGISTERS["documents"], entry=report, evidence=[shared], by=None)
    assert client.get(page).status_code == 404
    take_off_entry(register=REGISTERS["documents"], entry=report, evidence_id=shared.pk, by=None)
    assert client.get(page).status_code == 200


def test_a_worksheet_opens_with_its_signing(office: Office):
    draft = DocumentFactory(office=office, kind="unit_self_assessment", signed_on=None, state="draft")
    piece = EvidenceFactory(office=office)
    attach_to_entry(register=REGISTERS["documents"], entry=draft, evidence=[piece], by=None)
    client = signed_in(member(office, "pembaca"))
    assert client.get(addresses(piece)[0]).status_code == 404
    draft.signed_on = date(2026, 5, 5)
    draft.settle()
    draft.save()
    assert client.get(addresses(piece)[0]).status_code == 200


def _trail(user: User, office: Office) -> str:
    return signed_in(user).get(reverse("office_trail", kwargs={"code": office.code})).content.decode()


@pytest.mark.parametrize("role", ["administrator", "pengarah", "verifikator"])
def test_the_trail_tells_others_only_that_something_was_done(office: Office, report: Document, role: str):
    said = _trail(member(office, role), office)
    assert "memproses catatan yang tertutup." in said
    assert "rahasia" not in said
    assert report.frozen_sha256[:12] not in said
    home = signed_in(member(office, role)).get(reverse("office_home", kwargs={"code": office.code})).content.decode()
    assert "rahasia" not in home


def test_the_trail_tells_the_officer_and_of_open_entries_everybody(office: Office, report: Document):
    officer = member(office, "verifikator")
    name_keeper(register=REGISTERS["documents"], office=office, user_id=officer.pk, by=None)
    assert "Laporan WBS rahasia" in _trail(officer, office)
    Document.objects.filter(pk=report.pk).update(is_closed=False, kind="other_report")
    assert "Laporan WBS rahasia" in _trail(member(office, "pengarah"), office)


def test_the_trail_of_closed_evidence_is_closed(office: Office):
    piece = receive_file(
        office=office, upload=ContentFile(sample_pdf("Lampiran rahasia"), "lampiran rahasia.pdf"), by=None,
        proves_from=date(2026, 5, 1), proves_until=date(2026, 5, 31),
    )  # fmt: skip
    reader = member(office, "pengarah")
    assert "Lampiran rahasia" in _trail(reader, office)
    closed = DocumentFactory(office=office, kind="wbs_report")
    attach_to_entry(register=REGISTERS["documents"], entry=closed, evidence=[piece], by=None)
    assert "Lampiran rahasia" not in _trail(reader, office)
