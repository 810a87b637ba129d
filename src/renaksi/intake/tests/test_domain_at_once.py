"""Several people at once on one draft, on the database as it runs: each waits its turn, and exactly one adopts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from renaksi.audit.tests.at_once import at_once
from renaksi.intake.domain.adopt import adopt_draft
from renaksi.intake.domain.months import toggle_month
from renaksi.intake.models import Draft, DraftChange
from renaksi.intake.tests.samples_of_readings import staged
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.plan.models import Plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    return OfficeFactory(name="KPU Kota Contoh")


def adopting(draft: Draft) -> Callable[[], Plan]:
    return lambda: adopt_draft(draft=draft, by=None, accept_doubts=True)


def ticking(draft: Draft, row_id: int, month: int) -> Callable[[], object]:
    return lambda: toggle_month(draft=draft, by=None, row_id=row_id, month=month)


def test_changes_at_once_all_land_one_after_the_other(office: Office):
    draft = staged(office)
    row = draft.rows.first()
    before = set(row.months)
    assert at_once(*(ticking(draft, row.pk, month) for month in (3, 4, 5, 6))) == ["done"] * 4
    row.refresh_from_db()
    assert set(row.months) == before ^ {3, 4, 5, 6}
    assert sorted(DraftChange.objects.values_list("version", flat=True)) == [1, 2, 3, 4]


def test_of_two_adoptions_of_one_draft_at_once_exactly_one_wins(office: Office):
    draft = staged(office)
    assert at_once(adopting(draft), adopting(draft)) == ["done", "intake.draft_closed"]
    assert Plan.objects.count() == 1


def test_of_two_drafts_of_one_year_adopted_at_once_exactly_one_wins(office: Office):
    assert at_once(adopting(staged(office)), adopting(staged(office))) == ["done", "plan.exists"]
    assert Plan.objects.count() == 1
