"""A made-up year of complaints, written through the verbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from renaksi.accounts.models import User
from renaksi.desk.domain.lines import add_line
from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.evidence.domain.receive import receive_link
from renaksi.offices.models import Office
from renaksi.registers.complaints.domain.channels import check_channel, record_channel
from renaksi.registers.complaints.domain.follow import rate, reopen
from renaksi.registers.complaints.domain.reporter import record_reporter


@dataclass(frozen=True, slots=True)
class Told:
    """One complaint: when and how it came, what it is about, and how far it goes (days after it came)."""

    on: tuple[int, int]
    channel: str
    kind: str
    topic: str
    title: str
    handling: str = ""
    settled_after: int = 0
    asked_after: int = 0
    rejected_after: int = 0
    rating: int = 0
    is_reopened: bool = False
    privacy: str = "open"
    obstacle: str = ""
    years: int = 0


CHANNELS = (
    ("counter", "Loket pelayanan, lobi kantor", "SOP Penanganan Pengaduan Masyarakat", "Petugas loket pelayanan"),
    (
        "application",
        "Laman pengaduan satuan kerja",
        "SOP Penanganan Pengaduan Masyarakat",
        "Subbagian Teknis dan Hupmas",
    ),
    ("phone", "WhatsApp layanan 0800-0000-0000", "", "Subbagian Teknis dan Hupmas"),
)
CHECKED_ON = 5  # day of the month on which the channels are tried
PEOPLE = ("Warga Contoh", "Pemilih Teladan", "Ibu Percontohan", "Bapak Contoh Raya")


def write_demo(office: Office, year: int, until: date, by: User | None) -> list[Any]:
    """Channels tried each month, and some 25 complaints up to ``until`` in every state; two disputes of the year before."""
    _channels(office, year, until, by)
    story = [told for told in STORY if _day(year, told) <= until]
    return [_complaint(office, told, _day(year, told), until, at, by) for at, told in enumerate(story)]


def _channels(office: Office, year: int, until: date, by: User | None) -> None:
    opened = date(year, 1, CHECKED_ON)
    if until < opened:
        return
    for kind, address, procedure, officer in CHANNELS:
        values = {"kind": kind, "address": address, "procedure": procedure, "officer": officer, "opened_on": opened}
        channel = record_channel(office=office, values=values, by=by)
        for month in range(1, 13):
            on = date(year, month, CHECKED_ON)
            if on <= until:
                check_channel(channel=channel, on=on, is_open=True, by=by)


def _day(year: int, told: Told) -> date:
    return date(year + told.years, *told.on)


def _complaint(office: Office, told: Told, on: date, until: date, at: int, by: User | None) -> Any:
    values = {
        "received_on": on, "channel": told.channel, "kind": told.kind, "topic": told.topic, "title": told.title,
        "summary": f"{told.title}. Disampaikan warga dan dicatat petugas sebagaimana adanya.", "privacy": told.privacy,
    }  # fmt: skip
    entry: Any = record_entry(register=REGISTERS["complaints"], office=office, values=values, by=by)
    if told.privacy != "anonymous":
        record_reporter(complaint=entry, name=PEOPLE[at % len(PEOPLE)], contact=f"0812-0000-{at:04}", address="", by=by)
    return _handled(entry, told, on, until, by) if told.handling else _refused(entry, told, on, until, by)


def _handled(entry: Any, told: Told, on: date, until: date, by: User | None) -> Any:
    register = REGISTERS["complaints"]
    entry = _step(entry, "assign", {"handling": told.handling}, by)
    passed = {
        "from_whom": "Sekretaris",
        "to_whom": "Subbagian Teknis dan Hupmas",
        "note": "Tindak lanjuti",
        "given_on": on,
    }
    add_line(register=register, entry=entry, lines=register.lines[0], values=passed, by=by)
    asked, settled = on + timedelta(told.asked_after), on + timedelta(told.settled_after)
    if told.asked_after and asked <= until:
        question = "Mohon sebutkan tempat dan waktu kejadiannya."
        entry = _step(entry, "ask", {"question": question, "asked_on": asked}, by)
        if not told.settled_after:
            return entry
        replied = {"reply": "Kejadiannya di loket pada pagi hari.", "replied_on": min(asked + timedelta(3), until)}
        entry = _step(entry, "resume", replied, by)
    if told.settled_after and settled <= until:
        entry = _settled(entry, told, settled, by)
    return _refused(entry, told, on, until, by)


def _settled(entry: Any, told: Told, on: date, by: User | None) -> Any:
    proof = receive_link(
        office=entry.office, url=f"https://contoh.kpu.go.id/pengaduan/{entry.year}/{entry.number}",
        title=f"Jawaban pengaduan nomor {entry.book_number}", document_on=on, proves_from=on, proves_until=on, by=by,
    )  # fmt: skip
    step = REGISTERS["complaints"].step("settle")
    assert step is not None  # noqa: S101 - the register's own step
    values = {
        "closed_on": on, "answer": f"{told.title}: sudah diperiksa dan ditindaklanjuti.", "obstacle": told.obstacle,
        "recommendation": "Perkuat petugas loket pada jam ramai." if told.obstacle else "",
    }  # fmt: skip
    entry = take_step(register=REGISTERS["complaints"], entry=entry, step=step, values=values, evidence=[proof], by=by)
    if told.is_reopened:
        return reopen(complaint=entry, reason="Datanya masih belum berubah ketika saya periksa lagi.")
    return rate(complaint=entry, rating=told.rating) if told.rating else entry


def _refused(entry: Any, told: Told, on: date, until: date, by: User | None) -> Any:
    rejected = on + timedelta(told.rejected_after)
    if not told.rejected_after or rejected > until:
        return entry
    answer = "Bukan kewenangan satuan kerja ini; silakan sampaikan kepada Bawaslu."
    return _step(entry, "reject", {"closed_on": rejected, "answer": answer}, by)


def _step(entry: Any, key: str, values: dict[str, Any], by: User | None) -> Any:
    register = REGISTERS["complaints"]
    step = register.step(key)
    assert step is not None  # noqa: S101 - the register's own step
    return take_step(register=register, entry=entry, step=step, values=values, by=by)


LIGHT, NORMATIVE, SERVICE, SUPERVISORY = "light", "normative", "non_supervisory", "supervisory"
STORY = (
    Told((3, 9), "counter", "dispute", "service", "Antrean loket tidak dilayani", SERVICE, 11, years=-1),
    Told((9, 22), "letter", "dispute", "information", "Salinan dokumen tidak diberikan", SERVICE, 14, years=-1),
    Told((1, 8), "counter", "consultation", "voters", "Cara memeriksa nama di daftar pemilih", LIGHT, 1, rating=5),
    Told((1, 14), "whatsapp", "complaint", "voters", "Nama tidak ada dalam daftar pemilih", NORMATIVE, 6, rating=4),
    Told((1, 27), "web", "complaint", "service", "Loket tutup pada jam pelayanan", SERVICE, 13, rating=4),
    Told((2, 3), "phone", "complaint", "voters", "Pemilih meninggal masih terdaftar", NORMATIVE, 5, rating=5),
    Told((2, 12), "web", "complaint", "information", "Halaman pengumuman tidak terbuka", SERVICE, 8, privacy="anonymous"),
    Told((2, 24), "lapor", "complaint", "ad_hoc", "Honor PPS terlambat dibayarkan", SERVICE, 20, asked_after=4,
         obstacle="Menunggu rekonsiliasi daftar penerima dari PPK"),
    Told((3, 5), "web", "complaint", "facilities", "Ruang tunggu tidak ramah kursi roda", SERVICE, 19, rating=5,
         obstacle="Pengadaan landaian menunggu revisi anggaran"),
    Told((3, 11), "letter", "complaint", "conduct", "Dugaan petugas meminta imbalan", SUPERVISORY, 70,
         privacy="confidential"),
    Told((3, 30), "counter", "dispute", "service", "Berkas dikembalikan tanpa tanda terima", SERVICE, 12, rating=3),
    Told((4, 7), "web", "complaint", "stages", "Lokasi sosialisasi berpindah tanpa kabar", NORMATIVE, 4),
    Told((4, 9), "whatsapp", "consultation", "nomination", "Syarat dukungan calon perseorangan", LIGHT, 2, rating=5),
    Told((4, 20), "lapor", "complaint", "voters", "Alamat pemilih keliru", NORMATIVE, 9, asked_after=2, rating=3),
    Told((4, 28), "web", "complaint", "other", "Baliho calon menutup rambu", rejected_after=2),
    Told((5, 4), "web", "complaint", "voters", "Data anak sudah 17 tahun belum masuk", NORMATIVE, 6, is_reopened=True),
    Told((5, 8), "phone", "complaint", "money", "Nilai sewa gudang tidak diumumkan", SERVICE, privacy="confidential"),
    Told((5, 12), "web", "complaint", "service", "Surat keterangan belum terbit", SERVICE, asked_after=3),
    Told((5, 18), "counter", "complaint", "facilities", "Toilet pengunjung rusak"),
    Told((5, 19), "web", "complaint", "information", "Telepon kantor tidak diangkat", privacy="anonymous"),
    Told((6, 10), "web", "complaint", "ad_hoc", "Seleksi PPK tidak diumumkan", SERVICE, 15, rating=4),
    Told((7, 7), "letter", "consultation", "stages", "Jadwal pemutakhiran data", LIGHT, 2),
    Told((8, 19), "web", "complaint", "voters", "Nama ganda di dua TPS", NORMATIVE, 7, rating=5),
    Told((9, 15), "lapor", "complaint", "information", "Permintaan hasil rekapitulasi belum dijawab", SERVICE, 10),
    Told((10, 21), "web", "complaint", "conduct", "Petugas bersikap kasar", SERVICE, 16, privacy="confidential"),
    Told((11, 11), "whatsapp", "complaint", "voters", "Pindah domisili belum tercatat", NORMATIVE),
    Told((11, 16), "web", "complaint", "service", "Nomor antrean habis pukul sepuluh"),
)  # fmt: skip
