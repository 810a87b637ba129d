"""DOCX: read back with python-docx; real styles, merged cells, repeated heads, sheets of the right size."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from renaksi.papers import write
from renaksi.papers.legible import legible
from renaksi.papers.tests.harm import HARMFUL, harmful_paper
from renaksi.papers.tree import Cell, Clause, Column, Heading, Paper, Paragraph, Point, Section, Signature, Table

TABLE = Table(
    (Column(30), Column(60), Column(10)),
    head=((Cell("NO"), Cell("URAIAN", colspan=2)), (Cell("1"), Cell("2"), Cell("3"))),
    body=((Cell("1", rowspan=2), Cell("a"), Cell(tick=True)), (Cell("b\nc"), Cell())),
)


def paper() -> Paper:
    body = (
        Heading("KEPUTUSAN"),
        Clause("Menimbang", (Point("a.", "bahwa satu;\nlanjut"), Point("b.", "bahwa dua;"))),
        Signature(("Ditetapkan di Contoh",), "KETUA,", "NAMA", mark="ttd."),
    )
    annex = (Paragraph("LAMPIRAN"), TABLE, Paragraph("selesai"))
    sections = (Section("Keputusan", body), Section("Lampiran", annex, landscape=True))
    return Paper("Judul", sections, author="KPU Kota Contoh", mark="RANCANGAN")


def test_sections_are_f4_upright_and_landscape() -> None:
    sections = Document(BytesIO(write(paper(), "docx"))).sections
    assert [(round(page.page_width.mm), round(page.page_height.mm)) for page in sections] == [(215, 330), (330, 215)]


def test_paragraphs_carry_real_styles_and_stand_in_order() -> None:
    document = Document(BytesIO(write(paper(), "docx")))
    texts = [(line.style.name, line.text) for line in document.paragraphs if line.text]
    assert texts[:4] == [
        ("Heading 1", "KEPUTUSAN"),
        ("Klausul", "Menimbang\t:\ta.\tbahwa satu;"),
        ("Klausul", "lanjut"),
        ("Klausul", "\t\tb.\tbahwa dua;"),
    ]
    assert [text for _, text in texts[4:]] == ["Ditetapkan di Contoh", "KETUA,", "ttd.", "NAMA", "LAMPIRAN", "selesai"]
    assert document.core_properties.title == "Judul"


def test_a_signature_keeps_the_end_of_what_stands_above_it() -> None:
    signed = Signature((), "KETUA,", "NAMA")
    blocks = (Clause("KESATU", (Point("", "a"),)), signed, TABLE, signed)
    document = Document(BytesIO(write(Paper("x", (Section("x", blocks),)), "docx")))
    assert [line.paragraph_format.keep_with_next for line in document.paragraphs if line.text.startswith("KESATU")] == [
        True
    ]
    kept = [
        cell.paragraphs[-1].paragraph_format.keep_with_next
        for row in document.tables[0].rows
        for cell in row.cells[1:2]
    ]
    assert kept == [None, None, None, True]


def test_the_file_says_its_language_and_the_day_the_paper_bears() -> None:
    data = write(replace(paper(), dated=date(2024, 1, 22)), "docx")
    assert Document(BytesIO(data)).core_properties.created.date() == date(2024, 1, 22)
    with ZipFile(BytesIO(data)) as parts:
        assert b'w:val="id-ID"' in parts.read("word/styles.xml")


def test_table_keeps_spans_heads_and_ticks() -> None:
    table = Document(BytesIO(write(paper(), "docx"))).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["NO", "URAIAN", "URAIAN"],
        ["1", "2", "3"],
        ["1", "a", "√"],
        ["1", "b\nc", ""],
    ]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, True, False, False]


def test_every_part_keeps_the_order_the_schema_asks_for() -> None:
    with ZipFile(BytesIO(write(paper(), "docx"))) as parts:
        root = etree.fromstring(parts.read("word/document.xml"))
    order = ["headerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid"]
    for properties in root.iter(qn("w:sectPr")):
        places = [order.index(etree.QName(part).localname) for part in properties]
        assert places == sorted(places)
        assert sum(etree.QName(part).localname == "pgNumType" for part in properties) == 1


def test_mark_and_page_number_stand_in_the_header() -> None:
    section = Document(BytesIO(write(paper(), "docx"))).sections[1]
    assert "RANCANGAN" in section.first_page_header.paragraphs[0].text
    assert "RANCANGAN" in section.header.paragraphs[0].text
    assert "PAGE" in etree.tostring(section.header._element).decode()


def test_harmful_texts_are_only_text() -> None:
    data = write(harmful_paper(), "docx")
    document = Document(BytesIO(data))
    cells = [row.cells[0].text for row in document.tables[0].rows][1:]
    assert cells == [legible(text) for text in HARMFUL]
    lines = [line.text for line in document.paragraphs]
    assert all(legible(text) in lines for text in HARMFUL)
    with ZipFile(BytesIO(data)) as parts:
        root = etree.fromstring(parts.read("word/document.xml"))
    assert not [node for node in root.iter() if isinstance(node.tag, str) and "script" in node.tag]
