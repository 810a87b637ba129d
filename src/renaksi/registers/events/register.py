"""The declaration of the events' book."""

from __future__ import annotations

from renaksi.calendars.limits import LimitDefault
from renaksi.calendars.reckon import Unit
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
from renaksi.registers.events.demo import write_demo
from renaksi.registers.events.measures import MEASURES
from renaksi.registers.events.models import Attendance, Event
from renaksi.registers.events.prints import attendance_paper, invitation_paper, minutes_paper, report_paper
from renaksi.registers.events.recap import kinds_paper
from renaksi.registers.events.shown import way_words
from renaksi.registers.events.views import EventDesk

REPORT_LIMIT = "events.report"

register = Register(
    name="events",
    slug="kegiatan",
    title="Register Kegiatan",
    noun="kegiatan",
    model=Event,
    dated="held_on",
    label=lambda event: event.topic,
    columns=("number", "held_on", "kind", "topic", "place", "state"),
    sections=(
        Section("Kegiatan", ("kind", "topic", "held_on", "held_at", "place", "held_by", "audience")),
        Section("Undangan dan hasil", ("invited", "invitation", "present_count", "minutes")),
    ),
    filters=("kind", "audience"),
    search=("topic", "place", "held_by"),
    states=(
        State("planned", "direncanakan", "○"),
        State("held", "terlaksana", "●", "done"),
        State("reported", "dilaporkan", "✔", "verified", is_final=True),
        State("cancelled", "batal", "✕", "missed", is_final=True),
    ),
    steps=(
        Step(
            "hold", "Nyatakan terlaksana", "dinyatakan terlaksana", ("planned",), "held",
            fields=("held_on", "present_count", "minutes"), needs=("held_on",),
            about="Setelah ini, laporan kegiatan dihitung tenggatnya.",
            clock=ClockDeed.START, limit=REPORT_LIMIT, on_field="held_on",
        ),
        Step(
            "report", "Laporkan", "dilaporkan", ("held",), "reported", fields=("minutes", "reported_on"), needs=("minutes",),
            about="Notula atau laporan kegiatan sudah lengkap.", clock=ClockDeed.STOP, on_field="reported_on",
        ),
        Step("cancel", "Batalkan", "dibatalkan", ("planned",), "cancelled", asks_reason=True),
    ),
    lines=(
        Lines(
            "attendance", "Daftar hadir", "peserta", Attendance, ("name", "office_name"),
            ("name", "office_name", Column("way", "Cara", way_words)),
            about="Peserta dapat diketik, diimpor, atau mengisi sendiri lewat kode QR di pintu pada hari kegiatan.",
        ),
    ),
    entry_prints=(
        EntryPrint("undangan", "Undangan", invitation_paper),
        EntryPrint("daftar-hadir", "Daftar hadir", attendance_paper),
        EntryPrint("notula", "Notula", minutes_paper),
        EntryPrint("laporan", "Laporan kegiatan", report_paper),
    ),
    book_prints=(BookPrint("per-jenis", "Rekap kegiatan per jenis", kinds_paper),),
    limits=(
        LimitDefault(
            REPORT_LIMIT, "Laporan kegiatan setelah kegiatan terlaksana", 5, Unit.WORKING,
            "Kebiasaan tata usaha; belum ada dasar yang diperiksa",
        ),
    ),
    access=by_office(),
    measures=MEASURES,
    about="Kegiatan bertanggal yang dihadiri orang: kick off, FGD, sosialisasi, benchlearning, partisipasi masyarakat.",
    keeper="setiap subbagian untuk kegiatannya; Subbagian Teknis dan Hupmas untuk kegiatan umum",
    law="Keputusan Rencana Aksi Reformasi Birokrasi satuan kerja",
    demo=write_demo,
    views=EventDesk,
)  # fmt: skip
