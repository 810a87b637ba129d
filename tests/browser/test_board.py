"""The board in a browser: read at every width, walked by keys, told by pointing, opened beside, changed in place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from renaksi.monitoring.tests.factories import ImplementerFactory, MissedFactory, ProofFactory, RealisationFactory
from renaksi.plan.models import Indicator
from tests.browser.conftest import LAPTOP, PHONE, Stage, accessibility_faults, picture, sideways

OpenPage = Callable[..., Page]
BOARD = "/satker/9999/rencana/2026/"


@dataclass(frozen=True)
class Year:
    """The stage with some of its year recorded."""

    stage: Stage
    rows: list[Indicator]

    def cell(self, page: Page, row: int, month: int) -> Locator:
        """The board's cell of the row counted from 0."""
        return page.locator(f'tr[data-pk="{self.rows[row].pk}"] td:nth-last-child({14 - month})')


@pytest.fixture
def year(stage: Stage) -> Year:
    """21 November 2026: the first two areas recorded in every way, the rest late."""
    rows = list(stage.plan.indicators.select_related("plan__office").order_by("position"))
    for place, indicator in enumerate(rows[:40]):
        ImplementerFactory(plan=stage.plan, indicator=indicator, user=stage.admin)
        for month in list(indicator.months)[: 1 + place % 4]:
            if place % 9 == 8:
                MissedFactory(indicator=indicator, month=month, recorded_by=stage.admin)
                continue
            review = {3: "verified", 5: "returned"}.get(place % 7, "")
            done = RealisationFactory(indicator=indicator, month=month, recorded_by=stage.admin, review=review)
            if place % 3:
                ProofFactory(realisation=done)
    RealisationFactory(indicator=rows[0], month=9, recorded_by=stage.admin)
    return Year(stage, rows)


@pytest.mark.parametrize("size", [(1920, 1080), LAPTOP, (1280, 720), (1024, 768)])
def test_board_is_readable_on_every_desk(year: Year, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(BOARD, user=year.stage.admin, size=size)
    assert sideways(page) == 0
    for column in (".act", ".sub", ".ind"):
        box = page.locator(f".board {column}").first.bounding_box()
        assert box is not None
        assert box["width"] >= 110, column
    for month in range(1, 13):
        box = year.cell(page, 0, month).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, month
    expect(page.locator(".board-list")).to_be_hidden()
    picture(page, f"papan-{size[0]}")


@pytest.mark.parametrize("size", [(800, 1100), (683, 384), PHONE, (320, 640)])
def test_board_is_a_months_list_on_small_screens(year: Year, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(f"{BOARD}?bulan=2", user=year.stage.admin, size=size)
    assert sideways(page) == 0
    expect(page.locator(".board")).to_be_hidden()
    first = page.locator(".board-list li a").first
    expect(first).to_contain_text("terlaksana")
    expect(first).to_contain_text("Siti Teladan")
    picture(page, f"papan-{size[0]}")
    page.get_by_label("Pilih bulan").get_by_role("link", name="Jan").click()
    expect(page).to_have_url(re.compile(r"bulan=1"))
    expect(page.locator(".month-chips [aria-current]")).to_contain_text("Jan")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_board_meets_wcag_22_aa(year: Year, open_page: OpenPage, size: tuple[int, int], dark: bool) -> None:
    page = open_page(f"{BOARD}?area=1", user=year.stage.admin, size=size, dark=dark, bypass_csp=True)
    if size == LAPTOP:
        year.cell(page, 0, 2).get_by_role("link").focus()
        page.keyboard.press("x")
        expect(page.locator("#keterangan-sel")).to_be_visible()
        expect(page.locator("#penanda")).to_be_visible()
    assert accessibility_faults(page) == []
    picture(page, f"papan-{size[0]}-{'gelap' if dark else 'terang'}")


def test_board_is_one_stop_and_arrows_walk_it_across_areas(year: Year, open_page: OpenPage) -> None:
    page = open_page(BOARD, user=year.stage.admin)
    expect(page.locator('.board [tabindex="0"]')).to_have_count(1)
    year.cell(page, 0, 2).get_by_role("link").focus()
    for key, cell in (("ArrowRight", (0, 3)), ("ArrowDown", (1, 3)), ("End", (1, 12)), ("Home", (1, 1))):
        page.keyboard.press(key)
        expect(year.cell(page, *cell).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(f'tr[data-pk="{year.rows[1].pk}"] .ind a')).to_be_focused()
    page.keyboard.press("ArrowRight")
    first = next(place for place, row in enumerate(year.rows) if row.sub_activity.activity.area.position == 1)
    page.keyboard.press("PageDown")
    expect(year.cell(page, first, 1).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(year.cell(page, first - 1, 1).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("PageUp")
    expect(year.cell(page, 0, 1).get_by_role("link")).to_be_focused()
    expect(page.locator('.board [tabindex="0"]')).to_have_count(1)


def test_cell_tells_who_when_value_and_proofs_when_pointed_at_or_reached(year: Year, open_page: OpenPage) -> None:
    page = open_page(BOARD, user=year.stage.admin)
    tip = page.locator("#keterangan-sel")
    cell = year.cell(page, 1, next(iter(year.rows[1].months)))
    cell.hover()
    expect(tip).to_contain_text("dicatat Siti Teladan · 1 bukti")
    expect(tip).to_contain_text("Penanggung jawab: Siti Teladan")
    below, above = tip.bounding_box(), cell.bounding_box()
    assert below is not None
    assert above is not None
    assert below["y"] >= above["y"] + above["height"] or below["y"] + below["height"] <= above["y"]
    tip.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    cell.get_by_role("link").focus()
    expect(tip).to_be_visible()
    expect(cell.get_by_role("link")).to_have_attribute("aria-describedby", "keterangan-sel")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(cell.get_by_role("link")).to_be_focused()


def test_cell_opens_beside_a_board_that_stays_put(year: Year, open_page: OpenPage) -> None:
    page = open_page(BOARD, user=year.stage.admin)
    page.evaluate("scrollTo(0, 900)")
    cell = year.cell(page, 12, 7)
    cell.scroll_into_view_if_needed()
    before, scrolled = cell.bounding_box(), page.evaluate("scrollY")
    cell.click()
    drawer = page.locator("#laci")
    expect(drawer.locator("h2")).to_have_text("Juli 2026")
    expect(page).to_have_url(re.compile(rf"/sel/{year.rows[12].pk}-7/$"))
    after, beside = cell.bounding_box(), drawer.bounding_box()
    assert before is not None
    assert after is not None
    assert beside is not None
    assert (page.evaluate("scrollY"), after["y"]) == (scrolled, before["y"])
    assert after["x"] + after["width"] <= beside["x"], "the open cell is not under the drawer"
    assert sideways(page) == 0
    page.wait_for_timeout(400)  # longer than a tip waits: the pointer rests, only the board moved under it
    expect(page.locator("#keterangan-sel:visible")).to_have_count(0)
    picture(page, "papan-laci")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/rencana/2026/$"))
    expect(cell.get_by_role("link")).to_be_focused()
    assert page.evaluate("scrollY") == scrolled


def test_address_with_a_cell_lands_on_it(year: Year, open_page: OpenPage) -> None:
    pk = year.rows[30].pk
    page = open_page(f"{BOARD}?sel={pk}-4", user=year.stage.admin)
    expect(page.locator("#laci h2")).to_have_text("April 2026")
    expect(year.cell(page, 30, 4)).to_be_in_viewport()
    hidden_by_filter = open_page(f"{BOARD}?sel={pk}-4&cari=xyzzy", user=year.stage.admin)
    expect(hidden_by_filter.locator("h1")).to_have_text("Rencana Aksi Tahun 2026")


def test_recording_changes_cell_and_area_in_place(year: Year, open_page: OpenPage) -> None:
    page = open_page(BOARD, user=year.stage.admin)
    row, month = next((row, month) for row in range(40, 188) for month in year.rows[row].months if month < 11)
    cell = year.cell(page, row, month)
    expect(cell).to_have_text("!")
    area = page.locator(f"#area-{year.rows[row].sub_activity.activity.area_id} .area-figures")
    late = int(re.findall(r"! (\d+) terlambat", area.inner_text())[0])
    RealisationFactory(indicator=year.rows[row], month=month, recorded_by=year.stage.admin)
    detail = {
        "pk": year.rows[row].pk,
        "month": month,
        "status": "unproven",
        "sign": "◐",
        "word": "terlaksana tanpa bukti",
    }
    page.evaluate("detail => document.dispatchEvent(new CustomEvent('renaksi:cell', { detail }))", detail)
    expect(cell).to_have_text("◐")
    expect(cell.get_by_role("link")).to_have_attribute("aria-label", re.compile(": terlaksana tanpa bukti$"))
    expect(area).to_contain_text(f"! {late - 1} terlambat")
    expect(cell.get_by_role("link")).to_have_attribute("data-tip", re.compile("dicatat Siti Teladan"))


def test_marked_cells_are_led_to_recording_together(year: Year, open_page: OpenPage) -> None:
    page = open_page(BOARD, user=year.stage.admin)
    bar = page.locator("#penanda")
    expect(bar).to_be_hidden()
    year.cell(page, 2, 11).click(modifiers=["Shift"])
    expect(bar).to_contain_text("1 sel ditandai")
    page.get_by_role("button", name="Tandai sel").click()
    year.cell(page, 3, 11).click()
    expect(bar).to_contain_text("2 sel ditandai")
    link = bar.get_by_role("link", name="Catat bersama")
    expect(link).to_have_attribute("href", f"{BOARD}sel/?sel={year.rows[2].pk}-11,{year.rows[3].pk}-11")
    expect(page.locator('.board [aria-selected="true"]')).to_have_count(2)
    bar.get_by_role("button", name="Hapus tanda").click()
    expect(bar).to_be_hidden()
    expect(page.locator('.board [aria-selected="true"]')).to_have_count(0)


def test_reader_opens_cells_and_marks_none(year: Year, open_page: OpenPage) -> None:
    page = open_page(BOARD, user=year.stage.reader)
    expect(page.get_by_role("button", name="Tandai sel")).to_have_count(0)
    year.cell(page, 0, 2).get_by_role("link").focus()
    page.keyboard.press("x")
    expect(page.locator('.board [aria-selected="true"]')).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#laci h2")).to_have_text("Februari 2026")


def test_board_without_scripts_leads_to_cells_and_rows(year: Year, open_page: OpenPage) -> None:
    page = open_page(BOARD, user=year.stage.admin, script=False)
    year.cell(page, 0, 2).get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Februari 2026")
    page.goto(BOARD)
    page.locator(".board .ind a").first.click()
    page.get_by_label("Buka catatan bulan").get_by_role("link", name="Mei").click()
    expect(page.locator("h1")).to_have_text("Mei 2026")


def test_printed_board_keeps_signs_and_their_meaning(year: Year, open_page: OpenPage) -> None:
    page = open_page(BOARD, user=year.stage.admin, size=(1247, 812))
    page.emulate_media(media="print")
    expect(page.locator(".signs")).to_be_visible()
    expect(page.locator(".board-list")).to_be_hidden()
    expect(year.cell(page, 0, 2)).to_be_visible()
    picture(page, "papan-cetak", full=True)
