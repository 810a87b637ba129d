"""Small real files of every kind the gate knows, and liars: made here, byte by byte or by the libraries that write them."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook
from PIL import Image

_OFFICE = "application/vnd.openxmlformats-officedocument."
SLIDES = f"{_OFFICE}presentationml.presentation.main+xml"
WORDS = f"{_OFFICE}wordprocessingml.document.main+xml"


def pdf(text: str = "Laporan contoh") -> bytes:
    """One page with a line of text."""
    stream = f"BT /F1 24 Tf 60 700 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start))
    return out.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (1200, 900), colour: str = "teal") -> bytes:
    """A plain picture: JPEG, PNG, WEBP, GIF, TIFF or BMP."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def docx(text: str = "Notula rapat") -> bytes:
    """A document of one paragraph."""
    out, document = BytesIO(), Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    """A workbook of one cell."""
    out, book = BytesIO(), Workbook()
    book.active.append(["Rekapitulasi"])
    book.save(out)
    return out.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in parts.items():
            pack.writestr(name, content)
    return out.getvalue()


def office(main: str = SLIDES, part: str = "ppt/presentation.xml", **more: bytes) -> bytes:
    """An Office file by its list of contents: slides unless told otherwise."""
    listed = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{part}" ContentType="{main}"/></Types>'
    )
    return packed({"[Content_Types].xml": listed.encode(), part: b"<p/>", **more})


def media(brand: bytes = b"isom", *others: bytes) -> bytes:
    """The beginning of a film, or of what calls itself one."""
    box = b"ftyp" + brand + b"\0\0\2\0" + b"".join(others)
    return (len(box) + 4).to_bytes(4, "big") + box + b"\0\0\0\x08mdat" + bytes(64)


def upload(content: bytes, name: str = "berkas.pdf") -> SimpleUploadedFile:
    """The content as it comes in from a form."""
    return SimpleUploadedFile(name, content)
