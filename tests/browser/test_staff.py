"""The staff screens in a browser: a list is taken in, someone is appointed, nothing runs off a small window."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from renaksi.offices.models import Tenure
from renaksi.offices.staff_sheet import staff_form
from renaksi.offices.tests.factories import PersonFactory, PostFactory, TenureFactory
from tests.browser.conftest import LAPTOP, PHONE, Stage, accessibility_faults, picture, sideways

OpenPage = Callable[..., Page]
ROOT = "/satker/9999/pegawai/"


def filled_form(stage: Stage) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(staff_form(stage.office)))
    sheet = book.worksheets[0]
    sheet["A2"], sheet["B2"], sheet["C2"], sheet["H2"] = "Budi Percontohan", "PNS", "199001012015011001", "Arsiparis"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_list_is_checked_and_taken_in(stage: Stage, open_page: OpenPage, script: bool) -> None:
    page = open_page(f"{ROOT}impor/", user=stage.admin, script=script)
    file = {"name": "pegawai.xlsx", "mimeType": "application/octet-stream", "buffer": filled_form(stage)}
    page.get_by_label("Berkas XLSX").set_input_files(file)  # type: ignore[arg-type]  # the payload as playwright takes it
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_text("1 baris dalam pegawai.xlsx siap dimuat.")).to_be_visible()
    page.get_by_role("button", name="Muat 1 baris").click()
    expect(page.get_by_role("link", name="Budi Percontohan")).to_be_visible()
    assert Tenure.objects.get().post.title == "Arsiparis"


def test_someone_is_appointed_from_the_vacant_post(stage: Stage, open_page: OpenPage) -> None:
    PersonFactory(office=stage.office, name="Budi Percontohan")
    PostFactory(office=stage.office, title="Sekretaris KPU Kota", kind="structural", echelon="III.a")
    page = open_page(f"{ROOT}jabatan/?kosong=1", user=stage.admin)
    page.get_by_role("link", name="Sekretaris KPU Kota").click()
    page.get_by_role("link", name="Catat pemangku").click()
    page.get_by_label("Pegawai", exact=True).select_option(label="Budi Percontohan")
    page.get_by_label("Menjabat sejak").fill("2 Januari 2026")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Pemangku jabatan dicatat.")).to_be_visible()
    expect(page.get_by_text("terisi")).to_be_visible()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_screens_fit_and_are_accessible(
    stage: Stage, open_page: OpenPage, size: tuple[int, int], dark: bool
) -> None:
    tenure = TenureFactory(
        person=PersonFactory(
            office=stage.office, name="Budi Percontohan", unit="Subbagian Hukum dan Sumber Daya Manusia"
        ),
        post=PostFactory(office=stage.office, title="Kepala Subbagian Hukum dan Sumber Daya Manusia"),
    )
    roads = {
        "daftar": "", "orang": f"{tenure.person_id}/", "ubah": f"{tenure.person_id}/ubah/", "jabatan": "jabatan/",
        "satu-jabatan": f"jabatan/{tenure.post_id}/", "pemangku": f"jabatan/{tenure.post_id}/pemangku/", "impor": "impor/",
    }  # fmt: skip
    for name, road in roads.items():
        page = open_page(ROOT + road, user=stage.admin, size=size, dark=dark, bypass_csp=True)
        assert sideways(page) == 0, name
        assert accessibility_faults(page) == [], name
        picture(page, f"pegawai-{name}-{size[0]}{'-gelap' if dark else ''}", full=True)
        page.close()
