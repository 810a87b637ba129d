"""A quick reading of pictures: the same rows and months, every text of it told as unsure; without its program, as ever."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from rapidfuzz import fuzz

from renaksi.intake.decree.entries import SURE
from renaksi.intake.read import read_decree
from renaksi.intake.readers import scan_page
from renaksi.intake.readers.scan import tesseract
from renaksi.intake.tests import made_scans as scan
from renaksi.intake.tests.samples_of_readings import decree_file
from renaksi.kernel.wording import fold

RENAKSI = Path(sys.executable).with_name("renaksi")
MONTHS = [list(row.months) for row in scan.ROWS]
needs_tesseract = pytest.mark.skipif(not tesseract.is_installed(), reason="TESSERACT IS NOT INSTALLED: nothing tested")


def line(text: str, height: int = 30) -> np.ndarray:
    """A line of print."""
    page = np.full((height + 10, 22 * len(text) + 20), 250, np.uint8)
    cv2.putText(page, text, (6, height), cv2.FONT_HERSHEY_DUPLEX, 0.9, 20, 2, cv2.LINE_AA)
    return page


@needs_tesseract
@pytest.mark.parametrize("is_upside_down", [False, True], ids=["upright", "upside down"])
def test_a_quick_reading_finds_the_rows_and_is_wrong_nowhere_untold(is_upside_down: bool) -> None:
    page = scan.noisy(scan.picture())
    reading = read_decree(scan.jpeg(page[::-1, ::-1] if is_upside_down else page, 80), "a.jpg", quick=True)
    assert [list(each.row.months) for each in reading.rows] == MONTHS
    for each, row in zip(reading.rows, scan.ROWS, strict=True):
        told = {problem.field for problem in each.problems}
        for level in ("area", "activity", "sub_activity", "indicator"):
            read, printed = getattr(each.row, level), getattr(row, level)
            assert fuzz.ratio(read, printed) >= 95
            assert level in told or fold(read) == fold(printed)
    assert [problem.code for problem in reading.problems].count("decree.read_quickly") == 1


@needs_tesseract
def test_no_text_of_a_quick_reading_is_sure() -> None:
    sheet = scan_page(scan.jpeg(scan.noisy(scan.picture()), 80), 1, quick=True)
    texts = [slot for table in sheet.tables for slot in table.slots if slot.lines]
    assert len(texts) > 20
    assert max(slot.confidence for slot in texts) < SURE


@needs_tesseract
def test_a_file_without_pictures_is_read_as_ever_when_quickly() -> None:
    data = decree_file()
    assert read_decree(data, "a.txt", quick=True) == read_decree(data, "a.txt")


@needs_tesseract
def test_lines_are_told_apart_and_kept_in_order() -> None:
    texts = ["Laporan hasil kerja", "Tim Reformasi Birokrasi", "Bulan Maret"] * 140
    read = tesseract.read_lines([line(text) for text in texts])
    assert [each.text for each in read] == texts
    assert min(each.clearness for each in read) > 0.5


@needs_tesseract
def test_a_line_without_print_is_an_empty_one() -> None:
    blank = np.full((40, 300), 255, np.uint8)
    first, second = tesseract.read_lines([blank, line("Laporan kegiatan")])
    assert (first.text, first.clearness, second.text) == ("", 0.0, "Laporan kegiatan")
    assert tesseract.read_lines([]) == []


def _called(path: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    call = [str(RENAKSI), "read", str(path), "--json", *args]
    return subprocess.run(call, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own command


def test_without_tesseract_a_scan_is_read_as_ever_and_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "halaman.jpg"
    path.write_bytes(scan.jpeg(scan.picture()))
    plain, quick = _called(path, PATH=""), _called(path, "--fast", PATH="")
    assert (plain.stderr, quick.returncode) == ("", 0)
    assert quick.stderr == (
        "Tesseract tidak terpasang, sehingga berkas ini dibaca seperti biasa, bukan dengan cepat.\n"
    )
    assert json.loads(quick.stdout) == json.loads(plain.stdout)
    assert [row["months"] for row in json.loads(quick.stdout)["rows"]] == MONTHS


def test_some_pages_of_a_scan_are_read_without_server_or_database(tmp_path: Path) -> None:
    path = tmp_path / "keputusan.pdf"
    page = scan.picture()
    path.write_bytes(scan.scanned_pdf([np.full_like(page, 255), page]))
    second = _called(path, "--pages", "2", RENAKSI_DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert [row["months"] for row in json.loads(second.stdout)["rows"]] == MONTHS
    first = _called(path, "--pages", "1")
    assert (first.returncode, first.stdout) == (2, "")
    assert "Tidak ada tulisan yang terbaca" in first.stderr
