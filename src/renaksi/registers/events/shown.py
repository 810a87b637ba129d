"""What screens, papers and measures show of events and who was there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count

from renaksi.calendars.year import WEEKDAYS
from renaksi.kernel.clock import TIME_ZONES
from renaksi.kernel.wording import date_words
from renaksi.registers.events.models import Attendance, Event


def present_at(events: Iterable[Event]) -> dict[int, int]:
    """People present by the event's id: those on the list, or the number counted where it is empty; one query."""
    rows = {event.pk: event.present_count or 0 for event in events}
    listed = Attendance.objects.standing().filter(entry__in=rows).order_by()
    return rows | dict(listed.values_list("entry_id").annotate(Count("pk")))


def way_words(row: Attendance) -> str:
    """Who wrote a person onto the list."""
    return "mengisi sendiri" if row.door_id else "dicatat petugas"


def signed_words(row: Attendance, time_zone: str) -> str:
    """What stands in the place of a signature: ``mengisi sendiri 09.12 WIB``; "" for room to sign."""
    if row.door_id is None:
        return ""
    return f"mengisi sendiri {row.added_at.astimezone(ZoneInfo(time_zone)):%H.%M} {TIME_ZONES[time_zone]}"


def day_words(day: date) -> str:
    """``Rabu, 20 Mei 2026``."""
    return f"{WEEKDAYS[day.weekday()]}, {date_words(day)}"
