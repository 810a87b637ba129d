"""The book of documents: from draft to receipt with its clock, who sees what, the list by what holds, the papers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.keepers import name_keeper
from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.documents.models import Document
from renaksi.documents.tests.factories import DocumentFactory
from renaksi.entries.models import Entry
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.kernel.refusal import Refused
from renaksi.measures.declare import Asked
from renaksi.measures.registry import MEASURES
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, ProfileFactory, member
from renaksi.papers import write
from renaksi.registers.documents.shown import sending_words, validity_words

pytestmark = pytest.mark.django_db
REPORT = {"kind": "reform_report", "title": "Laporan RB Semester I", "document_on": date(2026, 5, 4)}


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    ensure_limits()


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def step(entry: Entry, key: str, **given: Any) -> Any:
    register = REGISTERS["documents"]
    found = register.step(key)
    assert found is not None
    pieces, reason = given.pop("evidence", ()), given.pop("reason", "")
    return take_step(register=register, entry=entry, step=found, values=given, evidence=pieces, reason=reason, by=None)


def signed(office: Office, **values: Any) -> Any:
    entry = record_entry(register=REGISTERS["documents"], office=office, values={**REPORT, **values}, by=None)
    pieces = [EvidenceFactory(office=office)]
    return step(entry, "sign", signed_on=date(2026, 5, 5), signed_by="Sekretaris", evidence=pieces)


def test_a_report_goes_from_draft_to_receipt_and_its_clock_stops_when_it_is_sent(office: Office):
    entry = signed(office)
    assert (entry.state, entry.sending_from, entry.clock.due_on) == ("signed", date(2026, 5, 5), date(2026, 5, 12))
    with pytest.raises(Refused, match="Mendahului tanggal ditandatangani"):
        step(entry, "send", sent_to="reform_team", sent_on=date(2026, 5, 4))
    entry = step(entry, "send", sent_to="reform_team", sent_on=date(2026, 5, 11))
    assert (entry.state, entry.clock.stopped_on) == ("sent", date(2026, 5, 11))
    with pytest.raises(Refused) as no:
        step(entry, "receive", received_on=date(2026, 5, 12))
    assert no.value.field == "receipt_number"
    assert step(entry, "receive", received_on=date(2026, 5, 12), receipt_number="TT-9").state == "received"


def test_signing_asks_for_the_paper(office: Office):
    entry = record_entry(register=REGISTERS["documents"], office=office, values=REPORT, by=None)
    with pytest.raises(Refused) as no:
        step(entry, "sign", signed_on=date(2026, 5, 5), signed_by="Sekretaris")
    assert no.value.code == "desk.evidence_missing"


def test_a_policy_has_no_time_to_be_sent_in(office: Office):
    assert signed(office, kind="egov_policy").clock is None


def test_what_is_revoked_or_replaced_says_why_or_by_what(office: Office):
    with pytest.raises(Refused) as no:
        step(signed(office), "revoke", ended_on=date(2026, 5, 18))
    assert no.value.code == "desk.reason_missing"
    revoked = step(signed(office), "revoke", ended_on=date(2026, 5, 18), reason="Salah periode")
    assert (revoked.state, revoked.clock.stopped_on) == ("revoked", date(2026, 5, 20))
    replaced = step(signed(office), "replace", ended_on=date(2026, 5, 18), replaced_by=signed(office))
    assert replaced.state == "replaced"


def test_a_slip_of_an_earlier_step_is_put_right_with_a_reason_and_counts_anew(office: Office):
    measure = MEASURES.get("documents.reform_report_received")
    assert measure is not None
    entry = step(signed(office), "send", sent_to="province", sent_on=date(2026, 5, 11))
    entry = step(entry, "receive", received_on=date(2026, 5, 12), receipt_number="TT-9")
    assert measure.counted(Asked(office, 2026, 5)).amount == 0
    with pytest.raises(Refused) as no:
        step(entry, "mend_received", sent_to="reform_team")
    assert no.value.code == "desk.reason_missing"
    mended = step(entry, "mend_received", sent_to="reform_team", reason="Salah pilih penerima")
    assert (mended.state, mended.receipt_number) == ("received", "TT-9")
    assert measure.counted(Asked(office, 2026, 5)).entries == (entry.pk,)
    with pytest.raises(Refused, match="Mendahului tanggal dikirim"):
        step(mended, "mend_received", received_on=date(2026, 5, 10), reason="Salah tulis")


def test_only_documents_of_the_office_that_stand_are_offered_as_the_replacement(office: Office):
    client = Client()
    client.force_login(member(office))
    entry, other = signed(office), signed(office, title="Laporan pengganti")
    gone = DocumentFactory(office=office, title="Sudah dicoret", removed_at="2026-05-19T03:00:00Z")
    elsewhere = DocumentFactory(title="Milik satuan kerja lain")
    hidden = DocumentFactory(office=office, kind="wbs_report", title="Rahasia sekali")
    page = client.get(reverse("documents_entry", kwargs={"code": office.code, "entry_id": entry.pk})).content.decode()
    assert f"{other.book_number} · Laporan pengganti" in page
    assert f"{hidden.book_number} · dokumen tertutup" in page
    assert not [title for title in (gone.title, elsewhere.title, hidden.title) if title in page]


def test_a_closed_document_is_there_for_the_books_officers_alone(office: Office):
    register, writer, officer = REGISTERS["documents"], member(office, "pelaksana"), member(office, "pelaksana")
    name_keeper(register=register, office=office, user_id=officer.pk, by=None)
    client, kwargs = Client(), {"code": office.code}
    client.force_login(writer)
    sent = {"kind": "wbs_report", "title": "Laporan WBS", "document_on": "4 Mei 2026"}
    answer = client.post(reverse("documents_new", kwargs=kwargs), sent, follow=True)
    assert answer.redirect_chain == [(reverse("documents_list", kwargs=kwargs), 302)]
    assert "hanya petugas bernama" in answer.content.decode()
    assert "Laporan WBS" not in answer.content.decode()
    entry = Document.objects.get(office=office)
    page = reverse("documents_entry", kwargs={**kwargs, "entry_id": entry.pk})
    assert client.get(page).status_code == 404
    client.force_login(officer)
    assert "Laporan WBS" in client.get(page).content.decode()


def _listed(office: Office, **query: str) -> set[str]:
    client = Client()
    client.force_login(member(office, "pembaca"))
    page = client.get(reverse("documents_list", kwargs={"code": office.code}), query).content.decode()
    return {title for title in ("Tetap", "Hampir", "Habis", "Jauh", "Laporan", "Konsep") if f"{title} ini" in page}


def test_the_list_narrows_to_what_holds_lapses_soon_or_is_over(office: Office):
    kinds = {"office": office, "kind": "other_policy"}
    DocumentFactory(**kinds, title="Tetap ini")
    DocumentFactory(**kinds, title="Hampir ini", in_force_until=date(2026, 7, 19))
    DocumentFactory(**kinds, title="Jauh ini", in_force_until=date(2026, 7, 20))
    DocumentFactory(**kinds, title="Habis ini", in_force_until=date(2026, 5, 19))
    DocumentFactory(**kinds, title="Konsep ini", signed_on=None, state="draft")
    DocumentFactory(office=office, title="Laporan ini")
    assert _listed(office, berlaku="ya") == {"Tetap", "Hampir", "Jauh"}
    assert _listed(office, berlaku="akan") == {"Hampir"}
    assert _listed(office, berlaku="tidak") == {"Habis"}
    assert len(_listed(office)) == len(_listed(office, berlaku="entah")) == 6
    assert _listed(office, kind_group="report") == {"Laporan"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "berlaku"),
        ({"in_force_until": date(2026, 7, 19)}, "s.d. 19 Juli 2026: akan berakhir"),
        ({"in_force_until": date(2026, 7, 20)}, "s.d. 20 Juli 2026"),
        ({"in_force_until": date(2026, 5, 19)}, "habis 19 Mei 2026"),
        ({"ended_on": date(2026, 4, 1)}, "berakhir 1 April 2026"),
        ({"signed_on": None}, ""),
        ({"kind": "other_report"}, ""),
    ],
)
def test_the_list_says_how_long_a_document_holds(office: Office, facts: dict[str, Any], words: str):
    assert validity_words(DocumentFactory(**{"office": office, "kind": "other_policy"} | facts)) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, ""),
        ({"due_on": date(2026, 5, 19)}, "batas 19 Mei 2026: lewat"),
        ({"due_on": date(2026, 5, 20)}, "batas 20 Mei 2026"),
        ({"sent_on": date(2026, 5, 5)}, "dikirim 5 Mei 2026"),
        ({"due_on": date(2026, 5, 5), "sent_on": date(2026, 5, 5)}, "dikirim 5 Mei 2026, tepat waktu"),
        ({"due_on": date(2026, 5, 4), "sent_on": date(2026, 5, 5)}, "dikirim 5 Mei 2026, terlambat"),
    ],
)
def test_the_list_says_whether_a_document_went_out_in_time(office: Office, facts: dict[str, Any], words: str):
    assert sending_words(DocumentFactory(office=office, **facts)) == words


def _book_print(office: Office, slug: str) -> str:
    found = next(each for each in REGISTERS["documents"].book_prints if each.slug == slug)
    entries = Document.objects.filter(office=office, is_closed=False)
    paper = found.build(office, entries, date(2026, 1, 1), date(2026, 12, 31))
    assert write(paper, "pdf").startswith(b"%PDF-")
    assert len(write(paper, "docx")) > len(write(paper, "xlsx")) > 1000
    return write(paper, "txt").decode()


def test_the_papers_list_documents_reports_and_agreements(office: Office):
    ProfileFactory(office=office)
    partner = {"counterpart": "SMA Negeri 1 Contoh", "counterpart_kind": "school"}
    DocumentFactory(
        office=office, kind="cooperation_agreement", title="PKS lama", signed_on=date(2022, 2, 2), **partner
    )
    DocumentFactory(office=office, kind="memorandum", title="MoU habis", in_force_until=date(2026, 5, 1), **partner)
    due = {"kind": "performance_report", "due_on": date(2026, 4, 30)}
    DocumentFactory(office=office, **due, title="LKj", sent_on=date(2026, 4, 30))
    DocumentFactory(office=office, **due, title="Triwulan", sent_on=date(2026, 5, 2))
    DocumentFactory(office=office, **due, title="LKj dicoret", removed_at="2026-05-02T03:00:00Z")
    DocumentFactory(office=office, **due | {"kind": "wbs_report"}, title="Laporan WBS")
    kinds = _book_print(office, "per-jenis")
    assert "Kerja sama (2)" in kinds
    assert "Laporan (2)" in kinds
    assert "Banyaknya: 4 dokumen." in kinds
    in_time = _book_print(office, "tepat-waktu")
    assert "Banyaknya: 2 laporan, 1 di antaranya dikirim tepat waktu." in in_time
    assert "terlambat" in in_time
    assert "WBS" not in in_time + kinds
    agreements = _book_print(office, "kerja-sama")
    assert "PKS lama" in agreements
    assert "MoU habis" not in agreements
    assert "Keadaan per 20 Mei 2026" in agreements
    assert "DEWI TELADANI" in agreements


def test_the_receipt_says_what_was_handed_over(office: Office):
    sent = {
        "sent_on": date(2026, 5, 5),
        "sent_to": "reform_team",
        "sent_to_name": "Sekretariat Tim",
        "sent_by_way": "letter",
    }
    document = DocumentFactory(office=office, title="Laporan RB", document_number="7/PR.07/2026", **sent)
    paper = REGISTERS["documents"].entry_prints[0].build(document)
    said = write(paper, "txt").decode()
    assert write(paper, "pdf").startswith(b"%PDF-")
    for words in ("TANDA TERIMA", "Laporan RB", "7/PR.07/2026", "Tim RB KPU (Sekretariat Tim)", "5 Mei 2026", "Surat"):
        assert words in said


def test_the_form_offers_the_kinds_under_their_groups(office: Office):
    client = Client()
    client.force_login(member(office, "pelaksana"))
    page = client.get(reverse("documents_new", kwargs={"code": office.code})).content.decode()
    assert '<option value="" selected>Pilih</option>' in page
    assert '<optgroup label="Kerja sama">' in page
    assert '<option value="" selected>Tidak ada</option>' in page  # of the kind of partner, which may stay empty
    assert "---------" not in page
