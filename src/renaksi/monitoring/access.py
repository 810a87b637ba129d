"""Who may record which cell: the right in the office, kept to the areas of the membership, or an assignment of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from renaksi.accounts.roles import Right
from renaksi.monitoring.models import Assignment
from renaksi.offices.access import areas_with
from renaksi.offices.models import Office
from renaksi.plan.models import Area, Indicator, Plan


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person may record in one plan. ``areas`` None = all; else area numbers; the sets hold what is assigned to them."""

    areas: frozenset[int] | None
    area_ids: frozenset[int]
    indicator_ids: frozenset[int]

    def covers(self, indicator: Indicator, area: Area) -> bool:
        """Whether the person may record the indicator."""
        return (
            self.areas is None
            or area.number in self.areas
            or area.pk in self.area_ids
            or indicator.pk in self.indicator_ids
        )


NOTHING = Reach(frozenset(), frozenset(), frozenset())


def reach_of(user: Any, plan: Plan, right: Right = Right.RECORD) -> Reach:
    """How far the right reaches for this user in the plan; nowhere without the right. One query, none where it reaches all."""
    office: Office = plan.office
    areas = areas_with(user, office, right)
    if areas is None:
        return Reach(None, frozenset(), frozenset())
    if not areas:
        return NOTHING
    own = Assignment.objects.filter(plan=plan, user=user, ended_at__isnull=True)
    pairs = list(own.values_list("area_id", "indicator_id"))
    return Reach(
        areas,
        frozenset(area for area, _ in pairs if area),
        frozenset(indicator for _, indicator in pairs if indicator),
    )
