"""A reading becomes a draft under review: its rows, its doubts, and the doubts about whose decree of which year it is."""

from __future__ import annotations

from renaksi.intake.models import Draft
from renaksi.intake.reading import Reading


def stage_reading(draft: Draft, reading: Reading) -> Draft:
    """Writes the reading into the draft and puts it in state REVIEW; one transaction, no effect unless the draft is READING.

    Adds doubts: ``intake.other_office`` (the number's or the work unit's office is another), ``intake.year_differs`` (from the year
    chosen at upload), ``intake.plan_exists`` (the year has a plan in force), ``intake.fact_missing`` (a header field nobody told of).
    """
    raise NotImplementedError
