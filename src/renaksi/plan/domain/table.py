"""A plan as it is asked for: its rows back as they were adopted, and its table as the decree prints it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from renaksi.offices.models import Office
from renaksi.plan.models import Activity, Area, Indicator, Plan, PlanState, SubActivity
from renaksi.plan.rows import DecreeFacts, PlanRow, facts_from_json


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

    @property
    def rows(self) -> list[PlanRow]:
        """The rows as ``plan_rows`` gives them."""
        return [_row(line.indicator) for line in self.lines]


def plan_in_force(office: Office, year: int) -> Plan | None:
    """The office's adopted plan of the year; None if there is none or it was withdrawn."""
    return Plan.objects.filter(office=office, year=year, state=PlanState.ADOPTED).select_related("office").first()


def plan_facts(plan: Plan) -> DecreeFacts:
    """The decree's facts as adopted, corrections included."""
    return facts_from_json(plan.facts)


def plan_rows(plan: Plan) -> list[PlanRow]:
    """The plan's rows in printed order, identical to those adopted, corrections included. One query."""
    indicators = plan.indicators.select_related("sub_activity__activity__area").order_by("position")
    return [_row(indicator) for indicator in indicators]


def _row(indicator: Indicator) -> PlanRow:
    sub_activity = indicator.sub_activity
    activity = sub_activity.activity
    return PlanRow(
        area_no=activity.area.number,
        area=activity.area.name,
        activity_no=activity.number,
        activity=activity.name,
        sub_activity_no=sub_activity.number,
        sub_activity=sub_activity.name,
        indicator_no=indicator.number,
        indicator=indicator.text,
        indicators=tuple(indicator.parts),
        months=indicator.months,
        note=indicator.note,
        source=indicator.source,
        catalogue_code=indicator.catalogue_code,
    )


def plan_table(plan: Plan) -> PlanTable:
    """The plan as the decree's table, areas > activities > sub-activities > indicators, with spans. One query."""
    indicators = plan.indicators.select_related("sub_activity__activity__area").order_by("position")
    return PlanTable(plan, tuple(_area_group(list(run)) for _, run in groupby(indicators, _area_of)))


def _area_of(indicator: Indicator) -> int:
    return indicator.sub_activity.activity.area_id


def _activity_of(indicator: Indicator) -> int:
    return indicator.sub_activity.activity_id


def _sub_activity_of(indicator: Indicator) -> int:
    return indicator.sub_activity_id


def _area_group(indicators: list[Indicator]) -> AreaGroup:
    activities = tuple(_activity_group(list(run)) for _, run in groupby(indicators, _activity_of))
    return AreaGroup(indicators[0].sub_activity.activity.area, activities)


def _activity_group(indicators: list[Indicator]) -> ActivityGroup:
    sub_activities = tuple(
        SubActivityGroup(run[0].sub_activity, run)
        for run in (tuple(group) for _, group in groupby(indicators, _sub_activity_of))
    )
    return ActivityGroup(indicators[0].sub_activity.activity, sub_activities)


def plan_json(plan: Plan) -> dict[str, Any]:
    """The plan in the form that ``renaksi read`` prints: ``{"decree", "rows", "problems": []}``."""
    return {
        "decree": plan_facts(plan).as_json(),
        "rows": [row.as_json() for row in plan_rows(plan)],
        "problems": [],
    }
