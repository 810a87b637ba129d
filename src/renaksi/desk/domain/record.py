"""An entry is written, changed, struck out and brought back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.domain.nil import lift_for
from renaksi.desk.domain.told import (
    check_seen,
    check_standing,
    days_of,
    locked,
    reason_given,
    recount,
    said_words,
    set_values,
    spoken,
    tell,
    touched,
)
from renaksi.desk.register import Register
from renaksi.desk.shown import differences
from renaksi.entries.domain.number import next_number
from renaksi.entries.domain.proofs import put_proofs
from renaksi.entries.models import Entry
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office


def record_entry(
    *, register: Register, office: Office, values: dict[str, Any], evidence: Iterable[Evidence] = (), by: User | None
) -> Entry:
    """Writes a new entry under the next number of the year its date lies in (this year where it has none).

    ``values`` by field name; what is not a field of the register is left alone. Trail: ``desk.recorded``.
    Refuses ``desk.not_valid`` (with the field), and what ``put_proofs`` refuses.
    """
    with transaction.atomic():
        entry = register.model(office=office, state=register.first_state.key)
        set_values(entry, values, register.fields)
        day = getattr(entry, register.dated) or today(office.time_zone)
        entry.year, entry.number = day.year, next_number(office=office, book=register.name, year=day.year)
        entry.recorded_at = entry.changed_at = now()
        entry.recorded_by = entry.changed_by = by
        entry.save(force_insert=True)
        put_proofs(office=office, book=register.name, entry_id=entry.pk, evidence=evidence, by=by)
        lift_for(register, entry, by)
        recount(register, entry, days_of(entry))
        tell(register, entry, what="desk.recorded", by=by, number=entry.book_number)
    return entry


def change_entry(*, register: Register, entry: Entry, values: dict[str, Any], seen: int, by: User | None) -> Entry:
    """Changes an entry's fields; nothing changed, nothing is written. Its number stays. Trail: ``desk.changed``.

    Refuses Stale, ``desk.removed``, ``desk.not_valid``.
    """
    with transaction.atomic():
        standing = locked(register, entry)
        check_standing(standing)
        before, days = said_words(standing, register.fields), days_of(standing)
        now_said = spoken(register, standing)
        asked = register.model.objects.get(pk=standing.pk)
        set_values(asked, values, register.fields)
        check_seen(register, standing, seen, spoken(register, asked))
        changed = differences(before, said_words(asked, register.fields))
        if not changed and spoken(register, asked) == now_said:
            return standing
        set_values(standing, values, register.fields)
        touched(standing, by)
        standing.save()
        lift_for(register, standing, by)
        recount(register, standing, [*days, *days_of(standing)])
        tell(register, standing, what="desk.changed", by=by, sentence="; ".join(changed))
    return standing


def remove_entry(*, register: Register, entry: Entry, reason: str, by: User | None) -> Entry:
    """Strikes an entry out with a reason: it keeps its number and counts no more. Trail: ``desk.removed``.

    Refuses ``desk.removed`` (already) and ``desk.reason_missing``.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        standing = locked(register, entry)
        check_standing(standing)
        standing.removed_at, standing.removed_by, standing.removed_reason = now(), by, reason
        touched(standing, by)
        standing.save()
        recount(register, standing, days_of(standing))
        tell(register, standing, what="desk.removed", by=by, reason=reason)
    return standing


def restore_entry(*, register: Register, entry: Entry, by: User | None) -> Entry:
    """Brings an entry struck out back. Trail: ``desk.restored``. Refuses ``desk.not_removed``."""
    with transaction.atomic():
        standing = locked(register, entry)
        if not standing.is_removed:
            raise Refused("Catatan ini tidak dicoret.", code="desk.not_removed")
        standing.removed_at, standing.removed_by, standing.removed_reason = None, None, ""
        touched(standing, by)
        standing.save()
        lift_for(register, standing, by)
        recount(register, standing, days_of(standing))
        tell(register, standing, what="desk.restored", by=by)
    return standing
