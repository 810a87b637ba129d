"""Where a plan was read from, asked of the floors above: the plan itself knows no files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from renaksi.plan.models import Indicator, Plan


@dataclass(frozen=True, slots=True)
class Source:
    """A file a plan was read from: its name and its text as lines."""

    name: str
    lines: list[str]


SOURCES: list[Callable[[Plan], Source | None]] = []
"""Each is asked for the plan's file until one knows it. Higher floors append theirs in AppConfig.ready."""

LONGEST_EXCERPT = 40  # a printed row that runs over more lines is shown by its beginning


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines a row was read from, numbered from 1 as in the file; ``hit`` is the line its months stood on."""

    name: str
    lines: list[tuple[int, str]]
    hit: int | None


def excerpt_of(indicator: Indicator) -> Excerpt | None:
    """The excerpt for one row; None where it was typed or its file is not known."""
    line = indicator.source.get("line")
    first, last = indicator.source.get("lines") or (line, line)
    source = source_of(indicator.plan) if first else None
    if source is None:
        return None
    last = min(last, first + LONGEST_EXCERPT - 1)
    return Excerpt(source.name, list(enumerate(source.lines[first - 1 : last], first)), line)


def source_of(plan: Plan) -> Source | None:
    """The file the plan was read from, if a floor above knows it."""
    return next(filter(None, (ask(plan) for ask in SOURCES)), None)
