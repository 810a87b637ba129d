"""Two people naming who answers in the same moment, on the database as it runs: an area keeps one coordinator."""

from __future__ import annotations

import pytest

from renaksi.monitoring.domain.people import assign_coordinator, assign_implementers, responsible_for
from renaksi.monitoring.models import Assignment
from renaksi.monitoring.tests.stage import Stage
from renaksi.monitoring.tests.test_cells_at_once import at_once
from renaksi.offices.tests.factories import member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    return Stage()


def test_area_keeps_one_coordinator(stage: Stage) -> None:
    area = stage.plan.areas.get(number=1)
    people = [member(stage.office, "koordinator") for _ in range(3)]
    deeds = [
        lambda user=user: assign_coordinator(plan=stage.plan, area_id=area.pk, user=user, by=stage.admin)
        for user in people
    ]
    assert at_once(*deeds) == ["done"] * 3
    assert len(responsible_for(stage.plan).coordinators[area.pk]) == 1
    assert Assignment.objects.filter(area=area).count() == 3


def test_same_person_named_twice_is_named_once(stage: Stage) -> None:
    user = member(stage.office, "pelaksana")
    ids = [one.pk for one in stage.plan.indicators.all()]

    def deed() -> object:
        return assign_implementers(plan=stage.plan, indicator_ids=ids, users=[user], by=stage.admin)

    assert at_once(deed, deed, deed) == ["done"] * 3
    assert Assignment.objects.filter(user=user).count() == len(ids)
