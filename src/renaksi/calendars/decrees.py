"""The joint decrees of the three ministers, year by year, as packaged."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def decree_of(year: int) -> str:
    """The joint decree on which the days off of the year rest; "" for a year whose decree is not known."""
    return _decrees().get(year, "")


@cache
def _decrees() -> dict[int, str]:
    text = files("renaksi.calendars").joinpath("data/skb.csv").read_text(encoding="utf-8")
    return {int(row["year"]): row["source"] for row in csv.DictReader(text.splitlines())}
