"""The names of a decree's dicta in order: KESATU, KEDUA ... KESEPULUH, KESEBELAS, KEDUA BELAS ..."""

from __future__ import annotations

from renaksi.kernel.wording import ORDINAL_WORDS


def dictum_name(place: int) -> str:
    """The name of the dictum at this place, counted from 1; up to 99."""
    if place <= len(ORDINAL_WORDS):
        return ORDINAL_WORDS[place - 1]
    if place == 11:
        return "KESEBELAS"
    tens, ones = divmod(place, 10)
    if tens == 1:
        return f"{ORDINAL_WORDS[ones - 1]} BELAS"
    return f"{ORDINAL_WORDS[tens - 1]} PULUH {_BASE[ones]}".strip()


_BASE = ("", "SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN")
