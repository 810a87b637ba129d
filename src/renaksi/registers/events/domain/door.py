"""The door of an event: opened on its day, signed at by whoever comes, closed."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.audit.domain.record import Actor, record
from renaksi.desk.domain.lines import new_line
from renaksi.desk.domain.told import check_standing, entry_id, entry_label, locked, recount, tell
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.trail import chain_of
from renaksi.registers.events.models import Attendance, Door, Event

MOST_AN_HOUR = 300
"""People who may sign at one event within an hour: a full hall behind one address passes, a machine does not get far."""
VISITOR = Actor("peserta lewat kode QR")
_TOKEN_BYTES = 16
_GOING_ON = ("planned", "held")


def is_on(event: Event, day: date) -> bool:
    """Whether people may be coming to the event on this day."""
    return event.held_on == day and event.state in _GOING_ON and not event.is_removed


def door_of(event: Event) -> Door | None:
    """The event's open door, whatever the day."""
    found: Door | None = event.doors.filter(closed_at__isnull=True).first()
    return found


def why_shut(door: Door, day: date) -> str:
    """Why nobody can sign at the door on this day, in a sentence for visitors; "" where they can."""
    event = door.event
    if door.closed_at or event.state not in _GOING_ON or event.is_removed or event.held_on < day:
        return "Daftar hadir ini sudah ditutup. Bila Anda hadir, sampaikan nama Anda kepada panitia."
    if event.held_on > day:
        return f"Daftar hadir ini baru dapat diisi pada hari kegiatan, {date_words(event.held_on)}."
    return ""


def open_door(*, event: Event, by: User | None) -> Door:
    """Opens the door of an event of today under a new address; one that is open stays. Trail: ``events.door_opened``.

    Refuses ``desk.removed``, ``events.not_today`` and ``events.door_over`` (reported or cancelled).
    """
    register = REGISTERS["events"]
    with transaction.atomic():
        standing: Any = locked(register, event)
        check_standing(standing)
        _check_today(standing)
        there = door_of(standing)
        if there:
            return there
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        door = Door.objects.create(event=standing, token=token, opened_at=now(), opened_by=by)
        tell(register, standing, what="events.door_opened", by=by)
    return door


def close_door(*, event: Event, by: User | None) -> None:
    """Closes the event's door for good; a door opened later has another address. Trail: ``events.door_closed``.

    Refuses ``events.no_door``.
    """
    register = REGISTERS["events"]
    with transaction.atomic():
        standing: Any = locked(register, event)
        door = door_of(standing)
        if door is None:
            raise Refused("Daftar hadir di pintu sudah ditutup. Muat ulang halamannya.", code="events.no_door")
        door.closed_at = now()
        door.save(update_fields=("closed_at",))
        tell(register, standing, what="events.door_closed", by=by)


def sign(*, door: Door, name: str, office_name: str) -> bool:
    """Writes a visitor onto the list; False where this name and origin stand there already. Trail: ``events.signed``, no name.

    The entry's version stays, so that who is writing its minutes meanwhile is not told of a change.
    Refuses ``events.door_shut``, ``events.door_crowded`` and ``desk.not_valid``.
    """
    register = REGISTERS["events"]
    with transaction.atomic():
        event: Any = locked(register, door.event)  # one at a time: positions follow each other, nobody stands twice
        fresh = Door.objects.get(pk=door.pk)
        fresh.event = event
        if shut := why_shut(fresh, today(event.office.time_zone)):
            raise Refused(shut, code="events.door_shut")
        values = {"name": " ".join(name.split()), "office_name": " ".join(office_name.split())}
        line: Any = new_line(register.lines[0], event, values, None, None)
        if _told(line) in {_told(row) for row in Attendance.objects.standing().filter(entry=event)}:
            return False
        _check_crowd(event)
        line.door = fresh
        line.save(force_insert=True)
        recount(register, event, [event.held_on])
        record(
            chain=chain_of(event.office), by=VISITOR, what="events.signed", object_label=entry_label(register, event),
            object_id=entry_id(register, event), details={"position": line.position},
        )  # fmt: skip
    return True


def _check_today(event: Event) -> None:
    if event.state not in _GOING_ON:
        raise Refused("Kegiatan ini sudah dilaporkan atau batal.", code="events.door_over")
    if event.held_on != today(event.office.time_zone):
        raise Refused(
            f"Daftar hadir di pintu hanya dapat dibuka pada hari kegiatan, {date_words(event.held_on)}.",
            code="events.not_today",
        )


def _check_crowd(event: Event) -> None:
    since = now() - timedelta(hours=1)
    if Attendance.objects.filter(entry=event, door__isnull=False, added_at__gt=since).count() >= MOST_AN_HOUR:
        raise Refused(
            f"Sudah {MOST_AN_HOUR} orang mengisi dalam satu jam ini. Coba lagi nanti, atau isi daftar hadir di kertas.",
            code="events.door_crowded",
        )


def _told(row: Attendance) -> tuple[str, str]:
    """What makes two people the same: name and origin, whatever their case and spaces."""
    return " ".join(row.name.casefold().split()), " ".join(row.office_name.casefold().split())
