"""Which tables or sheets of a file are the annex, where the file tells them apart: a team or a recapitulation is not."""

from __future__ import annotations

from collections import defaultdict

from renaksi.intake.decree.headings import heads, january_column, wide_months, year_column
from renaksi.intake.readers.table import Line

_Block = tuple[str, int | None]
_LINES_OF_HEADING = 4
_FEWEST_MONTHS = 2


def strangers(lines: tuple[Line, ...]) -> frozenset[int]:
    """The places of the lines whose table or sheet is not the annex's; none where no table is plainly the annex's.

    The annex's are those whose heading has months, and after one those that are as wide without a heading: a page of the same.
    """
    blocks: dict[_Block, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.in_table:
            blocks[line.sheet, line.table].append(place)
    januaries = {block: _january([lines[place] for place in places]) for block, places in blocks.items()}
    if len(blocks) < 2 or all(january is None for january in januaries.values()):
        return frozenset()
    found: set[int] = set()
    running: int | None = None
    for block, places in blocks.items():
        running = januaries[block] if januaries[block] is not None else running
        if januaries[block] is None and not _goes_on([lines[place] for place in places], running):
            found |= set(places)
    return frozenset(found)


def _january(lines: list[Line]) -> int | None:
    """The column where the months of a block's first heading begin; None where it has no heading or no months."""
    for place, line in enumerate(lines):
        found = heads(line)
        if not found:
            continue
        below = lines[place + 1 : place + _LINES_OF_HEADING]
        named = [column for each in below if (column := january_column(each)) is not None]
        wide = [months[0] for each in below if (months := wide_months(each))]
        year = year_column(line)
        return year if year is not None else next(iter((*named, *wide)), found.get("months"))
    return None


def _goes_on(lines: list[Line], january: int | None) -> bool:
    """Whether a block without a heading is as wide as the annex's table before it."""
    if january is None or any(heads(line) for line in lines):
        return False
    width = max((cell.column + cell.column_span for line in lines for cell in line.cells), default=0)
    return width > january + _FEWEST_MONTHS
