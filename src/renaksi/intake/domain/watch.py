"""Two people at one draft: who else has it before them. A page is heard of when it is opened and every twenty seconds after."""

from __future__ import annotations

from datetime import timedelta

from renaksi.accounts.models import User
from renaksi.intake.models import Draft, DraftWatch
from renaksi.kernel.clock import now

GONE_AFTER = timedelta(minutes=1)
"""A page not heard of for so long is closed or left."""


def keep_watch(draft: Draft, by: User) -> None:
    """Notes that ``by`` has the draft before them now. No change of the draft, and nothing for the trail. Two queries at most."""
    at = now()
    if not DraftWatch.objects.filter(draft=draft, user=by).update(seen_at=at):
        DraftWatch.objects.bulk_create([DraftWatch(draft=draft, user=by, seen_at=at)], ignore_conflicts=True)


def others_at(draft: Draft, by: User) -> list[User]:
    """Who else had the draft before them within the last minute, by name. One query."""
    watches = DraftWatch.objects.filter(draft=draft, seen_at__gt=now() - GONE_AFTER).exclude(user=by)
    return sorted((watch.user for watch in watches.select_related("user")), key=str)
