from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.kernel.months import MonthSet, month_number

months = st.sets(st.integers(1, 12))


@given(months)
def test_a_set_keeps_its_months_in_order(given_months: set[int]):
    assert list(MonthSet.of(given_months)) == sorted(given_months)
    assert len(MonthSet.of(given_months)) == len(given_months)


@given(months)
def test_words_read_back_as_the_same_set(given_months: set[int]):
    kept = MonthSet.of(given_months)
    if kept:
        assert MonthSet.parse(kept.words()) == kept


@given(months, st.integers(1, 12))
def test_toggling_twice_changes_nothing(given_months: set[int], month: int):
    kept = MonthSet.of(given_months)
    assert (month in kept.toggled(month)) is (month not in kept)
    assert kept.toggled(month).toggled(month) == kept


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", []),
        ("1, 3-5", [1, 3, 4, 5]),
        ("Jan, Mar s.d. Mei", [1, 3, 4, 5]),
        ("1..12", list(range(1, 13))),
        ("Feb dan Des", [2, 12]),
        ("Ags.; Nop", [8, 11]),
        ("7 sampai 9", [7, 8, 9]),
    ],
)
def test_typed_months_are_understood(typed: str, expected: list[int]):
    assert list(MonthSet.parse(typed)) == expected


@pytest.mark.parametrize("typed", ["13", "0", "5-3", "Foo", "1-2-3", "Jan-", "-"])
def test_typed_nonsense_is_refused_by_name(typed: str):
    with pytest.raises(ValueError, match=r".+"):
        MonthSet.parse(typed)


@pytest.mark.parametrize("mask", [-1, 4096])
def test_a_mask_outside_the_year_is_refused(mask: int):
    with pytest.raises(ValueError, match="mask"):
        MonthSet(mask)


def test_words_join_runs_of_three_or_more():
    assert MonthSet.of([2, 7, 8, 9]).words() == "Februari, Juli s.d. September"
    assert MonthSet.of([1, 2]).words() == "Januari, Februari"
    assert MonthSet().words() == "tanpa bulan"


def test_roman_numbers_are_no_months():
    assert month_number("VIII") is None
    assert month_number("Agt") == 8
