from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.kernel.quantity import AMOUNT_TITLES, KIND_TITLES, Kind, Quantity, checked, plain, rounded
from renaksi.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        (checked(Kind.COUNT, Decimal(4)), "laporan", "4 laporan"),
        (checked(Kind.COUNT, Decimal(12000)), "", "12.000"),
        (checked(Kind.COUNT, Decimal(0)), "laporan", "nihil"),
        (checked(Kind.SHARE, Decimal(18), Decimal(20)), "%", "18 dari 20 (90 %)"),
        (checked(Kind.SHARE, Decimal(2), Decimal(3)), "%", "2 dari 3 (66,67 %)"),
        (checked(Kind.SHARE, Decimal(0), Decimal(5)), "%", "0 dari 5 (0 %)"),
        (checked(Kind.SHARE, Decimal(0), Decimal(0)), "%", "tidak dapat dihitung (0 dari 0)"),
        (checked(Kind.PRESENCE, None), "", "ada"),
        (Quantity(Kind.PRESENCE, Decimal(0)), "", "tidak ada"),
        (checked(Kind.INDEX, Decimal("3.45"), Decimal(120)), "", "3,45 dari 120 responden"),
        (checked(Kind.INDEX, Decimal(0), Decimal(0)), "", "tidak dapat dihitung (0 responden)"),
        (checked(Kind.TREND, Decimal(2), Decimal(5)), "", "2, sebelumnya 5 (turun 3)"),
        (checked(Kind.TREND, Decimal(6), Decimal(5)), "", "6, sebelumnya 5 (naik 1)"),
        (checked(Kind.TREND, Decimal(5), Decimal(5)), "", "5, sama dengan sebelumnya"),
        (checked(Kind.TREND, Decimal(0), Decimal(0)), "", "tetap nihil"),
    ],
)
def test_words_say_the_quantity_as_people_write_it(quantity: Quantity, unit: str, words: str):
    assert quantity.words(unit) == words


@pytest.mark.parametrize(
    ("kind", "amount", "base", "code", "field"),
    [
        (Kind.COUNT, None, None, "quantity.missing", "amount"),
        (Kind.COUNT, Decimal("1.5"), None, "quantity.not_whole", "amount"),
        (Kind.COUNT, Decimal(-1), None, "quantity.negative", "amount"),
        (Kind.COUNT, Decimal("NaN"), None, "quantity.too_large", "amount"),
        (Kind.COUNT, Decimal(10) ** 15, None, "quantity.too_large", "amount"),
        (Kind.SHARE, Decimal(1), None, "quantity.missing", "base"),
        (Kind.SHARE, Decimal(6), Decimal(5), "quantity.part_too_large", "amount"),
        (Kind.INDEX, Decimal("3.4"), Decimal("1.5"), "quantity.not_whole", "base"),
        (Kind.TREND, Decimal(1), Decimal(-2), "quantity.negative", "base"),
    ],
)
def test_numbers_that_cannot_be_are_refused(
    kind: Kind, amount: Decimal | None, base: Decimal | None, code: str, field: str
):
    with pytest.raises(Refused) as refusal:
        checked(kind, amount, base)
    assert (refusal.value.code, refusal.value.field) == (code, field)


def test_a_zero_whole_is_never_a_percentage():
    nothing = checked(Kind.SHARE, Decimal(0), Decimal(0))
    assert nothing.percent is None


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_keeps_its_parts_and_its_percent_lies_within_a_hundred(part: int, more: int):
    share = checked(Kind.SHARE, Decimal(part), Decimal(part + more))
    assert (share.amount, share.base) == (part, part + more)
    assert share.percent is not None
    assert 0 <= share.percent <= 100


def test_rounding_is_half_up():
    assert rounded(Decimal("2.5"), 0) == 3
    assert rounded(Decimal("66.665"), 2) == Decimal("66.67")


def test_plain_numbers_drop_empty_decimals_only():
    assert [plain(Decimal(text)) for text in ("10", "1000.50", "0.1235", "0")] == ["10", "1.000,5", "0,1235", "0"]


def test_every_kind_has_its_words():
    assert set(KIND_TITLES) == set(AMOUNT_TITLES) == set(Kind)
