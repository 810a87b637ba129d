"""WordprocessingML's names, and its parts parsed safely: no entities, no network, no document type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from renaksi.intake.readers.office import damaged

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The names of files saved as "Strict Open XML"."""


def parsed(part: bytes) -> _Element | None:
    """The root of a part; None where the part is not there. Refused (``intake.damaged``): what is no plain XML."""
    from lxml import etree

    if not part:
        return None
    if b"<!DOCTYPE" in part:
        raise damaged()
    if _STRICT.encode() in part[:8192]:
        part = part.replace(_STRICT.encode(), WORD.encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as cause:
        raise damaged() from cause


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


def local(element: _Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def children(element: _Element, name: str) -> Iterator[_Element]:
    """Children of one name, those inside content controls and tracked insertions included, deleted ones left out."""
    for child in element:
        kind = local(child)
        if kind == name:
            yield child
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from children(child, name)
