"""Drafts that begin without a file: from the national template, typed in, or from a plan that was withdrawn."""

from __future__ import annotations

from renaksi.accounts.models import User
from renaksi.intake.models import Draft
from renaksi.offices.models import Office
from renaksi.plan.models import Plan


def draft_from_template(*, office: Office, year: int, by: User | None) -> Draft:
    """A draft with the national template's rows and suggested months, facts from the office's profile. Trail: ``intake.begun``.

    Number and date of the decree are open doubts until typed or accepted. Refuses ``intake.year_unlikely``, ``plan.exists``.
    """
    raise NotImplementedError


def draft_typed(*, office: Office, year: int, by: User | None) -> Draft:
    """A draft with one empty row, facts from the office's profile; otherwise as draft_from_template."""
    raise NotImplementedError


def draft_from_plan(*, plan: Plan, by: User | None) -> Draft:
    """A draft with the rows and facts of a withdrawn plan, to be put right and adopted anew. Refuses ``intake.plan_in_force``."""
    raise NotImplementedError
