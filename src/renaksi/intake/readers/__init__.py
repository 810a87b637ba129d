"""One reader per kind of file, each giving the same table of cells. Pure: bytes in, values out.

A further format is one more module and one more line in ``_READERS``; what it gives is a :class:`~.table.Table` like the others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from renaksi.intake.readers.sniff import MAX_BYTES, check_name, kind_of, text_of
from renaksi.intake.readers.table import Table
from renaksi.kernel.refusal import Refused

_UNREAD = {
    "empty": ("Berkas ini kosong. Pilih berkas keputusan yang berisi.", "intake.empty"),
    "image": (
        "Gambar dan hasil pindai belum dapat dibaca. Unggah keputusan sebagai PDF dari Word, DOCX, XLSX, atau teks.",
        "intake.format_unread",
    ),
    "rtf": ("Berkas RTF belum dapat dibaca. Simpan sebagai DOCX, lalu unggah kembali.", "intake.format_unread"),
    "pptx": (
        "Berkas salindia tidak memuat keputusan. Unggah keputusan sebagai DOCX, XLSX, atau teks.",
        "intake.format_unread",
    ),
    "xlsb": ("Buku kerja XLSB belum dapat dibaca. Simpan sebagai XLSX, lalu unggah kembali.", "intake.format_unread"),
    "zip": (
        "Berkas terkompres ini bukan dokumen DOCX dan bukan buku kerja XLSX. Unggah keputusan sebagai DOCX, XLSX, atau teks.",
        "intake.format_unread",
    ),
    "binary": (
        "Berkas ini bukan dokumen, buku kerja, atau teks. Unggah keputusan sebagai DOCX, XLSX, atau teks.",
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


def _read_old_office(data: bytes) -> Table:
    from renaksi.intake.readers.ole import kind_of_ole

    return _read_converted(data, kind_of_ole(data))


def _read_converted(data: bytes, kind: str) -> Table:
    from renaksi.intake.readers.convert import converted

    return _read_office(converted(data, kind))


def _read_pdf(data: bytes, pages: Collection[int] | None = None) -> Table:
    from renaksi.intake.readers.pdf import read_pdf

    return read_pdf(data, pages)


_READERS: dict[str, Callable[[bytes], Table]] = {
    "text": _read_text,
    "zip": _read_office,
    "ole": _read_old_office,
    "pdf": _read_pdf,
}
READABLE = frozenset(_READERS)
"""Kinds of file (as ``sniff.kind_of`` tells them) that some reader takes."""


def read_bytes(data: bytes, pages: Collection[int] | None = None) -> Table:
    """The table of cells of a file, its kind told by content; of ``pages`` (1-based) only, where the file has pages.

    Refused: empty, too large or damaged files, and kinds that cannot be read yet; ``intake.pages_unknown``.
    """
    check_size(len(data))
    kind = kind_of(data)
    if kind == "pdf":
        return _read_pdf(data, pages)
    if kind in _READERS:
        return _of_pages(_READERS[kind](data), pages)
    raise _unread(kind)


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

        kind = open_package(data).kind or "zip"
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
    return kind


def _unread(kind: str) -> Refused:
    sentence, code = _UNREAD[kind]
    return Refused(sentence, code=code)


def check_size(size: int) -> None:
    """Refuses (``intake.too_large``) a file of so many bytes before any of it is read."""
    if size > MAX_BYTES:
        raise Refused("Berkas ini terlalu besar. Batas ukuran berkas adalah 30 MB.", code="intake.too_large")
