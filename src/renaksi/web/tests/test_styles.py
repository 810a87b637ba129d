"""The stylesheets' own promises: older browsers get every colour, nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2]
STYLES = sorted(path for path in SOURCES.glob("*/static/**/*.css") if "vendor" not in path.parts)
FRAME = (SOURCES / "web" / "static" / "web" / "renaksi.css").read_text()


def test_older_browsers_get_the_light_value_of_every_colour() -> None:
    new, old = FRAME.split("@supports not (color: light-dark(red, red))", 1)
    colours = dict(re.findall(r"(--[\w-]+): light-dark\((#\w+), #\w+\);", new))
    fallback = dict(re.findall(r"(--[\w-]+): (#\w+);", old.split("\n}\n", 1)[0]))
    assert colours
    assert {name: fallback.get(name) for name in colours} == colours
    assert "light-dark" not in old.split("\n}\n", 1)[1]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert not re.search(r"https?:|@import|url\((?!data:)", path.read_text())
