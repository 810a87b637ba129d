"""Made-up events of a year, written through the desk's verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from renaksi.accounts.models import User
from renaksi.offices.models import Office


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the story; ``people`` stand on its list, ``counted`` were counted at the door instead."""

    month: int
    day: int
    kind: str
    topic: str
    place: str = "Aula kantor"
    people: int = 0
    counted: int | None = None
    minutes: str = ""
    is_public: bool = False
    cancelled: str = ""
    reported_after: int = 5  # days


def write_demo(office: Office, year: int, until: date, by: User | None) -> list[Any]:
    """The events up to ``until`` as far as they came, and those planned for the rest of the year."""
    from renaksi.desk.domain.record import record_entry
    from renaksi.registers.events.register import register

    written = []
    for told in STORY:
        held_on = date(year, told.month, told.day)
        entry: Any = record_entry(register=register, office=office, values=_values(told, held_on), by=by)
        if held_on < until or told.cancelled:
            entry = _told_on(entry, told, until, by)
        written.append(entry)
    return written


def _values(told: Told, held_on: date) -> dict[str, Any]:
    return {
        "kind": told.kind, "topic": told.topic, "held_on": held_on, "held_at": "09.00 WIB s.d. selesai",
        "place": told.place, "held_by": "Subbagian Teknis dan Hupmas" if told.is_public else "Subbagian Hukum dan SDM",
        "audience": "public" if told.is_public else "internal", "present_count": told.counted,
        "invited": "Para undangan sebagaimana daftar" if told.is_public else "Seluruh pegawai sekretariat",
        "invitation": "Susunan acara: pembukaan, pemaparan, tanya jawab, penutup.",
    }  # fmt: skip


def _told_on(entry: Any, told: Told, until: date, by: User | None) -> Any:
    """What became of an event whose day is over."""
    from renaksi.desk.domain.lines import add_line
    from renaksi.desk.domain.step import take_step
    from renaksi.registers.events.register import register

    for name, origin in (GUESTS if told.is_public else STAFF)[: told.people]:
        values = {"name": name, "office_name": origin}
        add_line(register=register, entry=entry, lines=register.lines[0], values=values, by=by)
    for key, values, reason in _steps(entry, told, until):
        step = register.step(key)
        assert step is not None  # noqa: S101 - the story names the register's own steps
        entry = take_step(register=register, entry=entry, step=step, values=values, reason=reason, by=by)
    return entry


def _steps(entry: Any, told: Told, until: date) -> Iterator[tuple[str, dict[str, Any], str]]:
    if told.cancelled:
        yield "cancel", {}, told.cancelled
        return
    yield "hold", {"held_on": entry.held_on, "present_count": told.counted}, ""
    if told.minutes:
        on = min(entry.held_on + timedelta(days=told.reported_after), until)
        yield "report", {"minutes": told.minutes, "reported_on": on}, ""


STAFF = (
    ("Rahmat Hidayat", "Sekretaris"), ("Siti Marlina", "Kasubbag Hukum dan SDM"), ("Yohanes Tandi", "Kasubbag Teknis dan Hupmas"),
    ("Dewi Lestari", "Staf Perencanaan"), ("Andi Saputra", "Staf Keuangan"), ("Maria Goreti", "Staf Hukum"),
    ("Bagus Pratama", "Staf Teknis"), ("Nurul Aini", "Staf Umum dan Logistik"),
)  # fmt: skip
GUESTS = (
    ("Putri Wulandari", "SMA Negeri Contoh"), ("Rizky Ramadhan", "SMA Negeri Contoh"), ("Agustina Lalo", "Karang Taruna"),
    ("Hendra Gunawan", "Forum Disabilitas"), ("Sri Wahyuni", "PKK Kelurahan"), ("Yusuf Maulana", "Pemuda Lintas Iman"),
)  # fmt: skip
STORY = (
    Told(1, 14, "meeting", "Rapat penyusunan rencana aksi", "Ruang rapat", people=5,
         minutes="Rencana aksi tahun ini disepakati.\nSetiap subbagian menunjuk seorang pengelola data."),
    Told(2, 3, "commitment", "Kick off Reformasi Birokrasi", people=8,
         minutes="Ketua dan sekretaris membuka kegiatan.\nSeluruh pegawai menandatangani komitmen bersama."),
    Told(2, 18, "training", "Pelatihan pengelolaan arsip", people=6, minutes="Peserta berlatih memberkaskan arsip aktif."),
    Told(3, 12, "discussion", "FGD evaluasi kelembagaan", "Ruang rapat", people=6,
         minutes="Uraian tugas dua subbagian tumpang tindih.\nUsul penyesuaian dikirim kepada KPU provinsi."),
    Told(3, 25, "gratification", "Sosialisasi pengendalian gratifikasi", people=7,
         minutes="Dijelaskan apa yang wajib dilaporkan dan kepada siapa.\nUnit pengendalian gratifikasi diperkenalkan."),
    Told(4, 8, "innovation", "Pengenalan layanan informasi daring", people=5, is_public=True,
         minutes="Layanan diperagakan di depan peserta.\nTiga masukan dicatat untuk perbaikan."),
    Told(4, 15, "benchlearning", "Benchlearning pelayanan informasi", "KPU Provinsi Percontohan", people=4, reported_after=12,
         minutes="Tata letak ruang layanan dan alur permohonan dipelajari.\nDua hal akan diterapkan."),
    Told(4, 22, "meeting", "Rapat triwulan I", "Ruang rapat", cancelled="Ditunda karena pimpinan bertugas di luar kota."),
    Told(5, 6, "participation", "KPU menyapa pemilih pemula", "SMA Negeri Contoh", counted=120, is_public=True,
         minutes="Siswa bertanya tentang pendaftaran pemilih.\nSimulasi pemungutan suara diikuti dua kelas."),
    Told(5, 13, "participation", "Diskusi pemilih disabilitas", people=6, is_public=True),
    Told(5, 20, "meeting", "Rapat evaluasi layanan", "Ruang rapat"),
    Told(6, 10, "gratification", "Sosialisasi gratifikasi bagi mitra kerja", people=4, is_public=True,
         minutes="Mitra kerja diminta tidak memberi hadiah dalam bentuk apa pun."),
    Told(9, 9, "innovation", "Peluncuran layanan daring", people=5, is_public=True, minutes="Layanan dibuka untuk umum."),
    Told(11, 25, "discussion", "FGD tindak lanjut evaluasi kelembagaan", "Ruang rapat"),
    Told(12, 9, "meeting", "Rapat evaluasi akhir tahun", "Ruang rapat"),
)  # fmt: skip
