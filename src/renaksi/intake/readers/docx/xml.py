"""WordprocessingML's names and attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from renaksi.intake.readers.xml import WORD, local

if TYPE_CHECKING:
    from lxml.etree import _Element


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{{{WORD}}}{name}"


def value(element: _Element | None, name: str = "val", default: str = "") -> str:
    """An attribute of the element; ``default`` where element or attribute is not there."""
    return default if element is None else element.get(w(name), default)


def number(text: str, default: int = 0) -> int:
    """A whole number as attributes hold them (also ``12.5`` and ``-3``); ``default`` for anything else."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return default


def is_on(element: _Element | None) -> bool:
    """Whether a switch such as ``<w:vanish/>`` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")


def under(element: _Element, path: str) -> _Element | None:
    """The first element on a path of WordprocessingML names parted by ``/``."""
    return element.find("/".join(w(step) for step in path.split("/")))


def children(element: _Element, name: str) -> Iterator[_Element]:
    """Children of one name, those inside content controls and tracked insertions included, deleted ones left out."""
    for child in element:
        kind = local(child)
        if kind == name:
            yield child
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from children(child, name)
