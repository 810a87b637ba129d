"""Book numbers: the next one of an office's book and year, without gaps whoever writes at once."""

from __future__ import annotations

from django.db import connection

from renaksi.entries.models import BookCounter
from renaksi.offices.models import Office


def next_number(*, office: Office, book: str, year: int) -> int:
    """The next number; the counter stays locked until the transaction ends, so what fails leaves no gap.

    Raises RuntimeError outside a transaction.
    """
    return next_numbers(office=office, book=book, year=year, count=1)[0]


def next_numbers(*, office: Office, book: str, year: int, count: int) -> range:
    """The next so many numbers at once, as ``next_number``."""
    if not connection.in_atomic_block:
        raise RuntimeError("a book number is given inside the transaction that writes the entry")
    BookCounter.objects.bulk_create([BookCounter(office=office, book=book, year=year)], ignore_conflicts=True)
    counter = BookCounter.objects.select_for_update().get(office=office, book=book, year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=("last",))
    return range(first, counter.last + 1)
