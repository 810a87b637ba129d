"""The source beside the rows: its lines, and which of them the open row or doubt was read from."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.intake.models import Draft
from renaksi.intake.views.board import Board


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the file, counted from 1; ``hit`` where the open row or the doubt in focus was read from it."""

    number: int
    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The file's lines, and the span [first, last] in focus."""

    lines: tuple[SourceLine, ...]
    first: int | None = None
    last: int | None = None

    @property
    def hits(self) -> list[SourceLine]:
        """The lines in focus."""
        return [line for line in self.lines if line.hit]


def source_lines(draft: Draft, board: Board) -> Source:
    """The source of a draft read from a file; without lines for one that was not."""
    texts = draft.source.lines if draft.source else []
    first, last = _span(board)
    return Source(
        tuple(
            SourceLine(number, legible(text), first is not None and first <= number <= (last or first))
            for number, text in enumerate(texts, 1)
        ),
        first,
        last,
    )


def _span(board: Board) -> tuple[int | None, int | None]:
    if board.focus is not None and board.focus.row_id is None and board.focus.line:
        return board.focus.line, board.focus.line
    if board.opened is None:
        return None, None
    return board.opened.first_source_line, board.opened.last_source_line


def legible(text: str) -> str:
    """A line with its column borders made visible, so that a person can count the empty cells."""
    cells = [cell.strip() for cell in text.rstrip("\n").split("\t")]
    if len(cells) == 1:
        return cells[0]
    return "│".join(f" {cell} " if len(cell) > 1 else cell or "·" for cell in cells)
