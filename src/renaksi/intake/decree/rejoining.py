"""Texts printed again on every row and broken over two by hand: known whole from another row, so that both halves are one."""

from __future__ import annotations

from itertools import pairwise

from renaksi.intake.decree.entries import Entry, Grid
from renaksi.intake.decree.levels import Snippet

_PARENTS = ("area", "activity", "sub_activity")


def rejoin(grid: Grid) -> None:
    """Put the two halves together where they give just the text of another row; the line below is then without it."""
    for level in _PARENTS:
        whole = {snippet.raw: snippet for entry in grid.entries if (snippet := entry.text(level)) is not None}
        for above, below in pairwise(grid.entries):
            found = _whole_of(above, below, level, whole)
            if found is not None:
                above.texts[level] = [found]
                del below.texts[level]


def _whole_of(above: Entry, below: Entry, level: str, whole: dict[str, Snippet]) -> Snippet | None:
    first, rest = above.text(level), below.text(level)
    if first is None or rest is None or below.ticks or below.note:
        return None
    return whole.get(f"{first.raw} {rest.raw}")
