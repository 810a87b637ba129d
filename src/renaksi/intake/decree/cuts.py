"""Texts that the scan cut: by how they end, and by the national template, of whose text they are only a piece."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.catalogue.match import fragment, is_known
from renaksi.intake.decree.enumeration import outline
from renaksi.intake.decree.words import begins_low, doubled, ends_open, unclosed

LEVELS = {
    "activity": ("activity",),
    "sub_activity": ("sub_activity", "item"),
    "indicator": ("indicator", "part"),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """Why a text seems cut: ``piece`` is the part that breaks off, ``whole`` the template's text where it is known."""

    piece: str
    whole: str = ""


def cut_in(text: str, level: str, *, bare: bool = False) -> Cut | None:
    """The first sign that a text is cut, or None. Every point of a list in it is looked at by itself."""
    if not text:
        return None
    if unclosed(text):
        return Cut(text[text.rfind("(") :])
    points = _points(text, bare)
    for place, point in enumerate(points):
        last = place == len(points) - 1
        found = _cut_point(point, level, last=last, first=place == 0)
        if found:
            return found
    return None


def _points(text: str, bare: bool) -> list[str]:
    found = outline(text, bare)
    if not found.items:
        return [text]
    points = [found.lead] if found.lead else []
    for item in found.items:
        points += _points(item.text, bare) if outline(item.text, bare).items else [item.text]
    return [point for point in points if point]


def _cut_point(point: str, level: str, *, last: bool, first: bool) -> Cut | None:
    levels = LEVELS[level]
    if ends_open(point) and (last or not point.rstrip().endswith(",")):
        return Cut(point)
    if doubled(point):
        return Cut(point)
    if point.rstrip().endswith(":"):
        return None
    piece = fragment(point.rstrip(" ,;.") if not first or last else point, levels)
    if piece and not (piece.lost == ("head",) and not begins_low(point) and len(point.split()) < 4):
        return Cut(point, piece.text)
    if begins_low(point) and first and level == "sub_activity" and not any(is_known(point, each) for each in levels):
        return Cut(point)
    return None
