"""The ZIP that an Office file is: what it holds, and whether it may be opened at all. Nothing in it is run or fetched."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from renaksi.kernel.refusal import Refused

MAX_UNPACKED = 80 * 1024 * 1024
MAX_PART = 16 * 1024 * 1024
"""The largest part of XML that is parsed; an annex of a thousand rows takes a tenth of it."""
MAX_NAMES = 2_000
_LONGEST_NAME = 200

_MAIN = (
    ("wordprocessingml.document", "docx"),
    ("wordprocessingml.template", "docx"),
    ("spreadsheetml.sheet.main", "xlsx"),
    ("spreadsheetml.template", "xlsx"),
    ("sheet.binary", "xlsb"),
    ("presentationml", "pptx"),
)
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.spreadsheet-template": "ods",
}
_MACRO_TYPE = re.compile(rb"macroEnabled", re.IGNORECASE)
_MACRO_NAME = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml)$|^Basic/.+\.xml$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Package:
    """An opened Office file: its ``kind`` (docx, xlsx, odt, ods, xlsb, pptx, "" for none of them) and its parts."""

    kind: str
    names: frozenset[str]
    data: bytes

    def size(self, name: str) -> int:
        """How many bytes a part has once unpacked."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as packed:
            return packed.getinfo(name).file_size

    def part(self, name: str) -> bytes:
        """One part's bytes; b"" where there is none. Refused: damaged, or larger than any annex (``intake.too_large``)."""
        if name not in self.names:
            return b""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as packed:
                if packed.getinfo(name).file_size > MAX_PART:
                    raise too_large()
                return packed.read(name)
        except Refused:
            raise
        except Exception as cause:
            raise damaged() from cause


def damaged() -> Refused:
    """The refusal of a file that cannot be opened or is cut off."""
    return Refused("Berkas ini rusak atau terpotong. Simpan ulang, lalu unggah kembali.", code="intake.damaged")


def too_large() -> Refused:
    """The refusal of a file that is too large once unpacked."""
    return Refused("Berkas ini terlalu besar setelah dibuka. Periksa berkas yang Anda unggah.", code="intake.too_large")


def macro() -> Refused:
    """The refusal of a file that holds a macro project, whatever its name says."""
    return Refused(
        "Berkas ini berisi makro. Simpan sebagai DOCX atau XLSX tanpa makro, lalu unggah kembali.", code="intake.macro"
    )


def locked() -> Refused:
    """The refusal of a file that needs a password."""
    return Refused(
        "Berkas ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah kembali.", code="intake.locked"
    )


def open_package(data: bytes) -> Package:
    """The file's parts, told and not yet read. Refused: damaged, locked, with macros, too large once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            _gate(entries)
            types = packed.read("[Content_Types].xml") if "[Content_Types].xml" in packed.namelist() else b""
            mime = packed.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in packed.namelist() else ""
            manifest = (
                packed.read("META-INF/manifest.xml") if mime and "META-INF/manifest.xml" in packed.namelist() else b""
            )
    except Refused:
        raise
    except Exception as cause:
        raise damaged() from cause
    names = frozenset(entry.filename for entry in entries)
    if _MACRO_TYPE.search(types) or any(_MACRO_NAME.search(name) for name in names):
        raise macro()
    if b"encryption-data" in manifest:
        raise locked()
    return Package(_kind(types, names, mime), names, data)


def _gate(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or len(entries) > MAX_NAMES:
        raise too_large()
    if any(entry.file_size > MAX_PART for entry in entries if entry.filename.endswith((".xml", ".rels"))):
        raise too_large()
    if any(entry.flag_bits & 1 for entry in entries):
        raise locked()
    if any(entry.filename == "mimetype" and entry.file_size > _LONGEST_NAME for entry in entries):
        raise damaged()


def _kind(types: bytes, names: frozenset[str], mime: str) -> str:
    if mime in _OPEN_DOCUMENT:
        return _OPEN_DOCUMENT[mime]
    text = types.decode("utf-8", "replace")
    told = next((kind for sign, kind in _MAIN if sign in text), "")
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names) and told != "xlsb":
        return "xlsx"
    return told
