"""Stacked bars: what was carried out, what was not, and what is still ahead, by area or by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import altair as alt

from renaksi.charts.counts import Counts
from renaksi.charts.look import DARK, LIGHT, NARROW, Look, chart_of, finished, in_lines
from renaksi.charts.sizes import Size, area_bars_size, month_bars_size
from renaksi.kernel.months import MONTH_SHORT
from renaksi.kernel.quantity import plain, rounded

PARTS = ("terlaksana", "belum atau tidak terlaksana", "belum waktunya")
NAMES, NAME_LETTERS = 210, 28  # pixels for the names beside the rows, and letters of a line that fit there
_NAME_LETTERS_ABOVE = 44
_RISE = 12  # pixels by which a name stands above the middle of its row where there is no room beside it


def area_bars(
    areas: Sequence[str],
    counts: Sequence[Counts],
    *,
    numbers: Sequence[int] = (),
    dark: bool = False,
    narrow: bool = False,
    look: Look | None = None,
) -> dict[str, Any]:
    """The spec of a bar for each area, parted as ``PARTS``, with ``12 dari 15 (80 %)``, carried out of begun, at its end.

    ``numbers`` are the areas' own, where they are not 1, 2, 3. On a narrow screen the names stand above the bars.
    """
    look = look or (DARK if dark else LIGHT)
    letters, lines = (_NAME_LETTERS_ABOVE, 1) if narrow else (NAME_LETTERS, 2)
    names = [in_lines(words, letters, lines) for words in numbered(areas, numbers)]
    size = area_bars_size(len(areas), narrow=narrow, look=look)
    return _rows(names, counts, look, size, room=0 if narrow else NAMES)


def month_bars(
    months: Sequence[int],
    counts: Sequence[Counts],
    *,
    dark: bool = False,
    narrow: bool = False,
    look: Look | None = None,
) -> dict[str, Any]:
    """The spec of a column for each month, parted as ``PARTS``, with ``12/15``, carried out of begun, above it.

    On a narrow screen the months are rows, as areas are.
    """
    look = look or (DARK if dark else LIGHT)
    names = [MONTH_SHORT[month - 1] for month in months]
    if narrow:
        return _rows([[name] for name in names], counts, look, month_bars_size(len(months), narrow=True), room=40)
    places = [f"{at:02}{name}" for at, name in enumerate(names)]
    axis = alt.Axis(labelExpr="slice(datum.label, 2)", labelAngle=0)
    x = alt.X("place:O", axis=axis, scale=alt.Scale(paddingInner=0.3, paddingOuter=0.15))
    room = alt.Scale(domain=[0, _longest(counts) * 1.12], nice=False)
    up = alt.Y("count:Q", axis=None, scale=room, stack="zero")
    bars = _parts(places, counts).mark_bar().encode(x=x, y=up, color=_colours(look), order="part_no:Q")
    words = [f"{each.realised}/{each.begun}" if each.begun else str(each.scheduled or "") for each in counts]
    tops = _ends(places, counts, words).mark_text(baseline="bottom", dy=-3)
    tops = tops.encode(x=x, y=alt.Y("total:Q", axis=None, scale=room), text="words:N")
    return finished(bars + tops, look, size=month_bars_size(len(months), look=look))


def _rows(names: Sequence[list[str]], counts: Sequence[Counts], look: Look, size: Size, *, room: int) -> dict[str, Any]:
    """Bars going right, one a row; names in the ``room`` on their left, or above them where there is none."""
    narrow = size[0] == NARROW
    places = [place_key(at) for at in range(len(names))]
    y = alt.Y("place:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    scale = alt.Scale(domain=[0, _longest(counts) * (1.95 if narrow else 1.45)], nice=False)
    across = alt.X("count:Q", axis=None, scale=scale, stack="zero")
    drop = 0 if room else 7  # pixels by which a bar gives way to the name above it
    bars = _parts(places, counts).mark_bar(height=16, yOffset=drop)
    bars = bars.encode(y=y, x=across, color=_colours(look, columns=1 if narrow else None), order="part_no:Q")
    ends = _ends(places, counts, [_share(each) for each in counts]).mark_text(align="left", dx=6, yOffset=drop)
    ends = ends.encode(y=y, x=alt.X("total:Q", axis=None, scale=scale), text="words:N")
    chart = bars + ends + row_names(names, y, room=room, above=0 if room else _RISE)
    return finished(chart, look, size=size)


def row_names(names: Sequence[list[str]], y: alt.Y, *, room: int, above: int = 0) -> alt.Chart:
    """The rows' names, on one or two lines, in the room kept left of the rows, or so many pixels above their middle."""
    rows = [{"place": place_key(at), "lines": lines, "count": len(lines)} for at, lines in enumerate(names)]
    rise = alt.ExprRef(f"(datum.count > 1 ? -7 : 0) - {above}")
    chart: alt.Chart = chart_of(rows).mark_text(align="left", lineHeight=14, dy=rise)
    named: alt.Chart = chart.encode(x=alt.value(4 - room if room else 0), y=y, text="lines:N")
    return named


def numbered(areas: Sequence[str], numbers: Sequence[int]) -> list[str]:
    """The areas' names behind their numbers; 1, 2, 3 where none are given."""
    return [f"{number} {name}" for number, name in zip(numbers or range(1, len(areas) + 1), areas, strict=True)]


def place_key(place: int, shown: object = "") -> str:
    """A place's key: two digits to sort by, then what an axis shows of it."""
    return f"{place:02}{shown}"


def _share(counts: Counts) -> str:
    if not counts.begun:
        return "belum waktunya" if counts.scheduled else "tidak ada jadwal"
    percent = rounded(Decimal(counts.realised) * 100 / counts.begun, 2)
    return f"{counts.realised} dari {counts.begun} ({plain(percent)} %)"


def _longest(counts: Sequence[Counts]) -> int:
    return max((each.scheduled for each in counts), default=0) or 1


def _parts(places: Sequence[str], counts: Sequence[Counts]) -> alt.Chart:
    return chart_of(list(_part_rows(places, counts)))


def _part_rows(places: Sequence[str], counts: Sequence[Counts]) -> Iterator[dict[str, Any]]:
    for place, each in zip(places, counts, strict=True):
        numbers = (each.realised, each.begun - each.realised, each.scheduled - each.begun)
        for at, (part, number) in enumerate(zip(PARTS, numbers, strict=True)):
            yield {"place": place, "part": part, "part_no": at, "count": number}


def _ends(places: Sequence[str], counts: Sequence[Counts], words: Sequence[str]) -> alt.Chart:
    rows = zip(places, counts, words, strict=True)
    values = [{"place": place, "total": each.scheduled, "words": text} for place, each, text in rows]
    return chart_of(values)


def _colours(look: Look, *, columns: int | None = None) -> alt.Color:
    legend = alt.Legend(columns=columns) if columns else alt.Legend()
    scale = alt.Scale(domain=list(PARTS), range=[look.done, look.missing, look.ahead])
    return alt.Color("part:N", scale=scale, legend=legend, sort=None)
