"""The calendar and the limits on screen: what is shown to whom, what a form does, what costs how much."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.calendars.domain.holidays import add_holiday
from renaksi.calendars.domain.limits import set_limit
from renaksi.calendars.domain.seed import seed_year
from renaksi.calendars.models import Holiday, Limit
from renaksi.calendars.tests.factories import KEY, limit, running
from renaksi.calendars.year import months_of, summary_of
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import NationalFactory, OfficeFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2025-07-16")


@pytest.fixture
def office() -> Office:
    seed_year(2025)
    return OfficeFactory()


def signed_in(office: Office, role: str = "administrator") -> Client:
    client = Client()
    client.force_login(member(office, role))
    return client


def page(client: Client, name: str, office: Office, **arguments: Any) -> str:
    answer = client.get(reverse(name, kwargs={"code": office.code, **arguments}))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, name: str, office: Office, typed: dict[str, Any], **arguments: Any) -> Any:
    return client.post(reverse(name, kwargs={"code": office.code, **arguments}), typed, follow=True)


def local(office: Office, on: date = date(2025, 7, 23)) -> Holiday:
    return add_holiday(office=office, day=on, name="Hari Jadi Kota", kind="local", source="Perwali 7/2025", by=None)


def test_months_hold_every_day_of_the_year_once(office: Office) -> None:
    rows = list(Holiday.objects.all())
    months = months_of(2025, rows, date(2025, 7, 16))
    days = [place.date for month in months for week in month.weeks for place in week if place]
    assert len(days) == len(set(days)) == 365
    assert [month.working_days for month in months] == [19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21]
    assert summary_of(months, rows).working == sum(month.working_days for month in months) == 237
    assert (summary_of(months, rows).public, summary_of(months, rows).collective) == (17, 11)


def test_entry_leads_to_this_year(office: Office) -> None:
    answer = signed_in(office).get(reverse("calendar", kwargs={"code": office.code}))
    assert answer.headers["Location"].endswith("/kalender/2025/")


def test_year_is_shown_with_its_days_off_and_where_they_come_from(office: Office) -> None:
    local(office)
    local(OfficeFactory(), date(2025, 7, 24))
    shown = page(signed_in(office, "pembaca"), "calendar_year", office, year=2025)
    assert "Cuti Bersama Hari Kemerdekaan Republik Indonesia" in shown
    assert "SKB Menag 1017/2024" in shown
    assert shown.count("belum diverifikasi") == 28
    assert shown.count("Hari Jadi Kota") == 3  # in the list, and at its day: for a pointer and for a screen reader
    assert "24 Juli 2025" not in shown
    assert "Tambah libur setempat" not in shown
    assert ">Ubah<" not in shown


def test_administrator_changes_the_offices_own_alone(office: Office) -> None:
    row = local(office)
    client = signed_in(office)
    shown = page(client, "calendar_year", office, year=2025)
    assert shown.count(">Ubah<") == 1
    assert "Tandai terverifikasi" not in shown
    nations = Holiday.objects.filter(office__isnull=True).first()
    assert nations
    for name in ("holiday_change", "holiday_switch"):
        address = reverse(name, kwargs={"code": office.code, "holiday_id": nations.pk})
        assert client.post(address, {"reason": "x"}).status_code == 404
    assert page(client, "holiday_change", office, holiday_id=row.pk)


def test_year_without_days_says_so(office: Office) -> None:
    shown = page(signed_in(office), "calendar_year", office, year=2031)
    assert "Hari libur nasional 2031 belum dimuat" in shown
    assert "Belum ada hari libur" in shown
    address = reverse("calendar_year", kwargs={"code": office.code, "year": 1999})
    assert signed_in(office).get(address).status_code == 404


def test_year_costs_as_much_with_many_days(office: Office, django_assert_num_queries: Any) -> None:
    client = signed_in(office)
    page(client, "calendar_year", office, year=2031)
    costs = []
    for year in (2031, 2025):
        with django_assert_num_queries(costs[0] if costs else 5) as asked:
            page(client, "calendar_year", office, year=year)
        costs.append(len(asked))


def test_local_closure_added_changed_and_switched(office: Office) -> None:
    client = signed_in(office)
    limit()
    clock = running(office, date(2025, 7, 14))
    typed = {"day": "23 Juli 2025", "name": "Hari Jadi", "kind": "local", "source": "Perwali", "is_unverified": "0"}
    answer = send(client, "holiday_add", office, typed)
    assert "Hari Jadi ditambahkan" in answer.content.decode()
    row = Holiday.objects.get(office=office)
    clock.refresh_from_db()
    assert (row.day, row.is_unverified, clock.due_on) == (date(2025, 7, 23), False, date(2025, 7, 29))

    again = send(client, "holiday_add", office, typed)
    assert "sudah tercatat: Hari Jadi" in again.content.decode()

    change = typed | {"name": "Hari Jadi Kota", "seen": row.version}
    assert "Alasan" in send(client, "holiday_change", office, change, holiday_id=row.pk).content.decode()
    send(client, "holiday_change", office, change | {"reason": "Nama resmi"}, holiday_id=row.pk)
    row.refresh_from_db()
    assert (row.name, row.version) == ("Hari Jadi Kota", 2)
    stale = send(client, "holiday_change", office, change | {"reason": "Lagi", "name": "Lain"}, holiday_id=row.pk)
    assert "baru saja diubah orang lain" in stale.content.decode()

    refused = send(client, "holiday_switch", office, {"berlaku": "0"}, holiday_id=row.pk)
    assert "Tulis alasannya" in refused.content.decode()
    send(client, "holiday_switch", office, {"berlaku": "0", "reason": "Dibatalkan"}, holiday_id=row.pk)
    clock.refresh_from_db()
    assert clock.due_on == date(2025, 7, 28)
    assert "tidak berlaku" in page(client, "calendar_year", office, year=2025)


def test_national_office_changes_the_nations_days(office: Office) -> None:
    nation = NationalFactory()
    client = signed_in(nation)
    assert page(client, "calendar_year", nation, year=2025).count(">Ubah<") == 28
    typed = {"day": "16-7-2025", "name": "Libur khusus", "kind": "public", "source": "", "is_unverified": "1"}
    send(client, "holiday_add", nation, typed)
    assert Holiday.objects.get(day=date(2025, 7, 16)).office is None
    assert "29 hari libur 2025 ditandai" in send(
        client, "calendar_verify", nation, {"source": "SKB 933/2025"}, year=2025
    ).content.decode()  # fmt: skip
    assert "belum diverifikasi" not in page(client, "calendar_year", nation, year=2025)


def test_limits_are_listed_with_their_rule(office: Office) -> None:
    client = signed_in(office, "pembaca")
    assert "Batas waktu" in page(client, "limits", office)
    Limit.objects.all().delete()
    assert "Belum ada batas waktu" in page(client, "limits", office)
    limit(is_unverified=True)
    shown = page(client, "limits", office)
    for words in ("Jawaban permohonan", "10 hari kerja", "Peraturan uji", "belum diverifikasi", "sejak semula"):
        assert words in shown
    assert "Ubah batas waktu" not in page(client, "limit", office, key=KEY)
    address = reverse("limit", kwargs={"code": office.code, "key": "tidak.ada"})
    assert client.get(address).status_code == 404


def test_own_limit_set_and_ended_on_screen(office: Office) -> None:
    client, row = signed_in(office), limit()
    assert 'value="16 Juli 2025"' in page(
        client, "limit_change", office, key=KEY
    )  # the nation's is replaced from today on
    typed = {
        "days": "7", "unit": "working", "counts_collective_leave": "1", "legal_source": "Keputusan 7/2025",
        "is_unverified": "0", "since": "1 Juli 2025", "reason": "Keputusan ketua", "seen_id": row.pk, "seen": row.version,
    }  # fmt: skip
    send(client, "limit_change", office, typed, key=KEY)
    own = Limit.objects.get(office=office)
    assert (own.days, own.since, own.is_unverified) == (7, date(2025, 7, 1), False)
    shown = page(client, "limit", office, key=KEY)
    assert shown.count("hari kerja</strong>") == 2
    assert "Akhiri batas sendiri" in shown
    wrong = send(client, "limit_change", office, typed | {"seen_id": own.pk, "legal_source": "", "days": "0"}, key=KEY)
    assert 'aria-invalid="true"' in wrong.content.decode()
    assert "Isi hari terakhir" in send(client, "limit_end", office, {}, key=KEY).content.decode()
    send(client, "limit_end", office, {"until": "20 Juli 2025", "reason": "Kembali"}, key=KEY)
    own.refresh_from_db()
    assert own.until == date(2025, 7, 20)
    again = send(client, "limit_end", office, {"until": "20 Juli 2025", "reason": "Kembali"}, key=KEY)
    assert "tidak mempunyai batas waktu sendiri" in again.content.decode()


def test_another_offices_limit_is_not_shown(office: Office) -> None:
    limit()
    set_limit(office=OfficeFactory(), key=KEY, since=None, days=3, reason="Sendiri", by=None)
    client = signed_in(office)
    assert "3 hari kerja" not in page(client, "limit", office, key=KEY)
    assert "3 hari kerja" not in page(client, "limits", office)
