"""Where the heading of the months ends on a page, by what stands in their columns: names and numbers, not ticks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from renaksi.intake.readers.scan.grid import GridCell

MOST_BANDS = 7
"""Bands from a table's top in which its heading stands; a heading of one word a line is one band."""
_FEWEST = 5  # months that must be named before a band is their heading
_NAME = re.compile(
    r"^(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*$|^\d{1,2}$|^[ivxl1]{1,5}$",
    re.IGNORECASE,
)


def first_band_below(narrow: Iterable[tuple[GridCell, list[str]]]) -> int:
    """The first band of a table below its months' heading, by the texts of its narrow cells; 0 where it has none.

    A heading names many months, each but once: a row of ticks read as letters says the same again and again.
    """
    bands: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for cell, texts in narrow:
        word = re.sub(r"[^0-9A-Za-z]+", "", "".join(texts))
        if cell.top < MOST_BANDS and word:
            bands[cell.top].append((cell.bottom, word))
    first = 0
    for words in bands.values():
        names = {word.lower() for _, word in words if _NAME.match(word)}
        if len(names) >= _FEWEST and len(names) > 0.5 * len(words):
            first = max(first, max(bottom for bottom, word in words if _NAME.match(word)) + 1)
    return first
