"""Numbers as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from renaksi.monitoring.numbers import parse_number, typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"), (" 1.234,5 ", "1234.5"), ("1.234", "1234"), ("1.234.567", "1234567"), ("1234.5", "1234.5"),
        ("3,45", "3.45"), ("3.45", "3.45"), ("0.125", "0.125"), ("0,125", "0.125"), ("1,234.5", "1234.5"), ("-3", "-3"),
        ("1 234", "1234"),
    ],
)  # fmt: skip
def test_both_ways_of_writing_are_read(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


def test_a_measured_number_has_its_point_where_it_is_typed() -> None:
    assert parse_number("3.456", is_measured=True) == Decimal("3.456")
    assert parse_number("3,456", is_measured=True) == Decimal("3.456")


@pytest.mark.parametrize("text", ["", "dua", "1.2.3", "1,2,3", "12%", "1e5", "--3", "NaN", "9" * 41])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize("value", ["0", "12", "1234.5", "1234567", "3.4567", "-2.5", "100"])
@pytest.mark.parametrize("is_measured", [True, False])
def test_what_a_form_shows_is_read_back(value: str, is_measured: bool) -> None:
    assert parse_number(typed(Decimal(value)), is_measured=is_measured) == Decimal(value)
    assert typed(None) == ""
