"""The kinds of documents: packaged data, in the order in which people choose from them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

GROUPS = {
    "plan": "Rencana",
    "policy": "Kebijakan dan pedoman",
    "worksheet": "Lembar kerja evaluasi",
    "report": "Laporan",
    "agreement": "Kerja sama",
}
REPORT, AGREEMENT = "report", "agreement"
KEPT_IN_FORCE = ("plan", "policy", "agreement")
"""Groups of papers that hold for a time; a report or worksheet is made and sent, it does not hold."""


class Closing(StrEnum):
    """Whether a document of the kind is kept from those who are no officers of the book."""

    NO = "no"  # as the person says
    DRAFT = "draft"  # until it is signed
    YES = "yes"  # always


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document. ``is_open`` = its papers may be shown to the public."""

    key: str
    title: str
    group: str
    is_open: bool
    closing: Closing


@cache
def kinds() -> dict[str, DocumentKind]:
    """All kinds by key, in order."""
    text = (files("renaksi.documents") / "data" / "kinds.csv").read_text(encoding="utf-8")
    return {
        row["key"]: DocumentKind(
            row["key"], row["title"], row["group"], row["is_open"] == "yes", Closing(row["is_closed"])
        )
        for row in csv.DictReader(text.splitlines())
    }


def kind_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds as choices, under the titles of their groups."""
    return [
        (title, [(kind.key, kind.title) for kind in kinds().values() if kind.group == group])
        for group, title in GROUPS.items()
    ]


def group_choices() -> list[tuple[str, str]]:
    """The groups as choices."""
    return list(GROUPS.items())
