"""A plan as it is asked for: its rows back as they were adopted, and its table as the decree prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from renaksi.offices.models import Office
from renaksi.plan.models import Activity, Area, Indicator, Plan, SubActivity
from renaksi.plan.rows import DecreeFacts, PlanRow


@dataclass(frozen=True, slots=True)
class SubActivityGroup:
    """A sub-activity with its indicators in printed order."""

    sub_activity: SubActivity
    indicators: tuple[Indicator, ...]

    @property
    def span(self) -> int:
        """How many lines of the printed table it covers."""
        return len(self.indicators)


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """An activity with its sub-activities."""

    activity: Activity
    sub_activities: tuple[SubActivityGroup, ...]

    @property
    def span(self) -> int:
        """How many lines of the printed table it covers."""
        return sum(group.span for group in self.sub_activities)


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """An area with its activities."""

    area: Area
    activities: tuple[ActivityGroup, ...]

    @property
    def span(self) -> int:
        """How many lines of the printed table it covers."""
        return sum(group.span for group in self.activities)


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line of the printed table: an indicator, and the groups whose merged cell begins on this line (else None)."""

    indicator: Indicator
    area: AreaGroup | None
    activity: ActivityGroup | None
    sub_activity: SubActivityGroup | None


@dataclass(frozen=True, slots=True)
class PlanTable:
    """The whole table, nested (``areas``) and line by line (``lines``)."""

    plan: Plan
    areas: tuple[AreaGroup, ...]

    @property
    def lines(self) -> tuple[TableLine, ...]:
        """Every indicator in printed order with the cells that begin there."""
        return tuple(
            TableLine(
                indicator,
                area if (a, s, i) == (0, 0, 0) else None,
                activity if (s, i) == (0, 0) else None,
                sub_activity if i == 0 else None,
            )
            for area in self.areas
            for a, activity in enumerate(area.activities)
            for s, sub_activity in enumerate(activity.sub_activities)
            for i, indicator in enumerate(sub_activity.indicators)
        )


def plan_in_force(office: Office, year: int) -> Plan | None:
    """The office's adopted plan of the year; None if there is none or it was withdrawn."""
    raise NotImplementedError


def plan_facts(plan: Plan) -> DecreeFacts:
    """The decree's facts as adopted, corrections included."""
    raise NotImplementedError


def plan_rows(plan: Plan) -> list[PlanRow]:
    """The plan's rows in printed order, identical to those adopted, corrections included. One query."""
    raise NotImplementedError


def plan_table(plan: Plan) -> PlanTable:
    """The plan as the decree's table, areas > activities > sub-activities > indicators, with spans. Four queries."""
    raise NotImplementedError


def plan_json(plan: Plan) -> dict[str, Any]:
    """The plan in the form that ``renaksi read`` prints: ``{"decree", "rows", "problems": []}``."""
    raise NotImplementedError
