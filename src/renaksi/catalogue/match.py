"""Matching free text to the national template: by meaning of the words, whatever the office is called.

Scores are 0..1. Texts are compared folded, with every way of naming an office made one ("satuan kerja"), so that two offices'
decrees meet in the same entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from renaksi.catalogue import template
from renaksi.kernel.wording import fold

LEVELS = ("area", "activity", "sub_activity", "item", "indicator")
"""What an entry stands for; ``item`` is a point in the printed list of a sub-activity (``part`` one in an indicator's)."""

_KIND = r"(?:Provinsi|PROVINSI|Kabupaten|KABUPATEN|Kab\.|Kota|KOTA)"
_BODY = r"(?:KPU|KIP|Komisi Pemilihan Umum|Komisi Independen Pemilihan|KOMISI PEMILIHAN UMUM)"
_OFFICE = re.compile(
    rf"\b(?:Biro pada\s+)?(?:(?:di\s+)?Sekretariat(?: Jenderal)?\s+)?{_BODY}(?:\s+RI)?\s+{_KIND}"
    r"\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}"
)
_EVERY_OFFICE = re.compile(
    r"biro pada sekretariat jenderal (?:kpu|komisi pemilihan umum) sekretariat kpu provinsi sekretariat kpu kabupaten"
    r" sekretariat kpu kota"
    r"|sekretariat kpu provinsi sekretariat kpu kabupaten sekretariat kpu kota"
)
_UNIT = re.compile(r"\b(?:unit (?:kerja )?)?(?:dan )?(?:(?:satuan kerja|satker)(?: satuan kerja)?)\b|\bunit kerja\b")
_SPELLINGS = (
    ("prosentase", "persentase"),
    ("persentase %", "persentase"),
    ("survey", "survei"),
    ("system", "sistem"),
    ("dilingkungan", "di lingkungan"),
    ("tatalaksana", "tata laksana"),
)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The form in which texts are compared: folded, offices named alike, common spellings made one."""
    text = fold(_OFFICE.sub("satuan kerja", text))
    text = _UNIT.sub("satuan kerja", _EVERY_OFFICE.sub("satuan kerja", text))
    for old, new in _SPELLINGS:
        text = text.replace(old, new)
    return re.sub(r"^% ", "persentase ", text)


@dataclass(frozen=True, slots=True)
class Match:
    """A template entry a text may stand for. For ``item`` the code is that of the sub-activity that lists it."""

    level: str
    code: str
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    level: str
    code: str
    plain: str


def _pieces(item: str) -> list[str]:
    head, _, inner = item.partition("(")
    return [item, head, *inner.rstrip(") ").split(",")] if inner else [item]


@cache
def _entries() -> tuple[_Entry, ...]:
    found: dict[tuple[str, str, str], _Entry] = {}
    for node in template.nodes():
        texts = [(node.level, text) for text in (node.name, *node.aliases)]
        texts += [("item", piece) for item in node.items for piece in _pieces(item)]
        if node.items:
            texts.append((node.level, node.printed))
        for level, text in texts:
            found.setdefault((level, node.code, plain(text)), _Entry(level, node.code, plain(text)))
    for one in template.indicators():
        head, _, points = one.text.partition(":")
        for text in (one.text, head):
            found.setdefault(("indicator", one.code, plain(text)), _Entry("indicator", one.code, plain(text)))
        for point in points.split(";"):
            found.setdefault(("part", one.code, plain(point)), _Entry("part", one.code, plain(point)))
    return tuple(entry for entry in found.values() if entry.plain)


@cache
def _of_level(level: str) -> tuple[tuple[_Entry, ...], list[str]]:
    entries = tuple(entry for entry in _entries() if entry.level == level)
    return entries, [entry.plain for entry in entries]


@lru_cache(maxsize=8192)
def best(text: str, level: str, limit: int = 2, cutoff: float = 0.6) -> tuple[Match, ...]:
    """The closest entries of one level, best first, each code once; empty if none reaches ``cutoff``."""
    entries, choices = _of_level(level)
    hits = process.extract(plain(text), choices, scorer=fuzz.ratio, limit=limit + 4, score_cutoff=cutoff * 100)
    found: dict[str, Match] = {}
    for _, score, index in hits:
        entry = entries[index]
        found.setdefault(entry.code, Match(level, entry.code, score / 100, entry.plain))
    return tuple(found.values())[:limit]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text that is only a beginning, end or middle of a template's text; ``lost`` says which side is missing (head, tail)."""

    level: str
    code: str
    text: str
    lost: tuple[str, ...]


_LOOSE_TAIL = re.compile(r"(?:\b(?:di|pada|ke|oleh)?\s*(?:lingkungan )?(?:satuan kerja|(?<=lingkungan )kerja)\b ?)+$")


def core(folded: str) -> str:
    """A plain text without what decrees leave out freely: closing words that only name the office, a percentage put in front."""
    return _LOOSE_TAIL.sub("", folded).removeprefix("100% ").removeprefix("persentase ").strip()


@cache
def template_words() -> frozenset[str]:
    """The words the template writes, in small letters."""
    return frozenset(word for entry in _entries() for word in entry.plain.split())


@cache
def _by_word() -> dict[str, list[_Entry]]:
    index: dict[str, list[_Entry]] = defaultdict(list)
    for entry in _entries():
        for word in {*entry.plain.split()}:
            index[word].append(entry)
    return index


@lru_cache(maxsize=8192)
def fragment(text: str, levels: tuple[str, ...]) -> Fragment | None:
    """The entry of which ``text`` is a cut piece, or None: where it is whole, unknown, or too short to tell (under two words)."""
    folded = plain(text)
    words = folded.split()
    if len(core(folded).split()) < 2 or any(core(folded) in _cores(level) for level in levels):
        return None
    found = _piece_of(folded, words, levels)
    if found is None and not any(is_known(text, level) for level in levels):
        found = _near_beginning(folded, levels)
    return found if found and core(found.text) != core(folded) else None


@cache
def _cores(level: str) -> frozenset[str]:
    return frozenset(core(entry) for entry in _of_level(level)[1])


def is_known(text: str, level: str) -> bool:
    """Whether the template has this text, whole, at this level (small slips of spelling allowed)."""
    folded = core(plain(text))
    if folded in _cores(level):
        return True
    return any(
        core(hit.text) == folded or fuzz.ratio(core(hit.text), folded) >= 93 for hit in best(text, level, limit=4)
    )


def _piece_of(folded: str, words: list[str], levels: tuple[str, ...]) -> Fragment | None:
    index = _by_word()
    rare = min((word for word in words[:-1]), key=lambda word: len(index.get(word, ())), default="")
    for entry in index.get(rare, ()):
        if entry.level not in levels or len(entry.plain) <= len(folded) + 2:
            continue
        if entry.plain.startswith(folded):
            return Fragment(entry.level, entry.code, entry.plain, ("tail",))
        if len(words) >= 3 and entry.plain.endswith(" " + folded):
            return Fragment(entry.level, entry.code, entry.plain, ("head",))
        if len(words) >= 4 and f" {folded} " in entry.plain:
            return Fragment(entry.level, entry.code, entry.plain, ("head", "tail"))
    return None


def _near_beginning(folded: str, levels: tuple[str, ...]) -> Fragment | None:
    """As a beginning, with slips of spelling: only for texts long enough that chance is out of the question."""
    words = folded.split()
    if len(folded) < 24:
        return None
    for entry in _by_word().get(words[0], ()):
        if entry.level in levels and len(entry.plain) > len(folded) + 6 and entry.plain.startswith(words[0]):
            near = fuzz.ratio(entry.plain[: len(folded)], folded) >= 92
            if near and words[-1] in entry.plain[: len(folded) + 8].split():
                return Fragment(entry.level, entry.code, entry.plain, ("tail",))
    return None


@lru_cache(maxsize=8192)
def affinity(text: str) -> dict[str, float]:
    """How much a text sounds like each level of the template, 0..1 (``sub_activity`` includes its list's items)."""
    scores = {level: _affinity(text, level) for level in LEVELS}
    scores["sub_activity"] = max(scores["sub_activity"], scores.pop("item"))
    return scores


def _affinity(text: str, level: str) -> float:
    hits = best(text, level, limit=1)
    score = hits[0].score if hits else 0.0
    if score < 0.93 and is_known(text, level):
        return 0.93
    if score < 0.88 and (piece := fragment(text, (level,))):
        score = max(score, 0.9 if len(plain(text)) > 20 else 0.75) if "head" not in piece.lost else max(score, 0.75)
    return score


def code_of(texts: Iterable[str], *, under: str = "") -> tuple[str, float, str, float] | None:
    """Catalogue code for an indicator's text(s): best code and score, runner-up code and score; None if nothing is near.

    ``under`` is a sub-activity's code that breaks a tie between equal texts.
    """
    hits = [hit for text in texts for hit in best(text, "indicator", limit=3)]
    if not hits:
        return None
    hits.sort(key=lambda hit: (-round(hit.score, 2), not (under and hit.code.startswith(under + ".")), -hit.score))
    first = hits[0]
    second = next((hit for hit in hits[1:] if hit.code != first.code), None)
    return first.code, first.score, second.code if second else "", second.score if second else 0.0
