"""The screens of profile and trail."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renaksi.kernel.clock import today
from renaksi.offices.domain.profile import profile_on, set_profile
from renaksi.offices.models import OfficeCode, OfficeProfile
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.offices.tests.test_screens import at, text
from renaksi.offices.trail import record_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


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


def test_a_profile_is_shown_set_and_kept(client, office):
    assert "Profil belum diisi" in text(client.get(at("office_profile")))
    given = {
        "since": "2020-01-01",
        "chair": "RAHMAT TELADAN",
        "place": "Contoh",
        "numbering": "coded",
        "time_zone": "Asia/Makassar",
    }
    client.post(at("office_profile_edit"), given)
    page = text(client.get(at("office_profile")))
    for words in ("RAHMAT TELADAN", "2/HK.03.1/9999/2022", "WITA", "1 Januari 2020"):
        assert words in page
    client.post(at("office_profile_edit"), {**given, "since": "2024-05-01", "chair": "DEWI TELADANI"})
    page = text(client.get(at("office_profile")))
    assert "Profil sepanjang waktu" in page
    assert "RAHMAT TELADAN" in page
    assert OfficeProfile.objects.count() == 2


def test_a_stale_profile_shows_both_and_can_be_sent_again(client, office):
    set_profile(office=office, since=today() - DAY, chair="SATU", place="Contoh", by=None)
    page = text(client.get(at("office_profile_edit")))
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    set_profile(office=office, since=today() - DAY, chair="DUA", by=None)
    given = {"since": str(today()), "chair": "TIGA", "numbering": "plain", "time_zone": "Asia/Jakarta", "seen": seen}
    page = text(client.post(at("office_profile_edit"), given))
    assert "baru saja diubah orang lain" in page
    assert "DUA" in page
    assert 'value="TIGA"' in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    assert client.post(at("office_profile_edit"), {**given, "seen": seen}).status_code == 302
    assert profile_on(office, today()).chair == "TIGA"


def test_codes_with_their_days_can_be_set(client, office):
    OfficeCode.objects.create(office=office, code="9998", until=today())
    assert "9998" in text(client.get(at("office_profile")))
    client.post(at("office_code_edit", own="9998"), {"since": "2020-01-01", "until": "2022-12-31"})
    assert str(OfficeCode.objects.get(code="9998").until) == "2022-12-31"
    page = text(client.post(at("office_code_edit", own="9998"), {"since": "2023-01-01", "until": "2022-12-31"}))
    assert "mendahului" in page
    assert client.get(at("office_code_edit", own="1234")).status_code == 404


# Trail


def happen(office, count: int = 1, by=None, what: str = "offices.user_locked", label: str = "Budi") -> None:
    with transaction.atomic():
        for n in range(count):
            record_in(office, by=by, what=what, object_label=f"{label} {n}")


def test_the_trail_tells_sentences_and_keeps_to_its_office(client, office, admin):
    happen(office, by=admin)
    happen(OfficeFactory(), label="Orang Lain")
    page = text(client.get(at("office_trail")))
    assert "Sri Teladan mengunci akun Budi 0." in page
    assert "Orang Lain" not in page


def test_the_trail_is_filtered_by_person_matter_and_day(client, office, admin):
    happen(office, by=admin, label="Satu")
    happen(office, by=None, label="Dua")
    happen(office, by=admin, what="plan.withdrawn", label="rencana")

    def shown(**query) -> str:
        page = text(client.get(at("office_trail"), query))
        return " ".join(word for word in ("Satu 0", "Dua 0", "rencana 0") if word in page)

    assert shown() == "Satu 0 Dua 0 rencana 0"
    assert shown(siapa=admin.pk) == "Satu 0 rencana 0"
    assert shown(siapa=":baris perintah") == "Dua 0"
    assert shown(jenis="plan") == "rencana 0"
    assert shown(jenis="offices", siapa=admin.pk) == "Satu 0"
    assert shown(dari=str(today() + 2 * DAY)) == ""
    assert shown(dari=str(today() - 2 * DAY), sampai=str(today() + 2 * DAY)) == "Satu 0 Dua 0 rencana 0"
    assert shown(dari="kapan saja") == "Satu 0 Dua 0 rencana 0"


def test_the_trail_is_paged_and_costs_the_same_however_long(client, office, admin):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(at("office_trail"))
        return len(asked)

    happen(office, by=admin)
    queries()
    one = queries()
    happen(office, 120, by=admin, label="Banyak")
    assert queries() == one <= 12
    assert "Halaman 1 dari 3" in text(client.get(at("office_trail")))
    assert "Budi 0" in text(client.get(at("office_trail"), {"halaman": "3"}))


def test_details_of_the_trail_can_be_opened(client, office):
    set_profile(office=office, since=today() - DAY, chair="<b>RAHMAT</b>", by=None)
    page = text(client.get(at("office_trail")))
    assert "ketua: &lt;b&gt;RAHMAT&lt;/b&gt;" in page


def test_an_empty_trail_says_what_belongs_there(client):
    assert "Belum ada jejak" in text(client.get(at("office_trail")))
