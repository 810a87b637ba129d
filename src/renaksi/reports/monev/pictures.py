"""The report's charts by the names of their addresses, the same on screen and paper, and what they show in words. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from renaksi import charts
from renaksi.reports.monev.summary import share_words
from renaksi.reports.monev.values import Monev

AREAS_ALT = "Batang capaian per area."
MONTHS_ALT = "Batang capaian per bulan; angkanya ada dalam tabel di dekatnya."
HEAT_ALT = "Peta capaian area menurut bulan."


def _areas(monev: Monev, **look: Any) -> dict[str, Any]:
    tallies = [area.tally for area in monev.areas]
    return charts.area_bars(_names(monev), tallies, numbers=[area.number for area in monev.areas], **look)


def _months(monev: Monev, **look: Any) -> dict[str, Any]:
    return charts.month_bars(list(monev.period), monev.by_month, **look)


def _heat(monev: Monev, **look: Any) -> dict[str, Any]:
    numbers = [area.number for area in monev.areas]
    return charts.heat_map(_names(monev), list(monev.period), monev.by_cell, numbers=numbers, **look)


CHARTS: dict[str, Callable[..., dict[str, Any]]] = {"area": _areas, "bulan": _months, "peta": _heat}
"""The spec of each chart of a report; further arguments say how it looks (``dark``, ``narrow``, ``look``)."""


def chart_sizes(monev: Monev) -> dict[str, dict[str, tuple[int, int]]]:
    """Width and height of each chart, ``wide`` and ``narrow``."""
    areas, months = len(monev.areas), len(monev.by_month)
    both = {"wide": False, "narrow": True}
    return {
        "area": {key: charts.area_bars_size(areas, narrow=narrow) for key, narrow in both.items()},
        "bulan": {key: charts.month_bars_size(months, narrow=narrow) for key, narrow in both.items()},
        "peta": {key: charts.heat_map_size(areas, months, narrow=narrow) for key, narrow in both.items()},
    }


def areas_told(monev: Monev) -> str:
    """Every area with its share, for whoever cannot see the chart."""
    return "; ".join(f"{area.title}: {share_words(area)}" for area in monev.areas) + "."


def _names(monev: Monev) -> list[str]:
    return [area.name for area in monev.areas]
