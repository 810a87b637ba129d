"""The decree's header facts and the plan's year corrected in a draft."""

from __future__ import annotations

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import Changed
from renaksi.intake.models import Draft


def set_fact(*, draft: Draft, by: User | None, field: str, value: str, seen: str | None = None) -> Changed:
    """Sets one fact (renaksi.plan.facts.FACT_TITLES) as typed; ``seen`` as ``fact_text`` showed it. Its open doubts are settled.

    Refuses: Stale; ``intake.draft_closed``, ``plan.field_unknown``, ``plan.date_unclear``, ``plan.year_unclear``.
    """
    raise NotImplementedError


def set_year(*, draft: Draft, by: User | None, year: int) -> Changed:
    """Says which year's plan the draft is to become. Refuses ``intake.year_unlikely``."""
    raise NotImplementedError
