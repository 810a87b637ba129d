"""The periods of a plan's year with their figures in short: what can be printed, and what is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from renaksi.kernel.clock import today
from renaksi.kernel.period import Period, periods_of
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.monitoring.figures import Tally
from renaksi.plan.models import Plan
from renaksi.reports.monev.columns import percent_words

KIND_TITLES = {"quarter": "Triwulan", "semester": "Semester", "year": "Tahun", "month": "Bulan"}
"""The kinds of periods as a screen lists them: what is handed in upward first."""


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """A period with its figures; ``state`` is a key of web.status: "planned" (to come), "this_month" (running), "done" (over)."""

    period: Period
    tally: Tally
    state: str

    @property
    def percent(self) -> str:
        return percent_words(self.tally)


STATE_WORDS = {"planned": "belum mulai", "this_month": "sedang berjalan", "done": "sudah berakhir"}


def period_lines(plan: Plan) -> list[PeriodLine]:
    """All periods of the plan's year as they stand on the office's today: months, quarters, semesters, the year. Two queries."""
    day = today(plan.office.time_zone)
    figures = year_sheet(plan, day).figures(range(1, 13))
    months: dict[int, Tally] = dict.fromkeys(range(1, 13), Tally())
    for (_, month), tally in figures.by_cell.items():
        months[month] += tally
    return [
        PeriodLine(period, sum((months[month] for month in period), Tally()), state_of(period, day))
        for period in periods_of(plan.year)
    ]


def state_of(period: Period, day: date) -> str:
    """Whether the period is still to come, running or over on the day."""
    if day < period.starts_on:
        return "planned"
    return "this_month" if day <= period.ends_on else "done"


def suggested(lines: list[PeriodLine]) -> PeriodLine:
    """The report most likely wanted now: the last quarter that is over, else the running month, else the year."""
    over = [line for line in lines if line.period.kind == "quarter" and line.state == "done"]
    running = [line for line in lines if line.period.kind == "month" and line.state == "this_month"]
    return next(reversed(over), None) or next(iter(running), lines[-1])


def neighbours(period: Period) -> tuple[Period | None, Period | None]:
    """The period of the same kind before and after it within the year."""
    alike = [each for each in periods_of(period.year) if each.kind == period.kind]
    at = alike.index(period)
    return (alike[at - 1] if at else None, alike[at + 1] if at + 1 < len(alike) else None)
