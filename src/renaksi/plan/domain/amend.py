"""An amending decree takes the place of the plan in force; what was done in the year follows its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.kernel.months import MonthSet
from renaksi.kernel.refusal import Refused
from renaksi.offices.trail import record_in
from renaksi.plan.domain.adopt import check_facts, check_rows, check_year, write_plan
from renaksi.plan.domain.locking import locked_plan
from renaksi.plan.models import Indicator, Plan, PlanState
from renaksi.plan.rows import DecreeFacts, PlanRow

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Amendment:
    """A plan and the version that took its place; ``rows`` = the ids of the indicators that are one row, old -> new."""

    old: Plan
    new: Plan
    rows: Mapping[int, int]
    by: User | None


@dataclass(frozen=True, slots=True)
class FormerRow:
    """A row of a replaced plan that something had been recorded for; ``address`` of where it goes on ("" = it was removed)."""

    indicator: Indicator
    words: str
    months: MonthSet
    address: str


Follow = Callable[[Amendment], None]

FOLLOWERS: list[Follow] = []
"""Called inside an amendment's transaction, with the new rows written: each moves along what it keeps of the rows. Higher floors
append theirs in AppConfig.ready: the plan does not know them."""


def amend_plan(
    *,
    plan: Plan,
    facts: DecreeFacts,
    rows: Sequence[PlanRow],
    pairs: Mapping[int, int],
    by: User | None,
    summary: str = "",
    detail: dict[str, Any] | None = None,
) -> Plan:
    """Adopts the rows of an amending decree as the next version of the plan's year; the plan stays readable as it was.

    ``pairs`` says which rows are one: place in the plan in force -> place in ``rows`` (both from 0). Such a row keeps what was
    done in the year and the kind of value a person chose; rows of the plan that are in no pair are removed by the decree.
    ``summary`` (Indonesian, no full stop) and ``detail`` (JSON-able) go into the trail's event ``plan.amended``.
    Refuses: ``plan.withdrawn``, ``plan.replaced`` (already), ``plan.pairs_wrong``, and what adopt_plan refuses of facts and rows.
    """
    check_facts(facts)
    check_rows(rows)
    check_year(facts, plan.year)
    with transaction.atomic():
        old = locked_plan(plan)
        kept = list(old.indicators.order_by("position"))
        _check_pairs(pairs, len(kept), len(rows))
        old.state = PlanState.REPLACED  # first: at most one plan of a year is in force
        old.save(update_fields=("state",))
        new = write_plan(old.office, old.year, facts, rows, by)
        old.replaced_by = new
        old.save(update_fields=("replaced_by",))
        linked = _linked(kept, list(new.indicators.order_by("position")), pairs)
        for follow in FOLLOWERS:
            follow(Amendment(old, new, linked, by))
        record_in(
            old.office,
            by=by,
            what="plan.amended",
            object_label=str(new),
            object_id=str(new.pk),
            details={
                "year": old.year,
                "number": facts.number or "tidak ada",
                "rows": len(rows),
                "before": old.number,
                "summary": summary or f"{len(rows)} baris",
                **(detail or {}),
            },
        )
    return new


def lineage(indicator: Indicator) -> list[int]:
    """The ids of this row in every version up to this one, the newest first; those of withdrawn amendments too.

    A query for each version.
    """
    found = [*reversed(_withdrawn_after(indicator.pk)), indicator.pk]
    before = indicator.previous_id
    while before:
        found.append(before)
        before = Indicator.objects.values_list("previous", flat=True).get(pk=before)
    return found


def _withdrawn_after(pk: int) -> list[int]:
    """The rows of withdrawn amendments that continued a row, in order: what was recorded there came back to it."""
    found: list[int] = []
    rows = Indicator.objects.filter(plan__state=PlanState.WITHDRAWN).values_list("pk", flat=True)
    at = rows.filter(previous=pk).first()
    while at:
        found.append(at)
        at = rows.filter(previous=at).first()
    return found


def continued(plan: Plan, pk: int) -> int | None:
    """The plan's own row that the row of another version became; None where there is none. A query for each version between."""
    rows = Indicator.objects.filter(plan__office=plan.office_id, plan__year=plan.year)
    for road in ("next", "previous"):  # backward from the row of a withdrawn amendment
        at: int | None = pk
        while at and not plan.indicators.filter(pk=at).exists():
            at = rows.filter(pk=at).values_list(road, flat=True).first()
        if at:
            return at
    return None


def origins(plan: Plan) -> dict[int, int]:
    """The plan's own rows, and every later row that continues one of them, by the plan's row. One query."""
    rows = Indicator.objects.filter(plan__office=plan.office_id, plan__year=plan.year, plan__version__gte=plan.version)
    found: dict[int, int] = {}
    for pk, owner, before in rows.order_by("plan__version").values_list("pk", "plan", "previous"):
        if owner == plan.pk:
            found[pk] = pk
        elif before in found:
            found[pk] = found[before]
    return found


def kept_pairs(old: Plan, new: Plan) -> dict[int, int]:
    """Which rows of two versions of a year are one, as it was decided when the plan was amended: old place -> new place.

    Empty where the newer does not descend from the older. Two queries.
    """
    places = dict(Indicator.objects.filter(plan__in=(old, new)).values_list("pk", "position"))
    rows = {pk: origin for pk, origin in origins(old).items() if pk != origin and pk in places}
    return {places[origin]: places[pk] for pk, origin in rows.items()}


def _check_pairs(pairs: Mapping[int, int], olds: int, news: int) -> None:
    if (
        len(set(pairs.values())) != len(pairs)
        or not all(0 <= place < olds for place in pairs)
        or not all(0 <= place < news for place in pairs.values())
    ):
        raise Refused(
            "Pasangan baris lama dan baru tidak cocok lagi. Muat ulang perbandingannya.", code="plan.pairs_wrong"
        )


def _linked(olds: Sequence[Indicator], news: Sequence[Indicator], pairs: Mapping[int, int]) -> dict[int, int]:
    """Ties each new row to the one it continues, with the kind of value and the measure a person chose for it."""
    linked = {}
    tips = _tips(olds)
    for old_place, new_place in pairs.items():
        old, new = olds[old_place], news[new_place]
        new.previous_id, new.kind, new.unit, new.binding = tips[old.pk], old.kind, old.unit, old.binding
        new.catalogue_code = new.catalogue_code or old.catalogue_code
        linked[old.pk] = new.pk
    Indicator.objects.bulk_update(
        [news[place] for place in pairs.values()], ("previous", "kind", "unit", "binding", "catalogue_code"), _BATCH
    )
    return linked


def _tips(olds: Sequence[Indicator]) -> dict[int, int]:
    """For each row the one a new version has to point to: itself, or the last withdrawn row that continued it."""
    found = {row.pk: row.pk for row in olds}
    withdrawn = Indicator.objects.filter(plan__state=PlanState.WITHDRAWN)
    while after := dict(withdrawn.filter(previous__in=found.values()).values_list("previous", "pk")):
        found = {row: after.get(tip, tip) for row, tip in found.items()}
    return found
