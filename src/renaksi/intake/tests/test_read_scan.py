"""Scans and photos: read however they lie, are lit or are stamped; what is not clear is told; what holds no decree is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz

from renaksi.intake.read import read_decree
from renaksi.intake.readers import read_bytes, scan_page
from renaksi.intake.readers.scan.document import Unscanned
from renaksi.intake.readers.scan.kept import as_json, from_json
from renaksi.intake.reading import DecreeRow
from renaksi.intake.tests import made_scans as scan
from renaksi.intake.tests.test_read_seeds import score
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
    line = page[250:330, 1430:1845]
    page[250:330, 1430:1845] = np.where(
        np.arange(line.shape[1])[None, :, None] % 9 < 5, 255, line
    )  # the text, worn away
    first, second, third = read_decree(scan.jpeg(scan.noisy(page), 60)).rows[:3]
    assert "decree.text_faint" in {problem.code for row in (first, second) for problem in row.problems}
    assert not third.problems


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


def test_the_photos_of_the_corpus_hold_the_bars(shared: Path) -> None:
    source = shared / "corpus" / "pub6_photo.pdf"
    truth = json.loads(source.with_name(f"{source.name}.truth.json").read_text(encoding="utf-8"))
    found = score(shared, truth, read_decree(source.read_bytes(), source.name).as_json())
    bars = {"header": 0.7, "rows_recall": 0.9, "rows_precision": 0.9, "sub_activity": 0.9, "text": 0.93, "months": 0.97}
    assert {name: found[name] for name, least in bars.items() if found[name] < least} == {}
    assert (found["sure_wrong"] <= 0.03, found["false_alarms"] <= 0.35) == (True, True)
