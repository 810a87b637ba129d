"""What a page lists of a comparison: only what differs, one kind of change, or every row; each with what is said beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from renaksi.plan.compare import ChangeKind, Comparison
from renaksi.plan.differences import Difference, Shown, shown

Fate = Callable[[Difference], str]

TONES = {
    ChangeKind.REMOVED: "missed",
    ChangeKind.ADDED: "done",
    ChangeKind.MOVED: "extra",
    ChangeKind.REWORDED: "now",
    ChangeKind.RETIMED: "late",
}
SIGNS = {
    ChangeKind.REMOVED: "−",
    ChangeKind.ADDED: "+",
    ChangeKind.MOVED: "⇄",
    ChangeKind.REWORDED: "✎",
    ChangeKind.RETIMED: "◷",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A kind of change as a chip: sign, word, tone; how many rows have it, and whether it is the one asked for."""

    kind: str
    sign: str
    word: str
    tone: str
    count: int = 0
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the list: both sides, its chips, what is said beside it, whether the months are shown."""

    difference: Difference
    chips: tuple[Chip, ...]
    fate: str
    has_months: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows asked for by area, and the chips to ask for others."""

    areas: tuple[tuple[str, tuple[Entry, ...]], ...]
    chips: tuple[Chip, ...]
    shown: Shown
    shows_all: bool
    kind: str


def listed(query: Mapping[str, Any], comparison: Comparison, titles: Mapping[ChangeKind, str], fate: Fate) -> Listing:
    """The list that ``jenis`` (a kind) and ``semua`` (unchanged rows too) in an address ask for."""
    whole = shown(comparison)
    kind = next((each for each in ChangeKind if each.value == query.get("jenis")), None)
    shows_all = kind is None and query.get("semua") == "1"
    rows = whole.rows if shows_all else whole.of(kind)
    areas = tuple(
        (area, tuple(_entry(row, titles, fate) for row in some)) for area, some in groupby(rows, lambda row: row.area)
    )
    chips = tuple(_chip(each, titles, len(whole.of(each)), is_asked=each is kind) for each in whole.counts)
    return Listing(areas, chips, whole, shows_all, kind.value if kind else "")


def _entry(row: Difference, titles: Mapping[ChangeKind, str], fate: Fate) -> Entry:
    has_months = not row.kinds or bool({ChangeKind.REMOVED, ChangeKind.ADDED, ChangeKind.RETIMED} & set(row.kinds))
    return Entry(row, tuple(_chip(kind, titles) for kind in row.kinds), fate(row), has_months)


def _chip(kind: ChangeKind, titles: Mapping[ChangeKind, str], count: int = 0, *, is_asked: bool = False) -> Chip:
    return Chip(kind.value, SIGNS[kind], titles[kind], TONES[kind], count, is_asked)
