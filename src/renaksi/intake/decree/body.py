"""The decree's text cut into its parts: heading, considerations, legal bases, dicta, closing, the annex's own heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from renaksi.intake.readers.table import Line
from renaksi.kernel.wording import ORDINAL_WORDS, fold

DICTUM_WORDS = ("PERTAMA", *ORDINAL_WORDS, "KESEBELAS", "KEDUA BELAS")
_BULLET = re.compile(r"^(?:[-–—•*#>]+\s+)+")
_CATCHWORD = re.compile(r"(?:\.\s?){3,}$|…$")
_CLOSING = re.compile(r"^(ditetapkan di|pada tanggal|tanggal \d|salinan sesuai)\b")
_SPACED = re.compile(r"^(?:[A-Z] ){4,}[A-Z](?: ?:)?$")
_PAGE_NUMBER = re.compile(r"^[-–—\s]*\d{1,3}[-–—\s]*$|^!\[")
"""A page's number, or the mark of a picture (a stamp, a logo) in Markdown."""
_LABELS = ("MENIMBANG", "MENGINGAT", "MEMPERHATIKAN", "MEMUTUSKAN", "MENETAPKAN")
_LABEL = re.compile(
    rf"^(menimbang|mengingat|memperhatikan|memutuskan|menetapkan|{'|'.join(DICTUM_WORDS)})\b\s*:?\s*(.*)$",
    re.IGNORECASE,
)


Texts = list[tuple[int, str]]
"""Lines of running text: (line number, text)."""


@dataclass(slots=True)
class Body:
    """The parts as lists of (line number, text): heading, considerations, bases, noted, menetapkan, closing, annex heading.

    ``dicta`` are in order, each with its word; ``labels`` the labels met so far.
    """

    heading: Texts = field(default_factory=list)
    considerations: Texts = field(default_factory=list)
    bases: Texts = field(default_factory=list)
    noted: Texts = field(default_factory=list)
    enacting: Texts = field(default_factory=list)
    closing: Texts = field(default_factory=list)
    annex_heading: Texts = field(default_factory=list)
    dicta: list[tuple[str, Texts]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def plain_lines(lines: Iterable[Line]) -> Texts:
    """(line number, text) of the running text, without bullets, page numbers, catchwords and empty lines."""
    found = []
    for line in lines:
        text = _together(_BULLET.sub("", line.text).strip())
        if text and not _CATCHWORD.search(text) and not _PAGE_NUMBER.match(text):
            found.append((line.number, text))
    return found


def _together(text: str) -> str:
    """A heading written with a space between its letters (``M E M U T U S K A N :``) as the word it is."""
    return text.replace(" ", "") if _SPACED.match(text) else text


def is_annex_heading(text: str) -> bool:
    """Whether the line opens the annex: LAMPIRAN, alone or before the decree's name; not the last word of a sentence."""
    alone = len(text) < 12 and not text.endswith((".", ";", ","))
    return bool(re.match(r"^lampiran\b(?!.*\byang\b)", fold(text))) and (
        text.isupper() or alone or text[:8] == "LAMPIRAN"
    )


DECREE = re.compile(r"^(lampiran )?(surat )?keputusan\b")
"""How a folded line begins that names the decree."""
_NUMBERED = re.compile(r"^n\s?o\s?m\s?o\s?r\s*[:.]?\s*\S", re.IGNORECASE)
_NEAR = 5
"""A decree's number stands at most so many lines below its name."""


def without_letter(lines: Texts) -> Texts:
    """The lines from the decree's own name on, where a covering letter with a number of its own stands before it."""
    named = [place for place, (_, text) in enumerate(lines) if text.isupper() and DECREE.match(fold(text))]
    numbers = [place for place, (_, text) in enumerate(lines) if _NUMBERED.match(text)]
    own = next((place for place in named if any(place < number <= place + _NEAR for number in numbers)), 0)
    return lines[own:] if numbers and numbers[0] < own else lines


def cut(lines: Iterable[Line], last_before_table: int | None) -> Body:
    """Cut the running text into its parts.

    ``last_before_table`` = line where the annex's table begins, where body and table share a sheet.
    """
    body = Body()
    part = body.heading
    for number, text in plain_lines(lines):
        if last_before_table is not None and number > last_before_table:
            part = body.closing
        rest = text
        if is_annex_heading(text):
            part = body.annex_heading
        elif part is not body.annex_heading:
            part, rest = _turn(body, part, text)
        if rest:
            part.append((number, rest))
    return body


def _turn(body: Body, part: Texts, text: str) -> tuple[Texts, str]:
    """The part a line opens, and what is left of it after its label; the running part where it opens none."""
    if _CLOSING.match(fold(text)) or (part is not body.heading and re.search(r"\bditetapkan di\b.{0,40}$", fold(text))):
        return body.closing, text
    found = _LABEL.match(_respelt(text))
    if not found or part is body.closing:
        return part, text
    word, rest = found[1].upper(), found[2].strip()
    if word in DICTUM_WORDS:
        if not _opens_dictum(body, text, found[1], rest):
            return part, text
        body.dicta.append((word, []))
        return body.dicta[-1][1], rest
    if word == "MENETAPKAN" and "MEMUTUSKAN" not in body.labels:
        if not rest.startswith("KEPUTUSAN"):
            return part, text
        body.labels.append("MEMUTUSKAN")  # its own line is lost
    body.labels.append(word)
    parts = {"MENIMBANG": body.considerations, "MENGINGAT": body.bases, "MEMPERHATIKAN": body.noted}
    return parts.get(word, body.enacting), rest


def _respelt(text: str) -> str:
    """The line with its label spelt right where the scan misread a letter of it."""
    word = re.match(r"[A-Za-z]{8,14}", text)
    if not word or not text[word.end() :].lstrip().startswith(":"):
        return text
    near = process.extractOne(word.group().upper(), _LABELS, scorer=fuzz.ratio, score_cutoff=84)
    return f"{near[0]}{text[word.end() :]}" if near else text


def _opens_dictum(body: Body, text: str, written: str, rest: str) -> bool:
    """Whether the ordinal opens a dictum, rather than being spoken of ("sebagaimana dimaksud dalam Diktum KESATU ...")."""
    if "MEMUTUSKAN" not in body.labels or not written.isupper():
        return False
    return ":" in text[: len(written) + 3] or not rest or not rest[0].islower()


_POINT = re.compile(r"^(\d{1,2}|[a-z])\s?[.)]\s*(.*)$")
_NEXT_LAW = re.compile(r"(?<=;)\s+(?=(?:Undang-Undang|Peraturan|Keputusan|Instruksi|Surat)\b)")


def points(lines: Texts, *, letters: bool) -> list[str]:
    """The points of Menimbang (letters) or Mengingat (numbers), each joined over its lines, without its letter or number."""
    found: list[str] = []
    for _, text in lines:
        point = _POINT.match(text)
        opens = point and point[1].isalpha() == letters and (point[2] or not found)
        if opens and point and not (letters and found and _is_torn(found[-1], point[2])):
            found.append(point[2])
        elif found:
            found[-1] = f"{found[-1]} {point[2] if opens and point else text}".strip()
        elif len(text) > 8 or point:
            found.append(text)
    return [
        " ".join(piece.split())
        for whole in found
        for piece in ([whole] if letters else _NEXT_LAW.split(whole))
        if piece.strip()
    ]


def _is_torn(before: str, text: str) -> bool:
    """A letter the scan put in the middle of a sentence."""
    return not re.search(r"[;.,:]$|\bdan$", before.rstrip()) and not fold(text).startswith("bahwa")
