"""A PDF file opened with pdfium, page by page. What cannot be opened or read is refused in one sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from renaksi.intake.readers.pdf.content import content_of
from renaksi.intake.readers.pdf.shapes import PageContent
from renaksi.kernel.refusal import Refused
from renaksi.kernel.turns import PDFIUM

MAX_PAGES = 400
_MOST_DOTS = 3_400
"""Longest side of a page's picture: F4 at 200 dots an inch has 2,600."""


def pages_of(data: bytes, wanted: Collection[int] | None = None) -> Iterator[PageContent]:
    """The content of the wanted pages (1-based; all where None).

    Refused: ``intake.locked`` (needs a password), ``intake.damaged`` (cannot be opened or is cut off), ``intake.too_large`` (more
    pages than a decree has), ``intake.pages_unknown`` (none of the wanted pages is in the file).
    """
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

    _check_end(data)
    with PDFIUM:
        document = _opened(pdfium, data)
        try:
            count = len(document)
            if count > MAX_PAGES:
                raise Refused(
                    f"Berkas ini memuat {count} halaman. Batasnya {MAX_PAGES} halaman; pisahkan keputusannya, "
                    "lalu unggah kembali.",
                    code="intake.too_large",
                )
            numbers = [number for number in range(1, count + 1) if wanted is None or number in wanted]
            if not numbers:
                raise Refused(
                    f"Halaman yang diminta tidak ada. Berkas ini memuat {count} halaman.", code="intake.pages_unknown"
                )
            found = [_content(document, number) for number in numbers]
        finally:
            document.close()
    return iter(found)


def picture_of(data: bytes, number: int, dots: int = 200) -> Any:
    """One page (1-based) as a picture, an array of BGR, at so many dots an inch; fewer where the page is oversized."""
    import pypdfium2 as pdfium

    with PDFIUM:
        document = _opened(pdfium, data)
        try:
            page = document[number - 1]
            factor = min(dots / 72, _MOST_DOTS / max(page.get_width(), page.get_height(), 1.0))
            return page.render(scale=factor, rev_byteorder=False, may_draw_forms=True).to_numpy()[..., :3].copy()
        except pdfium.PdfiumError as cause:
            raise _damaged() from cause
        finally:
            document.close()


def _content(document: Any, number: int) -> PageContent:
    import pypdfium2 as pdfium

    try:
        page = document[number - 1]
    except pdfium.PdfiumError as cause:
        raise _damaged() from cause
    try:
        return content_of(page, number)
    finally:
        page.close()


def _opened(pdfium: Any, data: bytes) -> Any:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as cause:
        if "password" in str(cause).lower() or "security" in str(cause).lower():
            raise Refused(
                "Berkas PDF ini diberi kata sandi. Hapus kata sandinya, lalu unggah kembali.", code="intake.locked"
            ) from cause
        raise _damaged() from cause
    if not len(document):
        document.close()
        raise _damaged()
    return document


def _check_end(data: bytes) -> None:
    """Refuse a file whose end is missing, though pdfium would open what is left of it."""
    if b"%%EOF" not in data[-4096:]:
        raise _damaged()


def _damaged() -> Refused:
    return Refused(
        "Berkas PDF ini rusak atau terpotong. Simpan atau pindai ulang, lalu unggah kembali.", code="intake.damaged"
    )
