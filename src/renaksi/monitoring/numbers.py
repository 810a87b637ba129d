"""Numbers as people type them: ``1.234,5`` the Indonesian way, ``1234.5`` too. Pure, no Django."""

from __future__ import annotations

import re
from decimal import Decimal

_GROUPED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")  # 1.234 and 1.234.567,8
_ENGLISH = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+\.\d+")  # 1,234.5
_PLAIN = re.compile(r"-?\d+([.,]\d+)?")
LONGEST = 40


def parse_number(text: str, *, is_measured: bool = False) -> Decimal | None:
    """The number a person typed; None where it is none. ``1.234`` counts one thousand two hundred and thirty-four, as it is
    written in Indonesian; where something is measured (``is_measured``: an index of 3.456), a lone point is a decimal one.
    """
    text = re.sub(r"\s", "", text)
    if len(text) > LONGEST:
        return None
    if is_measured and re.fullmatch(r"-?\d+\.\d+", text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal(text.replace(",", ".")) if _PLAIN.fullmatch(text) else None


def typed(value: Decimal | None) -> str:
    """A number as a form shows it, to be read back by parse_number: ``1234,5``; nothing for nothing."""
    if value is None:
        return ""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
