"""The national template as typed values: eight areas, their activities, sub-activities and success indicators, in order."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from renaksi.kernel.months import MonthSet

VERSION = "2021"
"""The road map generation this template follows (technical guidance of 2021, road map 2020-2024)."""


@dataclass(frozen=True, slots=True)
class Node:
    """An area, activity or sub-activity. ``items`` are the points its printed list names; ``aliases`` other names in use."""

    level: str
    code: str
    part_of: str
    name: str
    items: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """The name as a decree prints it: with its list, numbered ``1)``, behind a colon."""
        points = "; ".join(f"{number}) {item}" for number, item in enumerate(self.items, 1))
        return f"{self.name}: {points}" if points else self.name


@dataclass(frozen=True, slots=True)
class Indicator:
    """One success indicator. ``months`` = a suggestion taken from plans seen; ``part_of`` = the indicator it is a part of."""

    code: str
    part_of: str
    text: str
    kind: str
    unit: str
    measure: str
    register: str
    evidence: str
    months: MonthSet
    public: bool

    @property
    def sub_activity(self) -> str:
        """Code of its sub-activity."""
        return ".".join(self.code.split(".")[:3])


def _table(name: str) -> list[dict[str, str]]:
    text = (files("renaksi.catalogue") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _parts(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


@cache
def nodes() -> tuple[Node, ...]:
    """Areas, activities and sub-activities in printed order, parents before children."""
    return tuple(
        Node(
            row["level"],
            row["code"],
            row["part_of"],
            row["name"],
            _parts(row["items"], ";"),
            _parts(row["aliases"], "|"),
        )
        for row in _table("structure.csv")
    )


@cache
def indicators() -> tuple[Indicator, ...]:
    """The success indicators in printed order, a part after the one it belongs to."""
    return tuple(
        Indicator(
            row["code"],
            row["part_of"],
            row["text"],
            row["kind"],
            row["unit"],
            row["measure"],
            row["register"],
            row["evidence"],
            MonthSet.of(map(int, row["months"].split())),
            row["public"] == "yes",
        )
        for row in _table("indicators.csv")
    )


def areas() -> tuple[Node, ...]:
    """The eight areas of change."""
    return tuple(node for node in nodes() if node.level == "area")


def activities() -> tuple[Node, ...]:
    """All activities, in order."""
    return tuple(node for node in nodes() if node.level == "activity")


def sub_activities() -> tuple[Node, ...]:
    """All sub-activities, in order."""
    return tuple(node for node in nodes() if node.level == "sub_activity")


@cache
def node(code: str) -> Node:
    """The area, activity or sub-activity of this code; KeyError if the template has none."""
    return {each.code: each for each in nodes()}[code]


@cache
def indicator(code: str) -> Indicator:
    """The indicator of this code; KeyError if the template has none."""
    return {each.code: each for each in indicators()}[code]


@dataclass(frozen=True, slots=True)
class Measure:
    """What an indicator is measured by. ``period`` = M (in the month), Y (to date), E (at the month's end)."""

    key: str
    kind: str
    unit: str
    period: str
    register: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A statutory book of the template: its name, the word in addresses, its title, the areas whose indicators it serves."""

    name: str
    slug: str
    title: str
    areas: tuple[int, ...]


@cache
def measures() -> tuple[Measure, ...]:
    """Every measure with the codes of the indicators it answers."""
    codes: dict[str, list[str]] = {}
    for each in indicators():
        codes.setdefault(each.measure, []).append(each.code)
    return tuple(
        Measure(row["key"], row["kind"], row["unit"], row["period"], row["register"], tuple(codes[row["key"]]))
        for row in _table("measures.csv")
    )


@cache
def registers() -> tuple[Register, ...]:
    """Every book, the one that serves most indicators first."""
    return tuple(
        Register(row["name"], row["slug"], row["title"], tuple(map(int, row["areas"].split())))
        for row in _table("registers.csv")
    )
