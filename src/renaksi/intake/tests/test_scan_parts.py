"""The pieces a scanned page is read with, and the files its pictures come in."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from renaksi.intake.readers import type_of
from renaksi.intake.readers.office import open_package
from renaksi.intake.readers.pdf.grid import GridCell as RuledCell
from renaksi.intake.readers.pdf.grid import RuledGrid
from renaksi.intake.readers.pdf.shapes import Box
from renaksi.intake.readers.pdf.sheet import RuledTable, Sheet, Slot
from renaksi.intake.readers.pdf.words import Vocabulary
from renaksi.intake.readers.pictures import picture_names, pictures_in, pictures_of
from renaksi.intake.readers.scan.document import agree_on_shades
from renaksi.intake.readers.scan.grid import Grid, GridCell, find_grids, month_columns
from renaksi.intake.readers.scan.heading import first_band_below
from renaksi.intake.readers.scan.ink import ink_of, rules_of
from renaksi.intake.readers.scan.marks import marks_in
from renaksi.intake.readers.scan.parting import parted
from renaksi.intake.readers.scan.shades import shades
from renaksi.intake.readers.scan.stamps import stamps_of
from renaksi.intake.tests.made_scans import jpeg, packed
from renaksi.kernel.refusal import Refused

WIDE, HIGH = 50, 80


def twelve(bands: int = 3) -> Grid:
    """Twelve columns of months, ruled on white."""
    xs, ys = tuple(20 + WIDE * place for place in range(13)), tuple(20 + HIGH * place for place in range(bands + 1))
    cells = tuple(
        GridCell(band, band, column, column, (xs[column], ys[band], xs[column + 1], ys[band + 1]))
        for band in range(bands)
        for column in range(12)
    )
    return Grid(xs, ys, cells)


def blank() -> np.ndarray:
    return np.zeros((300, 660), np.uint8)


def ticked(page: np.ndarray) -> dict[tuple[int, int], float]:
    grid = twelve()
    return {
        (cell.top, cell.left): mark.confidence
        for cell, mark in marks_in(page, grid, list(grid.cells)).items()
        if mark.is_tick
    }


def tick(page: np.ndarray, x: int, y: int) -> None:
    cv2.polylines(page, [np.array([[x - 9, y], [x - 3, y + 8], [x + 10, y - 10]])], False, 255, 3)


def test_a_tick_that_crosses_into_the_next_month_counts_once() -> None:
    page = blank()
    for column in range(6):
        tick(page, 45 + WIDE * column, 60)
    cv2.polylines(page, [np.array([[335, 60], [343, 72], [378, 40]])], False, 255, 3)
    page[:, 368:373] = 0  # where the rule was taken out
    assert sorted(ticked(page)) == [(0, column) for column in range(7)]


def test_a_speck_and_a_dash_are_no_ticks_and_a_faint_one_is_doubted() -> None:
    page = blank()
    for column in range(6):
        tick(page, 45 + WIDE * column, 60)
    page[60:63, 340:343] = 255
    page[60:63, 385:400] = 255
    cv2.line(page, (440, 60), (447, 66), 255, 2)
    found = ticked(page)
    assert [place for place, confidence in found.items() if confidence == 1] == [(0, column) for column in range(6)]


def test_an_arrow_marks_all_it_runs_through_and_a_signature_none() -> None:
    page = blank()
    cv2.arrowedLine(page, (80, 140), (310, 140), 255, 3, tipLength=0.05)
    cv2.ellipse(page, (480, 180), (90, 80), 10, 0, 330, 255, 3)
    assert sorted(ticked(page)) == [(1, column) for column in range(1, 6)]


def test_months_are_the_longest_run_of_narrow_columns() -> None:
    assert month_columns([0, 60, 300, 700, *range(700 + 48, 700 + 13 * 48, 48), 1600]) == range(3, 15)
    assert month_columns([0, 300, 600, 900]) == range(0)


def test_the_heading_ends_where_months_are_no_longer_named() -> None:
    grid = twelve(4)
    names = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Ags", "Sep", "Okt", "Nov", "Des"]
    texts = [names, [str(place) for place in range(6, 18)], ["v"] * 12, ["V", "1"]]
    cells = [(cell, [texts[cell.top][cell.left]]) for cell in grid.cells if cell.left < len(texts[cell.top])]
    assert first_band_below(cells) == 2
    assert first_band_below([each for each in cells if each[0].top > 1]) == 0


def test_words_that_were_read_as_one_are_parted() -> None:
    assert parted("LingkunganKomisi pada tanggal21 Februari 2022sebagaimana") == (
        "Lingkungan Komisi pada tanggal 21 Februari 2022 sebagaimana"
    )
    for kept in ("SAKIP", "e-Performance", "3/ORT.07/9998/2022", "https://jdih.kpu.go.id/Contoh2022", "LKjIP"):
        assert parted(kept) == kept


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Penataan Organisasi/Kelemb", "agaan"), "Penataan Organisasi/Kelembagaan"),
        (("Dereg", "ulasi Kebijakan"), "Deregulasi Kebijakan"),
        (("Penguatan", "pengawasan"), "Penguatan pengawasan"),
        (("Laporan hasil kerja", "sama"), "Laporan hasil kerja sama"),
        (("Tim di", "lingkungan"), "Tim di lingkungan"),
    ],
)
def test_a_word_broken_in_a_narrow_column_is_put_together(lines: tuple[str, ...], whole: str) -> None:
    assert Vocabulary.of(()).joined(lines) == whole


def test_shades_are_told_from_a_paper_that_is_lit_unevenly() -> None:
    grid = twelve()
    light = np.linspace(250, 205, 660)[None].repeat(300, axis=0)
    page = np.stack([light] * 3, axis=2)
    for column in (2, 9):
        page[100:180, 20 + WIDE * column : 20 + WIDE * (column + 1)] *= (0.8, 0.95, 0.95)
    found, unsure = shades(page.astype(np.uint8), grid)
    assert sorted((cell.top, cell.left) for cell in found) == [(1, 2), (1, 9)]
    assert not unsure


def test_a_shade_has_one_name_on_all_pages() -> None:
    sheets = []
    for number, fill in enumerate(("1CADE2", "1BACE1", "BABABA", ""), 1):
        cell = RuledCell(0, 0, 1, 1, Box(0, 0, 9, 9))
        table = RuledTable(RuledGrid((0, 9), (0, 9), (cell,)), [Slot(cell, fill=fill)])
        sheets.append(Sheet(number, 9, 9, [], [table]))
    agree_on_shades(sheets)
    assert [sheet.tables[0].slots[0].fill for sheet in sheets] == ["1CADE2", "1CADE2", "BABABA", ""]


def test_coloured_strokes_that_are_large_are_a_stamp_and_small_ones_are_ticks() -> None:
    page = np.full((500, 700, 3), 255, np.uint8)
    cv2.circle(page, (200, 250), 120, (170, 60, 90), 4)
    cv2.line(page, (500, 240), (520, 260), (170, 60, 30), 3)
    cv2.line(page, (50, 400), (650, 400), (0, 0, 0), 3)
    over = stamps_of(page, ink_of(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)))
    assert over[250 - 120, 200] == 255
    assert not over[:, 490:].any()
    assert not over[395:405].any()


def test_a_rule_hidden_by_a_shade_is_known_by_the_other_months() -> None:
    page = np.full((420, 1000), 255, np.uint8)
    xs = [30, 130, 300, *range(360, 361 + 12 * 50, 50)]
    ys = (30, 130, 230, 330)
    for x in xs:
        cv2.line(page, (x, ys[0]), (x, ys[-1]), 0, 2)
    for y in ys:
        cv2.line(page, (xs[0], y), (xs[-1], y), 0, 2)
    page[226:235, 563:608] = 255
    ink = ink_of(page)
    (grid,) = find_grids(*rules_of(ink), ink)
    assert len(grid.cells) == 3 * 15


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_a_photo_is_looked_at_as_the_camera_was_held(turn: int) -> None:
    page = np.full((40, 80, 3), 255, np.uint8)
    page[:10, :10] = (0, 0, 255)
    ways = {1: 0, 3: 2, 6: 1, 8: 3}
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = turn
    Image.fromarray(np.ascontiguousarray(np.rot90(page, ways[turn]))[..., ::-1]).save(
        file, "JPEG", exif=exif, quality=95
    )
    shown = pictures_of(file.getvalue()).page(1)
    assert shown.shape == page.shape
    assert np.abs(shown[2:8, 2:8].astype(int) - page[2:8, 2:8]).max() < 40


def test_a_zip_of_pictures_is_in_the_order_people_number_pages() -> None:
    small = jpeg(np.full((20, 20, 3), 255, np.uint8))
    data = packed({"hal 10.jpg": small, "hal 2.JPG": small, "__MACOSX/hal 2.jpg": b"x", "Thumbs.db": b"x"})
    package = open_package(data)
    assert picture_names(package) == ["hal 2.JPG", "hal 10.jpg"]
    assert len(pictures_in(package).pages) == 2
    assert type_of(data, "keputusan.zip") == "pictures"
    with pytest.raises(Refused) as refusal:
        type_of(packed({"hal 1.jpg": small, "catatan.txt": b"x"}), "keputusan.zip")
    assert refusal.value.code == "intake.format_unread"


def test_a_transparent_picture_lies_on_white_paper() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, "PNG")
    assert pictures_of(file.getvalue()).page(1).min() == 255


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0" + b"rusak" * 9, b"\x89PNG\r\n\x1a\n"])
def test_a_broken_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        type_of(data, "a")
    assert refusal.value.code == "intake.damaged"
