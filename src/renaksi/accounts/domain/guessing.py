"""Slowing down guesses at passwords, without letting a stranger lock anybody out.

Failed attempts are counted in three buckets, each over its own span of time:

- per account and address: the stranger's own attempts at this account make only the stranger wait;
- per address: an attacker who tries many accounts from one place waits, while an office of forty behind one address does not;
- per account over all addresses: guessing spread over many places waits too.

A browser that has signed in to the account before carries a signed cookie and is counted in a bucket of its own, so that its
owner gets in however hard others try (OWASP: device cookies). Buckets hold keyed hashes, no names and no addresses, and live in
the database: several server processes count together, and a restart forgets nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils.crypto import salted_hmac

from renaksi.accounts.models import FailedSignIn
from renaksi.kernel.clock import now

DEVICE_DAYS = 180
_DEVICES_KEPT = 6  # people sharing one office computer
_SALT = "renaksi.accounts.guessing"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``failures`` in ``span``."""

    failures: int
    span: timedelta


ACCOUNT_AND_ADDRESS = Limit(6, timedelta(minutes=5))
ADDRESS = Limit(60, timedelta(minutes=5))
ACCOUNT = Limit(100, timedelta(hours=1))
DEVICE = Limit(10, timedelta(minutes=5))
LONGEST = ACCOUNT.span


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at an account from an address; ``device`` is "" for a browser that has not signed in to it before."""

    username: str
    address: str
    device: str = ""

    def buckets(self) -> Iterator[tuple[str, Limit]]:
        """The keys it is counted under, with the limit of each."""
        name = self.username.strip().lower()
        if self.device:
            yield _digest("device", name, self.device), DEVICE
            return
        yield _digest("both", name, self.address), ACCOUNT_AND_ADDRESS
        yield _digest("address", self.address), ADDRESS
        yield _digest("account", name), ACCOUNT


def _digest(*parts: str) -> str:
    return salted_hmac(_SALT, "\x00".join(parts), algorithm="sha256").hexdigest()


def may_try(attempt: Attempt) -> bool:
    """Counts the attempt as failed and says whether it may be made; call ``succeeded`` when it turns out well.

    Counting comes first, so that many attempts at once do not slip through; an attempt that may not be made is not counted, so
    that waiting ends however often one tries.
    """
    at, buckets = now(), list(attempt.buckets())
    with transaction.atomic():
        FailedSignIn.objects.filter(at__lt=at - LONGEST).delete()
        FailedSignIn.objects.bulk_create([FailedSignIn(key=key, at=at) for key, _ in buckets])
        allowed = all(
            FailedSignIn.objects.filter(key=key, at__gt=at - limit.span).count() <= limit.failures
            for key, limit in buckets
        )
        if not allowed:
            FailedSignIn.objects.filter(key__in=[key for key, _ in buckets], at=at).delete()
    return allowed


def succeeded(attempt: Attempt) -> None:
    """Forgets the failures of this account from this place.

    Of the address and the account as a whole only this attempt is taken back: one good account does not buy guesses at others.
    """
    (own, _), *others = attempt.buckets()
    FailedSignIn.objects.filter(key=own).delete()
    for key, _ in others:
        latest = FailedSignIn.objects.filter(key=key).order_by("-at").first()
        if latest:
            latest.delete()


def known_device(cookie: str, username: str) -> str:
    """The device's own word for this account out of its cookie; "" where the browser has not signed in to it."""
    return _words(cookie).get(_account(username), "")


def device_cookie(cookie: str, username: str) -> str:
    """The cookie after a sign-in to the account: the accounts known before, the oldest dropped beyond a handful."""
    account, words = _account(username), _words(cookie)
    word = words.pop(account, "") or secrets.token_urlsafe(12)
    kept = dict([*words.items(), (account, word)][-_DEVICES_KEPT:])
    return signing.dumps(kept, salt=_SALT, compress=True)


def _account(username: str) -> str:
    return _digest("cookie", username.strip().lower())[:16]


def _words(cookie: str) -> dict[str, str]:
    try:
        words = signing.loads(cookie, salt=_SALT, max_age=timedelta(days=DEVICE_DAYS))
    except signing.BadSignature:
        return {}
    return words if isinstance(words, dict) else {}
