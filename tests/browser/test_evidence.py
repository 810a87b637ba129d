"""Evidence as people bring it: files at once with their bars, refusals beside them, by keyboard, on a phone, without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from renaksi.evidence.models import Evidence
from renaksi.evidence.tests import files
from renaksi.evidence.tests.factories import EvidenceFactory, LinkFactory, WithdrawnFactory
from tests.browser.conftest import PHONE, Stage, accessibility_faults, picture, sideways

PICK = ".bukti-berkas:not(.bukti-foto) input"
PHOTO = ".bukti-foto input"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def brought(content: bytes, name: str) -> dict[str, Any]:
    """A file as the browser's dialog gives it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def settled(page: Page) -> None:
    """Waits until nothing is on its way."""
    expect(page.locator(".bukti-busy")).to_have_count(0)


def test_files_go_up_at_once_and_are_described_in_place(stage: Stage, open_page: Callable[..., Page]) -> None:
    page = open_page("/satker/9999/bukti/unggah/", user=stage.admin)
    page.get_by_label("Membuktikan sejak").fill("1 Maret 2026")
    page.get_by_label("Membuktikan sampai").fill("31 Maret 2026")
    sent = [("laporan_maret.pdf", files.pdf()), ("a.exe", b"MZ"), ("notula.docx", files.docx())]
    page.set_input_files(PICK, [brought(content, name) for name, content in sent])
    settled(page)
    expect(page.locator(".bukti-item .bukti-judul")).to_have_text(["Laporan maret", "a.exe", "Notula"])
    expect(page.locator(".bukti-tolak")).to_contain_text("Program dan skrip tidak diterima")
    line = page.locator(".bukti-item").first
    line.get_by_text("Judul, jenis, tanggal").click()
    line.get_by_label("Tanggal dokumen").fill("kemarin")
    line.get_by_role("button", name="Simpan keterangan").click()
    expect(line.locator(".field-error")).to_contain_text("misalnya 14 Februari 2026")
    line.get_by_label("Tanggal dokumen").fill("2 April 2026")
    line.get_by_label("Judul").fill("Laporan monev Maret")
    line.get_by_role("button", name="Simpan keterangan").click()
    expect(line.locator(".bukti-judul")).to_have_text("Laporan monev Maret")
    expect(line.locator("summary")).to_be_focused()
    picture(page, "bukti-unggah", full=True)
    page.get_by_role("button", name="Lepas bukti Notula").click()
    expect(page.locator("[data-evidence-item]")).to_have_count(1)
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.wait_for_url("**/bukti/*/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan monev Maret")
    piece = Evidence.objects.get(title="Laporan monev Maret")
    assert (piece.proves_from.isoformat(), piece.proves_until.isoformat()) == ("2026-03-01", "2026-03-31")


def test_a_link_is_added_by_keyboard_alone(stage: Stage, open_page: Callable[..., Page]) -> None:
    page = open_page("/satker/9999/bukti/unggah/", user=stage.admin)
    page.locator(PICK).focus()
    for _ in range(8):  # past the photo button where it is shown, to the words "Tautan"
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Tautan":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("contoh")
    page.keyboard.press("Enter")
    expect(page.locator(".bukti-tolak")).to_contain_text("Tulis alamat tautan yang lengkap")
    link = page.get_by_label("Alamat tautan")
    expect(link).to_have_value("contoh")  # nothing typed is lost
    link.fill("https://kota-contoh.kpu.go.id/berita/rapat-evaluasi")
    page.keyboard.press("Enter")
    expect(page.locator("[data-evidence-item] .bukti-judul")).to_have_text("Rapat evaluasi (kota-contoh.kpu.go.id)")
    expect(link).to_have_value("")


def test_file_beyond_the_limit_is_told_before_it_is_sent(
    stage: Stage, open_page: Callable[..., Page], settings: Any
) -> None:
    settings.RENAKSI_MAX_UPLOAD = 500
    page = open_page("/satker/9999/bukti/unggah/", user=stage.admin)
    page.set_input_files(PICK, [brought(files.picture(), "besar.jpg")])
    expect(page.locator(".bukti-tolak")).to_contain_text("Kecilkan gambar atau videonya")
    page.get_by_role("button", name="Tutup pesan besar.jpg").click()
    expect(page.locator(".bukti-item")).to_have_count(0)
    assert not Evidence.objects.exists()


def test_a_photo_from_a_phone(stage: Stage, open_page: Callable[..., Page]) -> None:
    page = open_page("/satker/9999/bukti/unggah/", user=stage.admin, size=PHONE)
    expect(page.locator(".bukti-foto")).to_be_visible()
    page.set_input_files(PHOTO, [brought(files.picture(size=(2000, 1500)), "IMG_20261112_080000.jpg")])
    settled(page)
    expect(page.locator("[data-evidence-item] .bukti-judul")).to_have_text("Foto 12 November 2026")
    assert sideways(page) == 0
    page.goto("/satker/9999/bukti/")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert sideways(page) == 0
    picture(page, "bukti-daftar-ponsel", full=True)


def test_without_script_the_form_carries_files_by_itself(stage: Stage, open_page: Callable[..., Page]) -> None:
    page = open_page("/satker/9999/bukti/unggah/", user=stage.admin, script=False)
    page.set_input_files(PICK, [brought(files.pdf(), "laporan.pdf"), brought(files.docx(), "notula.docx")])
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.wait_for_url("**/bukti/")
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("dark", [False, True])
def test_screens_of_evidence_are_accessible(stage: Stage, open_page: Callable[..., Page], dark: bool) -> None:
    piece = EvidenceFactory(office=stage.office, document_on=None)
    LinkFactory(office=stage.office)
    WithdrawnFactory(office=stage.office)
    for path in ("", "?keadaan=semua", "unggah/", f"{piece.pk}/", f"{piece.pk}/ubah/"):
        page = open_page(f"/satker/9999/bukti/{path}", user=stage.admin, dark=dark, bypass_csp=True)
        if path == "unggah/":
            page.set_input_files(PICK, [brought(files.pdf(), "laporan.pdf"), brought(b"MZ", "a.exe")])
            settled(page)
            page.locator(".bukti-ubah summary").first.click()
        assert accessibility_faults(page) == [], path


def test_form_waits_for_a_file_on_its_way(stage: Stage, open_page: Callable[..., Page]) -> None:
    page = open_page("/satker/9999/bukti/unggah/", user=stage.admin)
    held: list[Route] = []
    page.route("**/bukti/unggah/", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks the function it is given
    page.set_input_files(PICK, [brought(files.pdf(), "laporan.pdf")])
    expect(page.get_by_role("progressbar", name="Mengunggah laporan.pdf")).to_be_visible()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("#kabar")).to_contain_text("masih ada berkas yang sedang diunggah")
    assert not Evidence.objects.exists()
    held[0].continue_()
    settled(page)
    page.unroute("**/bukti/unggah/")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.wait_for_url("**/bukti/*/")
    assert Evidence.objects.get().title == "Laporan"
