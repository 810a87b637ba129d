"""Events told as Indonesian sentences. Each package registers its own when the program starts."""

from __future__ import annotations

from renaksi.audit.models import AuditEvent

_SENTENCES: dict[str, str] = {}


def register(sentences: dict[str, str]) -> None:
    """Adds sentences: ``what`` -> a format string over actor, object and the event's details. A taken key is refused."""
    taken = {key for key in sentences if _SENTENCES.get(key, sentences[key]) != sentences[key]}
    if taken:
        raise ValueError(f"audit sentences registered twice: {sorted(taken)}")
    _SENTENCES.update(sentences)


def sentence_of(event: AuditEvent) -> str:
    """The event in one sentence; an event without a registered sentence is told by its code rather than hidden."""
    template = _SENTENCES.get(event.what, "{actor}: " + event.what.replace("{", "").replace("}", "") + " ({object})")
    details = {key: value for key, value in event.details.items() if isinstance(value, str | int | float)}
    try:
        return template.format(**details, actor=event.actor, object=event.object_label)
    except (KeyError, IndexError, ValueError):
        return f"{event.actor}: {event.what} ({event.object_label})"
