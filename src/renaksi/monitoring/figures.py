"""The figures of a period: how many of the decree's ticks stand how, per area and month. Pure, no Django.

A figure always counts ticks of the months in the period, wherever the work was postponed to; work nothing scheduled is counted
apart as extra. Every figure names its cells, so that a screen can open it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from renaksi.kernel.months import MonthSet
from renaksi.kernel.quantity import rounded
from renaksi.monitoring.status import REALISED, Obligation, Record, Standing, extras_of, obligations_of


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator as far as figures go: its area's place in the plan (from 0), ticks and records by month."""

    indicator_id: int
    area: int
    ticks: MonthSet
    records: Mapping[int, Record]


@dataclass(frozen=True, slots=True)
class Counted:
    """One obligation of one indicator."""

    indicator_id: int
    area: int
    obligation: Obligation


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of obligations by standing, and of extra work."""

    counts: Mapping[Standing, int] = field(default_factory=dict)
    extra: int = 0

    def of(self, *standings: Standing) -> int:
        """How many stand so."""
        return sum(self.counts.get(standing, 0) for standing in standings)

    @property
    def scheduled(self) -> int:
        """All ticks of the period."""
        return sum(self.counts.values())

    @property
    def begun(self) -> int:
        """Ticks whose month has begun, this month's included: what "to date" means."""
        return self.scheduled - self.of(Standing.PLANNED)

    @property
    def realised(self) -> int:
        """Carried out, with or without proof; returned work is not counted."""
        return self.of(*REALISED)

    @property
    def proven(self) -> int:
        """Carried out with proof."""
        return self.of(Standing.VERIFIED, Standing.DONE)

    @property
    def percent(self) -> Decimal | None:
        """Realised of begun, in percent with two places; None where nothing has begun ("tidak dapat dihitung")."""
        return rounded(Decimal(self.realised) * 100 / self.begun, 2) if self.begun else None

    def __add__(self, other: Tally) -> Tally:
        both = {key: self.counts.get(key, 0) + other.counts.get(key, 0) for key in (*self.counts, *other.counts)}
        return Tally(both, self.extra + other.extra)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some months. ``by_cell[area, month]`` adds up to ``by_area[area]``, those to ``total``.

    ``counted`` lists every obligation behind them; ``extras`` the cells (indicator id, month) of work nothing scheduled.
    """

    total: Tally
    by_area: tuple[Tally, ...]
    by_cell: Mapping[tuple[int, int], Tally]
    counted: tuple[Counted, ...]
    extras: tuple[tuple[int, int], ...]

    def cells(self, *standings: Standing, area: int | None = None) -> list[Counted]:
        """The obligations standing so, in printed order, of one area or of all."""
        return [
            each
            for each in self.counted
            if each.obligation.standing in standings and (area is None or each.area == area)
        ]


def figures_of(lines: Iterable[Line], areas: int, months: Iterable[int], this_month: int) -> Figures:
    """The figures of the lines' ticks in ``months``. ``areas`` = how many there are; ``this_month`` as ``month_of``."""
    wanted = frozenset(months)
    by_cell: dict[tuple[int, int], Tally] = {
        (area, month): Tally() for area in range(areas) for month in sorted(wanted)
    }
    counted: list[Counted] = []
    extras: list[tuple[int, int]] = []
    for line in lines:
        for obligation in obligations_of(line.ticks, line.records, this_month):
            if obligation.month in wanted:
                counted.append(Counted(line.indicator_id, line.area, obligation))
                by_cell[line.area, obligation.month] += Tally({obligation.standing: 1})
        for month in extras_of(line.ticks, line.records):
            if month in wanted:
                extras.append((line.indicator_id, month))
                by_cell[line.area, month] += Tally(extra=1)
    by_area = tuple(sum((by_cell[area, month] for month in sorted(wanted)), Tally()) for area in range(areas))
    return Figures(sum(by_area, Tally()), by_area, by_cell, tuple(counted), tuple(extras))
