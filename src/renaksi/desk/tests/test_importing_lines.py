"""Names pasted or in a worksheet become the rows of an entry: checked first, then all or none, and none twice."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from renaksi.audit.models import AuditEvent
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.desk.domain.import_lines import import_lines
from renaksi.desk.domain.lines import add_line
from renaksi.desk.domain.record import record_entry, remove_entry
from renaksi.desk.importing_lines import plan_lines
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.offices.tests.factories import OfficeFactory, PersonFactory, member

pytestmark = pytest.mark.django_db
VALUES = {"kind": "meeting", "topic": "Rapat", "held_on": date(2026, 3, 2), "place": "Aula", "audience": "internal"}


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    settings.MEDIA_ROOT = tmp_path
    ensure_limits()


@pytest.fixture
def entry() -> Any:
    return record_entry(register=REGISTERS["events"], office=OfficeFactory(), values=VALUES, by=None)


def attendance() -> Any:
    return REGISTERS["events"].lines[0]


def there(entry: Any) -> list[tuple[str, str]]:
    rows = attendance().model.objects.standing().filter(entry=entry).order_by("position")
    return list(rows.values_list("name", "office_name"))


@pytest.mark.parametrize(
    "text",
    [
        "Siti Marlina; Sekretariat\nDewi Lestari\n",
        "1. Siti Marlina\tSekretariat\r\n\r\n2) Dewi Lestari\t\n",
        "Nama;Jabatan atau asal\n  Siti   Marlina ;Sekretariat\nDewi Lestari\nDEWI LESTARI\n",
    ],
)
def test_pasted_lines_become_rows_in_their_order(entry: Any, text: str):
    plan = plan_lines(attendance(), entry, text.encode())
    assert plan.problems == []
    import_lines(
        register=REGISTERS["events"], entry=entry, lines=attendance(), content=text.encode(), seen=plan.digest,
        file="tempelan", by=None,
    )  # fmt: skip
    assert there(entry) == [("Siti Marlina", "Sekretariat"), ("Dewi Lestari", "")]
    told = AuditEvent.objects.filter(what="desk.lines_imported").values_list("details", flat=True)
    assert [details["count"] for details in told] == [2]


def test_who_is_there_already_is_passed_over(entry: Any):
    add_line(register=REGISTERS["events"], entry=entry, lines=attendance(), values={"name": "Siti Marlina"}, by=None)
    plan = plan_lines(attendance(), entry, b"siti marlina\nDewi Lestari\n")
    assert plan.same == 1
    assert [line for line, _ in plan.added] == [2]


def test_faults_are_told_by_line_and_nothing_is_added(entry: Any):
    text = f"Siti\n;Sekretariat\n{'x' * 121}\nDewi;Sekretariat;0812\n"
    plan = plan_lines(attendance(), entry, text.encode())
    assert [(each.line, each.column) for each in sorted(plan.problems, key=lambda each: each.line)] == [
        (2, "Nama"), (3, "Nama"), (4, "Jabatan atau asal")
    ]  # fmt: skip
    with pytest.raises(Refused) as refusal:
        import_lines(
            register=REGISTERS["events"], entry=entry, lines=attendance(), content=text.encode(), seen=plan.digest,
            file="tempelan", by=None,
        )  # fmt: skip
    assert refusal.value.code == "desk.import_faulty"
    assert there(entry) == []


def test_an_entry_struck_out_takes_no_rows(entry: Any):
    remove_entry(register=REGISTERS["events"], entry=entry, reason="dua kali", by=None)
    with pytest.raises(Refused) as refusal:
        import_lines(
            register=REGISTERS["events"], entry=entry, lines=attendance(), content=b"Siti", seen="", file="a", by=None
        )
    assert refusal.value.code == "desk.removed"


def test_the_screens_take_a_paste_and_a_worksheet(entry: Any):
    office, client = entry.office, Client()
    client.force_login(member(office, "administrator"))
    kwargs = {"code": office.code, "entry_id": entry.pk, "name": "attendance"}
    address = reverse("events_line_import", kwargs=kwargs)
    assert client.post(address, {"text": " \n"}).status_code == 422
    shown: Any = client.post(address, {"text": "Siti Marlina;Sekretariat"})
    assert "1 peserta siap ditambahkan" in shown.content.decode()
    assert there(entry) == []
    given = {"kept": shown.context["kept"], "seen": shown.context["plan"].digest, "file_name": "tempelan"}
    assert client.post(address, given).status_code == 302
    form = load_workbook(BytesIO(client.get(address, {"formulir": "1"}).content))
    assert [cell.value for cell in form["Isian"][1]] == ["Nama", "Jabatan atau asal"]
    form["Isian"].append(["Dewi Lestari", "Subbagian Hukum"])
    stream = BytesIO()
    form.save(stream)
    shown = client.post(address, {"file": SimpleUploadedFile("hadir.xlsx", stream.getvalue())})
    given = {"kept": shown.context["kept"], "seen": shown.context["plan"].digest, "file_name": "hadir.xlsx"}
    assert client.post(address, given).status_code == 302
    assert there(entry) == [("Siti Marlina", "Sekretariat"), ("Dewi Lestari", "Subbagian Hukum")]
    told = AuditEvent.objects.filter(what="desk.lines_imported", object_id=f"events:{entry.pk}").order_by("number")
    assert [event.details["file"] for event in told] == ["tempelan", "hadir.xlsx"]


def test_a_formula_in_a_worksheet_is_told_with_its_place(entry: Any):
    book, stream = Workbook(), BytesIO()
    page = book.active
    assert page is not None
    page.append(["Nama"])
    page.append(["=A1"])
    book.save(stream)
    plan = plan_lines(attendance(), entry, stream.getvalue())
    assert [(each.line, each.column) for each in plan.problems] == [(2, "Nama")]
    assert "rumus" in plan.problems[0].sentence


def test_persons_are_named_by_name_or_nip_and_a_name_of_two_asks_for_the_nip(django_assert_max_num_queries: Any):
    register, office = REGISTERS["teams"], OfficeFactory()
    members = register.lines_of("members")
    assert members
    values = {"kind": "other", "name": "Tim", "decree_number": "1", "decree_on": date(2026, 1, 5)}
    team = record_entry(register=register, office=office, by=None, values={**values, "since": date(2026, 1, 5)})
    siti, first, second = (PersonFactory(office=office, name=name) for name in ("Siti Marlina", "Budi", "Budi"))
    PersonFactory(name="Orang Lain")
    text = f"siti marlina;;Ketua;Area 1\n{second.nip};;anggota\n;Rahmat;Anggota\nBudi;;Anggota\nOrang Lain;;Anggota\n"
    plan = plan_lines(members, team, text.encode())
    assert [(made.person, made.name, made.part) for _, made in plan.added] == [
        (siti, "", "chair"), (second, "", "member"), (None, "Rahmat", "member")
    ]  # fmt: skip
    assert [(each.line, each.column, each.sentence.split(";")[0]) for each in plan.problems] == [
        (4, "Pegawai", "Ada lebih dari satu dengan nama ini"),
        (5, "Pegawai", "Tidak ditemukan di satuan kerja ini"),
    ]
    assert {"Siti Marlina", "Budi"} <= set(plan.problems[1].accepted)
    assert "Orang Lain" not in plan.problems[1].accepted
    with django_assert_max_num_queries(20) as one:
        plan_lines(members, team, f"{first.nip};;Anggota".encode())
    more = "\n".join(f"{PersonFactory(office=office).nip};;Anggota" for _ in range(20))
    with django_assert_max_num_queries(len(one)):
        assert len(plan_lines(members, team, more.encode()).added) == 20
