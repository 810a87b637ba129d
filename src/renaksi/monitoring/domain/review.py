"""What others recorded, verified or returned."""

from __future__ import annotations

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.evidence.models import EvidenceState
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.cells import check_seen, locked, tell, value_words
from renaksi.monitoring.domain.said import LONGEST_REASON
from renaksi.monitoring.models import Outcome, Realisation, Review


def verify_realisation(*, realisation: Realisation, seen: int, by: User) -> Realisation:
    """Confirms work that was carried out and has proof in force. Trail: ``monitoring.verified``.

    Never by who recorded or last changed it. Refuses: Stale; ``plan.withdrawn``, ``monitoring.own``, ``monitoring.cleared``,
    ``monitoring.not_done``, ``monitoring.unproven``, ``monitoring.verified`` (already).
    """
    with transaction.atomic():
        cell = _reviewed(realisation, seen, by, "Terverifikasi")
        if cell.outcome != Outcome.DONE:
            raise Refused("Hanya pekerjaan yang terlaksana yang diverifikasi.", code="monitoring.not_done")
        if cell.review == Review.VERIFIED:
            raise Refused("Catatan ini sudah diverifikasi.", code="monitoring.verified")
        if not cell.proofs.filter(removed_at__isnull=True, evidence__state=EvidenceState.ACTIVE).exists():
            raise Refused(
                "Catatan tanpa bukti tidak dapat diverifikasi; kembalikan agar dilengkapi.", code="monitoring.unproven"
            )
        _sign(cell, Review.VERIFIED, "", by)
        tell(cell, what="monitoring.verified", by=by, value=value_words(cell))
    return cell


def return_realisation(*, realisation: Realisation, seen: int, reason: str, by: User) -> Realisation:
    """Gives a cell back to be put right, with a reason; it does not count as carried out until it is saved again.

    Never by who recorded or last changed it. Trail: ``monitoring.returned``. Refuses: Stale; ``plan.withdrawn``,
    ``monitoring.own``, ``monitoring.cleared``, ``monitoring.reason_missing``, ``monitoring.reason_too_long``,
    ``monitoring.returned`` (already).
    """
    reason = reason.replace("\x00", "").strip()
    if not reason:
        raise Refused("Tuliskan apa yang perlu diperbaiki.", code="monitoring.reason_missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refused(
            f"Alasan paling panjang {LONGEST_REASON} huruf.", code="monitoring.reason_too_long", field="reason"
        )
    with transaction.atomic():
        cell = _reviewed(realisation, seen, by, f"Dikembalikan: {reason}")
        if cell.review == Review.RETURNED:
            raise Refused("Catatan ini sudah dikembalikan dan menunggu diperbaiki.", code="monitoring.returned")
        _sign(cell, Review.RETURNED, reason, by)
        tell(cell, what="monitoring.returned", by=by, reason=reason, value=value_words(cell))
    return cell


def may_review(realisation: Realisation, user_id: int | None) -> bool:
    """Whether the person is another than who recorded or last changed it."""
    return user_id not in {realisation.recorded_by_id, realisation.changed_by_id}


def _reviewed(realisation: Realisation, seen: int, by: User, attempted: str) -> Realisation:
    cell = locked(realisation)
    if not may_review(cell, by.pk):
        raise Refused(
            "Anda mencatat atau mengubah catatan ini; pemeriksaan dilakukan oleh orang lain.", code="monitoring.own"
        )
    if cell.is_cleared:
        raise Refused("Catatan bulan ini sudah dihapus.", code="monitoring.cleared")
    check_seen(cell, seen, attempted, "reason")
    return cell


def _sign(cell: Realisation, review: Review, note: str, by: User) -> None:
    cell.review, cell.review_note, cell.reviewed_at, cell.reviewed_by = review, note, now(), by
    cell.version += 1
    cell.save(update_fields=("review", "review_note", "reviewed_at", "reviewed_by", "version"))
