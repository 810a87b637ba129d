"""Born-digital PDF, read with pdfium from its own letters and drawn lines; no pixel is looked at.

``document`` opens the file, ``content`` takes from each page what stands on it (``shapes``), ``words`` puts letters together,
``grid`` finds the cells between the rules, ``sheet`` fills them, ``running`` orders the text around them, ``lines`` makes all
pages one table. pdfium is loaded only when a PDF comes. Whether a text goes on overleaf is for the understanding to say: cells
that end a page carry their ``room``.
"""

from __future__ import annotations

from collections.abc import Collection

from renaksi.intake.readers.pdf.document import pages_of
from renaksi.intake.readers.pdf.lines import lines_of
from renaksi.intake.readers.pdf.shapes import PageContent
from renaksi.intake.readers.pdf.sheet import sheet_of
from renaksi.intake.readers.table import Table, page_words
from renaksi.kernel.refusal import Refused

__all__ = ("read_pdf",)


def read_pdf(data: bytes, pages: Collection[int] | None = None) -> Table:
    """The file's running text and tables, or those of the given pages (1-based).

    Pages that are pictures are told (``decree.pages_unread``). Refused: what :func:`~.document.pages_of` refuses;
    ``intake.blank`` (nothing on any page); ``intake.format_unread`` (all that could hold the table is a picture).
    """
    contents = list(pages_of(data, pages))
    if all(content.is_blank for content in contents):
        raise Refused("Semua halaman berkas PDF ini kosong. Pilih berkas keputusan yang berisi.", code="intake.blank")
    pictures = tuple(content.number for content in contents if content.is_picture)
    sheets = [sheet_of(content) for content in contents if not content.is_picture]
    if pictures and not any(sheet.tables for sheet in sheets):
        raise _scanned(contents, pictures)
    told = (("decree.pages_unread", None, page_words(pictures)),) if pictures else ()
    return Table(tuple(lines_of(sheets)), kind="pdf", exact=True, told=told)


def _scanned(contents: list[PageContent], pictures: tuple[int, ...]) -> Refused:
    whole = len(pictures) == sum(1 for content in contents if not content.is_blank)
    where = "Berkas ini" if whole else f"Halaman {page_words(pictures)} berkas ini"
    return Refused(
        f"{where} berupa hasil pindai. Hasil pindai belum dapat dibaca; unggah PDF yang dibuat langsung dari Word atau Excel, "
        "atau berkas DOCX, XLSX, atau teksnya.",
        code="intake.format_unread",
    )
