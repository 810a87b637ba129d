from __future__ import annotations

from datetime import date

import pytest

from renaksi.kernel.period import Period, parse_period, periods_of
from renaksi.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("code", "months", "words"),
    [
        ("2026-03", [3], "Maret 2026"),
        ("2026-Q1", [1, 2, 3], "Triwulan I Tahun 2026"),
        ("2026-q4", [10, 11, 12], "Triwulan IV Tahun 2026"),
        ("2026-S1", [1, 2, 3, 4, 5, 6], "Semester I Tahun 2026"),
        ("2026-S2", [7, 8, 9, 10, 11, 12], "Semester II Tahun 2026"),
        (" 2026 ", list(range(1, 13)), "Tahun 2026"),
    ],
)
def test_a_code_names_its_months(code: str, months: list[int], words: str):
    period = parse_period(code)
    assert (list(period), period.words) == (months, words)


@pytest.mark.parametrize(
    "code", ["", "2026-13", "2026-00", "2026-3", "2026-Q5", "2026-S3", "26-Q1", "1999", "2026-Q1-x", "²026"]
)
def test_an_unclear_code_is_refused_with_the_forms_that_are_read(code: str):
    with pytest.raises(Refused, match="2026-Q1") as refusal:
        parse_period(code)
    assert refusal.value.code == "period.unclear"


def test_every_period_of_a_year_reads_its_own_code_back():
    periods = periods_of(2026)
    assert len(periods) == 19
    assert [parse_period(period.code) for period in periods] == periods


def test_a_period_begins_and_ends_on_its_days():
    assert (Period(2028, 2, 2).starts_on, Period(2028, 2, 2).ends_on) == (date(2028, 2, 1), date(2028, 2, 29))
    assert parse_period("2026-S1").ends_on == date(2026, 6, 30)
    assert 6 in parse_period("2026-Q2")
    assert 7 not in parse_period("2026-Q2")
