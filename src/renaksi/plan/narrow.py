"""A plan's table narrowed to what a reader asks for: one area, one month, words. Merged cells shrink with what is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from renaksi.kernel.wording import fold
from renaksi.plan.domain.table import ActivityGroup, AreaGroup, PlanTable, SubActivityGroup
from renaksi.plan.models import Indicator

Fits = Callable[[Indicator], bool]
LONGEST_NUMBER = 18  # digits; the largest key a database gives has no more


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks to see. ``area`` is the area's place in the plan counted from 1; 0, None or "" = no wish."""

    area: int | None = None
    month: int | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.area or self.month or self.words)


def wish_of(query: Any) -> Wish:
    """The wish in an address's parameters (``area``, ``bulan``, ``cari``); what is no number in range is no wish."""
    return Wish(
        area=number_in(query.get("area", ""), 99),
        month=number_in(query.get("bulan", ""), 12),
        words=query.get("cari", "").strip(),
    )


def number_in(text: str, highest: int) -> int | None:
    """The number from 1 to ``highest`` an address's parameter says; None for anything else."""
    if not (text.isascii() and text.isdecimal()) or len(text) > LONGEST_NUMBER:
        return None
    return int(text) if 1 <= int(text) <= highest else None


def narrowed(table: PlanTable, wish: Wish, also: Fits | None = None) -> PlanTable:
    """The table with only the indicators wished for, and for which ``also`` holds, where it is given.

    Words are looked for in an indicator, its note, code, and all above it.
    """
    if not wish and also is None:
        return table
    fits: Fits = lambda one: (  # noqa: E731 - two conditions made one, once a table
        (wish.month is None or wish.month in one.months) and (also is None or also(one))
    )
    words = fold(wish.words).split()
    areas = (area for place, area in enumerate(table.areas, 1) if wish.area in (None, place))
    return replace(table, areas=tuple(kept for area in areas if (kept := _area(area, fits, words)).activities))


def _area(area: AreaGroup, fits: Fits, words: list[str]) -> AreaGroup:
    kept = (_activity(each, fits, _without(words, area.area.name)) for each in area.activities)
    return replace(area, activities=tuple(each for each in kept if each.sub_activities))


def _activity(activity: ActivityGroup, fits: Fits, words: list[str]) -> ActivityGroup:
    left = _without(words, activity.activity.name)
    kept = (_sub_activity(each, fits, left) for each in activity.sub_activities)
    return replace(activity, sub_activities=tuple(each for each in kept if each.indicators))


def _sub_activity(group: SubActivityGroup, fits: Fits, words: list[str]) -> SubActivityGroup:
    left = _without(words, group.sub_activity.name)
    kept = (
        one
        for one in group.indicators
        if fits(one) and not _without(left, f"{one.text} {one.note} {' '.join(one.parts)} {one.catalogue_code}")
    )
    return replace(group, indicators=tuple(kept))


def _without(words: list[str], text: str) -> list[str]:
    """The words not found in the text."""
    if not words:
        return words
    folded = fold(text)
    return [word for word in words if word not in folded]
