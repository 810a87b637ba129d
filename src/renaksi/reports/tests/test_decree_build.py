"""The decree in legal form: what it says, what it leaves out, and how it looks as a real file."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdfium2 as pdfium
from docx import Document
from openpyxl import load_workbook

from renaksi.papers import write
from renaksi.papers.tree import Letterhead
from renaksi.plan.drafting import drafted_facts
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.reports.decree.annex import annex_table
from renaksi.reports.decree.build import build_decree, in_capitals
from renaksi.reports.tests.made_up import FACTS, OFFICE, rows


def text_of(facts: DecreeFacts, **how: bool) -> str:
    return write(build_decree(facts, rows(3), office=OFFICE, **how), "txt").decode()


def in_order(text: str, *parts: str) -> bool:
    """Whether the parts stand in the text one after the other."""
    return re.search(".*".join(map(re.escape, parts)), text, re.DOTALL) is not None


def test_parts_stand_in_the_order_of_the_form() -> None:
    text = text_of(FACTS)
    assert in_order(
        text,
        "KOMISI PEMILIHAN UMUM\nKOTA CONTOH\n",
        "KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH\n",
        "NOMOR 2/HK.03.1/9999/2024\n",
        "TENTANG\n",
        "RENCANA AKSI REFORMASI BIROKRASI DI LINGKUNGAN\nKOMISI PEMILIHAN UMUM KOTA CONTOH TAHUN 2024\n",
        "KETUA KOMISI PEMILIHAN UMUM KOTA CONTOH,\n",
        "Menimbang : a. bahwa",
        "\nb. bahwa",
        "Mengingat : 1. Undang-Undang",
        "\n2. Peraturan Presiden",
        "MEMUTUSKAN:",
        "Menetapkan : KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH TENTANG RENCANA AKSI",
        "KESATU : Menetapkan",
        "KEDUA : Rencana",
        "KETIGA : Keputusan ini",
        "Ditetapkan di Contoh\npada tanggal 22 Januari 2024\nKETUA KOMISI PEMILIHAN UMUM\nKOTA CONTOH,\n\nttd.\n\nRAHMAT TELADAN",
        "Salinan sesuai dengan aslinya\nSEKRETARIAT KOMISI PEMILIHAN UMUM\nKOTA CONTOH\nKepala Subbagian Hukum,\n",
        "Siti Percontohan",
        "LAMPIRAN\nKEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH\nNOMOR 2/HK.03.1/9999/2024\nTENTANG\n",
        "NO\tAREA PERUBAHAN\tKEGIATAN\tSUB KEGIATAN\tINDIKATOR KEBERHASILAN\tPELAKSANAAN (BULAN)",
        "RAHMAT TELADAN",
    )
    assert "SALINAN\n" not in text
    assert "RANCANGAN" not in text
    assert "DENGAN RAHMAT" not in text


def test_nothing_the_facts_leave_out_is_made_up() -> None:
    text = text_of(DecreeFacts(work_unit="KPU Kota Contoh", year=2024))
    for word in (
        "Menimbang",
        "Mengingat",
        "KESATU",
        "Ditetapkan",
        "pada tanggal",
        "NOMOR",
        "MEMUTUSKAN",
        "Salinan",
        "None",
    ):
        assert word not in text


def test_a_decree_of_the_secretary_in_aceh_carries_its_own_names() -> None:
    facts = replace(
        FACTS, kind="Keputusan Sekretaris", work_unit="KIP Kota Contoh", signatory_title="Sekretaris KIP Kota Contoh"
    )
    text = text_of(facts)
    assert "KEPUTUSAN SEKRETARIS KOMISI INDEPENDEN PEMILIHAN KOTA CONTOH" in text
    assert "SEKRETARIS KOMISI INDEPENDEN PEMILIHAN KOTA CONTOH," in text
    assert text.startswith("KOMISI INDEPENDEN PEMILIHAN\nKOTA CONTOH")


def test_long_names_break_before_the_region_and_not_before_their_last_word() -> None:
    unit = "KIP Kabupaten Contoh Barat Daya"
    facts = replace(FACTS, kind="Keputusan Sekretaris", work_unit=unit, signatory_title=f"Sekretaris {unit}")
    text = text_of(facts)
    region = "KABUPATEN CONTOH BARAT DAYA"
    assert text.count(f"KEPUTUSAN SEKRETARIS KOMISI INDEPENDEN PEMILIHAN\n{region}\nNOMOR") == 1
    assert in_order(text, "LAMPIRAN\n", f"KEPUTUSAN SEKRETARIS KOMISI INDEPENDEN PEMILIHAN\n{region}\n", "NOMOR")
    assert f"\nSEKRETARIS KOMISI INDEPENDEN PEMILIHAN\n{region},\n" in text
    assert text.count(f"\nSEKRETARIS\nKOMISI INDEPENDEN PEMILIHAN\n{region},\n\nttd.") == 2


def test_the_yearly_number_is_printed_with_spaces() -> None:
    for number in ("19TAHUN2023", "19 TAHUN 2023"):
        assert text_of(replace(FACTS, number=number)).count("NOMOR 19 TAHUN 2023") == 2
    amending = " ".join(text_of(replace(FACTS, number="27TAHUN2023", amends="19TAHUN2023")).split())
    assert amending.count("PERUBAHAN ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH NOMOR 19 TAHUN 2023 TENTANG") == 3


def test_an_amending_decree_says_what_it_amends_once() -> None:
    amending = text_of(replace(FACTS, number="27/HK.03.1/9999/2024", amends="2/HK.03.1/9999/2024"))
    flat = " ".join(amending.split())
    title = "PERUBAHAN ATAS KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH NOMOR 2/HK.03.1/9999/2024 TENTANG RENCANA AKSI"
    assert flat.count(title) == 3
    whole = replace(
        FACTS,
        amends="2/HK.03.1/9999/2024",
        title=f"Perubahan atas Keputusan Komisi Pemilihan Umum Kota Contoh Nomor 2/HK.03.1/9999/2024 tentang {FACTS.title}",
    )
    assert " ".join(text_of(whole).split()).count("PERUBAHAN ATAS") == 3
    paper = build_decree(whole, rows(1), office=OFFICE)
    assert any(getattr(block, "text", "").startswith("RENCANA AKSI REFORMASI") for block in paper.sections[1].blocks)


def test_a_copy_is_marked_and_certified() -> None:
    text = text_of(replace(FACTS, certifier="", certifier_title=""), copy=True)
    assert text.startswith("SALINAN\n")
    assert in_order(text, "Salinan sesuai dengan aslinya", "Sekretaris,", "Dewi Teladani", "LAMPIRAN")


def test_a_draft_is_marked_and_bears_no_signature() -> None:
    text = text_of(replace(FACTS, number="", date=None), draft=True)
    assert text.startswith("RANCANGAN\n")
    assert "ttd" not in text
    assert "NOMOR ....." in text
    assert "pada tanggal ....." in text


def test_what_the_decree_takes_note_of_stands_between_the_legal_basis_and_the_decision() -> None:
    text = text_of(replace(FACTS, noted=("Berita Acara Rapat Pleno;",)))
    assert in_order(text, "Mengingat : 1.", "Memperhatikan : Berita Acara Rapat Pleno;", "MEMUTUSKAN:")


def test_invocation_stands_only_where_the_form_has_it() -> None:
    office = OfficeLetterhead("KPU Kota Contoh", invocation=True)
    text = write(build_decree(FACTS, rows(1), office=office), "txt").decode()
    assert in_order(text, "TAHUN 2024", "DENGAN RAHMAT TUHAN YANG MAHA ESA", "KETUA KOMISI")


def test_drafted_facts_fill_only_what_is_empty() -> None:
    drafted = drafted_facts(DecreeFacts(), office=OFFICE, year=2025)
    assert drafted.title.endswith("Komisi Pemilihan Umum Kota Contoh Tahun 2025")
    assert (drafted.kind, drafted.place, drafted.signatory) == ("Keputusan KPU Kota", "Contoh", "RAHMAT TELADAN")
    assert (drafted.number, drafted.date, drafted.valid_until) == ("", None, "2025-12")
    assert len(drafted.considerations) == len(drafted.dicta) == 3
    assert len(drafted.legal_basis) == len(drafted.legal_basis_full) == 8
    assert drafted_facts(FACTS, office=OFFICE, year=2030) == FACTS
    by_secretary = drafted_facts(DecreeFacts(), office=OFFICE, year=2025, by_secretary=True)
    assert (by_secretary.signatory_title, by_secretary.signatory) == ("Sekretaris KPU Kota Contoh", "Dewi Teladani")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u0002\ufffe-]", "", text)


def tick_lines(document: pdfium.PdfDocument) -> list[tuple[int, ...]]:
    """The months ticked on each line of ticks, page by page from the top, by where the ticks stand under the head's numbers."""
    found = []
    for page in document:
        text = page.get_textpage()
        boxes = [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
        lines: dict[int, list[int]] = defaultdict(list)
        for sign, (left, bottom, right, _) in boxes:
            if sign == "√":
                lines[-round(bottom)].append(month_at((left + right) / 2))
        found.extend(tuple(sorted(lines[height])) for height in sorted(lines))
    return found


def month_at(x: float) -> int:
    """The month whose column of the annex holds this place, from the table's own widths."""
    first, width = month_columns()
    return int((x / 72 * 25.4 - first) // width) + 1


@cache
def month_columns() -> tuple[float, float]:
    """Where January's column begins on the sheet, and how wide a month is, in mm."""
    columns = annex_table(rows(20)).columns
    return 15 + sum(column.width for column in columns[:5]), columns[5].width


def test_every_row_and_tick_of_a_long_decree_stands_in_the_pdf_in_its_place() -> None:
    given = rows(160)
    document = pdfium.PdfDocument(write(build_decree(FACTS, given, office=OFFICE), "pdf"))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    whole = squeezed("".join(pages))
    for row in given:
        assert squeezed(f"{row.indicator_no}. {row.indicator}") in whole
        assert squeezed(row.note) in whole
    assert tick_lines(document) == [tuple(row.months) for row in given if row.months]
    annex = [text for text, page in zip(pages, document, strict=True) if page.get_width() > page.get_height()]
    with_rows = [text for text in annex if "Tersedianya" in text]
    assert len(with_rows) >= 5
    assert all("INDIKATOR KEBERHASILAN" in text and "PELAKSANAAN (BULAN)" in text for text in with_rows)


def test_every_group_begins_on_the_page_of_its_first_row() -> None:
    document = pdfium.PdfDocument(write(build_decree(FACTS, rows(160), office=OFFICE), "pdf"))
    for page in document:
        text = page.get_textpage().get_text_bounded()
        if page.get_width() > page.get_height() and "Penyusunan" in text:
            assert text.count("Penyusunan dokumen") >= len(re.findall(r"\b1\. Tersedianya", text))


def test_docx_annex_holds_every_row() -> None:
    given = rows(60)
    table = Document(BytesIO(write(build_decree(FACTS, given, office=OFFICE), "docx"))).tables[0]
    lines = [[cell.text for cell in line.cells] for line in table.rows][3:]
    assert len(lines) == 60
    for row, line in zip(given, lines, strict=True):
        assert [text.replace("\n", " ") for text in line[:5]] == printed(row)
        assert [month for month in range(1, 13) if line[4 + month] == "√"] == list(row.months)
        assert line[17] == row.note


def test_xlsx_annex_holds_every_row() -> None:
    given = rows(60)
    sheet = load_workbook(BytesIO(write(build_decree(FACTS, given, office=OFFICE), "xlsx")))["Lampiran"]
    merged = {(row, column): area.min_row for area in sheet.merged_cells.ranges for row, column in cells_of(area)}
    first = next(row[0].row for row in sheet.iter_rows() if [cell.value for cell in row[:6]] == list("123456")) + 1
    for at, row in enumerate(given, first):
        texts = [str(sheet.cell(merged.get((at, column), at), column).value or "") for column in range(1, 19)]
        assert [text.replace("\n", " ") for text in texts[:5]] == printed(row)
        assert [month for month in range(1, 13) if texts[4 + month] == "√"] == list(row.months)
        assert texts[17] == row.note


def cells_of(area: object) -> list[tuple[int, int]]:
    min_col, min_row, max_col, max_row = area.bounds  # type: ignore[attr-defined]  # openpyxl ships no types
    return [(row, column) for row in range(min_row, max_row + 1) for column in range(min_col, max_col + 1)]


def printed(row: PlanRow) -> list[str]:
    """What the first five columns of the annex say of a row, its merged cells read from above."""
    return [
        str(row.area_no),
        row.area,
        f"{row.activity_no}. {row.activity}",
        f"{row.sub_activity_no}. {row.sub_activity}",
        f"{row.indicator_no}. {row.indicator}",
    ]


def test_a_number_inside_a_title_keeps_its_letters() -> None:
    assert in_capitals("Perubahan Keputusan Nomor 11/HK.03.2-Kpt/9999/Sek-Kot/III/2021 tentang Satu/Dua") == (
        "PERUBAHAN KEPUTUSAN NOMOR 11/HK.03.2-Kpt/9999/Sek-Kot/III/2021 TENTANG SATU/DUA"
    )


def test_a_plan_without_rows_and_facts_without_words_still_make_a_paper() -> None:
    for facts in (FACTS, DecreeFacts()):
        paper = build_decree(facts, (), office=OFFICE)
        assert write(paper, "pdf").startswith(b"%PDF")
        assert all(write(paper, file_format)[:2] == b"PK" for file_format in ("docx", "xlsx"))
        assert "INDIKATOR KEBERHASILAN" in write(paper, "txt").decode()


def test_the_kop_is_the_profiles_own() -> None:
    kop = "Komisi Pemilihan Umum\n\n  Kota Contoh "
    own = replace(OFFICE, letterhead=kop)
    first = build_decree(FACTS, rows(3), office=own).sections[0].blocks[0]
    assert isinstance(first, Letterhead)
    assert first.lines == ("KOMISI PEMILIHAN UMUM", "KOTA CONTOH")
    plain = build_decree(FACTS, rows(3), office=OFFICE).sections[0].blocks[0]
    assert isinstance(plain, Letterhead)
    assert plain.lines[0].startswith("KOMISI")
