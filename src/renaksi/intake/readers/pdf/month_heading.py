"""Where on a page a table's heading stands, known by the row of the twelve months: no rule is needed for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from renaksi.intake.readers.pdf.shapes import Box, around
from renaksi.intake.readers.pdf.words import TextLine, Word
from renaksi.kernel.months import month_number
from renaksi.kernel.wording import ROMAN_MONTHS

_INITIALS = "JFMAMJJASOND"
_EVEN = 1.8
_HEADING = re.compile(
    r"^\W*(no|nomor|area|perubahan|program|rencana|rincian|uraian|kegiatan|sub|aksi|kerja|indikator|keberhasilan|kinerja|ukuran"
    r"|output|keluaran|hasil|target|sasaran|tahapan|langkah|waktu|jadwal|pelaksanaan|bulan|tahun|triwulan|tw|keterangan|ket|data"
    r"|dukung|bukti|penanggung|jawab|pelaksana|dan|ke|\d{4})?\W*$",
    re.IGNORECASE,
)
_HEADING_GAP = 2.4
_LABEL_GAP = 0.45


@dataclass(slots=True)
class Heading:
    """A table's heading on a page: the months' centres, its top, the height between labels and months, its bottom."""

    months: list[float]
    top: float
    middle: float
    bottom: float
    labels: list[Box]

    @property
    def pitch(self) -> float:
        """How far the months stand apart."""
        return (self.months[-1] - self.months[0]) / 11


def heading_of(lines: list[TextLine]) -> Heading | None:
    """The heading among a page's lines; None where no row of months stands."""
    for place, line in enumerate(lines):
        months = _months(line.words)
        if months:
            return _headed(lines, place, months)
    return None


def _months(words: Sequence[Word]) -> tuple[Word, ...]:
    """Twelve words beside one another that are the months in their order, evenly apart; () where there are none."""
    for first in range(len(words) - 11):
        run = tuple(words[first : first + 12])
        steps = [after.box.middle[0] - before.box.middle[0] for before, after in pairwise(run)]
        if min(steps) <= 0 or max(steps) > _EVEN * min(steps):
            continue
        texts = [word.text.strip(".") for word in run]
        if "".join(texts).upper() == _INITIALS or [_month(text) for text in texts] == list(range(1, 13)):
            return run
    return ()


def _month(text: str) -> int | None:
    return ROMAN_MONTHS.index(text.upper()) + 1 if text.upper() in ROMAN_MONTHS else month_number(text)


def _headed(lines: list[TextLine], place: int, months: tuple[Word, ...]) -> Heading | None:
    """The heading around a row of months: the lines of labels above and beside it."""
    line, size = lines[place], months[0].size
    words = [word for each in _lines_of_labels(lines, place, size) for word in each.words if word not in months]
    labels = list(_clusters(words, size))
    if not labels:
        return None
    left = months[0].box.left
    above = [word.box.bottom for word in words if word.box.middle[1] < line.box.top and word.box.left > left - size]
    beside = [label for label in labels if not left <= label.middle[0] <= months[-1].box.right]
    return Heading(
        [word.box.middle[0] for word in months],
        top=min(label.top for label in labels) - 1.5,
        middle=(max(above, default=line.box.top - 2) + line.box.top) / 2,
        bottom=max(line.box.bottom, *(label.bottom for label in labels)) + 1.0,
        labels=sorted(beside, key=lambda box: box.left),
    )


def _lines_of_labels(lines: list[TextLine], place: int, size: float) -> list[TextLine]:
    """The lines of a heading: labels right above the row of months, and those that hang below it beside."""
    first = last = place
    while first and _is_label(lines[first - 1]) and _gap(lines, first - 1) < _HEADING_GAP * size:
        first -= 1
    bottom = lines[place].box.bottom
    while last + 1 < len(lines) and _is_label(lines[last + 1]) and lines[last + 1].box.top < bottom + 0.8 * size:
        last += 1
    return lines[first : last + 1]


def _gap(lines: list[TextLine], place: int) -> float:
    return lines[place + 1].box.top - lines[place].box.bottom


def _is_label(line: TextLine) -> bool:
    words = [word.text for word in line.words]
    return sum(1 for word in words if _HEADING.match(word)) >= 0.75 * len(words)


def _clusters(words: Iterable[Word], size: float) -> Iterator[Box]:
    """Labels: words beside one another, and those below that stand under them."""
    found: list[Box] = []
    for word in sorted(words, key=lambda one: one.box.left):
        near = [box for box in found if word.box.left - box.right < _LABEL_GAP * size]
        if near:
            found = [box for box in found if box not in near]
            found.append(around([*near, word.box]))
        else:
            found.append(word.box)
    yield from found
