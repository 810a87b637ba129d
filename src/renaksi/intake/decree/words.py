"""Small facts about how a text begins and ends: whether it is open, lower-case, or breaks off."""

from __future__ import annotations

import re

DANGLING = frozenset(
    (
        "di", "ke", "dari", "pada", "dalam", "dengan", "untuk", "yang", "dan", "atau", "serta", "oleh", "bagi", "atas",
        "terhadap", "tentang", "sebagai", "antara", "kepada", "sampai", "agar", "karena", "melalui", "secara", "adalah",
        "berupa", "lingkungan", "para", "setiap", "suatu", "sebuah", "tidak", "belum", "sudah", "telah", "akan", "dapat",
    )
)  # fmt: skip
"""Words no Indonesian sentence ends on."""


_BARE_NUMBER = re.compile(r"(?<=\s)(?:\d{1,2}|[a-z])[.)]$")


def ends_on_number(text: str) -> bool:
    """Whether the text breaks off right after the number of a list's next point (``... dan 3)``)."""
    return bool(_BARE_NUMBER.search(text.rstrip()))


def ends_open(text: str) -> bool:
    """Whether the text cannot end here: on a word that asks for another, on a comma, on a list's next number."""
    stripped = text.rstrip()
    if ends_on_number(stripped):
        return True
    if not stripped or stripped[-1] in ".;:":
        return False
    if stripped[-1] == ",":
        return True
    words = re.findall(r"[\w-]+", stripped.lower())
    if not words or words[-1] not in DANGLING:
        return False
    return not re.search(r"[;.,:]\s*(?:dan|atau|serta)\s*$", stripped, re.IGNORECASE)


def begins_low(text: str) -> bool:
    """Whether the text begins in the middle of a sentence: with a lower-case letter (``e-Lapkin`` and the like are names)."""
    return bool(re.match(r"[a-z]{2,}", text)) and not re.match(r"e-", text)


def unclosed(text: str) -> bool:
    """Whether a bracket is opened and never closed (a list's ``1)`` opens none)."""
    return text.count("(") > len(re.findall(r"\([^()]*\)", text)) + text.count("((")


def doubled(text: str) -> bool:
    """Whether the text is the same words twice, as a scan leaves them where it lost the rest."""
    words = text.lower().strip(" .;").split()
    half = len(words) // 2
    return len(words) >= 4 and len(words) % 2 == 0 and words[:half] == words[half:]
