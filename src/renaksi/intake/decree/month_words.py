"""Months told in words in one cell: ``Januari s.d. Maret``, ``Jan-Des``, ``Setiap bulan``, ``TW I``, ``Maret dan Juni``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from renaksi.kernel.months import MONTH_NAMES, MonthSet, month_number
from renaksi.kernel.wording import ROMAN_MONTHS

_LONGEST = 160
_NAME = r"(?:jan|feb|peb|mar|apr|mei|jun|jul|agu|ags|agt|sep|okt|nov|nop|des)[a-z]*\.?"
_BRACKET = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"\b(?:tahun|thn\.?|ta\.?)?\s*(20\d\d)\b|\btahun (?:ini|berjalan|anggaran)\b")
_DAY = re.compile(rf"\b\d{{1,2}}(?:\s*(?:-|–|s\.?\s?/?d\.?|sampai(?: dengan)?)\s*\d{{1,2}})?\s+(?={_NAME})")
_WEEK = re.compile(r"\b(?:minggu|pekan)\s+(?:ke\s*-?\s*)?(?:[ivx]+|\d|pertama|kedua|ketiga|keempat|terakhir)\b")
_FILLER = re.compile(
    r"\b(?:bulan|bln|selama|mulai|pada|dari|awal|akhir|pertengahan|tanggal|tgl|paling lambat|dilaksanakan)\b\.?"
)
_UNTIL = re.compile(r"\s*(?:\bs\.?\s?/?\s?d\b\.?|\bsampai(?:\s+dengan)?\b|\bhingga\b|\bs\.?/d\b\.?|[-–—]+)\s*")
_AND = re.compile(rf"\s*(?:[,;&+\n]|\bdan\b|\bserta\b)\s*|(?<=[a-z.])\s+(?={_NAME}(?:\s|$))")
_ONLY_NUMBERS = re.compile(r"^\d{1,2}(?:\s*(?:[-–,;&]|dan|s\.?\s?/?\s?d\.?)\s*\d{1,2})*$", re.IGNORECASE)
_ORDINAL = re.compile(r"\bke\s*-?\s*(?=[ivx\d])")
_ALWAYS = re.compile(
    r"^(?:setiap|tiap(?:-tiap)?|per|rutin setiap) (?:(?:awal|akhir) )?(?:bulan(?:nya)?|hari(?: kerja)?|minggu|pekan)$"
    r"|^(?:rutin )?bulanan$|^harian$|^mingguan$"
    r"|^(?:(?:sepanjang|selama)(?: satu| 1)? tahun|setahun(?: penuh)?|sepanjang|selama|satu tahun|1 tahun)(?: penuh)?$"
    r"|^12 (?:\(dua belas\) )?bulan$"
)
_PART = re.compile(
    r"^(?P<kind>tw|triwulan|tri wulan|q|kuartal|kwartal|caturwulan|cawu|semester|smt|sm)\.?\s*(?:ke\s*-?\s*)?"
    r"(?P<number>[ivx]+|\d|pertama|kedua|ketiga|keempat)$"
)
_SIZES = {"semester": 6, "smt": 6, "sm": 6, "caturwulan": 4, "cawu": 4}
_ORDINALS = {"pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}


@dataclass(frozen=True, slots=True)
class Told:
    """The months a text tells. ``by_part`` = it names a quarter or half of the year, not its months."""

    months: MonthSet
    by_part: bool = False


def months_in_words(text: str) -> Told | None:
    """What a cell tells of its months; None where that is not certain (another year's, a range backward, ``setiap triwulan``)."""
    if _ONLY_NUMBERS.match(text.strip()):
        text = f"bulan {text}"  # asked only of a column of months
    outside = " ".join(_BRACKET.sub(" ", text.lower()).split()).strip(" .;,:")
    inside = " ".join(found[1:-1] for found in _BRACKET.findall(text.lower()))
    return _told(outside) or (_told(inside) if inside and not re.search(_NAME, outside) else None)


def _told(plain: str) -> Told | None:
    plain = _ORDINAL.sub("", plain)
    years = {found for found in _YEAR.findall(plain) if found}
    if not plain or len(plain) > _LONGEST or len(years) > 1:
        return None
    plain = " ".join(_YEAR.sub(" ", plain).split()) or plain
    if _ALWAYS.match(plain.strip(" .,")):
        return Told(MonthSet.of(range(1, 13)))
    found: set[int] = set()
    parts: list[bool] = []
    kind = ""
    for piece in _AND.split(_UNTIL.sub("-", _bare(plain))):
        if not piece:
            continue
        told, kind = _run(piece, kind)
        if told is None:
            return None
        parts.append(kind not in ("", "month"))
        found |= set(told)
    return Told(MonthSet.of(found), any(parts)) if found else None


def _bare(plain: str) -> str:
    """The text without days, weeks and the words that only lead to the months; numbers after "bulan" become months' names."""
    plain = re.sub(
        r"\bbulan\s+(?:ke\s*-?\s*)?([\divx]+(?:[\s,.&/–-]|\b(?:dan|s\.?/?d\.?|sampai)\b|\b[\divx]+\b)*)",
        _numbered,
        plain,
    )
    return " ".join(_FILLER.sub(" ", _DAY.sub(" ", _WEEK.sub(" ", plain))).split())


def _numbered(found: re.Match[str]) -> str:
    return re.sub(r"\d+|[ivx]+", lambda number: _named(number.group()), found[1]) + " "


def _named(number: str) -> str:
    month = int(number) if number.isdecimal() else _roman(number)
    return MONTH_NAMES[month - 1].lower() if month and 1 <= month <= 12 else number


def _roman(text: str) -> int | None:
    return ROMAN_MONTHS.index(text.upper()) + 1 if text.upper() in ROMAN_MONTHS else None


def _run(piece: str, kind: str) -> tuple[range | None, str]:
    """The months from the first to the last of a piece, and what it counts in; None where it tells none for certain."""
    ends = [end.strip(" .") for end in piece.split("-") if end.strip(" .")]
    if not 1 <= len(ends) <= 2:
        return None, kind
    first, kind = _span(ends[0], kind)
    last, kind = _span(ends[-1], kind)
    if first is None or last is None or last.stop < first.stop:
        return None, kind
    return range(first.start, last.stop), kind


def _span(word: str, kind: str) -> tuple[range | None, str]:
    """The months one word stands for; a bare number after a quarter (``TW I dan II``) is the next quarter."""
    month = None if word.isdecimal() else month_number(word)
    if month:
        return range(month, month + 1), "month"
    found = _PART.match(word if _PART.match(word) or kind in ("", "month") else f"{kind} {word}")
    if not found:
        return None, kind
    size = _SIZES.get(found["kind"], 3)
    number = (
        _ORDINALS.get(found["number"])
        or _roman(found["number"])
        or (int(found["number"]) if found["number"].isdecimal() else 0)
    )
    if not 1 <= number <= 12 // size:
        return None, found["kind"]
    return range((number - 1) * size + 1, number * size + 1), found["kind"]
