"""The colour a cell lies on, put together from the areas that were filled: whole, in strips, or only as a bar inside it."""

from __future__ import annotations

from collections.abc import Sequence

from renaksi.intake.readers.pdf.shapes import Box, Fill, around

WHITE = "FFFFFF"
_SIDE = 0.75
"""Share of its width and height that a cell's ground reaches at least."""
_STRIPS = 0.6
_BAR = 0.4
_LOW = 2.0
_OFF = 0.8


def ground_of(cell: Box, fills: Sequence[Fill]) -> tuple[str, bool]:
    """(colour of the cell's ground, "" for none or white; whether a bar is drawn in it). Later fills lie on top."""
    pieces: dict[str, list[Box]] = {}
    for fill in fills:
        piece = _clipped(fill.box, cell)
        if piece is None:
            continue
        if _is_ground(piece, cell):
            pieces.clear()
        pieces[fill.colour] = [*pieces.pop(fill.colour, []), piece]
    colour, has_bar = "", False
    for name, parts in pieces.items():
        whole = around(parts)
        if _is_ground(whole, cell) and sum(part.area for part in parts) >= _STRIPS * cell.area:
            colour = name
        elif name != WHITE and whole.width >= _BAR * cell.width and _is_inside(whole, cell):
            has_bar = True
    return ("" if colour == WHITE else colour), has_bar


def _is_ground(area: Box, cell: Box) -> bool:
    return area.width >= _SIDE * cell.width and area.height >= _SIDE * cell.height


def _is_inside(bar: Box, cell: Box) -> bool:
    """Whether it keeps off the cell's upper and lower rules, as no neighbour's colour that reaches over does."""
    return bar.height >= _LOW and bar.top > cell.top + _OFF and bar.bottom < cell.bottom - _OFF


def _clipped(area: Box, cell: Box) -> Box | None:
    """The part of an area that lies in the cell; None where none does."""
    part = Box(
        max(area.left, cell.left),
        max(area.top, cell.top),
        min(area.right, cell.right),
        min(area.bottom, cell.bottom),
    )
    return part if part.width > 0 and part.height > 0 else None
