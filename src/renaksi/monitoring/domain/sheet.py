"""A plan's year as it stands: the decree's table with every cell's state, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, Q

from renaksi.evidence.models import EvidenceState
from renaksi.monitoring.figures import Figures, Line, figures_of
from renaksi.monitoring.models import Realisation
from renaksi.monitoring.status import Record, Status, month_of, postponed_to, statuses_of
from renaksi.plan.domain.table import PlanTable, plan_table
from renaksi.plan.models import Area, Indicator, Plan


@dataclass(frozen=True, slots=True)
class SheetLine:
    """An indicator with its twelve states (January first), what was recorded, and how many valid proofs each record has.

    ``offers``: by month what a book proposes and nobody decided on, in words; see domain.offers.with_offers.
    """

    indicator: Indicator
    area: Area
    area_place: int  # from 0
    statuses: tuple[Status, ...]
    realisations: dict[int, Realisation]
    records: dict[int, Record]
    offers: dict[int, str] = field(default_factory=dict)

    def status(self, month: int) -> Status:
        """The state of a month 1..12."""
        return self.statuses[month - 1]

    def is_scheduled(self, month: int) -> bool:
        """Ticked by the decree, or postponed to."""
        return month in self.indicator.months or self.postponed_from(month) is not None

    def postponed_from(self, month: int) -> int | None:
        """The month whose work was postponed to this one, if any."""
        return postponed_to(self.indicator.months, self.records).get(month)


@dataclass(frozen=True)
class YearSheet:
    """The plan's table (``table``), its lines in printed order, the office's day and the month it stands at (``month_of``)."""

    plan: Plan
    table: PlanTable
    lines: tuple[SheetLine, ...]
    day: date
    this_month: int

    @cached_property
    def by_id(self) -> dict[int, SheetLine]:
        """The lines by their indicator's id."""
        return {line.indicator.pk: line for line in self.lines}

    @property
    def areas(self) -> list[Area]:
        """The areas in printed order; a line's ``area_place`` counts in it."""
        return [group.area for group in self.table.areas]

    def figures(self, months: Iterable[int]) -> Figures:
        """The figures of these months; see monitoring.figures."""
        lines = (Line(each.indicator.pk, each.area_place, each.indicator.months, each.records) for each in self.lines)
        return figures_of(lines, len(self.table.areas), months, self.this_month)


def year_sheet(plan: Plan, day: date) -> YearSheet:
    """The plan's year as it stands on the day (the office's today). Two queries."""
    table = plan_table(plan)
    this_month = month_of(plan.year, day)
    recorded: dict[int, dict[int, Realisation]] = {}
    for realisation in realisations_of(plan):
        recorded.setdefault(realisation.indicator_id, {})[realisation.month] = realisation
    lines = tuple(
        _line(indicator, group.area, place, recorded.get(indicator.pk, {}), this_month)
        for place, group in enumerate(table.areas)
        for activity in group.activities
        for sub_activity in activity.sub_activities
        for indicator in sub_activity.indicators
    )
    return YearSheet(plan, table, lines, day, this_month)


def line_of(indicator: Indicator, day: date) -> SheetLine:
    """One indicator's year as it stands on the day; its plan, area and what is between are read along. One query."""
    plan, area = indicator.plan, indicator.sub_activity.activity.area
    recorded = {each.month: each for each in realisations_of(plan, indicator)}
    return _line(indicator, area, area.position, recorded, month_of(plan.year, day))


def realisations_of(plan: Plan, indicator: Indicator | None = None) -> list[Realisation]:
    """What was recorded and not taken back, people joined, each with ``valid_proofs``: proofs in use of evidence in force.

    Of one indicator, if it is named.
    """
    which = Q(indicator=indicator) if indicator else Q(indicator__plan=plan)
    valid = Q(proofs__removed_at__isnull=True, proofs__evidence__state=EvidenceState.ACTIVE)
    return list(
        Realisation.objects.filter(which, is_cleared=False)
        .select_related("recorded_by", "changed_by", "reviewed_by")
        .annotate(valid_proofs=Count("proofs", filter=valid))
        .order_by("indicator_id", "month")
    )


def record_of(realisation: Realisation) -> Record:
    """What the state of a cell needs of its realisation, as ``realisations_of`` gives it."""
    proofs: int = realisation.valid_proofs  # type: ignore[attr-defined]  # annotated by realisations_of
    return Record(realisation.outcome, realisation.review, proofs, realisation.new_month)


def _line(
    indicator: Indicator, area: Area, place: int, realisations: dict[int, Realisation], this_month: int
) -> SheetLine:
    records = {month: record_of(each) for month, each in realisations.items()}
    return SheetLine(indicator, area, place, statuses_of(indicator.months, records, this_month), realisations, records)
