"""The screens of persons and posts: who sees what, what a form does, what a list of a file does; and the demo's secretariat."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.offices.demo import DEMO_OFFICE, make_demo_office, make_demo_people
from renaksi.offices.demo_staff import make_demo_staff
from renaksi.offices.domain.load import load_offices
from renaksi.offices.domain.staff_wholes import WHOLES
from renaksi.offices.models import FilingDuty, Office, Person, Post, Tenure
from renaksi.offices.staff_sheet import staff_form
from renaksi.offices.tests.factories import OfficeFactory, PersonFactory, PostFactory, TenureFactory, member

pytestmark = pytest.mark.django_db
NIP = "199001012015011001"
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-11-21")


@pytest.fixture
def office() -> Office:
    return OfficeFactory()


@pytest.fixture
def admin(office: Office, client: Client) -> Client:
    client.force_login(member(office, full_name="Sri Teladan"))
    return client


@pytest.fixture
def reader(office: Office) -> Client:
    client = Client()
    client.force_login(member(office, "pembaca"))
    return client


def at(office: Office, road: str = "") -> str:
    return f"/satker/{office.code}/pegawai/{road}"


def html(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_an_empty_office_says_what_belongs_here_and_offers_the_first_step(
    office: Office, admin: Client, reader: Client
):
    assert "Belum ada pegawai" in html(admin, at(office))
    assert at(office, "impor/") in html(admin, at(office))
    assert at(office, "impor/") not in html(reader, at(office))
    assert "Belum ada jabatan" in html(reader, at(office, "jabatan/"))


def test_the_list_of_a_day_with_filters(office: Office, admin: Client):
    budi = PersonFactory(office=office, name="Budi Percontohan", unit="Subbagian Hukum", nip=NIP)
    TenureFactory(person=budi, post=PostFactory(office=office, title="Arsiparis"))
    PersonFactory(office=office, name="Siti Ketua", kind="member")
    PersonFactory(office=office, name="Tono Lama", until=date(2026, 3, 1), kind="contract")
    PersonFactory(name="Orang Sebelah")
    page = html(admin, at(office))
    assert "Per 21 November 2026: 2 orang · 1 Anggota KPU · 1 PNS" in " ".join(page.split())
    assert ("Tono Lama" in page, "Orang Sebelah" in page, "Arsiparis" in page, "LHKASN" in page) == (
        False, False, True, True,
    )  # fmt: skip

    def found(query: str) -> set[str]:
        text = html(admin, at(office, f"?{query}"))
        return {name for name in ("Budi", "Siti", "Tono") if f">{name} " in text}

    assert found("cari=arsip") == {"Budi"}
    assert found(f"cari={NIP[:8]}") == {"Budi"}
    assert found("jenis=member") == {"Siti"}
    assert found("bagian=Subbagian+Hukum") == {"Budi"}
    assert found("per=1+Februari+2026") == {"Budi", "Siti", "Tono"}
    assert found("per=kemarin") == {"Budi", "Siti"}
    assert "bukan tanggal" in html(admin, at(office, "?per=kemarin"))
    assert "Tidak ditemukan" in html(admin, at(office, "?cari=entah"))


def test_numbers_are_whole_only_for_who_may_write(office: Office, admin: Client, reader: Client):
    person = PersonFactory(office=office, name="Budi", nip=NIP, reason_left="Hukuman disiplin", until=date(2026, 12, 1))
    for road in ("", f"{person.pk}/"):
        assert NIP in html(admin, at(office, road))
        page = html(reader, at(office, road))
        assert NIP not in page
        assert "••••••••••••••1001" in page
    assert "Tidak ditemukan" in html(reader, at(office, f"?cari={NIP[:8]}"))
    assert "Hukuman disiplin" not in html(reader, at(office, f"{person.pk}/"))
    assert reader.get(at(office, "daftar.xlsx")).status_code == 403


def test_pages_cost_the_same_for_two_and_for_thirty(office: Office, admin: Client):
    def cost(road: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            html(admin, at(office, road))
        return len(asked)

    first = TenureFactory(person=PersonFactory(office=office, unit="A"))
    TenureFactory(person=PersonFactory(office=office))
    post, person = f"jabatan/{first.post_id}/", f"{first.person_id}/"
    roads = ("", "jabatan/", post, f"{post}pemangku/", person, f"{person}jabatan/")
    html(admin, at(office))  # a session's first page asks more
    before = [cost(road) for road in roads]
    for _ in range(30):
        TenureFactory(person=PersonFactory(office=office, user=member(office)))
        TenureFactory(person=PersonFactory(office=office), post=first.post, is_acting=True)
    assert [cost(road) for road in roads] == before


def test_a_person_is_added_changed_and_a_stale_form_shows_both(office: Office, admin: Client):
    given = {
        "name": "Budi Percontohan",
        "kind": "civil_servant",
        "nip": NIP,
        "unit": "Sekretariat",
        "since": "2 Januari 2020",
    }
    answer = admin.post(at(office, "tambah/"), {**given, "nip": "12"})
    assert answer.status_code == 422
    assert "NIP terdiri atas 18 angka." in answer.content.decode()
    answer = admin.post(at(office, "tambah/"), given)
    person = Person.objects.get()
    assert answer["Location"] == at(office, f"{person.pk}/")
    assert (person.nip, person.since) == (NIP, date(2020, 1, 2))
    admin.post(at(office, f"{person.pk}/ubah/"), {**given, "rank": "Penata (III/c)", "seen": 1})
    stale = admin.post(at(office, f"{person.pk}/ubah/"), {**given, "name": "Budi Lain", "seen": 1})
    page = stale.content.decode()
    assert stale.status_code == 422
    assert "Pangkat: Penata (III/c)" in page
    assert 'value="Budi Lain"' in page
    assert 'name="seen" value="2"' in page
    admin.post(at(office, f"{person.pk}/ubah/"), {**given, "name": "Budi Lain", "seen": 2})
    person.refresh_from_db()
    assert (person.name, person.rank) == ("Budi Lain", "")


def test_a_person_is_appointed_leaves_the_post_goes_and_comes_back(office: Office, admin: Client):
    person, post = PersonFactory(office=office, name="Budi"), PostFactory(office=office, title="Sekretaris")
    road = at(office, f"{person.pk}/")
    assert "Sekretaris (kosong)" in html(admin, f"{road}jabatan/")
    appointed = {"person": person.pk, "post": post.pk, "since": "2 Januari 2026", "decree_number": "5/2026"}
    assert admin.post(f"{road}jabatan/", appointed)["Location"] == road
    assert "Keputusan 5/2026" in html(admin, road)
    again = admin.post(at(office, f"jabatan/{post.pk}/pemangku/"), appointed)
    assert "sudah memegang jabatan itu" in again.content.decode()
    tenure = Tenure.objects.get()
    admin.post(at(office, f"masa-jabatan/{tenure.pk}/akhiri/"), {"until": "1 Maret 2026"})
    assert "kosong" in html(admin, at(office, f"jabatan/{post.pk}/"))
    admin.post(at(office, f"masa-jabatan/{tenure.pk}/batalkan/"), {"reason": "Salah orang"})
    assert not Tenure.objects.exists()
    admin.post(f"{road}akhiri/", {"until": "30 Juni 2026", "reason": "Mutasi"})
    assert "Sebab berhenti" in html(admin, road)
    assert "Sri Teladan mengakhiri masa tugas Budi per 30 Juni 2026: Mutasi" in html(admin, road)
    admin.post(f"{road}pulihkan/", {"reason": "Batal"})
    person.refresh_from_db()
    assert person.until is None


def test_a_duty_is_decided_and_ended(office: Office, admin: Client):
    person = PersonFactory(office=office)
    road = at(office, f"{person.pk}/")
    page = html(admin, road)
    assert "belum diverifikasi" in page
    admin.post(
        f"{road}wajib-lapor/", {"report": "lhkpn", "is_exempt": "", "since": "1 Maret 2026", "reason": "Bendahara"}
    )
    duty = FilingDuty.objects.get()
    assert (duty.kind, duty.is_exempt, duty.since) == ("lhkpn", False, date(2026, 3, 1))
    assert "menurut ketetapan di bawah" in html(admin, road)
    admin.post(at(office, f"wajib-lapor/{duty.pk}/akhiri/"), {"until": "30 Juni 2026"})
    duty.refresh_from_db()
    assert duty.until == date(2026, 6, 30)


def test_posts_are_added_changed_abolished_and_listed_by_rank(office: Office, admin: Client):
    given = {"title": "Kepala Subbagian Hukum", "kind": "structural", "echelon": "IV.a"}
    admin.post(at(office, "jabatan/tambah/"), given)
    post = Post.objects.get()
    for title in ("Anggota", "Ketua"):
        PostFactory(office=office, title=title, kind="commissioner")
    secretary = PostFactory(office=office, title="Sekretaris", kind="structural", echelon="III.a")
    TenureFactory(person=PersonFactory(office=office, name="Dewi"), post=secretary)
    page = html(admin, at(office, "jabatan/"))
    assert (
        page.index(">Ketua<")
        < page.index(">Anggota<")
        < page.index(">Sekretaris<")
        < page.index(">Kepala Subbagian Hukum<")
    )
    assert "Per 21 November 2026: 4 jabatan, 3 kosong" in page
    vacant = html(admin, at(office, "jabatan/?kosong=1"))
    assert (">Sekretaris<" in vacant, ">Anggota<" in vacant) == (False, True)
    admin.post(at(office, f"jabatan/{post.pk}/ubah/"), {**given, "must_file_lhkpn": "on", "seen": 1})
    post.refresh_from_db()
    assert post.must_file_lhkpn
    admin.post(at(office, f"jabatan/{post.pk}/hapus/"), {"until": "30 Juni 2026", "reason": "Penataan"})
    assert "Kepala Subbagian Hukum" not in html(admin, at(office, "jabatan/"))
    assert "tidak ada lagi" in html(admin, at(office, f"jabatan/{post.pk}/"))
    admin.post(at(office, f"jabatan/{post.pk}/pulihkan/"), {"reason": "Batal"})
    assert "Kepala Subbagian Hukum" in html(admin, at(office, "jabatan/"))


def test_what_was_recorded_by_mistake_is_struck_out_unless_it_is_used(office: Office, admin: Client):
    person, post = PersonFactory(office=office, name="Budi"), PostFactory(office=office, title="Sekretaris")
    tenure = TenureFactory(person=person, post=post)
    roads = (at(office, f"{person.pk}/batalkan/"), at(office, f"jabatan/{post.pk}/batalkan/"))
    for road, told in zip(roads, ("sudah dipakai", "pernah ada pemangkunya"), strict=True):
        assert told in admin.post(road, {"reason": "Salah ketik"}).content.decode()
    assert (Person.objects.count(), Post.objects.count(), AuditEvent.objects.count()) == (1, 1, 0)
    tenure.delete()
    for road, back in zip(roads, (at(office), at(office, "jabatan/")), strict=True):
        assert admin.post(road, {"reason": "Salah ketik"})["Location"] == back
    assert (Person.objects.count(), Post.objects.count()) == (0, 0)
    assert [sentence_of(event) for event in AuditEvent.objects.order_by("number")] == [
        "Sri Teladan membatalkan catatan pegawai Budi (PNS, sejak semula): Salah ketik",
        "Sri Teladan membatalkan catatan jabatan Sekretaris: Salah ketik",
    ]


def uploaded(office: Office, *rows: dict[str, Any]) -> SimpleUploadedFile:
    book = openpyxl.load_workbook(io.BytesIO(staff_form(office)))
    heads = {cell.value: cell.column for cell in book.worksheets[0][1]}
    for line, row in enumerate(rows, 2):
        for title, value in row.items():
            book.worksheets[0].cell(line, heads[title], value)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("daftar.xlsx", stream.getvalue())


def test_a_file_is_checked_then_taken_in_and_then_holds_nothing_new(office: Office, admin: Client):
    assert admin.get(at(office, "impor/formulir.xlsx")).content[:2] == b"PK"
    row = {"Nama": "Budi Percontohan", "Jenis pegawai": "PNS", "NIP": NIP, "Jabatan": "Arsiparis"}
    checked = admin.post(at(office, "impor/"), {"file": uploaded(office, row)})
    assert "1 baris dalam daftar.xlsx siap dimuat." in checked.content.decode()
    assert not Person.objects.exists()
    given = {"list": checked.context["list"], "file": "daftar.xlsx"}
    assert admin.post(at(office, "impor/terapkan/"), given)["Location"] == at(office)
    assert Tenure.objects.get().person.nip == NIP
    assert AuditEvent.objects.get().what == "offices.staff_imported"
    again = admin.post(at(office, "impor/"), {"file": uploaded(office, row)})
    assert "sama dengan yang sudah tercatat" in again.content.decode()
    back = openpyxl.load_workbook(io.BytesIO(admin.get(at(office, "daftar.xlsx")).content)).worksheets[0]
    assert [back["A2"].value, back["C2"].value, back["H2"].value] == ["Budi Percontohan", NIP, "Arsiparis"]


def test_every_fault_of_a_file_is_told_and_nothing_can_be_sent(office: Office, admin: Client):
    rows = [{"Nama": "Budi", "Jenis pegawai": "Magang"}, {"Nama": "Siti", "Jenis pegawai": "PNS", "NIP": "12"}]
    checked = admin.post(at(office, "impor/"), {"file": uploaded(office, *rows)})
    page = " ".join(checked.content.decode().split())
    assert "2 kesalahan dalam daftar.xlsx." in page
    assert "Diterima: Anggota KPU, PNS, PPPK, PPNPN" in page
    assert "NIP terdiri atas 18 angka." in page
    assert "terapkan" not in page
    broken = admin.post(at(office, "impor/"), {"file": SimpleUploadedFile("a.xlsx", b"bukan")})
    assert "bukan XLSX yang dapat dibaca" in broken.content.decode()


def test_a_list_checked_by_another_or_for_another_office_is_not_taken_in(office: Office, admin: Client):
    row = {"Nama": "Budi Percontohan", "Jenis pegawai": "PNS"}
    signed = admin.post(at(office, "impor/"), {"file": uploaded(office, row)}).context["list"]
    other, elsewhere = Client(), OfficeFactory()
    other.force_login(member(office))
    stranger = Client()
    stranger.force_login(member(elsewhere))
    for client, place in ((other, office), (stranger, elsewhere)):
        client.post(at(place, "impor/terapkan/"), {"list": signed, "file": "a.xlsx"})
    admin.post(at(office, "impor/terapkan/"), {"list": f"{signed}x", "file": "a.xlsx"})
    assert not Person.objects.exists()


def test_the_demo_has_a_secretariat_and_is_made_once():
    load_offices()
    office = make_demo_office()
    admin = make_demo_people()[0]
    assert make_demo_staff(by=admin) == 29
    assert make_demo_staff(by=admin) == 0
    counts = {key: whole.count(office, TODAY) for key, whole in WHOLES.items()}
    assert counts == {
        "serving": 27, "members": 5, "employees": 22, "asn": 19, "post_holders": 27, "lhkpn": 6, "lhkasn": 18,
    }  # fmt: skip
    assert Person.objects.filter(office__code=DEMO_OFFICE, user__isnull=False).count() == 13
    vacant = Post.objects.filter(office=office).exclude(tenures__until__isnull=True)
    assert [post.title for post in vacant] == ["Pengelola Barang Milik Negara"]
