"""One reader per kind of file, each giving the same table of cells. Pure: bytes in, values out.

A further format is one more module and one more line in ``_READERS``; what it gives is a :class:`~.table.Table` like the others.
"""

from __future__ import annotations

from renaksi.intake.readers.sniff import MAX_BYTES, kind_of, text_of
from renaksi.intake.readers.table import Table
from renaksi.kernel.refusal import Refused

_UNREAD = {
    "empty": ("Berkas ini kosong. Pilih berkas keputusan yang berisi.", "intake.empty"),
    "pdf": (
        "Berkas PDF dan hasil pindai belum dapat dibaca. Unggah keputusan sebagai teks atau XLSX.",
        "intake.format_unread",
    ),
    "image": (
        "Gambar dan hasil pindai belum dapat dibaca. Unggah keputusan sebagai teks atau XLSX.",
        "intake.format_unread",
    ),
    "ole": (
        "Berkas Office lama atau yang diberi kata sandi belum dapat dibaca. "
        "Simpan sebagai XLSX tanpa kata sandi, lalu unggah kembali.",
        "intake.format_unread",
    ),
    "rtf": ("Berkas RTF belum dapat dibaca. Unggah keputusan sebagai teks atau XLSX.", "intake.format_unread"),
    "binary": (
        "Berkas ini bukan teks dan bukan buku kerja. Unggah keputusan sebagai teks atau XLSX.",
        "intake.format_unread",
    ),
}


def read_bytes(data: bytes) -> Table:
    """The table of cells of a file, its kind told by content.

    Refused: empty, too large or damaged files, and kinds that cannot be read yet.
    """
    check_size(len(data))
    kind = kind_of(data)
    if kind == "text":
        from renaksi.intake.readers.text import read_text

        return read_text(text_of(data))
    if kind == "zip":
        from renaksi.intake.readers.xlsx import read_xlsx

        return read_xlsx(data)
    sentence, code = _UNREAD[kind]
    raise Refused(sentence, code=code)


def check_size(size: int) -> None:
    """Refuses (``intake.too_large``) a file of so many bytes before any of it is read."""
    if size > MAX_BYTES:
        raise Refused("Berkas ini terlalu besar. Batas ukuran berkas adalah 30 MB.", code="intake.too_large")
