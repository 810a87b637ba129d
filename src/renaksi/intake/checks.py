"""Questions put to a reading as a whole: what is missing, doubled, skipped or at odds. Pure: a reading in, problems out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from renaksi.catalogue.match import plain
from renaksi.intake.decree.doubts import doubt
from renaksi.intake.reading import DecreeRow, Reading
from renaksi.kernel.problem import Problem
from renaksi.plan.rows import DecreeFacts

_WANTED = (
    ("number", "decree.number_missing"),
    ("work_unit", "decree.office_missing"),
    ("year", "decree.year_missing"),
    ("place", "decree.place_missing"),
    ("date", "decree.date_missing"),
    ("signatory", "decree.signatory_missing"),
    ("legal_basis", "decree.basis_missing"),
    ("dicta", "decree.dicta_missing"),
)


def question(reading: Reading) -> Reading:
    """The same reading with the doubts that only show when it is looked at as a whole; rows get their own."""
    rows = _with_doubled(reading.rows)
    added = [*_of_decree(reading.decree, reading.source), *_numbering(rows)]
    added += [
        problem for old, new in zip(reading.rows, rows, strict=True) for problem in new.problems[len(old.problems) :]
    ]
    problems = sorted(
        (*reading.problems, *added), key=lambda each: (each.line or 0, -1 if each.row is None else each.row)
    )
    return replace(reading, rows=rows, problems=tuple(problems))


def _of_decree(decree: DecreeFacts, source: dict[str, object]) -> list[Problem]:
    problems = [doubt(code, field=name) for name, code in _WANTED if not getattr(decree, name)]
    other = str(source.get("annex_number") or "")
    if decree.number and other and _folded(other) != _folded(decree.number):
        problems.append(doubt("decree.number_differs", field="number", detail=other))
    if decree.year and decree.date and decree.year not in (decree.date.year, decree.date.year + 1):
        problems.append(doubt("decree.year_differs", field="year", detail=str(decree.date.year)))
    return problems


def _folded(number: str) -> str:
    return "".join(number.lower().split())


def _with_doubled(rows: tuple[DecreeRow, ...]) -> tuple[DecreeRow, ...]:
    """Rows under one sub-activity with the same words are told: one of them may be another's text, read twice.

    Lettered parts are left out: two indicators may well ask for the same paper.
    """
    places: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.row.indicator and not row.row.indicator_no.isalpha():
            places[(row.row.area, row.row.activity, row.row.sub_activity, plain(row.row.indicator))].append(place)
    doubled = {place for same in places.values() if len(same) > 1 for place in same}
    return tuple(
        replace(
            row,
            problems=(
                *row.problems,
                doubt("decree.text_doubled", line=row.row.source.get("line"), field="indicator", row=place),
            ),
        )
        if place in doubled
        else row
        for place, row in enumerate(rows)
    )


def _numbering(rows: Iterable[DecreeRow]) -> list[Problem]:
    """Numbers of activities and sub-activities that skip or repeat within their parent: told at the line, on no row."""
    problems: list[Problem] = []
    last: dict[str, tuple[object, str, str]] = {}
    for each in rows:
        row = each.row
        levels = (
            ("activity", (row.area_no, row.area), row.activity_no, row.activity),
            ("sub_activity", (row.area_no, row.activity_no, row.activity), row.sub_activity_no, row.sub_activity),
        )
        for level, parent, number, text in levels:
            before = last.get(level)
            if before and before[0] == parent and before[2] != text:
                problems += _step(level, before[1], number, row.source.get("line"))
            if text or number:
                last[level] = (parent, number, text)
    return problems


def _step(level: str, before: str, number: str, line: int | None) -> list[Problem]:
    if not (before.isdecimal() and number.isdecimal()):
        return []
    step = int(number) - int(before)
    if step == 0:
        return [doubt("decree.number_repeated", line=line, field=level, detail=number)]
    if step > 1:
        return [doubt("decree.number_skipped", line=line, field=level, detail=f"{before} ke {number}")]
    return []
