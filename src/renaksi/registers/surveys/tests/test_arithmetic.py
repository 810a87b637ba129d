"""Golden sets of the index: each worked out by hand beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from renaksi.registers.surveys.arithmetic import (
    Element,
    Result,
    band_of,
    lowest,
    reckon,
    rounded,
    sample_size,
    shown_counts,
)

DAY = date(2026, 5, 20)


def _reckoned(*elements: tuple[int, int]) -> Result:
    found = reckon([Element(total, answered) for total, answered in elements], DAY)
    assert found
    return found


@pytest.mark.parametrize(
    ("elements", "index", "letter"),
    [
        ([(30, 10)] * 9, "75.00", "C"),  # all 3
        ([(40, 10)] * 9, "100.00", "A"),  # all 4
        ([(10, 10)] * 9, "25.00", "D"),  # all 1
        ([(3, 1)] * 8 + [(2, 1)], "72.22", "C"),  # one sheet: 26/9 x 25 = 72.2222...
        ([(17661, 5000)] * 9, "88.31", "A"),  # 3.5322 x 25 = 88.305 exactly: half up, then the letter
        ([(176609, 50000)] * 9, "88.30", "B"),  # 3.53218 x 25 = 88.3045
        ([(26, 10)] * 9, "65.00", "C"),
        ([(25999, 10000)] * 9, "65.00", "C"),  # 64.9975 is rounded to 65.00
        ([(25997, 10000)] * 9, "64.99", "D"),  # 64.9925
    ],
)
def test_golden_sets(elements: list[tuple[int, int]], index: str, letter: str):
    found = _reckoned(*elements)
    assert (found.index, found.band.letter) == (Decimal(index), letter)


def test_a_blank_mark_leaves_the_mean_to_those_who_answered():
    """Eight elements of 3 from ten sheets, the ninth answered by four alone, all 4: (8 x 3 + 4) / 9 x 25 = 77.7777..."""
    assert _reckoned(*[(30, 10)] * 8, (16, 4)).index == Decimal("77.78")


def test_an_element_nobody_answered_leaves_no_index():
    assert reckon([Element(30, 10)] * 8 + [Element(0, 0)], DAY) is None
    assert reckon([], DAY) is None


def test_the_customary_weight_grades_the_same_answers_lower():
    """Exactly 88.8889 is A; nine times 0.11 makes 0.99 of it, 88.00, and B."""
    found = _reckoned(*[(32, 9)] * 9)
    assert found.exact == Fraction(800, 9)
    assert (found.index, found.band.letter) == (Decimal("88.89"), "A")
    assert (found.customary_weight, found.customary_index, found.customary_band.letter) == (
        Decimal("0.11"), Decimal("88.00"), "B",
    )  # fmt: skip


def test_five_elements_weigh_a_fifth_each():
    found = _reckoned((4, 1), (4, 1), (4, 1), (4, 1), (1, 1))
    assert (found.index, found.customary_index) == (Decimal("85.00"), Decimal("85.00"))


def test_every_rounded_value_from_25_to_100_has_the_letter_of_the_regulation():
    edges = {
        "25.00": "D",
        "64.99": "D",
        "65.00": "C",
        "76.60": "C",
        "76.61": "B",
        "88.30": "B",
        "88.31": "A",
        "100.00": "A",
    }
    assert {value: band_of(Decimal(value), DAY).letter for value in edges} == edges


def test_rounding_is_half_up():
    assert [rounded(Fraction(text), 2) for text in ("1.005", "1.0049", "2", "0")] == [
        Decimal("1.01"), Decimal("1.00"), Decimal("2.00"), Decimal("0.00"),
    ]  # fmt: skip


def test_the_lowest_elements_come_first():
    elements = [Element(30, 10), Element(20, 10), Element(0, 0), Element(20, 10), Element(1, 1)]
    assert lowest(elements) == [4, 1, 3]


def test_the_sample_is_that_of_krejcie_and_morgan():
    table = {0: 0, 1: 1, 10: 10, 100: 80, 200: 132, 500: 217, 1000: 278, 5000: 357, 1_000_000: 384}
    assert {population: sample_size(population) for population in table} == table


def test_small_counts_are_hidden_and_cannot_be_worked_out_from_the_total():
    assert shown_counts({"a": 20, "b": 3, "c": 7, "d": 0}) == {"a": 20, "b": None, "c": None, "d": 0}
    assert shown_counts({"a": 20, "b": 3, "c": 4}) == {"a": 20, "b": None, "c": None}
    assert shown_counts({"a": 20, "b": 5}) == {"a": 20, "b": 5}
    assert shown_counts({"a": 3}) == {"a": None}
