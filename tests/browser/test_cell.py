"""A cell recorded as people do it: by keyboard alone, on a phone, without scripts, and by two at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.kernel.quantity import Kind
from renaksi.monitoring.domain.record import Said, record_realisation
from renaksi.monitoring.models import Realisation
from renaksi.plan.kinds import kind_of
from renaksi.plan.models import Indicator
from tests.browser.conftest import LAPTOP, PHONE, Stage, accessibility_faults, picture, sideways

OpenPage = Callable[..., Page]
MONTH = "/satker/9999/rencana/2026/bulan/11/"


def due(stage: Stage, kind: Kind) -> Indicator:
    """The first indicator of the kind that November asks for."""
    return next(each for each in stage.plan.indicators.all() if 11 in each.months and kind_of(each) is kind)


def cell(indicator: Indicator) -> str:
    return f"/satker/9999/rencana/2026/sel/{indicator.pk}-11/"


def opened(page: Page, indicator: Indicator) -> None:
    """Opens the cell's drawer from the month's list by keyboard."""
    page.locator(f'a[href="{cell(indicator)}"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("#laci")).to_be_visible()


def test_a_share_is_recorded_by_keyboard_alone(stage: Stage, open_page: OpenPage) -> None:
    indicator = due(stage, Kind.SHARE)
    page = open_page(MONTH, user=stage.admin)
    opened(page, indicator)
    expect(page.locator("#laci").get_by_role("radio", name="Terlaksana", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("18")
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    expect(page.locator("[data-live]")).to_have_text("18 dari 20 = 90 %")
    for _ in range(5):  # the file's button, evidence that is there, a link, the date, the narrative
        page.keyboard.press("Tab")
    page.keyboard.type("Delapan belas dari dua puluh.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#laci .note-success")).to_be_focused()
    expect(page.locator("#laci .note-success")).to_contain_text("Tersimpan. November 2026: 18 dari 20 (90 %).")
    page.keyboard.press("Escape")
    expect(page.locator("#laci")).to_be_hidden()
    expect(page.locator(f'a[href="{cell(indicator)}"]')).to_be_focused()
    row = page.locator("tr", has=page.locator(f'a[href="{cell(indicator)}"]'))
    expect(row).to_contain_text("terlaksana tanpa bukti")
    kept = Realisation.objects.get()
    assert (kept.amount, kept.base, kept.narrative) == (18, 20, "Delapan belas dari dua puluh.")


def test_a_zero_whole_and_a_part_too_large_are_told_while_typing(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(cell(due(stage, Kind.SHARE)), user=stage.admin)
    page.get_by_label("Bagian").fill("0")
    page.get_by_label("Keseluruhan").fill("0")
    expect(page.locator("[data-live]")).to_contain_text("tidak dapat dihitung")
    page.get_by_label("Bagian").fill("1.200,5")
    page.get_by_label("Keseluruhan").fill("1.000")
    expect(page.locator("[data-live]")).to_contain_text(
        "Bagian (1.200,5) tidak boleh lebih besar daripada keseluruhan (1.000)."
    )


def test_leaving_what_is_typed_is_asked_and_typing_survives(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(MONTH, user=stage.admin)
    opened(page, due(stage, Kind.PRESENCE))
    page.locator("#laci").get_by_label("Uraian").fill("Belum selesai ditulis")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.keyboard.press("Escape")
    expect(page.locator("#laci").get_by_label("Uraian")).to_have_value("Belum selesai ditulis")
    page.once("dialog", lambda dialog: dialog.accept())
    page.keyboard.press("Escape")
    expect(page.locator("#laci")).to_be_hidden()


def test_of_two_people_the_second_sees_both_and_chooses(stage: Stage, open_page: OpenPage) -> None:
    indicator = due(stage, Kind.COUNT)
    page = open_page(MONTH, user=stage.admin)
    opened(page, indicator)
    laci = page.locator("#laci")
    laci.locator("[data-amount]").fill("7")
    said = Said(amount=Decimal(4), narrative="Dari orang lain")
    record_realisation(indicator=indicator, month=11, said=said, seen=0, by=stage.reader)
    page.keyboard.press("Control+Enter")
    expect(laci.get_by_text("Belum ada yang tersimpan.")).to_be_visible()
    expect(laci.locator(".cell-both")).to_contain_text("Dari orang lain")
    expect(laci.locator("[data-amount]")).to_have_value("7")
    laci.get_by_role("button", name="Simpan", exact=True).click()
    expect(laci.locator(".note-success")).to_be_visible()
    assert Realisation.objects.get().amount == 7


def test_without_scripts_it_is_recorded_all_the_same(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(MONTH, user=stage.admin, script=False)
    page.locator(f'a[href="{cell(due(stage, Kind.PRESENCE))}"]').click()
    page.get_by_label("Tanggal pelaksanaan").fill("20 November 2026")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tersimpan. November 2026: ada.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Berikutnya"))).to_be_visible()


def test_on_a_phone_a_cell_is_a_page_and_says_why_it_was_not_done(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(MONTH, user=stage.admin, size=PHONE)
    page.locator(f'a[href="{cell(due(stage, Kind.PRESENCE))}"]').click()
    expect(page.get_by_role("heading", name="November 2026")).to_be_visible()
    expect(page.locator("#laci")).to_be_hidden()
    page.get_by_text("Tidak terlaksana").click()
    page.get_by_label("Alasan").fill("Anggaran dialihkan.")
    expect(page.get_by_label("Tanggal pelaksanaan")).to_be_hidden()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tersimpan. November 2026: tidak terlaksana.")).to_be_visible()


def test_marked_rows_are_recorded_together_with_one_proof(stage: Stage, open_page: OpenPage) -> None:
    EvidenceFactory(office=stage.office, title="Laporan bulanan bersama")
    page = open_page(MONTH, user=stage.admin)
    for place in (0, 1):
        page.get_by_role("checkbox").nth(place).check()
    page.get_by_role("button", name="Catat yang ditandai bersama").click()
    expect(page.get_by_role("heading", name="Catat 2 bulan bersama")).to_be_visible()
    page.get_by_text("Pilih bukti yang ada").click()
    page.locator("[data-evidence-offer]", has_text="Laporan bulanan bersama").click()
    expect(page.locator("[data-evidence-item]")).to_have_count(1)
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tersimpan: 2 bulan dicatat.")).to_be_visible()
    assert sorted(each.proofs.count() for each in Realisation.objects.all()) == [1, 1]


@pytest.mark.parametrize(
    ("size", "dark"), [(LAPTOP, False), (LAPTOP, True), (PHONE, False)], ids=["laptop", "dark", "phone"]
)
def test_screens_are_for_everyone(stage: Stage, open_page: OpenPage, size: tuple[int, int], dark: bool) -> None:
    indicator = due(stage, Kind.SHARE)
    record_realisation(
        indicator=due(stage, Kind.COUNT), month=11, said=Said(amount=Decimal(4), narrative="Empat kali."), seen=0,
        by=stage.reader, evidence=[EvidenceFactory(office=stage.office)],
    )  # fmt: skip
    look = {"user": stage.admin, "size": size, "dark": dark, "bypass_csp": True}
    name = f"{size[0]}{'-dark' if dark else ''}"
    for address, which in (
        (MONTH, "month"), (f"{MONTH}catat/", "month-areas"), (f"{MONTH}catat/?area=4", "month-record"),
        (cell(indicator), "cell"), (cell(due(stage, Kind.COUNT)), "cell-recorded"),
    ):  # fmt: skip
        page = open_page(address, **look)
        assert accessibility_faults(page) == [], which
        assert sideways(page) == 0, which
        picture(page, f"{which}-{name}")
        page.close()
    if size == LAPTOP:
        page = open_page(MONTH, **look)
        opened(page, indicator)
        picture(page, f"cell-drawer-{name}")
        page.set_viewport_size(
            {"width": 1366, "height": 1400}
        )  # nothing half under the save bar: that counts as too small
        assert accessibility_faults(page) == []


def test_what_was_typed_outlives_a_session_that_ended(stage: Stage, open_page: OpenPage) -> None:
    indicator = due(stage, Kind.SHARE)
    page = open_page(MONTH, user=stage.admin)
    opened(page, indicator)
    page.locator("#laci").get_by_label("Uraian").fill("Rapat sudah berlangsung.")
    session = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/akun/masuk/**")
    assert not Realisation.objects.exists()
    page.context.add_cookies(session)
    page.goto(page.url.split("/akun/")[0] + MONTH)
    opened(page, indicator)
    expect(page.locator("#laci").get_by_label("Uraian")).to_have_value("Rapat sudah berlangsung.")
