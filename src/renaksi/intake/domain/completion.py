"""A text the scan cut, completed from the national template: only the piece that broke off is replaced. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from renaksi.catalogue.match import Fragment, fragment, plain
from renaksi.catalogue.template import indicator, node
from renaksi.intake.decree.cuts import LEVELS, cut_in
from renaksi.intake.decree.enumeration import outline

_ALIKE = 85  # of 100: the piece stands in the completed text but for letters misread
_MOST_CUTS = 6  # in one cell; a text that is still cut then is left to a person
_HERE = re.compile(r"\bdi lingkungan satuan kerja\b", re.IGNORECASE)


@lru_cache(maxsize=4096)  # asked for every open doubt at every look at the page
def completed(text: str, field: str, office_name: str) -> str | None:
    """The text with every cut piece completed, worded for the office; None where the template does not tell how all go on.

    ``field`` is "activity", "sub_activity" or "indicator". A list keeps its other points.
    """
    filled: str | None = text
    for _ in range(_MOST_CUTS):
        if filled is None or field not in LEVELS or not (cut := cut_in(filled, field)):
            break
        filled = _filled(filled, cut.piece, field, office_name)
    return filled if filled != text else None


def _filled(text: str, piece: str, field: str, office_name: str) -> str | None:
    """The text with one piece completed."""
    piece = _point_of(text, piece).rstrip(" ,;.")
    found = fragment(piece, LEVELS[field]) if piece in text else None
    whole = next((each for each in _printed(found) if plain(each) == found.text), "") if found else ""
    if not whole or fuzz.partial_ratio(plain(piece), plain(whole)) < _ALIKE:
        return None
    before, _, after = text.rpartition(piece)
    after = "" if after.strip() in {",", ";"} else after
    return before + _HERE.sub(f"di lingkungan {office_name}", whole) + after


def _point_of(text: str, piece: str) -> str:
    """A piece that is only an open bracket belongs to its whole point."""
    if not piece.startswith("("):
        return piece
    return next((item.text for item in outline(text).items if piece in item.text), text)


def _printed(found: Fragment) -> Iterator[str]:
    """The template's texts the fragment may stand for, as printed."""
    if found.level in {"indicator", "part"}:
        text = indicator(found.code).text
        head, _, points = text.partition(":")
        yield from (text, head, *map(str.strip, points.split(";")))
        return
    entry = node(found.code)
    yield from (entry.name, *entry.aliases, entry.printed)
    for item in entry.items:
        head, _, inner = item.partition("(")
        yield from (item, head.strip(), *map(str.strip, inner.rstrip(") ").split(",")))
