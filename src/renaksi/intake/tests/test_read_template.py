"""The national template printed as a decree's table is read back row by row, every row known and none doubted."""

from __future__ import annotations

from renaksi.intake.tests.annexes import heading, read, row
from renaksi.plan.rows import PlanRow
from renaksi.plan.template import template_rows


def lines(plan: list[PlanRow]) -> list[str]:
    """The rows as lines, a parent printed once; a row without suggested months gets one."""
    above: tuple[object, ...] = ((), (), ())
    printed = []
    for each in plan:
        area = (each.area_no, each.area)
        activity = (*area, each.activity_no, each.activity)
        sub = (*activity, each.sub_activity_no, each.sub_activity)
        cells = [
            (str(each.area_no), each.area) if area != above[0] else ("", ""),
            numbered(each.activity_no, each.activity) if activity != above[1] else "",
            numbered(each.sub_activity_no, each.sub_activity) if sub != above[2] else "",
            numbered(each.indicator_no, each.indicator),
        ]
        above = (area, activity, sub)
        printed.append(row(*cells[0], *cells[1:], months=each.months or [1], note=""))  # type: ignore[misc]
    return printed


def numbered(number: str, text: str) -> str:
    return f"{number}. {text}" if number else text


def test_the_whole_template_comes_back_known_and_without_doubts() -> None:
    plan = template_rows("KPU Kota Contoh")
    found = read(*lines(plan), head=heading(note="KET")).rows
    assert [(each.row.area_no, each.row.activity, each.row.sub_activity, each.row.indicator) for each in found] == [
        (each.area_no, each.activity, each.sub_activity, each.indicator) for each in plan
    ]
    assert [each.row.indicator for each in found if each.problems] == []
    assert [each.match[0] if each.match else "" for each in found] == [each.catalogue_code for each in plan]
