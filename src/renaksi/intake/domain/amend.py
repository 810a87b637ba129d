"""A reviewed draft for a year that has a plan: compared with it, its doubtful pairs answered, and put in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from renaksi.accounts.models import User
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.plan.compare import Comparison, compare_rows
from renaksi.plan.differences import summary
from renaksi.plan.domain.amend import amend_plan
from renaksi.plan.domain.locking import locked_plan
from renaksi.plan.domain.table import plan_in_force, plan_rows
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts, PlanRow


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person said of the comparison they saw: ``seen`` is its plan (``state_of``), ``pairs`` the doubtful pairs
    (place in the plan, place in the draft) and whether they are one row."""

    seen: str
    pairs: Mapping[tuple[int, int], bool] = field(default_factory=dict)


def state_of(plan: Plan) -> str:
    """The plan as far as a comparison depends on it: another version or a correction makes it another. One query."""
    return f"{plan.pk}-{plan.corrections.count()}"


def amended(
    office: Office,
    year: int,
    facts: DecreeFacts,
    rows: Sequence[PlanRow],
    answers: Answers,
    by: User | None,
    detail: dict[str, Any],
) -> Plan:
    """The rows adopted in place of the year's plan, as answered. To be called in the adoption's transaction.

    Refuses ``intake.plan_changed`` (not the plan that was compared), ``intake.pairs_open``, ``plan.exists`` (nothing differs),
    and what amend_plan refuses.
    """
    found = plan_in_force(office, year)
    plan = locked_plan(found) if found else None
    if plan is None or state_of(plan) != answers.seen:
        raise Refused(
            "Rencana yang berlaku berubah sejak perbandingan ini dibuka. Periksa sekali lagi, lalu terapkan.",
            code="intake.plan_changed",
        )
    comparison = compare_rows(plan_rows(plan), rows, answers.pairs)
    check_answered(comparison)
    check_differs(plan, facts, comparison)
    return amend_plan(
        plan=plan,
        facts=facts,
        rows=rows,
        pairs={pair.old_row: pair.new_row for pair in comparison.pairs},
        by=by,
        summary=summary(comparison),
        detail=detail,
    )


def check_answered(comparison: Comparison) -> None:
    """Refuses ``intake.pairs_open`` while a doubtful pair is not answered."""
    if comparison.asked:
        raise Refused(
            f"Masih ada {len(comparison.asked)} pasangan baris yang perlu Anda pastikan: baris yang sama, atau bukan.",
            code="intake.pairs_open",
        )


def check_differs(plan: Plan, facts: DecreeFacts, comparison: Comparison) -> None:
    """Refuses ``plan.exists`` where the draft is the decree that is in force already."""
    if not comparison.changes and facts.number == plan.number:
        raise Refused(
            f"{plan} sudah diterapkan dengan nomor keputusan dan isi yang sama. Tidak ada yang perlu diubah.",
            code="plan.exists",
        )
