"""Lists of staff: the form, what a filled-in one would change, all of it or nothing, read back what was written."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel.refusal import Refused
from renaksi.offices.domain.staff_import import import_staff
from renaksi.offices.domain.staff_plan import StaffPlan, plan_staff
from renaksi.offices.domain.staff_wholes import serving, tenures_on
from renaksi.offices.models import Office, Person, Post, Tenure
from renaksi.offices.staff_sheet import COLUMNS, StaffLine, read_staff, staff_book, staff_form
from renaksi.offices.tests.factories import OfficeFactory, PersonFactory, PostFactory, TenureFactory, member

pytestmark = pytest.mark.django_db
TODAY, JANUARY, MARCH = date(2026, 11, 21), date(2026, 1, 1), date(2026, 3, 15)
NIP = "199001012015011001"


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-11-21")


@pytest.fixture
def office() -> Office:
    return OfficeFactory()


@pytest.fixture
def admin(office: Office) -> User:
    return member(office, full_name="Sri Teladan")


def line(number: int = 2, **said: Any) -> StaffLine:
    return StaffLine(**{"line": number, "name": "Budi Percontohan", "kind": "civil_servant", "nip": NIP, **said})


def plan(office: Office, *lines: StaffLine) -> StaffPlan:
    return plan_staff(lines, office=office, on=TODAY)


def faults(planned: StaffPlan) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.value) for one in planned.problems]


def filled(office: Office, *lines: dict[str, Any]) -> io.BytesIO:
    """The downloaded form, filled in."""
    book = openpyxl.load_workbook(io.BytesIO(staff_form(office)))
    titles = {titles[0]: place for place, (titles, _, _) in enumerate(COLUMNS.values(), 1)}
    for row, said in enumerate(lines, 2):
        for title, value in said.items():
            book.worksheets[0].cell(row, titles[title], value)
    stream = io.BytesIO()
    book.save(stream)
    return stream


def test_the_form_is_filled_in_and_read(office: Office):
    stream = filled(
        office,
        {"Nama": "Budi", "Jenis pegawai": "PNS", "NIP": "19900101 201501 1 001", "Jabatan": "Arsiparis",
         "Jenis jabatan": "fungsional", "Menjabat sejak": date(2026, 3, 15), "Pelaksana tugas": "Ya", "Nomor SK": "12/2026"},
        {"Nama": "Siti", "Jenis pegawai": "Komisioner", "Nama pengguna": "SITI"},
    )  # fmt: skip
    lines, problems, unknown = read_staff(stream)
    assert (problems, unknown) == ([], ())
    assert lines == [
        StaffLine(2, "Budi", "civil_servant", nip=NIP, post="Arsiparis", post_kind="functional", held_since=MARCH,
                  acting=True, decree_number="12/2026"),
        StaffLine(3, "Siti", "member", username="siti"),
    ]  # fmt: skip
    assert [StaffLine.unpacked(one.packed()) for one in lines] == lines


def test_faults_of_cells_are_told_with_what_is_accepted(office: Office):
    _, problems, _ = read_staff(
        filled(office, {"Nama": "Budi", "Jenis pegawai": "Magang", "Tanggal SK": "kapan-kapan"})
    )
    assert [(one.line, one.column, one.value) for one in problems] == [
        (2, "Jenis pegawai", "Magang"),
        (2, "Tanggal SK", "kapan-kapan"),
    ]
    assert problems[0].accepted[:4] == ("Anggota KPU", "PNS", "PPPK", "PPNPN")


def test_new_people_come_with_their_posts(office: Office, admin: User):
    lines = [
        line(2, since=JANUARY, unit="Subbagian Hukum", post="Kepala Subbagian Hukum", echelon="IV.a", lhkpn="ya"),
        line(3, name="Siti", nip="", kind="member", post="Ketua"),
        line(4, name="Tono", nip="", kind="contract", since=JANUARY, post="Pengelola", held_since=MARCH),
        line(5, name="Wulan", nip="", kind="non_asn"),
    ]
    import_staff(office=office, lines=lines, file="pegawai.xlsx", by=admin)
    assert {
        (one.person.name, one.post.title, one.post.kind, one.post.echelon, one.post.must_file_lhkpn, one.since)
        for one in Tenure.objects.select_related("person", "post")
    } == {
        ("Budi Percontohan", "Kepala Subbagian Hukum", "structural", "IV.a", True, JANUARY),
        ("Siti", "Ketua", "commissioner", "", False, None),
        ("Tono", "Pengelola", "executive", "", False, MARCH),
    }
    assert serving(office, TODAY).count() == 4
    assert [sentence_of(event) for event in AuditEvent.objects.all()] == [
        "Sri Teladan memuat daftar pegawai dari berkas pegawai.xlsx: 4 orang baru, 0 diperbarui, 3 jabatan baru, 3 pengangkatan."
    ]
    assert NIP not in str(list(AuditEvent.objects.values()))
    again = import_staff(office=office, lines=lines, file="pegawai.xlsx", by=admin)
    assert [change.is_same for change in again.changes] == [True] * 4
    assert AuditEvent.objects.count() == 1


def test_a_list_taken_in_again_mends_by_nip_or_by_name_and_erases_nothing(office: Office, admin: User):
    budi = PersonFactory(office=office, name="Budi", nip=NIP, rank="Penata (III/c)", unit="Sekretariat")
    siti = PersonFactory(office=office, name="Siti", nip="", kind="member")
    other = PersonFactory(office=office)
    lines = [
        line(2, name="Budi Percontohan"),
        line(3, name="SITI", nip="", kind="member", rank="x", unit="Divisi Hukum"),
    ]
    planned = plan(office, *lines)
    assert [change.words() for change in planned.changes] == [
        ["nama: Budi → Budi Percontohan"],
        ["nama: Siti → SITI", "pangkat: kosong → x", "subbagian: kosong → Divisi Hukum"],
    ]
    assert planned.unnamed == 1
    import_staff(office=office, lines=lines, file="a.xlsx", by=admin)
    budi.refresh_from_db()
    siti.refresh_from_db()
    assert (budi.name, budi.rank, budi.unit, budi.version) == ("Budi Percontohan", "Penata (III/c)", "Sekretariat", 2)
    assert (siti.name, siti.unit) == ("SITI", "Divisi Hukum")
    assert Person.objects.get(pk=other.pk).version == 1


def test_a_nip_is_learnt_for_who_had_none(office: Office, admin: User):
    budi = PersonFactory(office=office, name="Budi Percontohan", nip="")
    import_staff(office=office, lines=[line()], file="a.xlsx", by=admin)
    budi.refresh_from_db()
    assert (budi.nip, Person.objects.count()) == (NIP, 1)


def test_what_stands_in_the_way_is_told_at_its_line_and_column(office: Office):
    PersonFactory(nip="199001012015011002")
    PersonFactory(office=office, nip="199001012015011003", name="Pensiunan", until=MARCH)
    for _ in range(2):
        PersonFactory(office=office, name="Kembar", nip="")
    planned = plan(
        office,
        line(2, nip="12"),
        line(3, nip="199001012015011002"),
        line(4, nip="199001012015011003"),
        line(5, name="Kembar", nip=""),
        line(6, name="Tanpa Akun", nip="", username="tidak.ada"),
        line(7, name="Anggota Bernomor", kind="member"),
        line(8, name="Lurus", nip="", since=MARCH, post="Ketua", held_since=JANUARY),
        line(9, name="Salah", nip="", post="Arsiparis", post_kind="functional", echelon="IV.a"),
        line(10, name="Ganda", nip=""),
        line(11, name="Ganda", nip=""),
    )
    assert faults(planned) == [
        (2, "NIP", "12"), (3, "NIP", "199001012015011002"), (4, "NIP", "199001012015011003"), (5, "Nama", "Kembar"),
        (6, "Nama pengguna", "tidak.ada"), (7, "NIP", NIP), (8, "Menjabat sejak", "2026-01-01"), (9, "Eselon", "IV.a"),
        (11, "Nama", "Ganda"),
    ]  # fmt: skip


def test_with_one_problem_nothing_is_written(office: Office, admin: User):
    with pytest.raises(Refused, match="Baris 3, kolom NIP: NIP terdiri atas 18 angka") as refused:
        import_staff(office=office, lines=[line(2), line(3, name="Siti", nip="1")], file="a.xlsx", by=admin)
    assert refused.value.code == "offices.bad_list"
    with pytest.raises(Refused, match="Tidak ada pegawai"):
        import_staff(office=office, lines=[], file="a.xlsx", by=admin)
    with pytest.raises(Refused, match="tidak berwenang"):
        import_staff(office=office, lines=[line()], file="a.xlsx", by=member(office, "pengarah"))
    assert (Person.objects.count(), Post.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)


def test_vacant_seats_are_filled_before_new_ones_are_made(office: Office, admin: User):
    taken, vacant = (PostFactory(office=office, title="Pengelola Keuangan") for _ in range(2))
    TenureFactory(person=PersonFactory(office=office), post=taken)
    lines = [line(n, name=f"Orang {n}", nip="", post="pengelola keuangan") for n in (2, 3)]
    import_staff(office=office, lines=lines, file="a.xlsx", by=admin)
    held = {tenure.person.name: tenure.post for tenure in tenures_on(office, TODAY)}
    assert held["Orang 2"] == vacant
    assert held["Orang 3"] not in {taken, vacant}
    assert Post.objects.count() == 3


def test_a_structural_post_that_is_held_is_not_doubled(office: Office):
    post = PostFactory(office=office, title="Sekretaris", kind="structural")
    TenureFactory(person=PersonFactory(office=office, name="Dewi"), post=post)
    planned = plan(office, line(post="Sekretaris"))
    assert faults(planned) == [(2, "Jabatan", "Sekretaris")]
    assert "dipegang Dewi" in planned.problems[0].sentence
    acting = plan(office, line(post="Sekretaris", acting=True))
    assert (acting.problems, acting.changes[0].post) == ([], post)


def test_a_move_to_another_post_needs_its_day_and_ends_the_one_before(office: Office, admin: User):
    budi = PersonFactory(office=office, nip=NIP, name="Budi Percontohan")
    before = TenureFactory(person=budi, since=JANUARY)
    assert faults(plan(office, line(post="Bendahara"))) == [(2, "Menjabat sejak", "")]
    planned = plan(office, line(post="Bendahara", held_since=MARCH))
    assert planned.changes[0].words() == [
        "menjabat Bendahara (jabatan baru) sejak 15 Maret 2026",
        f"meninggalkan {before.post.title}",
    ]
    import_staff(office=office, lines=[line(post="Bendahara", held_since=MARCH)], file="a.xlsx", by=admin)
    before.refresh_from_db()
    assert before.until == date(2026, 3, 14)


def test_a_person_on_two_lines_holds_two_posts(office: Office, admin: User):
    lines = [
        line(2, post="Kepala Subbagian Hukum", echelon="IV.a"),
        line(3, post="Sekretaris", echelon="III.a", acting=True, decree_number="5/2026"),
    ]
    import_staff(office=office, lines=lines, file="a.xlsx", by=admin)
    assert {(one.post.title, one.is_acting) for one in tenures_on(office, TODAY)} == {
        ("Kepala Subbagian Hukum", False),
        ("Sekretaris", True),
    }
    assert Person.objects.count() == 1
    assert faults(plan(office, lines[0], line(3, name="Budi Lain", post="Sekretaris", acting=True))) == [
        (3, "Nama", "Budi Lain")
    ]


def test_what_the_list_says_of_a_post_and_its_decree_is_put_right(office: Office, admin: User):
    budi = PersonFactory(office=office, nip=NIP, name="Budi Percontohan")
    post = PostFactory(office=office, title="Kasubbag", kind="executive")
    tenure = TenureFactory(person=budi, post=post)
    said = line(
        post="Kasubbag", post_kind="structural", echelon="IV.a", lhkpn="ya", held_since=MARCH, decree_on=JANUARY
    )
    import_staff(office=office, lines=[said], file="a.xlsx", by=admin)
    post.refresh_from_db()
    tenure.refresh_from_db()
    assert (post.kind, post.echelon, post.must_file_lhkpn, post.version) == ("structural", "IV.a", True, 2)
    assert (tenure.since, tenure.decree_on) == (MARCH, JANUARY)


def test_the_book_is_read_back_without_a_change(office: Office, admin: User):
    user = member(office, "pelaksana", username="budi")
    budi = PersonFactory(office=office, name="=1+1 Budi", nip=NIP, rank="Penata (III/c)", unit="Sekretariat", user=user)
    said = {"kind": "structural", "echelon": "IV.a", "must_file_lhkpn": True, "unit": "Sekretariat"}
    post = PostFactory(office=office, title="+Kasubbag", **said)
    TenureFactory(person=budi, post=post, since=MARCH, decree_number="12/2026", decree_on=JANUARY)
    TenureFactory(person=budi, post=PostFactory(office=office, title="Sekretaris"), is_acting=True, since=MARCH)
    PersonFactory(office=office, kind="non_asn", name="Siti", since=JANUARY)
    content = staff_book(office, serving(office, TODAY).select_related("user"), list(tenures_on(office, TODAY)))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "d", "n"}
    assert sheet["A2"].value == "=1+1 Budi"
    assert sheet["A2"].data_type == "s"
    lines, problems, _ = read_staff(io.BytesIO(content))
    assert (len(lines), problems) == (3, [])
    assert [change.is_same for change in plan(office, *lines).changes] == [True] * 3


def test_a_list_costs_the_same_for_three_and_for_sixty(
    office: Office, admin: User, django_assert_max_num_queries: DjangoAssertNumQueries
):
    for many in (3, 60):
        lines = [line(n, name=f"Orang {many} {n}", nip="", post=f"Pengelola {many} {n}") for n in range(2, many + 2)]
        with django_assert_max_num_queries(22):
            import_staff(office=office, lines=lines, file="a.xlsx", by=admin)
    assert Tenure.objects.count() == 63
