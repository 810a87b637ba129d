"""A plan taken back, so that the year's plan can be adopted anew."""

from __future__ import annotations

from collections.abc import Callable

from renaksi.accounts.models import User
from renaksi.plan.models import Plan

Veto = Callable[[Plan], str | None]

VETOES: list[Veto] = []
"""Asked before a plan is withdrawn: each gives an Indonesian sentence why not, or None. Higher floors append theirs in
AppConfig.ready (realisations, evidence, assessments): the plan does not know them."""


def withdraw_plan(*, plan: Plan, reason: str, by: User | None) -> Plan:
    """Takes a plan in force back: it stays readable, the year is free for another. Trail: ``plan.withdrawn``.

    Refuses: ``plan.reason_missing``, ``plan.withdrawn`` (already), ``plan.in_use`` (a veto's sentence).
    """
    raise NotImplementedError
