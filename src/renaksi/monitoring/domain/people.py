"""Who answers for what: a coordinator for an area, implementers for an indicator; given, ended, never forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES, Right
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.models import Assignment
from renaksi.offices.access import areas_with
from renaksi.offices.domain.authority import refuse_without
from renaksi.offices.models import Membership, Office
from renaksi.offices.trail import record_in
from renaksi.plan.domain.locking import locked_plan
from renaksi.plan.models import Area, Indicator, Plan

COORDINATOR, IMPLEMENTER = "koordinator", "pelaksana"


def assign_coordinator(*, plan: Plan, area_id: int, user: User, by: User | None) -> Assignment:
    """Makes the user the coordinator of an area in place of whoever is; the former stays as history.

    Asked for who it already is, nothing is written. Trail: ``monitoring.assigned``, ``monitoring.unassigned`` for the former.
    Refuses: ``offices.not_allowed``, ``plan.withdrawn``, ``monitoring.not_found``, ``monitoring.not_your_area``,
    ``monitoring.not_a_member``.
    """
    refuse_without(Right.ASSIGN, by=by, office=plan.office)
    with transaction.atomic():
        plan = locked_plan(plan)
        area = plan.areas.filter(pk=area_id).first()
        if area is None:
            raise _gone()
        _check_reach(plan.office, [area], by)
        _check_members(plan.office, [user])
        present = list(_in_force(plan).filter(area=area).select_related("user"))
        known = next((each for each in present if each.user_id == user.pk), None)
        former = [each for each in present if each.user_id != user.pk]
        _end(plan, former, by)
        made = known or _assignment(plan, user, by, area=area, is_coordinator=True, place=_named(area))
        if not known:
            made.save()
        _tell(plan, ended=former, made=[] if known else [made], by=by)
    return made


def assign_implementers(
    *, plan: Plan, indicator_ids: Collection[int], users: Sequence[User], by: User | None, replace: bool = False
) -> list[Assignment]:
    """Makes the users implementers of all these indicators, all or nothing; ``replace`` ends whoever else carries them.

    What someone already carries is left as it is. Gives back what is new. Trail: one ``monitoring.assigned`` per person with the
    number of indicators, one ``monitoring.unassigned`` per person released.
    Refuses: ``offices.not_allowed``, ``plan.withdrawn``, ``monitoring.no_indicators``, ``monitoring.no_people``,
    ``monitoring.not_found``, ``monitoring.not_your_area``, ``monitoring.not_a_member``.
    """
    refuse_without(Right.ASSIGN, by=by, office=plan.office)
    if not indicator_ids:
        raise Refused("Tandai dahulu indikatornya.", code="monitoring.no_indicators", field="indicators")
    if not users:
        raise Refused("Pilih orang yang akan melaksanakan.", code="monitoring.no_people", field="user")
    with transaction.atomic():
        plan = locked_plan(plan)
        indicators = _indicators(plan, indicator_ids)
        _check_reach(plan.office, {each.sub_activity.activity.area for each in indicators}, by)
        _check_members(plan.office, users)
        present = list(_in_force(plan).filter(indicator__in=indicators).select_related("user"))
        former = [each for each in present if each.user not in users] if replace else []
        _end(plan, former, by)
        known = {(each.indicator_id, each.user_id) for each in present}
        wanted = [(user, each) for user in dict.fromkeys(users) for each in indicators]
        made = Assignment.objects.bulk_create(
            _assignment(plan, user, by, indicator=each, place=_place(each))
            for user, each in wanted
            if (each.pk, user.pk) not in known
        )
        _tell(plan, ended=former, made=made, by=by)
    return made


def end_assignment(*, assignment: Assignment, by: User | None) -> Assignment:
    """Ends a duty today; it stays as history. One already ended is left as it is. Trail: ``monitoring.unassigned``.

    Refuses: ``offices.not_allowed``, ``plan.withdrawn``, ``monitoring.not_your_area``.
    """
    refuse_without(Right.ASSIGN, by=by, office=assignment.plan.office)
    with transaction.atomic():
        plan = locked_plan(assignment.plan)
        row = Assignment.objects.select_related("user", "area", "indicator__sub_activity__activity__area").get(
            pk=assignment.pk
        )
        area = row.area or (row.indicator.sub_activity.activity.area if row.indicator else None)
        _check_reach(plan.office, [area], by)
        if row.ended_at is None:
            _end(plan, [row], by)
            _tell(plan, ended=[row], made=[], by=by)
    return row


@dataclass(frozen=True, slots=True)
class Carrier:
    """A person who carries something, and since when."""

    assignment_id: int
    user_id: int
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class Load:
    """What one person carries in a plan: ids of areas coordinated and of indicators implemented."""

    user_id: int
    name: str
    areas: frozenset[int]
    indicators: frozenset[int]


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who carries what in a plan now: coordinators by area id, implementers by indicator id, each by name."""

    coordinators: dict[int, tuple[Carrier, ...]]
    implementers: dict[int, tuple[Carrier, ...]]

    def of(self, indicator_id: int, area_id: int) -> tuple[Carrier, ...]:
        """Who answers for an indicator: its implementers, else the coordinator of its area."""
        return self.implementers.get(indicator_id) or self.coordinators.get(area_id, ())

    def carries(self, user_id: int, indicator_id: int, area_id: int) -> bool:
        """Whether the user implements the indicator or coordinates its area."""
        both = (*self.implementers.get(indicator_id, ()), *self.coordinators.get(area_id, ()))
        return any(each.user_id == user_id for each in both)

    def people(self) -> list[Load]:
        """Everyone who carries something, by name."""
        names: dict[int, str] = {}
        areas: dict[int, set[int]] = {}
        indicators: dict[int, set[int]] = {}
        for carried, kept in ((self.coordinators, areas), (self.implementers, indicators)):
            for pk, carriers in carried.items():
                for each in carriers:
                    names[each.user_id] = each.name
                    kept.setdefault(each.user_id, set()).add(pk)
        return [
            Load(pk, name, frozenset(areas.get(pk, ())), frozenset(indicators.get(pk, ())))
            for pk, name in sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))
        ]


def responsible_for(plan: Plan) -> Responsible:
    """Who carries what in the plan now. One query."""
    rows = _in_force(plan).select_related("user").order_by("user__full_name", "pk")
    coordinators: dict[int, list[Carrier]] = {}
    implementers: dict[int, list[Carrier]] = {}
    for row in rows:
        carrier = Carrier(row.pk, row.user_id, str(row.user), row.since)
        if row.area_id:
            coordinators.setdefault(row.area_id, []).append(carrier)
        elif row.indicator_id:
            implementers.setdefault(row.indicator_id, []).append(carrier)
    return Responsible(
        {pk: tuple(some) for pk, some in coordinators.items()}, {pk: tuple(some) for pk, some in implementers.items()}
    )


def mine(user: Any, plan: Plan) -> frozenset[int]:
    """The ids of the indicators the user implements, or whose area the user coordinates. One query."""
    now_mine = Assignment.objects.filter(plan=plan, user=user, ended_at__isnull=True)
    rows = plan.indicators.filter(
        Q(pk__in=now_mine.filter(indicator__isnull=False).values("indicator"))
        | Q(sub_activity__activity__area__in=now_mine.filter(area__isnull=False).values("area"))
    )
    return frozenset(rows.values_list("pk", flat=True))


def history_of_people(plan: Plan, indicator: Indicator) -> list[Assignment]:
    """Who implemented the indicator or coordinated its area, and when: those in force first, then the latest. One query."""
    area = Area.objects.filter(activities__sub_activities=indicator.sub_activity_id)
    rows = Assignment.objects.filter(Q(indicator=indicator) | Q(area__in=area), plan=plan).select_related("user")
    return sorted(rows, key=lambda row: (row.ended_at is not None, -row.since.toordinal(), -row.pk))


def may_assign_in(user: Any, office: Office) -> frozenset[int] | None:
    """The numbers of the areas within which the user may say who answers; None = all; empty = nowhere."""
    return areas_with(user, office, Right.ASSIGN)


def serving(office: Office) -> dict[User, frozenset[Right]]:
    """Who may be given something to carry: the office's members of today by name, with their rights there. One query."""
    rows = Membership.objects.current(today(office.time_zone)).filter(
        office=office, user__is_active=True, user__is_locked=False
    )
    rights: dict[User, frozenset[Right]] = {}
    for row in rows.select_related("user").order_by("user__full_name", "user_id"):
        rights[row.user] = rights.get(row.user, frozenset()) | ROLES[row.role].rights
    return rights


def _in_force(plan: Plan) -> QuerySet[Assignment]:
    return Assignment.objects.filter(plan=plan, ended_at__isnull=True)


def _indicators(plan: Plan, ids: Collection[int]) -> list[Indicator]:
    wanted = set(ids)
    found = list(plan.indicators.filter(pk__in=wanted).select_related("sub_activity__activity__area"))
    if len(found) != len(wanted):
        raise _gone()
    return found


def _gone() -> Refused:
    return Refused("Bagian rencana ini tidak ditemukan. Muat ulang halamannya.", code="monitoring.not_found")


def _check_reach(office: Office, areas: Iterable[Area | None], by: User | None) -> None:
    """A coordinator narrowed to areas says who answers in those alone."""
    numbers = None if by is None else may_assign_in(by, office)
    if numbers is None:
        return
    for area in areas:
        if area is None or area.number not in numbers:
            raise Refused(
                f"Penanggung jawab {_label(area)} ditetapkan oleh koordinator area itu, pengarah, atau administrator.",
                code="monitoring.not_your_area",
            )


def _label(area: Area | None) -> str:
    return f"area “{area.name}”" if area and area.name else "bagian ini"


def _check_members(office: Office, users: Sequence[User]) -> None:
    members = serving(office)
    for user in users:
        if user not in members:
            raise Refused(
                f"{user} tidak sedang bertugas di {office.name}. Pilih orang lain, atau beri peran lebih dahulu.",
                code="monitoring.not_a_member",
                field="user",
            )


def _assignment(plan: Plan, user: User, by: User | None, **what: Any) -> Assignment:
    day = today(plan.office.time_zone)
    return Assignment(plan=plan, user=user, since=day, assigned_at=now(), assigned_by=by, **what)


def _end(plan: Plan, rows: Sequence[Assignment], by: User | None) -> None:
    for row in rows:
        row.until, row.ended_at, row.ended_by = today(plan.office.time_zone), now(), by
    Assignment.objects.bulk_update(rows, ("until", "ended_at", "ended_by"), 200)


def _tell(plan: Plan, *, ended: Sequence[Assignment], made: Sequence[Assignment], by: User | None) -> None:
    """One event per person released and per person given something, saying of what. Call it last."""
    for told in map(partial(_told, plan), _by_person(ended)):
        record_in(plan.office, by=by, what="monitoring.unassigned", **told)
    for told in map(partial(_told, plan), _by_person(made)):
        record_in(plan.office, by=by, what="monitoring.assigned", **told)


def _by_person(rows: Sequence[Assignment]) -> list[list[Assignment]]:
    by_person: dict[User, list[Assignment]] = {}
    for row in rows:
        by_person.setdefault(row.user, []).append(row)
    return list(by_person.values())


def _told(plan: Plan, rows: list[Assignment]) -> dict[str, Any]:
    """What an event says of one person's duties."""
    first = rows[0]
    return {
        "object_label": _words(plan, rows),
        "object_id": f"area:{first.area_id}" if first.area_id else f"plan:{plan.pk}",
        "details": {
            "person": str(first.user),
            "user": first.user.pk,
            "duty": COORDINATOR if first.is_coordinator else IMPLEMENTER,
            "indicators": [row.indicator_id for row in rows if row.indicator_id],
        },
    }


def _words(plan: Plan, rows: Sequence[Assignment]) -> str:
    """What the trail calls that which was given: an area, one indicator by its words, or how many."""
    if rows[0].is_coordinator:
        what = f"area {rows[0].place}"
    elif len(rows) == 1 and rows[0].indicator:
        what = f"indikator “{rows[0].indicator.text[:150]}”"
    else:
        what = f"{len(rows)} indikator"
    return f"{what}, Rencana Aksi {plan.year}"


def _named(area: Area) -> str:
    name = area.name or "tanpa nama"
    return f"{area.number}. {name}" if area.number else name


def _place(indicator: Indicator) -> str:
    activity = indicator.sub_activity.activity
    return f"{_named(activity.area)} › {activity.name} › {indicator.text}"
