"""Pages that show what the books propose read what was counted; what is not counted yet, they have counted soon."""

from __future__ import annotations

from django.core.cache import cache

from renaksi.monitoring.domain.offers import has_uncounted
from renaksi.monitoring.domain.sheet import YearSheet
from renaksi.monitoring.tasks import count_due

ASKED_FOR = 300
"""Seconds within which the same plan is asked for once."""


def count_soon(sheet: YearSheet) -> None:
    """Queues the counting of what the plan's books have not counted: a month has begun, or a book is new. One query."""
    if has_uncounted(sheet) and cache.add(f"count-due-{sheet.plan.pk}", True, ASKED_FOR):
        count_due.enqueue(sheet.plan.pk)
