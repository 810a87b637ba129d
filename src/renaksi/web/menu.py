"""The menu as plain data: what stands at the left of every office page, in this order, and who sees it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from renaksi.accounts.roles import Right
from renaksi.offices.models import Office


@dataclass(frozen=True, slots=True)
class Entry:
    """One menu entry. ``url`` is the name of an address taking the office's code; ``right`` hides what would be refused.

    ``group`` is the heading it stands under (on a phone, one button at the screen's foot); ``also`` are other beginnings of
    addresses, below the office's own, where it is the current one.
    """

    title: str
    url: str
    icon: str
    right: Right = Right.READ
    group: str = ""
    also: tuple[str, ...] = ()


MENU = (
    Entry("Beranda", "office_home", "home"),
    Entry("Rencana Aksi", "plan_index", "table", also=("unggah/", "telaah/")),
    Entry("Buku", "book_index", "book"),
    Entry("Bukti", "evidence_list", "clip"),
    Entry("Laporan", "report_index", "file"),
    Entry("Profil", "office_profile", "office", group="Satuan Kerja"),
    Entry("Kalender", "calendar", "calendar", group="Satuan Kerja"),
    Entry("Pegawai", "person_list", "person", group="Satuan Kerja"),
    Entry("Pengguna", "office_users", "people", Right.MANAGE_USERS, group="Satuan Kerja"),
    Entry("Jejak", "office_trail", "trail", Right.READ_TRAIL, group="Satuan Kerja"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry with its address, and whether the page shown lies under it."""

    entry: Entry
    address: str
    current: bool


def menu_of(office: Office, rights: frozenset[Right], path: str) -> list[Link]:
    """The entries this person sees in this office; the deepest address above ``path`` is the current one."""
    shown = [(entry, reverse(entry.url, kwargs={"code": office.code})) for entry in MENU if entry.right in rights]
    lengths = [_match(entry, address, office, path) for entry, address in shown]
    longest = max(lengths, default=0)
    return [
        Link(entry, address, 0 < length == longest) for (entry, address), length in zip(shown, lengths, strict=True)
    ]


def _match(entry: Entry, address: str, office: Office, path: str) -> int:
    """How much of the path the entry's addresses cover; 0 = it does not lie under them."""
    below = reverse("office_home", kwargs={"code": office.code})
    beginnings = (address, *(below + also for also in entry.also))
    return max((len(beginning) for beginning in beginnings if path.startswith(beginning)), default=0)
