"""Months whose ticks drifted out of their columns: what is told, and what may be proposed. Nothing is realigned by itself."""

from __future__ import annotations

from itertools import pairwise

from renaksi.intake.decree.entries import Ticks
from renaksi.kernel.months import MonthSet

_LAST = 12


def proposal(ticks: Ticks, shift: int) -> MonthSet | None:
    """A likely reading of drifted months, or None where nothing can be said or the ticks stand well.

    Proposed: ticks that slid with the row's text, moved back by as much; an unbroken run past December, as running to December;
    ticks at even steps, moved back so that the last is December; else the last ones drawn back into the year.
    """
    if not ticks:
        return None
    months = sorted(set(ticks.places))
    if not ticks.overflow:
        return _set([month - shift for month in months]) if shift else None
    if len(months) > 2 and len(months) == months[-1] - months[0] + 1:
        return MonthSet.of(range(max(months[0], 1), _LAST + 1))
    return _set(_evened(months)) or _set(_drawn_back(months))


def _evened(months: list[int]) -> list[int]:
    """Steps that are longer than the shortest shortened from the end, then all moved, until the last month is December."""
    if len(months) < 3:
        return _drawn_back(months)
    steps = [later - earlier for earlier, later in pairwise(months)]
    excess, usual = months[-1] - _LAST, min(steps)
    for place in range(len(steps) - 1, -1, -1):
        cut = min(steps[place] - usual, excess)
        steps[place] -= cut
        excess -= cut
    evened = [months[0] - excess]
    for step in steps:
        evened.append(evened[-1] + step)
    return evened


def _drawn_back(months: list[int]) -> list[int]:
    """Only the months past December drawn back, each before the next."""
    limit, drawn = _LAST, []
    for month in reversed(months):
        drawn.append(min(month, limit))
        limit = drawn[-1] - 1
    return drawn[::-1]


def _set(months: list[int]) -> MonthSet | None:
    return MonthSet.of(months) if months and min(months) >= 1 and max(months) <= _LAST else None


def told(ticks: Ticks) -> str:
    """How the drift is worded in the doubt."""
    parts = []
    if ticks.overflow:
        parts.append(f"{ticks.overflow} tanda berada setelah kolom Desember")
    if ticks.stray:
        parts.append(f"{ticks.stray} tanda berada sebelum kolom Januari")
    if ticks.crowded:
        parts.append("beberapa tanda berada dalam satu sel")
    return " dan ".join(parts)
