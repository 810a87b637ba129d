"""What stands for a tick in a month's cell beside the tick signs: a word, an arrow, the month's own name, number or day."""

from __future__ import annotations

import re

from renaksi.intake.decree.headings import month_of

_YES = frozenset(("true", "ya", "yes", "y", "ok", "benar", "1"))
_NO = frozenset(("false", "tidak", "no", "n", "salah", "0", "o"))
_EMPTY = frozenset("☐□▢○◻-–—._ ")
_ARROW = re.compile(r"^[\s<>|←→↔⇐⇒⇔⇨⇦➔➜➝➞➢➤►▶◄◀⟵⟶⟷─━═=–—_.-]{1,400}$")
_HEAD = re.compile(r"[<>←→↔⇐⇒⇔⇨⇦➔➜➝➞➢➤►▶◄◀⟵⟶⟷]")
_LINE = re.compile(r"[─━═=–—_-]{2,}")
_QUANTITY = re.compile(
    r"^(?:[1-9]\d{0,3}(?:[.,]\d+)?|0[.,]\d*[1-9])\s*(?:%|x|kali|keg(?:iatan)?|dok(?:umen)?|lap(?:oran)?|berkas|buah|org|orang|unit|paket)?\.?$"
)
_LETTERS = re.compile(r"^(?:v+|x+)$")
_RANGE = re.compile(r"\s*(?:-|–|—|\bs\.?\s?/?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b)\s*", re.IGNORECASE)


def is_blank(text: str) -> bool:
    """Whether a month's cell says that there is nothing: empty, a dash, an empty box, "tidak"."""
    return (set(text) <= _EMPTY and not _LINE.search(text)) or text.lower() in _NO


def stands_for_tick(text: str, months: tuple[int, ...]) -> bool:
    """Whether a text in the cell of these months is their tick: ``TRUE``, ``ya``, an arrow, a quantity (``2 kali``,
    ``25%``), their own name, number or day."""
    folded = text.strip().lower()
    whole = "".join(folded.split())  # a narrow cell breaks a word
    if folded in _YES or is_arrow(folded) or _QUANTITY.match(whole) or _LETTERS.match(whole):
        return True
    parts = [month_of(part) for part in _RANGE.split(text.strip()) if part]
    if len(parts) == 1:
        return months == (parts[0],)
    if len(parts) == 2 and parts[0] and parts[1] and parts[0] <= parts[1]:
        return tuple(range(parts[0], parts[1] + 1)) == months
    return False


def is_arrow(text: str) -> bool:
    """Whether a text is an arrow or a line drawn with signs: ``→``, ``<---->``, ``———``."""
    return bool(_ARROW.match(text)) and bool(_HEAD.search(text) or _LINE.search(text))
