"""Two who file at once: the same content becomes one document, different contents get numbers without a gap."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from renaksi.audit.models import AuditEvent
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.documents.domain.file import file_document
from renaksi.documents.models import Document
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.papers import write
from renaksi.papers.tree import Paper, Paragraph, Section

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each deed gave, all begun together."""
    gate = Barrier(len(deeds))

    def done(deed: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def filing(office: Office, words: str) -> Callable[[], Document]:
    content = write(Paper(words, (Section("Laporan", (Paragraph(words),)),), dated=date(2026, 5, 4)), "pdf")
    return lambda: file_document(
        office=office,
        kind="reform_report",
        title=words,
        document_on=date(2026, 5, 4),
        period=None,
        content=content,
        by=None,
    )


def test_the_same_report_filed_by_three_at_once_is_one_document():
    ensure_limits()
    office = OfficeFactory()
    filed = at_once(*[filing(office, "Laporan semester")] * 3)
    assert len({document.pk for document in filed}) == Document.objects.count() == 1
    assert AuditEvent.objects.filter(what="documents.filed").count() == 1


def test_reports_filed_at_once_are_numbered_without_a_gap():
    ensure_limits()
    office = OfficeFactory()
    at_once(*(filing(office, f"Laporan {at}") for at in range(3)))
    assert sorted(Document.objects.values_list("number", flat=True)) == [1, 2, 3]
