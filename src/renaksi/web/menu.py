"""The menu as plain data: what stands at the left of every office page, in this order, and who sees it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from renaksi.accounts.roles import Right
from renaksi.offices.models import Office


@dataclass(frozen=True, slots=True)
class Entry:
    """One menu entry. ``url`` is the name of an address taking the office's code; ``right`` hides what would be refused.

    ``group`` is the heading it stands under; ``on_phone`` puts it in the bar at the foot of a phone's screen.
    """

    title: str
    url: str
    icon: str
    right: Right = Right.READ
    group: str = ""
    on_phone: bool = False


MENU = (
    Entry("Beranda", "office_home", "home", on_phone=True),
    Entry("Rencana Aksi", "plan_index", "table", on_phone=True),
    Entry("Profil", "office_profile", "office", group="Satuan Kerja", on_phone=True),
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
    found = [(entry, _address(entry, office)) for entry in MENU if entry.right in rights]
    shown = [(entry, address) for entry, address in found if address]
    current = max((address for _, address in shown if path.startswith(address)), key=len, default="")
    return [Link(entry, address, address == current) for entry, address in shown]


def _address(entry: Entry, office: Office) -> str:
    try:
        return reverse(entry.url, kwargs={"code": office.code})
    except NoReverseMatch:
        return ""
