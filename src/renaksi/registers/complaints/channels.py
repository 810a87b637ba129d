"""The channels as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from renaksi.registers.complaints.models import Channel, ChannelCheck, ChannelKind


def open_on(office_id: int, on: date) -> QuerySet[Channel]:
    """The office's channels that were open on the day: begun, not ended, and not found shut when last tried."""
    last = ChannelCheck.objects.filter(channel=OuterRef("pk"), checked_on__lte=on).values("is_open")[:1]
    found = Channel.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=on), office_id=office_id, opened_on__lte=on
    )
    return found.annotate(found_open=Subquery(last)).filter(Q(found_open=True) | Q(found_open__isnull=True))


def page_is_open(office_id: int, on: date) -> bool:
    """Whether the office takes complaints through its public page: it has an open channel of that kind."""
    return open_on(office_id, on).filter(kind=ChannelKind.APPLICATION).exists()


def last_checks(channels: Iterable[Channel]) -> dict[int, ChannelCheck]:
    """Each channel's last check, by the channel's id; one query."""
    checks = ChannelCheck.objects.filter(channel__in=[channel.pk for channel in channels]).order_by("checked_on", "pk")
    return {check.channel_id: check for check in checks}
