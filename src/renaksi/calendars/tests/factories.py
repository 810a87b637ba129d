"""Test objects that are real rows: limits and clocks.

``limit()`` is ten working days for all; ``running(office, on)`` a clock under it, started by its verb.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from renaksi.calendars.domain.clocks import start_clock
from renaksi.calendars.models import CaseClock, Limit
from renaksi.offices.models import Office

KEY = "uji.jawaban"
_numbers = count(1)


def limit(key: str = KEY, **fields: Any) -> Limit:
    """A limit; asked for twice with the same key, office and beginning it is the same."""
    known = {"title": "Jawaban permohonan", "days": 10, "unit": "working", "legal_source": "Peraturan uji"}
    place = {name: fields.pop(name, None) for name in ("office", "since")}
    row: Limit = Limit.objects.get_or_create(key=key, **place, defaults=known | fields)[0]
    return row


def running(office: Office, on: date, key: str = KEY) -> CaseClock:
    """A clock running in the office since ``on``."""
    limit(key)
    return start_clock(office=office, limit_key=key, subject=f"uji:{next(_numbers)}", on=on, by=None)
