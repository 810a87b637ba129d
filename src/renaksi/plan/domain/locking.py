"""What every verb on an adopted plan begins with: the plan locked and in force, and a reason."""

from __future__ import annotations

from renaksi.kernel.refusal import Refused
from renaksi.plan.facts import folded
from renaksi.plan.models import Plan, PlanState


def locked_plan(plan: Plan) -> Plan:
    """The plan read afresh and locked until the transaction ends. Refuses ``plan.withdrawn`` and ``plan.replaced``."""
    fresh = Plan.objects.select_for_update(of=("self",)).select_related("office").get(pk=plan.pk)
    if fresh.state == PlanState.REPLACED:
        raise Refused(
            "Rencana aksi ini sudah diganti oleh keputusan perubahan. Kerjakan pada rencana yang berlaku.",
            code="plan.replaced",
        )
    if fresh.state != PlanState.ADOPTED:
        raise Refused("Rencana aksi ini sudah ditarik dan tidak dapat diubah lagi.", code="plan.withdrawn")
    return fresh


def reason_given(reason: str) -> str:
    """The reason, folded. Refuses ``plan.reason_missing``."""
    reason = folded(reason)
    if not reason:
        raise Refused("Tuliskan alasannya.", code="plan.reason_missing", field="reason")
    return reason
