"""A draft put aside for good."""

from __future__ import annotations

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import locked_draft, tell
from renaksi.intake.models import OPEN_STATES, Draft, DraftState
from renaksi.kernel.refusal import Refused
from renaksi.plan.facts import folded


def discard_draft(*, draft: Draft, by: User | None, reason: str = "") -> Draft:
    """Ends a draft that is not adopted; it stays readable. Trail: ``intake.discarded``. Refuses ``intake.draft_closed``."""
    with transaction.atomic():
        fresh = locked_draft(draft)
        if fresh.state not in OPEN_STATES:
            raise Refused("Rancangan ini sudah diterapkan atau dibuang.", code="intake.draft_closed")
        fresh.state, fresh.discarded_reason = DraftState.DISCARDED, folded(reason)
        fresh.save(update_fields=("state", "discarded_reason", "changed_at"))
        tell(fresh, by=by, what="intake.discarded", reason=fresh.discarded_reason or "tidak disebutkan")
    return fresh
