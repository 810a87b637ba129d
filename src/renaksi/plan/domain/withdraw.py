"""A plan taken back, so that the year's plan can be adopted anew."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.trail import record_in
from renaksi.plan.domain.locking import locked_plan, reason_given
from renaksi.plan.models import Plan, PlanState

Veto = Callable[[Plan], str | None]

VETOES: list[Veto] = []
"""Asked before a plan is withdrawn: each gives an Indonesian sentence why not, or None. Higher floors append theirs in
AppConfig.ready (realisations, evidence, assessments): the plan does not know them."""


def withdraw_plan(*, plan: Plan, reason: str, by: User | None) -> Plan:
    """Takes a plan in force back: it stays readable, the year is free for another. Trail: ``plan.withdrawn``.

    Refuses: ``plan.reason_missing``, ``plan.withdrawn`` (already), ``plan.in_use`` (a veto's sentence).
    """
    reason = reason_given(reason)
    with transaction.atomic():
        plan = locked_plan(plan)
        for veto in VETOES:
            if why_not := veto(plan):
                raise Refused(why_not, code="plan.in_use")
        plan.state, plan.withdrawn_at, plan.withdrawn_reason = PlanState.WITHDRAWN, now(), reason
        plan.withdrawn_by = by
        plan.save(update_fields=("state", "withdrawn_at", "withdrawn_reason", "withdrawn_by"))
        record_in(
            plan.office,
            by=by,
            what="plan.withdrawn",
            object_label=str(plan),
            object_id=str(plan.pk),
            details={"year": plan.year, "reason": reason},
        )
    return plan
