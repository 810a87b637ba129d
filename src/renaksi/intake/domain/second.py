"""What the second reading of a scan has in place of a row's texts, kept with the row as it was read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from renaksi.intake.readers.scan.kept import ScannedSheet
from renaksi.intake.reading import DecreeRow, Reading

_FIELDS = ("area", "activity", "sub_activity", "indicator")
_SHORTEST = 5  # letters: a shorter piece may stand anywhere


def with_second(reading: Reading, sheets: Mapping[int, ScannedSheet]) -> Reading:
    """The reading, each row telling by field its text and the one the second reading has for it."""
    if not any(sheet.others for sheet in sheets.values()):
        return reading
    return replace(reading, rows=tuple(_told(row, sheets) for row in reading.rows))


def _told(row: DecreeRow, sheets: Mapping[int, ScannedSheet]) -> DecreeRow:
    lines = _lines(row.row.source, sheets)
    texts = {name: text for name in _FIELDS if (text := getattr(row.row, name))}
    found = {name: (text, other) for name, text in texts.items() if (other := _otherwise(text, lines)) != text}
    return replace(row, second=found) if found else row


def _lines(source: Mapping[str, Any], sheets: Mapping[int, ScannedSheet]) -> dict[str, str]:
    """The lines of the row's pages that were read otherwise the second time."""
    pages = {source.get("page"), *source.get("pages", {}).values()}
    return {line: other for page in pages if page in sheets for line, other in sheets[page].others.items()}


def _otherwise(text: str, lines: Mapping[str, str]) -> str:
    for line, other in lines.items():
        text = next((text.replace(old, new) for old, new in _pieces(line, other) if text.count(old) == 1), text)
    return text


def _pieces(line: str, other: str) -> Iterator[tuple[str, str]]:
    """The line and its other reading: whole, then without what both begin and end alike with, its number among it."""
    yield line, other
    old, new = line.split(), other.split()
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    if len("".join(old)) >= _SHORTEST and new:
        yield " ".join(old), " ".join(new)


def other_text(read_as: Mapping[str, Any], field: str, text: str) -> str:
    """What the second reading has in place of the text, as long as that is still the text that was read; "" otherwise.

    ``read_as`` = the row as it was read.
    """
    read, other = read_as.get("second", {}).get(field, ("", ""))
    return other if read == text else ""
