"""What the books propose, on the screens: cell, board, month, Beranda, binding."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.monitoring.domain.record import Said, record_realisation
from renaksi.monitoring.models import Pull, Realisation
from renaksi.monitoring.tests.books import UNBUILT, Books
from renaksi.offices.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", DAY.isoformat())


@pytest.fixture
def books() -> Books:
    return Books()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_cell_shows_the_proposal_with_its_way_to_the_entries_and_takes_it(books: Books):
    entry, client = books.event(5), signed_in(books.admin)
    address = books.address(books.participation, 5)
    page = client.get(address)
    said = words(page)
    assert "Usulan buku 1 kegiatan Register Kegiatan, April s.d. Mei 2026" in said
    assert "Belum ada catatan Register Kegiatan untuk April: catat , atau nyatakan nihil" in said
    assert f"/buku/kegiatan/?nomor={entry.pk}" in page.content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"><button[^>]*>.{0,900}?Terima usulan', page.content.decode(), re.S)
    assert seen
    answer = client.post(f"{address}terima/", {"seen": seen[1]}, follow=True)
    assert answer.redirect_chain[0][0] == f"{address}?lanjut=1"
    said = words(answer)
    assert "Tersimpan. Mei 2026: 1 kegiatan." in said
    assert "Asal nilai Register Kegiatan: Partisipasi masyarakat" in said
    recap = Pull.objects.get().recap
    assert recap
    assert recap.sha256 in said
    assert "Usulan buku" not in said


def test_in_the_drawer_a_stale_proposal_shows_both_and_a_refusal_needs_its_reason(books: Books):
    books.event(5)
    seen, client = books.mark(books.participation, 5), signed_in(books.admin)
    address, drawer = books.address(books.participation, 5), {"HX-Target": "laci"}
    books.event(5)
    stale = words(client.post(f"{address}terima/", {"seen": seen}, headers=drawer))
    assert "Sekarang Register Kegiatan: 2 kegiatan" in stale
    assert "Yang Anda lihat Register Kegiatan: 1 kegiatan" in stale
    seen = books.mark(books.participation, 5)
    assert "Tuliskan alasannya." in words(client.post(f"{address}tolak/", {"seen": seen}, headers=drawer))
    assert not Pull.objects.exists()
    refused = client.post(f"{address}tolak/", {"seen": seen, "reason": "Bukan kami."}, headers=drawer)
    assert "Usulan buku ditolak" in words(refused)
    assert "Alasan: Bukan kami." in words(refused)
    assert "renaksi:cell" in refused["HX-Trigger"]
    assert not Realisation.objects.exists()


def test_who_may_not_record_sees_the_proposal_and_takes_nothing(books: Books):
    books.event(5)
    seen, address = books.mark(books.participation, 5), books.address(books.participation, 5)
    reader = signed_in(MembershipFactory(office=books.office, role="pembaca").user)
    assert "Terima usulan" not in words(reader.get(address))
    assert reader.post(f"{address}terima/", {"seen": seen}).status_code == 403
    elsewhere = signed_in(MembershipFactory(office=books.office, role="pelaksana", areas=[1]).user)
    assert "indikator ini di area 8" in words(elsewhere.post(f"{address}terima/", {"seen": seen}))
    assert not Realisation.objects.exists()


def test_a_cell_says_what_the_book_says_now_beside_what_is_recorded(books: Books):
    books.event(5)
    books.take(books.participation, 5)
    books.event(5)
    client = signed_in(books.admin)
    said = words(client.get(books.address(books.participation, 5)))
    assert "Buku sudah berubah Buku kini: 2 kegiatan , tercatat: 1 kegiatan" in said
    assert "Perbarui dari buku" in said
    books.event(3)
    typed = Said(amount=Decimal(4))
    record_realisation(indicator=books.participation, month=3, said=typed, seen=0, by=books.admin)
    assert "Buku kini: 1 kegiatan , tercatat: 4 kegiatan" in words(client.get(books.address(books.participation, 3)))


def test_where_no_book_is_built_or_asked_the_cell_says_so(books: Books):
    client = signed_in(books.admin)
    assert "Asal nilai diisi sendiri · ubah" in words(client.get(books.address(books.typed, 5)))
    books.typed.binding = UNBUILT
    books.typed.save()
    assert "nowhere (belum ada buku)" in words(client.get(books.address(books.typed, 5)))


def test_the_board_marks_what_waits_in_as_many_queries_as_without(
    books: Books, django_assert_max_num_queries: DjangoAssertNumQueries
):
    client, board = signed_in(books.admin), f"/satker/{books.office.code}/rencana/2026/"
    for month in (3, 5):
        books.event(month)
        books.mark(books.participation, month)
    client.get(board)
    with django_assert_max_num_queries(14):
        html = client.get(board).content.decode()
    cell = re.search(rf'<td class="this_month offered"><a href=sel/{books.participation.pk}-5/[^>]*>', html)
    assert cell
    assert 'data-tip="Buku mengusulkan: 1 kegiatan"' in cell[0]
    assert 'aria-label="Mei: bulan ini, usulan buku"' in cell[0]
    assert "usulan buku <b>2</b>" in html
    books.take(books.participation, 5)
    after = client.get(f"{board}?segarkan={books.participation.pk}").content.decode()
    assert after.count("offered") == 1
    assert "usulan buku <b>1</b>" in after


def test_the_month_takes_its_proposals_together_each_by_itself(books: Books):
    books.event(4)
    books.event(5)
    books.event(5, kind="commitment")
    client = signed_in(books.admin)
    address = reverse("month_proposals", kwargs={"code": books.office.code, "year": 2026, "month": 5})
    html = client.get(address).content.decode()
    marks = dict(re.findall(r'name="seen-(\d+)" value="([^"]*)"', html))
    assert set(marks) == {str(books.kick_off.pk), str(books.participation.pk)}
    assert html.count(" checked>") == 2
    sent = {"sel": list(marks), **{f"seen-{pk}": mark for pk, mark in marks.items()}}
    books.event(5)
    answer = client.post(address, sent)
    said = words(answer)
    assert "1 usulan tidak dapat diterima" in said
    assert "Berubah sejak Anda membukanya. Sekarang: Register Kegiatan: 3 kegiatan" in said
    assert list(Realisation.objects.values_list("indicator", flat=True)) == [books.kick_off.pk]
    marks = dict(re.findall(r'name="seen-(\d+)" value="([^"]*)"', answer.content.decode()))
    sent = {"sel": list(marks), **{f"seen-{pk}": mark for pk, mark in marks.items()}}
    assert client.post(address, sent).status_code == 302
    assert Realisation.objects.get(indicator=books.participation).amount == 3
    assert "Tidak ada usulan yang menunggu" in words(client.get(address))


def test_what_something_is_missing_from_is_not_ticked_and_others_areas_are_not_offered(books: Books):
    books.event(5)
    client = signed_in(books.admin)
    address = reverse("month_proposals", kwargs={"code": books.office.code, "year": 2026, "month": 5})
    answer = client.get(address)
    assert "belum ada catatan untuk April" in words(answer)
    assert " checked>" not in answer.content.decode()
    assert "Belum ada usulan yang ditandai." in words(client.post(address, {}))
    other = signed_in(MembershipFactory(office=books.office, role="pelaksana", areas=[1]).user)
    assert "Tidak ada usulan yang menunggu" in words(other.get(address))
    other.post(
        address, {"sel": books.participation.pk, f"seen-{books.participation.pk}": books.mark(books.participation, 5)}
    )
    assert not Realisation.objects.exists()


def test_a_person_binds_an_indicator_to_another_measure(books: Books):
    client = signed_in(books.admin)
    address = books.address(books.typed, 5, "asal/")
    form = client.get(address).content.decode()
    assert '<option value="events.public_participation">Partisipasi masyarakat</option>' in form
    assert "events.benchlearning" not in form
    refused = client.post(address, {"binding": "events.benchlearning"})
    assert refused.status_code == 200
    assert client.post(address, {"binding": "events.public_participation"}).status_code == 302
    books.typed.refresh_from_db()
    assert books.typed.binding == "events.public_participation"


def test_beranda_tells_what_the_books_propose(books: Books):
    books.event(5)
    books.mark(books.participation, 5)
    said = words(signed_in(books.admin).get(f"/satker/{books.office.code}/"))
    assert "Buku mengusulkan nilai yang menunggu keputusan Anda: Mei (1)" in said
    assert "Buku mengusulkan: 1 kegiatan" in said
