"""A second reading of doubtful lines: agreement makes them surer, another text is offered beside the first and never taken."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from renaksi.intake.domain.second import other_text, with_second
from renaksi.intake.readers.scan import tesseract
from renaksi.intake.readers.scan.kept import ScannedSheet, as_json, from_json
from renaksi.intake.readers.scan.recognise import Read
from renaksi.intake.readers.scan.second import AGREED, CLEAR, DOUBTED, MOST, merged, second_opinions
from renaksi.intake.tests.samples_of_readings import ROWS, reading

needs_tesseract = pytest.mark.skipif(not tesseract.is_installed(), reason="TESSERACT IS NOT INSTALLED: nothing tested")


def line(text: str) -> np.ndarray:
    """A line of print."""
    page = np.full((40, 22 * len(text) + 20), 250, np.uint8)
    cv2.putText(page, text, (6, 30), cv2.FONT_HERSHEY_DUPLEX, 0.9, 20, 2, cv2.LINE_AA)
    return page


def said(text: str) -> Read:
    """A line that the model read so, sure of every letter."""
    return Read(text, (0.99,) * len(text))


@needs_tesseract
def test_a_line_both_read_alike_is_surer_and_one_read_otherwise_keeps_both() -> None:
    printed = ["Pembangunan laporan kerja", "Pembangunan laporan kinerja", "Pembangunan laporan kerja", "Tim Zamrud"]
    first = ["Pembangunan laporan kerja;", "Pembanguinan laporan kinerja", "Pembangunan laporan kerja", "Tim Zamrud"]
    sure = [0.5, 0.98, 0.98, 0.98]
    found = second_opinions(
        dict(enumerate(map(line, printed))), dict(enumerate(map(said, first))), dict(enumerate(sure))
    )
    assert {place: (each.sure, each.text) for place, each in found.items()} == {
        0: (AGREED, ""),  # was unclear, and is confirmed
        1: (DOUBTED, "Pembangunan laporan kinerja"),  # a word nobody knows where the second reading has a known one
        3: (0.98, ""),  # a name nobody knows is confirmed; what is clear and known (2) was not asked about
    }
    assert DOUBTED < CLEAR <= AGREED


@needs_tesseract
def test_a_second_reading_that_is_none_of_the_line_says_nothing() -> None:
    found = second_opinions({0: line("Rapat koordinasi")}, {0: said("Zz")}, {0: 0.3})
    assert (found[0].sure, found[0].text) == (0.3, "")


@needs_tesseract
def test_the_least_clear_lines_are_asked_about_and_no_more_than_fit_in_a_moment() -> None:
    count = MOST + 5
    lines = {place: line("Rapat kerja") for place in range(count)}
    found = second_opinions(lines, {place: said("Rapat kerja") for place in lines}, {p: p / 100 for p in lines})
    assert set(found) == set(range(MOST))


@pytest.mark.parametrize(
    ("first", "other", "whole"),
    [
        ("1) Pembanguinan JDIH;", "1) Pembangunan JDIH,", "1) Pembangunan JDIH;"),
        ("Kerja;", "Kerja,", "Kerja;"),
        ("di lingkunganKPU", "di lingkungan KPU", "di lingkungan KPU"),
        ("hasil ker ja sama", "hasil kerja sama", "hasil kerja sama"),
        ("survei (IKM),", "survey (IKM).", "survey (IKM),"),
    ],
)
def test_only_letters_are_taken_from_the_other_reading(first: str, other: str, whole: str) -> None:
    assert merged(first, other) == whole


def test_the_other_text_is_kept_with_the_row_it_was_read_for() -> None:
    row = ROWS[0].row
    word = max(row.indicator.split(), key=len)
    others = {f"5) {word}": f"5) {word[::-1]}"}
    sheet = from_json(as_json(ScannedSheet(1, 9, 9, [], [], others=others)))
    of = reading()
    rows = tuple(replace(each, row=replace(each.row, source={**each.row.source, "page": 1})) for each in of.rows)
    paged = replace(of, rows=rows)
    told = with_second(paged, {1: sheet}).rows[0].as_json()
    assert other_text(told, "indicator", row.indicator) == row.indicator.replace(word, word[::-1])
    assert other_text(told, "indicator", "ditulis ulang") == ""
    assert other_text(told, "area", row.area) == ""
    assert with_second(paged, {2: sheet}) == paged
