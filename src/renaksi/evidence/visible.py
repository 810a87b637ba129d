"""Which pieces of an office a user may open: those of closed entries are there for whoever may open the entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from renaksi.evidence.models import Evidence
from renaksi.offices.models import Office

CLOSED: list[Callable[[Any, Office], Q]] = []
"""Each gives the condition on a row of Evidence that it is closed to this user in this office. Higher floors append in
AppConfig.ready. Closed in one place, a piece is closed everywhere."""


def evidence_for(user: Any, office: Office) -> QuerySet[Evidence]:
    """The office's evidence the user may open; that the user may read the office is asked before."""
    found = Evidence.objects.filter(office=office)
    for closed_to in CLOSED:
        found = found.exclude(closed_to(user, office))
    return found
