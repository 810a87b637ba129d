"""Channels are recorded, tried and closed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.domain.told import put_values
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.measures.domain.fill import mark_stale
from renaksi.measures.tasks import count_stale
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in
from renaksi.registers.complaints.models import Channel, ChannelCheck

FIELDS = ("kind", "address", "procedure", "officer", "opened_on")


def record_channel(*, office: Office, values: dict[str, Any], by: User | None) -> Channel:
    """Writes down a channel. Trail: ``complaints.channel_recorded``. Refuses ``desk.not_valid``."""
    with transaction.atomic():
        channel = Channel(office=office, recorded_at=now())
        faults = put_values(channel, values, FIELDS)
        if faults:
            raise Refused(faults[0][1], code="desk.not_valid", field=faults[0][0])
        channel.save(force_insert=True)
        _recount(channel, channel.opened_on)
        _tell(channel, by=by, what="complaints.channel_recorded")
    return channel


def check_channel(*, channel: Channel, on: date, is_open: bool, note: str = "", by: User | None) -> ChannelCheck:
    """Somebody tried the channel. Trail: ``complaints.channel_checked``.

    Refuses ``complaints.check_day`` (before it opened, ahead, or after it was closed).
    """
    with transaction.atomic():
        standing = Channel.objects.select_for_update(of=("self",)).select_related("office").get(pk=channel.pk)
        is_over = standing.closed_on is not None and on >= standing.closed_on
        if on < standing.opened_on or on > today(standing.office.time_zone) or is_over:
            raise Refused(
                "Saluran diperiksa sejak dibuka, sebelum ditutup, dan tidak mendahului hari ini.",
                code="complaints.check_day",
                field="checked_on",
            )
        note = note.strip()[:250]
        check = ChannelCheck.objects.create(channel=standing, checked_on=on, is_open=is_open, note=note, checked_by=by)
        _recount(standing, on)
        sentence = f"{'terbuka' if is_open else 'tidak terbuka'}{f' ({note})' if note else ''}"
        _tell(standing, by=by, what="complaints.channel_checked", sentence=sentence)
    return check


def close_channel(*, channel: Channel, on: date, by: User | None) -> Channel:
    """Closes the channel from ``on``. Trail: ``complaints.channel_closed``. Refuses ``complaints.close_day``."""
    with transaction.atomic():
        standing = Channel.objects.select_for_update(of=("self",)).select_related("office").get(pk=channel.pk)
        if standing.closed_on or on < standing.opened_on or on > today(standing.office.time_zone):
            raise Refused(
                "Saluran ditutup satu kali, sesudah dibuka dan tidak mendahului hari ini.",
                code="complaints.close_day",
                field="closed_on",
            )
        standing.closed_on = on
        standing.save(update_fields=("closed_on",))
        _recount(standing, on)
        _tell(standing, by=by, what="complaints.channel_closed")
    return standing


def _recount(channel: Channel, since: date) -> None:
    if mark_stale(office=channel.office, register=REGISTERS["complaints"].name, since=since):
        count_stale.enqueue(channel.office_id)


def _tell(channel: Channel, *, by: User | None, what: str, **details: str) -> None:
    record_in(
        channel.office, by=by, what=what, object_label=str(channel), object_id=f"complaints_channel:{channel.pk}",
        details={"register": "complaints", **details},
    )  # fmt: skip
