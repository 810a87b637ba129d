"""Events and their door in tests, written through the verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from renaksi.desk.domain.lines import add_line
from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.offices.models import Office

TODAY = date(2026, 5, 20)


def planned(office: Office, **values: Any) -> Any:
    """An event on the list of what is to come; of today where no day is said."""
    told = {"kind": "meeting", "topic": "Rapat evaluasi", "held_on": TODAY, "place": "Aula", "audience": "internal"}
    return record_entry(register=REGISTERS["events"], office=office, values={**told, **values}, by=None)


def stepped(entry: Any, key: str, *, reason: str = "", **values: Any) -> Any:
    """The event after one of its steps."""
    step = REGISTERS["events"].step(key)
    assert step is not None
    return take_step(register=REGISTERS["events"], entry=entry, step=step, values=values, reason=reason, by=None)


def held(office: Office, **values: Any) -> Any:
    """An event that took place."""
    return stepped(planned(office, **values), "hold")


def attended(entry: Any, *names: str) -> list[Any]:
    """People typed onto its list."""
    register = REGISTERS["events"]
    return [
        add_line(register=register, entry=entry, lines=register.lines[0], values={"name": name}, by=None)
        for name in names
    ]
