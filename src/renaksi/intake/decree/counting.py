"""What the NO column counts: the areas, as the national form has it, or merely the rows."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from renaksi.intake.decree.columns import TEXT_LEVELS, Annex, Columns
from renaksi.intake.readers.table import Line

_COUNT = re.compile(r"^\(?(?P<number>\d{1,3}|[a-z]|[IVXLC]{1,7}|[A-H])\s*[.)]{0,2}$")
_MOST_AREAS, _FEWEST_ROWS = 10, 4


def counts_rows(annex: Annex) -> bool:
    """Whether NO counts rows: most of its numbers stand beside no text of the first level, or one such text has several."""
    beside: dict[str, set[str]] = defaultdict(set)
    alone, counted = 0, []
    columns = next((page.columns for page in annex.pages if page.columns), None)
    for page in annex.pages:
        columns = page.columns or columns
        for line in page.lines if columns else ():
            number, text = _number_and_text(line, columns) if columns else ("", "")
            alone += bool(number and not text)
            counted += [int(number)] if number.isdecimal() else []
            if number and text:
                beside[text].add(number)
    several = sum(1 for numbers in beside.values() if len(numbers) > 1)
    has_areas = columns is not None and "area" in columns.starts  # alone beside no area, a few may still be its number
    enough = len(counted) > _MOST_AREAS or not has_areas
    return alone > len(beside) > 0 or several * 2 > len(beside) or (alone > 0 and enough and _runs(counted))


def _runs(numbers: list[int]) -> bool:
    """Whether numbers only count on, or begin anew."""
    return (
        all(after in (before + 1, 1) for before, after in pairwise(numbers)) and max(numbers, default=0) > _FEWEST_ROWS
    )


def without_count(line: Line, columns: Columns) -> Line:
    """The line without the number that only counts it."""
    start = columns.starts.get("number")
    kept = tuple(cell for cell in line.cells if cell.column != start or not _COUNT.match(cell.text))
    return replace(line, cells=kept)


def _number_and_text(line: Line, columns: Columns) -> tuple[str, str]:
    """What NO holds on the line, and the text of the first level that has a column."""
    start, level = columns.starts.get("number"), next((each for each in TEXT_LEVELS if each in columns.starts), "")
    if start is None or not level:
        return "", ""
    first, last = columns.span(level)
    found = next((each for cell in line.filled if cell.column == start and (each := _COUNT.match(cell.text))), None)
    return found["number"] if found else "", " ".join(cell.text for cell in line.filled if first <= cell.column <= last)
