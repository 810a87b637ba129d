"""What is not let in, by the signs it begins with, each with a sentence that says how to mend it."""

from __future__ import annotations

from typing import IO

_NOT = "not_accepted"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PROGRAM = "Program dan skrip tidak diterima karena dapat membahayakan. Unggah dokumen atau gambarnya saja."
_ARCHIVE = "Berkas arsip (ZIP, RAR, 7z) tidak diterima. Keluarkan isinya, lalu unggah berkas di dalamnya satu per satu."
_PICTURE = "Jenis gambar ini tidak diterima. Simpan sebagai JPEG atau PNG, lalu unggah lagi."
_VIDEO = "Jenis video ini tidak diterima. Simpan sebagai MP4, lalu unggah lagi."
_HTML = "Halaman web (HTML) tidak diterima. Cetak halamannya ke PDF atau ambil tangkapan layarnya, lalu unggah."
_SVG = "Gambar SVG tidak diterima. Simpan sebagai PNG atau PDF, lalu unggah."
_HEIC = (
    "Foto HEIC belum diterima. Ubah setelan kamera ke JPEG (pada iPhone: Pengaturan, Kamera, Format, Paling Kompatibel), "
    "atau simpan foto ini sebagai JPEG, lalu unggah lagi."
)
_OLD = (
    "Berkas Office lama (.doc, .xls, .ppt) tidak diterima. Buka berkasnya, simpan sebagai DOCX, XLSX, PPTX, atau PDF, "
    "lalu unggah lagi."
)
_TEXT = "Berkas teks tidak diterima sebagai bukti. Simpan sebagai PDF atau DOCX, lalu unggah."
_SOUND = "Berkas suara tidak diterima. Unggah notulanya, atau simpan rekamannya sebagai video MP4."
_OTHER = "Jenis berkas ini tidak diterima. Yang diterima: PDF, JPEG, PNG, WEBP, DOCX, XLSX, PPTX, dan MP4."

_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", _PROGRAM), (b"\x7fELF", _PROGRAM), (b"#!", _PROGRAM), (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM), (b"dex\n", _PROGRAM), (b"L\x00\x00\x00\x01\x14\x02\x00", _PROGRAM),
    (b"Rar!", _ARCHIVE), (b"7z\xbc\xaf", _ARCHIVE), (b"\x1f\x8b", _ARCHIVE), (b"PK", _ARCHIVE), (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE), (b"GIF8", _PICTURE), (b"BM", _PICTURE), (b"II*\x00", _PICTURE), (b"MM\x00*", _PICTURE),
    (b"8BPS", _PICTURE), (b"\x1aE\xdf\xa3", _VIDEO), (b"OggS", _VIDEO), (b"FLV", _VIDEO), (b"0&\xb2u", _VIDEO),
    (b"ID3", _SOUND), (b"\xff\xfb", _SOUND), (b"{\\rtf", _TEXT),
)  # fmt: skip


def foreign_sentence(file: IO[bytes]) -> tuple[str, str]:
    """Why the file is refused, and the refusal's code without its package; the file is read from where it stands."""
    head = file.read(4096)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(head + file.read())
    if head[4:8] == b"ftyp":
        return _media(head[8:12]), _NOT
    if head[:4] == b"RIFF":
        return (_VIDEO if head[8:11] == b"AVI" else _SOUND if head[8:12] == b"WAVE" else _OTHER), _NOT
    for sign, sentence in _SIGNS:
        if head.startswith(sign):
            return sentence, _NOT
    return _written(head), _NOT


def _ole(content: bytes) -> tuple[str, str]:
    """An old Office file; a new one behind a password is packed into such a file too."""
    if _LOCKED in content:
        return "Berkas ini dikunci kata sandi. Simpan salinan tanpa kata sandi, lalu unggah lagi.", "locked"
    return _OLD, _NOT


def _media(brand: bytes) -> str:
    if brand in {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}:
        return _HEIC
    if brand in {b"avif", b"avis", b"crx "}:
        return _PICTURE
    return _SOUND if brand in {b"M4A ", b"M4B ", b"M4P "} else _VIDEO


def _written(head: bytes) -> str:
    """What begins like text: a page, a drawing, or plain words."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<svg" in start:
        return _SVG
    if start.startswith(b"<") and any(
        sign in start for sign in (b"<!doctype html", b"<html", b"<head", b"<body", b"<script")
    ):
        return _HTML
    try:
        text = head.decode("utf-8", errors="strict")
    except UnicodeDecodeError as fault:
        if fault.start < len(head) - 4:  # else a letter cut in two at the end of what was read
            return _OTHER
        text = head[: fault.start].decode("utf-8")
    return _OTHER if any(sign < " " and sign not in "\t\r\n\f" for sign in text) else _TEXT
