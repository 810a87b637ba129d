"""Proofs put to a cell and taken off it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.evidence.models import Evidence, EvidenceState
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.cells import locked, tell, touched
from renaksi.monitoring.models import Proof, Realisation, Review
from renaksi.offices.models import Office


def attach_proofs(*, realisation: Realisation, evidence: Iterable[Evidence], by: User | None) -> list[Proof]:
    """Puts pieces of the office's evidence to a cell; what is there already stays as it is. Gives the new ones.

    Trail: ``monitoring.proof_attached`` each. Refuses ``plan.withdrawn``, ``monitoring.cleared``, and what ``proven`` refuses.
    """
    with transaction.atomic():
        standing = locked(realisation)
        if standing.is_cleared:
            raise Refused("Catatan bulan ini sudah dihapus; pulihkan dahulu.", code="monitoring.cleared")
        return attach(standing, proven(standing.indicator.plan.office, evidence), by)


def remove_proof(*, proof: Proof, by: User | None) -> Proof:
    """Takes a proof off its cell; the evidence itself stays. What was verified is unchecked again.

    Trail: ``monitoring.proof_removed``. Refuses ``plan.withdrawn``, ``monitoring.proof_removed`` (already).
    """
    with transaction.atomic():
        standing = locked(proof.realisation)
        fresh = Proof.objects.select_related("evidence").get(pk=proof.pk)
        if fresh.removed_at:
            raise Refused("Bukti ini sudah dilepas.", code="monitoring.proof_removed")
        fresh.removed_at, fresh.removed_by = now(), by
        fresh.save(update_fields=("removed_at", "removed_by"))
        if standing.review == Review.VERIFIED:
            standing.review, standing.reviewed_at, standing.reviewed_by = Review.NONE, None, None
        touched(standing, by)
        standing.save()
        tell(standing, what="monitoring.proof_removed", by=by, title=fresh.evidence.title, evidence=fresh.evidence_id)
    return fresh


def proven(office: Office, evidence: Iterable[Evidence]) -> list[Evidence]:
    """The pieces read afresh, each once, and locked until commit: nobody takes one back while it is being used.

    Call it before the first event of the deed: who takes evidence back holds it first and the trail last.
    Refuses ``monitoring.evidence_unknown`` and ``monitoring.evidence_withdrawn``.
    """
    asked = list(dict.fromkeys(piece.pk for piece in evidence))
    held = Evidence.objects.select_for_update(no_key=True).filter(office=office, pk__in=asked).order_by("pk")
    found = {piece.pk: piece for piece in held} if asked else {}
    for pk in asked:
        piece = found.get(pk)
        if piece is None:
            raise Refused(
                "Salah satu bukti tidak ada di satuan kerja ini.", code="monitoring.evidence_unknown", field="evidence"
            )
        if not piece.is_active:
            raise Refused(
                f"Bukti “{piece.title}” sudah ditarik; pilih bukti lain.",
                code="monitoring.evidence_withdrawn",
                field="evidence",
            )
    return [found[pk] for pk in asked]


def attach(realisation: Realisation, pieces: list[Evidence], by: User | None) -> list[Proof]:
    """Puts pieces to a cell already locked; see attach_proofs. Verified work whose evidence was withdrawn is unchecked again."""
    there = set(realisation.proofs.filter(removed_at__isnull=True).values_list("evidence_id", flat=True))
    fresh = [piece for piece in pieces if piece.pk not in there]
    moment = now()
    proofs = [
        Proof.objects.create(realisation=realisation, evidence=piece, attached_at=moment, attached_by=by)
        for piece in fresh
    ]
    if fresh:
        if realisation.review == Review.VERIFIED and not _was_proven(realisation, fresh):
            realisation.review, realisation.reviewed_at, realisation.reviewed_by = Review.NONE, None, None
        touched(realisation, by)
        realisation.save()
    for piece in fresh:
        tell(realisation, what="monitoring.proof_attached", by=by, title=piece.title, evidence=piece.pk)
    return proofs


def _was_proven(realisation: Realisation, fresh: list[Evidence]) -> bool:
    """Whether evidence in force stood there before these pieces came."""
    valid = realisation.proofs.filter(removed_at__isnull=True, evidence__state=EvidenceState.ACTIVE)
    return valid.exclude(evidence__in=[piece.pk for piece in fresh]).exists()
