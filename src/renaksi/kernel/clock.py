"""The one clock: every date that means "today" comes from here, in the office's time zone."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TIME_ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def now() -> datetime:
    """This moment, in UTC. Moments are always real: only the day can be set."""
    return datetime.now(UTC)


def today(time_zone: str = "Asia/Jakarta") -> date:
    """Today's date in the given IANA time zone, or ``RENAKSI_TODAY`` (ISO date) where it is set."""
    fixed = os.environ.get("RENAKSI_TODAY")
    return date.fromisoformat(fixed) if fixed else now().astimezone(ZoneInfo(time_zone)).date()
