"""Counting: a book's measures for an office and month are worked out, kept, and worked out anew when an entry changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from renaksi.kernel.clock import now, today
from renaksi.measures.declare import Asked, Count, Measure
from renaksi.measures.models import BookMonth, MeasureValue, Standing
from renaksi.measures.registry import MEASURES
from renaksi.offices.models import Office

VALUE_FIELDS = ("register", "kind", "amount", "base", "parts", "entries", "standing", "counted_at")


def mark_stale(*, office: Office, register: str, since: date) -> int:
    """Marks the book's months from ``since`` on as to be counted anew; called within the verb that changed an entry.

    Every later month may change: what holds at a month's end and what adds up since January look back. Months of this year that
    were never counted are laid open with it, so that what a book holds is counted without anybody asking. Gives how many were
    marked or laid open.
    """
    later = Q(year__gt=since.year) | Q(year=since.year, month__gte=since.month)
    marked = BookMonth.objects.filter(later, office=office, register=register, is_stale=False).update(is_stale=True)
    return marked + _lay_open(office, register, since)


def _lay_open(office: Office, register: str, since: date) -> int:
    day = today(office.time_zone)
    first = since.month if since.year == day.year else 13 if since.year > day.year else 1
    months = set(range(first, day.month + 1))
    known = BookMonth.objects.filter(office=office, register=register, year=day.year, month__in=months)
    unknown = sorted(months - set(known.values_list("month", flat=True))) if months else []
    BookMonth.objects.bulk_create(
        [BookMonth(office=office, register=register, year=day.year, month=month) for month in unknown],
        ignore_conflicts=True,
    )
    return len(unknown)


def fill(*, office: Office, register: str, year: int, month: int) -> list[MeasureValue]:
    """Counts every measure of the register for the month and keeps the values; doing it twice changes nothing but the moment.

    The mark is taken off before counting, so a change that comes meanwhile marks the month again.
    """
    with transaction.atomic():
        book, _ = BookMonth.objects.select_for_update().get_or_create(
            office=office, register=register, year=year, month=month
        )
        moment = now()
        book.is_stale, book.counted_at = False, moment
        book.save(update_fields=("is_stale", "counted_at"))
        asked = Asked(office, year, month)
        values = [
            _value(measure, asked, measure.counted(asked), is_nil=book.nil_said_at is not None)
            for measure in MEASURES.of_register(register)
        ]
        for value in values:
            value.counted_at = moment
        MeasureValue.objects.bulk_create(
            values, update_conflicts=True, unique_fields=("office", "key", "year", "month"), update_fields=VALUE_FIELDS
        )
    return values


def _value(measure: Measure, asked: Asked, count: Count, *, is_nil: bool) -> MeasureValue:
    """An empty month is a fact only once somebody said so; before that nothing is known of it."""
    standing = Standing.COUNTED
    if count.is_empty:
        standing = Standing.NIL if is_nil else Standing.UNKNOWN
    return MeasureValue(
        office=asked.office, key=measure.key, register=measure.register, year=asked.year, month=asked.month,
        kind=measure.kind, amount=count.amount, base=count.base,
        parts=[[part.title, str(part.amount)] for part in count.parts], entries=list(count.entries), standing=standing,
    )  # fmt: skip


def fill_stale(*, office: Office, year: int, registers: Iterable[str], months: Iterable[int]) -> int:
    """Counts what was never counted or has changed since, of these books and months; gives how many book months it were."""
    wanted = {(register, month) for register in registers for month in months}
    fresh = set(BookMonth.objects.filter(office=office, year=year, is_stale=False).values_list("register", "month"))
    due = sorted(wanted - fresh)
    for register, month in due:
        fill(office=office, register=register, year=year, month=month)
    return len(due)


def values_of(*, office: Office, year: int, keys: Iterable[str]) -> dict[tuple[str, int], MeasureValue]:
    """The values kept of these measures, by key and month; one query."""
    found = MeasureValue.objects.filter(office=office, year=year, key__in=list(keys))
    return {(value.key, value.month): value for value in found}


def stale_books(office: Office) -> list[tuple[str, int, int]]:
    """Register, year and month of what waits to be counted, oldest first."""
    waiting = BookMonth.objects.filter(office=office, is_stale=True).order_by(F("year"), F("month"), "register")
    return list(waiting.values_list("register", "year", "month"))
