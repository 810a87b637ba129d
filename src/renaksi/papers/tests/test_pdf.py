"""PDF: read back with pdfium; tagged, fonts inside, nothing typed becomes typesetting code."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from renaksi.papers import write
from renaksi.papers.legible import legible
from renaksi.papers.tests.harm import HARMFUL, TYPST, harmful_paper
from renaksi.papers.tree import Cell, Clause, Column, Paper, Paragraph, Point, Section, Side, Signature, Table


def squeezed(text: str) -> str:
    """The text without white space, line-end hyphens and break marks, so that wrapping does not matter."""
    return re.sub(r"[\s\u00ad\u200b\u0002\ufffe-]", "", text)


def pages(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_pdf_is_tagged_archivable_and_carries_its_fonts() -> None:
    section = Section("x", (Paragraph("Teks √ biasa"),))
    data = write(Paper("Judul √", (section,), author="KPU Kota Contoh", dated=date(2024, 1, 22)), "pdf")
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"TeXGyreBonum" in data
    assert pdfium.PdfDocument(data).get_metadata_value("Title") == "Judul √"
    assert "Teks √ biasa" in pages(data)[0]


def test_same_paper_gives_the_same_bytes() -> None:
    paper = Paper("x", (Section("x", (Paragraph("a"),)),))
    assert write(paper, "pdf") == write(paper, "pdf")


def test_sections_have_their_own_size_and_count_pages_anew() -> None:
    long = tuple(Paragraph(f"baris {at}") for at in range(120))
    document = pdfium.PdfDocument(write(Paper("x", (Section("a", long), Section("b", long, landscape=True))), "pdf"))
    sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]
    assert set(sizes) == {(215, 330), (330, 215)}
    second = sizes.index((330, 215))
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert "- 2 -" in texts[1]
    assert not re.search(r"- \d+ -", texts[0] + texts[second])
    assert "- 2 -" in texts[second + 1]


def test_head_repeats_and_long_rows_lose_nothing_over_pages() -> None:
    word = "kata" + "z" * 3
    rows = tuple((Cell(f"awal{at} " + f"{word} " * 900 + f"akhir{at}"), Cell(tick=True)) for at in range(3))
    table = Table((Column(60), Column(20)), head=((Cell("URAIAN"), Cell("TANDA")),), body=rows)
    texts = pages(write(Paper("x", (Section("x", (table,)),)), "pdf"))
    assert len(texts) > 3
    assert all("URAIAN" in text for text in texts)
    whole = squeezed("".join(texts))
    assert whole.count(word) == 2700
    assert whole.count("√") == 3
    assert all(f"awal{at}" in whole and f"akhir{at}" in whole for at in range(3))


def test_a_word_wider_than_its_cell_breaks_inside_it() -> None:
    table = Table((Column(12), Column(60)), body=((Cell("mempertanggungjawabkannya" * 2), Cell("x")),))
    document = pdfium.PdfDocument(write(Paper("x", (Section("x", (table,)),)), "pdf"))
    text = document[0].get_textpage()
    right = max(text.get_charbox(at)[2] for at in range(text.count_chars()) if text.get_text_range(at, 1) == "a")
    assert right < (30 + 12) / 25.4 * 72


def test_harmful_texts_are_set_as_they_are() -> None:
    texts = squeezed("".join(pages(write(harmful_paper(), "pdf"))))
    for text in HARMFUL:
        assert squeezed(legible(text)) in texts, text
    assert texts.count(squeezed(TYPST)) >= 8


@pytest.mark.parametrize("filling", range(30, 48, 3))
def test_a_signature_never_stands_alone_on_a_page(filling: int) -> None:
    above = tuple(Paragraph(f"baris {at}") for at in range(filling))
    signed = (
        Signature(("Ditetapkan di Contoh",), "KETUA,", "NAMA SATU"),
        Signature((), "Sekretaris,", "NAMA DUA", side=Side.LEFT),
    )
    texts = pages(
        write(Paper("x", (Section("x", (*above, Clause("KESATU", (Point("", "Menetapkan."),)), *signed)),)), "pdf")
    )
    last = next(text for text in texts if "NAMA SATU" in text)
    assert "KESATU" in last
    assert "NAMA DUA" in last


def signed_table(count: int, *, last: str = "", merged: bool = False) -> Paper:
    """A dated paper of so many rows under a head, with two signatures; ``merged`` joins cells of the outer columns."""
    span = 3 if merged else 1
    body = tuple(
        (
            *((Cell(f"kelompok {at}", rowspan=min(span, count - at)),) if at % span == 0 else ()),
            Cell(f"baris {at} " + "kata " * (at * 7 % 40) + (last if at == count - 1 else "")),
            *((Cell("ket", rowspan=min(span, count - at)),) if at % span == 0 else ()),
        )
        for at in range(count)
    )
    table = Table((Column(30), Column(60), Column(20)), head=((Cell("NO"), Cell("URAIAN", colspan=2)),), body=body)
    signed = (Signature((), "KETUA,", "NAMA SATU"), Signature((), "Sekretaris,", "NAMA DUA", side=Side.LEFT))
    return Paper("x", (Section("x", (table, *signed)),), dated=date(2024, 1, 22))


def heights_of(page: pdfium.PdfPage, words: str) -> list[float]:
    """How high above the page's foot the words stand, in points, wherever they occur."""
    text = page.get_textpage()
    search = text.search(words)
    return [text.get_charbox(found[0])[1] for found in iter(search.get_next, None)]


@pytest.mark.parametrize("merged", [False, True])
def test_signatures_after_a_table_keep_its_last_rows_with_them(merged: bool) -> None:
    pages_taken = set()
    for count in range(2 + merged, 64, 2):
        data = write(signed_table(count, merged=merged), "pdf")
        document = pdfium.PdfDocument(data)
        pages_taken.add(len(document))
        last = document[len(document) - 1]
        rows, signature = heights_of(last, "baris"), heights_of(last, "KETUA,")
        assert rows, count
        assert signature, count
        assert min(rows) > signature[0] > heights_of(last, "NAMA DUA")[0] > 0, count
        assert heights_of(last, "URAIAN")[0] > max(rows), count
        assert squeezed("".join(pages(data))).count("baris") == count
        assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert len(pages_taken) >= 3


@pytest.mark.parametrize("words", range(100, 1000, 60))
def test_a_last_row_of_any_length_is_printed_whole_above_its_signatures(words: int) -> None:
    data = write(signed_table(5, last="W" * 5 + " PANJANG" * words + " ujung"), "pdf")
    document = pdfium.PdfDocument(data)
    whole = squeezed("".join(pages(data)))
    assert (whole.count("PANJANG"), whole.count("ujung"), whole.count("NAMASATU")) == (words, 1, 1)
    ends = next((page for page in document if heights_of(page, "ujung") and heights_of(page, "KETUA,")), None)
    assert ends is None or heights_of(ends, "ujung")[0] > heights_of(ends, "KETUA,")[0]
    assert min(text_bottom(page) for page in document) > 25 / 25.4 * 72 - 3


def text_bottom(page: pdfium.PdfPage) -> float:
    text = page.get_textpage()
    return min(text.get_charbox(at)[1] for at in range(text.count_chars()) if text.get_text_range(at, 1).strip())


def test_a_sign_no_font_has_still_gives_a_paper() -> None:
    data = write(Paper("x", (Section("x", (Paragraph("sebelum 日本 sesudah"),)),)), "pdf")
    assert "sebelum" in pages(data)[0]
    assert "sesudah" in pages(data)[0]


def resident_megabytes() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory in use is only told by Linux")
def test_writing_many_papers_does_not_fill_the_memory() -> None:
    def write_one(at: int) -> None:
        rows = tuple(
            (Cell(f"baris {at} {line} " + "kata " * 30), *(Cell(f"{at}.{line}") for _ in range(12)))
            for line in range(150)
        )
        columns = (Column(60), *(Column(9) for _ in range(12)))
        write(Paper("x", (Section("x", (Table(columns, body=rows),)),)), "pdf")

    write_one(0)
    before = resident_megabytes()
    for at in range(1, 12):
        write_one(at)
    assert resident_megabytes() - before < 70
