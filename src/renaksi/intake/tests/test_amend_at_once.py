"""Two people amending one plan at once, and work recorded while it is amended: each waits its turn, nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from renaksi.audit.tests.at_once import at_once
from renaksi.intake.domain.adopt import adopt_draft
from renaksi.intake.domain.amend import Answers, state_of
from renaksi.intake.tests.samples_of_readings import FACTS, ROWS, reading, staged
from renaksi.monitoring.domain.record import Said, record_realisation
from renaksi.monitoring.models import Outcome, Realisation
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Plan, PlanState

pytestmark = pytest.mark.django_db(transaction=True)
NEW_FACTS = replace(FACTS, number="27TAHUN2026", amends=FACTS.number)


@pytest.fixture
def plan() -> Plan:
    office = OfficeFactory(name="KPU Kota Contoh")
    return adopt_plan(office=office, year=2026, facts=FACTS, rows=[each.row for each in ROWS], by=None)


def amending(plan: Plan) -> object:
    draft = staged(plan.office, reading(rows=ROWS[:-1], facts=NEW_FACTS), year=2026)
    answers = Answers(state_of(plan))
    return lambda: adopt_draft(draft=draft, by=None, accept_doubts=True, answers=answers)


def test_of_two_amendments_at_once_exactly_one_wins(plan: Plan):
    told = at_once(amending(plan), amending(plan))
    assert told[0] == "done"
    assert told[1] in {"plan.replaced", "intake.plan_changed"}
    assert Plan.objects.count() == 2
    assert Plan.objects.filter(state=PlanState.ADOPTED).count() == 1


def test_work_recorded_at_the_same_moment_is_carried_or_refused(plan: Plan):
    first = plan.indicators.order_by("position").first()
    said = Said(Outcome.NOT_DONE, reason="Anggaran belum tersedia.")
    told = at_once(
        amending(plan),
        lambda: record_realisation(indicator=first, month=next(iter(first.months)), said=said, seen=0, by=None),
    )
    assert "done" in told
    assert set(told) <= {"done", "plan.replaced"}
    cells = Realisation.objects.select_related("indicator__plan")
    assert all(cell.indicator.plan.state == PlanState.ADOPTED for cell in cells)
    assert cells.count() == told.count("done") - 1
