"""Text and Markdown: lines of tab-separated cells, pipe tables, HTML tables, or columns held apart by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from renaksi.intake.readers.html import html_lines
from renaksi.intake.readers.table import Cell, Line, Table, cell_text, clean
from renaksi.kernel.refusal import Refused

MAX_LINES = 10_000
MAX_CELLS = 200_000
MAX_CELLS_PER_LINE = 400

_RULE = re.compile(r"^[\s|:+=-]*-{2,}[\s|:+=-]*$")
_GAP = re.compile(r" {3,}")


def read_text(text: str) -> Table:
    """The lines of a text, tables told from running text. Refused (``intake.too_large``) beyond what any decree can be."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(raw) > MAX_LINES or text.count("\t") + text.count("|") > MAX_CELLS:
        raise Refused(
            "Berkas ini terlalu besar untuk sebuah keputusan. Periksa berkas yang Anda unggah.", code="intake.too_large"
        )
    if re.search(r"<tr\b", text, re.IGNORECASE):
        return Table(tuple(html_lines(raw)), kind="html")
    return Table(tuple(_lines(raw)), kind="text")


def _lines(raw: list[str]) -> Iterator[Line]:
    page, fenced = 1, _aligned_lines(raw)
    for number, line in enumerate(raw, 1):
        page += line.count("\f")
        source = line.replace("\f", "")
        if source.count("\t") > MAX_CELLS_PER_LINE:
            raise Refused(
                f"Baris {number} berisi terlalu banyak sel untuk sebuah tabel rencana aksi. Periksa berkas yang Anda unggah.",
                code="intake.too_large",
            )
        if _is_piped(source):
            if not _RULE.match(source):
                yield Line(number, _cells(source.strip().strip("|").split("|")), in_table=True, page=page)
        elif "\t" in source:
            yield Line(number, _cells(source.split("\t")), in_table=True, page=page)
        elif number in fenced:
            yield Line(number, fenced[number], in_table=True, page=page)
        else:
            text = clean(source)
            yield Line(number, (Cell(0, text),) if text else (), page=page)


def _cells(parts: list[str]) -> tuple[Cell, ...]:
    return tuple(Cell(column, cell_text(part)) for column, part in enumerate(parts))


def _is_piped(source: str) -> bool:
    return source.count("|") >= 4 and "\t" not in source


_HEADING = re.compile(r"\bKEGIATAN\b.*\bINDIKATOR\b", re.IGNORECASE)


def _aligned_lines(raw: list[str]) -> dict[int, tuple[Cell, ...]]:
    """Lines of a table whose columns are held apart by spaces alone: only where its heading is, and no tab or pipe is used."""
    heading = next(
        (i for i, line in enumerate(raw) if _HEADING.search(line) and len(_GAP.split(line.strip())) >= 4), None
    )
    if heading is None or any("\t" in line or _is_piped(line) for line in raw):
        return {}
    starts = _column_starts(raw[heading : heading + 3])
    found = {}
    for offset, line in enumerate(raw[heading:], heading + 1):
        if line.strip():
            found[offset] = _slices(line, starts)
    return found


def _column_starts(heading: list[str]) -> list[int]:
    words = [match.start() for line in heading for match in re.finditer(r"\S+(?: {1,2}\S+)*", line)]
    months = [match.start() for line in heading[1:] for match in re.finditer(r"\b(?:\d{1,2}|[A-Z][a-z]{2})\b", line)]
    starts: list[int] = []
    for start in sorted({*words, *months}):
        if not starts or start - starts[-1] > 1:
            starts.append(start)
    return starts


def _slices(line: str, starts: list[int]) -> tuple[Cell, ...]:
    cells: dict[int, list[str]] = {}
    for match in re.finditer(r"\S+(?: {1,2}\S+)*", line):
        column = max((i for i, start in enumerate(starts) if start <= match.start() + 1), default=0)
        cells.setdefault(column, []).append(match.group())
    return tuple(Cell(column, cell_text(" ".join(cells.get(column, ())))) for column in range(len(starts)))
