"""The frame, Beranda, and the plan's pages as a person meets them: on a laptop, on a phone, with keys, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Stage, accessibility_faults, picture, sideways

OpenPage = Callable[..., Page]


def addresses(stage: Stage) -> dict[str, str]:
    """The pages of this floor by a short name."""
    base = f"/satker/{stage.office.code}/"
    row = stage.plan.indicators.order_by("position")[4]
    return {
        "beranda": base,
        "beranda-kosong": f"/satker/{stage.empty.code}/",
        "daftar": f"{base}rencana/",
        "rencana": f"{base}rencana/2026/",
        "baris": f"{base}rencana/2026/baris/{row.pk}/",
        "koreksi": f"{base}rencana/2026/koreksi/months/{row.pk}/",
        "pindah": f"{base}rencana/2026/baris/{row.pk}/pindah/",
        "riwayat": f"{base}rencana/2026/koreksi/",
        "tarik": f"{base}rencana/2026/tarik/",
        "satuan-kerja": "/satker/",
        "unggah": f"{base}unggah/",
        "profil": f"{base}profil/",
        "profil-ubah": f"{base}profil/ubah/",
        "pengguna": f"{base}pengguna/",
        "pengguna-tambah": f"{base}pengguna/tambah/",
        "pengguna-impor": f"{base}pengguna/impor/",
        "jejak": f"{base}jejak/",
        "kata-sandi": "/akun/kata-sandi/",
    }


NAMES = (
    "beranda", "beranda-kosong", "daftar", "rencana", "baris", "koreksi", "pindah", "riwayat", "tarik", "satuan-kerja", "unggah",
    "profil", "profil-ubah", "pengguna", "pengguna-tambah", "pengguna-impor", "jejak", "kata-sandi",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_page_stands_without_faults_or_sideways_scroll(
    stage: Stage, open_page: OpenPage, name: str, size: tuple[int, int]
) -> None:
    page = open_page(addresses(stage)[name], user=stage.admin, size=size)
    expect(page.locator("h1")).to_have_count(1)
    assert sideways(page) == 0
    picture(page, f"{name}-{size[0]}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_page_meets_wcag_22_aa(stage: Stage, open_page: OpenPage, name: str, dark: bool) -> None:
    page = open_page(addresses(stage)[name], user=stage.admin, dark=dark, bypass_csp=True)
    assert accessibility_faults(page) == []


def test_phone_pages_meet_wcag_22_aa(stage: Stage, open_page: OpenPage) -> None:
    for name in ("beranda", "rencana", "baris"):
        page = open_page(addresses(stage)[name], user=stage.admin, size=PHONE, bypass_csp=True)
        assert accessibility_faults(page) == [], name


def test_drawer_menus_and_sign_in_meet_wcag_22_aa(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin, bypass_csp=True)
    page.locator(".plan .ind a").first.click()
    expect(page.locator("#laci")).to_be_visible()
    assert accessibility_faults(page) == []
    page.keyboard.press("Escape")
    page.evaluate("document.querySelectorAll('.bar-office, .decree').forEach(each => { each.open = true })")
    assert accessibility_faults(page) == []
    assert accessibility_faults(open_page("/akun/masuk/", bypass_csp=True)) == []


def test_missing_page_says_what_to_do(stage: Stage, open_page: OpenPage) -> None:
    page = open_page("/satker/0000/", user=stage.admin, expect=404, bypass_csp=True)
    expect(page.locator("h1")).to_have_text("Halaman tidak ditemukan")
    assert accessibility_faults(page) == []
    picture(page, "404-1366")


def test_row_opens_in_the_drawer_and_closes_by_escape(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin)
    link = page.locator(".plan .ind a").nth(4)
    link.click()
    drawer = page.locator("#laci")
    expect(drawer).to_be_visible()
    expect(drawer.locator("h2")).to_have_text("Baris 5")
    expect(page).to_have_url(re.compile(r"/baris/\d+/$"))
    picture(page, "laci-1366")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/rencana/2026/$"))
    expect(link).to_be_focused()


def test_address_of_a_drawer_is_a_page_of_its_own_and_back_leads_to_the_plan(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin)
    page.locator(".plan .ind a").first.click()
    expect(page.locator("#laci")).to_be_visible()
    page.go_back()
    expect(page.locator(".plan")).to_be_visible()
    expect(page.locator("#laci")).to_be_hidden()
    page.go_forward()
    expect(page.locator("main .row-text")).to_contain_text("SK Tim Reformasi Birokrasi")


def test_arrow_keys_walk_the_rows_and_enter_opens(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin)
    links = page.locator(".plan .ind a")
    links.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(links.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#laci h2")).to_have_text("Baris 2")


def test_heads_stay_in_sight_when_the_table_scrolls(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin)
    page.evaluate("scrollTo(0, 4000)")
    head = page.locator(".plan thead th").first.bounding_box()
    bar = page.locator(".bar").bounding_box()
    assert head is not None
    assert bar is not None
    assert bar["y"] == 0
    assert head["y"] == pytest.approx(bar["height"], abs=1)


def test_plan_is_narrowed_without_scripts(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin, script=False)
    page.fill("#cari", "jdih")
    page.select_option("#bulan", "11")
    page.get_by_role("button", name="Saring").click()
    expect(page.locator(".found")).to_contain_text("dari 188 indikator")
    page.locator(".plan .ind a").first.click()
    expect(page.locator("main .row-text")).to_contain_text("JDIH")


def test_month_is_corrected_with_a_reason_and_both_values_stay(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["baris"], user=stage.admin)
    page.get_by_role("link", name="Koreksi bulan pelaksanaan").click()
    page.get_by_label("Maret").check()
    page.get_by_label("Alasan").fill("Salah salin dari keputusan")
    page.get_by_role("button", name="Simpan koreksi").click()
    expect(page.locator(".note-success")).to_contain_text("Koreksi disimpan")
    expect(page.locator(".fixes del")).to_have_text("Februari")
    expect(page.locator(".fixes ins")).to_have_text("Februari, Maret")


def test_what_was_typed_survives_a_reload(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["koreksi"], user=stage.admin)
    page.get_by_label("Alasan").fill("Belum selesai saya tulis")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label("Alasan")).to_have_value("Belum selesai saya tulis")


def test_what_was_typed_survives_a_line_that_breaks_while_sending(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["koreksi"], user=stage.admin)
    page.get_by_label("Maret").check()
    page.get_by_label("Alasan").fill("Sesuai naskah asli")
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="Simpan koreksi").click()
    page.wait_for_url("chrome-error://chromewebdata/")
    page.unroute("**/*")
    page.goto(addresses(stage)["koreksi"])
    expect(page.get_by_label("Alasan")).to_have_value("Sesuai naskah asli")
    page.get_by_label("Maret").check()
    page.get_by_role("button", name="Simpan koreksi").click()
    expect(page.locator(".note-success")).to_be_visible()
    page.wait_for_load_state("load")  # what was kept is let go by the page's script, which runs before this
    page.goto(addresses(stage)["koreksi"])
    expect(page.get_by_label("Alasan")).to_have_value("")


def test_leaving_with_unsaved_typing_is_asked(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["koreksi"], user=stage.admin)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Alasan").press_sequentially("setengah jalan")
    page.get_by_role("link", name="Beranda").first.click()
    page.wait_for_url(f"**/satker/{stage.office.code}/")
    assert asked == ["beforeunload"]


def test_ended_session_leads_to_sign_in_not_into_the_drawer(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin)
    page.context.clear_cookies()
    page.locator(".plan .ind a").first.click()
    page.wait_for_url("**/akun/masuk/**")
    expect(page.locator("h1")).to_have_text("Masuk")


def test_phone_reaches_every_entry_of_the_menu(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["beranda"], user=stage.admin, size=PHONE)
    page.locator(".bottom summary").click()
    for name in ("Profil", "Pengguna", "Jejak"):
        expect(page.locator(".bottom").get_by_role("link", name=name)).to_be_visible()


def test_question_mark_lists_the_keys_and_slash_goes_to_search(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#cari")).to_be_focused()


def test_first_tab_leads_past_the_menu(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#isi")).to_be_focused()


def test_reader_is_offered_no_correction(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["baris"], user=stage.reader)
    expect(page.get_by_role("link", name="Koreksi")).to_have_count(0)
    open_page(addresses(stage)["koreksi"], user=stage.reader, expect=403)


def test_printed_plan_shows_the_table_alone(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin)
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".side")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".plan tbody tr").last).to_be_visible()


def test_decree_is_downloaded_from_the_plan_page(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(addresses(stage)["rencana"], user=stage.admin)
    page.get_by_text("Unduh", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Lembar kerja Excel (XLSX)").click()
    assert download.value.suggested_filename == "rencana-aksi-9999-2026.xlsx"
