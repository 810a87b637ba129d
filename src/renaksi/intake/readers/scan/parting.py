"""Spaces that the recognition left out between words, put back where two words plainly meet."""

from __future__ import annotations

import re

_MEETING = re.compile(
    r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})"  # LingkunganKomisi
    r"|(?<=[a-z]{4})(?=\d)"  # tanggal21
    r"|(?<=\b\d{4})(?=[a-z]{3})"  # 2022sebagaimana
    r"|(?<=[a-z][,;:])(?=[A-Za-z]{3})"
    r"|(?<=[a-z)])(?=\([A-Za-z]{2})"
    r"|(?<=[A-Za-z]\))(?=[A-Za-z]{3})"
)


def parted(text: str) -> str:
    """The line with a space between words that were read as one; addresses of the web are left as they are."""
    if "://" in text or "@" in text:
        return text
    return _MEETING.sub(" ", text)
