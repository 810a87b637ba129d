"""The national template, printed in the many ways decrees print their table, is read back row by row, known and not doubted."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from renaksi.intake.read import read_decree
from renaksi.intake.reading import Reading
from renaksi.intake.tests.annexes import HEADS, heading, row
from renaksi.plan.rows import PlanRow
from renaksi.plan.template import template_rows

OFFICE = "KPU Kota Contoh"
OWN_CELLS = ("NO", "AREA PERUBAHAN", "KEGIATAN", "", "SUB KEGIATAN", "", "INDIKATOR KEBERHASILAN", "")


@dataclass(frozen=True)
class Manner:
    """How a table is printed. ``page`` = rows to a page (0: one page); ``again`` = parents printed again on every page."""

    sign: str = "."
    own_cells: bool = False
    names: bool = False
    page: int = 0
    again: bool = False
    headings: bool = True
    shuffled: bool = False
    dress: Callable[[str], str] = str


MANNERS = {
    "plain": Manner(),
    "brackets": Manner(sign=")"),
    "bare numbers": Manner(sign=""),
    "numbers in cells of their own": Manner(own_cells=True),
    "month names": Manner(names=True),
    "pages with headings": Manner(page=7),
    "pages without headings": Manner(page=9, headings=False),
    "parents printed again": Manner(page=11, again=True),
    "areas in another order": Manner(shuffled=True, page=13),
    "pipes": Manner(
        page=10,
        dress=lambda text: "\n".join(f"| {line.replace(chr(9), ' | ')} |" if line else "" for line in text.split("\n")),
    ),
    "html remains": Manner(dress=lambda text: text.replace("reward and punishment", "<i>reward and punishment</i>")),
    "missing last tabs": Manner(page=8, dress=lambda text: "\n".join(line.rstrip("\t") for line in text.split("\n"))),
    "one tab too many in front": Manner(
        page=8, dress=lambda text: "\n".join(f"\t{line}" if line else "" for line in text.split("\n"))
    ),
}


def printed(plan: Sequence[PlanRow], manner: Manner) -> str:
    """The plan as a text recogniser would give its table."""
    head = heading(OWN_CELLS if manner.own_cells else HEADS, names=manner.names, note="KET")
    lines, above = [*head], ((), (), ())  # type: ignore[var-annotated]  # filled below
    for at, each in enumerate(plan):
        if manner.page and at and at % manner.page == 0:
            lines += ["", *(head if manner.headings else ())]
            above = ((), (), ()) if manner.again else above
        area = (each.area_no, each.area)
        activity = (*area, each.activity_no, each.activity)
        sub = (*activity, each.sub_activity_no, each.sub_activity)
        cells = [str(each.area_no), each.area] if area != above[0] else ["", ""]
        cells += numbered(each.activity_no, each.activity, manner, shown=activity != above[1])
        cells += numbered(each.sub_activity_no, each.sub_activity, manner, shown=sub != above[2])
        cells += numbered(each.indicator_no, each.indicator, manner, shown=True)
        above = (area, activity, sub)
        lines.append(row(*cells, months=each.months or [1], note=""))
    return manner.dress("\n".join(lines))


def numbered(number: str, text: str, manner: Manner, *, shown: bool) -> list[str]:
    sign = manner.sign if number.isdecimal() else manner.sign or "."  # no decree leaves a letter bare
    if manner.own_cells:
        return [f"{number}{sign}" if number and shown else "", text if shown else ""]
    return [f"{number}{sign} {text}" if number and shown else text if shown else ""]


def shuffled(plan: list[PlanRow]) -> list[PlanRow]:
    order = [*range(1, 9)]
    random.Random(4).shuffle(order)  # noqa: S311 - an order, no secret
    return [each for area in order for each in plan if each.area_no == area]


def reading(plan: list[PlanRow], manner: Manner) -> Reading:
    return read_decree(printed(plan, manner).encode())


@pytest.mark.parametrize("name", MANNERS)
def test_the_whole_template_comes_back_known_and_without_doubts(name: str) -> None:
    manner, plan = MANNERS[name], template_rows(OFFICE)
    plan = shuffled(plan) if manner.shuffled else plan
    found = reading(plan, manner).rows
    assert [(each.row.area_no, each.row.activity, each.row.sub_activity, each.row.indicator) for each in found] == [
        (each.area_no, each.activity, each.sub_activity, each.indicator) for each in plan
    ]
    assert [list(each.row.months) for each in found] == [list(each.months) or [1] for each in plan]
    assert [(each.row.indicator, [problem.code for problem in each.problems]) for each in found if each.problems] == []
    assert [each.match[0] if each.match else "" for each in found] == [each.catalogue_code for each in plan]
