"""Evidence is put to an entry, and taken off."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.domain.told import check_standing, days_of, locked, recount, tell, touched
from renaksi.desk.register import Register
from renaksi.entries.domain.proofs import proofs_of, put_proofs
from renaksi.entries.models import Entry, EntryProof
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused


def attach_to_entry(
    *, register: Register, entry: Entry, evidence: Iterable[Evidence], by: User | None
) -> list[EntryProof]:
    """Puts evidence to an entry. Trail: ``desk.proof_attached`` each.

    Refuses ``desk.removed`` and what ``put_proofs`` refuses.
    """
    with transaction.atomic():
        standing = locked(register, entry)
        check_standing(standing)
        fresh = put_proofs(office=standing.office, book=register.name, entry_id=standing.pk, evidence=evidence, by=by)
        if fresh:
            _signed(register, standing, by)
        for proof in fresh:
            tell(register, standing, what="desk.proof_attached", by=by, title=proof.evidence.title)
    return fresh


def take_off_entry(*, register: Register, entry: Entry, evidence_id: int, by: User | None) -> None:
    """Takes a piece of evidence off an entry; the piece itself stays. Trail: ``desk.proof_removed``.

    Refuses ``desk.removed``, ``desk.no_proof``.
    """
    with transaction.atomic():
        standing = locked(register, entry)
        check_standing(standing)
        proof = proofs_of(register.name, [standing.pk]).filter(evidence_id=evidence_id).first()
        if proof is None:
            raise Refused("Bukti ini sudah dilepas.", code="desk.no_proof")
        proof.removed_at, proof.removed_by = now(), by
        proof.save(update_fields=("removed_at", "removed_by"))
        _signed(register, standing, by)
        tell(register, standing, what="desk.proof_removed", by=by, title=proof.evidence.title)


def _signed(register: Register, entry: Entry, by: User | None) -> None:
    """Evidence may be what a measure counts by: the entry's months are counted anew."""
    touched(entry, by)
    entry.save(update_fields=("version", "changed_at", "changed_by"))
    recount(register, entry, days_of(entry))
