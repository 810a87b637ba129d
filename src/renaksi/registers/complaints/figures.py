"""What may be told to everyone: how many came in, are in process, are settled."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.offices.models import Office
from renaksi.registers.complaints.models import CLOSED, Complaint

SMALLEST = 5
"""Fewer than this, and not none, is not told: behind so few somebody may be known."""


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """Figures of a year; None = fewer than SMALLEST, not told."""

    came: int | None
    in_process: int | None
    closed: int | None


def public_counts(office: Office, year: int) -> PublicCounts:
    """The complaints received in the year as they stand today; one query.

    Where one of the two parts is too small to be told neither is, or the whole would tell it.
    """
    states = list(
        Complaint.objects.standing().filter(office=office, received_on__year=year).values_list("state", flat=True)
    )
    closed = sum(state in CLOSED for state in states)
    going = len(states) - closed
    is_small = any(0 < part < SMALLEST for part in (closed, going))
    came = None if 0 < len(states) < SMALLEST else len(states)
    return PublicCounts(came, None if is_small else going, None if is_small else closed)
