"""Makes any text fit to print: what cannot be seen or would turn the reading around is taken out, long words may break."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = {"Cc", "Cs", "Cn", "Co"}
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TYPE_UP_TO = 6
_SYLLABLE = re.compile(
    r"(?<=[aiueo])(?=(?:ng|ny|kh|sy|[b-df-hj-np-tv-z])[aiueo])"
    r"|(?<=[b-df-hj-np-tv-z])(?<![^aiueo]{3})(?!(?<=n)[gy]|(?<=k)h|(?<=s)y)(?=[b-df-hj-np-tv-z][aiueo])",
    re.IGNORECASE,
)
_VOWEL = re.compile(r"[aiueo]", re.IGNORECASE)
SOFT_HYPHEN = "\u00ad"
BREAK_HERE = "\u200b"


def legible(text: str) -> str:
    """The text without control characters, lone surrogates, unassigned places and marks that turn the direction of reading.

    Every kind of line break becomes a line feed, a tab becomes a space. Never longer than the text given.
    """
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(sign for sign in text if sign == "\n" or _can_be_seen(sign))


def _can_be_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in _UNSEEN and sign not in _TURNING


def one_line(text: str) -> str:
    """The text on one line: line breaks and runs of white space become single spaces."""
    return " ".join(legible(text).split())


def breakable(text: str, longest: int) -> str:
    """The text with places to break inside words of more than ``longest`` letters: hyphens between syllables, or bare breaks."""
    return re.sub(rf"[^\s/\-]{{{longest + 1},}}", lambda found: _broken(found[0], longest), text)


def _broken(word: str, longest: int) -> str:
    parts = _SYLLABLE.split(word)
    if len(parts) > 1 and not _VOWEL.search(parts[0]):
        parts[:2] = [parts[0] + parts[1]]
    if word.isalpha() and max(map(len, parts)) <= longest:
        return SOFT_HYPHEN.join(parts)
    return BREAK_HERE.join(word[at : at + _TYPE_UP_TO] for at in range(0, len(word), _TYPE_UP_TO))
