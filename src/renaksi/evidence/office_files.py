"""DOCX, XLSX and PPTX: zip files whose list of contents says which they are. Nothing but that list is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from renaksi.kernel.refusal import Refused

MOST_PARTS = 10_000
MOST_UNPACKED = 1024**3
"""Bytes all parts together may say they unpack to."""
MOST_RATIO = 250
"""How many times larger than packed a part of a megabyte or more may be: real tables reach 30, bombs 1,000."""
_LIST = "[Content_Types].xml"
_MOST_LIST = 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    f"{_OFFICE}wordprocessingml.document.main+xml": f"{_OFFICE}wordprocessingml.document",
    f"{_OFFICE}spreadsheetml.sheet.main+xml": f"{_OFFICE}spreadsheetml.sheet",
    f"{_OFFICE}presentationml.presentation.main+xml": f"{_OFFICE}presentationml.presentation",
}


def office_type(file: IO[bytes]) -> str:
    """The content type of a DOCX, XLSX or PPTX. Refuses as ``evidence.gate.inspect`` does, a plain ZIP among them."""
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            _refuse_bomb(parts)
            names = [part.filename for part in parts]
            if names.count(_LIST) != 1:
                raise _not_office(names)
            listed = packed.getinfo(_LIST)
            if listed.flag_bits & 1:
                raise _refused(
                    "Berkas ini dikunci kata sandi. Simpan salinan tanpa kata sandi, lalu unggah lagi.", "locked"
                )
            if listed.file_size > _MOST_LIST:
                raise _bomb()
            with packed.open(listed) as content:
                text = content.read(_MOST_LIST + 1)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, KeyError, zlib.error):
        raise _broken() from None
    return _declared(text, names)


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _bomb()
    if any(part.file_size > 1024 * 1024 and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts):
        raise _bomb()


def _declared(text: bytes, names: list[str]) -> str:
    try:
        listed = [(entry.get("PartName", ""), entry.get("ContentType", "")) for entry in fromstring(text)]
    except (ParseError, DefusedXmlException, ValueError):
        raise _broken() from None
    has_macro = any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for _, kind in listed)
    if has_macro or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _refused(
            "Berkas ini memuat makro, yaitu program kecil yang dapat membahayakan komputer pembukanya. "
            "Simpan sebagai DOCX, XLSX, PPTX tanpa makro, atau PDF, lalu unggah lagi.",
            "macro",
        )
    found = {_MAIN[kind] for part, kind in listed if kind in _MAIN and part.removeprefix("/") in names}
    if len(found) != 1:
        raise _broken()
    return found.pop()


def _not_office(names: list[str]) -> Refused:
    if "mimetype" in names:
        return _refused(
            "Berkas OpenDocument (ODT, ODS, ODP) belum diterima. Simpan sebagai DOCX, XLSX, PPTX, atau PDF, lalu unggah.",
            "not_accepted",
        )
    return _refused(
        "Berkas ZIP tidak diterima. Keluarkan isinya, lalu unggah berkas di dalamnya satu per satu.", "not_accepted"
    )


def _refused(sentence: str, code: str) -> Refused:
    return Refused(sentence, code=f"evidence.{code}", field="file")


def _bomb() -> Refused:
    return _refused(
        "Isi berkas ini jauh lebih besar daripada berkasnya setelah dibuka, sehingga dapat memacetkan komputer. "
        "Simpan sebagai PDF, lalu unggah.",
        "bomb",
    )


def _broken() -> Refused:
    return _refused(
        "Berkas ini rusak atau bukan DOCX, XLSX, PPTX. Buka berkas aslinya, simpan sekali lagi, lalu unggah.",
        "unreadable",
    )
