"""Reports of SP4N-LAPOR! are taken into the book whole, or not at all; the central number tells which are there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.domain.nil import lift_for
from renaksi.desk.domain.told import days_of, put_values, recount, said_words, tell, touched
from renaksi.desk.registry import REGISTERS
from renaksi.desk.shown import differences
from renaksi.entries.domain.number import next_number
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in
from renaksi.registers.complaints.lapor_file import LaporRow, read_lapor
from renaksi.registers.complaints.models import Came, Complaint, ComplaintKind, Privacy, Reporter, Topic

_FIELDS = ("received_on", "channel", "kind", "topic", "title", "summary", "privacy")
_UPDATED = ("received_on", "title", "summary")


@dataclass(frozen=True, slots=True)
class Imported:
    """How many reports were new, brought up to date, and the same as before or struck out here."""

    added: int
    updated: int
    same: int


def import_lapor(*, office: Office, content: bytes, by: User | None) -> Imported:
    """Adds the reports of a CSV of SP4N-LAPOR! and brings those known by their central number up to date.

    Day, title and text follow the file; topic, state and answer stay the office's. Trail: ``desk.recorded`` and ``desk.changed``
    for each entry, then ``complaints.lapor_imported``; a file that changes nothing writes nothing. Refuses what ``read_lapor``
    refuses, and ``complaints.lapor_faulty`` with the line.
    """
    rows = read_lapor(content)
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # the same file twice at once: each report once
        held = Complaint.objects.select_for_update(of=("self",)).filter(
            office=office, central_number__in=[row.number for row in rows]
        )
        known = {entry.central_number: entry for entry in held.select_related("office").order_by("pk")}
        added = [_add(office, row, by) for row in rows if row.number not in known]
        updated = [_update(known[row.number], row, by) for row in rows if row.number in known]
        done = Imported(len(added), sum(updated), len(updated) - sum(updated))
        if done.added or done.updated:
            register = REGISTERS["complaints"]
            record_in(
                office, by=by, what="complaints.lapor_imported", object_label=register.title,
                object_id=f"book:{register.name}", details={"added": done.added, "updated": done.updated},
            )  # fmt: skip
    return done


def _add(office: Office, row: LaporRow, by: User | None) -> Complaint:
    register = REGISTERS["complaints"]
    entry = Complaint(office=office, state=register.first_state.key, central_number=row.number)
    kind = ComplaintKind.CONSULTATION if row.is_question else ComplaintKind.COMPLAINT
    privacy = Privacy.CONFIDENTIAL if row.name else Privacy.ANONYMOUS
    values = {"channel": Came.LAPOR, "kind": kind, "topic": Topic.OTHER, "privacy": privacy}
    _put(entry, row, values)
    entry.year, entry.number = row.day.year, next_number(office=office, book=register.name, year=row.day.year)
    entry.recorded_at = entry.changed_at = now()
    entry.recorded_by = entry.changed_by = by
    entry.save(force_insert=True)
    if row.name:
        Reporter.objects.create(complaint=entry, name=row.name, recorded_at=now())
    lift_for(register, entry, by)
    recount(register, entry, days_of(entry))
    tell(register, entry, what="desk.recorded", by=by, number=entry.book_number)
    return entry


def _update(entry: Complaint, row: LaporRow, by: User | None) -> bool:
    """Whether anything changed; what was struck out here stays so."""
    register, before, days = REGISTERS["complaints"], said_words(entry, _UPDATED), days_of(entry)
    if entry.is_removed:
        return False
    _put(entry, row, {})
    changed = differences(before, said_words(entry, _UPDATED))
    if changed:
        touched(entry, by)
        entry.save()
        recount(register, entry, [*days, *days_of(entry)])
        tell(register, entry, what="desk.changed", by=by, sentence="; ".join(changed))
    return bool(changed)


def _put(entry: Complaint, row: LaporRow, values: Mapping[str, str]) -> None:
    said = {"received_on": row.day, "title": row.title, "summary": row.summary}
    faults = put_values(entry, {**values, **said}, _FIELDS)
    if faults:
        raise Refused(f"Baris {row.line}: {faults[0][1]}", code="complaints.lapor_faulty")
