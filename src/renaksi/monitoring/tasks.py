"""Jobs of this floor."""

from __future__ import annotations

from django_tasks import task

from renaksi.kernel.clock import today
from renaksi.monitoring.domain.offers import fill_due
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.plan.models import Plan, PlanState


@task()
def count_due(plan_id: int) -> None:
    """Counts what the books have for the plan's months begun and was not counted yet. Run twice, it has one effect."""
    plan = Plan.objects.select_related("office").filter(pk=plan_id, state=PlanState.ADOPTED).first()
    if plan is not None:
        fill_due(year_sheet(plan, today(plan.office.time_zone)))
