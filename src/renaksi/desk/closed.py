"""Evidence of closed books and entries: closed to whoever may not open them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from renaksi.desk.access import keeps, may_open
from renaksi.desk.register import Register
from renaksi.desk.registry import REGISTERS
from renaksi.entries.models import EntryProof
from renaksi.offices.models import Office


def closed_pieces(user: Any, office: Office) -> Q:
    """The condition on a row of Evidence that it belongs to an entry, or a row of one, that is closed to the user."""
    condition = Q(pk__in=[])
    for register in REGISTERS:
        if not may_open(user, office, register):
            condition |= _pieces_of(register, office, Q())
        elif register.access.closed_field and not keeps(user, office, register):
            condition |= _pieces_of(register, office, Q(**{register.access.closed_field: True}))
    return condition


def _pieces_of(register: Register, office: Office, closed: Q) -> Q:
    entries = register.model.objects.filter(closed, office=office).values("pk")
    proofs = EntryProof.objects.filter(book=register.name, entry_id__in=entries, removed_at__isnull=True)
    condition = Q(pk__in=proofs.values("evidence"))
    for lines in register.lines:
        rows = lines.model.objects.filter(entry__in=entries, evidence__isnull=False)
        condition |= Q(pk__in=rows.values("evidence"))
    return condition
