"""Charts: Vega-Lite specs written with Altair and drawn here as SVG, the same on screen and paper. Pure, no Django.

A chart is two steps: a spec (``heat_map``, ``area_bars``, ``month_bars``: plain dicts that say what is shown and in which
colours) and its drawing (``svg``, remembered by the spec's content). Charts are pictures of numbers that also stand beside
them as text or table; nothing in one is told by colour alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from renaksi.charts.counts import Counts
from renaksi.charts.drawing import size_of, svg
from renaksi.charts.look import DARK, LIGHT, PAPER, Look
from renaksi.charts.sizes import area_bars_size, heat_map_size, month_bars_size

if TYPE_CHECKING:
    from renaksi.charts.bars import area_bars, month_bars
    from renaksi.charts.heat import heat_map

__all__ = [
    "DARK",
    "LIGHT",
    "PAPER",
    "Counts",
    "Look",
    "area_bars",
    "area_bars_size",
    "heat_map",
    "heat_map_size",
    "month_bars",
    "month_bars_size",
    "size_of",
    "svg",
]

_SPECS = {"area_bars": "bars", "month_bars": "bars", "heat_map": "heat"}


def __getattr__(name: str) -> Any:
    """The functions that write specs, by their module: Altair takes half a second to load, so only who draws loads it."""
    if name not in _SPECS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_SPECS[name]}"), name)
