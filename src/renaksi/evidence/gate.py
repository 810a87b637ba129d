"""The gate: what a file is, told from its content and not from its name or declared type; whatever is not known is refused.

Lets in PDF, JPEG, PNG, WEBP, DOCX, XLSX, PPTX and MP4. An ending that does not fit the content is put right in the kept name
(``kept_name``): the content decides, so no name makes a file dangerous. What is dangerous by its content is refused.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

import pypdfium2  # type: ignore[import-untyped]  # ships no types; used here and in render alone
from PIL import Image, UnidentifiedImageError

from renaksi.evidence.foreign import foreign_sentence
from renaksi.evidence.office_files import office_type
from renaksi.kernel.refusal import Refused
from renaksi.kernel.turns import PDFIUM

HEAD = 4096
MOST_PIXELS = 120_000_000
"""Beyond what telephones take (108 million); a picture of more is a slip or a trap."""
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
_MP4_BRANDS = frozenset(
    (b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"MSNV", b"M4V ", b"mmp4",
     b"3gp4", b"3gp5", b"3gp6", b"3gp7")
)  # fmt: skip
_NOT_VIDEO = (b"qt  ", b"M4A ", b"M4B ", b"M4P ")  # QuickTime and sound call themselves compatible with MP4
ACCEPT = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx,.mp4"
"""For the browser's own file dialog. Naming JPEG and not HEIC also makes an iPhone hand over JPEG."""
ACCEPTED_WORDS = "PDF, JPEG, PNG, WEBP, DOCX, XLSX, PPTX, atau MP4"


@dataclass(frozen=True, slots=True)
class FileType:
    """``content_type`` as the browser is told, ``ending`` of the kept name, ``title`` on screens."""

    content_type: str
    ending: str
    title: str


PDF = FileType("application/pdf", "pdf", "PDF")
JPEG = FileType("image/jpeg", "jpg", "JPEG")
PNG = FileType("image/png", "png", "PNG")
WEBP = FileType("image/webp", "webp", "WEBP")
MP4 = FileType("video/mp4", "mp4", "MP4")
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = FileType(f"{_OFFICE}wordprocessingml.document", "docx", "DOCX")
XLSX = FileType(f"{_OFFICE}spreadsheetml.sheet", "xlsx", "XLSX")
PPTX = FileType(f"{_OFFICE}presentationml.presentation", "pptx", "PPTX")
TYPES = {kind.content_type: kind for kind in (PDF, JPEG, PNG, WEBP, MP4, DOCX, XLSX, PPTX)}
_ENDINGS = frozenset({
    "pdf", "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "avif", "svg",
    "mp4", "m4v", "mov", "3gp", "avi", "doc", "docx", "docm", "xls", "xlsx", "xlsm", "ppt", "pptx", "pptm", "odt",
    "ods", "odp", "rtf", "txt", "csv", "htm", "html", "xml", "zip", "rar", "7z", "exe", "com", "bat", "cmd", "scr",
    "js", "vbs", "ps1", "msi", "jar", "apk", "sh", "bin", "dat", "tmp",
})  # fmt: skip
"""Endings that say what a file is; any other is part of its name ("Rapat Dr.Budi")."""
_SAME_ENDINGS = {"jpg": {"jpg", "jpeg", "jpe"}, "mp4": {"mp4", "m4v"}}


def inspect(file: IO[bytes]) -> FileType:
    """What the file is; it is read from its beginning and left there. Refuses, each with how to mend it:

    ``evidence.empty``, ``evidence.not_accepted`` (any other kind), ``evidence.unreadable`` (damaged, or not what it begins as),
    ``evidence.locked`` (asks for a password), ``evidence.macro``, ``evidence.bomb`` (would unpack without measure),
    ``evidence.too_many_pixels``.
    """
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise refused("Berkas ini kosong. Periksa berkasnya, lalu unggah lagi.", "empty")
    try:
        return _checker(head)(file)
    finally:
        file.seek(0)


def refused(sentence: str, code: str) -> Refused:
    """A refusal of the file."""
    return Refused(sentence, code=f"evidence.{code}", field="file")


def _checker(head: bytes) -> Callable[[IO[bytes]], FileType]:
    if head.lstrip(b"\xef\xbb\xbf\r\n\t \0").startswith(b"%PDF-"):
        return _pdf
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return _picture
    if head.startswith(b"PK\x03\x04"):
        return _office_file
    if head[4:8] == b"ftyp" and head[8:12] not in _NOT_VIDEO and _brands(head) & _MP4_BRANDS:
        return lambda file: MP4
    return _foreign


def _brands(head: bytes) -> set[bytes]:
    """The brands of an ISO media file: the major one and those it is compatible with."""
    size = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, size, 4))}


def _pdf(file: IO[bytes]) -> FileType:
    try:
        with PDFIUM, pypdfium2.PdfDocument(file) as document:
            pages = len(document)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower() or getattr(fault, "err_code", None) == 4:
            raise refused(
                "PDF ini dikunci kata sandi. Simpan salinan tanpa kata sandi, lalu unggah lagi.",
                "locked",
            ) from None
        pages = 0
    if not pages:
        raise refused(
            "PDF ini rusak atau terpotong. Buka berkas aslinya, simpan sebagai PDF sekali lagi, lalu unggah.",
            "unreadable",
        )
    return PDF


def _picture(file: IO[bytes]) -> FileType:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged below, in our words
            file.seek(0)
            with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as picture:
                width, height = picture.size
                kind = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}[str(picture.format)]
                if width * height <= MOST_PIXELS:
                    picture.verify()
                    return kind
    except Image.DecompressionBombError:
        pass
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise refused(
            "Gambar ini rusak atau terpotong. Buka berkas aslinya, simpan sekali lagi sebagai JPEG atau PNG, lalu unggah.",
            "unreadable",
        ) from None
    raise refused("Ukuran gambar ini melebihi 120 juta titik. Kecilkan gambarnya, lalu unggah lagi.", "too_many_pixels")


def _office_file(file: IO[bytes]) -> FileType:
    return TYPES[office_type(file)]


def _foreign(file: IO[bytes]) -> FileType:
    file.seek(0)
    sentence, code = foreign_sentence(file)
    raise refused(sentence, code)


def kept_name(name: str, kind: FileType) -> str:
    """The name under which the file is kept and handed out: no folders, no invisible signs, at most 200 letters, and the ending
    of what it is: ``rapat.heic`` that is a JPEG becomes ``rapat.jpg``, ``laporan.pdf.exe`` that is a PDF ``laporan.pdf``."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join(sign for sign in plain if unicodedata.category(sign)[0] != "C")  # control signs, turned writing
    plain = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]+', " ", plain)).strip(" .")
    stem = plain
    while (found := re.fullmatch(r"(.+)\.(\w{2,5})", stem)) and found[2].lower() in _ENDINGS:
        if found[2].lower() in _SAME_ENDINGS.get(kind.ending, {kind.ending}):
            return f"{found[1].rstrip()[: 195 - len(found[2])]}.{found[2]}"
        stem = found[1]
    stem = stem.rstrip(" .")[:195] or "tanpa nama"
    return f"{stem}.{kind.ending}"
