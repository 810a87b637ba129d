"""Rounds for the tests, written through the verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.offices.models import Office
from renaksi.registers.surveys.domain.sheets import enter_sheets
from renaksi.registers.surveys.models import MARKS, Survey

DAY = date(2026, 5, 20)


def marks(mark: int | None = 3, **own: int | None) -> dict[str, Any]:
    """A sheet of the nine elements, all of one mark but for its own."""
    return {**dict.fromkeys(MARKS, mark), **own}


def a_round(office: Office, subject: str = "service", **more: Any) -> Survey:
    """A round of May, in preparation."""
    values = {
        "subject": subject, "service": "Layanan di loket", "asked_from": date(2026, 5, 1), "asked_until": date(2026, 5, 31),
        "means": "open", "population": 100, **more,
    }  # fmt: skip
    entry = record_entry(register=REGISTERS["surveys"], office=office, values=values, by=None)
    assert isinstance(entry, Survey)
    return entry


def step(survey: Survey, key: str, reason: str = "", **values: Any) -> Survey:
    """The round taken through a step."""
    register = REGISTERS["surveys"]
    known = register.step(key)
    assert known
    entry = take_step(register=register, entry=survey, step=known, values=values, reason=reason, by=None)
    assert isinstance(entry, Survey)
    return entry


def opened(survey: Survey) -> Survey:
    """The round, open for answers."""
    return step(survey, "open", approved_on=min(survey.asked_from, DAY))


def closed(office: Office, ends: date, mark: int, people: int = 10, subject: str = "service", **more: Any) -> Survey:
    """A round of one month that ended on the day with this one mark from everybody."""
    survey = opened(a_round(office, subject, asked_from=ends.replace(day=1), asked_until=ends, **more))
    enter_sheets(survey=survey, sheets=[marks(mark)] * people, on=ends, by=None)
    return step(survey, "close", closed_on=ends)
