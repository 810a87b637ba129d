"""How long handling may take, by its kind; defaults that an office holds against the rule and changes."""

from __future__ import annotations

from typing import Any

from renaksi.calendars.limits import LimitDefault
from renaksi.calendars.reckon import Unit
from renaksi.registers.complaints.models import Handling

_SOURCE = "Permenpan RB 62/2018 sebagaimana dimuat satuan kerja di lamannya; belum dicocokkan dengan naskahnya"
_DAYS = {Handling.LIGHT: 2, Handling.NORMATIVE: 5, Handling.NON_SUPERVISORY: 14, Handling.SUPERVISORY: 60}

LIMITS = tuple(
    LimitDefault(f"complaints.{kind.value}", f"Penyelesaian: {kind.label}", days, Unit.WORKING, _SOURCE)
    for kind, days in _DAYS.items()
)


def limit_of(complaint: Any) -> str:
    """The key of the limit the complaint's handling sets."""
    return f"complaints.{complaint.handling}"
