"""What the NO column counts: the areas, as the national form has it, or merely the rows."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from renaksi.intake.decree.columns import Annex, Columns
from renaksi.intake.readers.table import Line

_COUNT = re.compile(r"^\(?(?P<number>\d{1,3}|[a-z]|[IVXLC]{1,7}|[A-H])\s*[.)]{0,2}$")


def counts_rows(annex: Annex) -> bool:
    """Whether NO counts rows: most of its numbers stand beside no area, or one area has several of them."""
    beside: dict[str, set[str]] = defaultdict(set)
    alone = 0
    columns = next((page.columns for page in annex.pages if page.columns), None)
    for page in annex.pages:
        columns = page.columns or columns
        for line in page.lines if columns else ():
            number, area = _number_and_area(line, columns) if columns else ("", "")
            alone += bool(number and not area)
            if number and area:
                beside[area].add(number)
    several = sum(1 for numbers in beside.values() if len(numbers) > 1)
    return alone > len(beside) > 0 or several * 2 > len(beside)


def without_count(line: Line, columns: Columns) -> Line:
    """The line without the number that only counts it."""
    start = columns.starts.get("number")
    kept = tuple(cell for cell in line.cells if cell.column != start or not _COUNT.match(cell.text))
    return replace(line, cells=kept)


def _number_and_area(line: Line, columns: Columns) -> tuple[str, str]:
    start, (first, last) = columns.starts.get("number"), columns.span("area")
    if start is None or first < 0:
        return "", ""
    found = next((each for cell in line.filled if cell.column == start and (each := _COUNT.match(cell.text))), None)
    return found["number"] if found else "", " ".join(cell.text for cell in line.filled if first <= cell.column <= last)
