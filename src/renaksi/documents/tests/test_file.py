"""What is signed is filed: once, frozen, numbered, told in one event."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.documents.domain.file import file_document, frozen_of
from renaksi.documents.models import Document
from renaksi.documents.tests.factories import DocumentFactory
from renaksi.entries.domain.proofs import proofs_of
from renaksi.evidence.domain.store import read_content
from renaksi.evidence.models import Evidence
from renaksi.evidence.tests.factories import EvidenceFactory, LinkFactory
from renaksi.kernel.period import Period
from renaksi.kernel.refusal import Refused
from renaksi.measures.models import BookMonth
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.papers import write
from renaksi.papers.tree import Paper, Paragraph, Section

pytestmark = pytest.mark.django_db
QUARTER = Period(2026, 1, 3)


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    ensure_limits()


def a_pdf(words: str = "Laporan triwulan") -> bytes:
    return write(Paper(words, (Section("Laporan", (Paragraph(words),)),), dated=date(2026, 4, 10)), "pdf")


def filed(office: Office, **given: Any) -> Document:
    asked: dict[str, Any] = {
        "kind": "reform_report", "title": "Laporan RB Triwulan I", "document_number": "7/PR.07/2026",
        "document_on": date(2026, 4, 10), "period": QUARTER, "signed_by": "Sekretaris, DEWI TELADANI",
        "drawn_from": "monev:2026-Q1", "by": None,
    }  # fmt: skip
    if not {"content", "evidence"} & given.keys():
        given["content"] = a_pdf()
    return file_document(office=office, **asked | given)


def test_a_signed_report_is_filed_under_the_next_number_with_its_file_frozen():
    office, content = OfficeFactory(), a_pdf()
    document = filed(office, content=content)
    document.refresh_from_db()
    assert (document.book_number, document.state, document.kind_group) == ("1/2026", "signed", "report")
    assert (document.signed_on, document.period_from, document.period_until) == (
        date(2026, 4, 10), date(2026, 1, 1), date(2026, 3, 31),
    )  # fmt: skip
    assert document.frozen_sha256 == sha256(content).hexdigest()
    assert read_content(document.frozen_sha256) == content
    piece = proofs_of("documents", [document.pk]).get().evidence
    assert (piece.sha256, piece.kind, piece.content_type) == (document.frozen_sha256, "report", "application/pdf")
    assert (piece.proves_from, piece.proves_until) == (date(2026, 1, 1), date(2026, 3, 31))


def test_filing_is_one_event_that_names_the_file():
    office = OfficeFactory()
    user = member(office, full_name="Mira Teladan")
    before = AuditEvent.objects.count()
    document = filed(office, by=user)
    event = AuditEvent.objects.get(what="documents.filed")
    assert AuditEvent.objects.count() == before + 1
    said = sentence_of(event)
    assert "Mira Teladan" in said
    assert "nomor 1/2026 (Laporan RB Triwulan I)" in said
    assert document.frozen_sha256[:12] in said
    assert "ditandatangani Sekretaris, DEWI TELADANI pada 10 April 2026" in said


def test_the_same_content_filed_again_is_the_same_document():
    office, content = OfficeFactory(), a_pdf()
    first = filed(office, content=content)
    events = AuditEvent.objects.count()
    again = filed(office, content=content, title="Nama lain")
    assert again == first
    assert (Document.objects.count(), Evidence.objects.count(), AuditEvent.objects.count()) == (1, 1, events)
    assert filed(office, content=a_pdf("Isi lain")).book_number == "2/2026"
    assert filed(OfficeFactory(), content=content).book_number == "1/2026"


def test_content_revoked_may_be_filed_anew():
    office, content = OfficeFactory(), a_pdf()
    first = filed(office, content=content)
    Document.objects.filter(pk=first.pk).update(state="revoked")
    assert filed(office, content=content) != first


def test_a_report_has_until_its_limit_to_be_sent():
    document = filed(OfficeFactory())
    assert document.clock is not None
    assert document.clock.due_on == date(2026, 4, 17)  # five working days after Friday 10 April
    assert filed(OfficeFactory(), kind="reform_plan").clock is None


def test_a_piece_kept_already_can_be_filed():
    office = OfficeFactory()
    piece = EvidenceFactory(office=office)
    document = filed(office, evidence=piece, kind="reform_plan")
    assert document.frozen_sha256 == piece.sha256
    assert proofs_of("documents", [document.pk]).get().evidence == piece


def test_the_file_is_evidence_of_what_the_document_is():
    policy = {"kind": "egov_policy", "period": None, "title": "Kebijakan SPBE"}
    piece = proofs_of("documents", [filed(OfficeFactory(), **policy).pk]).get().evidence
    assert (piece.kind, piece.title, piece.proves_from) == ("decree", "Kebijakan SPBE", date(2026, 4, 10))


def test_a_month_said_to_be_empty_no_longer_is_and_is_counted_anew():
    office = OfficeFactory()
    user = member(office)
    month = BookMonth.objects.create(
        office=office, register="documents", year=2026, month=4, is_stale=False,
        nil_said_at="2026-05-01T03:00:00Z", nil_said_by=user,
    )  # fmt: skip
    filed(office, by=user)
    month.refresh_from_db()
    assert (month.nil_said_at, month.nil_said_by, month.is_stale) == (None, None, True)
    assert "pernyataan nihil April 2026 dicabut" in sentence_of(AuditEvent.objects.get(what="documents.filed"))


def test_secret_reports_are_closed_and_worksheets_open_when_signed():
    office = OfficeFactory()
    assert filed(office, kind="wbs_report").is_closed
    assert not filed(office, kind="unit_self_assessment").is_closed
    assert DocumentFactory(office=office, kind="unit_self_assessment", signed_on=None, state="draft").is_closed


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"kind": "puisi"}, "documents.not_valid", "kind"),
        ({"title": " "}, "documents.not_valid", "title"),
        ({"document_on": date(2026, 5, 21)}, "documents.not_valid", "signed_on"),
        ({"kind": "memorandum"}, "documents.not_valid", "counterpart"),
        ({"content": None}, "documents.no_file", ""),
        ({"content": b"bukan PDF"}, "evidence.not_accepted", "file"),
    ],
)
def test_what_is_no_signed_paper_is_refused_and_leaves_nothing(given: dict[str, Any], code: str, field: str):
    office = OfficeFactory()
    events = AuditEvent.objects.count()
    with pytest.raises(Refused) as no:
        filed(office, **given)
    assert (no.value.code, no.value.field or "") == (code, field)
    assert (Document.objects.count(), Evidence.objects.count(), AuditEvent.objects.count()) == (0, 0, events)
    assert filed(office).book_number == "1/2026"


def test_an_address_or_another_offices_piece_cannot_be_frozen():
    office = OfficeFactory()
    with pytest.raises(Refused, match="Tautan"):
        filed(office, evidence=LinkFactory(office=office))
    with pytest.raises(Refused) as no:
        filed(office, evidence=EvidenceFactory())
    assert no.value.code == "entries.evidence_unusable"
    assert not Document.objects.exists()


def test_what_was_filed_from_a_report_is_listed_with_its_file():
    office = OfficeFactory()
    first, second = filed(office), filed(office, content=a_pdf("Kedua"), document_on=date(2026, 4, 20))
    filed(office, content=a_pdf("Lain"), drawn_from="monev:2026-Q2")
    found = frozen_of(office, kind="reform_report", drawn_from="monev:2026-Q1")
    assert [document for document, _ in found] == [second, first]
    assert all(piece is not None and piece.sha256 == document.frozen_sha256 for document, piece in found)
