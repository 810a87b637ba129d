"""A draft put aside for good."""

from __future__ import annotations

from renaksi.accounts.models import User
from renaksi.intake.models import Draft


def discard_draft(*, draft: Draft, by: User | None, reason: str = "") -> Draft:
    """Ends a draft that is not adopted; it stays readable. Trail: ``intake.discarded``. Refuses ``intake.draft_closed``."""
    raise NotImplementedError
