"""What is worth a second look where evidence is used. Pure: it points out and blocks nothing."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from renaksi.evidence.models import Evidence
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.wording import date_words

_USUAL_DELAY = timedelta(days=31)
"""A report of a month is dated in the next; later than that it is worth a look."""


def warnings_of(evidence: Evidence, month_on: date, other_years: Iterable[int] = ()) -> list[str]:
    """Sentences on using the piece for the month of ``month_on``; ``other_years`` are those it is used for too."""
    found = []
    if not evidence.is_active:
        found.append(f"Bukti ini sudah ditarik. Alasan: {evidence.withdrawn_reason}")
    if not covers(evidence, month_on):
        month = f"{MONTH_NAMES[month_on.month - 1]} {month_on.year}"
        found.append(
            f"Bukti ini membuktikan {period_words(evidence.proves_from, evidence.proves_until)}, bukan {month}."
        )
    years = sorted(set(other_years) - {month_on.year})
    if years:
        found.append(f"Bukti ini juga dipakai untuk tahun {' dan '.join(map(str, years))}.")
    return found + date_warnings(evidence)


def date_warnings(evidence: Evidence) -> list[str]:
    """What its own dates say against each other, wherever it is used."""
    if evidence.document_on and evidence.document_on > evidence.proves_until + _USUAL_DELAY:
        return [
            f"Dokumen ini bertanggal {date_words(evidence.document_on)}, lama sesudah masa yang dibuktikannya berakhir "
            f"({date_words(evidence.proves_until)})."
        ]
    return []


def covers(evidence: Evidence, month_on: date) -> bool:
    """Whether the days it proves touch the month: the minutes of one day prove their month."""
    last = date(month_on.year, month_on.month, monthrange(month_on.year, month_on.month)[1])
    return evidence.proves_from <= last and evidence.proves_until >= month_on.replace(day=1)


def period_words(begin: date, end: date) -> str:
    """``Maret 2026``, ``Januari s.d. Maret 2026``, ``tahun 2026``, ``12 Maret 2026``, ``3 s.d. 5 Maret 2026``."""
    if begin == end:
        return date_words(begin)
    is_whole = begin.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if is_whole and begin.year == end.year:
        return _months(begin, end)
    if is_whole:
        return f"{MONTH_NAMES[begin.month - 1]} {begin.year} s.d. {MONTH_NAMES[end.month - 1]} {end.year}"
    if (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.day} s.d. {date_words(end)}"
    return f"{date_words(begin)} s.d. {date_words(end)}"


def _months(begin: date, end: date) -> str:
    first, last = MONTH_NAMES[begin.month - 1], MONTH_NAMES[end.month - 1]
    if (begin.month, end.month) == (1, 12):
        return f"tahun {begin.year}"
    return f"{first} {begin.year}" if begin.month == end.month else f"{first} s.d. {last} {begin.year}"
