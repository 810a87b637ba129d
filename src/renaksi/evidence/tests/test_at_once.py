"""Two people at once: the same file uploaded, the same piece described."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from renaksi.audit.models import AuditEvent
from renaksi.evidence.domain.describe import describe_evidence
from renaksi.evidence.domain.receive import receive_file
from renaksi.evidence.domain.withdraw import restore_evidence
from renaksi.evidence.models import Evidence, EvidenceState
from renaksi.evidence.tests import files
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db(transaction=True)
MARCH = {"proves_from": date(2026, 3, 1), "proves_until": date(2026, 3, 31)}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each deed gave, or the refusal it met; all begun together."""
    gate = Barrier(len(deeds))

    def done(deed: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return deed()
        except Refused as no:
            return no
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def test_the_same_file_twice_at_once_is_one_piece() -> None:
    office = OfficeFactory()
    people = [member(office, "pelaksana") for _ in range(3)]
    content = files.pdf()

    def send(person: Any) -> Callable[[], Evidence]:
        return lambda: receive_file(office=office, upload=ContentFile(content, "a.pdf"), by=person, **MARCH)

    pieces = at_once(*(send(person) for person in people))
    assert len({piece.pk for piece in pieces}) == 1
    assert sorted(piece.was_there for piece in pieces) == [False, True, True]
    assert (Evidence.objects.count(), AuditEvent.objects.count()) == (1, 1)


def test_two_who_describe_at_once_one_wins_and_the_other_is_told() -> None:
    piece = EvidenceFactory()
    said = {"kind": "report", "document_on": None, "note": "", **MARCH}

    def describe(title: str) -> Callable[[], Evidence]:
        return lambda: describe_evidence(evidence=piece, seen=1, by=None, title=title, **said)

    answers = at_once(describe("Satu"), describe("Dua"))
    assert sorted(type(answer).__name__ for answer in answers) == ["Evidence", "Stale"]
    won = next(answer for answer in answers if isinstance(answer, Evidence))
    lost = next(answer for answer in answers if isinstance(answer, Stale))
    piece.refresh_from_db()
    assert (piece.title, piece.version) == (won.title, 2)
    assert f"Judul: {won.title}" in lost.current


def test_restored_and_uploaded_anew_at_once_is_active_once() -> None:
    office = OfficeFactory()
    content = files.pdf()
    first = receive_file(office=office, upload=ContentFile(content, "a.pdf"), by=None, **MARCH)
    Evidence.objects.update(state=EvidenceState.WITHDRAWN)
    first.refresh_from_db()
    at_once(
        lambda: restore_evidence(evidence=first, reason="x", by=None),
        lambda: receive_file(office=office, upload=ContentFile(content, "a.pdf"), by=None, **MARCH),
    )
    assert Evidence.objects.filter(state=EvidenceState.ACTIVE).count() == 1
