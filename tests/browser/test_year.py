"""A year's work as people do it, from the first click to the printed report: recorded, proved, met, returned, counted, traced."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from renaksi.accounts.models import User
from renaksi.evidence.tests import files
from renaksi.kernel.quantity import Kind
from renaksi.monitoring.models import Outcome, Proof, Realisation
from renaksi.monitoring.tests.factories import MissedFactory, ProofFactory, RealisationFactory
from renaksi.offices.tests.factories import member
from renaksi.plan.kinds import kind_of
from renaksi.plan.models import Indicator
from tests.browser.cell_form import CellForm, brought
from tests.browser.conftest import PHONE, Stage, sideways

OpenPage = Callable[..., Page]
HOME = "/satker/9999/"
BOARD = "/satker/9999/rencana/2026/"
NOVEMBER = 11


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def colleague(stage: Stage) -> User:
    """A second person who may record."""
    return member(stage.office, "koordinator", username="bayu.contoh", full_name="Bayu Percontoh")


@pytest.fixture
def verifier(stage: Stage) -> User:
    return member(stage.office, "verifikator", username="hendra.contoh", full_name="Hendra Pemeriksa")


def rows(stage: Stage, kind: Kind, *, month: int = NOVEMBER) -> list[Indicator]:
    """The indicators of the kind that the month asks for, as the decree orders them."""
    asked = [each for each in stage.plan.indicators.order_by("position") if month in each.months]
    return [each for each in asked if kind_of(each) is kind]


def on_board(page: Page, indicator: Indicator, month: int = NOVEMBER) -> Locator:
    return page.locator(f'.board tr[data-pk="{indicator.pk}"] td:nth-last-child({14 - month})')


def address(indicator: Indicator, month: int = NOVEMBER) -> str:
    return f"{BOARD}sel/{indicator.pk}-{month}/"


def opened(page: Page, indicator: Indicator, month: int = NOVEMBER) -> CellForm:
    """The cell's form, opened from the board."""
    on_board(page, indicator, month).click()
    expect(page.locator("#laci form[data-cell]")).to_be_visible()
    return CellForm(page)


def test_month_is_recorded_with_a_proof_from_the_board(stage: Stage, open_page: OpenPage) -> None:
    indicator = rows(stage, Kind.COUNT)[0]
    page = open_page(BOARD, user=stage.admin)
    form = opened(page, indicator)
    expect(page).to_have_url(re.compile(f"{address(indicator)}$"))
    form.amount.fill("1.250")
    form.bring()
    form.root.get_by_label("Tanggal pelaksanaan").fill("18 November 2026")
    form.save("Tersimpan. November 2026: 1.250")
    expect(form.saved).to_be_in_viewport()
    expect(on_board(page, indicator).get_by_role("link")).to_have_text("●")
    expect(on_board(page, indicator).get_by_role("link")).to_have_attribute("aria-label", "November: terlaksana")
    form.root.get_by_role("link", name="Tutup").click()
    expect(page).to_have_url(re.compile(f"{BOARD}$"))
    kept = Realisation.objects.get()
    assert (kept.indicator_id, kept.month, kept.amount, str(kept.done_on)) == (indicator.pk, 11, 1250, "2026-11-18")
    assert kept.proofs.get().evidence.name == "laporan-november.pdf"


def test_month_is_recorded_with_a_proof_by_keyboard_alone(stage: Stage, open_page: OpenPage) -> None:
    indicator = rows(stage, Kind.COUNT)[0]
    page = open_page(BOARD, user=stage.admin)
    page.locator('.board [tabindex="0"]').focus()
    for key in ["PageDown", "PageUp", "Home", *["ArrowRight"] * (NOVEMBER - 1), *["ArrowDown"] * indicator.position]:
        page.keyboard.press(key)
    expect(on_board(page, indicator).get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    form = CellForm(page)
    expect(form.outcome("Terlaksana")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("type", "file")
    form.bring()
    page.keyboard.press("Control+Enter")
    expect(form.saved).to_be_focused()
    page.keyboard.press("Escape")
    expect(form.root).to_be_hidden()
    expect(on_board(page, indicator).get_by_role("link")).to_be_focused()
    expect(on_board(page, indicator).get_by_role("link")).to_have_text("●")
    assert Proof.objects.get().realisation.amount == 4


@pytest.mark.parametrize("whose", ["own", "other"])
def test_second_of_two_people_sees_both_and_chooses(
    stage: Stage, colleague: User, open_page: OpenPage, whose: str
) -> None:
    indicator = rows(stage, Kind.COUNT)[0]
    first = opened(open_page(BOARD, user=colleague), indicator)
    second = opened(open_page(BOARD, user=stage.admin), indicator)
    second.amount.fill("7")
    second.root.get_by_label("Uraian").fill("Tujuh menurut saya.")
    first.amount.fill("4")
    first.save("Tersimpan. November 2026: 4")

    second.root.get_by_role("button", name="Simpan", exact=True).click()
    both = second.root.locator(".cell-both")
    expect(both).to_be_in_viewport()
    expect(both).to_contain_text("Bayu Percontoh")
    expect(both).to_contain_text("Tujuh menurut saya.")
    expect(second.amount).to_have_value("7")
    assert Realisation.objects.get().amount == 4
    if whose == "own":
        second.save("Tersimpan. November 2026: 7")
    else:
        second.page.once("dialog", lambda dialog: dialog.accept())
        second.root.get_by_role("link", name="pakai isi yang sekarang").click()
        expect(second.root.locator(".cell-recorded")).to_contain_text("4")
    assert Realisation.objects.get().amount == (7 if whose == "own" else 4)


def test_on_a_phone_a_photo_proves_a_month(stage: Stage, open_page: OpenPage) -> None:
    page = open_page(f"{HOME}?tugas=semua", user=stage.admin, size=PHONE)
    page.locator(".task").first.get_by_role("link", name="Catat").click()
    form = CellForm(page, "#sel")
    expect(page.locator("#laci")).to_be_hidden()
    if form.amount.count():
        form.amount.fill("2")
    form.bring("IMG_20261112_080000.jpg", by_camera=True)
    assert sideways(page) == 0
    form.save("Tersimpan.")
    expect(form.saved).to_be_in_viewport()
    assert sideways(page) == 0
    expect(page.get_by_role("link", name=re.compile("^Berikutnya"))).to_be_visible()
    proof = Proof.objects.get()
    assert proof.evidence.content_type == "image/jpeg"


def test_work_off_schedule_is_recorded(stage: Stage, open_page: OpenPage) -> None:
    indicator = next(each for each in stage.plan.indicators.order_by("position") if 9 not in each.months)
    page = open_page(BOARD, user=stage.admin)
    form = opened(page, indicator, 9)
    expect(form.root.get_by_text("Bulan ini tidak dijadwalkan")).to_be_visible()
    if form.amount.count():
        form.amount.fill("1")
    form.save("Tersimpan. September 2026")
    expect(on_board(page, indicator, 9).get_by_role("link")).to_have_text("⇢")
    expect(form.root.locator(".drawer-head")).to_contain_text("di luar jadwal")


def test_work_is_postponed_to_a_month_that_then_waits_for_it(stage: Stage, open_page: OpenPage) -> None:
    indicator = next(
        each for each in stage.plan.indicators.order_by("position") if 11 in each.months and 12 not in each.months
    )
    page = open_page(BOARD, user=stage.admin)
    form = opened(page, indicator)
    form.outcome("Ditunda").check()
    expect(form.root.locator("[data-evidence]")).to_be_hidden()
    form.root.get_by_label("Alasan").fill("Narasumber berhalangan.")
    form.root.get_by_label("Ditunda ke bulan").select_option("Desember")
    form.save("Tersimpan. November 2026: ditunda ke Desember")
    expect(on_board(page, indicator, 12).get_by_role("link")).to_have_text("○")
    on_board(page, indicator, 12).click()
    expect(form.root.get_by_role("heading", name="Desember 2026")).to_be_visible()
    expect(form.root.locator(".facts")).to_contain_text("Ditunda dari")
    assert Realisation.objects.get().outcome == Outcome.POSTPONED


def test_returned_work_is_put_right_and_verified(
    stage: Stage, colleague: User, verifier: User, open_page: OpenPage
) -> None:
    indicator = rows(stage, Kind.PRESENCE)[0]
    done = RealisationFactory(indicator=indicator, month=NOVEMBER, recorded_by=colleague)
    ProofFactory(realisation=done)
    checking = open_page(address(indicator), user=verifier)
    checking.locator("summary", has_text="Kembalikan").click()
    checking.get_by_label("Apa yang perlu diperbaiki").fill("Daftar hadir belum ditandatangani.")
    checking.get_by_role("button", name="Kembalikan").click()
    expect(checking.locator(".page-lead")).to_contain_text("dikembalikan")

    page = open_page(f"{HOME}?tugas=semua", user=colleague)
    task = page.locator(f'.task[data-cell="{indicator.pk}-{NOVEMBER}"]')
    expect(task).to_contain_text("Daftar hadir belum ditandatangani.")
    task.get_by_role("link").click()
    form = CellForm(page)
    expect(form.root.locator(".note-warning")).to_contain_text("Dikembalikan Hendra Pemeriksa")
    form.bring("daftar-hadir.pdf")
    form.save("Tersimpan. November 2026: ada.")

    checking.reload()
    checking.get_by_role("button", name="Verifikasi").click()
    expect(checking.locator(".page-lead")).to_contain_text("terverifikasi")
    done.refresh_from_db()
    assert (done.review, done.proofs.count()) == ("verified", 2)


def test_cells_marked_on_the_board_share_a_proof_that_tells_where_it_is_used(stage: Stage, open_page: OpenPage) -> None:
    one, other = rows(stage, Kind.PRESENCE)[:2]
    page = open_page(BOARD, user=stage.admin)
    page.get_by_role("button", name="Tandai sel").click()
    on_board(page, one).click()
    on_board(page, other).click()
    page.get_by_role("link", name="Catat bersama").click()
    form = CellForm(page, "form.many")
    expect(page.get_by_role("heading", level=1)).to_have_text("Catat 2 bulan bersama")
    form.bring("laporan-bersama.pdf")
    form.save("Tersimpan: 2 bulan dicatat.")
    proofs = list(Proof.objects.all())
    assert len({proof.evidence_id for proof in proofs}) == 1

    page.goto(f"{HOME}bukti/")
    page.get_by_role("link", name="Laporan bersama").first.click()
    used = page.locator("section[aria-labelledby=judul-dipakai]")
    expect(used.get_by_role("heading")).to_have_text("Dipakai di 2 tempat")
    used.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"{BOARD}sel/({one.pk}|{other.pk})-11/"))
    expect(page.locator(".cell-proofs")).to_contain_text("Laporan bersama")


def test_figure_leads_to_cells_and_evidence_and_every_step_back(stage: Stage, open_page: OpenPage) -> None:
    for indicator in rows(stage, Kind.PRESENCE)[:3]:
        ProofFactory(realisation=RealisationFactory(indicator=indicator, month=NOVEMBER))
    MissedFactory(indicator=rows(stage, Kind.COUNT)[0], month=NOVEMBER)
    report = f"{HOME}laporan/monev/2026-11/"
    page = open_page(report, user=stage.reader)
    figure = page.locator('.report .figure[href*="keadaan="]', has_text=re.compile("^3$")).first
    figure.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 sel")
    cells = page.url
    page.locator("tbody .report-words a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("November 2026")
    page.locator(".cell-proofs a").first.click()
    expect(page.get_by_role("heading", name=re.compile("^Dipakai di"))).to_be_visible()
    for before in (re.compile(f"{BOARD}sel/"), cells, re.compile(f"{report}$")):
        page.go_back()
        expect(page).to_have_url(before)
    expect(figure).to_have_text("3")
    page.go_forward()
    page.locator("tbody .report-entries a").first.click()  # the evidence itself, straight from the figure's list
    expect(page.get_by_role("heading", name=re.compile("^Dipakai di"))).to_be_visible()


def test_quarter_is_printed_with_what_was_just_recorded(stage: Stage, open_page: OpenPage) -> None:
    indicator = rows(stage, Kind.PRESENCE)[0]
    page = open_page(address(indicator), user=stage.admin)
    form = CellForm(page, "#sel")
    form.bring("bukti-triwulan.pdf")
    form.save("Tersimpan. November 2026: ada.")
    page.locator(".side").get_by_role("link", name="Laporan").click()
    page.get_by_role("link", name="Triwulan IV Tahun 2026", exact=True).click()
    summary = page.locator("section[aria-labelledby=ringkasan] p", has_text="1 terlaksana").inner_text()
    printing = page.get_by_role("link", name="Cetak PDF").get_attribute("href")
    assert printing
    answer = page.request.get(printing)
    assert answer.headers["content-type"] == "application/pdf"
    paper = pypdfium2.PdfDocument(answer.body())
    words = "".join("".join(leaf.get_textpage().get_text_range().split()) for leaf in paper)
    assert "TRIWULANIVTAHUN2026" in words.upper()
    assert "".join(summary.split()) in words
    assert "Buktitriwulan" in words


def test_without_scripts_a_month_is_recorded_with_a_file(stage: Stage, open_page: OpenPage) -> None:
    indicator = rows(stage, Kind.SHARE)[0]
    page = open_page(BOARD, user=stage.admin, script=False)
    on_board(page, indicator).get_by_role("link").click()
    page.get_by_label("Bagian").fill("18")
    page.get_by_label("Keseluruhan").fill("20")
    page.set_input_files(".bukti-berkas:not(.bukti-foto) input", brought(files.pdf(), "rekap.pdf"))
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tersimpan. November 2026: 18 dari 20 (90 %).")).to_be_visible()
    expect(page.locator(".cell-proofs")).to_contain_text("Rekap")
    assert Proof.objects.get().realisation.indicator_id == indicator.pk
