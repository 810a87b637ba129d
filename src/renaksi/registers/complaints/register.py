"""The declaration of the complaints' book."""

from __future__ import annotations

from renaksi.desk.register import (
    BookPrint,
    ClockDeed,
    Column,
    EntryPrint,
    Lines,
    Register,
    Section,
    State,
    Step,
    by_office,
)
from renaksi.registers.complaints.demo import write_demo
from renaksi.registers.complaints.limits import LIMITS, limit_of
from renaksi.registers.complaints.measures import MEASURES
from renaksi.registers.complaints.models import Complaint, Disposition
from renaksi.registers.complaints.prints import channels_paper, recap_paper, receipt_paper, report_paper
from renaksi.registers.complaints.shown import channel_words, label_words
from renaksi.registers.complaints.views import ComplaintDesk

register = Register(
    name="complaints",
    slug="pengaduan",
    title="Register Pengaduan Masyarakat",
    noun="pengaduan",
    model=Complaint,
    dated="received_on",
    label=label_words,
    columns=("number", "received_on", Column("came", "Saluran", channel_words), "title", "handling", "state"),
    sections=(
        Section("Pengaduan", ("received_on", "channel", "kind", "topic", "title", "summary")),
        Section("Kerahasiaan", ("privacy", "is_closed")),
    ),
    filters=("kind", "topic", "channel"),
    search=("title", "summary", "central_number"),
    states=(
        State("received", "diterima", "○", "now"),
        State("assigned", "ditangani", "●", "done"),
        State("waiting", "menunggu pelapor", "…", ""),
        State("settled", "selesai", "✔", "verified", is_final=True),
        State("rejected", "ditolak", "✕", "missed", is_final=True),
    ),
    steps=(
        Step(
            "assign", "Tetapkan sifat dan tangani", "ditangani", ("received",), "assigned", fields=("handling",),
            needs=("handling",), clock=ClockDeed.START, limit=limit_of, on_field="received_on",
            about="Sifat penanganan menentukan batas waktunya, dihitung sejak pengaduan diterima.",
        ),
        Step(
            "settle", "Selesaikan", "diselesaikan", ("assigned",), "settled",
            fields=("closed_on", "answer", "obstacle", "recommendation"), needs=("closed_on", "answer"),
            asks_evidence=True, clock=ClockDeed.STOP, on_field="closed_on",
            about="Lampirkan bukti tindak lanjutnya. Pelapor membaca jawaban ini di halaman lacak.",
        ),
        Step(
            "ask", "Tanyakan kepada pelapor", "ditanyakan kepada pelapor", ("assigned",), "waiting",
            fields=("question", "asked_on"), needs=("question", "asked_on"), clock=ClockDeed.PAUSE, on_field="asked_on",
            about="Hitungan batas waktu berhenti sampai pelapor menjawab.",
        ),
        Step(
            "resume", "Catat jawaban pelapor", "dijawab pelapor", ("waiting",), "assigned", fields=("reply", "replied_on"),
            needs=("reply", "replied_on"), clock=ClockDeed.RESUME, on_field="replied_on",
        ),
        Step(
            "reject", "Tolak", "ditolak", ("received", "assigned", "waiting"), "rejected", fields=("closed_on", "answer"),
            needs=("closed_on", "answer"), clock=ClockDeed.STOP, on_field="closed_on",
            about="Tulis sebabnya dengan sopan; pelapor membacanya di halaman lacak.",
        ),
    ),
    lines=(
        Lines(
            "dispositions", "Disposisi", "disposisi", Disposition, ("from_whom", "to_whom", "note", "given_on"),
            ("given_on", "from_whom", "to_whom", "note"), about="Catat siapa meneruskan kepada siapa, dan untuk apa.",
        ),
    ),
    entry_prints=(EntryPrint("tanda-terima", "Tanda terima pengaduan", receipt_paper),),
    book_prints=(
        BookPrint("rekap-pengaduan", "Rekap pengaduan per saluran", recap_paper),
        BookPrint("laporan-monev", "Laporan monev pengaduan", report_paper),
        BookPrint("saluran", "Daftar saluran pengaduan", channels_paper),
    ),
    limits=LIMITS,
    access=by_office(closed_field="is_closed"),
    measures=MEASURES,
    about="Pengaduan, konsultasi, dan sengketa pelayanan dari masyarakat, sejak diterima sampai dijawab, beserta salurannya.",
    keeper="Pejabat pengelola pengaduan; Subbagian Teknis dan Hupmas",
    law="UU 25/2009; Perpres 76/2013; Permenpan RB 62/2018 (belum dicocokkan dengan naskahnya)",
    demo=write_demo,
    views=ComplaintDesk,
)  # fmt: skip
