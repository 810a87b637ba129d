"""PDF, read with pdfium from its own letters and drawn lines; a pixel is looked at only where a page is a picture.

``document`` opens the file, ``content`` takes from each page what stands on it (``shapes``), ``words`` puts letters together,
``grid`` finds the cells between the rules, ``sheet`` fills them (``colours``: their grounds), ``running`` orders the text around
them, ``lines`` makes all pages one table. pdfium is loaded only when a PDF comes. Whether a text goes on overleaf is for the
understanding to say: cells that end a page carry their ``room``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from renaksi.intake.readers.pdf.document import pages_of, picture_of
from renaksi.intake.readers.pdf.lines import lines_of
from renaksi.intake.readers.pdf.sheet import Sheet, sheet_of
from renaksi.intake.readers.pdf.unruled import add_missing_rules
from renaksi.intake.readers.table import Table
from renaksi.kernel.refusal import Refused

__all__ = ("read_pdf", "scanned")


def read_pdf(data: bytes, pages: Collection[int] | None = None, kept: Mapping[int, Sheet] | None = None) -> Table:
    """The file's running text and tables, or those of the given pages (1-based). Pages that are pictures are read as scans,
    or taken from those ``kept`` (:class:`~..scan.document.Unscanned` is raised where one is missing).

    Refused: what :func:`~.document.pages_of` refuses; ``intake.blank`` (nothing on any page).
    """
    contents = list(pages_of(data, pages))
    add_missing_rules(contents)
    if all(content.is_blank for content in contents):
        raise Refused("Semua halaman berkas PDF ini kosong. Pilih berkas keputusan yang berisi.", code="intake.blank")
    pictures = [content.number for content in contents if content.is_picture]
    if not pictures:
        return Table(tuple(lines_of([sheet_of(content) for content in contents])), kind="pdf", exact=True)
    from renaksi.intake.readers.scan.document import agree_on_shades, check_kept, refuse_blank

    check_kept(pictures, kept)
    known = kept or {}
    sheets = [
        known.get(content.number) or (scanned(data, content.number) if content.is_picture else sheet_of(content))
        for content in contents
    ]
    refuse_blank(sheets)
    agree_on_shades(sheets)
    is_whole = all(content.is_picture or content.is_blank for content in contents)
    return Table(tuple(lines_of(sheets)), kind="scan" if is_whole else "mixed", exact=True)


def scanned(data: bytes, number: int) -> Sheet:
    """One page (1-based) that is a picture."""
    from renaksi.intake.readers.scan.read import sheet_of_picture  # OpenCV and the model load only for a picture

    return sheet_of_picture(picture_of(data, number), number)
