"""Beranda as it is used: a late cell recorded from the list, its row and the counts following; people named in bulk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from renaksi.accounts.models import User
from renaksi.monitoring.domain.people import assign_coordinator, assign_implementers, mine
from renaksi.monitoring.models import Realisation
from renaksi.monitoring.tests.factories import ProofFactory, RealisationFactory
from renaksi.offices.tests.factories import member
from tests.browser.conftest import LAPTOP, PHONE, Stage, accessibility_faults, picture, sideways

OpenPage = Callable[..., Page]
PEOPLE = "/satker/9999/rencana/2026/penanggung-jawab/"


@pytest.fixture
def year(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The stage in May: part of what was due is done, two people answer for some of it."""
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    rina = member(stage.office, "pelaksana", username="rina.contoh", full_name="Rina Percontoh")
    indicators = list(stage.plan.indicators.order_by("position"))
    for nth, one in enumerate(indicators):
        for month in one.months:
            if month < 5 and nth % 3:
                ProofFactory(realisation=RealisationFactory(indicator=one, month=month, recorded_by=rina))
    done = Realisation.objects.order_by("pk").last()
    assert done
    Realisation.objects.filter(pk=done.pk).update(review="returned", review_note="Laporan belum ditandatangani.")
    assign_implementers(plan=stage.plan, indicator_ids=[one.pk for one in indicators[:20]], users=[rina], by=None)
    area = stage.plan.areas.get(number=2)
    assign_coordinator(plan=stage.plan, area_id=area.pk, user=stage.admin, by=None)
    return stage


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("name", ["beranda", "people"])
def test_screens_are_accessible_and_fit(
    year: Stage, open_page: OpenPage, name: str, size: tuple[int, int], dark: bool
) -> None:
    page = open_page(
        {"beranda": "/satker/9999/?tugas=semua", "people": PEOPLE}[name],
        user=year.admin,
        size=size,
        dark=dark,
        bypass_csp=True,
    )
    picture(page, f"{name}-{size[0]}{'-dark' if dark else ''}")
    assert accessibility_faults(page) == []
    assert sideways(page) == 0


def test_map_and_its_numbers_come(year: Stage, open_page: OpenPage) -> None:
    page = open_page("/satker/9999/", user=year.admin)
    drawn = page.locator(".heat img")
    drawn.scroll_into_view_if_needed()
    expect(drawn).to_have_js_property("complete", True)
    assert drawn.evaluate("image => image.naturalWidth") > 300
    page.get_by_text("Lihat angkanya").click()
    expect(page.get_by_role("cell").first).to_be_visible()


def test_late_cell_is_recorded_from_the_list_and_everything_follows(year: Stage, open_page: OpenPage) -> None:
    page = open_page("/satker/9999/?tugas=semua", user=year.admin)
    count = page.locator("#jumlah-terlambat")
    before = int(count.inner_text())
    row = page.locator("section[aria-labelledby=terlambat] .task").first
    row.get_by_role("link", name="Catat").focus()
    page.keyboard.press("Enter")
    drawer = page.locator("#laci")
    drawer.get_by_label("Terlaksana", exact=True).check()
    for field in drawer.locator("[data-amount]:visible, [data-base]:visible").all():
        field.fill("3")
    page.keyboard.press("Control+Enter")
    expect(row.locator("[data-cell-status]")).to_contain_text("terlaksana tanpa bukti")
    expect(row.get_by_role("link", name=re.compile("^Buka"))).to_be_visible()
    expect(count).to_have_text(str(before - 1))
    expect(page.locator("#perubahan-isi")).to_contain_text("mencatat")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/satker/9999/\?tugas=semua$"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_whole_area_is_given_to_a_person(year: Stage, open_page: OpenPage, script: bool) -> None:
    page = open_page(f"{PEOPLE}?area=3", user=year.admin, script=script)
    page.get_by_label("Tandai semua yang tampil di area").check()
    ids = set(year.plan.indicators.filter(sub_activity__activity__area__number=3).values_list("pk", flat=True))
    if script:
        expect(page.locator("[data-ticked]")).to_have_text(f"{len(ids)} ditandai")
    page.locator("#pelaksana").select_option(label="Rina Percontoh")
    page.get_by_role("button", name="Tetapkan", exact=True).click()
    expect(page.get_by_text(re.compile(rf"ditetapkan sebagai pelaksana {len(ids)} indikator"))).to_be_visible()
    rina = User.objects.get(username="rina.contoh")
    assert ids <= mine(rina, year.plan)


def test_indicator_opens_beside_the_list_and_a_duty_ends(year: Stage, open_page: OpenPage) -> None:
    page = open_page(PEOPLE, user=year.admin)
    page.locator(".duty-row a").first.click()
    drawer = page.locator("#laci")
    expect(drawer.get_by_role("heading", name="Riwayat")).to_be_visible()
    drawer.get_by_role("button", name="Akhiri tugas Rina Percontoh").click()
    expect(page.get_by_text("Tugas Rina Percontoh diakhiri.")).to_be_visible()
    expect(page.locator(".duty-row").first).to_contain_text("belum ada pelaksana")
