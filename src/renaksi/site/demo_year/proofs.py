"""Which proofs the made-up people keep for which cells: what the catalogue names as usual, shared as offices share it. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from renaksi.catalogue.template import Indicator, node
from renaksi.kernel.months import MONTH_NAMES
from renaksi.site.demo_year.story import Scene, dice
from renaksi.site.demo_year.words import lowered

# The sort of a proof by the words of the catalogue; the first that fits.
_SORTS = (
    ("meeting", r"undangan|daftar hadir|notula|berita acara|dokumentasi fgd|dialog|^materi"),
    ("screenshot", r"tangkapan layar|cetak|^menu"),
    ("photo", r"foto|spanduk|poster|kotak pengaduan|papan|kartu (?:identitas|tamu)|buku tamu"),
    ("link", r"alamat|tautan|unggahan media"),
    ("recap", r"rekap|daftar|matriks|\blog\b|statistik|rincian|pengukuran|kartu kendali|hasil survei|angka"),
    ("report", r"laporan|hasil|catatan|buku kendali|bukti manfaat"),
    ("letter", r"surat|tanda terima|permohonan|bukti lapor"),
    ("decree", r"\bsk\b|keputusan|piagam|maklumat|mou|perjanjian|komitmen|pakta|deklarasi"),
)
KINDS = {
    "meeting": "minutes", "screenshot": "screenshot", "photo": "photo", "link": "link", "recap": "recap", "report": "report",
    "letter": "letter", "decree": "decree", "paper": "other",
}  # fmt: skip
"""The kind of evidence each sort is (values of evidence.models.EvidenceKind)."""
YEARLY = frozenset({"decree", "paper", "link"})
AT_MONTHS_END = frozenset({"recap", "report"})
# A recap of the month before, kept by mistake: what it proves does not cover the month it is used for.
MISTAKEN = {("2.5.2.1", 3): 2}

# Proofs of what did not happen in the made-up city.
_NOT_HERE = frozenset({"salinan putusan"})
_SHARED = {"recap": "Rekap", "report": "Laporan", "photo": "Dokumentasi", "screenshot": "Tangkapan layar"}

_LONGEST_NAME = 80

Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One proof the catalogue names: its words and sort."""

    words: str
    sort: str


@dataclass
class Wanted:
    """A proof to be made, once, for all the cells that use it."""

    key: Key
    item: Item
    area: int
    month: int  # it was made in; of one for the whole year the month of its first use
    code: str  # of the first cell that uses it
    lines: list[tuple[str, str, str]] = field(default_factory=list)  # indicator, value, narrative of each use

    @property
    def sort(self) -> str:
        """One of the keys of KINDS."""
        return self.item.sort

    def title(self, year: int) -> str:
        """What it is called among the evidence."""
        if self.sort == "meeting":
            name = f"Undangan, daftar hadir, dan notula rapat {self.about}"
        elif len(self.lines) > 1 and self.sort in _SHARED:
            name = f"{_SHARED[self.sort]} {self.about}"
        else:
            name = self.item.words
        return f"{name} Tahun {year}" if self.sort in YEARLY else f"{name}, {MONTH_NAMES[self.month - 1]} {year}"

    @property
    def about(self) -> str:
        """The activity it belongs to, within a sentence."""
        name = node(".".join(self.code.split(".")[:2])).name.replace(" di lingkungan satuan kerja", "")
        if len(name) > _LONGEST_NAME:
            name = re.split(r" \(|, ", name)[0][:_LONGEST_NAME].rsplit(" dan ", 1)[0]
        is_title = any(word[:1].isupper() and not word.isupper() for word in name.split()[1:])
        return name if is_title else lowered(name)

    def dated(self, year: int, last: date) -> date:
        """The day it bears, not after ``last``."""
        days = monthrange(year, self.month)[1]
        at_end = self.sort in AT_MONTHS_END
        day = days - dice("end", *self.key) % 3 if at_end else 4 + dice("day", *self.key) * 18 // 100
        return within(date(year, self.month, day), last, *self.key)

    def proves(self, year: int, last: date) -> tuple[date, date]:
        """The days it stands for: a month, the rest of the year, or the one day."""
        day = self.dated(year, last)
        if self.sort in YEARLY:
            return day.replace(day=1), date(year, 12, 31)
        if self.sort in AT_MONTHS_END or self.sort == "letter":
            return date(year, self.month, 1), date(year, self.month, monthrange(year, self.month)[1])
        return day, day


def within(day: date, last: date, *seed: object) -> date:
    """The working day, or where that is still to come, one of the running month's days so far."""
    if day > last:
        day = date(last.year, last.month, 1 + dice("so far", *seed) * last.day // 100)
    return min(workday(day), last)


def workday(day: date) -> date:
    """The day, or of a weekend the Friday before; the Monday after where Friday was another month."""
    over = max(0, day.weekday() - 4)
    return day - timedelta(days=over) if day.day > over else day + timedelta(days=3 - over)


def items_of(evidence: str) -> list[Item]:
    """The proofs a catalogue's line of evidence names, each with its sort."""
    found = []
    for part in evidence.split(";"):
        words = re.sub(r"\s*\([^)]*\)|\s+yang (?:berlaku|terisi.*|ditandatangani.*|dimuat)$", "", part).strip()
        words = re.sub(r"^(?:alamat/foto|foto/alamat)", "Foto", words, flags=re.IGNORECASE).replace("/cetak", "")
        if words not in _NOT_HERE:
            found.append(Item(words[:1].upper() + words[1:], _sort(words)))
    return found


def _sort(words: str) -> str:
    return next((sort for sort, sign in _SORTS if re.search(sign, words.lower())), "paper")


def wanted_for(scene: Scene, indicator: Indicator) -> list[Wanted]:
    """The one or two proofs of a cell; the same key stands for the same proof."""
    items = items_of(indicator.evidence)
    at = scene.month % len(items)
    count = 2 if dice("two", scene.position, scene.month) < 28 else 1
    chosen = {item.sort: item for item in [*items[at:], *items[:at]][:count]}  # not two of a sort
    month = MISTAKEN.get((scene.code, scene.month), scene.month)
    return [
        Wanted(_key(item, indicator, scene.area, month), item, scene.area, month, scene.code)
        for item in chosen.values()
    ]


def _key(item: Item, indicator: Indicator, area: int, month: int) -> Key:
    activity = ".".join(indicator.code.split(".")[:2])
    if item.sort == "meeting" and indicator.register != "events":
        return item.sort, activity, month
    if item.sort in {"recap", "report", "photo"}:
        return item.sort, activity, month
    if item.sort in YEARLY:
        return item.sort, item.words, 0
    return item.sort, f"{indicator.code} {item.words}", month


def gathered(wishes: Iterable[Wanted]) -> dict[Key, Wanted]:
    """Each proof once; of those for a whole year the earliest month stands. Wishes come in order of months."""
    found: dict[Key, Wanted] = {}
    for wish in wishes:
        found.setdefault(wish.key, wish)
    return found
