"""The three ways registers count: whether something is there, how many, and which part of a whole."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from renaksi.measures.declare import Count, Part

MOST_ENTRIES = 2000
"""Ids of entries kept behind one value."""


def presence(entries: QuerySet[Any] | Iterable[int], *, parts: Iterable[Part] = ()) -> Count:
    """There, if at least one entry is."""
    ids = _ids(entries)
    return Count(Decimal(bool(ids)), None, tuple(parts), ids[:MOST_ENTRIES])


def all_present(named: Iterable[tuple[str, QuerySet[Any] | Iterable[int]]]) -> Count:
    """There, if every one of the named things is; which of them are stands in the parts (1 or 0)."""
    found = [(title, _ids(entries)) for title, entries in named]
    ids = tuple(dict.fromkeys(pk for _, some in found for pk in some))
    parts = tuple(Part(title, Decimal(bool(some))) for title, some in found)
    return Count(Decimal(all(some for _, some in found)), None, parts, ids[:MOST_ENTRIES])


def number(entries: QuerySet[Any] | Iterable[int], *, parts: Iterable[Part] = ()) -> Count:
    """How many entries there are."""
    ids = _ids(entries)
    return Count(Decimal(len(ids)), None, tuple(parts), ids[:MOST_ENTRIES])


def share(
    *, whole: QuerySet[Any] | Iterable[int], part: QuerySet[Any] | Iterable[int], parts: Iterable[Part] = ()
) -> Count:
    """The part of the whole; an empty whole stays zero: it cannot be computed. The entries kept are those of the whole."""
    all_ids, some = _ids(whole), set(_ids(part))
    return Count(Decimal(len(some & set(all_ids))), Decimal(len(all_ids)), tuple(parts), all_ids[:MOST_ENTRIES])


def _ids(entries: QuerySet[Any] | Iterable[int]) -> tuple[int, ...]:
    if isinstance(entries, QuerySet):
        return tuple(entries.order_by("pk").values_list("pk", flat=True))
    return tuple(dict.fromkeys(entries))
