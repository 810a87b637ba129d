"""Slips with a code that is good for one sheet: issued, and spent with the sheet without being joined to it."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.domain.told import check_standing, locked, tell
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.registers.surveys.models import Means, Slip, Survey

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, 1, I, O, which are misread
_LENGTH = 12
"""Five bits a letter: sixty bits, tried against one round over the network alone."""
MOST_AT_ONCE = 500


def issue_slips(*, survey: Survey, many: int, by: User | None) -> list[str]:
    """Codes for so many slips, told this once: only their digests are kept. Trail: ``surveys.slips_issued``.

    Refuses ``desk.removed``, ``surveys.no_slips`` (asked another way, or over) and ``surveys.too_many``.
    """
    register = REGISTERS["surveys"]
    if not 1 <= many <= MOST_AT_ONCE:
        raise Refused(f"Cetak 1 sampai {MOST_AT_ONCE} kartu sekali jalan.", code="surveys.too_many", field="many")
    with transaction.atomic():
        standing = locked(register, survey)
        assert isinstance(standing, Survey)  # noqa: S101 - the entries of this book are rounds
        check_standing(standing)
        if standing.means != Means.SLIPS or standing.state not in {"draft", "open"}:
            fault = "Kartu hanya dicetak untuk survei bersarana kartu yang belum ditutup."
            raise Refused(fault, code="surveys.no_slips")
        codes = ["".join(secrets.choice(LETTERS) for _ in range(_LENGTH)) for _ in range(many)]
        Slip.objects.bulk_create([Slip(survey=standing, digest=digest_of(standing, code)) for code in codes])
        tell(register, standing, what="surveys.slips_issued", by=by, many=many)
    return [spaced(code) for code in codes]


def spend(*, survey: Survey, code: str) -> None:
    """Spends the slip within the sheet's transaction, which holds the round.

    Refuses ``surveys.slip_missing``, ``surveys.slip_unknown`` and ``surveys.slip_spent``, each at the field ``code``.
    """
    if not code.strip():
        raise Refused("Tulis kode pada kartu Anda.", code="surveys.slip_missing", field="code")
    slip = Slip.objects.filter(survey=survey, digest=digest_of(survey, code)).first()
    if slip is None:
        raise Refused("Kode ini tidak dikenal. Periksa lagi kartunya.", code="surveys.slip_unknown", field="code")
    if slip.is_spent:
        raise Refused(
            "Kartu ini sudah dipakai. Satu kartu untuk satu jawaban.", code="surveys.slip_spent", field="code"
        )
    slip.is_spent = True
    slip.save(update_fields=("is_spent",))


def digest_of(survey: Survey, code: str) -> str:
    """What is kept of a code, whatever its spaces, dashes and case."""
    letters = "".join(each for each in code.upper() if each.isalnum())
    return hashlib.sha256(f"{survey.token}:{letters}".encode()).hexdigest()


def spaced(code: str) -> str:
    """``ABCD-EFGH-JKLM``."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
