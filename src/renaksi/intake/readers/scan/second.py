"""A second opinion, by tesseract where it is installed, on lines that were read unclearly or that hold words nobody knows.

Where both read the same letters the line is surer than it was. Where they differ the other reading is kept beside the first,
never in its place; and where the first holds words nobody knows and the other only known ones, the first is sure no longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from rapidfuzz import fuzz

from renaksi.catalogue.template import indicators, nodes
from renaksi.intake.readers.scan.ink import Image
from renaksi.intake.readers.scan.recognise import Read
from renaksi.intake.readers.scan.tesseract import read_lines
from renaksi.kernel.wording import fold

MOST = 40
"""Lines of one page that are asked about: a quarter of a second's work."""
CLEAR, AGREED, DOUBTED = 0.75, 0.8, 0.7
"""How sure a line is that need not be asked about; that both read alike; that holds a misread word."""
_TRUSTED = 0.75  # how sure tesseract must be to make another doubtful
_ALIKE = 60  # of 100: two readings of one line; a text less alike is none of it
_STOPS = ".,;:"
_WORD = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the second reading says of a line: how sure the line is now, 0..1, and its ``text`` where it is another."""

    sure: float
    text: str = ""


def second_opinions(
    lines: Mapping[int, Image], read: Mapping[int, Read], sure: Mapping[int, float]
) -> dict[int, Opinion]:
    """The opinions on those of the lines that were asked about, by the same keys; none where tesseract is not installed.

    ``read`` = how they were read, ``sure`` = how sure that is (0..1).
    """
    asked = sorted((key for key in lines if _is_asked(read[key].text, sure[key])), key=lambda key: sure[key])[:MOST]
    others = dict(zip(asked, read_lines([lines[key] for key in asked]), strict=True))
    return {key: _opinion(read[key].text, sure[key], other) for key, other in others.items() if other.text}


def _is_asked(text: str, sure: float) -> bool:
    return sure < CLEAR or bool(_strange(text))


def _opinion(text: str, sure: float, other: Read) -> Opinion:
    if _letters(text) == _letters(other.text):
        return Opinion(max(sure, AGREED))
    if fuzz.ratio(text, other.text) < _ALIKE:
        return Opinion(sure)
    if _strange(text) and not _strange(other.text) and other.clearness >= _TRUSTED:
        sure = min(sure, DOUBTED)
    return Opinion(sure, merged(text, other.text))


def merged(text: str, other: str) -> str:
    """The first text with the other's words wherever letters differ: its own stops and spaces stay."""
    own, words = text.split(), other.split()
    ways = SequenceMatcher(None, [*map(_letters, own)], [*map(_letters, words)], autojunk=False).get_opcodes()
    found: list[str] = []
    for way, start, end, first, last in ways:
        taken = own[start:end] if way == "equal" else words[first:last]
        if taken and way == "replace":
            taken[-1] = taken[-1].rstrip(_STOPS) + own[end - 1][len(own[end - 1].rstrip(_STOPS)) :]
        found += taken
    return " ".join(found)


def _letters(text: str) -> str:
    """What must be the same: letters and digits. Tesseract takes stops for commas and loses spaces."""
    return "".join(filter(str.isalnum, text))


def _strange(text: str) -> set[str]:
    """The words of a text that nobody knows."""
    return {word for word in _WORD.findall(text) if word.lower() not in _known()}


@cache
def _known() -> frozenset[str]:
    """The words of the national template."""
    texts: Iterable[str] = (
        *(each.text for each in indicators()),
        *(text for each in nodes() for text in (each.name, *each.items, *each.aliases)),
    )
    return frozenset(word for text in texts for word in fold(text).split())
