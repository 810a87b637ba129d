"""Complaints that may be about the same thing, told without a word of what others wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from renaksi.offices.models import Office
from renaksi.registers.complaints.models import Complaint

LOOKS_BACK = timedelta(days=90)
MOST_READ, MOST_TOLD = 500, 3
_FEWEST_SHARED, _SHARE = 3, 0.6
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    ("yang", "untuk", "dengan", "dari", "pada", "dalam", "tidak", "sudah", "belum", "karena", "saya", "kami", "anda", "mereka",
     "akan", "juga", "atau", "oleh", "sebagai", "telah", "masih", "bisa", "dapat", "saat", "ketika", "tetapi", "namun", "agar",
     "mohon", "tolong", "kantor")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alike:
    """What may be told of another's complaint: number, day, topic."""

    number: str
    received_on: date
    topic: str


def alike_to(office: Office, title: str, summary: str, on: date) -> list[Alike]:
    """The office's complaints of the last 90 days that share most of their words with this; one query."""
    mine = _words(title, summary)
    rows = Complaint.objects.standing().filter(office=office, is_closed=False, received_on__range=(on - LOOKS_BACK, on))
    found = [
        row
        for row in rows.order_by("-received_on", "-pk")[:MOST_READ]
        if _is_alike(mine, _words(row.title, row.summary))
    ]
    return [Alike(row.book_number, row.received_on, row.get_topic_display()) for row in found[:MOST_TOLD]]


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold())) - _COMMON


def _is_alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    shared = len(mine & theirs)
    return shared >= _FEWEST_SHARED and shared >= _SHARE * min(len(mine), len(theirs))
