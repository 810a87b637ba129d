"""Scans and photos: read however they lie, are lit or are stamped; what is not clear is told; what holds no decree is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from rapidfuzz import fuzz

from renaksi.intake.read import read_decree
from renaksi.intake.readers import read_bytes, scan_page
from renaksi.intake.readers.scan.document import Unscanned
from renaksi.intake.readers.scan.kept import as_json, from_json
from renaksi.intake.reading import DecreeRow
from renaksi.intake.tests import made_scans as scan
from renaksi.kernel.refusal import Refused

MONTHS = [list(row.months) for row in scan.ROWS]


def check(rows: Sequence[DecreeRow]) -> None:
    assert [list(each.row.months) for each in rows] == MONTHS
    for read, row in zip(rows, scan.ROWS, strict=True):
        for level in ("area", "activity", "sub_activity", "indicator"):
            assert fuzz.ratio(getattr(read.row, level), getattr(row, level)) >= 98, (read.row, row)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: scan.noisy(scan.turned(page, -3.5)),
        lambda page: scan.noisy(scan.turned(page[::-1, ::-1], 0.6)),
        lambda page: np.ascontiguousarray(np.rot90(scan.noisy(page))),
        lambda page: scan.noisy(scan.lit(scan.faded(page))),
        lambda page: scan.noisy(scan.on_desk(page), 4),
    ],
    ids=["skewed", "upside down", "on its side", "faded and unevenly lit", "photographed"],
)
def test_a_page_is_read_however_it_lies_and_is_lit(spoil: Callable[[scan.Picture], scan.Picture]) -> None:
    rows = read_decree(scan.jpeg(spoil(scan.picture())), "halaman.jpg").rows
    check(rows)
    assert not any(row.problems for row in rows)


@pytest.mark.parametrize("mark", ["fill", "v"])
def test_months_are_read_however_they_are_marked(mark: str) -> None:
    check(read_decree(scan.jpeg(scan.noisy(scan.lit(scan.picture(mark))), 75)).rows)


def test_a_coloured_stamp_over_the_months_leaves_them_readable_or_told() -> None:
    rows = read_decree(scan.jpeg(scan.noisy(scan.stamped(scan.picture(), 2020, 330)), 80)).rows
    assert [row.row.indicator[:12] for row in rows] == [row.indicator[:12] for row in scan.ROWS]
    wrong = [row for row, months in zip(rows, MONTHS, strict=True) if list(row.row.months) != months]
    assert all(row.problems for row in wrong)
    assert len(wrong) <= 1


def test_what_is_not_clear_is_told() -> None:
    page = scan.picture()
    page[255:300, 1440:1780] = (
        255 - (255 - page[255:300, 1440:1780]) // 12
    )  # a line of the second indicator, nearly gone
    page[190:206, 1860:1876] = page[210:226, 1860:1876]
    rows = read_decree(scan.jpeg(scan.noisy(page, 9), 40)).rows
    assert len(rows) == len(scan.ROWS)


def test_a_scanned_pdf_and_a_tiff_are_read_page_by_page() -> None:
    page = scan.picture()
    blank = np.full_like(page, 255)
    for data in (scan.scanned_pdf([blank, page]), scan.tiff([blank, page])):
        table = read_bytes(data, pages=[2])
        assert (table.kind, {line.page for line in table.lines}) == ("scan", {2})


def test_a_kept_page_is_not_read_again() -> None:
    data = scan.scanned_pdf([np.full((400, 700, 3), 255, np.uint8), scan.picture()])
    with pytest.raises(Unscanned) as pictures:
        read_bytes(data, kept={})
    assert pictures.value.pages == (1, 2)
    sheets = {number: from_json(as_json(scan_page(data, number))) for number in pictures.value.pages}
    assert read_bytes(data, kept=sheets).lines == read_bytes(data, kept={2: sheets[2]}, pages=[2]).lines
    check(read_decree(data).rows)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (np.full((1000, 700, 3), 250, np.uint8), "intake.blank"),
        (np.random.default_rng(0).integers(0, 255, (600, 800, 3), np.uint8), "intake.not_decree"),
    ],
    ids=["nothing", "a picture of something else"],
)
def test_a_picture_without_a_decree_is_refused(page: scan.Picture, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_decree(scan.jpeg(page), "foto.jpg")
    assert refusal.value.code in (code, "intake.blank")
