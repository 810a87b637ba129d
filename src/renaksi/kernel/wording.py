"""Indonesian wording of dates and numbers, both ways."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from renaksi.kernel.months import MONTH_NAMES, month_number

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ORDINAL_WORDS = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH",
)  # fmt: skip

_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DATE = re.compile(r"\b(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})\b")


def date_words(day: date) -> str:
    """``14 Februari 2022``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def parse_date_words(text: str) -> date | None:
    """The first date written in words in ``text``; None where there is none or it is no day of the calendar."""
    for found in _DATE.finditer(text):
        month = month_number(found[2])
        if month and not found[2].isdecimal():
            try:
                return date(int(found[3]), month, int(found[1]))
            except ValueError:
                continue
    return None


def parse_day(text: str) -> date | None:
    """The day a person typed: ``14 Februari 2022``, ``14-2-2022`` (/ and . too), ``2022-02-14``; else None."""
    text = text.strip()
    try:
        if found := _NUMERIC.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        return parse_date_words(text) if _DATE.fullmatch(text) else None


def number_words(value: float | Decimal, places: int = 0) -> str:
    """``1.234,5``: a dot between thousands and a decimal comma."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))


def fold(text: str) -> str:
    """Letters, digits and % only, lower case, single spaces: the form in which two texts are compared."""
    return re.sub(r"[^a-z0-9%]+", " ", text.lower()).strip()
