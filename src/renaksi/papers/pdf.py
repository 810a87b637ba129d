"""Writes a Paper as PDF with typst: tagged, its fonts inside, archivable (PDF/A-2a) where it is dated and every sign has a glyph.

The template is fixed and the words come to it as JSON strings, so nothing a user typed can become typesetting code, and the
template can open no other file. The same paper gives the same bytes: no date or identifier of the moment goes in.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import typst

from renaksi.papers.legible import legible
from renaksi.papers.pdf_table import table_facts
from renaksi.papers.tree import Block, Clause, Heading, Letterhead, Paper, Paragraph, Picture, Section, Signature, Table

_HERE = Path(__file__).parent
_FACTS = ("before", "bold", "level", "side", "align", "keep")
_REMEMBERED_RUNS = 10


def write(paper: Paper) -> bytes:
    """The paper as PDF bytes."""
    files = {"main.typ": _template(), "paper.json": json.dumps(_paper(paper)).encode()}
    options: dict[str, Any] = {"font_paths": _fonts(), "ignore_system_fonts": True, "format": "pdf", "timestamp": 0}
    try:
        with suppress(typst.TypstError):
            # Fails where the paper bears no date or holds a sign without a glyph in our fonts; the paper itself is still owed.
            return bytes(typst.compile(files, pdf_standards=["a-2a"], **options))
        return bytes(typst.compile(files, **options))
    finally:
        _forget(options)


def _forget(options: dict[str, Any]) -> None:
    """Let go of what typst remembers of the paper: it drops a memory unused for ten runs, and would keep half a gigabyte."""
    for _ in range(_REMEMBERED_RUNS + 1):
        typst.compile(b"", **options)


@cache
def _template() -> bytes:
    return (_HERE / "paper.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_HERE / "fonts")])


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "title": legible(paper.title),
        "author": legible(paper.author),
        "mark": legible(paper.mark),
        "language": paper.language,
        "dated": [paper.dated.year, paper.dated.month, paper.dated.day] if paper.dated else None,
        "sections": [_section(section) for section in paper.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "width": section.width,
        "height": section.height,
        "margins": section.margins,
        "size": section.size,
        "blocks": list(_blocks(section)),
    }


def _blocks(section: Section) -> Iterator[dict[str, Any]]:
    """The blocks in order. No signature stands alone on a page: what stands above it goes with it, of a table the last rows.

    Table rows too long to share a page with the signatures are left to themselves.
    """
    waiting = deque(section.blocks)
    while waiting:
        block = waiting.popleft()
        signed = _signatures_first_in(waiting)
        facts = _block(block) | {"sticks": bool(signed)}
        if isinstance(block, Table):
            held = signed if block.body else []
            facts |= table_facts(block, section, held=bool(held)) | {"signed": [_block(each) for each in held]}
            for _ in held:
                waiting.popleft()
        if isinstance(block, Picture):
            facts |= {"width": min(block.width, section.measure)}
        yield facts


def _signatures_first_in(blocks: Iterable[Block]) -> list[Signature]:
    found = []
    for block in blocks:
        if not isinstance(block, Signature):
            break
        found.append(block)
    return found


def _block(block: Block) -> dict[str, Any]:
    facts = {"block": type(block).__name__} | {name: getattr(block, name) for name in _FACTS if hasattr(block, name)}
    match block:
        case Paragraph() | Heading():
            return facts | {"text": legible(block.text)}
        case Letterhead():
            return facts | {"lines": [legible(line) for line in block.lines], "address": legible(block.address)}
        case Clause():
            points = [{"mark": legible(point.mark), "text": legible(point.text)} for point in block.points]
            return facts | {"label": legible(block.label), "points": points}
        case Picture():
            return facts | {"svg": block.svg, "alt": legible(block.alt), "caption": legible(block.caption)}
        case Signature():
            words = {name: legible(getattr(block, name)) for name in ("title", "mark", "name")}
            return (
                facts | words | {name: [legible(line) for line in getattr(block, name)] for name in ("above", "below")}
            )
    return facts
