"""An administrator brings in a person, who signs in with the slip: as it happens in an office, with and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from renaksi.offices.models import Membership
from tests.browser.conftest import LAPTOP, PHONE, Stage, accessibility_faults, picture, sideways

OpenPage = Callable[..., Page]
OWN = "kebun teh di lereng bukit"


def bring_in(page: Page) -> str:
    """Adds Budi and returns the password of his slip."""
    page.get_by_label("Nama lengkap").fill("Budi Percontohan")
    page.get_by_label("Nama pengguna").fill("budi.percontohan")
    page.get_by_label("Peran").select_option("koordinator")
    page.get_by_label("Area 3").check()
    page.get_by_label("Sampai").fill("31 Desember 2027")
    page.get_by_role("button", name="Tambahkan").click()
    expect(page.get_by_role("heading", name="Slip kata sandi")).to_be_visible()
    return page.locator(".slip-word").nth(1).inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_person_is_brought_in_signs_in_and_chooses_a_password(stage: Stage, open_page: OpenPage, script: bool) -> None:
    adding = open_page("/satker/9999/pengguna/tambah/", user=stage.admin, script=script)
    password = bring_in(adding)
    expect(adding.get_by_role("button", name="Cetak")).to_have_count(1 if script else 0)

    page = open_page("/satker/9999/rencana/", script=script)
    page.get_by_label("Nama pengguna").fill("budi.percontohan")
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", name="Pilih kata sandi Anda sendiri")).to_be_visible()
    page.get_by_label("Kata sandi pada slip").fill(password)
    page.get_by_label("Kata sandi baru", exact=True).fill(OWN)
    page.get_by_label("Kata sandi baru, sekali lagi").fill(OWN)
    page.get_by_role("button", name="Simpan kata sandi").click()
    expect(page).to_have_url(re.compile(r"/satker/9999/$"))
    expect(page.get_by_text("Kata sandi Anda sudah diganti.")).to_be_visible()
    row = Membership.objects.get(user__username="budi.percontohan")
    assert (row.areas, str(row.until)) == ([3], "2027-12-31")


def test_locking_shuts_the_door_at_once(stage: Stage, open_page: OpenPage) -> None:
    reading = open_page("/satker/9999/", user=stage.reader)
    page = open_page(f"/satker/9999/pengguna/{stage.reader.pk}/", user=stage.admin)
    page.locator("summary", has_text="Kunci akun").click()
    page.locator("form").get_by_role("button", name="Kunci akun").click()
    expect(page.get_by_text("Akun Pembaca Teladan dikunci; sesinya berakhir.")).to_be_visible()
    reading.reload()
    expect(reading.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_of_people_meet_wcag_22_aa(stage: Stage, open_page: OpenPage, size: tuple[int, int], dark: bool) -> None:
    pages = {
        "orang": f"/satker/9999/pengguna/{stage.reader.pk}/",
        "orang-ubah": f"/satker/9999/pengguna/{stage.reader.pk}/ubah/",
        "peran": "/satker/9999/pengguna/peran/",
        "kode": "/satker/9999/profil/kode/9999/",
    }
    for name, address in pages.items():
        page = open_page(address, user=stage.admin, size=size, dark=dark, bypass_csp=True)
        for summary in page.locator("main details > summary").all():
            summary.click()
        assert accessibility_faults(page) == [], name
        assert sideways(page) == 0, name
        picture(page, f"{name}-{size[0]}{'-gelap' if dark else ''}", full=True)
    page = open_page("/akun/masuk/", size=size, dark=dark, bypass_csp=True)
    page.get_by_label("Nama pengguna").fill("siapa.saja")
    page.get_by_label("Kata sandi").fill("salah sekali ini")
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert accessibility_faults(page) == []
    adding = open_page("/satker/9999/pengguna/tambah/", user=stage.admin, size=size, dark=dark, bypass_csp=True)
    bring_in(adding)
    assert accessibility_faults(adding) == []
    assert sideways(adding) == 0
    picture(adding, f"slip-{size[0]}{'-gelap' if dark else ''}")
