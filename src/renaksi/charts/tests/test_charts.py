"""Charts: what they say without colour, that they stay within our policies, and that they are drawn once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from renaksi.charts import (
    PAPER,
    area_bars,
    area_bars_size,
    heat_map,
    heat_map_size,
    month_bars,
    month_bars_size,
    size_of,
    svg,
)
from renaksi.charts.drawing import _drawn
from renaksi.charts.look import in_lines


@dataclass(frozen=True)
class Count:
    scheduled: int
    begun: int
    realised: int


AREAS = ("Manajemen Perubahan", "Penataan Peraturan Perundang-undangan/Deregulasi Kebijakan", "Tata & <Laksana>")
CELLS = {
    (0, 1): Count(4, 4, 3),
    (0, 2): Count(2, 2, 0),
    (1, 1): Count(5, 5, 5),
    (2, 3): Count(7, 0, 0),
    (2, 1): Count(0, 0, 0),
}
COUNTS = (Count(15, 12, 9), Count(8, 8, 8), Count(3, 0, 0))
LOOKS = [{}, {"dark": True}, {"narrow": True}, {"dark": True, "narrow": True}, {"look": PAPER}]


def words_of(drawing: str) -> list[str]:
    """Every text of the drawing, its lines joined; a drawing is well-formed XML."""
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing
    return [" ".join(part.itertext()) for part in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("kwargs", LOOKS)
def test_a_heat_map_says_every_cell_in_words(kwargs: dict[str, object]) -> None:
    words = words_of(svg(heat_map(AREAS, (1, 2, 3), CELLS, **kwargs)))
    assert [words.count(each) for each in ("3/4", "0/2", "5/5", "7")] == [1, 1, 1, 1]
    assert words.count("·") == 5
    assert {"Jan", "Feb", "Mar"} <= set(words)
    names = {"1", "2", "3"} if kwargs.get("narrow") else {"1 Manajemen Perubahan", "3 Tata & <Laksana>"}
    assert names <= set(words)


@pytest.mark.parametrize("kwargs", LOOKS)
def test_bars_say_their_parts_and_where_nothing_can_be_computed(kwargs: dict[str, object]) -> None:
    words = words_of(svg(area_bars(AREAS, COUNTS, **kwargs)))
    assert {"9 dari 12 (75 %)", "8 dari 8 (100 %)", "belum waktunya", "terlaksana"} <= set(words)
    assert any(each.startswith("2 Penataan Peraturan") for each in words)


def test_areas_keep_their_own_numbers() -> None:
    assert {"5 A", "2 B"} <= set(words_of(svg(area_bars(("A", "B"), COUNTS[:2], numbers=(5, 2)))))
    assert {"5 A", "2 B"} <= set(words_of(svg(heat_map(("A", "B"), (1,), CELLS, numbers=(5, 2)))))
    narrow = words_of(svg(heat_map(("A", "B"), (1,), CELLS, numbers=(5, 2), narrow=True)))
    assert [word for word in narrow if word in {"5", "2"}] == ["5", "2"]


def test_a_share_is_rounded_half_up_as_everywhere() -> None:
    words = words_of(svg(area_bars(("A", "B"), (Count(8, 8, 7), Count(800, 800, 1)))))
    assert {"7 dari 8 (87,5 %)", "1 dari 800 (0,13 %)"} <= set(words)


def test_months_stand_in_their_order_with_their_counts() -> None:
    words = words_of(svg(month_bars((1, 2, 3), COUNTS)))
    assert [word for word in words if word in {"Jan", "Feb", "Mar"}] == ["Jan", "Feb", "Mar"]
    assert {"9/12", "8/8", "3"} <= set(words)


@pytest.mark.parametrize("kwargs", LOOKS)
def test_drawings_hold_nothing_a_policy_refuses_and_tell_their_size(kwargs: dict[str, object]) -> None:
    for spec in (
        heat_map(AREAS, range(1, 13), CELLS, **kwargs),
        area_bars(AREAS, COUNTS, **kwargs),
        month_bars((1,), COUNTS[:1], **kwargs),
    ):
        drawing = svg(spec)
        assert not re.search(r"style=|<script|<style|href=|url\(|\son\w+=", drawing)
        width, height = size_of(drawing)
        assert width <= (336 if kwargs.get("narrow") else 760)
        assert 100 < height < 700


@pytest.mark.parametrize("narrow", [False, True])
def test_the_size_is_known_before_drawing(narrow: bool) -> None:
    months = range(1, 13)
    assert size_of(svg(heat_map(AREAS, months, CELLS, narrow=narrow))) == heat_map_size(3, 12, narrow=narrow)
    assert size_of(svg(area_bars(AREAS, COUNTS, narrow=narrow))) == area_bars_size(3, narrow=narrow)
    drawn = size_of(svg(month_bars(months, COUNTS * 4, narrow=narrow)))
    assert drawn == month_bars_size(12, narrow=narrow)


def test_nothing_scheduled_at_all_is_still_a_chart() -> None:
    assert "tidak ada jadwal" in words_of(svg(area_bars(("A",), (Count(0, 0, 0),))))
    assert words_of(svg(heat_map(("A",), (1,), {}))).count("·") == 1


def test_paper_is_set_in_the_papers_type_and_screens_in_their_own() -> None:
    assert 'font-family="TeX Gyre Bonum"' in svg(month_bars((1,), COUNTS[:1], look=PAPER))
    assert "Bonum" not in svg(month_bars((1,), COUNTS[:1]))


def test_the_same_chart_is_drawn_once_by_many_at_a_time() -> None:
    spec = area_bars(("Sekali saja",), COUNTS[:1])
    before = _drawn.cache_info().misses
    with ThreadPoolExecutor(8) as many:
        drawings = set(many.map(svg, [spec] * 16))
    assert len(drawings) == 1
    assert _drawn.cache_info().misses == before + 1


def test_a_spec_that_points_elsewhere_is_not_followed() -> None:
    spec = area_bars(("A",), COUNTS[:1])
    spec["layer"][0]["data"] = {"url": "https://example.invalid/rahasia.csv"}
    with pytest.raises(ValueError, match=r"example\.invalid|External|allowed"):
        svg(spec)


def test_long_names_end_in_an_ellipsis_and_hyphens_close_again() -> None:
    assert in_lines("Penataan Peraturan Perundang-undangan/Deregulasi Kebijakan", 22) == [
        "Penataan Peraturan",
        "Perundang-undangan/De…",
    ]
    assert in_lines("Pendek", 22) == ["Pendek"]
