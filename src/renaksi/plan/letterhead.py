"""What a decree prints of the office that makes it, and its long names."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODIES = {"KPU": "Komisi Pemilihan Umum", "KIP": "Komisi Independen Pemilihan"}
_SHORT_BODY = re.compile(r"\b(KPU|KIP)\b")
_REGION = re.compile(r"^(.*?(?:Komisi Pemilihan Umum|Komisi Independen Pemilihan)) (?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfficeLetterhead:
    """An office as its papers name it on the day they are made.

    ``name`` short ("KPU Kota Contoh"), ``long_name`` as the letterhead writes it ("KOMISI PEMILIHAN UMUM KOTA CONTOH"; in Aceh
    "KOMISI INDEPENDEN PEMILIHAN ..."; empty = made from the short name); ``letterhead`` the kop's own lines (empty =
    the long name in two);
    ``place`` where decrees are signed; ``chair`` and
    ``secretary`` the persons' names; ``invocation`` where the office's form carries "DENGAN RAHMAT TUHAN YANG MAHA ESA".
    """

    name: str
    long_name: str = ""
    letterhead: str = ""
    address: str = ""
    place: str = ""
    chair: str = ""
    secretary: str = ""
    invocation: bool = False

    @property
    def full(self) -> str:
        """The long name in ordinary letters: ``Komisi Pemilihan Umum Kota Contoh``."""
        return spelled_out(self.name)

    @property
    def printed(self) -> str:
        """The long name in capitals."""
        return (self.long_name or self.full).upper()


def spelled_out(text: str) -> str:
    """The text with KPU and KIP written in full: ``Ketua KPU Kota Contoh`` -> ``Ketua Komisi Pemilihan Umum Kota Contoh``."""
    text = re.sub(r"\bKPU RI\b", "Komisi Pemilihan Umum Republik Indonesia", text)
    return _SHORT_BODY.sub(lambda found: _BODIES[found[1]], text)


def in_two_lines(name: str) -> str:
    """The name broken after the body's own name: ``KOMISI PEMILIHAN UMUM`` / ``KOTA CONTOH``; unbroken where nothing follows."""
    return _REGION.sub(r"\1" + "\n", name, count=1)
