"""A worksheet taken into a book: checked whole, agreed to, written whole; numbers without gaps and no surprise in between."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from renaksi.audit.models import AuditEvent
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.import_entries import import_entries
from renaksi.desk.domain.nil import say_nil
from renaksi.desk.domain.record import change_entry, record_entry
from renaksi.desk.importing import plan_import
from renaksi.desk.importing_form import entry_form_sheet
from renaksi.desk.importing_kept import AGE, keep, kept
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.measures.models import BookMonth
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db
HEADS = ("Nomor", "Jenis", "Topik", "Tanggal", "Tempat", "Peserta", "Jumlah hadir")


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    settings.MEDIA_ROOT = tmp_path
    ensure_limits()


def sheet(*rows: Sequence[Any], heads: Sequence[str] = HEADS) -> bytes:
    book, stream = Workbook(), BytesIO()
    page = book.active
    assert page is not None
    for row in (heads, *rows):
        page.append(row)
    book.save(stream)
    return stream.getvalue()


def row(topic: str = "FGD", on: Any = "12 Maret 2026", number: str = "", **more: Any) -> list[Any]:
    told = {"kind": "Rapat", "place": "Aula", "audience": "Internal", "count": None, **more}
    return [number, told["kind"], topic, on, told["place"], told["audience"], told["count"]]


class Desk:
    """A writer at the import page of the events' book."""

    def __init__(self, office: Office, role: str = "administrator") -> None:
        self.office, self.client, self.user = office, Client(), member(office, role)
        self.client.force_login(self.user)
        self.address = reverse("events_import", kwargs={"code": office.code})

    def send(self, content: bytes, name: str = "kegiatan.xlsx") -> HttpResponse:
        return self.client.post(self.address, {"file": SimpleUploadedFile(name, content)})

    def agree(self, answer: Any) -> HttpResponse:
        given = {"kept": answer.context["kept"], "seen": answer.context["plan"].digest, "file_name": "kegiatan.xlsx"}
        return self.client.post(self.address, given)


def events_of(office: Office) -> list[Any]:
    return list(REGISTERS["events"].model.objects.filter(office=office).order_by("year", "number"))


def trail(office: Office) -> list[str]:
    return list(
        AuditEvent.objects.filter(chain=f"office:{office.pk}").order_by("number").values_list("what", flat=True)
    )


def test_a_file_is_shown_first_and_written_once_agreed_to():
    office = OfficeFactory()
    desk = Desk(office)
    days = ("12 Maret 2026", "13/03/2026", "2026-03-14", date(2026, 3, 15))
    kinds = ("rapat", "MEETING", "Partisipasi Masyarakat", "Lainnya")
    rows = [
        row(f"Topik {at}", day, kind=kind, count=at) for at, (day, kind) in enumerate(zip(days, kinds, strict=True))
    ]
    answer = desk.send(sheet(*rows))
    assert answer.status_code == 200
    assert "4 catatan baru, 0 diperbarui, 0 tetap sama" in answer.content.decode()
    assert events_of(office) == []
    assert desk.agree(answer).status_code == 302
    written = events_of(office)
    assert [each.book_number for each in written] == ["1/2026", "2/2026", "3/2026", "4/2026"]
    assert [each.held_on for each in written] == [date(2026, 3, day) for day in (12, 13, 14, 15)]
    assert [each.kind for each in written] == ["meeting", "meeting", "participation", "other"]
    assert [each.present_count for each in written] == [0, 1, 2, 3]
    assert trail(office)[-5:] == ["desk.recorded"] * 4 + ["desk.imported"]
    own = AuditEvent.objects.filter(object_id=f"events:{written[0].pk}")
    assert [(event.what, event.actor_id) for event in own] == [("desk.recorded", str(desk.user.pk))]


def test_faults_are_told_at_line_and_column_with_what_is_accepted_and_nothing_is_written():
    office = OfficeFactory()
    answer = Desk(office).send(
        sheet(row(), row("", "31 Februari 2026", kind="Pesta", count=1.5), row(on="12 Maret 0226"), row(count=10**6))
    )
    assert answer.status_code == 422
    told = {(each.line, each.column): each for each in answer.context["plan"].problems}
    assert set(told) == {(3, "Jenis"), (3, "Tanggal"), (3, "Jumlah hadir"), (4, "Tanggal"), (5, "Jumlah hadir")}
    assert told[3, "Jenis"].value == "Pesta"
    assert "Rapat" in told[3, "Jenis"].accepted
    assert "meeting" not in told[3, "Jenis"].accepted
    assert "terlalu besar" in told[5, "Jumlah hadir"].sentence
    assert "Yang diterima: " in answer.content.decode()
    assert events_of(office) == []


def test_what_a_new_entry_needs_is_asked_of_cell_and_column():
    office = OfficeFactory()
    plan = plan_import(REGISTERS["events"], office, sheet(("", "FGD"), heads=("Topik", "Tempat")), Q(office=office))
    told = {each.column: each.sentence for each in plan.problems}
    assert told["Topik"] == "Isi kolom ini."
    assert "tidak ada dalam berkas" in told["Tanggal"]
    assert "Peserta" not in told  # it begins as Internal


def test_the_form_read_back_changes_nothing_and_one_cell_changes_one_entry():
    office, register = OfficeFactory(), REGISTERS["events"]
    desk = Desk(office)
    values = {"kind": "meeting", "held_on": date(2026, 3, 1), "place": "Aula", "audience": "public"}
    for at in range(3):
        told = {
            **values,
            "topic": f"=SUM({at})",
            "invitation": "Acara:\r\n1. Pembukaan\r\n2. Diskusi",
            "present_count": 7,
        }
        record_entry(register=register, office=office, values=told, by=None)
    form = desk.client.get(reverse("events_import_template", kwargs={"code": office.code}), {"tahun": "2026"}).content
    before = [(each.version, each.changed_at) for each in events_of(office)]
    answer = desk.send(form)
    assert "0 catatan baru, 0 diperbarui, 3 tetap sama" in answer.content.decode()
    assert "tidak mengubah apa pun" in answer.content.decode()
    assert desk.agree(answer).status_code == 302
    assert [(each.version, each.changed_at) for each in events_of(office)] == before
    assert "desk.imported" not in trail(office)
    book = load_workbook(BytesIO(form))
    heads = [cell.value for cell in book["Isian"][1]]
    book["Isian"].cell(3, heads.index("Tempat") + 1).value = "Lapangan"
    book["Isian"].cell(4, heads.index("Tempat") + 1).value = None
    stream = BytesIO()
    book.save(stream)
    answer = desk.send(stream.getvalue())
    assert "Tempat: “Aula” menjadi “Lapangan”" in answer.content.decode()
    assert "0 catatan baru, 1 diperbarui, 2 tetap sama" in answer.content.decode()
    desk.agree(answer)
    assert [each.place for each in events_of(office)] == ["Aula", "Lapangan", "Aula"]
    assert events_of(office)[0].invitation == "Acara:\r\n1. Pembukaan\r\n2. Diskusi"
    assert trail(office)[-2:] == ["desk.changed", "desk.imported"]


def test_the_empty_form_explains_itself_and_its_example_is_passed_over():
    office = OfficeFactory()
    form = entry_form_sheet(REGISTERS["events"], office)
    book = load_workbook(BytesIO(form))
    heads = [cell.value for cell in book["Isian"][1]]
    assert heads[:4] == ["Nomor", "Jenis", "Topik", "Tanggal"]
    told = {line[0].value: line[2].value for line in book["Keterangan"].iter_rows(min_row=2) if line[0].value}
    assert "12 Maret 2026" in told["Tanggal"]
    plan = plan_import(REGISTERS["events"], office, form, Q(office=office))
    assert (plan.lines, plan.problems) == ([], [])


def test_numbers_that_are_none_are_told():
    office, register = OfficeFactory(), REGISTERS["events"]
    known = record_entry(
        register=register, office=office, by=None,
        values={"kind": "meeting", "topic": "Ada", "held_on": date(2026, 3, 1), "place": "Aula", "audience": "public"},
    )  # fmt: skip
    elsewhere = OfficeFactory()
    content = sheet(row(number="1/2026"), row(number="1/2026"), row(number="9/2026"), row(number="dua belas"))
    plan = plan_import(register, office, content, Q(office=office))
    assert [(each.line, each.sentence.split(";")[0]) for each in plan.problems] == [
        (3, "Nomor ini sudah ada pada baris 2"),
        (4, "Tidak ada catatan dengan nomor ini"),
        (5, "Tulis nomor catatan seperti 12/2026"),
    ]
    assert plan_import(register, elsewhere, sheet(row(number=known.book_number)), Q(office=elsewhere)).problems


def test_a_book_changed_meanwhile_is_shown_anew():
    office, register = OfficeFactory(), REGISTERS["events"]
    desk = Desk(office)
    desk.agree(desk.send(sheet(row("Semula"))))
    answer = desk.send(sheet(row("Dari berkas", number="1/2026")))
    entry = events_of(office)[0]
    change_entry(register=register, entry=entry, values={"topic": "Dari orang lain"}, seen=entry.version, by=None)
    again: Any = desk.agree(answer)
    assert again.status_code == 422
    assert "Isi buku berubah" in again.content.decode()
    assert "“Dari orang lain” menjadi “Dari berkas”" in again.content.decode()
    assert events_of(office)[0].topic == "Dari orang lain"
    assert desk.agree(again).status_code == 302
    assert events_of(office)[0].topic == "Dari berkas"


def test_a_kept_file_is_one_persons_and_expires(tmp_path: Path):
    office = OfficeFactory()
    desk, other = Desk(office), Desk(office)
    answer: Any = desk.send(sheet(row()))
    given = {"kept": answer.context["kept"], "seen": answer.context["plan"].digest}
    stranger = other.client.post(other.address, given)
    assert "tidak disimpan" in stranger.content.decode()
    path = next(tmp_path.glob("impor/*/*"))
    old = time.time() - AGE - 5
    os.utime(path, (old, old))
    assert "tidak disimpan" in desk.agree(answer).content.decode()
    keep(other.user.pk, b"lain")
    assert not path.exists()
    assert events_of(office) == []
    assert kept(desk.user.pk, "../" * 8) is None


def test_the_file_agreed_to_is_thrown_away_once_written(tmp_path: Path):
    desk = Desk(OfficeFactory())
    desk.agree(desk.send(sheet(row())))
    assert list(tmp_path.glob("impor/*/*")) == []


def test_who_does_not_write_does_not_import():
    office = OfficeFactory()
    reader = Desk(office, "pembaca")
    assert reader.client.get(reader.address).status_code == 403
    assert reader.send(sheet(row())).status_code == 403


def _macro() -> bytes:
    stream = BytesIO(sheet(row()))
    with zipfile.ZipFile(stream, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return stream.getvalue()


def _bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        for at in range(7):
            parts.writestr(f"xl/worksheets/sheet{at}.xml", b"0" * 10_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_macro(), "makro"),
        (_bomb(), "terlalu besar"),
        (b"Nomor;Topik\n1;a", "bukan XLSX"),
        (b"", "bukan XLSX"),
        (b"0" * 5_000_001, "terlalu besar"),
        (sheet(*(row() for _ in range(2_001))), "Paling banyak 2000 baris"),
        (sheet(("a", "b"), heads=("Kolom lain", "Kolom asing")), "Tidak ada lembar dengan kolom"),
    ],
    ids=["macro", "bomb", "text", "empty", "large", "many", "other"],
)
def test_hostile_and_foreign_files_are_refused_in_a_sentence(content: bytes, said: str):
    office = OfficeFactory()
    answer = Desk(office).send(content)
    assert answer.status_code == 422
    assert said in answer.context["said"]
    assert events_of(office) == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [("=1+1", "rumus"), ("x" * 2_001, "terlalu panjang"), ("x" * 300, "250")],
    ids=["formula", "huge", "long"],
)
def test_a_hostile_cell_is_told_with_its_place(cell: str, said: str):
    office = OfficeFactory()
    plan = plan_import(REGISTERS["events"], office, sheet(row(cell)), Q(office=office))
    assert [(each.line, each.column) for each in plan.problems] == [(2, "Topik")]
    assert said in plan.problems[0].sentence


def test_a_month_said_to_be_empty_is_no_longer_and_years_have_their_own_numbers():
    office, register = OfficeFactory(), REGISTERS["events"]
    say_nil(register=register, office=office, year=2026, month=3, by=None)
    content = sheet(row(on="2026-03-02"), row(on="2025-03-02"), row(on="2026-03-03"))
    taken(office, content)
    assert BookMonth.objects.get(office=office, year=2026, month=3).nil_said_at is None
    assert [each.book_number for each in events_of(office)] == ["1/2025", "1/2026", "2/2026"]
    assert "desk.nil_lifted" in trail(office)


def taken(office: Office, content: bytes) -> None:
    register = REGISTERS["events"]
    seen = plan_import(register, office, content, Q(office=office)).digest
    import_entries(
        register=register, office=office, content=content, rows=Q(office=office), seen=seen, file="a.xlsx", by=None
    )


def test_a_fault_in_the_last_line_leaves_no_entry_and_no_gap():
    office, register = OfficeFactory(), REGISTERS["events"]
    content = sheet(row(), row(), row(on="kemarin"))
    with pytest.raises(Refused) as refusal:
        import_entries(
            register=register, office=office, content=content, rows=Q(office=office), seen="", file="a", by=None
        )
    assert refusal.value.text.startswith("Baris 4, Tanggal: ")
    assert events_of(office) == []
    taken(office, sheet(row()))
    assert events_of(office)[0].number == 1


def test_a_dry_run_takes_as_many_queries_for_thirty_lines_as_for_one(django_assert_max_num_queries: Any):
    office, register = OfficeFactory(), REGISTERS["events"]
    taken(office, sheet(*(row(f"Topik {at}") for at in range(30))))

    def planned(numbers: Iterable[int]) -> None:
        content = sheet(*(row("Lain", number=f"{number}/2026") for number in numbers))
        assert not plan_import(register, office, content, Q(office=office)).problems

    with django_assert_max_num_queries(50) as one:
        planned([1])
    with django_assert_max_num_queries(len(one)):
        planned(range(1, 31))


def test_a_file_of_a_book_with_closed_entries_is_not_named_in_the_trail():
    office, register = OfficeFactory(), REGISTERS["documents"]
    content = sheet(("Laporan lainnya", "Laporan", "12 Maret 2026"), heads=("Jenis", "Judul", "Tanggal dokumen"))
    seen = plan_import(register, office, content, Q(office=office)).digest
    done = import_entries(
        register=register,
        office=office,
        content=content,
        rows=Q(office=office),
        seen=seen,
        file="Pak Budi.xlsx",
        by=None,
    )
    assert len(done.added) == 1
    assert AuditEvent.objects.get(what="desk.imported").details["file"] == "XLSX"


def test_of_two_sheets_the_one_with_most_headings_is_read():
    office, book, stream = OfficeFactory(), Workbook(), BytesIO()
    about = book.active
    assert about is not None
    about.append(["Tanggal", "Penjelasan"])
    about.append(["12 Maret 2026", "contoh tanggal"])
    filled = book.create_sheet("Isian")
    for line in (HEADS, row()):
        filled.append(line)
    book.save(stream)
    plan = plan_import(REGISTERS["events"], office, stream.getvalue(), Q(office=office))
    assert plan.problems == []
    assert len(plan.added) == 1
