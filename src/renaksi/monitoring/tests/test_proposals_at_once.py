"""Several people deciding on one proposal in the same moment: one decides, the others are told."""

from __future__ import annotations

import pytest

from renaksi.audit.tests.at_once import at_once
from renaksi.evidence.models import Evidence
from renaksi.monitoring.domain.pull import confirm_proposal, reject_proposal
from renaksi.monitoring.domain.record import Said, record_realisation
from renaksi.monitoring.models import Pull, Realisation
from renaksi.monitoring.tests.books import Books

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch) -> Books:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    made = Books()
    made.event(5)
    return made


def test_of_several_taking_one_proposal_one_is_kept(books: Books) -> None:
    seen = books.mark(books.participation, 5)
    take = lambda: confirm_proposal(indicator=books.participation, month=5, seen=seen, by=books.admin)  # noqa: E731 - the same deed
    assert at_once(take, take, take) == ["done", "kernel.stale", "kernel.stale"]
    assert Realisation.objects.get().proofs.filter(removed_at__isnull=True).count() == 1
    assert (Pull.objects.count(), Evidence.objects.count()) == (1, 1)


def test_taking_and_typing_at_once_do_not_mix(books: Books) -> None:
    seen = books.mark(books.participation, 5)
    take = lambda: confirm_proposal(indicator=books.participation, month=5, seen=seen, by=books.admin)  # noqa: E731 - as above
    said = Said(amount=books.offer(books.participation, 5).proposal.quantity.amount + 1)  # type: ignore[union-attr]  # it is known
    typing = lambda: record_realisation(indicator=books.participation, month=5, said=said, seen=0, by=books.admin)  # noqa: E731 - as above
    assert at_once(take, typing) == ["done", "kernel.stale"]
    cell = Realisation.objects.get()
    assert (cell.amount == 1) == cell.source.startswith("measure:") == Pull.objects.exists()


def test_refusing_twice_at_once_is_kept_once(books: Books) -> None:
    seen = books.mark(books.participation, 5)
    refuse = lambda: reject_proposal(  # noqa: E731 - as above
        indicator=books.participation, month=5, seen=seen, reason="Bukan kegiatan kami.", by=books.admin
    )
    assert at_once(refuse, refuse) == ["done", "monitoring.rejected"]
    assert Pull.objects.count() == 1
