"""How large each chart comes out, in pixels, known before it is drawn: a page keeps its place with this."""

from __future__ import annotations

from renaksi.charts.look import LIGHT, NARROW, Look

Size = tuple[int, int]


def heat_map_size(areas: int, months: int, *, narrow: bool = False, look: Look = LIGHT) -> Size:
    """Width and height of a heat map."""
    return (NARROW, months * 30 + 140) if narrow else (look.width, areas * 34 + 92)


def area_bars_size(areas: int, *, narrow: bool = False, look: Look = LIGHT) -> Size:
    """Width and height of bars for so many areas."""
    return (NARROW, areas * 44 + 80) if narrow else (look.width, areas * 36 + 44)


def month_bars_size(months: int, *, narrow: bool = False, look: Look = LIGHT) -> Size:
    """Width and height of columns for so many months; rows on a narrow screen."""
    return (NARROW, months * 28 + 80) if narrow else (min(look.width, max(440, 120 + 60 * months)), 236)
