"""Evidence put to entries and taken off."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from renaksi.accounts.models import User
from renaksi.entries.models import EntryProof
from renaksi.evidence.models import Evidence, EvidenceState
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office


def put_proofs(
    *, office: Office, book: str, entry_id: int, evidence: Iterable[Evidence], by: User | None
) -> list[EntryProof]:
    """Puts pieces of the office's evidence to an entry; what is there already stays. Gives the new ones.

    Within a verb's transaction, which tells the trail. Refuses ``entries.evidence_unusable`` (another office's, or withdrawn).
    """
    pieces = list(evidence)
    held = Evidence.objects.select_for_update(no_key=True).filter(
        office=office, pk__in=[piece.pk for piece in pieces], state="active"
    )
    usable = {piece.pk: piece for piece in held}
    if len(usable) < len({piece.pk for piece in pieces}):
        raise Refused(
            "Salah satu bukti sudah ditarik atau bukan milik satuan kerja ini. Lepaskan, lalu pilih yang lain.",
            code="entries.evidence_unusable",
            field="evidence",
        )
    there = set(proofs_of(book, [entry_id]).values_list("evidence_id", flat=True))
    moment = now()
    return [
        EntryProof.objects.create(
            office=office, book=book, entry_id=entry_id, evidence=piece, attached_at=moment, attached_by=by
        )
        for pk, piece in usable.items()
        if pk not in there
    ]


def proofs_of(book: str, entry_ids: Iterable[int]) -> QuerySet[EntryProof]:
    """The evidence standing with these entries, evidence joined."""
    found = EntryProof.objects.filter(book=book, entry_id__in=list(entry_ids), removed_at__isnull=True)
    return found.select_related("evidence")


def has_proof(book: str, *kinds: str) -> Exists:
    """The condition that evidence in force stands with an entry of the book, of one of these kinds where any is named."""
    found = EntryProof.objects.filter(
        book=book, entry_id=OuterRef("pk"), removed_at__isnull=True, evidence__state=EvidenceState.ACTIVE
    )
    return Exists(found.filter(evidence__kind__in=kinds) if kinds else found)
