"""Narrowing the plan's table: what stays, and that merged cells cover exactly what stays."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from renaksi.offices.tests.factories import OfficeFactory
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.table import PlanTable, plan_table
from renaksi.plan.narrow import Wish, narrowed, wish_of
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> PlanTable:
    office = OfficeFactory()
    facts = DecreeFacts(number="2/HK.03.1/9999/2026", date=date(2026, 1, 12), year=2026)
    plan = adopt_plan(office=office, year=2026, facts=facts, rows=template_rows(office.name), by=None)
    return plan_table(plan)


def test_no_wish_keeps_the_whole_table(table: PlanTable) -> None:
    assert narrowed(table, Wish()) is table


def test_month_keeps_only_what_is_ticked_in_it(table: PlanTable) -> None:
    shown = narrowed(table, Wish(month=3)).lines
    expected = [line.indicator.pk for line in table.lines if 3 in line.indicator.months]
    assert [line.indicator.pk for line in shown] == expected
    assert 0 < len(expected) < len(table.lines)


def test_area_is_counted_from_one_in_printed_order(table: PlanTable) -> None:
    shown = narrowed(table, Wish(area=4))
    assert [group.area.name for group in shown.areas] == ["Penguatan Tata Laksana"]
    assert shown.areas[0].span == table.areas[3].span


def test_words_are_found_across_an_indicator_and_all_above_it(table: PlanTable) -> None:
    shown = narrowed(table, Wish(words="jdih mutakhirnya")).lines
    assert [line.indicator.text for line in shown] == ["Mutakhirnya data JDIH satuan kerja"]
    by_parent = narrowed(table, Wish(words="Pengelolaan-JDIH")).lines
    assert len(by_parent) == 2


def test_spans_cover_exactly_the_lines_left(table: PlanTable) -> None:
    shown = narrowed(table, Wish(month=11, words="laporan"))
    lines = shown.lines
    assert lines
    assert sum(line.area.span for line in lines if line.area) == len(lines)
    assert sum(line.activity.span for line in lines if line.activity) == len(lines)
    assert sum(line.sub_activity.span for line in lines if line.sub_activity) == len(lines)


def test_wish_that_fits_nothing_leaves_nothing(table: PlanTable) -> None:
    assert narrowed(table, Wish(words="tidak ada kata begini")).lines == ()


@pytest.mark.parametrize(
    ("query", "wish"),
    [
        ("area=2&bulan=11&cari=+jdih+", Wish(2, 11, "jdih")),
        ("area=0&bulan=13", Wish()),
        ("area=-1&bulan=abc&cari=", Wish()),
        ("area=²&bulan=99999999999999999999", Wish()),
    ],
)
def test_address_that_makes_no_sense_is_no_wish(query: str, wish: Wish) -> None:
    assert wish_of(QueryDict(query)) == wish
