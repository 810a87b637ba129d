"""A reviewed decree becomes the office's plan of a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from renaksi.accounts.models import User
from renaksi.offices.models import Office
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts, PlanRow


def adopt_plan(
    *,
    office: Office,
    year: int,
    facts: DecreeFacts,
    rows: Sequence[PlanRow],
    by: User | None,
    detail: dict[str, Any] | None = None,
) -> Plan:
    """Makes the rows the office's plan in force for the year; ``by`` None is the command line.

    Neighbouring rows with the same area (number and name) share one Area, within it the same activity one Activity, and so on:
    ``plan_rows`` gives back exactly the rows that went in. ``detail`` (JSON-able) goes into the trail's event ``plan.adopted``.
    Refuses: ``plan.exists`` (a plan of this year is in force), ``plan.year_differs`` (the decree speaks of another year),
    ``plan.year_unlikely``, ``plan.no_rows``, ``plan.number_too_long``, ``plan.unprintable``.
    """
    raise NotImplementedError
