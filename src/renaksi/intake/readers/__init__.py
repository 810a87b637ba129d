"""One reader per kind of file, each giving the same table of cells. Pure: bytes in, values out.

A further format is one more module and one more line in ``_READERS``; what it gives is a :class:`~.table.Table` like the others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from renaksi.intake.readers.sniff import MAX_BYTES, check_name, kind_of, text_of
from renaksi.intake.readers.table import Table
from renaksi.kernel.refusal import Refused

if TYPE_CHECKING:  # loaded only when a file of theirs comes: half the start-up time
    from renaksi.intake.readers.pdf.sheet import Sheet
    from renaksi.intake.readers.pictures import Pictures
    from renaksi.intake.readers.scan.kept import ScannedSheet

_AT_ONCE = 2
"""Pages of a quick reading at once: while one waits for its letters, the next is put right."""
_UNREAD = {
    "empty": ("Berkas ini kosong. Pilih berkas keputusan yang berisi.", "intake.empty"),
    "heic": (
        "Foto HEIC belum dapat dibaca. Simpan sebagai JPEG (di ponsel: bagikan sebagai JPEG), lalu unggah kembali.",
        "intake.format_unread",
    ),
    "rtf": ("Berkas RTF belum dapat dibaca. Simpan sebagai DOCX, lalu unggah kembali.", "intake.format_unread"),
    "pptx": (
        "Berkas salindia tidak memuat keputusan. Unggah keputusan sebagai DOCX, XLSX, atau teks.",
        "intake.format_unread",
    ),
    "xlsb": ("Buku kerja XLSB belum dapat dibaca. Simpan sebagai XLSX, lalu unggah kembali.", "intake.format_unread"),
    "zip": (
        "Berkas terkompres ini bukan DOCX, bukan XLSX, dan bukan ZIP yang hanya berisi gambar halaman. Unggah keputusan "
        "sebagai PDF, DOCX, XLSX, gambar, atau teks.",
        "intake.format_unread",
    ),
    "binary": (
        "Berkas ini bukan dokumen, buku kerja, gambar, atau teks. Unggah keputusan sebagai PDF, DOCX, XLSX, gambar, atau teks.",
        "intake.format_unread",
    ),
}


def _read_text(data: bytes) -> Table:
    from renaksi.intake.readers.text import read_text

    return read_text(text_of(data))


def _read_office(data: bytes) -> Table:
    from renaksi.intake.readers.office import open_package

    package = open_package(data)
    if package.kind == "docx":
        from renaksi.intake.readers.docx import read_docx

        return read_docx(package)
    if package.kind == "xlsx":
        from renaksi.intake.readers.xlsx import read_xlsx

        return read_xlsx(package)
    if package.kind in ("odt", "ods"):
        return _read_converted(data, package.kind)
    raise _unread(package.kind or "zip")


def _pictures(data: bytes) -> Pictures | None:
    """The pages of a picture file or a ZIP of pictures; None for any other file."""
    kind = kind_of(data)
    if kind not in ("image", "zip"):
        return None
    from renaksi.intake.readers.pictures import picture_names, pictures_in, pictures_of

    if kind == "image":
        return pictures_of(data)
    from renaksi.intake.readers.office import open_package

    package = open_package(data)
    return pictures_in(package) if not package.kind and picture_names(package) else None


def _read_old_office(data: bytes) -> Table:
    from renaksi.intake.readers.ole import kind_of_ole

    return _read_converted(data, kind_of_ole(data))


def _read_converted(data: bytes, kind: str) -> Table:
    from renaksi.intake.readers.convert import converted

    return _read_office(converted(data, kind))


def _read_pdf(data: bytes, pages: Collection[int] | None = None, kept: Mapping[int, Sheet] | None = None) -> Table:
    from renaksi.intake.readers.pdf import read_pdf

    return read_pdf(data, pages, kept)


_READERS: dict[str, Callable[[bytes], Table]] = {
    "text": _read_text,
    "zip": _read_office,
    "ole": _read_old_office,
    "pdf": _read_pdf,
}


def read_bytes(data: bytes, pages: Collection[int] | None = None, kept: Mapping[int, Sheet] | None = None) -> Table:
    """The table of cells of a file, its kind told by content; of ``pages`` (1-based) only, where the file has pages.

    ``kept`` = pages that are pictures and were read before (:func:`scan_page`); ``Unscanned`` is raised where it lacks one.
    Refused: empty, too large or damaged files, and kinds that cannot be read yet; ``intake.pages_unknown``.
    """
    check_size(len(data))
    kind = kind_of(data)
    if kind == "pdf":
        return _read_pdf(data, pages, kept)
    if pictures := _pictures(data):
        from renaksi.intake.readers.scan.document import read_pictures

        return read_pictures(pictures, pages, kept)
    if kind in _READERS:
        return _of_pages(_READERS[kind](data), pages)
    raise _unread(kind)


def scan_page(data: bytes, number: int, *, quick: bool = False) -> ScannedSheet:
    """One page (1-based) that is a picture, read; ``quick``: less well. Refused: as ``read_bytes``."""
    from renaksi.intake.readers.scan.read import sheet_of_picture  # OpenCV and the model load only for a picture

    if kind_of(data) == "pdf":
        from renaksi.intake.readers.pdf.document import picture_of

        return sheet_of_picture(picture_of(data, number), number, quick=quick)
    pictures = _pictures(data)
    if pictures is None:
        raise _unread("binary")
    return sheet_of_picture(pictures.page(number), number, quick=quick)


def read_quickly(data: bytes, pages: Collection[int] | None = None) -> Table:
    """As ``read_bytes``, but pages that are pictures are read in less than half the time and less well: none of their texts is
    sure, and that is told. Where that cannot be done (``can_read_quickly``) they are read as ever.
    """
    if not can_read_quickly():
        return read_bytes(data, pages)
    from renaksi.intake.readers.scan.document import Unscanned

    try:
        return read_bytes(data, pages, {})
    except Unscanned as pictures:
        numbers = pictures.pages
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        sheets = dict(zip(numbers, pool.map(partial(scan_page, data, quick=True), numbers), strict=True))
    table = read_bytes(data, pages, sheets)
    return replace(table, told=(*table.told, ("decree.read_quickly", None, "")))


def can_read_quickly() -> bool:
    """Whether this machine has what a quick reading needs."""
    from renaksi.intake.readers.scan.tesseract import is_installed

    return is_installed()


def picture_of_page(data: bytes, number: int, *, dots: int = 200) -> tuple[Any, bool]:
    """One page (1-based) as a picture (BGR), and whether it is read as one: then its boxes are those of the page put right.

    ``dots`` = how many an inch a page of a PDF has that is a picture itself. Refused: as ``read_bytes``, and files without pages.
    """
    if kind_of(data) == "pdf":
        from renaksi.intake.readers.pdf.document import pages_of, picture_of

        is_scan = next(pages_of(data, [number])).is_picture
        return picture_of(data, number, dots if is_scan else 125), is_scan
    pictures = _pictures(data)
    if pictures is None or not 1 <= number <= len(pictures.pages):
        raise Refused("Halaman yang diminta tidak ada.", code="intake.pages_unknown")
    return pictures.page(number), True


def _of_pages(table: Table, pages: Collection[int] | None) -> Table:
    if pages is None:
        return table
    if any(line.page is None for line in table.lines):
        raise Refused(
            "Berkas ini tidak bernomor halaman, sehingga tidak dapat dibaca sebagian.", code="intake.pages_unknown"
        )
    return replace(table, lines=tuple(line for line in table.lines if line.page in pages))


def type_of(data: bytes, name: str = "") -> str:
    """What the file is (text, pdf, docx, xlsx, doc, odt ...), found out before it is read.

    Refused: what no reader takes, is locked or has macros, as ``read_bytes`` does; another kind than the name says
    (``intake.wrong_type``).
    """
    kind = kind_of(data)
    if kind == "zip":
        from renaksi.intake.readers.office import open_package
        from renaksi.intake.readers.pictures import picture_names

        package = open_package(data)
        kind = package.kind or ("pictures" if picture_names(package) else "zip")
    elif kind == "ole":
        from renaksi.intake.readers.ole import kind_of_ole

        kind = kind_of_ole(data)
    if kind != "empty":
        check_name(kind, name)
    if kind in ("doc", "xls", "odt", "ods"):
        from renaksi.intake.readers.convert import program_for

        program_for(kind)
    elif kind in _UNREAD:
        raise _unread(kind)
    elif kind == "image":
        _pictures(data)  # a broken one is refused at once
    return kind


def _unread(kind: str) -> Refused:
    sentence, code = _UNREAD[kind]
    return Refused(sentence, code=code)


def check_size(size: int) -> None:
    """Refuses (``intake.too_large``) a file of so many bytes before any of it is read."""
    if size > MAX_BYTES:
        raise Refused("Berkas ini terlalu besar. Batas ukuran berkas adalah 30 MB.", code="intake.too_large")
