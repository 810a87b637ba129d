"""What photos and worn scans do to a page, undone: shadows, bends, stamps, small ticks among specks."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from renaksi.intake.readers.scan.bend import bend_of, straightened
from renaksi.intake.readers.scan.grid import find_grids, month_columns
from renaksi.intake.readers.scan.ink import image, ink_of, letter_height, rules_of
from renaksi.intake.readers.scan.lines import running_lines
from renaksi.intake.readers.scan.marks import marks_in
from renaksi.intake.readers.scan.page import descreened, levelled, sheet_corners
from renaksi.intake.readers.scan.shades import shades
from renaksi.intake.readers.scan.stamps import stamps_of
from renaksi.intake.tests.test_scan_parts import WIDE, blank, ticked, twelve

Picture = Any
XS = [30, 150, *range(360, 361 + 12 * 50, 50)]
YS = (30, 90, 130, 230, 330, 430)


def ruled(high: int = 480) -> Picture:
    """A table of twelve months right of two texts: a heading of two bands, three rows below it."""
    page = np.full((high, 1000), 255, np.uint8)
    for x in XS:
        cv2.line(page, (x, YS[1] if x > XS[2] and x < XS[-1] else YS[0]), (x, YS[-1]), 0, 2)
    for y in YS:
        cv2.line(page, (XS[2] if y == YS[1] else XS[0], y), (XS[-1], y), 0, 2)
    return page


def under_a_shadow(page: Picture) -> Picture:
    """With a soft shadow over its right part and less light below."""
    height, width = page.shape[:2]
    light = np.ones((height, width), np.float32)
    light[:, int(width * 0.55) :] = 0.6
    light = cv2.GaussianBlur(light, (0, 0), width * 0.04) * np.linspace(1, 0.8, height, dtype=np.float32)[:, None]
    return (page * (light[..., None] if page.ndim == 3 else light)).astype(np.uint8)


def grid_of(page: Picture) -> Any:
    ink = ink_of(page)
    (grid,) = find_grids(*rules_of(ink), ink)
    return grid


def test_a_year_of_shaded_cells_stays_when_a_shadow_is_taken_off() -> None:
    page = np.full((1000, 1400), 240, np.uint8)
    page[300:600, 500:1200] = 190
    flat = levelled(image(under_a_shadow(page))).astype(int)
    shaded, paper = flat[320:580, 520:1180], np.concatenate([flat[100:280].ravel(), flat[620:900].ravel()])
    assert shaded.max() < 205
    assert paper.min() > 215


def test_a_sheet_half_in_the_shadow_keeps_its_corners() -> None:
    page = np.full((1200, 1600), 80, np.uint8)
    cv2.fillConvexPoly(page, np.array([[150, 120], [1440, 150], [1490, 1080], [120, 1050]]), 240)
    found = sheet_corners(levelled(image(under_a_shadow(page))))
    assert found is not None
    assert np.abs(found - [[150, 120], [1440, 150], [1490, 1080], [120, 1050]]).max() < 15


def test_pale_shades_are_told_from_paper_without_grain() -> None:
    page = np.full((300, 660, 3), 250, np.uint8)
    page[100:180, 20 + WIDE * 3 : 20 + WIDE * 5] -= 16
    found, unsure = shades(page, twelve())
    assert sorted((cell.top, cell.left) for cell in found) == [(1, 3), (1, 4)]
    assert not unsure


@pytest.mark.parametrize(("cells", "is_told"), [(4, True), (1, False)])
def test_the_palest_shades_are_told_where_several_differ_from_all_else(cells: int, is_told: bool) -> None:
    page = np.full((300, 660, 3), 250, np.uint8)
    page[100:180, 20 + WIDE * 3 : 20 + WIDE * (3 + cells)] -= 10
    found, unsure = shades(page, twelve())
    assert (len(found), len(unsure)) == ((cells, 0) if is_told else (0, 1))


def test_grain_as_deep_as_a_shade_is_doubted_or_paper() -> None:
    page = np.full((300, 660, 3), 240, np.int16)
    for place, cell in enumerate(twelve().cells):
        left, top, right, bottom = cell.box
        page[top:bottom, left:right] += (place * 7 % 13) - 6
    found, _ = shades(page.astype(np.uint8), twelve())
    assert not found


def test_dots_of_a_millimetre_are_ticks_where_they_are_alike_and_specks_are_not() -> None:
    page = blank()
    for column in range(0, 12, 2):
        cv2.circle(page, (45 + WIDE * column, 60), 3, 255, -1)
    for x, y in ((85, 75), (190, 130), (412, 170)):
        cv2.circle(page, (x, y), 2, 255, -1)
    assert ticked(page) == {(0, column): 1.0 for column in range(0, 12, 2)}


@pytest.mark.parametrize(("x", "is_tick"), [(45, True), (62, False)])
def test_a_dot_alone_is_a_doubt_in_the_middle_of_its_month_and_a_speck_elsewhere(x: int, is_tick: bool) -> None:
    page = blank()
    cv2.circle(page, (x, 60), 3, 255, -1)
    assert ticked(page) == ({(0, 0): 0.5} if is_tick else {})


def test_an_arrow_over_the_whole_year_is_no_border_between_rows() -> None:
    page = ruled()
    cv2.arrowedLine(page, (XS[2] + 4, 280), (XS[-1] - 4, 280), 0, 3, tipLength=0.02)
    grid = grid_of(page)
    assert len(grid.ys) == len(YS)
    months = [cell for cell in grid.cells if cell.left in month_columns(grid.xs) and cell.top > 1]
    marks = marks_in(np.zeros_like(page), grid, months)
    assert sorted({cell.top for cell, mark in marks.items() if mark.is_tick}) == [3]
    assert sum(mark.is_tick for mark in marks.values()) == 12


def test_the_edge_of_a_grey_stamp_makes_no_column() -> None:
    page = ruled()
    cv2.circle(page, (585, 300), 118, 60, 6)
    assert len(grid_of(page).xs) == len(XS)


def test_a_tick_under_a_coloured_stamp_stays() -> None:
    page = np.full((500, 700, 3), 255, np.uint8)
    cv2.polylines(page, [np.array([[310, 250], [318, 262], [334, 236]])], False, (20, 20, 20), 3)
    over = np.full_like(page, 255)
    cv2.circle(over, (200, 250), 120, (170, 60, 90), 6)
    stamped = (page.astype(np.float32) * over / 255).astype(np.uint8)
    ink = ink_of(image(cv2.cvtColor(stamped, cv2.COLOR_BGR2GRAY)))
    left = cv2.subtract(ink, stamps_of(stamped, ink))
    drawn = ink_of(image(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY))) > 0
    assert (left[drawn] > 0).mean() > 0.85
    assert not left[130:136, 195:205].any()


def test_a_bent_page_is_straightened() -> None:
    page = cv2.resize(ruled(), None, fx=2, fy=2, interpolation=cv2.INTER_AREA)
    height, width = page.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    bent = cv2.remap(page, x, y + 14 * np.sin(np.pi * x / width), cv2.INTER_LINEAR, borderValue=255)
    assert bend_of(rules_of(ink_of(image(bent)))[0]) is not None
    (flat,) = straightened((image(bent),), *rules_of(ink_of(image(bent))))
    assert len(grid_of(flat).ys) == len(YS)
    assert bend_of(rules_of(ink_of(image(flat)))[0]) is None


def test_a_straight_page_is_left_as_it_is() -> None:
    page = image(ruled())
    assert straightened((page,), *rules_of(ink_of(page)))[0] is page


def test_close_lines_that_grew_together_are_read_as_two() -> None:
    page = np.zeros((200, 700), np.uint8)
    for y in (80, 104):
        cv2.putText(page, "ditetapkan di gedung", (30, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2)
    lines = running_lines(image(page), letter_height(image(page)))
    assert len(lines) == 2
    assert max(bottom - top for line in lines for _, top, _, bottom in line.pieces) < 30


def test_greys_scattered_into_dots_are_greys_again_and_specks_stay() -> None:
    page = np.full((600, 900, 3), 250, np.uint8)
    page[200:400, 300:600] = 190
    dots = Image.fromarray(page).convert("1").convert("RGB")
    melted = descreened(image(np.asarray(dots)))
    assert 175 < melted[250:350, 350:550].mean() < 205
    plain = np.full((600, 900, 3), 255, np.uint8)
    for place in range(20, 580, 40):
        plain[place, place : place + 2] = 0
    assert descreened(plain) is plain
