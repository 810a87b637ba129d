"""Events about what is closed to their reader: that somebody did something then is told, what was done and to what is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import facts_of, sentence_of

CLOSED: list[Callable[[Any, Any, Sequence[AuditEvent]], set[int]]] = []
"""Each gives the ids of those of these events of an office that are closed to the user, in few queries. Higher floors append in
AppConfig.ready."""


def told_to(
    user: Any, office: Any, events: Iterable[AuditEvent]
) -> list[tuple[AuditEvent, str, list[tuple[str, str]]]]:
    """Each event of the office with its sentence and facts as this user may read them."""
    rows = list(events)
    closed = {pk for ask in CLOSED for pk in ask(user, office, rows)}
    return [
        (event, f"{event.actor} memproses catatan yang tertutup.", [])
        if event.pk in closed
        else (event, sentence_of(event), facts_of(event))
        for event in rows
    ]
