"""The XML in Office files parsed safely: no entities, no network, no document type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from renaksi.intake.readers.office import damaged

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The names of documents saved as "Strict Open XML"."""


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


def local(element: _Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
