"""What a plan may be compared with: versions of its year, other years of the office, other offices, the national template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from renaksi.offices.access import visible_to
from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_rows
from renaksi.plan.models import Plan, PlanState
from renaksi.plan.rows import PlanRow
from renaksi.plan.template import template_rows

TEMPLATE = "templat"
_NAME = re.compile(r"(\w{1,20}):(\d{4}):(\d{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """A plan as a list of choices names it: ``name`` for the address (CODE:YEAR:VERSION or "templat"), words for people."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Other:
    """What the plan is compared with. ``plan`` None = the national template. ``is_older`` = a version or year before this plan,
    ``is_newer`` one after it; neither = another office's plan or the template."""

    name: str
    words: str
    rows: list[PlanRow]
    plan: Plan | None = None
    is_older: bool = False
    is_newer: bool = False


def name_of(plan: Plan) -> str:
    """How an address names the plan; the office must have been read along."""
    return f"{plan.office.code}:{plan.year}:{plan.version}"


def choices_for(plan: Plan, user: Any) -> list[tuple[str, list[Choice]]]:
    """What the user may compare the plan with, by kind; empty kinds are left out. Two queries.

    Of other offices the plan in force of the same year.
    """
    own = (
        Plan.objects.filter(office=plan.office)
        .exclude(pk=plan.pk)
        .order_by("-year", "-version")
        .select_related("office")
    )
    others = (
        Plan.objects.filter(visible_to(user), year=plan.year, state=PlanState.ADOPTED)
        .exclude(office=plan.office)
        .select_related("office")
        .order_by("office__path")
    )
    versions = [Choice(name_of(each), _version(each)) for each in own if each.year == plan.year]
    years = [
        Choice(name_of(each), f"Tahun {each.year}")
        for each in own
        if each.year != plan.year and each.state == PlanState.ADOPTED
    ]
    groups = [
        ("Versi lain tahun ini", versions),
        ("Tahun lain", years),
        ("Templat", [Choice(TEMPLATE, "Templat nasional")]),
        (f"Satuan kerja lain, tahun {plan.year}", [Choice(name_of(each), each.office.name) for each in others]),
    ]
    return [(title, some) for title, some in groups if some]


def other_named(plan: Plan, name: str, user: Any) -> Other | None:
    """What an address asks to compare with; None where there is no such plan or the user may not read it. Two queries.

    Another office's name within its texts is read as this office's: it is no difference.
    """
    if name == TEMPLATE:
        return Other(TEMPLATE, "Templat nasional", template_rows(plan.office.name))
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    code, year, version = found[1], int(found[2]), int(found[3])
    plans = Plan.objects.filter(visible_to(user), office__code=code, year=year, version=version)
    other = plans.select_related("office").first()
    if other is None or other.pk == plan.pk:
        return None
    if other.office_id != plan.office_id:
        return Other(name, f"{other.office.name}, {year}", list(_as_of(plan.office, other)), other)
    is_older = (other.year, other.version) < (plan.year, plan.version)
    words = _version(other) if other.year == plan.year else f"Tahun {other.year}"
    return Other(name, words, plan_rows(other), other, is_older=is_older, is_newer=not is_older)


def _version(plan: Plan) -> str:
    return f"Versi {plan.version}, nomor {plan.number or 'belum diisi'} ({plan.get_state_display().lower()})"


def _as_of(office: Office, other: Plan) -> Iterator[PlanRow]:
    for row in plan_rows(other):
        texts = {name: getattr(row, name).replace(other.office.name, office.name) for name in _TEXTS}
        yield replace(row, **texts)


_TEXTS = ("area", "activity", "sub_activity", "indicator")
