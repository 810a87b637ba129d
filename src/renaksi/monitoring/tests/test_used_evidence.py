"""Evidence that proves a cell counts as used, and no other."""

from __future__ import annotations

from datetime import date

import pytest

from renaksi.evidence.listing import Wish, found_evidence
from renaksi.evidence.models import Evidence
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.evidence.uses import uses_of
from renaksi.kernel.clock import now
from renaksi.monitoring.tests.factories import ProofFactory, RealisationFactory
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db


def test_unused_is_what_no_standing_cell_uses() -> None:
    office = OfficeFactory()
    facts = DecreeFacts(number="2/HK/2026", date=date(2026, 1, 12), year=2026)
    plan = adopt_plan(office=office, year=2026, facts=facts, rows=template_rows(office.name)[:3], by=None)
    first, second, third = plan.indicators.all()
    used = ProofFactory(realisation=RealisationFactory(indicator=first)).evidence
    let_go = ProofFactory(realisation=RealisationFactory(indicator=second), removed_at=now()).evidence
    cleared = ProofFactory(realisation=RealisationFactory(indicator=third, is_cleared=True)).evidence
    never = EvidenceFactory(office=office)
    unused = set(found_evidence(Evidence.objects.filter(office=office), Wish(is_unused=True)))
    assert unused == {let_go, cleared, never}
    assert set(uses_of([used, *unused])) == {used.pk}
