"""How sign-in behaves here: closed sign-up, one answer for every failure, guesses slowed, each deed in the trail."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from renaksi.accounts.domain.guessing import Attempt, known_device, may_try, succeeded
from renaksi.accounts.domain.slips import choose_password
from renaksi.accounts.models import User
from renaksi.audit.domain.record import SYSTEM, Actor, record
from renaksi.kernel.clock import now

DEVICE_COOKIE = "perangkat"
SIGNED_IN_AT = "signed_in_at"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """What allauth asks us; the counting of guesses is our own (renaksi.accounts.domain.guessing)."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Nama pengguna atau kata sandi tidak cocok, atau akun ini tidak dapat dipakai.",
        "too_many_login_attempts": "Terlalu banyak percobaan masuk. Tunggu beberapa menit, lalu coba lagi.",
        "enter_current_password": "Kata sandi sekarang tidak cocok.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user, or None for a wrong password, an unknown, locked or ended account and a slip that has run out alike."""
        attempt = self._attempt(request, str(credentials.get("username", "")))
        if not may_try(attempt):
            raise self.validation_error("too_many_login_attempts")
        user = authenticate(request, **credentials)
        if isinstance(user, User) and user.may_sign_in(now()):
            succeeded(attempt)
            return user
        _record_failure(attempt, str(credentials.get("password", "")))
        return None

    def _attempt(self, request: HttpRequest, username: str) -> Attempt:
        device = known_device(request.COOKIES.get(DEVICE_COOKIE, ""), username)
        return Attempt(username.strip().lower(), self.get_client_ip(request), device)

    def login(self, request: HttpRequest, user: User) -> None:
        """Begins the session; its age counts from here."""
        with transaction.atomic():
            super().login(request, user)
            request.session[SIGNED_IN_AT] = now().timestamp()
            _record(user, "accounts.signed_in", address=self.get_client_ip(request))

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            with transaction.atomic():
                _record(user, "accounts.signed_out")

    def set_password(self, user: User, password: str) -> None:
        with transaction.atomic():
            choose_password(user, password)
            _record(user, "accounts.password_changed")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Only what a person needs to be told; signing in and out show themselves."""
        if message_template == "account/messages/password_changed.txt":
            super().add_message(request, level, message="Kata sandi Anda sudah diganti.")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")


def _record(user: User, what: str, **details: str) -> None:
    by = Actor(str(user), str(user.pk))
    record(chain=SYSTEM, by=by, what=what, object_label=user.username, object_id=str(user.pk), details=details)


def _record_failure(attempt: Attempt, password: str) -> None:
    """Names the account only if there is one: what was typed as a user name may have been a password."""
    user = User.objects.filter(username=attempt.username).first()
    if user and user.slip_until:
        make_password(password)  # a slip's hash is quick to check: the answer shall take as long as any other
    with transaction.atomic():
        record(
            chain=SYSTEM, by=Actor("seseorang"), what="accounts.sign_in_failed",
            object_label=user.username if user else "nama pengguna yang tidak dikenal", object_id=str(user.pk) if user else "",
            details={"address": attempt.address},
        )  # fmt: skip
