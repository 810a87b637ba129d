"""Tables that only hold text in place (Menimbang : a. ..., signatures side by side) read as the running text they are."""

from __future__ import annotations

from collections.abc import Iterator

from renaksi.intake.readers.docx.grid import Box, Grid, Row

_FEWEST_COLUMNS = 6
"""An annex has at least as many: its texts and twelve months. A table of months in words has fewer, and no colons."""
_SHORT = 30


def is_layout(grid: Grid) -> bool:
    """Whether the table is none to the eye: few columns, with a colon's cell, or one column, or a few rows without numbers."""
    if grid.width >= _FEWEST_COLUMNS:
        return False
    texts = [" ".join(box.lines) for row in grid.rows for box in row.boxes]
    return grid.width < 3 or len(grid.rows) < 3 or any(text.strip() in (":", "：") for text in texts)


def unrolled(row: Row) -> Iterator[tuple[int, str]]:
    """(page, text) of the row's lines: a label, its colon and number go with the line beside them, the rest follows below.

    Cells of equally many lines (labels beside their texts) are read line by line across; others one cell after the other.
    """
    boxes = [box for box in row.boxes if box.lines]
    if len(boxes) > 1 and len({len(box.lines) for box in boxes}) == 1 and any(map(_is_colons, boxes)):
        for place in range(len(boxes[0].lines)):
            yield row.page, " ".join(box.lines[place] for box in boxes)
        return
    lead: list[str] = []
    for box in boxes:
        lines = box.lines
        if len(lines) == 1 and len(lines[0]) <= _SHORT and box is not boxes[-1]:
            lead.append(lines[0])
            continue
        yield row.page, " ".join([*lead, lines[0]])
        lead = []
        for line in lines[1:]:
            yield row.page, line
    if lead:
        yield row.page, " ".join(lead)


def _is_colons(box: Box) -> bool:
    return all(line in (":", "：") for line in box.lines)
