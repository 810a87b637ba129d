"""What a workbook keeps beside its cells: sheets by their parts, shapes drawn over cells, formulas without results."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from renaksi.intake.readers.office import Package
from renaksi.intake.readers.xml import local, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_UNREAD = re.compile(
    rb'<c\b[^>]*?\br="(?P<cell>[A-Z]{1,3}\d{1,7})"[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_MERGED = re.compile(
    rb'<mergeCell\b[^>]*\bref="(?P<left>[A-Z]{1,3})(?P<first>\d{1,7}):(?P<right>[A-Z]{1,3})(?P<last>\d{1,7})"'
)
_DRAWN = frozenset(("sp", "cxnSp", "pic"))


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape or picture: the row its middle stands in, its left and right edge as (column, offset into it); all 0-based."""

    row: int
    left: tuple[int, int]
    right: tuple[int, int]


def sheet_parts(package: Package) -> dict[str, str]:
    """The part of each sheet by the sheet's title."""
    root = parsed(package.part("xl/workbook.xml"))
    targets = _targets(package, "xl/workbook.xml")
    if root is None:
        return {}
    return {
        each.get("name", ""): targets.get(each.get(_RELATIONS, ""), "")
        for each in root.iter()
        if local(each) == "sheet"
    }


def _targets(package: Package, part: str) -> dict[str, str]:
    """What a part points to, by id: parts of this file only, never an address elsewhere."""
    folder, name = posixpath.split(part)
    root = parsed(package.part(f"{folder}/_rels/{name}.rels"))
    if root is None:
        return {}
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join(folder, each.get("Target", ""))).lstrip("/")
        for each in root
        if each.get("TargetMode") != "External"
    }


def unread_formulas(package: Package, part: str) -> list[str]:
    """The cells (``B5``) that hold a formula and no result: a program wrote them and no workbook ever reckoned them."""
    data = package.part(part)
    return [found["cell"].decode() for found in _UNREAD.finditer(data)] if b"<f" in data else []


def merged_cells(package: Package, part: str) -> int:
    """How many cells lie under a sheet's merged ranges."""
    return sum(
        (int(found["last"]) - int(found["first"]) + 1) * (_column(found["right"]) - _column(found["left"]) + 1)
        for found in _MERGED.finditer(package.part(part))
    )


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


def shapes_of(package: Package, part: str) -> list[Shape]:
    """The shapes drawn over a sheet that hold no text: ticks, arrows and bars."""
    found: list[Shape] = []
    for target in _targets(package, part).values():
        if "/drawing" in target and target.endswith(".xml"):
            root = parsed(package.part(target))
            found += [] if root is None else [shape for each in root if (shape := _shape(each))]
    return found


def _shape(anchor: _Element) -> Shape | None:
    if not any(local(each) in _DRAWN for each in anchor) or any(
        local(each) == "t" and each.text for each in anchor.iter()
    ):
        return None
    ends = {local(each): _place(each) for each in anchor if local(each) in ("from", "to")}
    if "from" not in ends:
        return None
    (top, left, inset), (bottom, right, outset) = ends["from"], ends.get("to", ends["from"])
    return Shape((top + bottom) // 2, (left, inset), (right, outset))


def _place(element: _Element) -> tuple[int, int, int]:
    """(row, column, offset into the column) of an anchor's end."""
    values = {local(each): int(each.text or 0) for each in element if (each.text or "").lstrip("-").isdecimal()}
    return values.get("row", 0), values.get("col", 0), values.get("colOff", 0)
