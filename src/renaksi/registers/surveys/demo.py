"""A made-up year of rounds with believable answers, written through the verbs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

from renaksi.accounts.models import User
from renaksi.offices.models import Office

DAY_OF_MONTH = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A round of the story: days as month and day; ``strong`` and ``weak`` are the elements above and below the rest."""

    subject: str
    service: str
    begins: DAY_OF_MONTH
    ends: DAY_OF_MONTH
    people: int
    population: int
    level: float  # the mean mark of an element that is neither strong nor weak
    strong: tuple[int, ...] = (4,)
    weak: tuple[int, ...] = (3, 9)
    published: DAY_OF_MONTH | None = None


_COUNTER = "Layanan di loket Kantor KPU Kota Contoh"
STORY = (
    Told("service", _COUNTER, (2, 2), (2, 27), 64, 180, 3.25, (4, 7), (3, 9), published=(3, 9)),
    Told("information", "Permohonan informasi di PPID", (3, 2), (3, 27), 21, 46, 3.1, (4, 6), (3, 8), published=(4, 6)),
    Told("service", _COUNTER, (4, 1), (4, 30), 71, 180, 3.4, (4, 7), (3, 8)),
    Told("information", "Permohonan informasi di PPID", (4, 6), (5, 8), 24, 46, 3.3, (4, 6), (8, 9)),
    Told("service", _COUNTER, (5, 11), (6, 12), 38, 180, 3.5, (4, 7), (8, 9), published=(6, 22)),
    Told("election_apps", "Cek data pemilih pada laman resmi", (8, 3), (8, 28), 47, 900, 3.2, (4, 5), (3, 8)),
    Told("service", _COUNTER, (11, 9), (12, 4), 29, 180, 3.5, (4, 7), (3, 9)),
)
_SHORTEST = 4
_AHEAD = 40


def write_demo(office: Office, year: int, until: date, by: User | None) -> list[Any]:
    """The rounds begun by ``until`` as far as they came, and the one prepared next."""
    written: list[Any] = []
    for told in STORY:
        begins = date(year, *told.begins)
        if (begins - until).days > _AHEAD and len(written) >= _SHORTEST:
            break
        written.append(_round(office, told, year, until, by))
    return written


def _round(office: Office, told: Told, year: int, until: date, by: User | None) -> Any:
    from renaksi.desk.domain.record import record_entry
    from renaksi.registers.surveys.register import register

    begins, ends = date(year, *told.begins), date(year, *told.ends)
    values = {
        "subject": told.subject, "service": told.service, "asked_from": begins, "asked_until": ends, "means": "open",
        "population": told.population,
    }  # fmt: skip
    entry = record_entry(register=register, office=office, values=values, by=by)
    if begins > until:
        return entry
    entry = _step(entry, "open", {"approved_on": begins}, by)
    _answers(entry, told, begins, min(ends, until), by)
    if ends > until:
        return entry
    entry = _step(entry, "close", {"closed_on": ends}, by)
    if told.published and date(year, *told.published) <= until:
        where = "Papan informasi kantor dan laman satuan kerja"
        entry = _step(entry, "publish", {"published_on": date(year, *told.published), "published_at": where}, by)
    return entry


def _step(entry: Any, key: str, values: dict[str, Any], by: User | None) -> Any:
    from renaksi.desk.domain.step import take_step
    from renaksi.registers.surveys.register import register

    step = register.step(key)
    assert step is not None  # noqa: S101 - the story names the register's own steps
    return take_step(register=register, entry=entry, step=step, values=values, by=by)


def _answers(entry: Any, told: Told, first: date, last: date, by: User | None) -> None:
    """Most came by link on the first days, some on paper on the last; the same ones each time."""
    from renaksi.registers.surveys.domain.sheets import enter_sheets
    from renaksi.registers.surveys.models import Way

    chance = random.Random(f"{told.service}{told.begins}")  # noqa: S311 - a story, not a secret
    sheets = [_sheet(told, chance) for _ in range(told.people)]
    cut = len(sheets) * 2 // 3
    enter_sheets(survey=entry, sheets=sheets[:cut], on=first, way=Way.LINK, by=by)
    enter_sheets(survey=entry, sheets=sheets[cut:], on=last, way=Way.PAPER, by=by)


def _sheet(told: Told, chance: random.Random) -> dict[str, Any]:
    mood = chance.gauss(0, 0.35)  # who is content is content with most
    marks = {f"u{at}": _mark(told.level + _lean(told, at) + mood, chance) for at in range(1, 10)}
    return marks | {
        "sex": chance.choice(("woman", "man")),
        "age": chance.choices(("under_20", "from_20", "from_30", "from_40", "from_50"), (2, 9, 8, 5, 3))[0],
        "education": chance.choices(("primary", "secondary", "diploma", "bachelor", "master"), (1, 9, 3, 8, 2))[0],
        "occupation": chance.choices(("student", "official", "employee", "self_employed", "party"), (4, 5, 5, 6, 3))[0],
    }


def _lean(told: Told, at: int) -> float:
    return 0.45 if at in told.strong else -0.4 if at in told.weak else 0.0


def _mark(wish: float, chance: random.Random) -> int:
    return min(4, max(1, round(wish + chance.gauss(0, 0.4))))
