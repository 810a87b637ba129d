"""Office files of the older kind (OLE containers): what is in one, told from the names of its streams."""

from __future__ import annotations

from renaksi.intake.readers.office import locked, macro
from renaksi.kernel.refusal import Refused

_LOCKED = ("EncryptedPackage", "EncryptionInfo")
_MACROS = ("_VBA_PROJECT", "VBA_PROJECT_CUR")
_WORD, _BOOKS = "WordDocument", ("Workbook", "Book")
_SECTOR = 512
_LOCKED_BIT = 0x01
_WORD_MARK = b"\xec\xa5"


def kind_of_ole(data: bytes) -> str:
    """``doc`` or ``xls``. Refused: locked with a password, with macros, or neither a document nor a workbook."""
    names = _names(data)
    if any(name in names for name in _LOCKED) or (_WORD in names and _is_locked_word(data)):
        raise locked()
    if any(name in names for name in _MACROS):
        raise macro()
    if _WORD in names:
        return "doc"
    if any(name in names for name in _BOOKS):
        return "xls"
    raise Refused(
        "Berkas Office lama ini bukan dokumen dan bukan buku kerja. Simpan sebagai DOCX atau XLSX, lalu unggah kembali.",
        code="intake.format_unread",
    )


def _names(data: bytes) -> set[str]:
    """The names of the container's entries that matter; an entry's name is UTF-16 and closed by a NUL."""
    known = (*_LOCKED, *_MACROS, _WORD, *_BOOKS)
    return {name for name in known if f"{name}\x00".encode("utf-16-le") in data}


def _is_locked_word(data: bytes) -> bool:
    """Whether the document's own head, at the start of a sector, says that its text is encrypted."""
    for start in range(_SECTOR, len(data), _SECTOR):
        if data[start : start + 2] == _WORD_MARK:
            return bool(data[start + 11 : start + 12] and data[start + 11] & _LOCKED_BIT)
    return False
