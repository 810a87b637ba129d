"""What a paragraph or run has from its style rather than from itself: numbering, symbol font, being hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from renaksi.intake.readers.docx.xml import children, is_on, number, under, value, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 12
"""Styles stand on one another at most so deep; a longer chain is a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style's own words; "" and None = silent, so that the style below it is heard."""

    below: str = ""
    list_id: str = ""
    level: int | None = None
    font: str = ""
    hidden: bool | None = None


class Styles:
    """The document's styles by their id."""

    def __init__(self, root: _Element | None) -> None:
        self._styles = (
            {} if root is None else {value(each, "styleId"): _style(each) for each in children(root, "style")}
        )

    def _chain(self, name: str) -> list[Style]:
        found: list[Style] = []
        while name in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[name])
            name = found[-1].below
        return found

    def numbering(self, name: str) -> tuple[str, int]:
        """(list, level) a paragraph style numbers by; ("", 0) where it does not."""
        chain = self._chain(name)
        list_id = next((style.list_id for style in chain if style.list_id), "")
        return list_id, next((style.level for style in chain if style.level is not None), 0)

    def font(self, name: str) -> str:
        """The font a style writes in; "" where it says nothing."""
        return next((style.font for style in self._chain(name) if style.font), "")

    def hides(self, name: str) -> bool:
        """Whether the style hides its text."""
        return bool(next((style.hidden for style in self._chain(name) if style.hidden is not None), False))


def _style(element: _Element) -> Style:
    listed, fonts, hidden = under(element, "pPr/numPr"), under(element, "rPr/rFonts"), under(element, "rPr/vanish")
    level = None if listed is None else under(listed, "ilvl")
    return Style(
        value(under(element, "basedOn")),
        "" if listed is None else value(under(listed, "numId")),
        None if level is None else number(value(level)),
        font_of(fonts),
        None if hidden is None else is_on(hidden),
    )


def font_of(fonts: _Element | None) -> str:
    """The font of plain letters in a ``rFonts``; "" where it names none."""
    if fonts is None:
        return ""
    return fonts.get(w("ascii"), "") or fonts.get(w("hAnsi"), "")
