"""Codes that let a reporter follow a complaint, and the stamp a public form carries. Pure but for the server's key."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import salted_hmac

from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: read out over the phone
_LENGTH = 16  # 80 bits
_ALIKE = str.maketrans("OIL", "011")
_SALT = "renaksi.registers.complaints"
SOONEST, LATEST = timedelta(seconds=3), timedelta(hours=12)
"""How soon a person can have filled in the form, and how long it stays good."""


def new_code() -> str:
    """A code of 80 random bits: ``7Q2M-....-....-....``."""
    return _spelled(secrets.token_bytes(_LENGTH))


def code_for(key: str, *said: str) -> str:
    """The code of one sending: the same form sent twice with the same words has the same one, whatever got lost on the way."""
    return _spelled(salted_hmac(_SALT, "\0".join((key, *said)), algorithm="sha256").digest())


def _spelled(noise: bytes) -> str:
    signs = "".join(_SIGNS[part % 32] for part in noise[:_LENGTH])
    return "-".join(signs[at : at + 4] for at in range(0, _LENGTH, 4))


def digest_of(code: str) -> str:
    """What is kept of a code, however it was typed."""
    typed = "".join(sign for sign in code.upper().translate(_ALIKE) if sign in _SIGNS)
    return hashlib.sha256(f"{_SALT}:{typed}".encode()).hexdigest()


def new_stamp(at: datetime | None = None) -> str:
    """What a form carries: a key of its own and when it was opened, signed."""
    told = {"key": secrets.token_urlsafe(16), "at": int((at or now()).timestamp())}
    return signing.dumps(told, salt=_SALT)


def key_of(stamp: str) -> str:
    """The key in a form's stamp. Refuses ``complaints.form_stale`` (none, forged, too old) and ``complaints.too_fast``."""
    try:
        told: dict[str, Any] = signing.loads(stamp, salt=_SALT)
    except signing.BadSignature:
        told = {"key": "", "at": 0}
    age = now().timestamp() - told["at"]
    if age > LATEST.total_seconds():
        raise Refused(
            "Halaman ini sudah lama terbuka. Isian Anda masih ada: periksa, lalu kirim sekali lagi.",
            code="complaints.form_stale",
        )
    if age < SOONEST.total_seconds():
        raise Refused(
            "Pengiriman terlalu cepat. Isian Anda masih ada: tunggu sebentar, lalu kirim sekali lagi.",
            code="complaints.too_fast",
        )
    return str(told["key"])
