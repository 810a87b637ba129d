from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.kernel import clock
from renaksi.kernel.wording import date_words, fold, number_words, parse_date_words


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_in_words_reads_back(day: date):
    assert parse_date_words(f"ditetapkan pada tanggal {date_words(day)}.") == day


@pytest.mark.parametrize("text", ["", "31 Februari 2022", "14 Foo 2022", "14 2 2022", "Februari 2022"])
def test_what_is_no_date_is_none(text: str):
    assert parse_date_words(text) is None


def test_numbers_take_a_dot_and_a_comma():
    assert number_words(1234567.891, 1) == "1.234.567,9"
    assert number_words(75) == "75"


def test_fold_keeps_letters_digits_and_percent():
    assert fold("  Persentase (%) LHKPN;\tSK-Tim ") == "persentase % lhkpn sk tim"


def test_today_can_be_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RENAKSI_TODAY", "2022-02-14")
    assert clock.today() == date(2022, 2, 14)


def test_today_follows_the_offices_time_zone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("RENAKSI_TODAY", raising=False)
    west, east = clock.today("Asia/Jakarta"), clock.today("Asia/Jayapura")
    assert 0 <= (east - west).days <= 1
