"""The questions of each kind of survey as dated data: elements, their wording and the four answers, the lowest first. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Question:
    """One element: its short name, what is asked, the words of the marks 1 to 4."""

    title: str
    text: str
    answers: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of questions from the day it holds; ``source`` says where they come from and whether that was checked."""

    key: str
    since: date
    questions: tuple[Question, ...]
    source: str


def _four(word: str, none: str = "Tidak", some: str = "Kurang") -> tuple[str, str, str, str]:
    return f"{none} {word}", f"{some} {word}", word.capitalize(), f"Sangat {word}"


_SERVICE = (
    Question(
        "Persyaratan", "Bagaimana kesesuaian persyaratan dengan jenis layanannya?", _four("sesuai"),
    ),
    Question("Prosedur", "Bagaimana kemudahan prosedur layanan ini?", _four("mudah")),
    Question("Waktu penyelesaian", "Bagaimana kecepatan waktu dalam memberikan layanan?", _four("cepat")),
    Question(
        "Biaya atau tarif", "Bagaimana kewajaran biaya atau tarif layanan ini?",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    Question(
        "Produk layanan", "Bagaimana kesesuaian hasil layanan dengan yang tercantum dalam standar pelayanan?", _four("sesuai"),
    ),
    Question("Kompetensi petugas", "Bagaimana kemampuan petugas dalam melayani?", _four("mampu")),
    Question("Perilaku petugas", "Bagaimana kesopanan dan keramahan petugas?", _four("sopan dan ramah")),
    Question(
        "Penanganan pengaduan", "Bagaimana penanganan pengaduan, saran, dan masukan?",
        ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi, kurang maksimal", "Dikelola dengan baik"),
    ),
    Question("Sarana dan prasarana", "Bagaimana mutu sarana dan prasarana?", ("Buruk", "Cukup", "Baik", "Sangat baik")),
)  # fmt: skip
_OFTEN = ("Selalu ada", "Sering ada", "Jarang ada", "Tidak ada")
_INTEGRITY = (
    Question("Perbedaan perlakuan", "Apakah ada petugas yang membeda-bedakan pengguna layanan?", _OFTEN),
    Question("Layanan di luar prosedur", "Apakah ada petugas yang memberi layanan di luar prosedur?", _OFTEN),
    Question("Imbalan", "Apakah ada petugas yang meminta atau menerima imbalan uang atau barang?", _OFTEN),
    Question("Pungutan liar", "Apakah ada pungutan di luar tarif resmi?", _OFTEN),
    Question("Percaloan", "Apakah ada calo atau perantara yang tidak resmi?", _OFTEN),
)
INSTRUMENTS: tuple[Instrument, ...] = (
    Instrument(
        "skm-2017", date(2017, 5, 9), _SERVICE,
        "Sembilan unsur Permenpan RB 14/2017; kalimat menurut kuesioner yang lazim, lampirannya belum diperiksa",
    ),
    Instrument(
        "ipak", date(2017, 5, 9), _INTEGRITY,
        "Lima hal yang lazim ditanyakan dalam survei persepsi antikorupsi; belum ada dasar yang diperiksa",
    ),
)  # fmt: skip
MOST_QUESTIONS = 9
_KEY_OF = {"ipak": "ipak"}


def instrument_of(subject: str, day: date) -> Instrument:
    """The questions for a subject that hold on the day (the first known ones before); the nine elements unless it has its own."""
    known = [one for one in INSTRUMENTS if one.key == _KEY_OF.get(subject, "skm-2017")]
    return next((one for one in reversed(known) if one.since <= day), known[0])
