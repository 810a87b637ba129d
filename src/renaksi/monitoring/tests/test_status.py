from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from renaksi.kernel.months import MonthSet
from renaksi.monitoring.figures import Line, Tally, figures_of
from renaksi.monitoring.status import (
    STANDING_TITLES,
    Record,
    Standing,
    Status,
    extras_of,
    month_of,
    obligations_of,
    statuses_of,
)
from renaksi.web.status import STATUSES

DONE, PROVEN = Record("done"), Record("done", proofs=1)
MISSED = Record("not_done")


def test_every_status_has_its_sign_and_word():
    assert {status.value for status in Status} <= set(STATUSES)
    assert set(STANDING_TITLES) == set(Standing)


def test_a_month_of_the_year_before_during_and_after():
    assert [month_of(2026, day) for day in (date(2025, 12, 31), date(2026, 5, 20), date(2027, 1, 1))] == [0, 5, 13]


def test_an_empty_year_is_late_now_and_planned():
    assert statuses_of(MonthSet.of([2, 5, 7]), {}, 5) == tuple(
        {2: Status.LATE, 5: Status.THIS_MONTH, 7: Status.PLANNED}.get(month, Status.UNPLANNED) for month in range(1, 13)
    )


def test_what_was_recorded_decides_a_cell():
    ticks = MonthSet.of([1, 2, 3, 4, 5])
    records = {
        1: PROVEN,
        2: DONE,
        3: Record("done", "verified", 1),
        4: Record("done", "returned", 1),
        5: MISSED,
        6: PROVEN,
    }
    assert statuses_of(ticks, records, 12)[:6] == (
        Status.DONE, Status.UNPROVEN, Status.VERIFIED, Status.RETURNED, Status.MISSED, Status.EXTRA,
    )  # fmt: skip


def test_what_was_verified_counts_as_unproven_while_its_evidence_is_withdrawn():
    ticks, bare = MonthSet.of([3]), {3: Record("done", "verified", 0)}
    assert statuses_of(ticks, bare, 5)[2] is Status.UNPROVEN
    assert [each.standing for each in obligations_of(ticks, bare, 5)] == [Standing.UNPROVEN]
    assert statuses_of(MonthSet(), bare, 5)[2] is Status.EXTRA


def test_a_postponed_month_is_scheduled_where_it_went():
    records = {2: Record("postponed", new_month=6)}
    ticks = MonthSet.of([2])
    assert statuses_of(ticks, records, 5)[5] is Status.PLANNED
    assert statuses_of(ticks, records, 6)[5] is Status.THIS_MONTH
    assert statuses_of(ticks, records, 7)[5] is Status.LATE
    assert statuses_of(ticks, records | {6: PROVEN}, 7)[5] is Status.DONE
    assert statuses_of(ticks, records, 5)[1] is Status.MISSED
    assert extras_of(ticks, records | {6: PROVEN}) == []


def test_work_put_off_from_a_month_that_is_ticked_no_more_is_extra_where_it_was_done():
    records = {2: Record("postponed", new_month=6), 6: PROVEN}
    assert statuses_of(MonthSet(), records, 7)[5] is Status.EXTRA
    assert extras_of(MonthSet(), records) == [6]
    assert statuses_of(MonthSet(), {2: Record("postponed", new_month=6)}, 7)[5] is Status.UNPLANNED


def test_returned_work_that_nothing_scheduled_is_not_counted_as_done():
    assert extras_of(MonthSet(), {8: Record("done", "returned", 1)}) == []


def test_an_obligation_follows_its_postponements_and_stays_one():
    ticks = MonthSet.of([2])
    chain = {2: Record("postponed", new_month=4), 4: Record("postponed", new_month=6)}
    assert [(each.month, each.settled_month, each.standing) for each in obligations_of(ticks, chain, 5)] == [
        (2, 6, Standing.POSTPONED)
    ]
    assert [each.standing for each in obligations_of(ticks, chain, 7)] == [Standing.LATE]
    assert [each.standing for each in obligations_of(ticks, chain | {6: DONE}, 7)] == [Standing.UNPROVEN]


def test_figures_tell_to_date_realised_and_extra():
    lines = [
        Line(1, 0, MonthSet.of([1, 2, 3, 12]), {1: PROVEN, 2: DONE, 8: PROVEN}),
        Line(2, 1, MonthSet.of([2]), {2: Record("postponed", new_month=4), 4: PROVEN}),
    ]
    figures = figures_of(lines, 2, range(1, 13), 5)
    assert (figures.total.scheduled, figures.total.begun, figures.total.realised, figures.total.proven) == (5, 4, 3, 2)
    assert figures.total.percent == 75
    assert figures.by_area[0].of(Standing.LATE) == 1
    assert (figures.by_area[1].realised, figures.by_cell[1, 2].realised, figures.by_cell[1, 4].scheduled) == (1, 1, 0)
    assert figures.extras == ((1, 8),)
    assert [each.indicator_id for each in figures.cells(Standing.LATE, area=0)] == [1]


def test_nothing_begun_is_no_percentage():
    assert Tally().percent is None
    assert figures_of([Line(1, 0, MonthSet.of([12]), {})], 1, range(1, 13), 5).total.percent is None


_records = st.builds(
    Record,
    st.sampled_from(["done", "not_done"]),
    st.sampled_from(["", "verified", "returned"]),
    st.integers(0, 3),
)


@given(
    st.lists(
        st.tuples(st.integers(0, 4095), st.dictionaries(st.integers(1, 12), _records), st.integers(0, 2)), max_size=8
    ),
    st.integers(0, 13),
    st.sets(st.integers(1, 12)),
    st.data(),
)
def test_figures_always_add_up_to_the_ticks(
    made: list[tuple[int, dict[int, Record], int]], this_month: int, months: set[int], draw: st.DataObject
):
    lines = []
    for number, (mask, recorded, area) in enumerate(made):
        ticks, records = MonthSet(mask), dict(recorded)
        if draw.draw(st.booleans()):  # one tick is put off to a later month nothing schedules
            start = draw.draw(st.sampled_from(list(ticks) or [1]))
            free = [month for month in range(start + 1, 13) if month not in ticks and month not in records]
            if start in ticks and free:
                records[start] = Record("postponed", new_month=draw.draw(st.sampled_from(free)))
        lines.append(Line(number, area, ticks, records))
    figures = figures_of(lines, 3, months, this_month)
    assert figures.total.scheduled == sum(len(set(line.ticks) & months) for line in lines) == len(figures.counted)
    assert sum(figures.total.of(standing) for standing in Standing) == figures.total.scheduled
    assert figures.total.extra == len(figures.extras)
    for area in range(3):
        parts = [figures.by_cell[area, month] for month in months]
        assert figures.by_area[area].counts == sum(parts, Tally()).counts
    for standing in Standing:
        assert len(figures.cells(standing)) == figures.total.of(standing)


def test_work_postponed_into_a_month_the_decree_ticks_itself_waits_in_its_own_month_again():
    """As an amending decree makes it: February was put off to May, and now May has a tick of its own."""
    ticks, records = MonthSet.of([2, 5]), {2: Record("postponed", new_month=5), 5: PROVEN}
    assert [(each.month, each.settled_month, each.standing) for each in obligations_of(ticks, records, 6)] == [
        (2, 2, Standing.LATE),
        (5, 5, Standing.DONE),
    ]
    assert statuses_of(ticks, records, 6)[1] is Status.LATE
    assert extras_of(ticks, records) == []


def test_work_put_off_twice_waits_where_its_second_postponement_no_longer_holds():
    ticks = MonthSet.of([2, 5])
    records = {2: Record("postponed", new_month=3), 3: Record("postponed", new_month=5)}
    assert [(each.month, each.settled_month, each.standing) for each in obligations_of(ticks, records, 4)] == [
        (2, 3, Standing.LATE),
        (5, 5, Standing.PLANNED),
    ]
    assert statuses_of(ticks, records, 4)[1:3] == (Status.MISSED, Status.LATE)
