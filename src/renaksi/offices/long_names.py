"""The long names of offices as their papers write them. Pure."""

from __future__ import annotations

import re

_BODIES = {"KPU": "Komisi Pemilihan Umum", "KIP": "Komisi Independen Pemilihan"}
_SHORT_BODY = re.compile(r"\b(KPU|KIP)\b")
_REGION = re.compile(r"^(.*?(?:Komisi Pemilihan Umum|Komisi Independen Pemilihan)) (?=\S)", re.IGNORECASE)


def spelled_out(text: str) -> str:
    """The text with KPU and KIP written in full: ``Ketua KPU Kota Contoh`` -> ``Ketua Komisi Pemilihan Umum Kota Contoh``."""
    text = re.sub(r"\bKPU RI\b", "Komisi Pemilihan Umum Republik Indonesia", text)
    return _SHORT_BODY.sub(lambda found: _BODIES[found[1]], text)


def in_two_lines(name: str) -> str:
    """The name broken after the body's own name: ``KOMISI PEMILIHAN UMUM`` / ``KOTA CONTOH``; unbroken where nothing follows."""
    return _REGION.sub(r"\1" + "\n", name, count=1)
