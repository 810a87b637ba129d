"""The declaration of the documents' book, over the model that the floor below the desk keeps."""

from __future__ import annotations

from renaksi.desk.register import (
    BookPrint,
    ClockDeed,
    Column,
    EntryPrint,
    Register,
    Section,
    State,
    Step,
    by_office,
)
from renaksi.documents.limits import REPORT_SENDING
from renaksi.documents.models import BOOK, BOOK_TITLE, Document
from renaksi.registers.documents.demo import write_demo
from renaksi.registers.documents.measures import MEASURES
from renaksi.registers.documents.prints import agreements_paper, by_kind_paper, in_time_paper, receipt_paper
from renaksi.registers.documents.shown import standing_words, title_words
from renaksi.registers.documents.views import DocumentDesk

OUT = ("signed", "sent", "received")
SIGNING, SENDING = ("signed_on", "signed_by"), ("sent_to", "sent_to_name", "sent_on", "sent_by_way")
RECEIPT = ("received_on", "receipt_number")


def _mend(state: str, fields: tuple[str, ...], needs: tuple[str, ...]) -> Step:
    """What an earlier step wrote put right, with a reason; the document stays where it is."""
    return Step(
        f"mend_{state}", "Perbaiki", "diperbaiki", (state,), state, fields=fields, needs=needs, asks_reason=True,
        about="Untuk salah tulis pada langkah sebelumnya. Isi dokumen lainnya diperbaiki lewat Ubah.",
    )  # fmt: skip


register = Register(
    name=BOOK,
    slug="dokumen",
    title=BOOK_TITLE,
    noun="dokumen",
    model=Document,
    dated="document_on",
    label=lambda document: document.title,
    columns=(
        "number", "document_on", "kind", Column("titled", "Judul", title_words),
        Column("standing", "Masa berlaku dan penyampaian", standing_words), "state",
    ),
    sections=(
        Section("Dokumen", ("kind", "title", "document_number", "document_on", "refers_to", "is_closed")),
        Section("Periode, masa berlaku, dan batas", ("period_from", "period_until", "in_force_until", "due_on")),
        Section("Mitra kerja sama", ("counterpart", "counterpart_kind")),
    ),
    filters=("kind_group", "kind"),
    search=("title", "document_number", "counterpart", "receipt_number", "sent_to_name"),
    states=(
        State("draft", "konsep", "○"),
        State("signed", "ditandatangani", "●", "done"),
        State("sent", "dikirim", "➤", "now"),
        State("received", "diterima", "✔", "verified", is_final=True),
        State("revoked", "dicabut", "✕", "missed", is_final=True),
        State("replaced", "diganti", "⇄", "", is_final=True),
    ),
    steps=(
        Step(
            "sign", "Tandatangani", "ditandatangani", ("draft",), "signed",
            fields=("signed_on", "signed_by", "document_number", "document_on"),
            needs=("signed_on", "signed_by", "document_on"), asks_evidence=True,
            about="Lampirkan naskah yang sudah ditandatangani. Untuk laporan, batas pengirimannya mulai dihitung.",
            clock=ClockDeed.START, limit=REPORT_SENDING.key, on_field="sending_from",
        ),
        Step(
            "send", "Catat pengiriman", "dikirim", ("signed",), "sent",
            fields=SENDING, needs=("sent_to", "sent_on"),
            clock=ClockDeed.STOP, on_field="sent_on",
        ),
        Step(
            "receive", "Catat tanda terima", "diterima", ("sent",), "received",
            fields=RECEIPT, needs=RECEIPT,
        ),
        Step(
            "replace", "Ganti", "diganti", OUT, "replaced", fields=("replaced_by", "ended_on"),
            needs=("replaced_by", "ended_on"), clock=ClockDeed.STOP,
            about="Catat dahulu dokumen penggantinya, lalu pilih di sini.",
        ),
        Step(
            "revoke", "Cabut", "dicabut", OUT, "revoked", fields=("ended_on",), needs=("ended_on",), asks_reason=True,
            clock=ClockDeed.STOP, about="Yang dicabut tidak lagi berlaku dan tidak dihitung sebagai laporan.",
        ),
        _mend("signed", SIGNING, SIGNING),
        _mend("sent", (*SENDING, *SIGNING), ("sent_to", "sent_on", *SIGNING)),
        _mend("received", (*RECEIPT, *SENDING, *SIGNING), (*RECEIPT, "sent_to", "sent_on", *SIGNING)),
    ),
    entry_prints=(EntryPrint("tanda-terima", "Tanda terima laporan", receipt_paper),),
    book_prints=(
        BookPrint("per-jenis", "Daftar dokumen per jenis", by_kind_paper),
        BookPrint("tepat-waktu", "Rekap laporan tepat waktu", in_time_paper),
        BookPrint("kerja-sama", "Daftar kerja sama yang berlaku", agreements_paper),
    ),
    limits=(REPORT_SENDING,),
    access=by_office(closed_field="is_closed"),
    measures=MEASURES,
    about="Kebijakan, rencana, lembar kerja, laporan, dan kerja sama: berlaku, ditandatangani, dikirim, dan tepat waktu.",
    keeper="Subbagian Perencanaan, Data, dan Informasi; pengelola setiap buku untuk laporan dari bukunya",
    law="Keputusan Rencana Aksi Reformasi Birokrasi satuan kerja",
    demo=write_demo,
    views=DocumentDesk,
)  # fmt: skip
