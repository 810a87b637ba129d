"""Pictures and numbers: drawn in every format, told in words where they cannot be seen, reckonable in a spreadsheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from PIL import Image

from renaksi.papers import write
from renaksi.papers.tree import Align, Cell, Column, Paper, Paragraph, Picture, Section, Signature, Table

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="200" height="100" viewBox="0 0 200 100">'
    '<rect x="0" y="0" width="100" height="100" fill="#1c7048"/>'
    '<text x="110" y="50" font-family="TeX Gyre Bonum" font-size="16">dua belas</text></svg>'
)
PICTURE = Picture(DRAWING, 120, alt="Batang hijau setinggi “seratus” & <lebih>", caption="Gambar 1. Batang")


def paper(*blocks: Paragraph | Picture | Table | Signature) -> Paper:
    return Paper("x", (Section("x", (Paragraph("Di atas"), *blocks)),), dated=date(2026, 5, 20))


def test_pdf_draws_it_with_real_text_and_stays_archivable() -> None:
    data = write(paper(PICTURE), "pdf")
    page = pdfium.PdfDocument(data)[0]
    words = page.get_textpage().get_text_bounded()
    assert words.index("Di atas") < words.index("dua belas") < words.index("Gambar 1. Batang")
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    picture = page.render(scale=1).to_pil().convert("RGB")
    assert (28, 112, 72) in {colour for _, colour in picture.getcolors(1 << 20)}


def test_docx_holds_a_png_as_wide_as_said_with_its_words() -> None:
    document = Document(BytesIO(write(paper(PICTURE), "docx")))
    (shape,) = document.inline_shapes
    assert (round(shape.width.mm), round(shape.height.mm)) == (120, 60)
    assert shape._inline.docPr.get("descr") == PICTURE.alt
    texts = [line.text for line in document.paragraphs]
    assert texts[-1] == "Gambar 1. Batang"
    (embedded,) = document.element.body.iter(qn("a:blip"))
    png = document.part.related_parts[embedded.get(qn("r:embed"))].blob
    with Image.open(BytesIO(png)) as drawn:
        assert drawn.convert("RGB").getpixel((50, 50)) == (28, 112, 72)
        assert drawn.convert("RGB").getpixel((drawn.width - 5, 5)) == (255, 255, 255)


def test_xlsx_places_it_in_a_row_of_its_own_height() -> None:
    data = write(paper(PICTURE, Table((Column(20),), body=((Cell("sesudah"),),))), "xlsx")
    sheet = load_workbook(BytesIO(data))["x"]
    (image,) = sheet._images
    row = image.anchor._from.row + 1
    assert sheet.row_dimensions[row].height == pytest.approx(60 / 25.4 * 72 + 6, abs=1)
    assert sheet.cell(row + 1, 1).value == "Gambar 1. Batang"
    with ZipFile(BytesIO(data)) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert "Batang hijau setinggi “seratus” &amp; &lt;lebih&gt;" in drawing


def test_text_tells_it_in_words() -> None:
    text = write(paper(PICTURE), "txt").decode()
    assert "[Gambar] Batang hijau setinggi “seratus” & <lebih>\nGambar 1. Batang" in text


def test_a_picture_wider_than_the_page_is_made_to_fit() -> None:
    wide = Picture(DRAWING, 900, alt="lebar")
    document = Document(BytesIO(write(paper(wide), "docx")))
    assert round(document.inline_shapes[0].width.mm) == 165
    page = pdfium.PdfDocument(write(paper(wide), "pdf"))[0]
    assert page.get_textpage().search("dua belas").get_next() is not None


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="no SVG"):
        _ = Picture("<p>bukan</p>", 100, alt="x").proportion


NUMBERS = Table(
    (Column(30, Align.RIGHT), Column(30, Align.RIGHT), Column(40)),
    body=(
        (
            Cell("1.234", number=Decimal(1234)),
            Cell("66,67 %", number=Decimal("66.67")),
            Cell("-3,5", number=Decimal("-3.5")),
        ),
        (Cell("0", number=Decimal(0)), Cell("50 %", number=Decimal("50.00")), Cell("tidak dapat dihitung")),
    ),
)


def test_xlsx_holds_numbers_shown_as_the_text_writes_them() -> None:
    sheet = load_workbook(BytesIO(write(Paper("x", (Section("x", (NUMBERS,)),)), "xlsx")))["x"]
    rows = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        [(1234, "#,##0"), (66.67, '#,##0.00" %"'), (-3.5, "#,##0.0")],
        [(0, "#,##0"), (50, '#,##0" %"'), ("tidak dapat dihitung", "General")],
    ]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["n", "n", "n", "n", "n", "s"]


@pytest.mark.parametrize("file_format", ["pdf", "docx", "txt"])
def test_other_formats_write_the_text_of_a_number(file_format: str) -> None:
    data = write(Paper("x", (Section("x", (NUMBERS,)),)), file_format)
    if file_format == "pdf":
        text = pdfium.PdfDocument(data)[0].get_textpage().get_text_bounded()
    elif file_format == "docx":
        text = " ".join(cell.text for row in Document(BytesIO(data)).tables[0].rows for cell in row.cells)
    else:
        text = data.decode()
    assert all(words in text for words in ("1.234", "66,67 %", "-3,5", "50 %"))
