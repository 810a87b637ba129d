"""Writing one event of the trail."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
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

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def event_hash(event: AuditEvent) -> str:
    """SHA-256 (hex) over the event's content in a fixed order and the hash before it."""
    return content_hash(
        event.chain, event.number, event.at, event.actor, event.actor_id, event.what, event.object_label,
        event.object_id, event.details, event.previous,
    )  # fmt: skip


def content_hash(*content: Any) -> str:
    """SHA-256 (hex) over the fields of an event in the order of ``event_hash``; moments as UTC to the microsecond."""
    plain = [_moment(part) if isinstance(part, datetime) else part for part in content]
    return hashlib.sha256(_encode(plain).encode()).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def record(
    *, chain: str, by: Actor, what: str, object_label: str, object_id: str = "", details: dict[str, Any] | None = None
) -> AuditEvent:
    """Adds one event to a chain. Call it last in the domain function's transaction: it locks the chain's head until commit.

    ``what`` is ``<package>.<past participle>`` with a sentence registered in renaksi.audit.sentences. ``details`` holds texts,
    integers, booleans, None, dates, and lists and dicts of them. A deed in several chains writes them in the order of their keys.
    Raises RuntimeError outside a transaction: an event without its deed, or a deed without its event, must not be possible;
    TypeError for a detail no database gives back unchanged (a float: write it as text).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record() must be called inside the transaction of the deed it records")
    with transaction.atomic():
        head = _locked_head(chain)
        event = AuditEvent(
            chain=chain, number=head.length + 1, at=now(), actor=_clean(by.label)[:160], actor_id=by.id, what=what,
            object_label=_clean(object_label)[:240], object_id=object_id, details=_plain(details or {}), previous=head.head,
        )  # fmt: skip
        event.hash = event_hash(event)
        event.save(force_insert=True)
        head.length, head.head = event.number, event.hash
        head.save(update_fields=("length", "head"))
    return event


def _locked_head(chain: str) -> AuditChain:
    """The chain's head, locked; made if it is not there. Two writers making it at once end with one row."""
    head = AuditChain.objects.select_for_update().filter(key=chain).first()
    if head is None:
        AuditChain.objects.bulk_create([AuditChain(key=chain)], ignore_conflicts=True)  # waits for a rival's insert
        head = AuditChain.objects.select_for_update().get(key=chain)
    return head


def _clean(text: str) -> str:
    """The text as every database keeps it: no NUL, no half of a surrogate pair."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _clean(str(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {_clean(str(key)): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    raise TypeError(f"a detail of the trail cannot be a {type(value).__name__}")
