"""Test realisations that are real rows, written past the verbs: for tests of what is shown, not of what may be recorded.

``RealisationFactory(indicator=indicator, month=2)`` is work done on the 10th of that month; ``MissedFactory`` was not done,
``PostponedFactory(new_month=5)`` postponed; ``ProofFactory(realisation=realisation)`` proves one with a file of its office.
``CoordinatorFactory(plan=plan, area=area, user=user)`` and ``ImplementerFactory(plan=plan, indicator=indicator, user=user)``
answer for it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.kernel.quantity import Kind
from renaksi.monitoring.models import Assignment, Outcome, Proof, Realisation


class RealisationFactory(DjangoModelFactory):
    class Meta:
        model = Realisation

    month = 1
    outcome = Outcome.DONE
    kind = Kind.PRESENCE
    amount = Decimal(1)
    done_on = factory.LazyAttribute(lambda cell: date(cell.indicator.plan.year, cell.month, 10))
    recorded_at = factory.LazyAttribute(
        lambda cell: datetime(cell.indicator.plan.year, cell.month, 11, 2, 0, tzinfo=UTC)
    )
    changed_at = factory.SelfAttribute("recorded_at")
    changed_by = factory.SelfAttribute("recorded_by")
    recorded_by = None


class MissedFactory(RealisationFactory):
    outcome = Outcome.NOT_DONE
    kind = ""
    amount = None
    done_on = None
    reason = "Anggaran belum tersedia."


class PostponedFactory(MissedFactory):
    outcome = Outcome.POSTPONED
    new_month = factory.LazyAttribute(lambda cell: cell.month + 1)


class ProofFactory(DjangoModelFactory):
    class Meta:
        model = Proof

    evidence = factory.LazyAttribute(lambda proof: EvidenceFactory(office=proof.realisation.indicator.plan.office))
    attached_at = factory.SelfAttribute("realisation.recorded_at")


class ImplementerFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    since = factory.LazyAttribute(lambda duty: date(duty.plan.year, 1, 2))
    assigned_at = factory.LazyAttribute(lambda duty: datetime(duty.plan.year, 1, 2, 2, 0, tzinfo=UTC))


class CoordinatorFactory(ImplementerFactory):
    is_coordinator = True
    place = factory.LazyAttribute(lambda duty: duty.area.name)
