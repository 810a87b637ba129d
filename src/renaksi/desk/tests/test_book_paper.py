"""A book and its recap on paper: read back from the files, the same bytes for the same figures, nothing closed told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.book_paper import book_entries, book_paper, recap_paper, recap_pdf
from renaksi.desk.book_paper_parts import period_words
from renaksi.desk.domain.keepers import name_keeper
from renaksi.desk.domain.record import change_entry, record_entry, remove_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.register import closed
from renaksi.desk.registry import REGISTERS
from renaksi.offices.domain.profile import set_profile
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.papers import write

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
KEYS = ("events.public_participation", "events.reform_commitment")


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", DAY.isoformat())
    ensure_limits()


def held(office: Office, topic: str, on: date, *, kind: str = "participation", people: int | None = 12) -> Any:
    register = REGISTERS["events"]
    values = {"kind": kind, "topic": topic, "held_on": on, "place": "Aula", "audience": "public"}
    entry = record_entry(register=register, office=office, values=values, by=None)
    hold = register.step("hold")
    assert hold
    given = {"held_on": on, "present_count": people}
    return take_step(register=register, entry=entry, step=hold, values=given, by=None)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")


def book_of(office: Office, first: date = YEAR[0], last: date = YEAR[1]) -> Any:
    register = REGISTERS["events"]
    entries = book_entries(register, Q(office=office), first, last)
    return book_paper(register, office, first, last, entries, on=DAY)


def test_the_book_tells_office_period_entries_count_and_signer_in_pdf_and_docx():
    office = OfficeFactory(name="KPU Kota Contoh")
    set_profile(office=office, since=date(2026, 1, 1), by=None, secretary="DEWI TELADANI", place="Contoh")
    held(office, "KPU menyapa", date(2026, 3, 4))
    struck = held(office, "Salah catat", date(2026, 4, 8))
    remove_entry(register=REGISTERS["events"], entry=struck, reason="dua kali", by=None)
    paper = book_of(office)
    pdf = text_of(write(paper, "pdf"))
    for words in (
        "KOMISI PEMILIHAN UMUM\nKOTA CONTOH", "REGISTER KEGIATAN\nTAHUN 2026", "1/2026", "4 Maret 2026", "KPU menyapa",
        "dicoret", "Banyaknya: 2 kegiatan, 1 di antaranya dicoret", "Contoh, 20 Mei 2026", "DEWI TELADANI",
    ):  # fmt: skip
        assert words in pdf
    document = Document(BytesIO(write(paper, "docx")))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["Nomor", "Tanggal", "Jenis", "Topik", "Tempat", "Keadaan"]
    kind = "Partisipasi masyarakat"
    assert rows[1] == ["1/2026", "4 Maret 2026", kind, "KPU menyapa", "Aula", "terlaksana"]
    assert rows[2][-1] == "dicoret"


def test_the_books_worksheet_holds_days_and_numbers_and_no_formula():
    office, register = OfficeFactory(), REGISTERS["events"]
    held(office, "=1+1", date(2026, 3, 4), people=1234)
    with_count = replace(register, columns=(*register.columns, "present_count"))
    entries = book_entries(with_count, Q(office=office), *YEAR)
    book = load_workbook(BytesIO(write(book_paper(with_count, office, *YEAR, entries, on=DAY), "xlsx")))
    sheet = book["Buku"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "1/2026")
    assert [cell.data_type for cell in row] == ["s", "d", "s", "s", "s", "n", "s"]
    assert row[1].value.date() == date(2026, 3, 4)
    assert row[3].value == "=1+1"
    assert row[3].quotePrefix
    assert row[5].value == 1234
    assert sheet.page_setup.orientation == "landscape"
    figures = {row[1].value.split("\n")[0]: row[2].value for row in book["Ukuran"].iter_rows(min_row=3) if row[1].value}
    assert figures["Partisipasi masyarakat"] == 1
    assert figures["Kick off atau pembangunan komitmen bersama"] == "belum ada catatan"


def test_a_month_holds_its_own_entries_alone_and_a_book_of_six_columns_stands_upright():
    office = OfficeFactory()
    held(office, "Pada Maret", date(2026, 3, 31))
    held(office, "Pada April", date(2026, 4, 1))
    paper = book_of(office, date(2026, 4, 1), date(2026, 4, 30))
    pdf = text_of(write(paper, "pdf"))
    assert "Pada April" in pdf
    assert "Pada Maret" not in pdf
    assert "APRIL 2026" in pdf
    assert not paper.sections[0].landscape


def test_a_recap_gathers_months_tells_parts_and_the_entries_counted():
    office = OfficeFactory()
    held(office, "Menyapa pemilih", date(2026, 2, 4), people=30)
    held(office, "Pendidikan pemilih", date(2026, 3, 4), people=12)
    held(office, "Di luar", date(2026, 4, 4))
    document = Document(BytesIO(write(recap_paper(REGISTERS["events"], office, 2026, (1, 2, 3), KEYS), "docx")))
    measures, entries = ([[cell.text for cell in row.cells] for row in table.rows] for table in document.tables)
    assert measures[1][2:] == [
        "2", "kegiatan", "Orang hadir: 42\nFebruari: 1 kegiatan\nMaret: 1 kegiatan\nbelum ada catatan: Jan"
    ]  # fmt: skip
    assert "Banyaknya kegiatan yang melibatkan masyarakat (dalam bulan itu)." in measures[1][1]
    assert measures[2][2] == "belum ada catatan"
    assert [row[3] for row in entries[1:]] == ["Menyapa pemilih", "Pendidikan pemilih"]
    assert {row[-1] for row in entries[1:]} == {"1"}


def test_the_same_figures_give_the_same_bytes_on_any_day(monkeypatch: pytest.MonkeyPatch):
    office, register = OfficeFactory(), REGISTERS["events"]
    entry = held(office, "Menyapa pemilih", date(2026, 2, 4))
    first = recap_pdf(register, office, 2026, [2], KEYS)
    monkeypatch.setenv("RENAKSI_TODAY", "2026-11-20")
    assert recap_pdf(register, office, 2026, [2], KEYS) == first
    change_entry(register=register, entry=entry, values={"place": "Lapangan"}, seen=entry.version, by=None)
    changed = recap_pdf(register, office, 2026, [2], KEYS)
    assert changed != first
    assert "Lapangan" in text_of(changed)


def test_what_is_closed_is_not_told_in_the_recap_for_everyone():
    office, register = OfficeFactory(), REGISTERS["events"]
    held(office, "Rahasia sekali", date(2026, 2, 4))
    whole = text_of(recap_pdf(replace(register, access=closed()), office, 2026, [2], KEYS))
    assert "Rahasia" not in whole
    assert "Isi buku ini hanya untuk petugasnya" in whole
    # Any field that is true of the entry stands for "closed" here: the events have none of their own.
    part = replace(register, access=replace(register.access, closed_field="present_count"))
    told = text_of(recap_pdf(part, office, 2026, [2], KEYS))
    assert "Rahasia" not in told
    assert "1/2026" in told
    assert "tertutup" in told


def test_a_key_of_another_book_is_refused_and_an_empty_month_makes_a_paper():
    office, register = OfficeFactory(), REGISTERS["events"]
    with pytest.raises(KeyError):
        recap_pdf(register, office, 2026, [2], ["complaints.received"])
    assert "Tidak ada catatan di balik angka ini." in text_of(recap_pdf(register, office, 2026, [2], KEYS))
    assert "Tidak ada catatan dalam masa ini." in text_of(write(book_of(office), "pdf"))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "Tahun 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "Februari 2026"),
        (date(2026, 1, 1), date(2026, 3, 31), "Januari s.d. Maret 2026"),
        (date(2026, 1, 5), date(2026, 3, 31), "5 Januari 2026 s.d. 31 Maret 2026"),
    ],
)
def test_a_period_is_told_in_words(first: date, last: date, words: str):
    assert period_words(first, last) == words


def test_a_book_takes_as_many_queries_for_thirty_entries_as_for_one(django_assert_max_num_queries: Any):
    office = OfficeFactory()
    held(office, "Satu", date(2026, 2, 4))
    book_of(office)
    with django_assert_max_num_queries(100) as one:
        book_of(office)
    for _ in range(29):
        held(office, "Lagi", date(2026, 2, 5))
    book_of(office)
    with django_assert_max_num_queries(len(one)):
        book_of(office)


def test_the_screens_hand_out_book_and_recap_in_every_format():
    office, client = OfficeFactory(), Client()
    client.force_login(member(office, "pembaca"))
    held(office, "Menyapa pemilih", date(2026, 2, 4))
    starts = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "txt": b"KOMISI"}
    for name in ("buku", "rekap"):
        for file_format, start in starts.items():
            kwargs = {"code": office.code, "name": name, "file_format": file_format}
            answer = client.get(reverse("events_book_paper", kwargs=kwargs), {"masa": "2026-02"})
            assert answer.status_code == 200
            assert answer.content.startswith(start)
            assert f'kegiatan-{office.code}-{name}-2026-02.{file_format}"' in answer["Content-Disposition"]
    page = client.get(reverse("events_list", kwargs={"code": office.code})).content.decode()
    assert "cetak/rekap.docx" in page


@pytest.mark.parametrize(
    ("name", "masa", "file_format"),
    [("tidak-ada", "2026", "pdf"), ("buku", "2026", "exe"), ("buku", "kapan", "pdf"), ("rekap", "2026-09", "pdf")],
)
def test_what_is_no_paper_is_not_found(name: str, masa: str, file_format: str):
    office, client = OfficeFactory(), Client()
    client.force_login(member(office, "pembaca"))
    kwargs = {"code": office.code, "name": name, "file_format": file_format}
    assert client.get(reverse("events_book_paper", kwargs=kwargs), {"masa": masa}).status_code == 404


def test_closed_entries_are_printed_for_the_books_officers_alone():
    office, register = OfficeFactory(), REGISTERS["documents"]
    for title, is_closed in (("Laporan terbuka", False), ("Laporan tertutup", True)):
        values = {"kind": "reform_plan", "document_on": date(2026, 2, 4), "title": title, "is_closed": is_closed}
        record_entry(register=register, office=office, values=values, by=None)
    client, officer = Client(), Client()
    reader, keeper = member(office, "pembaca"), member(office, "administrator")
    name_keeper(register=register, office=office, user_id=keeper.pk, by=keeper)
    client.force_login(reader)
    officer.force_login(keeper)
    kwargs = {"code": office.code, "name": "buku", "file_format": "txt"}
    address = reverse("documents_book_paper", kwargs=kwargs)
    assert "Laporan terbuka" in client.get(address).content.decode()
    assert "Laporan tertutup" not in client.get(address).content.decode()
    assert "Laporan tertutup" in officer.get(address).content.decode()


def test_an_entrys_own_paper_opens_and_a_closed_ones_does_not():
    office, register = OfficeFactory(), REGISTERS["documents"]
    client = Client()
    client.force_login(member(office, "pembaca"))
    values = {"kind": "reform_plan", "document_on": date(2026, 2, 4), "title": "Laporan triwulan"}
    for is_closed, status in ((False, 200), (True, 404)):
        entry = record_entry(register=register, office=office, values={**values, "is_closed": is_closed}, by=None)
        kwargs = {"code": office.code, "entry_id": entry.pk, "name": "tanda-terima", "file_format": "pdf"}
        answer = client.get(reverse("documents_entry_paper", kwargs=kwargs))
        assert answer.status_code == status
