"""The unit of work of every change to a draft: lock, load, change in memory, write what differs, keep what was replaced."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.intake.models import Draft, DraftChange


@dataclass(frozen=True, slots=True)
class Changed:
    """What a verb did: the fresh ``draft``; ``change`` (None: nothing differed, nothing was written, the version stays);
    ids of ``rows`` new or different in printed order; ids of rows ``removed``; ids of ``doubts`` whose state changed;
    ``is_reordered`` = rows came, went or moved, so that the whole table must be shown anew."""

    draft: Draft
    change: DraftChange | None = None
    rows: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    doubts: tuple[int, ...] = ()
    is_reordered: bool = False
