"""What is closed with an entry: its evidence and what the trail says of both, for whoever may not open the entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from renaksi.audit.models import AuditEvent
from renaksi.desk.access import keeps, may_open
from renaksi.desk.register import Register
from renaksi.desk.registry import REGISTERS
from renaksi.entries.models import EntryProof
from renaksi.evidence.models import Evidence
from renaksi.offices.models import Office

EVIDENCE = "evidence"


def closed_pieces(user: Any, office: Office) -> Q:
    """The condition on a row of Evidence that it belongs to an entry, or a row of one, that is closed to the user."""
    condition = Q(pk__in=[])
    for register in REGISTERS:
        closed = closed_entries(user, office, register)
        if closed is not None:
            condition |= _pieces_of(register, office, closed)
    return condition


def closed_entries(user: Any, office: Office, register: Register) -> Q | None:
    """The condition on the book's entries that they are closed to the user; None where none of them can be."""
    if not may_open(user, office, register):
        return Q()
    closed_field = register.access.closed_field
    return Q(**{closed_field: True}) if closed_field and not keeps(user, office, register) else None


def _pieces_of(register: Register, office: Office, closed: Q) -> Q:
    entries = register.model.objects.filter(closed, office=office).values("pk")
    proofs = EntryProof.objects.filter(book=register.name, entry_id__in=entries, removed_at__isnull=True)
    condition = Q(pk__in=proofs.values("evidence"))
    for lines in register.lines:
        rows = lines.model.objects.filter(entry__in=entries, evidence__isnull=False)
        condition |= Q(pk__in=rows.values("evidence"))
    return condition


def closed_events(user: Any, office: Office, events: Sequence[AuditEvent]) -> set[int]:
    """Those of the office's events that tell of entries and evidence closed to the user; a query for each book they name."""
    named: dict[str, dict[int, list[int]]] = {}
    for event in events:
        book, _, pk = event.object_id.partition(":")
        if pk.isdecimal() and (book == EVIDENCE or REGISTERS.get(book)):
            named.setdefault(book, {}).setdefault(int(pk), []).append(event.pk)
    return {event for book, ids in named.items() for pk in _closed(user, office, book, ids) for event in ids[pk]}


def _closed(user: Any, office: Office, book: str, ids: dict[int, list[int]]) -> set[int]:
    if book == EVIDENCE:
        pieces = Evidence.objects.filter(closed_pieces(user, office), pk__in=list(ids))
        return set(pieces.values_list("pk", flat=True))
    register = REGISTERS[book]
    closed = closed_entries(user, office, register)
    if closed is None:
        return set()
    return set(register.model.objects.filter(closed, pk__in=list(ids)).values_list("pk", flat=True))
