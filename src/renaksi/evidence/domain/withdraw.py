"""Evidence is taken back with a reason, and put in force again; it is never erased."""

from __future__ import annotations

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.evidence.models import Evidence, EvidenceState
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import rights_in
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in

LONGEST_REASON = 1000


def withdraw_evidence(*, evidence: Evidence, reason: str, by: User | None) -> Evidence:
    """Takes a piece back: it is offered no more, and where it is used it is pointed out.

    Trail: ``evidence.withdrawn``. Refuses ``evidence.not_yours``, ``evidence.reason_missing``, ``evidence.reason_too_long``,
    ``evidence.withdrawn`` (it is already).
    """
    return _turn(evidence, EvidenceState.WITHDRAWN, reason, by, what="evidence.withdrawn")


def restore_evidence(*, evidence: Evidence, reason: str, by: User | None) -> Evidence:
    """Puts a piece in force again.

    Trail: ``evidence.restored``. Refuses as ``withdraw_evidence``, ``evidence.active`` (it is in force), and
    ``evidence.active_again`` where the same content was uploaded anew meanwhile.
    """
    return _turn(evidence, EvidenceState.ACTIVE, reason, by, what="evidence.restored")


def may_turn(evidence: Evidence, by: User | None) -> bool:
    """Whether this person may take the piece back or restore it: who uploaded it, and who assigns work here."""
    if by is None:
        return True
    rights = rights_in(by, evidence.office)
    return Right.ASSIGN in rights or (Right.RECORD in rights and by.pk == evidence.uploaded_by_id)


def locked_piece(evidence: Evidence) -> Evidence:
    """The piece as it is now, locked until commit."""
    return Evidence.objects.select_for_update(of=("self",)).select_related("office").get(pk=evidence.pk)


def _turn(evidence: Evidence, state: EvidenceState, reason: str, by: User | None, *, what: str) -> Evidence:
    why = reason.replace("\0", "").strip()
    _check(evidence, why, by)
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(
            pk=evidence.office_id
        )  # as where files come in: content is active once
        piece = locked_piece(evidence)
        _check_state(piece, state)
        is_withdrawn = state == EvidenceState.WITHDRAWN
        piece.state, piece.version = state, piece.version + 1
        piece.withdrawn_at, piece.withdrawn_by = (now(), by) if is_withdrawn else (None, None)
        piece.withdrawn_reason = why if is_withdrawn else ""
        piece.save(update_fields=("state", "version", "withdrawn_at", "withdrawn_by", "withdrawn_reason"))
        record_in(
            piece.office, by=by, what=what, object_label=piece.title, object_id=f"evidence:{piece.pk}", details={"reason": why},
        )  # fmt: skip
    return piece


def _check(evidence: Evidence, why: str, by: User | None) -> None:
    if not may_turn(evidence, by):
        raise Refused(
            "Hanya pengunggahnya, koordinator area, pengarah, atau administrator yang dapat menarik atau memberlakukannya.",
            code="evidence.not_yours",
        )
    if not why:
        raise Refused("Tulis alasannya, satu kalimat cukup.", code="evidence.reason_missing", field="reason")
    if len(why) > LONGEST_REASON:
        raise Refused("Alasan paling panjang 1.000 huruf.", code="evidence.reason_too_long", field="reason")


def _check_state(piece: Evidence, state: EvidenceState) -> None:
    if piece.state == state:
        word = "sudah ditarik" if state == EvidenceState.WITHDRAWN else "sudah berlaku"
        raise Refused(f"Bukti ini {word}. Muat ulang halamannya.", code=f"evidence.{state}")
    if state == EvidenceState.WITHDRAWN:
        return
    same = {"sha256": piece.sha256} if piece.sha256 else {"url": piece.url}
    twin = Evidence.objects.filter(office=piece.office, state=EvidenceState.ACTIVE, **same).first()
    if twin:
        raise Refused(
            f"Isi yang sama sudah berlaku lagi sebagai bukti “{twin.title}”. Pakai bukti itu.",
            code="evidence.active_again",
        )
