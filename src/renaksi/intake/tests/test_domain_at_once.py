"""Several people at once on one draft, on the database as it runs: each waits its turn, and exactly one adopts."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from renaksi.intake.domain.adopt import adopt_draft
from renaksi.intake.domain.months import toggle_month
from renaksi.intake.models import Draft, DraftChange
from renaksi.intake.tests.samples_of_readings import staged
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.plan.models import Plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Office:
    return OfficeFactory(name="KPU Kota Contoh")


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """What became of each deed when all began in the same moment: "done" or the refusal's code, sorted; a fault is raised."""
    gate, results, faults = threading.Barrier(len(deeds)), [], []

    def run(deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            deed()
            results.append("done")
        except Refused as refusal:
            results.append(refusal.code)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return sorted(results)


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
