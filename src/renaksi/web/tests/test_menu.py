"""The menu: who sees what, and which entry a page belongs to."""

from __future__ import annotations

import pytest

from renaksi.accounts.roles import ROLES, Right
from renaksi.offices.models import Office
from renaksi.web.menu import MENU, menu_of

OFFICE = Office(code="9999", name="KPU Kota Contoh")


def current(path: str) -> list[str]:
    return [link.entry.title for link in menu_of(OFFICE, frozenset(Right), path) if link.current]


def test_every_entry_leads_somewhere() -> None:
    assert [link.entry for link in menu_of(OFFICE, frozenset(Right), "/")] == list(MENU)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/satker/9999/", "Beranda"),
        ("/satker/9999/rencana/", "Rencana Aksi"),
        ("/satker/9999/rencana/2026/baris/5/", "Rencana Aksi"),
        ("/satker/9999/unggah/", "Rencana Aksi"),
        ("/satker/9999/telaah/0b0c6f0e-0000-0000-0000-000000000000/", "Rencana Aksi"),
    ],
)
def test_page_belongs_to_one_entry(path: str, title: str) -> None:
    assert current(path) == [title]


def test_page_elsewhere_belongs_to_none() -> None:
    assert current("/satker/") == []


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_shown_that_would_be_refused(role: str) -> None:
    rights = ROLES[role].rights
    assert all(link.entry.right in rights for link in menu_of(OFFICE, rights, "/"))
