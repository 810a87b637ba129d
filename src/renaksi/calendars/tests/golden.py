"""Limits with their last days, counted by hand over the days off of the joint decrees of 2024 to 2026 (and January 2027).

Neither the lists nor the days come from the program: the lists are typed from the decrees' published annexes and the presidential
decrees on polling days, the days were counted over the list of working days these leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from renaksi.calendars.reckon import Pause, Unit

PUBLIC_DAYS = {
    2024: "1-1 2-8 2-10 2-14 3-11 3-29 3-31 4-10 4-11 5-1 5-9 5-23 6-1 6-17 7-7 8-17 9-16 11-27 12-25",
    2025: "1-1 1-27 1-29 3-29 3-31 4-1 4-18 4-20 5-1 5-12 5-29 6-1 6-6 6-27 8-17 9-5 12-25",
    2026: "1-1 1-16 2-17 3-19 3-21 3-22 4-3 4-5 5-1 5-14 5-27 5-31 6-1 6-16 8-17 8-25 12-25",
}
LEAVE_DAYS = {
    2024: "2-9 3-12 4-8 4-9 4-12 4-15 5-10 5-24 6-18 12-26",
    2025: "1-28 3-28 4-2 4-3 4-4 4-7 5-13 5-30 6-9 8-18 12-26",
    2026: "2-16 3-18 3-20 3-23 3-24 5-15 5-28 12-24",
}
JANUARY_2027 = {date(2027, 1, 1), date(2027, 1, 5)}


def listed(days: dict[int, str]) -> set[date]:
    """The days of a list above."""
    pairs = ((year, day.split("-")) for year, text in days.items() for day in text.split())
    return {date(year, int(month), int(day)) for year, (month, day) in pairs}


@dataclass(frozen=True, slots=True)
class Case:
    """One limit and its last day."""

    name: str
    start: date
    days: int
    due: date
    unit: Unit = Unit.WORKING
    collective: bool = True
    pauses: tuple[Pause, ...] = ()
    extension: int = 0

    def __str__(self) -> str:
        return self.name


GOLDEN = (
    Case("Lebaran 2026, seluruh cuti bersama di antaranya", date(2026, 3, 13), 10, due=date(2026, 4, 6)),
    Case("Nyepi dan Lebaran 2025 berdampingan", date(2025, 3, 24), 10, due=date(2025, 4, 16)),
    Case("Lebaran 2024, mulai Jumat sebelumnya", date(2024, 4, 5), 10, due=date(2024, 4, 29)),
    Case("Lebaran 2024, tiga hari kerja", date(2024, 4, 4), 3, due=date(2024, 4, 17)),
    Case("Lebaran 2024, mulai pada cuti bersama", date(2024, 4, 9), 5, due=date(2024, 4, 22)),
    Case("Lebaran 2024, mulai pada hari raya", date(2024, 4, 10), 1, due=date(2024, 4, 16)),
    Case("Lebaran 2025, mulai pada hari raya", date(2025, 3, 31), 10, due=date(2025, 4, 22)),
    Case("Lebaran 2025, satu hari kerja", date(2025, 3, 27), 1, due=date(2025, 4, 8)),
    Case(
        "Lebaran 2025, cuti bersama dihitung sebagai hari kerja",
        date(2025, 3, 24),
        10,
        due=date(2025, 4, 9),
        collective=False,
    ),
    Case(
        "Lebaran 2026, cuti bersama dihitung sebagai hari kerja",
        date(2026, 3, 13),
        10,
        due=date(2026, 3, 30),
        collective=False,
    ),
    Case("Lebaran 2026, mulai pada hari raya, Sabtu", date(2026, 3, 21), 5, due=date(2026, 3, 31)),
    Case("Lebaran 2026, mulai Selasa sebelum Nyepi", date(2026, 3, 17), 1, due=date(2026, 3, 25)),
    Case("Nyepi 2024 dengan cuti bersamanya", date(2024, 3, 8), 2, due=date(2024, 3, 14)),
    Case("Nyepi 2024, cuti bersama dihitung", date(2024, 3, 8), 2, due=date(2024, 3, 13), collective=False),
    Case("Nyepi 2024, mulai pada Nyepi", date(2024, 3, 11), 10, due=date(2024, 3, 26)),
    Case("Pemilu 2024 di tengah, Isra Mikraj dan Imlek sebelumnya", date(2024, 2, 7), 5, due=date(2024, 2, 19)),
    Case("Pilkada 2024", date(2024, 11, 22), 5, due=date(2024, 12, 2)),
    Case("akhir tahun 2024", date(2024, 12, 20), 10, due=date(2025, 1, 8)),
    Case("akhir tahun 2025", date(2025, 12, 19), 10, due=date(2026, 1, 7)),
    Case("akhir tahun 2026 ke 2027, dua libur Januari", date(2026, 12, 23), 10, due=date(2027, 1, 12)),
    Case("akhir tahun 2026, mulai Malam Tahun Baru", date(2026, 12, 31), 1, due=date(2027, 1, 4)),
    Case("akhir tahun 2024, mulai pada Natal", date(2024, 12, 25), 3, due=date(2024, 12, 31)),
    Case("tanpa libur, akhir pekan saja", date(2025, 7, 7), 10, due=date(2025, 7, 21)),
    Case("mulai Jumat, satu hari", date(2025, 7, 11), 1, due=date(2025, 7, 14)),
    Case("mulai Sabtu", date(2025, 7, 12), 1, due=date(2025, 7, 14)),
    Case("mulai Minggu, lima hari", date(2025, 7, 13), 5, due=date(2025, 7, 18)),
    Case("kemerdekaan 2025 hari Minggu, cuti bersama Senin", date(2025, 8, 15), 1, due=date(2025, 8, 19)),
    Case("Mei 2024: Kenaikan, Waisak dan cuti bersamanya", date(2024, 5, 7), 14, due=date(2024, 5, 31)),
    Case("Mei dan Juni 2025", date(2025, 5, 8), 20, due=date(2025, 6, 13)),
    Case("Mei dan Juni 2026: Kenaikan sampai Pancasila", date(2026, 5, 12), 14, due=date(2026, 6, 8)),
    Case("Idul Adha 2024 dengan cuti bersamanya", date(2024, 6, 14), 2, due=date(2024, 6, 20)),
    Case("enam puluh hari kerja melewati Lebaran 2025", date(2025, 2, 3), 60, due=date(2025, 5, 9)),
    Case("tiga puluh hari kerja dari awal 2026", date(2026, 1, 2), 30, due=date(2026, 2, 18)),
    Case("diperpanjang tujuh hari kerja, 2026", date(2026, 3, 13), 10, due=date(2026, 4, 15), extension=7),
    Case("diperpanjang tujuh hari kerja, akhir 2025", date(2025, 12, 1), 10, due=date(2025, 12, 24), extension=7),
    Case(
        "berhenti lima hari kerja",
        date(2025, 7, 7),
        10,
        due=date(2025, 7, 28),
        pauses=(Pause(date(2025, 7, 9), date(2025, 7, 16)),),
    ),
    Case(
        "berhenti melewati Lebaran 2025",
        date(2025, 3, 20),
        10,
        due=date(2025, 4, 22),
        pauses=(Pause(date(2025, 3, 25), date(2025, 4, 10)),),
    ),
    Case(
        "berhenti seluruhnya dalam libur: tidak menambah",
        date(2026, 3, 13),
        10,
        due=date(2026, 4, 6),
        pauses=(Pause(date(2026, 3, 17), date(2026, 3, 24)),),
    ),
    Case(
        "berhenti dan lanjut pada hari yang sama: tidak menambah",
        date(2025, 7, 7),
        10,
        due=date(2025, 7, 21),
        pauses=(Pause(date(2025, 7, 9), date(2025, 7, 9)),),
    ),
    Case(
        "dua kali berhenti",
        date(2024, 6, 3),
        14,
        due=date(2024, 7, 3),
        pauses=(
            Pause(date(2024, 6, 5), date(2024, 6, 10)),
            Pause(date(2024, 6, 19), date(2024, 6, 24)),
        ),
    ),
    Case(
        "berhenti dan diperpanjang, akhir 2024",
        date(2024, 12, 2),
        10,
        due=date(2025, 1, 13),
        pauses=(Pause(date(2024, 12, 4), date(2024, 12, 18)),),
        extension=7,
    ),
    Case("hari kalender melewati Lebaran 2025", date(2025, 3, 24), 14, due=date(2025, 4, 7), unit=Unit.CALENDAR),
    Case(
        "hari kalender, batas jatuh pada hari Minggu", date(2026, 2, 1), 14, due=date(2026, 2, 15), unit=Unit.CALENDAR
    ),
    Case("hari kalender melewati 29 Februari 2024", date(2024, 2, 20), 30, due=date(2024, 3, 21), unit=Unit.CALENDAR),
    Case(
        "hari kalender dengan jeda dan perpanjangan",
        date(2026, 5, 4),
        30,
        due=date(2026, 6, 20),
        unit=Unit.CALENDAR,
        pauses=(Pause(date(2026, 5, 10), date(2026, 5, 20)),),
        extension=7,
    ),
    Case("hari kalender, pergantian tahun", date(2026, 12, 15), 30, due=date(2027, 1, 14), unit=Unit.CALENDAR),
)
