"""Several people on one cell in the same moment, on the database as it runs: one is kept, the others are told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from renaksi.audit.tests.at_once import at_once
from renaksi.evidence.domain.withdraw import withdraw_evidence
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.monitoring.domain.many import CellSaid, record_many
from renaksi.monitoring.domain.proofs import attach_proofs
from renaksi.monitoring.domain.record import Said, record_realisation
from renaksi.monitoring.models import Proof, Realisation
from renaksi.monitoring.tests.stage import Stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    return Stage()


def recording(stage: Stage, amount: int) -> Callable[[], object]:
    said = Said(amount=Decimal(amount))
    return lambda: record_realisation(indicator=stage.count, month=5, said=said, seen=0, by=stage.admin)


def test_of_several_recording_one_empty_cell_one_is_kept(stage: Stage) -> None:
    assert at_once(*(recording(stage, amount) for amount in (1, 2, 3))) == ["done", "kernel.stale", "kernel.stale"]
    assert Realisation.objects.get().version == 1


def test_one_piece_attached_twice_at_once_is_there_once(stage: Stage) -> None:
    cell = record_realisation(indicator=stage.presence, month=5, said=Said(), seen=0, by=None)
    piece = EvidenceFactory(office=stage.office)
    deed = lambda: attach_proofs(realisation=cell, evidence=[piece], by=None)  # noqa: E731 - the same deed, twice
    assert at_once(deed, deed) == ["done", "done"]
    assert Proof.objects.count() == 1


def test_a_batch_and_a_cell_of_it_at_once_do_not_mix(stage: Stage) -> None:
    cells = [CellSaid(stage.presence, 5, Said()), CellSaid(stage.count, 5, Said(amount=Decimal(7)))]
    batch = lambda: record_many(plan=stage.plan, cells=cells, by=None)  # noqa: E731 - as above
    results = at_once(batch, recording(stage, 2))
    assert results in (["done", "kernel.stale"], ["done", "monitoring.many"])
    kept = Realisation.objects.get(indicator=stage.count)
    assert (kept.amount == 7) == Realisation.objects.filter(indicator=stage.presence).exists()


@pytest.mark.parametrize("_attempt", range(3))
def test_a_piece_used_and_taken_back_at_once_neither_waits_forever(stage: Stage, _attempt: int) -> None:
    piece = EvidenceFactory(office=stage.office)
    use = lambda: record_realisation(  # noqa: E731 - as above
        indicator=stage.presence, month=5, said=Said(), seen=0, by=None, evidence=[piece]
    )
    take_back = lambda: withdraw_evidence(evidence=piece, reason="Salah unggah.", by=stage.admin)  # noqa: E731 - as above
    results = at_once(use, take_back)
    assert results in (["done", "done"], ["done", "monitoring.evidence_withdrawn"])
    assert Proof.objects.exists() == (results == ["done", "done"])
