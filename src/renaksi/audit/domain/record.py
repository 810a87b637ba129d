"""Writing one event of the trail."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from renaksi.audit.models import AuditChain, AuditEvent
from renaksi.kernel.clock import now

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, as the trail keeps it: a name that stays readable when the account is gone, and an id ("" for commands)."""

    label: str
    id: str = ""


COMMAND_LINE = Actor("baris perintah")


def event_hash(event: AuditEvent) -> str:
    """SHA-256 (hex) over the event's content in a fixed order and the hash before it."""
    content = [
        event.chain, event.number, _moment(event.at), event.actor, event.actor_id, event.what, event.object_label,
        event.object_id, event.details, event.previous,
    ]  # fmt: skip
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.%f")


def record(
    *, chain: str, by: Actor, what: str, object_label: str, object_id: str = "", details: dict[str, Any] | None = None
) -> AuditEvent:
    """Adds one event to a chain. Call it last in the domain function's transaction: it locks the chain's head until commit.

    ``what`` is ``<package>.<past participle>`` with a sentence registered in renaksi.audit.sentences; ``details`` JSON-able.
    Raises RuntimeError outside a transaction: an event without its deed, or a deed without its event, must not be possible.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() must be called inside the transaction of the deed it records")
    with transaction.atomic():
        AuditChain.objects.get_or_create(key=chain)
        head = AuditChain.objects.select_for_update().get(key=chain)
        event = AuditEvent(
            chain=chain, number=head.length + 1, at=now(), actor=by.label[:160], actor_id=by.id, what=what,
            object_label=object_label[:240], object_id=object_id, details=details or {}, previous=head.head,
        )  # fmt: skip
        event.hash = event_hash(event)
        event.save(force_insert=True)
        head.length, head.head = event.number, event.hash
        head.save(update_fields=("length", "head"))
    return event
