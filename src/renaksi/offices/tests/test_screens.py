"""The screens of people, profile and trail."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES, Right
from renaksi.audit.models import AuditEvent
from renaksi.kernel.clock import today
from renaksi.offices import urls
from renaksi.offices.domain.people import add_user, lock_user
from renaksi.offices.domain.people_list import COLUMNS, people_form, read_people
from renaksi.offices.domain.person import Person
from renaksi.offices.models import FilingDuty, Membership, Office
from renaksi.offices.tests.factories import (
    MembershipFactory,
    OfficeFactory,
    PersonFactory,
    TenureFactory,
    UserFactory,
    member,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
READING = {"office_profile", "office_roles", "person_list", "person_page", "post_list", "post_page"}
TRAIL = {"office_trail"}
FILES = {"office_import_form", "person_import_form", "person_export"}
EDITING = {"office_profile_edit", "office_code_edit"}
STAFF = ("person_", "post_", "tenure_", "duty_")  # what is not for reading is for who edits the office
POSTED = {
    "office_user_lock", "office_user_unlock", "office_user_password", "office_role_give", "office_role_areas",
    "office_role_end", "office_import_apply", "person_import_apply",
}  # fmt: skip


@pytest.fixture
def office():
    return OfficeFactory(name="KPU Kota Contoh", code="9999")


@pytest.fixture
def admin(office):
    return member(office, "administrator", full_name="Sri Teladan", username="sri")


@pytest.fixture
def client(admin):
    client = Client()
    client.force_login(admin)
    return client


def at(name: str, **kwargs) -> str:
    return reverse(name, kwargs={"code": "9999", **kwargs})


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def everywhere(office) -> list[tuple[str, str]]:
    """Every address of this floor, for a member of the office."""
    person = MembershipFactory(office=office, role="koordinator")
    tenure = TenureFactory(person=PersonFactory(office=office))
    duty = FilingDuty.objects.create(person=tenure.person, kind="lhkpn", reason="Keputusan penetapan wajib lapor")
    fill = {
        "user_id": person.user_id, "membership_id": person.pk, "own": office.code, "person_id": tenure.person_id,
        "post_id": tenure.post_id, "tenure_id": tenure.pk, "duty_id": duty.pk,
    }  # fmt: skip
    found = []
    for pattern in urls.urlpatterns:
        names = re.findall(r"<\w+:(\w+)>", str(pattern.pattern))
        found.append((pattern.name, at(pattern.name, **{name: fill[name] for name in names})))
    return found


# Access


def test_every_address_is_not_found_from_another_office_and_asks_strangers_to_sign_in(office):
    beside = Client()
    beside.force_login(member(OfficeFactory(parent=Office.objects.get_parent(office))))
    for _, address in everywhere(office):
        for method in ("get", "post"):
            assert getattr(beside, method)(address).status_code == 404
            assert getattr(Client(), method)(address)["Location"].startswith("/akun/masuk/")


@pytest.mark.parametrize("role", ROLES)
def test_every_address_opens_to_the_right_alone(office, role):
    client = Client()
    client.force_login(member(office, role))
    for name, address in everywhere(office):
        right = (
            Right.READ if name in READING else Right.READ_TRAIL if name in TRAIL
            else Right.EDIT_OFFICE if name in EDITING or name.startswith(STAFF) else Right.MANAGE_USERS
        )  # fmt: skip
        expected = (405 if name in POSTED else 200) if right in ROLES[role].rights else 403
        assert client.get(address).status_code == expected, (name, role)


def test_a_person_of_another_office_is_not_found_in_this_one(client):
    stranger = MembershipFactory()
    for name in ("office_user", "office_user_edit"):
        assert client.get(at(name, user_id=stranger.user_id)).status_code == 404
    for name in ("office_user_lock", "office_user_password"):
        assert client.post(at(name, user_id=stranger.user_id)).status_code == 404
    ending = at("office_role_end", user_id=stranger.user_id, membership_id=stranger.pk)
    assert client.post(ending, {"until": str(today())}).status_code == 404
    assert User.objects.get(pk=stranger.user_id).is_locked is False


# People


def test_the_list_shows_people_with_roles_and_state(client, office, admin):
    add_user(
        office=office,
        person=Person.of(username="budi", full_name="Budi Percontohan", role="pelaksana", areas=(1, 3)),
        by=admin,
    )
    locked = member(office, "pembaca", full_name="Tono Terkunci")
    lock_user(user=locked, office=office, by=admin)
    MembershipFactory(office=office, until=today() - DAY, user__full_name="Wati Purnatugas")
    MembershipFactory(user__full_name="Orang Lain")
    page = text(client.get(at("office_users")))
    for words in (
        "Budi Percontohan",
        "area 1, 3",
        "slip belum dipakai",
        "dikunci",
        "tidak bertugas",
        "Wati Purnatugas",
    ):
        assert words in page
    assert "Orang Lain" not in page
    assert "Budi" in text(client.get(at("office_users"), {"cari": "BUDI perc"}))
    assert "Budi Percontohan" not in text(client.get(at("office_users"), {"cari": "wati"}))
    assert "Tidak ditemukan" in text(client.get(at("office_users"), {"cari": "tidakada"}))
    for state, name in (("aktif", "Budi Percontohan"), ("dikunci", "Tono Terkunci"), ("berakhir", "Wati Purnatugas")):
        page = text(client.get(at("office_users"), {"keadaan": state}))
        assert name in page
        assert sum(person in page for person in ("Budi Percontohan", "Tono Terkunci", "Wati Purnatugas")) == 1


def test_the_list_costs_the_same_for_one_and_for_forty(client, office):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(at("office_users"))
        return len(asked)

    queries()
    one = queries()
    for _ in range(40):
        person = MembershipFactory(office=office)
        MembershipFactory(office=office, user=person.user, role="koordinator", areas=[2])
    assert queries() == one <= 12


def test_adding_shows_a_slip_once_and_the_slip_signs_in(client, office):
    given = {"full_name": "Budi Percontohan", "username": "Budi", "role": "koordinator", "areas": ["1", "2"]}
    page = text(client.post(at("office_user_add"), given))
    password = re.search(r'slip-word">([a-z0-9]{4}(?:-[a-z0-9]{4}){3})<', page)[1]
    assert "Budi Percontohan" in page
    assert Membership.objects.get(user__username="budi").areas == [1, 2]
    assert password not in text(client.get(at("office_users")))
    newcomer = Client()
    assert newcomer.post("/akun/masuk/", {"login": "budi", "password": password}).status_code == 302
    assert newcomer.get("/")["Location"] == "/akun/kata-sandi/"


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(client, office):
    given = {"full_name": "Budi Percontohan", "username": "budi", "nip": "12", "role": "pelaksana"}
    page = text(client.post(at("office_user_add"), given))
    assert "NIP terdiri atas 18 angka." in page
    assert 'value="Budi Percontohan"' in page
    assert not User.objects.filter(username="budi").exists()


def test_a_persons_page_gives_ends_and_narrows_roles(client, office):
    row = MembershipFactory(office=office, role="koordinator", areas=[1], user__full_name="Budi Percontohan")
    page_address = at("office_user", user_id=row.user_id)
    assert "Area 1" in text(client.get(page_address))
    client.post(at("office_role_areas", user_id=row.user_id, membership_id=row.pk), {"areas": ["4", "5"]})
    assert "Area 4, 5" in text(client.get(page_address))
    client.post(at("office_role_give", user_id=row.user_id), {"role": "verifikator"})
    assert Membership.objects.filter(user=row.user, role="verifikator").exists()
    answer = client.post(at("office_role_give", user_id=row.user_id), {"role": "verifikator"})
    assert "sudah memegang peran Verifikator" in text(answer)
    client.post(at("office_role_end", user_id=row.user_id, membership_id=row.pk), {"until": str(today())})
    assert "Peran yang sudah berakhir (1)" in text(client.get(page_address))


def test_locking_unlocking_and_a_new_password_from_the_page(client, office):
    person = MembershipFactory(office=office, user__full_name="Budi Percontohan").user
    told = client.post(at("office_user_lock", user_id=person.pk), follow=True)
    assert "Akun Budi Percontohan dikunci" in text(told)
    assert "Buka kunci" in text(told)
    client.post(at("office_user_unlock", user_id=person.pk))
    slip = text(client.post(at("office_user_password", user_id=person.pk)))
    assert "Slip ini hanya tampil sekali" in slip
    assert User.objects.get(pk=person.pk).must_change_password
    assert AuditEvent.objects.count() == 3


def test_what_cannot_be_done_is_told_on_the_page(client, office, admin):
    told = client.post(at("office_user_lock", user_id=admin.pk), follow=True)
    assert "tidak dapat mengunci akun Anda sendiri" in text(told)
    own = Membership.objects.get(user=admin)
    told = client.post(
        at("office_role_end", user_id=admin.pk, membership_id=own.pk), {"until": str(today())}, follow=True
    )
    assert "administrator terakhirnya" in text(told)
    assert AuditEvent.objects.count() == 0


def test_a_persons_data_can_be_corrected(client, office):
    person = MembershipFactory(office=office).user
    client.post(at("office_user_edit", user_id=person.pk), {"full_name": "Budi Teladan", "nip": "", "email": ""})
    assert User.objects.get(pk=person.pk).full_name == "Budi Teladan"


def test_each_posted_deed_leaves_one_event(client, office):
    row = MembershipFactory(office=office, role="koordinator")
    keys = {"user_id": row.user_id}
    for name, given, more in [
        ("office_user_add", {"full_name": "Baru Teladan", "username": "baru", "role": "pembaca"}, {}),
        ("office_user_edit", {"full_name": "Nama Baru", "nip": "", "email": ""}, keys),
        ("office_role_give", {"role": "assessor"}, keys),
        ("office_role_areas", {"areas": ["2"]}, {**keys, "membership_id": row.pk}),
        ("office_role_end", {"until": str(today())}, {**keys, "membership_id": row.pk}),
        ("office_user_password", {}, keys),
        ("office_user_lock", {}, keys),
        ("office_user_unlock", {}, keys),
        (
            "office_profile_edit",
            {"since": "2024-01-01", "chair": "X", "numbering": "plain", "time_zone": "Asia/Jakarta"},
            {},
        ),
        ("office_code_edit", {"since": "", "until": "2030-01-01"}, {"own": "9999"}),
    ]:
        before = AuditEvent.objects.count()
        client.post(at(name, **more), given)
        assert AuditEvent.objects.count() == before + 1, name


# From a file


def workbook(*rows: tuple, heads=None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(heads or [title for title, _, _ in COLUMNS.values()])
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


BUDI = ("Budi Percontohan", "budi", "199001012015011001", "", "Koordinator area", "1, 3", "", "31 Desember 2030")
SITI = ("Siti Percontohan", "siti", "", "siti@contoh.example", "pembaca", "", "2026-01-02", None)


def upload(client, content: bytes):
    file = io.BytesIO(content)
    file.name = "daftar.xlsx"
    return client.post(at("office_import"), {"file": file})


def test_a_list_is_checked_shown_and_only_then_brought_in(client, office):
    page = text(upload(client, workbook(BUDI, SITI)))
    assert "2 pengguna dalam daftar.xlsx siap dimuat" in page
    assert "area 1, 3" in page
    assert not User.objects.filter(username="budi").exists()
    packed = re.search(r'name="list" value="([^"]+)"', page)[1]
    slips = text(client.post(at("office_import_apply"), {"list": packed, "file": "daftar.xlsx"}))
    assert slips.count('class="slip"') == 2
    row = Membership.objects.get(user__username="budi")
    assert (row.role, row.areas, str(row.until)) == ("koordinator", [1, 3], "2030-12-31")
    again = client.post(at("office_import_apply"), {"list": packed, "file": "daftar.xlsx"}, follow=True)
    assert "Tidak ada yang dimuat" in text(again)


def test_every_fault_is_told_at_its_row_and_column_and_nothing_is_brought_in(client, office):
    bad = ("", "B!", 199001012015011001, "surel", "Raja", "1, 9", "kemarin", "2020-13-01")
    page = text(upload(client, workbook(BUDI, bad, SITI, BUDI)))
    columns = ("Nama lengkap", "Nama pengguna", "NIP", "Surel", "Peran", "Area", "Sejak", "Sampai")
    for row, column in [*((3, column) for column in columns), (5, "Nama pengguna")]:
        assert re.search(rf'data-label="Baris">{row}</td><td data-label="Kolom">{column}<', page), (row, column)
    assert "Sama dengan baris 2." in page
    assert "siap dimuat" not in page
    assert not User.objects.filter(username="budi").exists()


def test_the_form_to_fill_in_reads_back_and_lists_the_roles_of_the_office(client, office):
    answer = client.get(at("office_import_form"))
    assert answer["Content-Disposition"] == 'attachment; filename="pengguna-9999.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    titles = [row[0].value for row in book["Keterangan"].iter_rows(min_row=2, max_col=1)]
    assert "Koordinator area" in titles
    assert "Penelaah provinsi" not in titles
    sheet = book["Pengguna"]
    sheet.append(BUDI)
    stream = io.BytesIO()
    book.save(stream)
    found = read_people(stream.getvalue(), office=office)
    assert found.faults == []
    assert [person.username for person in found.people] == ["budi"]
    assert people_form(office)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"bukan xlsx", "bukan XLSX"),
        (b"", "kosong"),
        (workbook(), "tidak memuat satu pengguna pun"),
        (workbook(("x",), heads=["Nama"]), "tidak memuat kolom"),
        (workbook(*[(f"Orang Teladan {n}", f"orang{n}", "", "", "pembaca") for n in range(201)]), "Paling banyak 200"),
        (b"x" * 2_000_001, "paling besar 2 MB"),
    ],
    ids=["garbage", "empty", "no people", "no columns", "long", "large"],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(client, content, says):
    assert says in text(upload(client, content))


def test_a_bomb_in_a_file_is_not_opened(client):
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * 40_000_000)
    assert "terlalu besar setelah dibuka" in text(upload(client, stream.getvalue()))


def test_a_list_checked_by_one_person_is_no_one_elses(client, office):
    packed = re.search(r'name="list" value="([^"]+)"', text(upload(client, workbook(BUDI))))[1]
    other = Client()
    other.force_login(member(office, "administrator"))
    for sent in (packed, packed[:-2], ""):
        told = other.post(at("office_import_apply"), {"list": sent}, follow=True)
        assert "unggah berkasnya sekali lagi" in text(told)
    assert not User.objects.filter(username="budi").exists()


def test_people_with_accounts_get_no_slip(client, office):
    MembershipFactory(user=UserFactory(username="budi", full_name="Budi Percontohan"))
    packed = re.search(r'name="list" value="([^"]+)"', text(upload(client, workbook(BUDI))))[1]
    page = text(client.post(at("office_import_apply"), {"list": packed, "file": "x"}))
    assert "1 orang sudah punya akun" in page
    assert 'class="slip"' not in page


def test_pages_carry_no_inline_script_or_style(client, office):
    for name, address in everywhere(office):
        if name not in POSTED and name not in FILES:
            page = text(client.get(address))
            assert not re.search(r"<style|<script(?![^>]*src)| style=| on\w+=", page), name
