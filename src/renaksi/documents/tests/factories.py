"""Test documents that are real rows: signed on 10 March 2026 unless told otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from renaksi.documents.models import Document, DocumentState
from renaksi.offices.tests.factories import OfficeFactory


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    office = factory.SubFactory(OfficeFactory)
    year = 2026
    number = factory.Sequence(lambda n: n + 1000)  # above the numbers the counters give in a test
    state = DocumentState.SIGNED
    kind = "other_report"
    title = factory.Sequence(lambda n: f"Dokumen Teladan {n}")
    document_on = factory.LazyAttribute(lambda document: document.signed_on or date(2026, 3, 10))
    signed_on = date(2026, 3, 10)
    signed_by = "Sekretaris, DEWI TELADANI"
    recorded_at = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)
    changed_at = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)

    @classmethod
    def _create(cls, model_class: type[Document], *args: Any, **kwargs: Any) -> Document:
        document = model_class(*args, **kwargs)
        document.settle()
        document.save(force_insert=True)
        return document
