"""Which entries a list shows: what was asked for in the address, as a query."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.http import QueryDict

from renaksi.desk.register import Column, Register
from renaksi.desk.shown import column_title
from renaksi.kernel.clock import today
from renaksi.kernel.months import MONTH_NAMES
from renaksi.offices.models import Office

_MONTH = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?")
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. ``span`` is a year or month; ``choices`` field to value; ``ids`` the entries behind a figure.

    ``also`` is a register's own further condition.
    """

    text: str = ""
    span: tuple[date, date] | None = None
    span_code: str = ""
    state: str = ""
    choices: dict[str, str] = field(default_factory=dict)
    ids: tuple[int, ...] = ()
    shows_removed: bool = False
    also: Q | None = None

    @property
    def narrows(self) -> bool:
        """Whether less than everything standing is asked for."""
        return self != Wish()


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice above the list: the address's word for it, its label, its values with words, the one chosen."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def wish_of(register: Register, query: QueryDict) -> Wish:
    """The wish in an address; unknown values are as none."""
    code = query.get("masa", "")
    span = _span(code)
    states = {state.key for state in register.states}
    state = query.get("keadaan", "")
    chosen = {name: query.get(name, "")[:80] for name in register.filters}
    return Wish(
        text=query.get("cari", "").replace("\0", "")[:200].strip(),
        span=span,
        span_code=code if span else "",
        state=state if state in states else "",
        choices={name: value for name, value in chosen.items() if value and _is_choice(register, name, value)},
        ids=tuple(
            int(part)
            for part in query.get("nomor", "").split(",")[:500]
            if part.isascii() and part.isdecimal() and len(part) < 16
        ),
        shows_removed=query.get("dicoret") == "1",
    )


def found_entries(register: Register, rows: Q, wish: Wish) -> QuerySet[Any]:
    """The entries asked for, the latest first, with what the list shows joined."""
    found = register.model.objects.filter(rows, removed_at__isnull=not wish.shows_removed)
    if wish.also:
        found = found.filter(wish.also)
    if wish.ids:
        found = found.filter(pk__in=wish.ids)
    if wish.span:
        found = found.filter(**{f"{register.dated}__range": wish.span})
    if wish.state:
        found = found.filter(state=wish.state)
    for name, value in wish.choices.items():
        found = found.filter(**{name: _value(register, name, value)})
    for word in wish.text.split()[:MOST_WORDS]:
        found = found.filter(_worded(register, word))
    return found.select_related("clock", *_foreign(register)).order_by(
        models.F(register.dated).desc(nulls_last=True), "-year", "-number"
    )


def filters_of(register: Register, office: Office, wish: Wish) -> list[Filter]:
    """What the list can be narrowed by."""
    states = [(state.key, state.title) for state in register.states]
    offered = [Filter("keadaan", "Keadaan", states, wish.state)] if len(states) > 1 else []
    for name in register.filters:
        label = column_title(register.model, name)
        offered.append(Filter(name, label, _options(register, name, office), wish.choices.get(name, "")))
    return [*offered, Filter("masa", "Bulan", _months(register, office), wish.span_code)]


def _options(register: Register, name: str, office: Office) -> list[tuple[str, str]]:
    column = _field(register, name)
    if column.choices:
        return [(str(key), str(words)) for key, words in column.flatchoices]
    if isinstance(column, models.BooleanField):
        return [("True", "Ya"), ("False", "Tidak")]
    rows = column.remote_field.model._default_manager.filter(office=office)
    return [(str(row.pk), str(row)) for row in rows]


def _is_choice(register: Register, name: str, value: str) -> bool:
    column = _field(register, name)
    if column.choices:
        return value in {str(key) for key, _ in column.flatchoices}
    if isinstance(column, models.BooleanField):
        return value in {"True", "False"}
    return value.isascii() and value.isdecimal() and len(value) < 16


def _value(register: Register, name: str, value: str) -> Any:
    return value == "True" if isinstance(_field(register, name), models.BooleanField) else value


def _field(register: Register, name: str) -> Any:
    return register.model._meta.get_field(name)


def _worded(register: Register, word: str) -> Q:
    condition = Q(number=int(word)) if word.isascii() and word.isdecimal() and len(word) < 9 else Q(pk__in=[])
    for name in register.search:
        condition |= Q(**{f"{name}__icontains": word})
    return condition


def _foreign(register: Register) -> list[str]:
    names = [column for column in register.columns if not isinstance(column, Column)]
    fields = [_field(register, name) for name in {*names, *register.fields}]
    return [column.name for column in fields if column.is_relation]


def _span(code: str) -> tuple[date, date] | None:
    found = _MONTH.fullmatch(code)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 0)
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months(register: Register, office: Office) -> list[tuple[str, str]]:
    """The years of the book, newest first, this year also by month up to now."""
    day = today(office.time_zone)
    years = register.model.objects.filter(office=office).order_by("-year").values_list("year", flat=True).distinct()
    options = [(f"{day.year}-{month:02}", f"{MONTH_NAMES[month - 1]} {day.year}") for month in range(day.month, 0, -1)]
    return [*((str(year), f"Tahun {year}") for year in years), *options]
