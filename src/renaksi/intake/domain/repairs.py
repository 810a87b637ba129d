"""A text that was read unclearly beside what the office and the national template call the same thing.

What is nearly, but not quite, a known text is likely that text misread; it is proposed and never taken by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Hamming

from renaksi.intake.decree.doubts import FIELD_NAMES
from renaksi.intake.reading import Reading
from renaksi.kernel.problem import Problem
from renaksi.kernel.wording import fold
from renaksi.offices.models import Office
from renaksi.plan.models import Indicator
from renaksi.plan.rows import PlanRow
from renaksi.plan.template import template_rows

FIELDS = ("area", "activity", "sub_activity", "indicator")
_ALIKE = 88  # of 100: the same text but for letters misread
_APART = 2.0  # how much nearer the nearest must be than the next, or nobody knows which of them it is
_MOST = 2000  # rows of earlier plans looked at: some ten years
_COUNTED = re.compile(r"\b(?:\d+|[ivx]+|[a-z])\b")
_TEMPLATE = "templat nasional"
_SLIP = 2  # letters: a known text with so few of them wrong was misread, and is not another office's wording
_FROM_PICTURES = ("scan", "mixed")

Known = Mapping[str, Mapping[str, tuple[str, str]]]
"""By field, the known texts: folded, then as written and where from."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A known text that the one read is likely meant to be; ``origin`` = where it is known from."""

    text: str
    origin: str


@dataclass(frozen=True)
class KnownTexts:
    """What the office's other plans and the template say."""

    by_field: Known = field(default_factory=dict)

    def repair_of(self, text: str, name: str) -> Repair | None:
        """The one known text of the field that this one nearly is; None where it is known, unlike all, or near to several.

        Numbers and letters that count must be the same: another quarter is no misreading.
        """
        known, read = self.by_field.get(name, {}), fold(text)
        if not read or read in known:
            return None
        hits = process.extract(read, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2)
        if not hits or (len(hits) > 1 and hits[0][1] - hits[1][1] < _APART):
            return None
        found = str(hits[0][0])
        return Repair(*known[found]) if _COUNTED.findall(found) == _COUNTED.findall(read) else None

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in use."""
        return frozenset(word for texts in self.by_field.values() for text in texts for word in text.split())


def known_texts(office: Office) -> KnownTexts:
    """The texts of the template, worded for the office, and of the office's plans, the latest first. One query."""
    rows = (
        Indicator.objects.filter(plan__office=office)
        .order_by("-plan__year", "-plan__pk", "position")
        .values_list(
            "plan__year",
            "sub_activity__activity__area__name",
            "sub_activity__activity__name",
            "sub_activity__name",
            "text",
        )[:_MOST]
    )
    known: dict[str, dict[str, tuple[str, str]]] = {name: {} for name in FIELDS}
    for year, *texts in rows:
        _add(known, texts, f"rencana aksi tahun {year}")
    for row in _template(office.name):
        _add(known, [getattr(row, name) for name in FIELDS], _TEMPLATE)
    return KnownTexts(known)


def _add(known: dict[str, dict[str, tuple[str, str]]], texts: list[str], origin: str) -> None:
    for name, text in zip(FIELDS, texts, strict=True):
        if folded := fold(text):
            known[name].setdefault(folded, (text, origin))


@lru_cache(maxsize=16)
def _template(office_name: str) -> tuple[PlanRow, ...]:
    return tuple(template_rows(office_name))


def doubts_of_slips(office: Office, reading: Reading) -> Iterator[Problem]:
    """Of a reading from pictures: each text that is a known one but for a letter or space misread, where no doubt tells it."""
    if reading.source.get("kind") not in _FROM_PICTURES:
        return
    known, seen = known_texts(office), set()
    for place, row in enumerate(reading.rows):
        told = {problem.field for problem in row.problems}
        for name in FIELDS:
            read = fold(getattr(row.row, name))
            if name in told or (name, read) in seen:
                continue
            seen.add((name, read))
            repair = known.repair_of(read, name)
            if repair and _is_slip(read, fold(repair.text), known.words):
                yield _slip(name, repair, row.row.source.get("line"), place)


def _is_slip(read: str, known: str, words: frozenset[str]) -> bool:
    """Whether letters were taken for others, or spaces lost or found, so that a word came out which nobody uses. Letters that are
    missing or too many, and words in use, are rather the writer's own way of spelling."""
    one, other = read.replace(" ", ""), known.replace(" ", "")
    is_new = any(word not in words for word in read.split())
    return is_new and len(one) == len(other) and Hamming.distance(one, other) <= _SLIP


def _slip(name: str, repair: Repair, line: int | None, place: int) -> Problem:
    sentence = (
        f"Teks {FIELD_NAMES[name]} ini hampir sama dengan {repair.origin}, tetapi tidak persis. Mungkin ada huruf atau spasi "
        "yang salah terbaca; cocokkan dengan naskah."
    )
    return Problem("intake.text_alike", sentence, line=line, field=name, row=place)
