"""Areas named above a table of their own rather than in a column of it."""

from __future__ import annotations

import re

from renaksi.catalogue.match import best
from renaksi.intake.decree.enumeration import area_number, split_capital, split_number

_LABEL = re.compile(
    r"^area(?:\s+perubahan)?\s*(?:ke)?[\s:.-]*(?:(?P<number>\d{1,2}|[IVX]{1,4})\s*[:.)-]+\s*)?(?=\S)", re.IGNORECASE
)
_WORD = re.compile(r"^area(?:\s+perubahan)?\b[\s:.-]*(?=\S)", re.IGNORECASE)
_LONGEST = 90
_LIKE = 0.85


def area_title(text: str) -> tuple[str, str] | None:
    """(number, name) where a line of running text is the name of an area, numbered or not; None otherwise."""
    if len(text) > _LONGEST:
        return None
    text = text.strip(" :")
    label = _LABEL.match(text)
    number, name = (area_number((label["number"] or "").upper()), text[label.end() :]) if label else ("", text)
    if not number:
        number, _, name = split_number(name)
    if not number:
        number, name = split_capital(name)
    name = _WORD.sub("", name.strip(" :-"))
    return (number, name) if best(name, "area", limit=1, cutoff=_LIKE) else None
