"""The words of a column's heading, and how well they suit each level."""

from __future__ import annotations

import re

from renaksi.kernel.wording import fold

_WORDS = (
    "nomor", "no", "area", "perubahan", "program", "rencana", "rincian", "uraian", "kegiatan", "sub", "aksi", "kerja",
    "indikator", "keberhasilan", "kinerja", "ukuran", "tolok", "ukur", "output", "keluaran", "outcome", "hasil", "target",
    "sasaran", "tahapan", "langkah", "waktu", "jadwal", "pelaksanaan", "bulan", "tahun", "triwulan", "keterangan", "ket",
    "catatan", "data", "dukung", "bukti", "penanggung", "jawab", "pelaksana", "unit", "utama", "dan",
)  # fmt: skip
_ANY_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_FEWEST_LETTERS = 4

_SUITS: tuple[tuple[str, dict[str, float]], ...] = (
    (r"\barea\b", {"area": 3.0}),
    (r"\b(indikator|ukuran keberhasilan|tolok ukur|kriteria keberhasilan)\b", {"indicator": 3.0}),
    (r"\b(sub|rincian|tahap\w*|langkah|detail|detil)\b", {"sub_activity": 2.0}),
    (r"\buraian kegiatan\b", {"sub_activity": 2.0}),
    (r"\buraian\b", {"sub_activity": 1.0, "activity": 0.5}),
    (r"\b(output|keluaran|hasil|outcome)\b", {"indicator": 1.2}),
    (r"\b(data dukung|bukti|evidence|eviden|dokumen)\b", {"indicator": 0.9}),
    (r"\b(target|capaian)\b", {"indicator": 0.8}),
    (r"\b(sasaran|tujuan)\b", {"area": 0.4, "indicator": 0.5}),
    (r"\b(aspek|bidang|komponen|pilar|fokus)\b", {"area": 1.0}),
    (r"\bprogram\b", {"area": 1.0, "activity": 0.9}),
    (r"\b(kegiatan|rencana|aksi|kerja)\b", {"activity": 1.2, "sub_activity": 0.9}),
)
_NO_WORD = {"area": 0.1, "activity": 0.3, "sub_activity": 0.5, "indicator": 0.2}


def label(text: str) -> str:
    """A heading folded; one with a space between its letters (``I N D I K A T O R``) as the words it is."""
    folded = fold(text)
    pieces = folded.split()
    if len(pieces) < _FEWEST_LETTERS or sum(1 for piece in pieces if len(piece) > 1) * 4 > len(pieces):
        return folded
    whole = "".join(pieces)
    words = _ANY_WORD.findall(whole)
    return " ".join(words) if "".join(words) == whole else folded


def suits(text: str) -> dict[str, float]:
    """How well a heading's words suit each level; levels it cannot be are left out."""
    words = label(text)
    for pattern, levels in _SUITS:
        if re.search(pattern, words):
            return levels
    return _NO_WORD
