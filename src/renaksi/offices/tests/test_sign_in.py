"""Signing in and out, guessing slowed, sessions that end."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from renaksi.accounts.adapter import DEVICE_COOKIE
from renaksi.accounts.domain import guessing
from renaksi.accounts.domain.guessing import Attempt, device_cookie, known_device, may_try, succeeded
from renaksi.accounts.domain.slips import make_slip
from renaksi.accounts.models import FailedSignIn, User
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel import clock
from renaksi.kernel.clock import now
from renaksi.offices.tests.factories import PASSWORD, OfficeFactory, UserFactory, member

pytestmark = pytest.mark.django_db
SIGN_IN, HOME = "/akun/masuk/", "/"
STRANGER = "198.51.100.7"


@pytest.fixture
def user():
    return member(OfficeFactory(), "koordinator", username="sri", full_name="Sri Teladan")


def sign_in(client: Client, username: str = "sri", password: str = PASSWORD, address: str = "127.0.0.1"):
    return client.post(SIGN_IN, {"login": username, "password": password}, REMOTE_ADDR=address)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session and client.get(HOME).headers.get("Location", "") != f"{SIGN_IN}?next=/"


def later(monkeypatch, **span) -> None:
    moment = now() + timedelta(**span)
    for module in (
        "renaksi.kernel.clock",
        "renaksi.accounts.middleware",
        "renaksi.accounts.domain.guessing",
        "renaksi.accounts.adapter",
    ):
        monkeypatch.setattr(f"{module}.now", lambda: moment)


def test_a_person_signs_in_with_user_name_and_password(client, user):
    assert client.get(SIGN_IN).status_code == 200
    response = sign_in(client, " SRI ")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_in(client)


def test_the_page_asked_for_is_shown_after_sign_in_and_no_foreign_one(client, user):
    page = f"/satker/{user.memberships.get().office.code}/"
    asked = client.get(page)
    assert asked["Location"] == f"{SIGN_IN}?next={page}"
    assert f'name="next" value="{page}"' in client.get(asked["Location"]).content.decode()
    assert client.post(asked["Location"], {"login": "sri", "password": PASSWORD, "next": page})["Location"] == page
    client.logout()
    evil = {"login": "sri", "password": PASSWORD, "next": "https://jahat.example/"}
    assert client.post(SIGN_IN, evil)["Location"] == "/"


def failing(response) -> str:
    """The page without what changes from one rendering to the next."""
    return re.sub(r'(x-csrftoken": "|value=")[^"]*', "", response.content.decode())


def test_every_failure_gets_one_and_the_same_answer(user):
    UserFactory(username="terkunci", is_locked=True)
    UserFactory(username="berhenti", is_active=False)
    UserFactory(username="kedaluwarsa", slip_until=now() - timedelta(minutes=1))
    answers = {
        failing(sign_in(Client(), name, password))
        for name, password in [
            ("sri", "salah sekali ini"),
            ("tidak.ada", PASSWORD),
            ("terkunci", PASSWORD),
            ("berhenti", PASSWORD),
            ("kedaluwarsa", PASSWORD),
        ]
    }
    assert len(answers) == 1
    assert "tidak cocok" in answers.pop()


def test_an_unknown_name_costs_a_password_hash_like_a_known_one(client, user, monkeypatch):
    from django.contrib.auth.hashers import Argon2PasswordHasher

    hashed = []
    for verb in ("encode", "verify"):
        original = getattr(Argon2PasswordHasher, verb)
        monkeypatch.setattr(
            Argon2PasswordHasher,
            verb,
            lambda *args, _do=original, _v=verb, **kw: (hashed.append(_v), _do(*args, **kw))[1],
        )
    sign_in(client, "tidak.ada", "salah sekali ini")
    assert hashed == ["encode"]
    hashed.clear()
    sign_in(client, "sri", "salah sekali ini")
    assert hashed == ["verify"]
    make_slip(user)
    hashed.clear()
    sign_in(client, "sri", "salah sekali ini")
    assert hashed == ["verify", "encode"]  # the slip's hash is checked in no time, so the full cost is paid beside it


def test_a_slips_hash_is_made_dear_at_the_first_sign_in(client, user):
    slip = make_slip(user)
    assert "m=1024," in user.password
    sign_in(client, password=slip.password)
    assert "m=1024," not in User.objects.get(pk=user.pk).password


def test_the_password_is_never_shown_again(client, user):
    assert b"salah sekali ini" not in sign_in(client, password="salah sekali ini").content


# Guessing


def guess(times: int, username: str = "sri", address: str = STRANGER) -> list[bool]:
    """Whether each wrong guess of a stranger was looked at."""
    return [
        "tidak cocok" in sign_in(Client(), username, f"tebakan ke-{n} saja", address).content.decode()
        for n in range(times)
    ]


def test_the_seventh_guess_is_not_looked_at(user):
    assert guess(8) == [True] * 6 + [False] * 2
    assert "Terlalu banyak percobaan" in sign_in(Client(), address=STRANGER).content.decode()  # not even the right one


def test_guessing_is_slowed_for_unknown_names_alike():
    assert guess(8, "tidak.ada") == [True] * 6 + [False] * 2


def test_a_stranger_does_not_lock_the_owner_out(user):
    guess(10)
    client = Client()
    sign_in(client, address="203.0.113.9")
    assert is_in(client)


def test_the_owners_own_browser_gets_in_even_from_the_strangers_address_and_under_any_siege(user):
    own = Client()
    sign_in(own, address=STRANGER)
    own.post("/akun/keluar/")
    for n in range(guessing.ACCOUNT.failures + 5):
        may_try(Attempt("sri", f"192.0.2.{n}"))
    guess(8)
    assert not may_try(Attempt("sri", "203.0.113.9"))
    sign_in(own, address=STRANGER)
    assert is_in(own)


def test_a_device_cookie_opens_nothing_for_other_accounts_and_cannot_be_made_up(user):
    cookie = device_cookie("", "sri")
    assert known_device(cookie, "Sri")
    assert known_device(cookie, "budi") == ""
    assert known_device(cookie + "x", "sri") == ""
    assert known_device(device_cookie(cookie, "budi"), "sri") == known_device(cookie, "sri")
    for n in range(10):
        cookie = device_cookie(cookie, f"orang{n}")
    assert known_device(cookie, "sri") == ""
    assert len(cookie) < 1000


def test_a_device_is_limited_too():
    attempts = [may_try(Attempt("sri", STRANGER, "perangkat")) for _ in range(12)]
    assert attempts == [True] * 10 + [False] * 2


def test_waiting_ends_however_often_one_tries(user, monkeypatch):
    guess(20)
    later(monkeypatch, minutes=5, seconds=1)
    client = Client()
    sign_in(client, address=STRANGER)
    assert client.session.get("_auth_user_id")


def test_an_office_of_forty_behind_one_address_gets_in():
    people = [UserFactory() for _ in range(40)]
    for person in people:
        assert guess(1, person.username) == [True]
    client = Client()
    sign_in(client, people[-1].username, address=STRANGER)
    assert client.session.get("_auth_user_id")


def test_behind_a_proxy_the_persons_own_address_counts_and_a_made_up_one_does_not(user, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def told(forwarded: str) -> str:
        given = {"login": "sri", "password": "tebakan saja ini"}
        return Client().post(SIGN_IN, given, headers={"x-forwarded-for": forwarded}).content.decode()

    assert all("tidak cocok" in told(f"192.0.2.{n}, {STRANGER}") for n in range(6))
    assert "Terlalu banyak" in told(f"192.0.2.99, {STRANGER}")
    assert "tidak cocok" in told("203.0.113.9")


def test_one_address_trying_many_accounts_waits():
    tried = [may_try(Attempt(f"orang{n}", STRANGER)) for n in range(70)]
    assert tried == [True] * 60 + [False] * 10


def test_a_good_sign_in_does_not_buy_guesses_at_others():
    for n in range(60):
        attempt = Attempt(f"orang{n}", STRANGER)
        assert may_try(attempt)
    own = Attempt("penyerang", STRANGER, device_cookie("", "penyerang"))
    assert may_try(own)
    succeeded(own)
    assert not may_try(Attempt("orang99", STRANGER))


def test_counts_are_kept_as_hashes_and_not_for_long(user, monkeypatch):
    guess(3)
    assert {len(key) for key in FailedSignIn.objects.values_list("key", flat=True)} == {64}
    later(monkeypatch, hours=2)
    may_try(Attempt("lain", "203.0.113.9"))
    assert FailedSignIn.objects.count() == 3


# The trail


def test_signing_in_and_out_stands_in_the_systems_chain(client, user):
    sign_in(client)
    client.post("/akun/keluar/")
    assert [sentence_of(event) for event in AuditEvent.objects.filter(chain="system")] == [
        "Sri Teladan masuk.",
        "Sri Teladan keluar.",
    ]


def test_a_failure_is_told_without_the_password_and_without_what_was_typed_as_a_name(client, user):
    sign_in(client, "sri", "salah sekali ini")
    sign_in(client, "kata sandi rahasiaku", "sri")
    events = list(AuditEvent.objects.filter(what="accounts.sign_in_failed"))
    assert [sentence_of(event) for event in events] == [
        "Percobaan masuk sebagai sri gagal.",
        "Percobaan masuk sebagai nama pengguna yang tidak dikenal gagal.",
    ]
    assert "rahasiaku" not in str([vars(event) for event in events])
    assert "salah" not in str([vars(event) for event in events])


# Sessions


def test_signing_out_is_asked_for_and_done_by_post(client, user):
    sign_in(client)
    assert client.get("/akun/keluar/").status_code == 200
    assert is_in(client)
    client.post("/akun/keluar/")
    assert not is_in(client)


def test_signing_in_and_out_need_the_forms_token(user):
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict).status_code == 403
    strict.force_login(user)
    assert strict.post("/akun/keluar/").status_code == 403


def test_a_locked_users_session_ends_at_the_next_request(client, user):
    sign_in(client)
    User.objects.filter(pk=user.pk).update(is_locked=True)
    assert client.get(HOME)["Location"].startswith(SIGN_IN)
    User.objects.filter(pk=user.pk).update(is_locked=False)
    assert not is_in(client)


def test_a_session_idle_during_a_lock_does_not_revive_with_the_account(client, user):
    sign_in(client)
    User.objects.filter(pk=user.pk).update(sessions_since=now())
    assert client.get(HOME)["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize(("hours", "stands"), [(11.9, True), (12.1, False)])
def test_a_session_ends_after_twelve_hours_even_in_use(client, user, monkeypatch, hours, stands):
    sign_in(client)
    client.get(HOME)
    session = client.session
    session["dipakai"] = True  # saving sets the cookie's age anew, not the session's
    session.save()
    later(monkeypatch, hours=hours)
    assert is_in(client) is stands


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client, user):
    cookies = sign_in(client).cookies
    for name in (settings.SESSION_COOKIE_NAME, DEVICE_COOKIE):
        assert (cookies[name]["httponly"], cookies[name]["samesite"]) == (True, "Lax")
    assert cookies[DEVICE_COOKIE]["path"] == "/akun/"


# Own password


def choose(client: Client, old: str, new: str, again: str | None = None):
    return client.post("/akun/kata-sandi/", {"oldpassword": old, "password1": new, "password2": again or new})


def test_a_slip_leads_to_choosing_ones_own_password_first(client, user):
    slip = make_slip(user)
    sign_in(client, password=slip.password)
    for page in (HOME, f"/satker/{user.memberships.get().office.code}/"):
        assert client.get(page)["Location"] == "/akun/kata-sandi/"
    assert "Kata sandi pada slip" in client.get("/akun/kata-sandi/").content.decode()
    assert choose(client, slip.password, "kebun teh di lereng bukit")["Location"] == "/"
    assert client.get(HOME)["Location"] == reverse("office_home", kwargs={"code": user.memberships.get().office.code})
    assert sign_in(Client(), password="kebun teh di lereng bukit").status_code == 302
    assert sign_in(Client(), password=slip.password).status_code == 200


def test_a_slip_runs_out(client, user, monkeypatch):
    slip = make_slip(user)
    later(monkeypatch, days=15)
    assert sign_in(client, password=slip.password).status_code == 200
    assert "_auth_user_id" not in client.session


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(user):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    choose(here, PASSWORD, "kebun teh di lereng bukit")
    assert (is_in(here), is_in(there)) == (True, False)
    assert AuditEvent.objects.filter(what="accounts.password_changed").count() == 1


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("salah sekali ini", "kebun teh di lereng bukit", None, "Kata sandi sekarang tidak cocok"),
        (PASSWORD, "pendek", None, "12 karakter"),
        (PASSWORD, "password123456", None, "terlalu"),
        (PASSWORD, "kpu pemilu 2026", None, "mudah ditebak"),
        (PASSWORD, "sri teladan 123", None, "mudah ditebak"),
        (PASSWORD, "kebun teh di lereng bukit", "kebun kopi di lereng", "Tidak sama"),
        (PASSWORD, PASSWORD, None, "yang lain daripada"),
    ],
)
def test_a_password_not_fit_is_refused_in_indonesian(client, user, old, new, again, says):
    client.force_login(user)
    response = choose(client, old, new, again)
    assert response.status_code == 200
    assert says in response.content.decode()
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_a_long_sentence_is_a_fine_password(client, user):
    client.force_login(user)
    assert (
        choose(client, PASSWORD, "sepanjang jalan kenangan kita selalu bergandeng tangan menyusuri sore")["Location"]
        == "/"
    )


def test_an_open_computer_is_no_way_to_guess_the_password(client, user):
    client.force_login(user)
    for _ in range(10):
        choose(client, "salah sekali ini", "kebun teh di lereng bukit")
    assert "Terlalu banyak percobaan" in choose(client, PASSWORD, "kebun teh di lereng bukit").content.decode()


def test_nothing_else_of_allauth_can_be_reached(client):
    for path in ("signup", "password/reset", "email", "login", "logout", "inactive", "reauthenticate"):
        assert client.get(f"/akun/{path}/").status_code == 404


def test_the_clock_is_the_one_clock():
    assert guessing.now is clock.now
