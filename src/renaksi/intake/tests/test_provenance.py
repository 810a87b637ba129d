"""From a row of the plan back to the lines of the file it was read from."""

from __future__ import annotations

import pytest

from renaksi.intake.models import Draft, DraftOrigin, DraftState, SourceFile
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.provenance import excerpt_of
from renaksi.plan.rows import DecreeFacts, PlanRow

pytestmark = pytest.mark.django_db


def test_row_of_a_plan_leads_back_to_its_lines():
    office = OfficeFactory()
    rows = [PlanRow(indicator="Ada", source={"line": 2, "lines": [2, 3], "page": 1}), PlanRow(indicator="Diketik")]
    plan = adopt_plan(office=office, year=2026, facts=DecreeFacts(year=2026), rows=rows, by=None)
    read, typed = plan.indicators.order_by("position")
    assert excerpt_of(read) is None
    file = SourceFile.objects.create(
        office=office, sha256="a" * 64, name="keputusan.txt", size=9, lines=["a", "b", "c"]
    )
    Draft.objects.create(office=office, plan=plan, source=file, origin=DraftOrigin.FILE, state=DraftState.ADOPTED)
    excerpt = excerpt_of(read)
    assert excerpt is not None
    assert (excerpt.name, excerpt.lines, excerpt.hit) == ("keputusan.txt", [(2, "b"), (3, "c")], 2)
    assert excerpt_of(typed) is None
