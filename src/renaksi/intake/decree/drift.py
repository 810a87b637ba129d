"""Months whose ticks drifted out of their columns: what is told, and what may be proposed. Nothing is realigned by itself."""

from __future__ import annotations

from renaksi.intake.decree.entries import Ticks
from renaksi.kernel.months import MonthSet


def proposal(ticks: Ticks, january: int, shift: int) -> MonthSet | None:
    """A likely reading of drifted months, or None where nothing can be said or the ticks stand well.

    Proposed: an unbroken run that reaches past December as running to December; single ticks moved back together, if the first
    stays in the year; ticks that slid right or left with the row's text moved back by as much.
    """
    if not ticks:
        return None
    months = [column - january + 1 for column in ticks.columns]
    if shift and not ticks.overflow:
        return _moved(months, -shift)
    if not ticks.overflow:
        return None
    first, last = min(months), max(months)
    if len(set(months)) == last - first + 1 and len(months) > 2:
        return MonthSet.of(range(max(first, 1), 13))
    return _moved(months, 12 - last)


def _moved(months: list[int], by: int) -> MonthSet | None:
    moved = [month + by for month in months]
    return MonthSet.of(moved) if moved and min(moved) >= 1 and max(moved) <= 12 else None


def told(ticks: Ticks) -> str:
    """How the drift is worded in the doubt."""
    parts = []
    if ticks.overflow:
        parts.append(f"{ticks.overflow} tanda berada setelah kolom Desember")
    if ticks.stray:
        parts.append(f"{ticks.stray} tanda berada sebelum kolom Januari")
    return " dan ".join(parts)
