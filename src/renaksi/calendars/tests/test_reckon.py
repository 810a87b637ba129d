"""Properties of counting days, against a count written the other way round."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.calendars.reckon import (
    Pause,
    Reckoning,
    Unit,
    add_working_days,
    days_left,
    due_on,
    is_working_day,
)

FIRST = date(2024, 1, 1)
starts = st.integers(0, 900).map(lambda n: FIRST + timedelta(n))
lengths = st.integers(0, 90)
off = st.sets(st.integers(0, 1400).map(lambda n: FIRST + timedelta(n)), max_size=60)
units = st.sampled_from(list(Unit))


@st.composite
def spans(draw: st.DrawFn) -> tuple[Pause, ...]:
    """Up to three pauses in order of time."""
    cuts = sorted(draw(st.lists(st.integers(0, 200), max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return tuple(Pause(FIRST + timedelta(a), FIRST + timedelta(b)) for a, b in pairs)


def counted(first: date, last: date, off_days: set[date]) -> int:
    """Working days after ``first`` up to and including ``last``, one by one from the end."""
    found = 0
    while last > first:
        found += last.weekday() not in {5, 6} and last not in off_days
        last -= timedelta(1)
    return found


@given(starts, lengths, off)
def test_exactly_so_many_working_days_lie_after_the_start(start: date, days: int, off_days: set[date]) -> None:
    due = add_working_days(start, days, off_days)
    assert counted(start, due, off_days) == days
    assert due == start if days == 0 else is_working_day(due, off_days)


@given(starts, lengths, off)
def test_calendar_days_know_no_day_off(start: date, days: int, off_days: set[date]) -> None:
    assert due_on(start, days, Unit.CALENDAR, off_days) == start + timedelta(days)


@given(starts, lengths, off, starts)
def test_a_further_day_off_never_brings_the_day_nearer(start: date, days: int, off_days: set[date], more: date) -> None:
    before, after = add_working_days(start, days, off_days), add_working_days(start, days, off_days | {more})
    moves = start < more <= before and is_working_day(more, off_days)
    assert after > before if moves else after == before


@given(starts, lengths, lengths, off)
def test_two_limits_in_a_row_are_one(start: date, first: int, second: int, off_days: set[date]) -> None:
    between = add_working_days(start, first, off_days)
    assert add_working_days(between, second, off_days) == add_working_days(start, first + second, off_days)


@given(starts, starts, off)
def test_days_left_and_days_late_mirror_each_other(today: date, due: date, off_days: set[date]) -> None:
    left = days_left(today, due, off_days)
    assert left == counted(today, due, off_days) - counted(due, today, off_days)
    assert days_left(due, today, off_days) == -left
    assert days_left(today, due, off_days, Unit.CALENDAR) == (due - today).days


@given(starts, lengths, units, spans(), off)
def test_days_of_a_pause_are_not_counted(
    start: date, days: int, unit: Unit, pauses: tuple[Pause, ...], off_days: set[date]
) -> None:
    paused = {FIRST + timedelta(n) for n in range(201) if any(p.covers(FIRST + timedelta(n)) for p in pauses)}
    due = Reckoning(start, days, unit, pauses).due_on(off_days)
    assert due is not None
    span = [start + timedelta(n) for n in range(1, (due - start).days + 1)]
    working = [day for day in span if unit == Unit.CALENDAR or is_working_day(day, off_days)]
    assert len([day for day in working if day not in paused]) == days


@given(starts, lengths, st.integers(0, 30), units, off)
def test_extension_is_a_longer_limit(start: date, days: int, more: int, unit: Unit, off_days: set[date]) -> None:
    extended = Reckoning(start, days, unit, extension_days=more).due_on(off_days)
    assert extended == due_on(start, days + more, unit, off_days)


@given(starts, st.integers(1, 90), st.integers(0, 120), off)
def test_standing_still_leaves_the_day_open_unless_it_was_reached(
    start: date, days: int, after: int, off_days: set[date]
) -> None:
    since, due = start + timedelta(after), add_working_days(start, days, off_days)
    stands = Reckoning(start, days, pauses=(Pause(since),)).due_on(off_days)
    assert stands == (due if due <= since else None)


def test_days_below_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        due_on(FIRST, -1, Unit.WORKING)
