"""What the staff forms propose: the parts of a secretariat and the ranks. Proposals only; anything may be typed."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from renaksi.offices.models import Office, OfficeKind

_FILE = Path(__file__).parent / "data" / "staff_lists.csv"
ECHELONS = ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V.a")


@cache
def _lists() -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    with _FILE.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            key = (line["list"], line["office"])
            found[key] = (*found.get(key, ()), line["value"])
    return found


def units_of(office: Office) -> tuple[str, ...]:
    """The usual subbagian and divisi of an office of this kind; a regency has those of a city."""
    kind = OfficeKind.CITY if office.kind == OfficeKind.REGENCY else office.kind
    return _lists().get(("unit", str(kind)), ())


def ranks() -> tuple[str, ...]:
    """The ranks of the civil service, from low to high."""
    return _lists()[("rank", "")]
