"""Who answers for what: given, ended, kept as history; by whom, within which areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.people import (
    assign_coordinator,
    assign_implementers,
    end_assignment,
    history_of_people,
    mine,
    responsible_for,
    serving,
)
from renaksi.monitoring.models import Assignment
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import MembershipFactory, OfficeFactory, UserFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.plan.models import Area, Indicator, Plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db
FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi", date=date(2026, 1, 12), year=2026)


@pytest.fixture(autouse=True)
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@dataclass
class Stage:
    office: Office
    plan: Plan
    admin: User
    siti: User
    budi: User

    def area(self, number: int) -> Area:
        return self.plan.areas.get(number=number)

    def indicators(self, number: int) -> list[Indicator]:
        return list(self.plan.indicators.filter(sub_activity__activity__area__number=number).order_by("position"))

    def told(self, what: str) -> list[str]:
        return [sentence_of(event) for event in AuditEvent.objects.filter(what=what).order_by("number")]


@pytest.fixture
def stage() -> Stage:
    office = OfficeFactory()
    admin = member(office, "administrator", full_name="Admin Teladan")
    plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=template_rows(office.name), by=admin)
    siti, budi = (member(office, "pelaksana", full_name=name) for name in ("Siti Teladan", "Budi Teladan"))
    return Stage(office, plan, admin, siti, budi)


def narrowed(office: Office, *areas: int) -> User:
    """A coordinator of these areas alone."""
    user: User = MembershipFactory(office=office, role="koordinator", areas=list(areas)).user
    return user


def test_coordinator_carries_the_area_and_all_in_it(stage: Stage) -> None:
    area = stage.area(2)
    made = assign_coordinator(plan=stage.plan, area_id=area.pk, user=stage.siti, by=stage.admin)
    assert (made.since, made.until, made.place) == (date(2026, 5, 20), None, f"2. {area.name}")
    assert mine(stage.siti, stage.plan) == {each.pk for each in stage.indicators(2)}
    assert [each.name for each in responsible_for(stage.plan).coordinators[area.pk]] == ["Siti Teladan"]
    assert stage.told("monitoring.assigned") == [
        f"Admin Teladan menetapkan Siti Teladan sebagai koordinator area 2. {area.name}, Rencana Aksi 2026."
    ]


def test_another_coordinator_takes_the_place_of_the_former(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    area = stage.area(2)
    assign_coordinator(plan=stage.plan, area_id=area.pk, user=stage.siti, by=stage.admin)
    monkeypatch.setenv("RENAKSI_TODAY", "2026-06-01")
    assign_coordinator(plan=stage.plan, area_id=area.pk, user=stage.budi, by=stage.admin)
    assert [each.name for each in responsible_for(stage.plan).coordinators[area.pk]] == ["Budi Teladan"]
    past = history_of_people(stage.plan, stage.indicators(2)[0])
    assert [(str(each.user), each.since, each.until) for each in past] == [
        ("Budi Teladan", date(2026, 6, 1), None),
        ("Siti Teladan", date(2026, 5, 20), date(2026, 6, 1)),
    ]
    assert len(stage.told("monitoring.unassigned")) == 1


def test_asked_twice_nothing_more_is_written(stage: Stage) -> None:
    area = stage.area(2)
    ids = [each.pk for each in stage.indicators(2)]
    for _ in range(2):
        assign_coordinator(plan=stage.plan, area_id=area.pk, user=stage.siti, by=stage.admin)
        assign_implementers(plan=stage.plan, indicator_ids=ids, users=[stage.siti], by=stage.admin)
    assert Assignment.objects.count() == 1 + len(ids)
    assert len(stage.told("monitoring.assigned")) == 2


def test_many_indicators_are_given_to_many_at_once(stage: Stage) -> None:
    ids = [each.pk for each in stage.indicators(1)[:3]]
    made = assign_implementers(
        plan=stage.plan, indicator_ids=ids, users=[stage.siti, stage.budi, stage.siti], by=stage.admin
    )
    assert len(made) == 6
    assert mine(stage.budi, stage.plan) == set(ids)
    assert stage.told("monitoring.assigned") == [
        "Admin Teladan menetapkan Siti Teladan sebagai pelaksana 3 indikator, Rencana Aksi 2026.",
        "Admin Teladan menetapkan Budi Teladan sebagai pelaksana 3 indikator, Rencana Aksi 2026.",
    ]
    carried = {each.name: len(each.indicators) for each in responsible_for(stage.plan).people()}
    assert carried == {"Siti Teladan": 3, "Budi Teladan": 3}


def test_one_indicator_is_named_in_the_trail(stage: Stage) -> None:
    only = stage.indicators(3)[0]
    assign_implementers(plan=stage.plan, indicator_ids=[only.pk], users=[stage.siti], by=stage.admin)
    assert only.text[:60] in stage.told("monitoring.assigned")[0]


def test_replacing_hands_over_and_keeps_who_was_there(stage: Stage) -> None:
    first, second = stage.indicators(1)[:2]
    assign_implementers(plan=stage.plan, indicator_ids=[first.pk], users=[stage.siti], by=stage.admin)
    assign_implementers(
        plan=stage.plan, indicator_ids=[first.pk, second.pk], users=[stage.budi], by=stage.admin, replace=True
    )
    assert mine(stage.siti, stage.plan) == frozenset()
    assert mine(stage.budi, stage.plan) == {first.pk, second.pk}
    assert [str(each.user) for each in history_of_people(stage.plan, first)] == ["Budi Teladan", "Siti Teladan"]


def test_ended_duty_stays_as_history_and_can_be_given_anew(stage: Stage) -> None:
    only = stage.indicators(1)[0]
    made, *_ = assign_implementers(plan=stage.plan, indicator_ids=[only.pk], users=[stage.siti], by=stage.admin)
    ended = end_assignment(assignment=made, by=stage.admin)
    assert (ended.until, ended.ended_by) == (date(2026, 5, 20), stage.admin)
    end_assignment(assignment=made, by=stage.admin)
    assert len(stage.told("monitoring.unassigned")) == 1
    assert responsible_for(stage.plan).people() == []
    assign_implementers(plan=stage.plan, indicator_ids=[only.pk], users=[stage.siti], by=stage.admin)
    assert len(history_of_people(stage.plan, only)) == 2


@pytest.mark.parametrize("kind", ["stranger", "ended", "locked"])
def test_only_who_serves_here_now_is_given_anything(stage: Stage, kind: str) -> None:
    user = {
        "stranger": lambda: member(OfficeFactory(), "pelaksana"),
        "ended": lambda: MembershipFactory(office=stage.office, role="pelaksana", until=date(2026, 5, 19)).user,
        "locked": lambda: member(stage.office, "pelaksana", is_locked=True),
    }[kind]()
    assert user not in serving(stage.office)
    ids = [each.pk for each in stage.indicators(1)]
    with pytest.raises(Refused) as refusal:
        assign_implementers(plan=stage.plan, indicator_ids=ids, users=[stage.siti, user], by=stage.admin)
    assert refusal.value.code == "monitoring.not_a_member"
    with pytest.raises(Refused, match="tidak sedang bertugas"):
        assign_coordinator(plan=stage.plan, area_id=stage.area(1).pk, user=user, by=stage.admin)
    assert not Assignment.objects.exists()


def test_narrowed_coordinator_names_people_in_the_own_areas_alone(stage: Stage) -> None:
    lead = narrowed(stage.office, 2, 3)
    own, other = stage.indicators(2)[0], stage.indicators(4)[0]
    assign_implementers(plan=stage.plan, indicator_ids=[own.pk], users=[stage.siti], by=lead)
    assign_coordinator(plan=stage.plan, area_id=stage.area(3).pk, user=stage.siti, by=lead)
    there = assign_implementers(plan=stage.plan, indicator_ids=[other.pk], users=[stage.siti], by=stage.admin)
    with pytest.raises(Refused) as refusal:
        assign_implementers(plan=stage.plan, indicator_ids=[own.pk, other.pk], users=[stage.budi], by=lead)
    assert refusal.value.code == "monitoring.not_your_area"
    for verb in (
        lambda: assign_coordinator(plan=stage.plan, area_id=stage.area(4).pk, user=stage.budi, by=lead),
        lambda: end_assignment(assignment=there[0], by=lead),
    ):
        with pytest.raises(Refused, match="oleh koordinator area itu"):
            verb()
    assert not Assignment.objects.filter(user=stage.budi).exists()
    assert not Assignment.objects.filter(ended_at__isnull=False).exists()


@pytest.mark.parametrize("role", ["pelaksana", "verifikator", "pembaca"])
def test_without_the_right_nobody_is_named(stage: Stage, role: str) -> None:
    user = member(stage.office, role)
    with pytest.raises(Refused) as refusal:
        assign_coordinator(plan=stage.plan, area_id=stage.area(1).pk, user=stage.siti, by=user)
    assert refusal.value.code == "offices.not_allowed"


def test_nothing_and_nobody_and_another_plan_are_refused(stage: Stage) -> None:
    elsewhere = OfficeFactory()
    theirs = adopt_plan(
        office=elsewhere, year=2026, facts=FACTS, rows=template_rows(elsewhere.name)[:2], by=None
    ).indicators.first()
    own = stage.indicators(1)[0].pk
    for ids, users, code in (
        ([], [stage.siti], "monitoring.no_indicators"),
        ([own], [], "monitoring.no_people"),
        ([own, theirs.pk], [stage.siti], "monitoring.not_found"),
    ):
        with pytest.raises(Refused) as refusal:
            assign_implementers(plan=stage.plan, indicator_ids=ids, users=users, by=stage.admin)
        assert refusal.value.code == code
    withdraw_plan(plan=stage.plan, reason="Salah unggah", by=stage.admin)
    with pytest.raises(Refused) as refusal:
        assign_implementers(plan=stage.plan, indicator_ids=[own], users=[stage.siti], by=stage.admin)
    assert refusal.value.code == "plan.withdrawn"
    assert not Assignment.objects.exists()


def test_questions_cost_one_query_whatever_is_carried(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    everything = [each.pk for each in stage.plan.indicators.all()]
    assign_implementers(plan=stage.plan, indicator_ids=everything, users=[stage.siti, stage.budi], by=None)
    assign_coordinator(plan=stage.plan, area_id=stage.area(1).pk, user=stage.siti, by=None)
    with django_assert_num_queries(1):
        carried = responsible_for(stage.plan)
    first = stage.indicators(1)[0]
    assert [each.name for each in carried.of(first.pk, stage.area(1).pk)] == ["Budi Teladan", "Siti Teladan"]
    assert carried.carries(stage.siti.pk, first.pk, stage.area(1).pk)
    assert not carried.carries(UserFactory().pk, first.pk, stage.area(1).pk)
    with django_assert_num_queries(1):
        assert len(mine(stage.budi, stage.plan)) == len(everything)
    with django_assert_num_queries(1):
        assert [(str(each.user)) for each in history_of_people(stage.plan, first)]
