"""One-time slips: how a person without mail gets a password, and how it becomes their own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.hashers import Argon2PasswordHasher

from renaksi.accounts.models import User
from renaksi.kernel.clock import now

SLIP_DAYS = 14
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is mistaken for another on paper
_GROUPS, _GROUP = 4, 4  # 16 letters out of 31: 79 bits


@dataclass(frozen=True, slots=True)
class Slip:
    """What is handed to a person once, on paper: user name, password, until when it works. Never stored, never logged."""

    user: User
    password: str = field(repr=False)
    until: datetime


def one_time_password() -> str:
    """A fresh random password in four groups, easy to copy by hand: ``k7mq-…``."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


class RandomPasswordHasher(Argon2PasswordHasher):
    """Argon2 at little cost, for passwords of 79 random bits: stretching guards guessable ones, and a list of two hundred people
    must not take a minute. The first sign-in hashes anew at full cost."""

    time_cost, memory_cost, parallelism = 1, 1024, 1


def make_slip(user: User) -> Slip:
    """Gives the user a one-time password, valid SLIP_DAYS days, that must be changed at the first sign-in.

    The former password stops and all the user's sessions end. The caller saves nothing more, and records the deed.
    """
    slip = Slip(user, one_time_password(), now() + timedelta(days=SLIP_DAYS))
    hasher = RandomPasswordHasher()
    user.password = hasher.encode(slip.password, hasher.salt())
    user.must_change_password, user.slip_until, user.sessions_since = True, slip.until, now()
    user.save(update_fields=("password", "must_change_password", "slip_until", "sessions_since"))
    return slip


def choose_password(user: User, password: str) -> None:
    """The person's own password from now on; a slip is used up. The caller has validated it and records the deed."""
    user.set_password(password)
    user.must_change_password, user.slip_until = False, None
    user.save(update_fields=("password", "must_change_password", "slip_until"))
