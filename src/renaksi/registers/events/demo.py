"""Made-up events of a year, written through the desk's verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from renaksi.accounts.models import User
from renaksi.offices.models import Office


def write_demo(office: Office, year: int, until: date, by: User | None) -> list[Any]:
    """Events of the year up to ``until``: planned ahead, held with people, reported, one cancelled."""
    from renaksi.desk.domain.lines import add_line
    from renaksi.desk.domain.record import record_entry
    from renaksi.desk.domain.step import take_step
    from renaksi.registers.events.register import register

    written = []
    for month, day, kind, topic, place, audience, people in STORY:
        held_on = date(year, month, day)
        values = {
            "kind": kind, "topic": topic, "held_on": held_on, "held_at": "09.00 s.d. selesai", "place": place,
            "held_by": "Subbagian Teknis dan Hupmas", "audience": audience,
        }  # fmt: skip
        entry: Any = record_entry(register=register, office=office, values=values, by=by)
        written.append(entry)
        if held_on > until:
            continue
        attendance = register.lines[0]
        for name in PEOPLE[:people]:
            add_line(
                register=register,
                entry=entry,
                lines=attendance,
                values={"name": name, "office_name": "Sekretariat"},
                by=by,
            )
        for key, given in (
            ("hold", {"held_on": held_on}),
            ("report", {"minutes": f"Hasil {topic.lower()} disepakati dan dicatat."}),
        ):
            step = register.step(key)
            if step:
                entry = take_step(register=register, entry=entry, step=step, values=given, by=by)
    return written


PEOPLE = ("Rahmat Hidayat", "Siti Marlina", "Yohanes Tandi", "Dewi Lestari", "Andi Saputra")
STORY = (
    (2, 3, "commitment", "Kick off Reformasi Birokrasi", "Aula kantor", "internal", 5),
    (3, 12, "discussion", "FGD evaluasi kelembagaan", "Ruang rapat", "internal", 4),
    (4, 8, "gratification", "Sosialisasi pengendalian gratifikasi", "Aula kantor", "internal", 5),
    (5, 6, "participation", "KPU menyapa pemilih pemula", "SMA Negeri Contoh", "public", 3),
    (9, 9, "innovation", "Peluncuran layanan daring", "Aula kantor", "public", 4),
    (12, 9, "meeting", "Rapat evaluasi akhir tahun", "Ruang rapat", "internal", 0),
    (10, 14, "benchlearning", "Benchlearning pelayanan informasi", "KPU Provinsi Percontohan", "internal", 3),
)
