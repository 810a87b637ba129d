"""A plan taken back: the year's plan can be adopted anew, or the plan that an amendment replaced is in force again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.trail import record_in
from renaksi.plan.domain.amend import FOLLOWERS, Amendment
from renaksi.plan.domain.locking import locked_plan, reason_given
from renaksi.plan.models import Indicator, Plan, PlanState

_BATCH = 500

Veto = Callable[[Plan], str | None]

VETOES: list[Veto] = []
"""Asked before a plan is withdrawn: each gives an Indonesian sentence why not, or None. Higher floors append theirs in
AppConfig.ready (realisations, evidence, assessments): the plan does not know them."""


def withdraw_plan(*, plan: Plan, reason: str, by: User | None) -> Plan:
    """Takes a plan in force back: it stays readable. Trail: ``plan.withdrawn``, or ``plan.amendment_withdrawn``.

    A plan that took another's place gives it back: that one is in force again as it was, and what was recorded, who answers and
    the kinds of value follow the rows that are one. Of any other plan the year becomes free.
    Refuses: ``plan.reason_missing``, ``plan.withdrawn`` (already), ``plan.in_use`` (a veto's sentence).
    """
    reason = reason_given(reason)
    with transaction.atomic():
        plan = locked_plan(plan)
        before = Plan.objects.select_for_update(of=("self",)).filter(replaced_by=plan).first()
        for veto in VETOES:
            if why_not := veto(plan):
                raise Refused(why_not, code="plan.in_use")
        plan.state, plan.withdrawn_at, plan.withdrawn_reason = PlanState.WITHDRAWN, now(), reason
        plan.withdrawn_by = by
        plan.save(update_fields=("state", "withdrawn_at", "withdrawn_reason", "withdrawn_by"))
        if before is None:
            record_in(
                plan.office,
                by=by,
                what="plan.withdrawn",
                object_label=str(plan),
                object_id=str(plan.pk),
                details={"year": plan.year, "reason": reason},
            )
        else:
            _restore(before, plan, by)
            record_in(
                plan.office,
                by=by,
                what="plan.amendment_withdrawn",
                object_label=str(plan),
                object_id=str(plan.pk),
                details={
                    "year": plan.year,
                    "reason": reason,
                    "number": plan.number or "tidak ada",
                    "before": before.number or "tidak ada",
                },
            )
    return plan


def _restore(before: Plan, plan: Plan, by: User | None) -> None:
    """The plan that was replaced in force again; the rows' pointers stay, so that a cell's past is still found."""
    before.state, before.replaced_by = PlanState.ADOPTED, None
    before.save(update_fields=("state", "replaced_by"))
    rows = _rows_back(plan, before)
    for follow in FOLLOWERS:
        follow(Amendment(plan, before, rows, by))
    news = plan.indicators.in_bulk(list(rows))
    kept = list(before.indicators.filter(pk__in=list(rows.values())))
    by_old = {old: news[new] for new, old in rows.items()}
    for row in kept:
        chosen = by_old[row.pk]
        row.kind, row.unit, row.binding = chosen.kind, chosen.unit, chosen.binding
    Indicator.objects.bulk_update(kept, ("kind", "unit", "binding"), _BATCH)


def _rows_back(plan: Plan, before: Plan) -> dict[int, int]:
    """The plan's rows that continue one of the earlier plan's -> that row, over the amendments withdrawn in between."""
    own = set(before.indicators.values_list("pk", flat=True))
    found = _previous(plan.indicators.values_list("pk", flat=True))
    while left := [at for at in found.values() if at not in own]:
        further = _previous(left)
        found = {row: further.get(at, at) for row, at in found.items() if at in own or at in further}
    return found


def _previous(rows: Iterable[int]) -> dict[int, int]:
    """The row that each of these continues; rows that continue none are left out."""
    known = Indicator.objects.filter(pk__in=list(rows)).values_list("pk", "previous")
    return {pk: previous for pk, previous in known if previous}
