"""A made-up year of media, written through the desk's verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from renaksi.accounts.models import User
from renaksi.desk.domain.lines import add_line
from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.offices.models import Office

STORY = (
    ("reform", "banner", "Spanduk Menuju Birokrasi Bersih", "internal", "", "Lobi kantor", ""),
    (
        "reform",
        "page",
        "Halaman Reformasi Birokrasi",
        "public",
        "",
        "",
        "https://kota-contoh.kpu.go.id/reformasi-birokrasi",
    ),
    ("values", "poster", "Poster nilai dasar BerAKHLAK", "internal", "", "Ruang rapat", ""),
    ("gratification", "poster", "Poster Tolak Gratifikasi", "internal", "", "Ruang pegawai", ""),
    ("gratification", "banner", "Spanduk Layanan Tanpa Gratifikasi", "public", "", "Pintu masuk", ""),
    ("information", "board", "Maklumat Pelayanan Informasi", "public", "charter", "Ruang PPID", ""),
    ("information", "board", "Standar Pelayanan Informasi", "public", "standard", "Ruang PPID", ""),
    ("information", "board", "SOP Permohonan Informasi", "public", "procedure", "Ruang PPID", ""),
    ("service", "board", "Visi Pelayanan", "public", "vision", "Ruang tunggu", ""),
    ("service", "board", "Misi Pelayanan", "public", "mission", "Ruang tunggu", ""),
    ("service", "board", "Moto Pelayanan", "public", "motto", "Ruang tunggu", ""),
    ("other", "leaflet", "Leaflet tahapan pemilihan", "public", "", "Meja depan", ""),
)
SEEN_ON = 12  # day of the month on which the officer makes the round


def write_demo(office: Office, year: int, until: date, by: User | None) -> list[Any]:
    """Media put up in January and seen each month up to ``until``; the last one was taken down in March."""
    register = REGISTERS["publications"]
    written: list[Any] = []
    for topic, medium, title, audience, shows, place, address in STORY:
        values = {
            "topic": topic, "medium": medium, "title": title, "audience": audience, "shows": shows, "place": place,
            "address": address, "stands_from": date(year, 1, 10),
            "newest_document_on": date(year, 1, 20) if medium == "page" and until >= date(year, 1, 20) else None,
        }  # fmt: skip
        entry: Any = record_entry(register=register, office=office, values=values, by=by)
        written.append(entry)
        if topic in {"reform", "values"}:
            _see_each_month(entry, until, by)
    step, last = register.step("take_down"), date(year, 3, 31)
    if step and until >= last:
        take_step(
            register=register,
            entry=written[-1],
            step=step,
            values={"stands_until": last},
            reason="Tahapan selesai",
            by=by,
        )
    return written


def _see_each_month(entry: Any, until: date, by: User | None) -> None:
    register = REGISTERS["publications"]
    for month in range(1, 13):
        on = date(until.year, month, SEEN_ON)
        if on <= until:
            values = {"seen_on": on, "is_standing": True, "note": "Baik"}
            add_line(register=register, entry=entry, lines=register.lines[0], values=values, by=by)
