"""The source beside the rows: its lines, and which of them the open row or doubt was read from."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.intake.models import Draft, DraftRow
from renaksi.intake.views.board import Board

_MONTHS = 12
PAGED = ("application/pdf", "application/zip", "image/")
"""The kinds of file whose rows know their page, by how their names begin."""
LONG = 1500
"""Lines from which on only those that were read from are shown."""
AROUND = 3
"""Lines before and after one that was read from, shown with it."""
WIDE = 60
"""A row's span beyond this many lines is a slip, and shown no further."""
CUT = 1200
"""Letters of a line that are shown."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the file, counted from 1; ``hit`` where the open row or the doubt in focus was read from it."""

    number: int
    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The file's lines, and the span [first, last] in focus; ``page`` = the page it begins on, of a file that has pages."""

    lines: tuple[SourceLine, ...]
    first: int | None = None
    last: int | None = None
    page: int | None = None

    @property
    def hits(self) -> list[SourceLine]:
        """The lines in focus."""
        return [line for line in self.lines if line.hit]


def source_lines(draft: Draft, board: Board) -> Source:
    """The source of a draft read from a file; without lines for one that was not."""
    texts = draft.source.lines if draft.source else []
    wanted = _wanted(board) if len(texts) > LONG else None
    first, last = _span(board)
    return Source(
        tuple(
            SourceLine(number, legible(text), first is not None and first <= number <= (last or first))
            for number, text in enumerate(texts, 1)
            if wanted is None or number in wanted
        ),
        first,
        last,
        _page(draft, board),
    )


def _page(draft: Draft, board: Board) -> int | None:
    is_paged = draft.source is not None and draft.source.content_type.startswith(PAGED)
    return board.opened.row.source.get("page") if is_paged and board.opened is not None else None


def _wanted(board: Board) -> set[int]:
    """Of a long file, the lines that rows and doubts were read from, and their neighbours."""
    spans = [(line.first_source_line, line.last_source_line) for line in board.lines]
    spans += [(doubt.line, doubt.line) for doubt in board.doubts]
    return {
        number
        for first, last in spans
        if first is not None
        for number in range(first - AROUND, min(last or first, first + WIDE) + AROUND + 1)
    }


def _span(board: Board) -> tuple[int | None, int | None]:
    if board.focus is not None and board.focus.row_id is None and board.focus.line:
        return board.focus.line, board.focus.line
    if board.opened is None:
        return None, None
    return board.opened.first_source_line, board.opened.last_source_line


_TICKS = frozenset("√✓✔vVxX●•")


def ticks_of(draft: Draft, row: DraftRow) -> list[bool]:
    """The tick cells of the line a row was read from, one a column from January on; [] where it is not plain which they are.

    They are the longest run of cells that hold a tick or nothing, begun where its first twelve say what was read.
    """
    line = row.source.get("line")
    texts = draft.source.lines if draft.source else []
    if line is None or not 1 <= line <= len(texts):
        return []
    runs: list[list[bool]] = [[]]
    for cell in (cell.strip() for cell in texts[line - 1].split("\t")):
        if cell and cell not in _TICKS:
            runs.append([])
        else:
            runs[-1].append(bool(cell))
    longest = max(runs[1:], key=len, default=[])
    for start in range(len(longest) - _MONTHS + 1):
        cells = longest[start:]
        if [month for month, on in enumerate(cells[:_MONTHS], 1) if on] == row.read_as.get("months") and any(cells):
            return cells
    return []


def legible(text: str) -> str:
    """A line with its column borders made visible, so that a person can count the empty cells."""
    cells = [cell.strip() for cell in text.rstrip("\n").split("\t")]
    if len(cells) == 1:
        return cells[0][:CUT]
    return "│".join(f" {cell} " if len(cell) > 1 else cell or "·" for cell in cells)[:CUT]
