"""What a reading gives: the decree's facts, its rows with their doubts, and the doubts of the whole. No Django here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from renaksi.kernel.months import MonthSet
from renaksi.kernel.problem import Problem
from renaksi.plan.rows import DecreeFacts, PlanRow


@dataclass(frozen=True, slots=True)
class DecreeRow:
    """One row as understood, with what is doubtful about it.

    ``row.source`` holds at least ``line`` (1-based line of the source) and ``lines`` ([first, last]) where it came from text.
    ``inherited`` names the parent fields ("area", "activity", "sub_activity") whose text was not printed on this row but carried
    down from above: a correction up there runs on to here. ``problems`` are this row's own; ``months_proposed`` is a reading of
    doubtful months that a person may take. ``match`` = best catalogue code, its score 0..1, runner-up code and score.
    ``second`` = by field, its text and what a second reading of the scan has in its place.
    """

    row: PlanRow
    overflow: int = 0
    inherited: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    months_proposed: MonthSet | None = None
    match: tuple[str, float, str, float] | None = None
    second: dict[str, tuple[str, str]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The row form that ``renaksi read`` prints: FORMAT fields, and ``problems`` as a list of codes."""
        data = self.row.as_json()
        data["overflow"] = self.overflow
        data["inherited"] = list(self.inherited)
        data["problems"] = [problem.code for problem in self.problems]
        if self.months_proposed is not None:
            data["months_proposed"] = list(self.months_proposed)
        if self.match:
            code, score, second, second_score = self.match
            data["match"] = {
                "code": code,
                "score": round(score, 4),
                "runner_up": second,
                "runner_up_score": round(second_score, 4),
            }
        if self.second:
            data["second"] = {name: list(texts) for name, texts in self.second.items()}
        return data


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file understood. ``problems`` holds every doubt, the rows' own included (with their ``row``), in file order."""

    decree: DecreeFacts
    rows: tuple[DecreeRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    source: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """What ``renaksi read FILE --json`` prints."""
        return {
            "decree": self.decree.as_json(),
            "rows": [row.as_json() for row in self.rows],
            "problems": [problem.as_json() for problem in self.problems],
        }
