"""A reviewed draft becomes the office's plan."""

from __future__ import annotations

from renaksi.accounts.models import User
from renaksi.intake.models import Draft
from renaksi.plan.models import Plan


def adopt_draft(*, draft: Draft, by: User | None, year: int | None = None, accept_doubts: bool = False) -> Plan:
    """Makes the draft the plan of ``year`` (None: the draft's). The caller has checked that ``by`` may (Right.ADOPT_PLAN).

    ``accept_doubts`` accepts what is still open under the user's name. One transaction; of two at once exactly one wins.
    Refuses: ``intake.doubts_open`` (how many, and the first), ``intake.row_empty``, ``intake.year_missing``,
    ``intake.draft_closed`` (already adopted or discarded), ``plan.exists``, ``plan.year_differs``, ``plan.no_rows``.
    """
    raise NotImplementedError


def adoption_hindrances(draft: Draft, *, year: int | None = None) -> list[str]:
    """Why the draft cannot be adopted now, as sentences to stand beside the disabled button; empty = it can."""
    raise NotImplementedError
