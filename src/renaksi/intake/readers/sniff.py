"""What kind of file this is, by its content and never by its name; and its text where it is one."""

from __future__ import annotations

import codecs

from renaksi.kernel.refusal import Refused

MAX_BYTES = 30 * 1024 * 1024
MAX_TEXT_BYTES = 4 * 1024 * 1024

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"{\\rtf", "rtf"),
)
_PHONE_PHOTOS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"})
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def kind_of(data: bytes) -> str:
    """``text``, ``pdf``, ``zip``, ``ole``, ``rtf``, ``image``, ``heic``, ``binary`` or ``empty``."""
    if not data.strip(b"\x00 \t\r\n\x0c"):
        return "empty"
    head = data[:1024].lstrip()
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[4:8] == b"ftyp" and data[8:12] in _PHONE_PHOTOS:
        return "heic"
    for signature, kind in _SIGNATURES:
        if (
            (data.startswith(signature) and (signature != b"BM" or not _looks_like_text(data[:65536])))
            or (kind == "pdf" and signature in data[:1024])
            or (kind == "rtf" and head.startswith(signature))
        ):
            return kind
    return "text" if _looks_like_text(data[:65536]) else "binary"


_NAMED = {
    ".pdf": ("pdf",),
    ".docx": ("docx",),
    ".xlsx": ("xlsx",),
    ".doc": ("doc", "rtf"),
    ".xls": ("xls",),
    ".odt": ("odt",),
    ".ods": ("ods",),
    ".rtf": ("rtf",),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".webp", ".bmp"), ("image",)),
    ".zip": ("pictures", "zip"),
}
_IN_WORDS = {
    "text": "teks",
    "pdf": "PDF",
    "docx": "dokumen Word",
    "xlsx": "buku kerja Excel",
    "doc": "dokumen Word lama",
    "xls": "buku kerja Excel lama",
    "odt": "dokumen ODT",
    "ods": "buku kerja ODS",
    "rtf": "RTF",
    "image": "gambar",
    "pictures": "ZIP berisi gambar",
    "pptx": "salindia",
}


def check_name(kind: str, name: str) -> None:
    """Refuses (``intake.wrong_type``) a file whose name says another kind than its content; a name without such an end says none.

    ``kind`` is finer than ``kind_of`` tells it for Office files: docx, xlsx, doc, xls, odt, ods.
    """
    ending = f".{name.rsplit('.', 1)[-1].lower()}" if "." in name else ""
    wanted = _NAMED.get(ending)
    if wanted is None or kind in wanted:
        return
    if kind == "binary":
        raise Refused("Berkas ini rusak atau terpotong. Simpan ulang, lalu unggah kembali.", code="intake.damaged")
    raise Refused(
        f"Nama berkas ini berakhiran {ending}, tetapi isinya {_IN_WORDS.get(kind, 'berkas jenis lain')}. "
        "Pilih berkas yang benar, atau perbaiki akhiran namanya.",
        code="intake.wrong_type",
    )


def _looks_like_text(sample: bytes) -> bool:
    if any(sample.startswith(bom) for bom, _ in _BOMS) or _utf16_without_mark(sample):
        return True
    odd = sum(1 for byte in sample if byte < 32 and byte not in (9, 10, 12, 13))
    return odd <= len(sample) // 100


def _utf16_without_mark(sample: bytes) -> str | None:
    pairs = len(sample) // 2
    if pairs < 8:
        return None
    zeros = (sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0))
    if zeros[1] > pairs * 0.6 and zeros[0] < pairs * 0.05:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > pairs * 0.6 and zeros[1] < pairs * 0.05 else None


def text_of(data: bytes) -> str:
    """The text of a text file: UTF-8, UTF-16 (with or without its mark) or Windows-1252.

    Refused where it is too large or cannot be read.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise Refused(
            "Berkas teks ini terlalu besar untuk sebuah keputusan. Periksa berkas yang Anda unggah.",
            code="intake.too_large",
        )
    coding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _utf16_without_mark(data[:65536])
    for name in (coding,) if coding else ("utf-8", "cp1252"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise Refused(
        "Teks berkas ini tidak dapat dibaca. Simpan sebagai teks UTF-8, lalu unggah kembali.", code="intake.unreadable"
    )
