"""The page of the file beside the rows: its picture, what is outlined on it, and the open row's cells cut out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from renaksi.intake.domain.pages import has_pages
from renaksi.intake.models import Draft
from renaksi.intake.provenance import picture_address
from renaksi.intake.views.board import Board, Line
from renaksi.plan.provenance import SPOT_LABELS, Cutting, Spot, cuttings_of, spots_of

OWN = "own"
"""The cutting shown where no field is asked about: the row's indicator with its months."""


@dataclass(frozen=True, slots=True)
class RowSpot:
    """A row on the page, to be opened from there."""

    pk: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as it is shown. ``spots`` = the open row's cells on it, ``now`` = the one in question; ``cuttings`` by field."""

    number: int
    address: str
    width: str
    height: str
    now: str
    spots: tuple[Spot, ...]
    rows: tuple[RowSpot, ...]
    cuttings: tuple[Cutting, ...]
    previous: int | None
    next: int | None

    @property
    def digest(self) -> str:
        """Changes with the page's picture, not with what is outlined."""
        return f"{self.number}b" if self.address.endswith("=1") else str(self.number)


def leaf_of(draft: Draft, board: Board, wanted: int | None) -> Leaf | None:
    """The page to show: the ``wanted`` one, else the open row's, else the first that rows were read from.

    None for a file without pages, and for one read before places were kept.
    """
    lines = [line for line in board.lines if line.row.source.get("boxes")]
    if not lines or not has_pages(draft.source):
        return None
    opened = board.opened if board.opened in lines else None
    number = wanted or _page(opened or _nearest(board, lines) or lines[0])
    last = max(map(_page, lines))
    number = min(number, last)
    model = next((line.row.source for line in lines if _page(line) == number), lines[0].row.source)
    width, height = model["size"]
    now = _asked_about(board)
    return Leaf(
        number=number,
        address=picture_address(draft, number, turned=number in model.get("turned", ())),
        width=f"{width:g}",
        height=f"{height:g}",
        now=now,
        spots=spots_of(opened.row.source, number) if opened else (),
        rows=tuple(_row_spots(lines, number)),
        cuttings=_cuttings(draft, opened.row.source, now) if opened else (),
        previous=number - 1 if number > 1 else None,
        next=number + 1 if number < last else None,
    )


def _page(line: Line) -> int:
    return int(line.row.source["page"])


def _nearest(board: Board, lines: Iterable[Line]) -> Line | None:
    """For a doubt of no row: the first row read below its line."""
    line = board.focus.line if board.focus else None
    return next((each for each in lines if line and (each.first_source_line or 0) >= line), None)


def _asked_about(board: Board) -> str:
    """The field the doubt in focus, or the open row's first, is about."""
    opened = board.opened
    doubt = board.focus if board.focus and board.focus.row_id else next(iter(opened.open), None) if opened else None
    field = doubt.field.removesuffix("_no") if doubt else ""
    return field if field in SPOT_LABELS else OWN


def _row_spots(lines: Iterable[Line], number: int) -> Iterable[RowSpot]:
    for line in lines:
        box = line.row.source["boxes"].get("row")
        if box and _page(line) == number:
            yield RowSpot(line.row.pk, Spot.of("row", box))


def _cuttings(draft: Draft, source: Mapping[str, Any], now: str) -> tuple[Cutting, ...]:
    turned = source.get("turned", ())
    return cuttings_of(source, lambda page: picture_address(draft, page, turned=page in turned), now)
