"""The figures of a period: worked out by hand, and equal on screen and in every format."""

from __future__ import annotations

import re
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from django.test import Client
from docx import Document

from renaksi.kernel.period import parse_period, periods_of
from renaksi.papers import write
from renaksi.reports.monev.build import build_monev
from renaksi.reports.monev.columns import DETAILED, FORMULA, percent_words
from renaksi.reports.monev.gather import monev_of
from renaksi.reports.monev.tests.year import DAY, FIRST_QUARTER, Year

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", DAY)


@pytest.fixture
def year() -> Year:
    return Year()


def printed(year: Year, file_format: str, period: str = "2026-Q1") -> bytes:
    return write(build_monev(monev_of(year.plan, parse_period(period))), file_format)


def shown(figures: dict[str, tuple[int | str, ...]]) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in figures.items()}


def test_figures_are_those_worked_out_by_hand(year: Year) -> None:
    monev = monev_of(year.plan, parse_period("2026-Q1"))
    counted = {
        area.name: (*(figure.of(area.tally) for figure in DETAILED), percent_words(area.tally)) for area in monev.areas
    }
    counted["Jumlah"] = (*(figure.of(monev.total) for figure in DETAILED), percent_words(monev.total))
    assert counted == FIRST_QUARTER


def test_parts_add_up_in_every_period(year: Year) -> None:
    for period in periods_of(2026):
        monev = monev_of(year.plan, period)
        for tally in (monev.total, *(area.tally for area in monev.areas)):
            scheduled, begun, realised, *parts, _extra = (figure.of(tally) for figure in DETAILED)
            assert sum(parts[:3]) == realised
            assert realised + sum(parts[3:]) == begun <= scheduled
        assert sum(tally.scheduled for tally in monev.by_month) == monev.total.scheduled
        entries = [entry for area in monev.areas for line in area.lines for entry in line.entries]
        assert len([entry for entry in entries if entry.key not in {"extra", "moved"}]) == monev.total.scheduled


def test_screen_shows_them(year: Year, client: Client) -> None:
    client.force_login(year.admin)
    page = client.get(year.address()).content.decode()
    table = page[page.index("report-numbers") :].split("</table>")[0]
    found = {}
    for line in table.split("<tbody>")[1].split("</tr>")[:-1]:
        cells = [
            " ".join(re.sub(r"<[^>]+>", "", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>.*?</t[hd]>", line, re.S)
        ]
        found[re.sub(r"^\d+\. ", "", cells[0])] = cells[1:]
    assert found == shown(FIRST_QUARTER)


def test_spreadsheet_holds_them_as_numbers(year: Year) -> None:
    sheet = openpyxl.load_workbook(BytesIO(printed(year, "xlsx")))["Capaian"]
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    found = {row[1]: tuple(row[2:]) for row in rows if len(row) > 10 and isinstance(row[0], int)}
    found["Jumlah"] = tuple(next(row for row in rows if row and row[0] == "Jumlah")[1:])
    numbers = {"66,67 %": 66.67, "33,33 %": 33.33, "50 %": 50}
    expected = {
        name: (*values[:-1], numbers.get(str(values[-1]), values[-1])) for name, values in FIRST_QUARTER.items()
    }
    assert found == expected


def test_word_document_holds_them(year: Year) -> None:
    document = Document(BytesIO(printed(year, "docx")))
    table = next(
        table for table in document.tables if table.cell(0, 12).text == "Dikembalikan" if len(table.columns) == 15
    )
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert {row[1]: row[2:] for row in rows} == shown(FIRST_QUARTER)


def test_pdf_prints_them(year: Year) -> None:
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(printed(year, "pdf"))]
    annex = next(page for page in pages if "CAPAIAN PER AREA PERUBAHAN" in page)
    words = " ".join(annex.split())
    for name, values in shown(FIRST_QUARTER).items():
        assert f"{name} {' '.join(values)}" in words


def test_text_prints_them(year: Year) -> None:
    lines = printed(year, "txt").decode().split("\n")
    for name, values in shown(FIRST_QUARTER).items():
        assert any(name in line and line.endswith("\t".join(values)) for line in lines)


@pytest.mark.parametrize("file_format", ["pdf", "docx", "txt"])
def test_report_says_everything_it_owes(year: Year, file_format: str) -> None:
    data = printed(year, file_format)
    if file_format == "pdf":
        words = " ".join(
            " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)).split()
        )
    elif file_format == "docx":
        document = Document(BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        words = " ".join(" ".join([*(line.text for line in document.paragraphs), *cells]).split())
    else:
        words = " ".join(data.decode().split())
    squeezed = words.replace(" ", "").replace("\u00ad", "").replace("\u200b", "")
    for told in (
        "LAPORAN MONITORING DAN EVALUASI RENCANA AKSI REFORMASI BIROKRASI TRIWULAN I TAHUN 2026",
        "Keadaan per 20 Mei 2026",
        "Nomor 2/HK.03.1/9999/2026 tanggal 12 Januari 2026",
        "Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum",
        FORMULA,
        "Januari: 1.234, terlaksana",
        "Januari: 18 dari 20 (90 %), terlaksana",
        "tidak dapat dihitung (0 dari 0), dikembalikan",
        "Ditunda ke Juli: Survei ditunda.",
        "Narasumber berhalangan.",
        "Catatan pemeriksa: Daftar hadir belum lengkap.",
        "Bayu Pelaksana",
        "Jumlah =rapat & <koordinasi>",
        "Februari (ditunda ke April)",
        "Laporan “triwulan” & <lampiran>",
        "Tidak ada kendala dan rekomendasi yang dicatat.",
        "DEWI TELADANI",
    ):
        assert told.replace(" ", "") in squeezed, told


def test_queries_do_not_grow(year: Year, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(6):  # type: ignore[operator]  # a fixture of pytest-django
        monev_of(year.plan, parse_period("2026"))
    for month in range(5, 9):
        year.prove(year.done(year.count, month), year.plan.office.evidence.first())
    with django_assert_num_queries(6):  # type: ignore[operator]  # as above
        monev_of(year.plan, parse_period("2026"))
