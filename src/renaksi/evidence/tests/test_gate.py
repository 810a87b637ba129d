"""The gate and its corpus of liars: what a file is, is told from its content."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest

from renaksi.evidence import office_files
from renaksi.evidence.gate import DOCX, JPEG, MP4, PDF, PNG, PPTX, WEBP, XLSX, FileType, inspect, kept_name
from renaksi.evidence.tests import files
from renaksi.kernel.refusal import Refused
from renaksi.kernel.turns import PDFIUM

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf(), PDF),
        (b"\xef\xbb\xbf\n" + files.pdf(), PDF),
        (files.picture("JPEG"), JPEG),
        (files.picture("PNG"), PNG),
        (files.picture("WEBP"), WEBP),
        (files.docx(), DOCX),
        (files.xlsx(), XLSX),
        (files.office(), PPTX),
        (files.media(), MP4),
        (files.media(b"mp42", b"isom"), MP4),
        (files.media(b"3gp4", b"3gp4"), MP4),
    ],
)
def test_what_is_accepted_is_known_by_its_content_and_left_at_its_beginning(content: bytes, kind: FileType) -> None:
    file = BytesIO(content)
    assert inspect(file) == kind
    assert file.read() == content


def _locked_pdf() -> bytes:
    """A PDF that asks for a password: the standard handler with keys nobody has."""
    plain = files.pdf()
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"11" * 32, b"22" * 32)
    return plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00><00>] /Encrypt " + lock)


def _wide_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
_TEMPLATE_ENTITY = b'<!DOCTYPE t [<!ENTITY a "b">]><Types>&a;</Types>'


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "empty", "kosong"),
        (_locked_pdf(), "locked", "kata sandi"),
        (files.pdf()[:60], "unreadable", "rusak"),
        (b"%PDF-1.7 bukan PDF", "unreadable", "rusak"),
        (b"\xff\xd8\xff\xe0 bukan JPEG", "unreadable", "rusak"),
        (files.picture("PNG")[:120], "unreadable", "rusak"),
        (_wide_png(20_000, 20_000), "too_many_pixels", "Kecilkan"),
        (_wide_png(12_001, 10_001), "too_many_pixels", "Kecilkan"),
        (files.office(_MACRO, "word/document.xml"), "macro", "makro"),
        (files.office(files.WORDS, "word/document.xml", **{"word/vbaProject.bin": b"x"}), "macro", "makro"),
        (files.office(files.WORDS, "x.xml", **{"x/VBAPROJECT.BIN": b"x"}), "macro", "makro"),
        (files.office(files.WORDS, "word/document.xml", **{"b.xml": bytes(3_000_000)}), "bomb", "jauh lebih besar"),
        (files.packed({"[Content_Types].xml": b"<Types/>"}), "unreadable", "rusak"),
        (files.packed({"[Content_Types].xml": b"bukan xml"}), "unreadable", "rusak"),
        (files.packed({"[Content_Types].xml": _TEMPLATE_ENTITY}), "unreadable", "rusak"),
        (files.docx()[:400], "unreadable", "rusak"),
        (files.packed({"a.pdf": files.pdf()}), "not_accepted", "satu per satu"),
        (files.packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "not_accepted", "OpenDocument"),
        (_OLE, "not_accepted", "Office lama"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "locked", "kata sandi"),
        (files.media(b"heic", b"mif1"), "not_accepted", "Format, Paling Kompatibel"),
        (files.media(b"avif"), "not_accepted", "JPEG atau PNG"),
        (files.media(b"qt  ", b"mp42"), "not_accepted", "MP4"),
        (files.media(b"M4A ", b"isom"), "not_accepted", "suara"),
        (b"RIFF\x10\0\0\0AVI LIST", "not_accepted", "MP4"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "not_accepted", "suara"),
        (b"MZ\x90\0" + files.pdf(), "not_accepted", "Program"),
        (b"\x7fELF\x02", "not_accepted", "Program"),
        (b"#!/bin/sh\nrm -rf /\n", "not_accepted", "Program"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "not_accepted", "HTML"),
        (b"\xef\xbb\xbf  <HTML><body>", "not_accepted", "HTML"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "not_accepted", "SVG"),
        (files.picture("GIF"), "not_accepted", "JPEG atau PNG"),
        (files.picture("TIFF"), "not_accepted", "JPEG atau PNG"),
        (files.picture("BMP"), "not_accepted", "JPEG atau PNG"),
        (b"Rar!\x1a\x07\0", "not_accepted", "satu per satu"),
        ("Notula rapat é ".encode() * 400, "not_accepted", "teks"),
        (b"{\\rtf1 ...}", "not_accepted", "teks"),
        (b"\x01\x02\x03\x04", "not_accepted", "Yang diterima"),
        (b"a\0b", "not_accepted", "Yang diterima"),
    ],
)
def test_liars_and_strangers_are_refused_with_how_to_mend_it(content: bytes, code: str, words: str) -> None:
    with pytest.raises(Refused) as no:
        inspect(BytesIO(content))
    assert (no.value.code, no.value.field) == (f"evidence.{code}", "file")
    assert words in no.value.text


def test_office_file_of_too_many_parts_or_bytes_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    document = BytesIO(files.docx())
    for limit in ("MOST_PARTS", "MOST_UNPACKED"):
        with monkeypatch.context() as patch:
            patch.setattr(office_files, limit, 3)
            with pytest.raises(Refused, match="jauh lebih besar"):
                inspect(document)
    assert inspect(document) == DOCX


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("laporan.pdf", PDF, "laporan.pdf"),
        ("Foto Rapat.JPEG", JPEG, "Foto Rapat.JPEG"),
        ("rapat.heic", JPEG, "rapat.jpg"),
        ("laporan.pdf.exe", PDF, "laporan.pdf"),
        ("laporan.exe", PDF, "laporan.pdf"),
        ("laporan", DOCX, "laporan.docx"),
        ("Rapat Dr.Budi", PDF, "Rapat Dr.Budi.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Dokumen\\rekap maret.xlsx", XLSX, "rekap maret.xlsx"),
        ("a\u202egpj.exe", PDF, "agpj.pdf"),
        ('b<i>"|?*\n.pdf', PDF, "b i.pdf"),
        (".pdf", PDF, "pdf.pdf"),
        ("", PDF, "tanpa nama.pdf"),
        ("x" * 300 + ".pdf", PDF, "x" * 192 + ".pdf"),
    ],
)
def test_ending_of_the_kept_name_is_that_of_the_content(name: str, kind: FileType, kept: str) -> None:
    assert kept_name(name, kind) == kept
    assert len(kept) <= 200


def test_pdfs_are_opened_one_at_a_time() -> None:
    with PDFIUM:
        assert inspect(BytesIO(files.picture())) == JPEG  # a picture need not wait
