"""The states a scheduled month can be in, each by sign, word and colour; and the states of drafts and plans."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Status:
    """How a state looks: never by colour alone. ``tone`` names a colour of the stylesheet ("" = quiet)."""

    sign: str
    word: str
    tone: str


STATUSES = {
    "unplanned": Status("·", "tidak dijadwalkan", ""),
    "planned": Status("○", "dijadwalkan", ""),
    "this_month": Status("◔", "bulan ini", "now"),
    "late": Status("!", "terlambat", "late"),
    "unproven": Status("◐", "terlaksana tanpa bukti", "extra"),
    "done": Status("●", "terlaksana", "done"),
    "verified": Status("✔", "terverifikasi", "verified"),
    "returned": Status("↩", "dikembalikan", "returned"),
    "missed": Status("✕", "tidak terlaksana", "missed"),
    "extra": Status("⇢", "di luar jadwal", "extra"),
    "reading": Status("◔", "sedang dibaca", "now"),
    "failed": Status("!", "tidak dapat dibaca", "late"),
    "review": Status("○", "ditelaah", "now"),
    "adopted": Status("✔", "berlaku", "done"),
    "discarded": Status("✕", "dibuang", ""),
    "withdrawn": Status("✕", "ditarik", ""),
    "replaced": Status("⇢", "diganti", ""),
    "open": Status("!", "belum diputuskan", "late"),
    "settled": Status("●", "diperbaiki", "done"),
    "accepted": Status("✔", "diterima apa adanya", "done"),
    "active": Status("●", "aktif", "done"),
    "locked": Status("!", "dikunci", "late"),
    "ended": Status("✕", "berakhir", ""),
}
