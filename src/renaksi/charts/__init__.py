"""Charts: Vega-Lite specs written with Altair and drawn here as SVG, the same on screen and paper. Pure, no Django.

A chart is two steps: a spec (``heat_map``, ``area_bars``, ``month_bars``: plain dicts that say what is shown and in which
colours) and its drawing (``svg``, remembered by the spec's content). Charts are pictures of numbers that also stand beside
them as text or table; nothing in one is told by colour alone.
"""

from __future__ import annotations

from renaksi.charts.bars import area_bars, month_bars
from renaksi.charts.counts import Counts
from renaksi.charts.drawing import size_of, svg
from renaksi.charts.heat import heat_map
from renaksi.charts.look import DARK, LIGHT, PAPER, Look
from renaksi.charts.sizes import area_bars_size, heat_map_size, month_bars_size

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
