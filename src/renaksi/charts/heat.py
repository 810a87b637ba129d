"""The heat map: areas by months, every cell saying how much of what has begun was carried out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt

from renaksi.charts.bars import NAME_LETTERS, NAMES, numbered, place_key, row_names
from renaksi.charts.counts import Counts
from renaksi.charts.look import DARK, LIGHT, Look, chart_of, finished, in_lines
from renaksi.charts.sizes import heat_map_size
from renaksi.kernel.months import MONTH_SHORT

NOTHING = "·"
NOTE = "Isi kotak: terlaksana/sudah waktunya. Angka saja: dijadwalkan, belum waktunya. Titik: tidak dijadwalkan."
_KEYS = ("0 %", "1–49 %", "50–99 %", "100 %", "belum waktunya")
_AHEAD = len(_KEYS) - 1


def heat_map(
    areas: Sequence[str],
    months: Sequence[int],
    cells: Mapping[tuple[int, int], Counts],
    *,
    numbers: Sequence[int] = (),
    dark: bool = False,
    narrow: bool = False,
    look: Look | None = None,
) -> dict[str, Any]:
    """The spec of a heat map. ``cells`` by (place of the area from 0, month); a cell left out counts as nothing scheduled.

    A cell says ``3/4`` (carried out of begun), ``4`` where its time has not come, ``·`` where nothing is scheduled. ``narrow`` is
    for a phone: months go down, areas across by their number alone, which the page beside it must tell. ``numbers`` are
    the areas' own, where they are not 1, 2, 3; ``look`` wins over ``dark``.
    """
    look = look or (DARK if dark else LIGHT)
    shown = (numbers or range(1, len(areas) + 1)) if narrow else [""] * len(areas)
    heads = [place_key(at, number) for at, number in enumerate(shown)]
    tiles = chart_of(list(_tiles(heads, months, cells, look)))
    across, down = ("place", "month") if narrow else ("month", "place")
    tiles = tiles.encode(x=_x(across), y=_y(down, is_shown=narrow))
    filled = tiles.transform_filter("datum.key != null").mark_rect(stroke=look.line, strokeWidth=1)
    words = tiles.mark_text(fontSize=11 if narrow else 12)
    words = words.encode(text="words:N", color=alt.Color("ink:N", scale=None))
    chart = filled.encode(color=_colours(look, narrow=narrow)) + words
    if not narrow:
        names = [in_lines(words, NAME_LETTERS) for words in numbered(areas, numbers)]
        chart += row_names(names, _y(down, is_shown=False), room=NAMES)
    size = heat_map_size(len(areas), len(months), narrow=narrow, look=look)
    return finished(chart.resolve_scale(color="independent"), look, size=size, note=NOTE)


def _tiles(
    heads: Sequence[str], months: Sequence[int], cells: Mapping[tuple[int, int], Counts], look: Look
) -> Iterator[dict[str, Any]]:
    for place, head in enumerate(heads):
        for month in months:
            key, words = _told(cells.get((place, month)))
            yield {
                "place": head,
                "month": f"{month:02}{MONTH_SHORT[month - 1]}",
                "key": None if key is None else _KEYS[key],
                "words": words,
                "ink": look.quiet if key is None or key == _AHEAD else look.step_inks[key],
            }


def _told(counts: Counts | None) -> tuple[int | None, str]:
    """Which step of the scale a cell stands on, None = nothing scheduled, and its words."""
    if counts is None or not counts.scheduled:
        return None, NOTHING
    if not counts.begun:
        return _AHEAD, str(counts.scheduled)
    return _step(counts.realised, counts.begun), f"{counts.realised}/{counts.begun}"


def _step(part: int, whole: int) -> int:
    if not part:
        return 0
    return 3 if part >= whole else (2 if part * 2 >= whole else 1)


def _x(name: str) -> alt.X:
    """Places across in the order of their two leading digits, which are not shown."""
    return alt.X(f"{name}:O", axis=_names_only(orient="top"), scale=_gaps())


def _y(name: str, *, is_shown: bool) -> alt.Y:
    """Places down, in the same order; without labels where the names stand beside the rows."""
    return alt.Y(f"{name}:O", axis=_names_only() if is_shown else None, scale=_gaps())


def _names_only(**more: Any) -> alt.Axis:
    return alt.Axis(labelExpr="slice(datum.label, 2)", labelAngle=0, **more)


def _gaps() -> alt.Scale:
    return alt.Scale(paddingInner=0.06, paddingOuter=0)


def _colours(look: Look, *, narrow: bool) -> Any:
    legend = alt.Legend(columns=3) if narrow else alt.Legend()
    scale = alt.Scale(domain=list(_KEYS), range=[*look.steps, look.surface])
    return alt.Color("key:N", scale=scale, legend=legend, sort=None)
