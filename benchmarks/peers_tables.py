"""One library's own tables of one file, as JSON on the last line of standard output. Run in the peers'
environment.

python peers_tables.py pdfplumber|camelot|img2table FILE
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

Table = list[list[str | None]]


def pdfplumber_tables(file: str) -> list[Table]:
    """pdfplumber's ``extract_tables`` with its defaults."""
    import pdfplumber

    with pdfplumber.open(file) as document:
        return [table for page in document.pages for table in page.extract_tables()]


def camelot_tables(file: str) -> list[Table]:
    """camelot's lattice of all pages with its defaults."""
    import camelot

    return [found.df.values.tolist() for found in camelot.read_pdf(file, pages="all", flavor="lattice")]


def img2table_tables(file: str) -> list[Table]:
    """img2table's ruled tables: the text of the file itself where it has one, tesseract's Indonesian where it is a picture."""
    from img2table.document import PDF
    from img2table.ocr import TesseractOCR

    document = PDF(file, detect_rotation=not _has_text(file))
    pages = document.extract_tables(ocr=TesseractOCR(n_threads=2, lang="ind"))
    return [
        [[cell.value for cell in row] for row in found.content.values()]
        for _, tables in sorted(pages.items())
        for found in tables
    ]


def _has_text(file: str) -> bool:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return any(page.get_textpage().count_chars() for page in document)


PEERS: dict[str, Callable[[str], list[Table]]] = {
    "pdfplumber": pdfplumber_tables,
    "camelot": camelot_tables,
    "img2table": img2table_tables,
}


def main() -> int:
    """Prints the tables; returns the exit code."""
    peer, file = sys.argv[1:3]
    tables: list[Any] = PEERS[peer](file)
    print("\n" + json.dumps(tables))
    return 0


if __name__ == "__main__":
    sys.exit(main())
