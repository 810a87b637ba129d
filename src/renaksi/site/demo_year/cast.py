"""Who in the made-up city answers for what: coordinators by area, implementers by area or by single activities. Pure."""

from __future__ import annotations

CHECKER, DIRECTOR = "verifikator.contoh", "pengarah.contoh"
COORDINATORS = {
    1: "koordinator.contoh", 2: "koordinator.contoh", 3: "sari.contoh", 4: "sari.contoh", 5: "tono.contoh",
    6: "tono.contoh", 7: "wulan.contoh", 8: "wulan.contoh",
}  # fmt: skip
# By the beginning of the catalogue's code; the longest that fits. Activity 6.2 is left to its coordinator, to be given out.
_IMPLEMENTERS = {
    "1.": "agus.contoh", "2.": "agus.contoh", "3.": "agus.contoh", "4.": "mira.contoh", "4.4": "dimas.contoh",
    "5.": "nita.contoh", "5.1.5": "dimas.contoh", "6.1": "nita.contoh", "7.": "intan.contoh", "8.": "intan.contoh",
    "8.3": "mira.contoh",
}  # fmt: skip
HANDED_OVER = ("5.1.5", "dimas.contoh", "nita.contoh", 4)
"""Work that changed hands: which, from whom, to whom, at the beginning of which month."""


def implementer(code: str, month: int = 0) -> str:
    """Who implements the indicator with this catalogue code in the month (0 = at the year's beginning); "" = no one."""
    which, _, to, since = HANDED_OVER
    if month >= since and code.startswith(which):
        return to
    fitting = [begin for begin in _IMPLEMENTERS if code.startswith(begin)]
    return _IMPLEMENTERS[max(fitting, key=len)] if fitting else ""


def recorder(code: str, month: int) -> str:
    """Who records the cell: its implementer, else the coordinator of its area."""
    return implementer(code, month) or COORDINATORS[int(code.split(".")[0])]
