"""What stands on the papers of an event and of the book, in each format."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as Docx
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.proofs import attach_to_entry
from renaksi.desk.registry import REGISTERS
from renaksi.evidence.models import EvidenceKind
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.offices.models import Office, OfficeProfile
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.papers import write
from renaksi.papers.tree import Paper, Table
from renaksi.registers.events.domain.door import open_door, sign
from renaksi.registers.events.models import Event
from renaksi.registers.events.prints import attendance_paper, invitation_paper, minutes_paper, report_paper
from renaksi.registers.events.recap import kinds_paper
from renaksi.registers.events.tests.made_up import attended, held, planned, stepped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    ensure_limits()


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory(name="KPU Kota Contoh")
    OfficeProfile.objects.filter(office=found).delete()
    OfficeProfile.objects.create(office=found, secretary="DEWI TELADANI", place="Contoh", address="Jalan Contoh 1")
    return found


def words(paper: Paper) -> str:
    return write(paper, "txt").decode()


def tables(paper: Paper) -> list[Table]:
    return [block for section in paper.sections for block in section.blocks if isinstance(block, Table)]


def test_an_invitation_says_who_where_and_when_and_leaves_its_number_open(office: Office):
    event = planned(
        office, topic="FGD kelembagaan", held_at="09.00 WIB", place="Aula", invited="Ketua OSIS\nKepala sekolah",
        invitation="Mohon membawa data.",
    )  # fmt: skip
    told = words(invitation_paper(event))
    for shown in (
        "JALAN CONTOH 1", "NOMOR : …", "YTH.", "KETUA OSIS", "KEPALA SEKOLAH", "RABU, 20 MEI 2026", "09.00 WIB", "AULA",
        "FGD KELEMBAGAAN", "MOHON MEMBAWA DATA.", "SEKRETARIS", "DEWI TELADANI",
    ):  # fmt: skip
        assert shown in told.upper(), shown


def test_an_attendance_list_is_blank_until_someone_stands_on_it(office: Office):
    event = planned(office)
    (blank,) = tables(attendance_paper(event))
    assert [cell.text for cell in blank.head[0]] == ["No.", "Nama", "Jabatan atau asal", "Tanda tangan"]
    assert len(blank.body) == 30
    assert {row[1].text for row in blank.body} == {""}
    attended(event, "Siti Marlina")
    sign(door=open_door(event=event, by=None), name="Putri Wulandari", office_name="SMA Negeri Contoh")
    (filled,) = tables(attendance_paper(event))
    assert [row[1].text for row in filled.body] == ["Siti Marlina", "Putri Wulandari"]
    assert filled.body[0][3].text.startswith("1.")
    assert filled.body[1][3].text.startswith("mengisi sendiri ")
    assert "Banyaknya: 2 orang." in words(attendance_paper(event))


def test_minutes_keep_their_lines_and_blank_ones_leave_room(office: Office):
    event = held(office, minutes="Pertama disepakati.\nKedua ditunda.", present_count=12)
    told = words(minutes_paper(event))
    assert "Pertama disepakati.\n\nKedua ditunda." in told
    assert "12 orang." in told
    assert "Notulis," in told
    assert words(minutes_paper(planned(office))).count("…" * 40) == 12


def test_a_report_lists_its_evidence_with_fingerprints(office: Office):
    event = held(office, topic="FGD kelembagaan", kind="discussion", held_on=date(2026, 3, 12))
    attended(event, "Siti", "Dewi")
    piece = EvidenceFactory(office=office, kind=EvidenceKind.PHOTO, title="Foto ruang rapat")
    attach_to_entry(register=REGISTERS["events"], entry=event, evidence=[piece], by=None)
    event = stepped(event, "report", minutes="Disepakati.", reported_on=date(2026, 3, 16))
    paper = report_paper(event)
    told = words(paper)
    for shown in ("FGD KELEMBAGAAN", "Kamis, 12 Maret 2026", "2 orang.", "Disepakati.", "Contoh, 16 Maret 2026"):
        assert shown in told, shown
    (row,) = tables(paper)[0].body
    assert [cell.text for cell in row[:3]] == ["1", "Foto ruang rapat", "Dokumentasi foto atau video"]
    assert row[3].text.replace("\n", "") == piece.sha256


def _recap(office: Office) -> Paper:
    entries = Event.objects.filter(office=office).order_by("number")
    return kinds_paper(office, entries, date(2026, 1, 1), date(2026, 12, 31))


def test_the_recap_counts_states_and_people_by_kind(office: Office):
    attended(held(office, kind="discussion", held_on=date(2026, 3, 12)), "Siti", "Dewi")
    stepped(held(office, kind="discussion", held_on=date(2026, 4, 12), present_count=9), "report", minutes="Ada.")
    stepped(planned(office, kind="meeting", present_count=5), "cancel", reason="Hujan")
    sheet = load_workbook(BytesIO(write(_recap(office), "xlsx"))).worksheets[0]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["FGD evaluasi organisasi"][1:6] == (0, 1, 1, 0, 11)
    assert rows["Rapat"][1:6] == (0, 0, 0, 1, 0), "nobody was at what was cancelled"
    assert rows["Jumlah"][1:6] == (0, 1, 1, 1, 11)


@pytest.mark.parametrize("events", [2, 40])
def test_a_recap_of_many_costs_no_more(
    events: int, office: Office, django_assert_max_num_queries: DjangoAssertNumQueries
):
    for at in range(events):
        attended(planned(office, kind="meeting", topic=f"Rapat {at}"), "Siti")
    with django_assert_max_num_queries(4):
        paper = _recap(office)
    assert len(tables(paper)[1].body) == events


def test_every_paper_is_handed_out_as_pdf_and_docx(office: Office):
    event: Any = stepped(held(office, topic="FGD kelembagaan"), "report", minutes="Disepakati.")
    client = Client()
    client.force_login(member(office, "pembaca"))
    for name in ("undangan", "daftar-hadir", "notula", "laporan"):
        where = {"code": office.code, "entry_id": event.pk, "name": name}
        pdf = client.get(reverse("events_entry_paper", kwargs={**where, "file_format": "pdf"}))
        assert pdf.content.startswith(b"%PDF")
        docx = client.get(reverse("events_entry_paper", kwargs={**where, "file_format": "docx"}))
        text = Docx(BytesIO(docx.content))
        cells = [cell.text for table in text.tables for row in table.rows for cell in row.cells]
        assert "FGD kelembagaan".upper() in " ".join([*(each.text for each in text.paragraphs), *cells]).upper(), name
