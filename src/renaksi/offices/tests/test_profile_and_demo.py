"""Profiles over time, the demo office, the first administrator."""

import io
import sys
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.audit.tests.guards import triggers_aside
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import rights_in, visible_to
from renaksi.offices.demo import DEMO_PASSWORD, make_demo_office, make_demo_people
from renaksi.offices.domain.load import load_offices
from renaksi.offices.domain.profile import StaleProfile, profile_on, profiles_of, set_profile
from renaksi.offices.models import Membership, Office, OfficeProfile
from renaksi.offices.tests.factories import MembershipFactory, NationalFactory, OfficeFactory, ProfileFactory, member

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2020, 1, 1), date(2024, 5, 1)


@pytest.fixture
def office():
    return OfficeFactory(time_zone="Asia/Makassar")


def test_a_profile_holds_from_its_day_until_the_next(office):
    set_profile(office=office, since=SECOND, chair="DEWI", place="Contoh", by=None)
    set_profile(office=office, since=FIRST, chair="RAHMAT", place="Contoh", by=None)
    assert [profile_on(office, day).chair for day in (FIRST, SECOND - timedelta(days=1), SECOND, today())] == [
        "RAHMAT",
        "RAHMAT",
        "DEWI",
        "DEWI",
    ]
    assert profile_on(office, date(2018, 1, 1)).chair == "RAHMAT"
    assert [profile.chair for profile in profiles_of(office)] == ["DEWI", "RAHMAT"]


def test_a_profile_without_a_day_has_always_held(office):
    ProfileFactory(office=office, since=None, chair="LAMA")
    ProfileFactory(office=office, since=SECOND, chair="BARU")
    assert (profile_on(office, FIRST).chair, profile_on(office, SECOND).chair) == ("LAMA", "BARU")


def test_an_office_without_profile_has_blank_names(office):
    profile = profile_on(office, today())
    assert (profile.pk, profile.chair, profile.numbering, profile.time_zone) == (None, "", "plain", "Asia/Makassar")


def test_a_new_profile_takes_over_what_is_not_said_anew(office):
    admin = member(office, "administrator", full_name="Sri Teladan")
    set_profile(office=office, since=FIRST, chair="RAHMAT", secretary="DEWI", place="Contoh", by=admin)
    set_profile(office=office, since=SECOND, chair="  BAYU   TELADAN ", by=admin)
    assert (profile_on(office, SECOND).chair, profile_on(office, SECOND).secretary) == ("BAYU TELADAN", "DEWI")
    event = AuditEvent.objects.latest("number")
    assert sentence_of(event) == "Sri Teladan menetapkan profil satuan kerja yang berlaku sejak 1 Mei 2024: ketua."
    assert (event.details["before"], event.details["after"]) == ({"ketua": "RAHMAT"}, {"ketua": "BAYU TELADAN"})


def test_a_profile_of_the_same_day_is_corrected_and_one_unchanged_writes_nothing(office):
    first = set_profile(office=office, since=FIRST, chair="RAHMT", by=None)
    second = set_profile(office=office, since=FIRST, chair="RAHMAT", by=None)
    assert first.pk == second.pk
    set_profile(office=office, since=SECOND, chair="RAHMAT", by=None)
    assert OfficeProfile.objects.count() == 1
    assert AuditEvent.objects.count() == 2


def test_two_who_edit_at_once_are_told(office):
    seen = set_profile(office=office, since=FIRST, chair="RAHMAT", by=None).saved_at
    set_profile(office=office, since=FIRST, chair="DEWI", by=None, seen=seen)
    with pytest.raises(StaleProfile) as stale:
        set_profile(office=office, since=FIRST, chair="BAYU", by=None, seen=seen)
    assert stale.value.current.chair == profile_on(office, FIRST).chair == "DEWI"


def test_the_offices_zone_follows_the_profile_of_today(office):
    set_profile(office=office, since=today() + timedelta(days=30), time_zone="Asia/Jayapura", by=None)
    assert Office.objects.get(pk=office.pk).time_zone == "Asia/Makassar"
    set_profile(office=office, since=FIRST, time_zone="Asia/Jakarta", by=None)
    assert Office.objects.get(pk=office.pk).time_zone == "Asia/Jakarta"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"chair": "X" * 121}, "paling panjang 120"),
        ({"numbering": "roman"}, "bentuk nomor"),
        ({"time_zone": "UTC"}, "zona waktu"),
    ],
)
def test_a_profile_not_fit_is_refused_beside_the_field(office, fields, says):
    with pytest.raises(Refused, match=says) as refused:
        set_profile(office=office, since=FIRST, by=None, **fields)
    assert refused.value.field in fields
    assert OfficeProfile.objects.count() == 0


def test_only_those_with_the_right_set_a_profile(office):
    with pytest.raises(Refused, match="tidak berwenang"):
        set_profile(office=office, since=FIRST, chair="X", by=member(office, "pengarah"))


def test_the_demo_is_made_once_and_stands_apart_from_the_real_offices():
    load_offices()
    office = make_demo_office()
    people = make_demo_people()
    assert make_demo_office() == office
    assert make_demo_people() == people
    assert load_offices().added == 0
    assert Office.objects.count() == 555
    assert Office.objects.find_problems() == ([], [], [], [], [])
    assert (office.code, office.name, Office.objects.get_parent(office).code) == ("9999", "KPU Kota Contoh", "99")
    profile = profile_on(office, date(2022, 2, 14))
    assert (profile.chair, profile.secretary, profile.place) == ("RAHMAT TELADAN", "DEWI TELADANI", "Contoh")
    assert all(person.check_password(DEMO_PASSWORD) for person in people)
    admin, coordinator, reader, reviewer, *others = people
    assert len(others) == 10
    assert "manage_users" in rights_in(admin, office)
    assert "edit_draft" in rights_in(coordinator, office)
    assert rights_in(reader, office) == {"read"}
    assert rights_in(reviewer, office) == {"read", "read_trail"}
    assert Office.objects.filter(visible_to(reviewer, prefix="")).count() == 2


# createadmin


def createadmin(*options: str, stdin: str = "", monkeypatch=None) -> str:
    out = io.StringIO()
    if monkeypatch:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
    call_command("createadmin", *options, stdout=out)
    return out.getvalue()


def test_the_first_administrator_gets_a_one_time_password(monkeypatch):
    office = OfficeFactory(code="9999", name="KPU Kota Contoh")
    told = createadmin("--office", "9999", "--username", "Sri", "--name", "Sri Teladan", monkeypatch=monkeypatch)
    user = User.objects.get(username="sri")
    password = told.strip().rsplit(" ", 1)[1]
    assert told.startswith(
        "Sri Teladan (sri) menjadi administrator KPU Kota Contoh.\nKata sandi sekali pakai, berlaku 14 hari: "
    )
    assert user.check_password(password)
    assert user.must_change_password
    assert "manage_users" in rights_in(user, office)
    assert sentence_of(AuditEvent.objects.get()) == (
        "Baris perintah menambahkan Sri Teladan sebagai Administrator satuan kerja."
    )


def test_a_password_can_be_given_on_standard_input(monkeypatch):
    OfficeFactory(code="9999")
    options = ("--office", "9999", "--username", "sri", "--name", "Sri Teladan", "--password-stdin")
    assert "Kata sandi" not in createadmin(*options, stdin="kebun teh di lereng bukit\n", monkeypatch=monkeypatch)
    user = User.objects.get(username="sri")
    assert user.check_password("kebun teh di lereng bukit")
    assert not user.must_change_password


def test_an_account_that_is_there_gets_the_role_and_keeps_its_password(monkeypatch):
    office = OfficeFactory(code="9999")
    user = member(OfficeFactory(), "pembaca", username="sri", full_name="Sri Teladan")
    assert "Kata sandi" not in createadmin("--office", "9999", "--username", "sri", monkeypatch=monkeypatch)
    assert User.objects.get(pk=user.pk).password == user.password
    assert Membership.objects.filter(user=user, office=office, role="administrator").exists()


@pytest.mark.parametrize(
    ("options", "stdin", "says"),
    [
        (("--office", "0000", "--username", "sri", "--name", "Sri Teladan"), "", "Tidak ada satuan kerja berkode 0000"),
        (("--office", "9999", "--name", "Sri Teladan"), "", "Berikan --username."),
        (("--office", "9999", "--username", "sri"), "", "Berikan --name."),
        (("--username", "sri", "--name", "Sri Teladan"), "", "Berikan --office."),
        (("--office", "9999", "--username", "s", "--name", "Sri Teladan"), "", "Nama pengguna terdiri atas"),
        (("--office", "9999", "--username", "sri", "--name", "Sri", "--password-stdin"), "kpu2026\n", "12 karakter"),
        (("--office", "9999", "--username", "sri", "--name", "Sri", "--password-stdin"), "", "tidak memuat kata sandi"),
        (("--office", "9999", "--username", "ada", "--name", "Ada Teladan"), "", "sudah memegang peran"),
    ],
)
def test_createadmin_refuses_in_one_sentence_and_writes_nothing(monkeypatch, options, stdin, says):
    office = OfficeFactory(code="9999")
    member(office, "administrator", username="ada", full_name="Ada Teladan")
    with pytest.raises(CommandError, match=says) as refused:
        createadmin(*options, stdin=stdin, monkeypatch=monkeypatch)
    assert "\n" not in str(refused.value)
    assert User.objects.count() == 1


def test_createadmin_takes_any_code_of_an_office(monkeypatch):
    NationalFactory()
    load_offices()
    told = createadmin("--office", "9204", "--username", "sri", "--name", "Sri Teladan", monkeypatch=monkeypatch)
    assert "KPU Kabupaten Sorong Selatan" in told


def test_the_operator_resets_a_password_no_administrator_may(capsys):
    user = member(OfficeFactory(), "administrator", username="sri", full_name="Sri Teladan")
    MembershipFactory(user=user)
    call_command("reset_password", "SRI")
    told = capsys.readouterr().out
    assert told.startswith("Kata sandi sekali pakai Sri Teladan (sri), berlaku 14 hari: ")
    assert User.objects.get(pk=user.pk).check_password(told.strip().rsplit(" ", 1)[1])
    assert sentence_of(AuditEvent.objects.get()) == "Baris perintah membuat slip kata sandi baru untuk Sri Teladan."
    with pytest.raises(CommandError, match="Tidak ada akun bernama budi"):
        call_command("reset_password", "budi")


def test_a_broken_chain_is_told_by_the_offices_name(capsys):
    office = OfficeFactory(name="KPU Kota Contoh")
    set_profile(office=office, since=FIRST, chair="RAHMAT", by=None)
    with triggers_aside():
        AuditEvent.objects.update(actor="Orang Lain")
    with pytest.raises(SystemExit):
        call_command("audit_verify")
    assert (
        capsys.readouterr().err
        == f"Rantai KPU Kota Contoh (office:{office.pk}): isi catatan 1 berubah setelah ditulis.\n"
    )
