"""HTML tables left in a text by an OCR engine: rows with their spans, the running text around them kept."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from renaksi.intake.readers.table import Cell, Line, cell_text, clean

_MAX_SPAN = 60


class _Tables(HTMLParser):
    """Collects running text and table rows; a span leaves its cells empty, as a merged cell is read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._cells: list[Cell] | None = None
        self._held: dict[int, int] = {}
        self._text: list[str] = []
        self._spans = (1, 1)
        self._row = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._held = {}
        elif tag == "tr":
            self._flush()
            self._cells, self._row = [], self.getpos()[0]
        elif tag in ("td", "th") and self._cells is not None:
            spans = dict(attrs)
            self._spans = (_span(spans.get("colspan")), _span(spans.get("rowspan")))
            self._text = []
        else:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cells is not None:
            self._place(cell_text("".join(self._text)))
        elif tag == "tr" and self._cells is not None:
            cells = tuple(self._cells)
            self._held = {column: left - 1 for column, left in self._held.items() if left > 1}
            self._held |= {c.column + k: c.row_span - 1 for c in cells for k in range(c.column_span) if c.row_span > 1}
            self.lines.append(Line(self._row, cells, in_table=True))
            self._cells, self._text = None, []
        else:
            self._text.append(" ")

    def handle_data(self, data: str) -> None:
        if self._cells is not None:
            self._text.append(data)
            return
        first = self.getpos()[0]
        for offset, part in enumerate(data.split("\n")):
            if offset:
                self._flush()
            self._row = first + offset
            self._text.append(part)

    def close(self) -> None:
        super().close()
        self._flush()

    def _place(self, text: str) -> None:
        assert self._cells is not None  # noqa: S101 - for the type checker; the caller looked
        column = self._cells[-1].column + self._cells[-1].column_span if self._cells else 0
        while self._held.get(column):
            column += 1
        self._cells.append(Cell(column, text, *self._spans))
        self._text = []

    def _flush(self) -> None:
        if self._cells is None:
            text = clean("".join(self._text))
            self.lines.append(Line(self._row or 1, (Cell(0, text),) if text else ()))
            self._text = []


def _span(value: str | None) -> int:
    return min(int(value), _MAX_SPAN) if value and value.isdecimal() and int(value) > 0 else 1


def html_lines(raw: list[str]) -> Iterator[Line]:
    """The lines of a text that holds ``<table>`` mark-up; a row's line is the one its ``<tr>`` stands on."""
    parser = _Tables()
    parser.feed("\n".join(raw))
    parser.close()
    yield from parser.lines
