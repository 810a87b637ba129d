"""Upload, review and adoption in a real browser: by mouse, by keys, without scripts, on a phone; two people at one draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from renaksi.accounts.models import User
from renaksi.evidence.domain.store import keep_content
from renaksi.intake.domain.begin import draft_from_template
from renaksi.intake.domain.stage import stage_reading
from renaksi.intake.models import Draft, DraftOrigin, DraftState, SourceFile
from renaksi.intake.read import read_decree
from renaksi.intake.tasks import read_draft
from renaksi.intake.tests.made_pdf import Cut, leaves_of, pdf_of
from renaksi.intake.tests.made_tables import Manner, made, plan
from renaksi.intake.tests.samples_of_readings import decree_file, decree_row, reading, staged
from renaksi.kernel.months import MonthSet
from renaksi.kernel.problem import Problem
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.models import Plan
from tests.browser.conftest import LAPTOP, PHONE, accessibility_faults, picture, sideways

OpenPage = Callable[..., Page]


@dataclass(frozen=True)
class Desk:
    """An office without a plan, a draft with doubts, two people."""

    office: Office
    draft: Draft
    admin: User
    colleague: User

    @property
    def address(self) -> str:
        return f"/satker/{self.office.code}/telaah/{self.draft.pk}/"


@pytest.fixture
def desk(transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: Path) -> Desk:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-11-21")
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings take any name
    office = OfficeFactory(code="9999", name="KPU Kota Contoh")
    source = SourceFile.objects.create(
        office=office, sha256="0" * 64, name="keputusan.txt", size=9, lines=[f"baris sumber\t{n}" for n in range(1, 80)]
    )
    doubts = {
        1: ("decree.month_drifted", "months"),
        2: ("decree.text_cut", "indicator"),
        20: ("decree.text_cut", "sub_activity"),
    }
    rows = tuple(
        decree_row(
            n,
            f"Tersusunnya laporan kegiatan ke-{n + 1}",
            sub=f"Rapat koordinasi tahap {n // 4 + 1}",
            area=f"Area perubahan {n // 12 + 1}",
            doubts=(doubts[n],) if n in doubts else (),
            proposed=(3, 4) if n == 1 else None,
        )
        for n in range(36)
    )
    draft = staged(
        office,
        reading(Problem("decree.ticks_unassigned", "Ada tanda bulan tanpa teks.", 14), rows=rows),
        source=source,
        year=2026,
    )
    admin = member(office, "administrator", full_name="Siti Teladan")
    return Desk(office, draft, admin, colleague=member(office, "pelaksana", full_name="Rina Rekan"))


def swapped(page: Page) -> None:
    """Waits until the last answer is on the page."""
    page.wait_for_function("() => !document.querySelector('.htmx-request') && !document.querySelector('[aria-busy]')")
    page.wait_for_timeout(80)


def meter(page: Page) -> Locator:
    return page.locator("#bilah .meter-words")


def months_of(desk: Desk, place: int) -> MonthSet:
    return desk.draft.rows.get(position=place).months


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_new_user_uploads_settles_and_adopts(desk: Desk, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(f"/satker/{desk.office.code}/unggah/", user=desk.admin, size=size)
    page.set_input_files("#id_file", {"name": "keputusan.txt", "mimeType": "text/plain", "buffer": decree_file()})
    expect(page.locator("[data-drop-title]")).to_contain_text("keputusan.txt")
    page.get_by_role("button", name="Unggah dan baca").click()
    expect(page.locator("h1")).to_have_text("Keputusan sedang dibaca")
    draft = Draft.objects.latest("created_at")
    read_draft.func(str(draft.pk))
    expect(page.locator("h1")).to_contain_text("Telaah keputusan tahun 2026")  # the page noticed by itself
    while page.locator(".kinds-list button[value=terima]").count():
        page.locator(".kinds-list button[value=terima]").first.click()
        swapped(page)
    page.get_by_role("link", name="Terapkan").click()
    page.get_by_role("button", name="Terapkan rencana aksi").click()
    expect(page.locator(".note-success")).to_contain_text("diterapkan")
    assert Plan.objects.get(office=desk.office).indicators.count() == 12


@pytest.mark.parametrize("name", ["unggah", "telaah", "telaah-baris", "telaah-isi", "terapkan", "buang"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_meet_wcag_on_both_widths(desk: Desk, open_page: OpenPage, name: str, dark: bool) -> None:
    row = desk.draft.rows.get(position=1).pk
    path = {
        "unggah": f"/satker/{desk.office.code}/unggah/",
        "telaah": desk.address,
        "telaah-baris": f"{desk.address}?baris={row}",
        "telaah-isi": f"{desk.address}?isi=keputusan",
        "terapkan": f"{desk.address}terapkan/",
        "buang": f"{desk.address}buang/",
    }[name]
    for size in (LAPTOP, PHONE):
        page = open_page(path, user=desk.admin, size=size, dark=dark, bypass_csp=True)
        assert sideways(page) == 0
        assert accessibility_faults(page) == []
        picture(page, f"{name}-{size[0]}{'-gelap' if dark else ''}")


def test_keys_walk_the_doubts_and_settle_them(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(desk.address, user=desk.admin)
    page.keyboard.press("j")
    expect(page.locator(".ask-focus")).to_contain_text("Ada tanda bulan tanpa teks.")
    expect(page.locator("#sumber .hit")).to_have_attribute("data-line", "14")
    page.keyboard.press("t")
    expect(meter(page)).to_have_text("1 dari 4 keraguan selesai")
    expect(page.locator("tr.open .n")).to_have_text("2")
    page.keyboard.press("u")
    expect(meter(page)).to_have_text("2 dari 4 keraguan selesai")
    assert months_of(desk, 1) == MonthSet.of([3, 4])
    expect(page.locator("tr.open .n")).to_have_text("3")
    expect(page.locator("#sumber .hit")).to_have_attribute("data-line", "12")
    page.keyboard.press("z")
    expect(meter(page)).to_have_text("1 dari 4 keraguan selesai")
    assert months_of(desk, 1) == MonthSet.of([2])
    page.keyboard.press("Escape")
    expect(page.locator("tr.open")).to_have_count(0)


def below_the_bar(page: Page) -> float:
    """How far the open row stands under the bar that stays, in pixels."""
    top = page.evaluate("document.querySelector('tr.open').getBoundingClientRect().top")
    return float(top - page.evaluate("document.querySelector('#bilah').getBoundingClientRect().bottom"))


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_open_row_stands_under_the_bar_and_back_closes_it(
    desk: Desk, open_page: OpenPage, size: tuple[int, int]
) -> None:
    page = open_page(desk.address, user=desk.admin, size=size)
    page.locator("tr[data-m] a").nth(20).click()
    swapped(page)
    assert 0 <= below_the_bar(page) <= 60
    assert "baris=" in page.url
    mailed = open_page(page.url.split("#")[0], user=desk.admin, size=size)  # the address alone, as in a mail
    mailed.wait_for_timeout(300)
    assert 0 <= below_the_bar(mailed) <= 60
    page.go_back()
    expect(page.locator("tr.open")).to_have_count(0)


@pytest.mark.parametrize("size", [LAPTOP, (1280, 720), PHONE], ids=["laptop", "smaller", "phone"])
def test_ticks_run_far_past_december_do_not_widen_the_page(
    desk: Desk, open_page: OpenPage, size: tuple[int, int]
) -> None:
    source, row = desk.draft.source, desk.draft.rows.get(position=1)
    assert source is not None
    source.lines[10] = "Rapat\tDaftar hadir\t" + "\t".join(["", "√", *[""] * 10, *["√"] * 8])
    source.save()
    page = open_page(f"{desk.address}?baris={row.pk}", user=desk.admin, size=size)
    page.locator(f"#r{row.pk} td[tabindex], #r{row.pk} td").nth(5).click()  # something to undo beside the reason
    swapped(page)
    expect(page.locator(".ticks .past")).to_have_count(8)
    assert sideways(page) == 0
    undo, why = page.locator(".bilah-undo button").bounding_box(), page.locator(".bilah-why").bounding_box()
    assert undo
    assert not why or undo["x"] + undo["width"] <= why["x"] or undo["y"] + undo["height"] <= why["y"]


def test_filters_and_search_swap_in_place(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(desk.address, user=desk.admin)
    page.locator("select[name=area]").select_option("2")
    expect(page.locator("tr[data-m]")).to_have_count(12)
    assert "area=2" in page.url
    page.locator("tr[data-m] a").first.click()
    page.locator(".tools summary", has_text="Padanan templat").click()
    page.fill("#cari-templat", "LHKPN")
    page.keyboard.press("Enter")
    page.locator(".candidates li", has_text="LHKPN").get_by_role("button", name="Pilih").first.click()
    swapped(page)
    assert desk.draft.rows.get(position=12).catalogue_code


def test_months_are_ticked_in_the_table_faster_than_the_line(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(desk.address, user=desk.admin)
    page.locator("tr[data-m]").first.locator("td").nth(2).click()  # January
    for key in ("4", "5", "6", "0", "=", "ArrowDown", "Home", "Space"):
        page.keyboard.press(key)
    swapped(page)
    expect(page.locator(".bilah-undo")).to_be_visible()
    page.wait_for_timeout(800)
    assert months_of(desk, 0) == MonthSet.of([1, 2, 4, 5, 6, 10, 12])
    assert months_of(desk, 1) == MonthSet.of([1, 2])
    shown = page.evaluate("[...document.querySelectorAll('tr[data-m]')].slice(0, 2).map(row => row.dataset.m)")
    assert shown == [str(months_of(desk, 0).mask), str(months_of(desk, 1).mask)]


def test_block_is_pasted_from_a_cell_on(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(desk.address, user=desk.admin)
    page.locator("tr[data-m]").nth(4).locator("td").nth(2).click()
    page.evaluate(
        """block => {
          const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
          event.clipboardData.setData("text/plain", block);
          document.activeElement.dispatchEvent(event);
        }""",
        "\t".join(["v"] * 12) + "\n" + "\t".join(["", "x"] * 6),
    )
    page.wait_for_timeout(800)
    assert [months_of(desk, place) for place in (4, 5)] == [MonthSet(4095), MonthSet.of(range(2, 13, 2))]


def test_many_rows_are_chosen_with_shift_and_filled(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(desk.address, user=desk.admin)
    page.locator("input[name=rows]").nth(3).click()
    page.locator("input[name=rows]").nth(7).click(modifiers=["Shift"])
    expect(page.locator("[data-count]")).to_have_text("5 baris dipilih")
    page.locator("#borongan summary", has_text="Isi bulan").click()
    page.locator("#borongan label.month-box", has_text="Nov").click()
    page.get_by_role("button", name="Isikan ke baris terpilih").click()
    swapped(page)
    assert [list(months_of(desk, place)) for place in range(2, 9)] == [[2], *[[11]] * 5, [2]]
    expect(page.locator("[data-count]")).to_have_text("5 baris dipilih")  # the choice outlives the swap
    page.locator("#borongan summary", has_text="Salin bulan").click()
    page.fill("#salin-dari", "1")
    page.get_by_role("button", name="Salin ke baris terpilih").click()
    swapped(page)
    assert [list(months_of(desk, place)) for place in range(3, 8)] == [[2]] * 5
    assert page.url.split("?")[0].endswith(desk.address)  # swapped in place, not gone elsewhere
    page.get_by_role("button", name="Pilih area ini").nth(1).click()
    expect(page.locator("[data-count]")).to_have_text("17 baris dipilih")
    page.get_by_role("button", name="Kosongkan pilihan").click()
    expect(page.locator("[data-count]")).to_have_text("Kerjakan banyak baris")


def test_refused_file_is_told_in_place(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(f"/satker/{desk.office.code}/unggah/", user=desk.admin)
    page.fill("#id_year", "2026")
    page.set_input_files("#id_file", {"name": "surat.rtf", "mimeType": "application/rtf", "buffer": b"{\\rtf1 tes}"})
    page.get_by_role("button", name="Unggah dan baca").click()
    expect(page.locator(".field-error")).to_contain_text("RTF")
    expect(page.locator("#id_year")).to_have_value("2026")


@pytest.fixture
def paged(desk: Desk) -> Desk:
    """The same office with a draft read from a PDF, its second row doubted."""
    data = pdf_of(leaves_of(made(plan(7, (1, 2)), Manner(marks="x"))[0], Cut(), "tick"))
    source = SourceFile.objects.create(
        office=desk.office,
        sha256=keep_content(data),
        name="keputusan.pdf",
        size=len(data),
        content_type="application/pdf",
    )
    read = read_decree(data)
    doubt = Problem("decree.no_months", "Bulan baris ini perlu dicocokkan.", 30, "months", 1)
    draft = Draft.objects.create(
        office=desk.office, origin=DraftOrigin.FILE, state=DraftState.READING, source=source, year=2026
    )
    stage_reading(draft, replace(read, problems=(doubt,)), ["teks halaman"] * 60)
    return replace(desk, draft=draft)


def test_the_cell_in_question_is_shown_on_its_page_and_cut_out(paged: Desk, open_page: OpenPage) -> None:
    page = open_page(paged.address, user=paged.admin)
    while not page.locator("tr.open").count():
        page.keyboard.press("n")
        swapped(page)
    expect(page.locator(".spot-now")).to_have_attribute("data-spot", "months")
    expect(page.locator(".cutting:visible")).to_have_attribute("data-cutting", "months")
    assert page.locator(".leaf-sheet img").evaluate("image => image.complete && image.naturalWidth > 1000")
    page.focus("#e-indicator")
    expect(page.locator(".cutting:visible")).to_have_attribute("data-cutting", "indicator")
    expect(page.locator(".spot-now")).to_have_attribute("data-spot", "indicator")
    page.locator(".cutting:visible image").first.wait_for(state="attached")
    page.locator(".form-actions a[data-close]").focus()
    before = months_of(paged, 1)
    page.keyboard.press("=")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+Enter")
    swapped(page)
    assert months_of(paged, 1) == before.toggled(12)
    page.locator("rect.spot-row").nth(2).click(force=True)
    expect(page.locator("tr.open .n")).to_have_text("3")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_beside_the_rows_meets_wcag(paged: Desk, open_page: OpenPage, dark: bool) -> None:
    row = paged.draft.rows.get(position=1).pk
    for size in (LAPTOP, PHONE):
        page = open_page(f"{paged.address}?baris={row}", user=paged.admin, size=size, dark=dark, bypass_csp=True)
        expect(page.locator(".cutting:visible")).to_have_count(1)
        assert sideways(page) == 0
        assert accessibility_faults(page) == []
        picture(page, f"telaah-halaman-{size[0]}{'-gelap' if dark else ''}")


def test_typing_survives_a_stale_save_and_the_choice_is_offered(desk: Desk, open_page: OpenPage) -> None:
    row = desk.draft.rows.get(position=2)
    mine = open_page(f"{desk.address}?baris={row.pk}", user=desk.admin)
    theirs = open_page(f"{desk.address}?baris={row.pk}", user=desk.colleague)
    theirs.fill("#e-indicator", "Isi rekan")
    theirs.get_by_role("button", name="Simpan", exact=True).last.click()
    swapped(theirs)
    mine.fill("#e-indicator", "Isi saya")
    mine.fill("#e-note", "catatan saya")
    mine.get_by_role("button", name="Simpan", exact=True).last.click()
    expect(mine.locator(".stale")).to_contain_text("Isi rekan")
    expect(mine.locator("#e-indicator")).to_have_value("Isi saya")
    expect(mine.locator("#e-note")).to_have_value("catatan saya")
    mine.get_by_role("button", name="Pakai yang sekarang").click()
    expect(mine.locator("#e-indicator")).to_have_value("Isi rekan")
    mine.get_by_role("button", name="Simpan", exact=True).last.click()
    swapped(mine)
    row.refresh_from_db()
    assert (row.indicator, row.note) == ("Isi rekan", "catatan saya")


def test_parent_corrected_shows_on_the_rows_below(desk: Desk, open_page: OpenPage) -> None:
    row = desk.draft.rows.get(position=20)
    page = open_page(f"{desk.address}?baris={row.pk}", user=desk.admin)
    page.fill("#e-sub_activity", "Rapat koordinasi lengkap")
    page.keyboard.press("Control+Enter")
    swapped(page)
    expect(page.locator(".h-sub th", has_text="Rapat koordinasi lengkap")).to_have_count(1)
    changed = desk.draft.rows.filter(sub_activity="Rapat koordinasi lengkap")
    assert list(changed.values_list("position", flat=True)) == [20, 21, 22, 23]


def test_everything_works_without_scripts(desk: Desk, open_page: OpenPage) -> None:
    page = open_page(desk.address, user=desk.admin, script=False)
    page.locator("#bilah a[data-key=j]").click()
    page.locator(".ask-focus").get_by_role("button", name="Sudah benar").click()
    expect(meter(page)).to_have_text("1 dari 4 keraguan selesai")
    page.locator(".editor").get_by_role("button", name="Ambil usulan").click()
    expect(meter(page)).to_have_text("2 dari 4 keraguan selesai")
    page.locator(".editor .month-box", has_text="Des").locator("input").check(force=True)
    page.get_by_role("button", name="Simpan", exact=True).last.click()
    assert months_of(desk, 2) == MonthSet.of([2, 12])
    page.get_by_role("button", name=re.compile("Urungkan")).click()
    assert months_of(desk, 2) == MonthSet.of([2])
    page.get_by_role("link", name=re.compile("Hanya yang diragukan")).click()
    expect(page.locator("tr[data-m]")).to_have_count(2)


def test_phone_shows_cards_with_two_times_six_months_and_the_source(desk: Desk, open_page: OpenPage) -> None:
    row = desk.draft.rows.get(position=1).pk
    page = open_page(f"{desk.address}?baris={row}", user=desk.admin, size=PHONE)
    tops = page.evaluate(
        "[...document.querySelectorAll('tr.open > td')].slice(2, 14).map(cell => cell.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 2
    page.locator(".phone-source summary").click()
    expect(page.locator(".phone-source li")).to_be_visible()
    assert sideways(page) == 0


def test_whole_plan_is_light_and_quick(desk: Desk, open_page: OpenPage) -> None:
    draft = draft_from_template(office=desk.office, year=2027, by=desk.admin)
    page = open_page(f"/satker/{desk.office.code}/telaah/{draft.pk}/", user=desk.admin)
    template_mask = draft.rows.get(position=90).month_mask
    sizes: list[int] = []
    page.on(
        "response", lambda response: sizes.append(len(response.body())) if response.request.method == "POST" else None
    )
    page.locator("tr[data-m]").nth(90).locator("td").nth(4).click()
    page.wait_for_timeout(600)
    assert sizes
    assert sizes[0] < 20_000  # the row and the counters, not the table
    assert draft.rows.get(position=90).month_mask != template_mask
