"""The trail of an office: which chain is its own, and users as actors."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError

from renaksi.accounts.models import User
from renaksi.audit.domain.record import COMMAND_LINE, Actor, record
from renaksi.audit.models import AuditEvent
from renaksi.offices.models import Office


def chain_of(office: Office) -> str:
    """The key of the office's chain."""
    return f"office:{office.pk}"


def office_name(identity: str) -> str:
    """The name of the office a chain ``office:<id>`` is of; "" where there is none, or no table of offices to ask."""
    try:
        return str(Office.objects.filter(pk=int(identity)).values_list("name", flat=True).first() or "")
    except (ValueError, DatabaseError):
        return ""


def actor_of(user: User | None) -> Actor:
    """A user as the trail names them; None is the command line."""
    return Actor(str(user), str(user.pk)) if user else COMMAND_LINE


def record_in(
    office: Office,
    *,
    by: User | None,
    what: str,
    object_label: str,
    object_id: str = "",
    details: dict[str, Any] | None = None,
) -> AuditEvent:
    """Adds one event to the office's chain; see renaksi.audit.domain.record."""
    return record(
        chain=chain_of(office),
        by=actor_of(by),
        what=what,
        object_label=object_label,
        object_id=object_id,
        details=details,
    )
