"""Test evidence that is real rows: a file's description (its content need not be in the store), or a link.

``EvidenceFactory(office=office)`` is a PDF proving January to December 2026; ``LinkFactory`` an address; ``WithdrawnFactory`` one
that was taken back.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

import factory
from factory.django import DjangoModelFactory

from renaksi.evidence.models import Evidence, EvidenceKind, EvidenceState
from renaksi.offices.tests.factories import OfficeFactory


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Laporan percontohan {n}")
    kind = EvidenceKind.REPORT
    name = factory.Sequence(lambda n: f"laporan-{n}.pdf")
    sha256 = factory.LazyAttribute(lambda piece: sha256(piece.name.encode()).hexdigest())
    size = 48_210
    content_type = "application/pdf"
    document_on = date(2026, 2, 10)
    proves_from = date(2026, 1, 1)
    proves_until = date(2026, 12, 31)
    uploaded_at = datetime(2026, 2, 11, 3, 0, tzinfo=UTC)


class LinkFactory(EvidenceFactory):
    kind = EvidenceKind.LINK
    name = ""
    sha256 = ""
    size = 0
    content_type = ""
    url = factory.Sequence(lambda n: f"https://contoh.invalid/berita/{n}")


class WithdrawnFactory(EvidenceFactory):
    state = EvidenceState.WITHDRAWN
    withdrawn_at = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
    withdrawn_reason = "Berkas keliru."
