"""Reports of SP4N-LAPOR! from a CSV: taken whole or not at all, brought up to date by their central number."""

from __future__ import annotations

import json
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from renaksi.audit.models import AuditEvent
from renaksi.audit.tests.at_once import at_once
from renaksi.desk.domain.record import remove_entry
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.registers.complaints.domain.import_lapor import Imported, import_lapor
from renaksi.registers.complaints.models import Complaint, Reporter

pytestmark = pytest.mark.django_db
HEAD = "Tracking ID;Tanggal Laporan;Judul Laporan;Isi Laporan;Klasifikasi;Nama Pelapor"
FIRST = "7710001;2026-05-04 10:22:01;Nama ganda;Nama saya ada dua.;Pengaduan;Rahasiawan"
SECOND = '7710002;05 Mei 2026 08.15;Jadwal;"Kapan; jadwalnya?\nTerima kasih";Permintaan Informasi;Anonim'


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _file(*lines: str, head: str = HEAD) -> bytes:
    return "\r\n".join((head, *lines)).encode("utf-8-sig")


def test_reports_keep_their_central_number_and_are_brought_up_to_date(office: Office):
    assert import_lapor(office=office, content=_file(FIRST, SECOND), by=None) == Imported(2, 0, 0)
    first, second = Complaint.objects.order_by("number")
    assert (first.central_number, first.kind, first.privacy, first.channel) == (
        "7710001",
        "complaint",
        "confidential",
        "lapor",
    )
    assert (second.kind, second.privacy, second.summary) == (
        "consultation",
        "anonymous",
        "Kapan; jadwalnya?\nTerima kasih",
    )
    assert (second.received_on.isoformat(), Reporter.objects.get().complaint_id) == ("2026-05-05", first.pk)
    changed = FIRST.replace("Nama ganda", "Nama ganda di dua TPS")
    events = AuditEvent.objects.count()
    assert import_lapor(office=office, content=_file(changed, SECOND), by=None) == Imported(0, 1, 1)
    first.refresh_from_db()
    assert (first.title, first.book_number, AuditEvent.objects.count()) == (
        "Nama ganda di dua TPS",
        "1/2026",
        events + 2,
    )
    assert import_lapor(office=office, content=_file(changed, SECOND), by=None) == Imported(0, 0, 2)
    assert AuditEvent.objects.count() == events + 2
    assert "Rahasiawan" not in json.dumps(list(AuditEvent.objects.values_list("details", "object_label")), default=str)


def test_what_the_office_struck_out_stays_so(office: Office):
    import_lapor(office=office, content=_file(FIRST), by=None)
    remove_entry(register=REGISTERS["complaints"], entry=Complaint.objects.get(), reason="Salah alamat", by=None)
    assert import_lapor(office=office, content=_file(FIRST.replace("dua", "tiga")), by=None) == Imported(0, 0, 1)
    assert Complaint.objects.get().summary == "Nama saya ada dua."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (_file(FIRST, SECOND.replace("05 Mei 2026 08.15", "kemarin")), "Baris 3: tanggal “kemarin” tidak dikenali"),
        (_file(FIRST, FIRST), "Baris 3: nomor 7710001 sudah ada pada baris 2"),
        (_file(FIRST, "7710003;2026-05-04;;Isi;;"), "Baris 3: Judul laporan belum terisi"),
        (_file(FIRST, FIRST.replace("7710001;2026-05-04", "7710009;2027-05-04")), "Baris 3: Tanggal diterima"),
        (_file(FIRST, head="Tanggal;Judul;Isi;Nomor"), "Kolom “Nomor laporan” tidak ada"),
        (b"", "kosong"),
        (b"PK\x03\x04\0\0", "bukan CSV"),
    ],
)
def test_a_fault_refuses_the_whole_file_and_names_its_line(office: Office, content: bytes, sentence: str):
    with pytest.raises(Refused) as no:
        import_lapor(office=office, content=content, by=None)
    assert sentence in no.value.text
    assert not Complaint.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_file_three_times_at_once_brings_each_report_once(office: Office):
    deed = partial(import_lapor, office=office, content=_file(FIRST, SECOND), by=None)
    assert at_once(deed, deed, deed) == ["done"] * 3
    assert sorted(Complaint.objects.values_list("central_number", "number")) == [("7710001", 1), ("7710002", 2)]


def test_the_screen_takes_the_file_in(office: Office):
    client, address = Client(), reverse("complaints_lapor", kwargs={"code": office.code})
    client.force_login(member(office, "pelaksana"))
    assert client.post(address, {}).status_code == 422
    sent = {"file": SimpleUploadedFile("lapor.csv", _file(FIRST, SECOND), "text/csv")}
    page = client.post(address, sent, follow=True).content.decode()
    assert "2 baru, 0 diperbarui, 0 tetap." in page
    assert "SP4N-LAPOR! (7710001)" in page
    assert "Rahasiawan" not in page
