"""Which files are read, which are refused, and in what words."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from renaksi.intake.read import read_decree
from renaksi.intake.tests.annexes import HEADS, heading, row
from renaksi.kernel.refusal import Refused

ANNEX = "\n".join(
    [*heading(), row("1", "Manajemen Perubahan", "1. Perencanaan", "1. Jadwal", "1. Jadwal terbit", months=[2])]
)
DECREE = """KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH
NOMOR {number}
TENTANG
RENCANA AKSI REFORMASI BIROKRASI TAHUN 2022
Menimbang : a. bahwa perlu;
Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;
MEMUTUSKAN:
Menetapkan : KEPUTUSAN TENTANG RENCANA AKSI.
KESATU : Menetapkan Rencana Aksi.
Ditetapkan di Contoh
pada tanggal 5 Januari 2022
"""


FIRST, SECOND = (DECREE.format(number=f"{serial}/HK.03.1/9999/2022") for serial in (1, 2))


def packed(names: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        ANNEX.encode(),
        codecs.BOM_UTF8 + ANNEX.encode(),
        ANNEX.encode("utf-16"),
        ANNEX.encode("utf-16-le"),
        ANNEX.replace("\n", "\r\n").encode(),
        ANNEX.replace("√", "v").encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 without mark", "windows lines", "windows-1252"],
)
def test_text_is_read_in_every_usual_coding(data: bytes) -> None:
    (only,) = read_decree(data, "apa saja.md").rows
    assert (only.row.area, only.row.indicator, list(only.row.months)) == ("Manajemen Perubahan", "Jadwal terbit", [2])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "intake.empty"),
        (b" \n\t\n" * 100, "intake.empty"),
        (b"\t" * 3_000_000, "intake.empty"),
        (b"\t" * 50_000_000, "intake.too_large"),
        (b"a\t" * 2_000_000, "intake.too_large"),
        (b"%PDF-1.7\n...", "intake.damaged"),
        (b"\x89PNG\r\n\x1a\n", "intake.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "intake.format_unread"),
        (b"{\\rtf1 teks}", "intake.format_unread"),
        (bytes(range(256)) * 400, "intake.format_unread"),
        (b"PK\x03\x04" + b"rusak" * 40, "intake.damaged"),
        (packed({"word/document.xml": b"<w/>"}), "intake.damaged"),
        (packed({"readme.txt": b"x"}), "intake.format_unread"),
        (packed({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}), "intake.macro"),
        (packed({"xl/workbook.xml": b"<rusak"}), "intake.damaged"),
        (packed({"xl/workbook.xml": b"0" * 90_000_000}), "intake.too_large"),
        (b"Pada suatu hari hiduplah seorang tua di tepi hutan.\n" * 2_000, "intake.not_decree"),
        (b'{"nama": "bukan keputusan"}', "intake.not_decree"),
        (f"{FIRST}{ANNEX}\n{SECOND}{ANNEX}".encode(), "intake.two_decrees"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_decree(data)
    assert refusal.value.code == code
    assert refusal.value.text.endswith(".")


def test_a_decree_without_its_table_is_told() -> None:
    reading = read_decree(DECREE.format(number="1/HK.03.1/9999/2022").encode())
    assert reading.rows == ()
    assert "decree.table_missing" in [problem.code for problem in reading.problems]
    assert reading.decree.number == "1/HK.03.1/9999/2022"


def test_a_table_without_month_columns_is_told() -> None:
    lines = ["\t".join(HEADS), "1\tManajemen Perubahan\t1. Perencanaan\t1. Jadwal\t1. Jadwal terbit"]
    reading = read_decree("\n".join(lines).encode())
    assert [each.row.indicator for each in reading.rows] == ["Jadwal terbit"]
    assert "decree.months_missing" in [problem.code for problem in reading.problems]


def test_a_table_of_thousands_of_lines_is_refused_and_one_of_hundreds_is_read() -> None:
    def table(count: int) -> bytes:
        lines = (
            row("", "", f"{n}. Kegiatan {n}", f"1. Bagian {n}", f"1. Hasil ke {n}", months=[1]) for n in range(count)
        )
        return "\n".join([*heading(), *lines]).encode()

    with pytest.raises(Refused):
        read_decree(table(4_000))
    assert len(read_decree(table(300)).rows) == 300


def workbook(*, shaded: bool) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Lampiran"
    sheet.append([*HEADS, "PELAKSANAAN (BULAN)"])
    sheet.append([None] * 5 + [str(month) for month in range(1, 13)])
    sheet.merge_cells("F1:Q1")
    for at, text in enumerate(("1", "Manajemen Perubahan", "1. Perencanaan", "1. Jadwal", "1. Jadwal terbit"), 1):
        sheet.cell(3, at, text)
    sheet.cell(4, 5, "2. Jadwal terkirim")
    for column in "ABCD":
        sheet.merge_cells(f"{column}3:{column}4")
    for line, months in ((3, (1, 2)), (4, (12,))):
        for month in months:
            cell = sheet.cell(line, 5 + month)
            if shaded:
                cell.fill = PatternFill("solid", fgColor="FFFFFF00")
            else:
                cell.value = "√"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("shaded", [False, True], ids=["ticks", "shades"])
def test_workbook_gives_merged_parents_and_months_by_tick_or_shade(shaded: bool) -> None:
    found = read_decree(workbook(shaded=shaded)).rows
    assert [(each.row.sub_activity, each.row.indicator, list(each.row.months)) for each in found] == [
        ("Jadwal", "Jadwal terbit", [1, 2]),
        ("Jadwal", "Jadwal terkirim", [12]),
    ]
    assert found[1].row.source["sheet"] == "Lampiran"
