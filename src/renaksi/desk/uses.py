"""Where entries use evidence, for the page of a piece; and where entries are used themselves, asked of the floors above."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from renaksi.desk.registry import REGISTERS
from renaksi.entries.models import EntryProof
from renaksi.evidence.models import Evidence
from renaksi.evidence.uses import Use


@dataclass(frozen=True, slots=True)
class EntryUse:
    """A figure an entry stands behind: ``title`` says which, ``place`` where and when, ``value`` what it came to."""

    title: str
    place: str
    value: str
    address: str


ENTRY_USES: list[Callable[[str, int], list[EntryUse]]] = []
"""Each gives the uses it knows of an entry (register's name, id), in few queries. Higher floors append in AppConfig.ready."""


def uses_of_entry(register: str, entry_id: int) -> list[EntryUse]:
    """The figures an entry stands behind."""
    return [use for ask in ENTRY_USES for use in ask(register, entry_id)]


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
