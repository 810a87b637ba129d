"""Where entries use evidence, for the page of a piece."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from renaksi.desk.registry import REGISTERS
from renaksi.entries.models import EntryProof
from renaksi.evidence.models import Evidence
from renaksi.evidence.uses import Use


def uses_of_entries(evidence: Iterable[Evidence]) -> list[Use]:
    """The entries these pieces are put to: one query for the proofs, one for each book they lie in."""
    proofs = list(
        EntryProof.objects.filter(evidence__in=list(evidence), removed_at__isnull=True).select_related("office")
    )
    found: list[Use] = []
    for register in REGISTERS:
        mine = [proof for proof in proofs if proof.book == register.name]
        if not mine:
            continue
        entries = register.model.objects.in_bulk([proof.entry_id for proof in mine])
        for proof in mine:
            entry = entries[proof.entry_id]
            day = getattr(entry, register.dated) or entry.recorded_at.date()
            address = reverse(f"{register.name}_entry", kwargs={"code": proof.office.code, "entry_id": entry.pk})
            place = f"{register.title} nomor {entry.book_number}"
            found.append(Use(proof.evidence_id, register.label(entry), place, day.replace(day=1), address))
    return found


def used_by_entries() -> Q:
    """The condition that a piece is put to an entry."""
    return Q(pk__in=EntryProof.objects.filter(removed_at__isnull=True).values("evidence"))
