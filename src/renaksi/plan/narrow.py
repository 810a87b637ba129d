"""A plan's table narrowed to what a reader asks for: one area, one month, words. Merged cells shrink with what is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from renaksi.kernel.wording import fold
from renaksi.plan.domain.table import ActivityGroup, AreaGroup, PlanTable, SubActivityGroup


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
        area=_number(query.get("area", ""), 99),
        month=_number(query.get("bulan", ""), 12),
        words=query.get("cari", "").strip(),
    )


def _number(text: str, highest: int) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= highest else None


def narrowed(table: PlanTable, wish: Wish) -> PlanTable:
    """The table with only the indicators wished for. Words are looked for in an indicator, its note, code, and all above it."""
    if not wish:
        return table
    words = fold(wish.words).split()
    areas = (area for place, area in enumerate(table.areas, 1) if wish.area in (None, place))
    return replace(table, areas=tuple(kept for area in areas if (kept := _area(area, wish, words)).activities))


def _area(area: AreaGroup, wish: Wish, words: list[str]) -> AreaGroup:
    kept = (_activity(each, wish, _without(words, area.area.name)) for each in area.activities)
    return replace(area, activities=tuple(each for each in kept if each.sub_activities))


def _activity(activity: ActivityGroup, wish: Wish, words: list[str]) -> ActivityGroup:
    left = _without(words, activity.activity.name)
    kept = (_sub_activity(each, wish, left) for each in activity.sub_activities)
    return replace(activity, sub_activities=tuple(each for each in kept if each.indicators))


def _sub_activity(group: SubActivityGroup, wish: Wish, words: list[str]) -> SubActivityGroup:
    left = _without(words, group.sub_activity.name)
    fits: Callable[[Any], bool] = lambda one: (  # noqa: E731 - one condition, used once
        (wish.month is None or wish.month in one.months)
        and not _without(left, f"{one.text} {one.note} {' '.join(one.parts)} {one.catalogue_code}")
    )
    return replace(group, indicators=tuple(one for one in group.indicators if fits(one)))


def _without(words: list[str], text: str) -> list[str]:
    """The words not found in the text."""
    if not words:
        return words
    folded = fold(text)
    return [word for word in words if word not in folded]
