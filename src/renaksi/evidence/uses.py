"""Where evidence is used, asked of the floors above: evidence itself knows no plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from renaksi.evidence.models import Evidence


@dataclass(frozen=True, slots=True)
class Use:
    """``title`` says what it proves, ``place`` what is above it, ``month_on`` the first of its month."""

    evidence_id: int
    title: str
    place: str
    month_on: date
    address: str


USES: list[Callable[[Iterable[Evidence]], list[Use]]] = []
"""Each gives the uses it knows of these pieces, with a constant number of queries. Higher floors append in AppConfig.ready."""


IN_USE: list[Callable[[], Q]] = []
"""Each gives the condition on a row of Evidence that it is in use there, for lists that are too long to ask piece by piece."""


def in_use() -> Q:
    """The condition that a piece is used anywhere; it holds for none where no floor above uses evidence."""
    condition = Q(pk__in=[])
    for ask in IN_USE:
        condition |= ask()
    return condition


def uses_of(evidence: Iterable[Evidence]) -> dict[int, list[Use]]:
    """The uses of each piece by its id, in order of month; a piece without a use is not in the dict."""
    pieces = list(evidence)
    found: dict[int, list[Use]] = {}
    for ask in USES:
        for use in ask(pieces):
            found.setdefault(use.evidence_id, []).append(use)
    for uses in found.values():
        uses.sort(key=lambda use: use.month_on)
    return found
