"""The declaration of the surveys' book."""

from __future__ import annotations

from renaksi.desk.register import BookPrint, Column, EntryPrint, Register, Section, State, Step, by_office
from renaksi.registers.surveys.demo import write_demo
from renaksi.registers.surveys.measures import MEASURES
from renaksi.registers.surveys.models import Survey
from renaksi.registers.surveys.posters import result_poster
from renaksi.registers.surveys.prints import questionnaire_paper, recap_paper, report_paper, trend_paper
from renaksi.registers.surveys.shown import result_words
from renaksi.registers.surveys.views import SurveyDesk

register = Register(
    name="surveys",
    slug="survei",
    title="Register Survei Kepuasan",
    noun="putaran survei",
    model=Survey,
    dated="asked_from",
    label=lambda survey: survey.service,
    columns=(
        "number", "subject", "service", "asked_from", "asked_until", Column("result", "Hasil", result_words), "state",
    ),
    sections=(
        Section("Survei", ("subject", "service", "means", "population")),
        Section("Masa", ("asked_from", "asked_until")),
    ),
    filters=("subject", "means"),
    search=("service",),
    states=(
        State("draft", "disiapkan", "○"),
        State("open", "dibuka", "◔", "now"),
        State("closed", "ditutup", "●", "done"),
        State("published", "diumumkan", "✔", "verified", is_final=True),
    ),
    steps=(
        Step(
            "open", "Buka survei", "dibuka", ("draft",), "open", fields=("approved_on",), needs=("approved_on",),
            about="Pertanyaan sudah disetujui. Setelah ini responden dapat menjawab selama masa survei.",
        ),
        Step(
            "close", "Tutup dan hitung indeks", "ditutup", ("open",), "closed", fields=("closed_on",), needs=("closed_on",),
            about="Indeks dihitung dari semua lembar yang masuk dan disimpan bersama versi rumusnya.",
        ),
        Step(
            "reopen", "Buka lagi", "dibuka lagi", ("closed",), "open", asks_reason=True,
            about="Hasilnya dihitung ulang saat ditutup lagi.",
        ),
        Step(
            "publish", "Umumkan hasil", "diumumkan", ("closed",), "published", fields=("published_on", "published_at"),
            needs=("published_on", "published_at"),
            about="Halaman hasil dan lencana lalu terbuka bagi umum.",
        ),
    ),
    entry_prints=(
        EntryPrint("kuesioner", "Kuesioner", questionnaire_paper),
        EntryPrint("rekap-jawaban", "Rekap jawaban", recap_paper),
        EntryPrint("laporan", "Laporan survei", report_paper),
        EntryPrint("poster-hasil", "Poster hasil", result_poster),
    ),
    book_prints=(BookPrint("indeks", "Indeks antarperiode", trend_paper),),
    access=by_office(),
    measures=MEASURES,
    about="Putaran survei kepuasan: siapa ditanya, kapan, dengan sarana apa, dan indeks yang keluar. Jawaban tanpa nama.",
    keeper="Subbagian Teknis dan Hupmas; PPID untuk pelayanan informasi",
    law="Permenpan RB 14/2017 tentang Survei Kepuasan Masyarakat",
    demo=write_demo,
    views=SurveyDesk,
)  # fmt: skip
