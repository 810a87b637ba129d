"""What a decree prints of the office that makes it, and its long names."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.offices.long_names import in_two_lines, spelled_out

__all__ = ["OfficeLetterhead", "in_two_lines", "spelled_out"]


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
