"""A monitoring report is signed: its PDF as of that moment is frozen and filed as a document of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.desk.registry import REGISTERS
from renaksi.documents.domain.file import SHORT_HASH, file_document, frozen_of
from renaksi.documents.models import BOOK, Document, DocumentState
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import today
from renaksi.kernel.period import Period
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.authority import refuse_without
from renaksi.offices.models import Office
from renaksi.papers import write
from renaksi.plan.models import Plan
from renaksi.reports.monev.build import build_monev, report_title
from renaksi.reports.monev.gather import monev_of

KIND = "reform_report"


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """A report that was signed, and the evidence that keeps its file unchanged; ``address`` is its page in the book."""

    document: Document
    piece: Evidence | None
    address: str

    @property
    def short_hash(self) -> str:
        """The first letters of the file's SHA-256."""
        return self.document.frozen_sha256[:SHORT_HASH]

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        return str(DocumentState(self.document.state).label)


def sign_monev(*, plan: Plan, period: Period, number: str, signed_on: date, signer: str, by: User | None) -> Document:
    """Freezes the report of the period as it stands now, with its number, day and signer, and files it.

    The same figures under the same number, day and signer give the document that was filed. Trail: ``documents.filed``.
    Refuses ``offices.not_allowed``, ``reports.number_missing``, ``reports.sign_day`` (to come, or before the period began),
    ``reports.signer_unknown``, ``reports.signer_missing``, ``reports.other_year``, and what ``file_document`` refuses.
    """
    refuse_without(Right.ADOPT_PLAN, by=by, office=plan.office)
    number = " ".join(number.split())
    if not number:
        raise Refused("Isi nomor laporannya.", code="reports.number_missing", field="number")
    _check_day(plan.office, period, signed_on)
    monev = monev_of(plan, period, signer=signer, number=number, signed_on=signed_on)
    if not monev.signer.name:
        raise Refused(
            f"Nama {monev.signer.title} belum diisi dalam profil satuan kerja. Isi dahulu, lalu tandatangani.",
            code="reports.signer_missing",
            field="signer",
        )
    return file_document(
        office=plan.office, kind=KIND, title=report_title(period), document_number=number, document_on=signed_on,
        period=period, content=write(build_monev(monev), "pdf"), drawn_from=_source(period),
        signed_by=f"{monev.signer.title}, {monev.signer.name}", by=by,
    )  # fmt: skip


def signed_copies(office: Office, period: Period) -> list[SignedCopy]:
    """The reports of exactly this period that were signed here, the latest first; what was closed since is left out."""
    found = frozen_of(office, kind=KIND, drawn_from=_source(period))
    book = REGISTERS.get(BOOK)
    return [
        SignedCopy(
            document,
            piece,
            reverse(f"{book.name}_entry", kwargs={"code": office.code, "entry_id": document.pk}) if book else "",
        )
        for document, piece in found
        if not document.is_closed
    ]


def _source(period: Period) -> str:
    return f"monev:{period.code}"


def _check_day(office: Office, period: Period, day: date) -> None:
    if day > today(office.time_zone):
        raise Refused(f"{date_words(day)} belum tiba. Periksa tanggalnya.", code="reports.sign_day", field="signed_on")
    if day < period.starts_on:
        raise Refused(
            f"{date_words(day)} mendahului {period.words}. Periksa tanggalnya.",
            code="reports.sign_day",
            field="signed_on",
        )
