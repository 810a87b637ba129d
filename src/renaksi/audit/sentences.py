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
        told = template.format(**details, actor=event.actor, object=event.object_label)
    except (KeyError, IndexError, ValueError):
        told = f"{event.actor}: {event.what} ({event.object_label})"
    if told.endswith("..") and not told.endswith("..."):
        told = told[:-1]  # what is quoted last may end with a full stop of its own
    return told[:1].upper() + told[1:]


FACTS = {
    "before": "semula", "after": "menjadi", "reason": "alasan", "number": "nomor", "year": "tahun", "rows": "baris",
    "field": "isian", "fields": "isian", "username": "nama pengguna", "role": "peran", "areas": "area", "span": "masa",
    "since": "sejak", "until": "sampai", "users": "pengguna", "file": "berkas", "name": "berkas", "size": "ukuran (bita)",
    "sha256": "sidik SHA-256", "address": "alamat jaringan", "sentence": "perubahan", "accepted_now": "diterima apa adanya",
}  # fmt: skip


def facts_of(event: AuditEvent) -> list[tuple[str, str]]:
    """The event's details as pairs of words for one who wants to look closer; details without words (see FACTS) stay out."""
    told = [(FACTS[key], _words(value)) for key, value in event.details.items() if key in FACTS]
    return [(title, words) for title, words in told if words]


def _words(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_words(part) or 'kosong'}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(_words(part) for part in value)
    if value is None or isinstance(value, bool):
        return {None: "", True: "ya", False: "tidak"}[value]
    return str(value)
