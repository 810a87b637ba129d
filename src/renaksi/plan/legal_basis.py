"""The regulations an action plan rests on, as packaged, dated data. No Django here.

``data/legal_basis.csv`` holds one regulation a row: its name, what it is about with its gazette, and the first and last plan
year it is named for (empty = no bound). A new or replaced regulation is a change of that file, not of code.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Kinds from the highest down (Undang-Undang Nomor 12 Tahun 2011, articles 7 and 8); within a kind the older stands first.
_RANKS = (
    ("Undang-Undang Dasar",),
    ("Undang-Undang", "Peraturan Pemerintah Pengganti Undang-Undang"),
    ("Peraturan Pemerintah",),
    ("Peraturan Presiden",),
    ("Peraturan",),
    ("Keputusan Presiden", "Instruksi Presiden"),
    ("Keputusan",),
)
_GUIDANCE = "tentang Petunjuk Teknis Pelaksanaan Reformasi Birokrasi"


@dataclass(frozen=True, slots=True)
class Regulation:
    """One regulation. ``year_from`` and ``year_until`` = the plan years it is named for, both included; None = no bound."""

    name: str
    about: str
    year_from: int | None = None
    year_until: int | None = None

    @property
    def text(self) -> str:
        """The whole point of Mengingat, with its closing semicolon."""
        return f"{self.name} {self.about};"

    @property
    def guides_plans(self) -> bool:
        """Whether it is the technical guidance that asks every office for a yearly action plan."""
        return self.about.startswith(_GUIDANCE)

    def holds_in(self, year: int) -> bool:
        """Whether a plan of the year rests on it."""
        return (self.year_from or year) <= year <= (self.year_until or year)


def legal_basis(year: int) -> tuple[Regulation, ...]:
    """The regulations a plan of the year rests on, from the highest kind down, older first; empty where none is known."""
    return in_rank(one for one in _regulations() if one.holds_in(year))


def in_rank(regulations: Iterable[Regulation]) -> tuple[Regulation, ...]:
    """The regulations from the highest kind down, older first; those of one kind and year in the order given."""
    return tuple(sorted(regulations, key=_place))


def _place(regulation: Regulation) -> tuple[int, int]:
    rank = next((place for place, names in enumerate(_RANKS) if regulation.name.startswith(names)), len(_RANKS))
    return rank, max(map(int, re.findall(r"(?:Tahun |/)(\d{4})$", regulation.name)), default=0)


@cache
def _regulations() -> tuple[Regulation, ...]:
    text = (files("renaksi.plan") / "data" / "legal_basis.csv").read_text(encoding="utf-8")
    return tuple(
        Regulation(row["name"], row["about"], _year(row["year_from"]), _year(row["year_until"]))
        for row in csv.DictReader(text.splitlines())
    )


def _year(text: str) -> int | None:
    return int(text) if text else None
