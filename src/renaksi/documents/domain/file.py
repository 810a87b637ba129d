"""Filing: a report signed anywhere becomes a document of the book, its file frozen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify

from renaksi.accounts.models import User
from renaksi.calendars.domain.clocks import start_clock
from renaksi.documents.kinds import kinds
from renaksi.documents.limits import REPORT_SENDING
from renaksi.documents.models import BOOK, BOOK_TITLE, Document, DocumentState
from renaksi.entries.domain.number import next_number
from renaksi.entries.domain.proofs import put_proofs
from renaksi.evidence.domain.receive import receive_file
from renaksi.evidence.models import Evidence, EvidenceKind
from renaksi.kernel.clock import now
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.period import Period
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.measures.domain.fill import mark_stale
from renaksi.measures.models import BookMonth
from renaksi.measures.tasks import count_stale
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in

SHORT_HASH = 12
PROVES = {
    "report": EvidenceKind.REPORT, "worksheet": EvidenceKind.REPORT, "policy": EvidenceKind.DECREE,
    "plan": EvidenceKind.DECREE, "agreement": EvidenceKind.OTHER,
}  # fmt: skip
"""What kind of evidence the file of a document is, by its group."""
FILED = (DocumentState.SIGNED, DocumentState.SENT, DocumentState.RECEIVED)


def file_document(
    *,
    office: Office,
    kind: str,
    title: str,
    document_number: str = "",
    document_on: date,
    period: Period | None,
    content: bytes | None = None,
    evidence: Evidence | None = None,
    drawn_from: str = "",
    signed_by: str = "",
    by: User | None,
) -> Document:
    """Files a signed paper under the next number of its year: ``content`` (a PDF) or a piece of evidence, kept unchanged.

    The same content of the same kind filed again gives the document that stands, and nothing is written. A report's clock for
    sending starts on ``document_on``, the day it was signed. Trail: the one event ``documents.filed`` with the file's SHA-256.
    Refuses ``documents.no_file``, ``documents.not_valid`` (with the field), and what ``receive_file``, ``put_proofs`` and
    ``start_clock`` refuse.
    """
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # the same content twice at once: one document
        document = Document(
            office=office, kind=kind, title=title.strip(), document_number=document_number.strip(), document_on=document_on,
            signed_on=document_on, signed_by=signed_by.strip(), drawn_from=drawn_from, state=DocumentState.SIGNED,
            period_from=period.starts_on if period else None, period_until=period.ends_on if period else None,
        )  # fmt: skip
        _check(document)
        piece = evidence or _frozen(document, content, by)
        known = _filed(office, kind, piece.sha256)
        if known:
            return known
        document.frozen_sha256 = piece.sha256
        _write(document, piece, by)
    return document


def frozen_of(office: Office, *, kind: str, drawn_from: str) -> Sequence[tuple[Document, Evidence | None]]:
    """What was filed from a report or book, the latest first, each with the piece that keeps its file. Two queries."""
    found = list(
        Document.objects.standing()
        .filter(office=office, kind=kind, drawn_from=drawn_from)
        .exclude(frozen_sha256="")
        .order_by("-document_on", "-pk")
    )
    pieces = Evidence.objects.filter(office=office, sha256__in=[each.frozen_sha256 for each in found])
    by_content = {
        piece.sha256: piece for piece in pieces.order_by("-state", "pk")
    }  # withdrawn first: the active one stays
    return [(each, by_content.get(each.frozen_sha256)) for each in found]


def _check(document: Document) -> None:
    try:
        document.clean_fields(exclude={"kind_group", "year", "number", "recorded_at", "changed_at"})
        document.clean()
    except ValidationError as fault:
        field, sentences = next(iter(fault.message_dict.items()))
        raise Refused(sentences[0], code="documents.not_valid", field=field) from None


def _frozen(document: Document, content: bytes | None, by: User | None) -> Evidence:
    """The PDF kept as evidence of the report's period."""
    if not content:
        raise Refused("Berkas dokumen yang ditandatangani belum ada. Lampirkan PDF-nya.", code="documents.no_file")
    day = document.document_on
    return receive_file(
        office=document.office, upload=ContentFile(content, name=f"{slugify(document.title)[:120] or 'dokumen'}.pdf"),
        title=document.title[:200], kind=PROVES[document.kind_group], document_on=day,
        proves_from=document.period_from or day, proves_until=document.period_until or day, by=by, tell=False,
    )  # fmt: skip


def _filed(office: Office, kind: str, sha256: str) -> Document | None:
    """The document this content stands as."""
    if not sha256:
        raise Refused("Tautan tidak dapat dibekukan. Unggah berkasnya.", code="documents.no_file", field="evidence")
    found: Document | None = (
        Document.objects.standing().filter(office=office, kind=kind, frozen_sha256=sha256, state__in=FILED).first()
    )
    return found


def _write(document: Document, piece: Evidence, by: User | None) -> None:
    office, day = document.office, document.document_on
    document.year, document.number = day.year, next_number(office=office, book=BOOK, year=day.year)
    document.recorded_at = document.changed_at = now()
    document.recorded_by = document.changed_by = by
    document.save(force_insert=True)
    if document.sending_from:
        document.clock = start_clock(
            office=office, limit_key=REPORT_SENDING.key, subject=f"{BOOK}:{document.pk}", on=day, by=by
        )
        document.save(update_fields=("clock",))
    put_proofs(office=office, book=BOOK, entry_id=document.pk, evidence=[piece], by=by)
    lifted = _lift_nil(document)
    if mark_stale(office=office, register=BOOK, since=min(day, document.period_from or day)) or lifted:
        count_stale.enqueue(office.pk)
    _tell(document, piece, lifted, by)


def _lift_nil(document: Document) -> bool:
    """A month said to be empty no longer is; the event of the filing says so."""
    day = document.document_on
    said = BookMonth.objects.filter(
        office=document.office, register=BOOK, year=day.year, month=day.month, nil_said_at__isnull=False
    )
    return bool(said.update(nil_said_at=None, nil_said_by=None, is_stale=True))


def _tell(document: Document, piece: Evidence, lifted: bool, by: User | None) -> None:
    day = document.document_on
    facts = [
        kinds()[document.kind].title,
        f"nomor {document.document_number}" if document.document_number else "",
        f"ditandatangani {document.signed_by}".rstrip() + f" pada {date_words(day)}",
        f"sidik berkas {piece.sha256[:SHORT_HASH]}",
        f"pernyataan nihil {MONTH_NAMES[day.month - 1]} {day.year} dicabut" if lifted else "",
    ]
    record_in(
        document.office, by=by, what="documents.filed",
        object_label=f"{BOOK_TITLE} nomor {document.book_number} ({document.title})", object_id=f"{BOOK}:{document.pk}",
        details={
            "register": BOOK, "sentence": "; ".join(filter(None, facts)), "sha256": piece.sha256, "evidence": piece.pk,
            "drawn_from": document.drawn_from,
        },
    )  # fmt: skip
