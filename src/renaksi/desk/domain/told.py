"""What every verb on an entry begins and ends with: the entry locked, its values checked, the change told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.desk.register import Register
from renaksi.desk.shown import column_title, words_of
from renaksi.entries.models import Entry
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused, Stale
from renaksi.measures.domain.fill import mark_stale
from renaksi.measures.tasks import count_stale
from renaksi.offices.trail import record_in

LONGEST_REASON = 1000
FIRST_YEAR, LAST_YEAR = 1990, 2100


def entry_id(register: Register, entry: Entry) -> str:
    """How the trail knows an entry."""
    return f"{register.name}:{entry.pk}"


def entry_label(register: Register, entry: Entry) -> str:
    """``Register Kegiatan nomor 12/2026 (FGD evaluasi organisasi)``."""
    return f"{register.title} nomor {entry.book_number} ({register.label(entry)})"


def locked(register: Register, entry: Entry) -> Entry:
    """The entry read afresh and held until the transaction ends."""
    fresh = register.model.objects.select_for_update(of=("self",)).select_related("office", "clock").get(pk=entry.pk)
    assert isinstance(fresh, Entry)  # noqa: S101 - the model of a register is an Entry; its manager does not say so
    return fresh


def check_standing(entry: Entry) -> None:
    """Refuses ``desk.removed`` where the entry was struck out."""
    if entry.is_removed:
        raise Refused("Catatan ini sudah dicoret. Pulihkan dahulu untuk mengubahnya.", code="desk.removed")


def check_seen(register: Register, entry: Entry, seen: int, attempted: str) -> None:
    """Refuses Stale where the entry is no longer what the person saw."""
    if entry.version != seen:
        raise Stale(current=spoken(register, entry), attempted=attempted)


def spoken(register: Register, entry: Any) -> str:
    """The entry's fields, line by line."""
    pairs = said_words(entry, register.fields)
    return "\n".join(f"{title}: {words}" for title, words in pairs.items() if words)


def said_words(entry: models.Model, fields: Iterable[str]) -> dict[str, str]:
    """The words of these fields by their titles."""
    return {column_title(type(entry), name): words_of(entry, name) for name in fields}


def set_values(row: models.Model, values: dict[str, Any], allowed: Iterable[str]) -> None:
    """Puts the values onto the row and checks these fields and the model's own rules; what is not allowed is left alone.

    Refuses ``desk.not_valid`` with the first fault's sentence and its field.
    """
    faults = put_values(row, values, allowed)
    if faults:
        field, sentence = faults[0]
        raise Refused(sentence, code="desk.not_valid", field=field)


def put_values(
    row: models.Model, values: dict[str, Any], allowed: Iterable[str], *, sure: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """As ``set_values``, but gives every fault as field ("" for the row as a whole) and sentence.

    ``sure`` names fields whose values need no check: rows that were just read, each of which would be asked for again.
    """
    allowed = set(allowed)
    for name in allowed & values.keys():
        value = values[name]
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    others = {f.name for f in row._meta.concrete_fields if f.name not in allowed}
    try:
        row.clean_fields(exclude=others | set(sure))
        row.clean()
    except ValidationError as no:
        return _pairs(no)
    given = [name for name in values if name in allowed]
    return [fault for name in given for fault in _year_faults(row, name)]


def _pairs(error: ValidationError) -> list[tuple[str, str]]:
    if not hasattr(error, "error_dict"):
        return [("", error.messages[0])]
    return [("" if field == NON_FIELD_ERRORS else field, faults[0]) for field, faults in error.message_dict.items()]


def _year_faults(row: models.Model, name: str) -> list[tuple[str, str]]:
    """A slip of the finger (0226, 2206) would put the entry into a book nobody opens."""
    day = getattr(row, name)
    if not isinstance(day, date) or FIRST_YEAR <= day.year <= LAST_YEAR:
        return []
    title = column_title(type(row), name)
    return [(name, f"{title}: tahun {day.year} di luar {FIRST_YEAR} sampai {LAST_YEAR}. Periksa tahunnya.")]


def reason_given(reason: str) -> str:
    """The reason, trimmed. Refuses ``desk.reason_missing`` and ``desk.reason_too_long``."""
    text = reason.strip()
    if not text:
        raise Refused("Tuliskan alasannya.", code="desk.reason_missing", field="reason")
    if len(text) > LONGEST_REASON:
        raise Refused(f"Alasan paling panjang {LONGEST_REASON} huruf.", code="desk.reason_too_long", field="reason")
    return text


def touched(entry: Entry, by: User | None) -> None:
    """Counts and signs one more change."""
    entry.version += 1
    entry.changed_at, entry.changed_by = now(), by


def days_of(row: models.Model) -> list[date]:
    """Every day its fields name."""
    values = (getattr(row, f.name) for f in row._meta.concrete_fields if isinstance(f, models.DateField))
    return [value for value in values if type(value) is date]


def recount(register: Register, entry: Entry, days: Iterable[date]) -> None:
    """Has the measures of the months these days may bear on counted anew, after the transaction."""
    since = min(days, default=None)
    if since is None:
        return
    if mark_stale(office=entry.office, register=register.name, since=since):
        count_stale.enqueue(entry.office_id)


def tell(register: Register, entry: Entry, *, what: str, by: User | None, **details: Any) -> AuditEvent:
    """One event of the entry in its office's trail, last in the verb's transaction."""
    return record_in(
        entry.office, by=by, what=what, object_label=entry_label(register, entry), object_id=entry_id(register, entry),
        details={"register": register.name, **details},
    )  # fmt: skip
