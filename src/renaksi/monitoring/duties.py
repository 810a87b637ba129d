"""A plan's table as who answers for it: areas with their coordinators, indicators with their implementers, narrowed to a wish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.kernel.wording import fold
from renaksi.monitoring.domain.people import Carrier, Load, Responsible
from renaksi.monitoring.domain.sheet import SheetLine, YearSheet
from renaksi.monitoring.status import Status
from renaksi.plan.domain.table import ActivityGroup, AreaGroup
from renaksi.plan.models import Activity, Area

NOBODY = "belum"


@dataclass(frozen=True, slots=True)
class DutyWish:
    """What a reader asks to see. ``area`` is the area's place counted from 1, ``person`` a user's id, "belum" = nobody's."""

    area: int | None = None
    person: int | str | None = None
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.area or self.person or self.words)


def duty_wish(query: Any, user: User) -> DutyWish:
    """The wish in an address's parameters ``area``, ``orang`` (an id, "saya" or "belum") and ``cari``."""
    person = query.get("orang", "")
    named: dict[str, int | str] = {"saya": user.pk, NOBODY: NOBODY}
    return DutyWish(_number(query.get("area", "")), named.get(person, _number(person)), query.get("cari", "").strip())


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 16 and int(text) else None


@dataclass(frozen=True, slots=True)
class DutyRow:
    """An indicator and who carries it out."""

    line: SheetLine
    people: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class DutyActivity:
    """A kegiatan with its indicators that are shown."""

    activity: Activity
    rows: tuple[DutyRow, ...]


@dataclass(frozen=True, slots=True)
class DutyArea:
    """An area with who coordinates it, its kegiatan that are shown, and how many of all its indicators are carried by someone.

    ``may`` says whether the reader may name people here.
    """

    area: Area
    place: int
    coordinators: tuple[Carrier, ...]
    activities: tuple[DutyActivity, ...]
    carried: int
    total: int
    may: bool

    @property
    def rows(self) -> list[DutyRow]:
        """The indicators shown."""
        return [row for activity in self.activities for row in activity.rows]


def duty_areas(
    sheet: YearSheet, responsible: Responsible, wish: DutyWish, may: frozenset[int] | None
) -> list[DutyArea]:
    """The areas with something to show, in printed order. ``may`` = the area numbers the reader names people in, None = all."""
    asked = enumerate(sheet.table.areas, 1)
    areas = [_area(place, group, sheet, responsible, wish, may) for place, group in asked if wish.area in (None, place)]
    return [area for area in areas if area.activities or (area.coordinators and _is_by(area.coordinators, wish))]


def _area(
    place: int,
    group: AreaGroup,
    sheet: YearSheet,
    responsible: Responsible,
    wish: DutyWish,
    may: frozenset[int] | None,
) -> DutyArea:
    words = _without(fold(wish.words).split(), group.area.name)
    activities = (_activity(each, sheet, responsible, wish, words) for each in group.activities)
    ids = [one.pk for each in group.activities for sub in each.sub_activities for one in sub.indicators]
    return DutyArea(
        area=group.area,
        place=place,
        coordinators=responsible.coordinators.get(group.area.pk, ()),
        activities=tuple(each for each in activities if each.rows),
        carried=sum(pk in responsible.implementers for pk in ids),
        total=len(ids),
        may=may is None or group.area.number in may,
    )


def _activity(
    group: ActivityGroup, sheet: YearSheet, responsible: Responsible, wish: DutyWish, words: list[str]
) -> DutyActivity:
    left = _without(words, group.activity.name)
    rows = (
        DutyRow(sheet.by_id[one.pk], responsible.implementers.get(one.pk, ()))
        for sub in group.sub_activities
        for one in sub.indicators
        if not _without(left, f"{sub.sub_activity.name} {one.text}")
    )
    return DutyActivity(group.activity, tuple(row for row in rows if _is_wished(row.people, wish)))


def _is_wished(people: tuple[Carrier, ...], wish: DutyWish) -> bool:
    if wish.person == NOBODY:
        return not people
    return wish.person is None or _is_by(people, wish)


def _is_by(people: Iterable[Carrier], wish: DutyWish) -> bool:
    return any(each.user_id == wish.person for each in people)


def _without(words: list[str], text: str) -> list[str]:
    folded = fold(text) if words else ""
    return [word for word in words if word not in folded]


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """What someone carries: the areas coordinated, the indicators, and how many of all these are late."""

    load: Load
    areas: tuple[Area, ...]
    late: int
    is_member: bool
    records: bool


def person_loads(
    sheet: YearSheet, responsible: Responsible, members: Mapping[User, frozenset[Right]]
) -> list[PersonLoad]:
    """Everyone who carries something, by name; ``members`` = who serves in the office today (people.serving). No query."""
    late = {line.indicator.pk: line.area.pk for line in sheet.lines if Status.LATE in line.statuses}
    rights = {user.pk: some for user, some in members.items()}
    return [_person(load, sheet, late, rights.get(load.user_id)) for load in responsible.people()]


def _person(load: Load, sheet: YearSheet, late: dict[int, int], rights: frozenset[Right] | None) -> PersonLoad:
    return PersonLoad(
        load=load,
        areas=tuple(area for area in sheet.areas if area.pk in load.areas),
        late=sum(pk in load.indicators or area in load.areas for pk, area in late.items()),
        is_member=rights is not None,
        records=rights is not None and Right.RECORD in rights,
    )
