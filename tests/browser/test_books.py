"""The books in a browser: shelf, list, form, entry, measures and the monthly round, as somebody new to them finds them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from renaksi.calendars.domain.limits import ensure_limits
from renaksi.calendars.domain.seed import seed_year
from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.entries.models import Entry
from tests.browser.conftest import LAPTOP, PHONE, Stage, accessibility_faults, picture, sideways

OpenPage = Callable[..., Page]
ROOT = "/satker/9999/buku/"
EVENTS = f"{ROOT}kegiatan/"


def an_event(stage: Stage, topic: str, day: date) -> Entry:
    values = {"kind": "commitment", "topic": topic, "held_on": day, "place": "Aula", "audience": "internal"}
    return record_entry(register=REGISTERS["events"], office=stage.office, values=values, by=stage.admin)


@pytest.fixture
def events(stage: Stage) -> list[Entry]:
    """Three events; the first was held in March and its report is overdue."""
    ensure_limits()
    seed_year(2026)
    days = {"Kick off": date(2026, 3, 3), "Evaluasi organisasi": date(2026, 11, 18), "Gelar wicara": date(2026, 11, 19)}
    found = [an_event(stage, topic, day) for topic, day in days.items()]
    hold = REGISTERS["events"].step("hold")
    assert hold
    values = {"held_on": days["Kick off"], "present_count": 12, "minutes": "Notula"}
    found[0] = take_step(register=REGISTERS["events"], entry=found[0], step=hold, values=values, by=stage.admin)
    return found


@pytest.fixture
def medium(stage: Stage) -> Entry:
    values = {
        "topic": "reform", "medium": "banner", "title": "Spanduk Bersih Melayani", "audience": "public", "place": "Lobi",
        "stands_from": date(2026, 1, 10),
    }  # fmt: skip
    return record_entry(register=REGISTERS["publications"], office=stage.office, values=values, by=stage.admin)


def test_the_shelf_shows_the_books_of_the_plan_first(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(ROOT, user=stage.reader)
    first = page.locator(".shelf-area").first
    expect(first.get_by_role("heading")).to_have_text(stage.plan.areas.order_by("position")[0].name)
    expect(page.locator(".side [aria-current]")).to_have_text("Buku")
    absent = page.get_by_text("Belum tersedia di Renaksi")
    expect(absent).to_be_hidden()
    page.get_by_text("Buku lain").click()
    expect(absent).to_be_visible()
    first.get_by_role("link").first.click()
    expect(page.locator(".side [aria-current]")).to_have_text("Buku")


def test_a_filter_changes_list_and_address_and_leaves_the_focus(
    stage: Stage, events: list[Entry], open_page: OpenPage
) -> None:
    page = open_page(EVENTS, user=stage.reader)
    choice = page.get_by_label("Keadaan")
    choice.focus()
    choice.select_option(label="terlaksana")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page).to_have_url(re.compile("keadaan=held"))
    expect(choice).to_be_focused()
    page.get_by_label("Cari").fill("wicara")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tidak ada catatan yang cocok")).to_be_visible()
    page.go_back()
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.get_by_label("Cari")).to_have_value("")


def test_rows_are_walked_by_arrow_keys_and_opened(stage: Stage, events: list[Entry], open_page: OpenPage) -> None:
    page = open_page(EVENTS, user=stage.reader)
    page.get_by_role("link", name="Gelar wicara").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Evaluasi organisasi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Evaluasi organisasi")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_entry_is_written_and_what_was_typed_survives_a_refusal(
    stage: Stage, open_page: OpenPage, script: bool
) -> None:
    ensure_limits()
    page = open_page(f"{EVENTS}baru/", user=stage.admin, script=script)
    page.get_by_label("Jenis", exact=True).select_option(index=1)
    page.get_by_label("Topik").fill("Gelar wicara")
    page.get_by_label("Tanggal", exact=True).fill("31 Februari 2026")
    page.get_by_label("Tempat").fill("Aula")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tulis tanggalnya, misalnya 14 Februari 2026.")).to_be_visible()
    expect(page.get_by_label("Topik")).to_have_value("Gelar wicara")
    page.get_by_label("Tanggal", exact=True).fill("19 November 2026")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tersimpan sebagai kegiatan nomor 1/2026.")).to_be_visible()
    page.goto(f"{EVENTS}baru/")
    expect(page.get_by_label("Topik")).to_have_value("")


def test_a_figure_leads_to_its_entries_and_an_empty_month_is_said_to_be_one(
    stage: Stage, events: list[Entry], open_page: OpenPage
) -> None:
    page = open_page(f"{EVENTS}ukuran/", user=stage.admin)
    page.get_by_role("button", name="nyatakan Januari nihil").click()
    expect(page.get_by_role("button", name="Cabut nihil Januari")).to_be_visible()
    expect(page.get_by_role("button", name="nyatakan Maret nihil")).to_have_count(0)
    page.locator("td a").first.click()
    expect(page.get_by_role("link", name="Kick off")).to_be_visible()
    expect(page).to_have_url(re.compile(f"nomor={events[0].pk}"))


def test_the_round_is_done_on_the_phone(stage: Stage, medium: Entry, open_page: OpenPage) -> None:
    page = open_page(f"{ROOT}publikasi/periksa/", user=stage.admin, size=PHONE)
    expect(page.get_by_text("Ambil foto")).to_be_visible()
    page.get_by_role("button", name="Masih terpasang").click()
    expect(page.get_by_text("Spanduk Bersih Melayani: tersimpan.")).to_be_visible()
    expect(page.get_by_text("terlihat 21 November 2026")).to_be_visible()


def faulty_sheet(page: Page) -> bytes:
    """The book's own empty form with three rows that cannot be taken."""
    page.goto(f"{EVENTS}impor/")
    address = page.get_by_role("link", name="formulir kosong").get_attribute("href")
    book = openpyxl.load_workbook(io.BytesIO(page.request.get(str(address)).body()))
    sheet = book.worksheets[0]
    for number in range(3):
        sheet.append([None, *(f"salah {number}" for _ in range(sheet.max_column - 1))])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_faults_of_a_worksheet_stand_below_the_way_to_send_it_again(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(EVENTS, user=stage.admin, bypass_csp=True)
    file = {"name": "kegiatan.xlsx", "mimeType": "application/octet-stream", "buffer": faulty_sheet(page)}
    page.get_by_label("Berkas XLSX").set_input_files(file)  # type: ignore[arg-type]  # the payload as playwright takes it
    page.get_by_role("button", name="Periksa berkas").click()
    faults = page.get_by_role("heading", name="Yang perlu diperbaiki")
    again = page.get_by_label("Berkas XLSX yang sudah diperbaiki").bounding_box()
    below = faults.bounding_box()
    assert again
    assert below
    assert again["y"] < below["y"]
    told = page.get_by_text("Yang diterima: ")
    columns = {row.locator("td").nth(1).inner_text() for row in page.locator(".book-faults tbody tr").all()}
    assert 0 < told.count() <= len(columns)
    assert accessibility_faults(page) == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_screens_fit_and_are_accessible(
    stage: Stage, events: list[Entry], medium: Entry, open_page: OpenPage, size: tuple[int, int], dark: bool
) -> None:
    roads = {
        "rak": "", "daftar": "kegiatan/", "kosong": "dokumen/", "baru": "kegiatan/baru/", "catatan": f"kegiatan/{events[0].pk}/",
        "ubah": f"kegiatan/{events[0].pk}/ubah/", "media": f"publikasi/{medium.pk}/", "ukuran": "kegiatan/ukuran/",
        "petugas": "kegiatan/petugas/", "impor": "kegiatan/impor/", "keliling": "publikasi/periksa/",
    }  # fmt: skip
    for name, road in roads.items():
        page = open_page(ROOT + road, user=stage.admin, size=size, dark=dark, bypass_csp=True)
        page.evaluate(
            "document.querySelectorAll('main details:not([data-menu])').forEach(each => { each.open = true })"
        )
        assert sideways(page) == 0, name
        assert accessibility_faults(page) == [], name
        picture(page, f"buku-{name}-{size[0]}{'-gelap' if dark else ''}", full=True)
        page.close()
