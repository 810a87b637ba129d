"""A made-up year of teams, written through the desk's verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from renaksi.accounts.models import User
from renaksi.desk.domain.lines import add_line
from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.offices.models import Office, Person

STORY = (
    ("reform", "Tim Reformasi Birokrasi", 1, 8),
    ("change_agents", "Agen Perubahan", 1, 8),
    ("assessors", "Assessor PMPRB", 2, 10),
    ("integrity_zone", "Tim Pembangunan Zona Integritas", 2, 10),
    ("gratification", "Unit Pengendalian Gratifikasi", 1, 15),
    ("wbs", "Pengelola Whistleblowing System", 1, 15),
    ("spip", "Satuan Tugas SPIP", 1, 20),
    ("complaints", "Petugas Pengelola Pengaduan", 3, 2),
    ("procurement", "Pengelola Pengadaan Barang dan Jasa", 1, 5),
)
PEOPLE = ("Rahmat Hidayat", "Siti Marlina", "Yohanes Tandi", "Dewi Lestari")
PARTS = ("director", "chair", "secretary", "member")


def write_demo(office: Office, year: int, until: date, by: User | None) -> list[Any]:
    """The teams of the year up to ``until``; the procurement team is replaced in April, and one was revoked."""
    register = REGISTERS["teams"]
    written: list[Any] = []
    for at, (kind, name, month, day) in enumerate(STORY, 1):
        if date(year, month, day) <= until:
            written.append(_team(office, kind, name, date(year, month, day), at, by))
    others: list[Any] = [_team(office, "other", "Panitia Hari Jadi", date(year, 1, 12), 30, by)]
    revoke, replace = register.step("revoke"), register.step("replace")
    if revoke and until >= date(year, 1, 31):
        values = {"until": date(year, 1, 31)}
        take_step(register=register, entry=others[0], step=revoke, values=values, reason="Tugas selesai", by=by)
    if replace and until >= date(year, 4, 1):
        after = _team(office, "procurement", "Pengelola Pengadaan (perubahan)", date(year, 4, 1), 21, by)
        values = {"replaced_by": after, "until": date(year, 3, 31)}
        take_step(register=register, entry=written[-1], step=replace, values=values, by=by)
        others.append(after)
    return [*written, *others]


def _team(office: Office, kind: str, name: str, on: date, at: int, by: User | None) -> Any:
    register = REGISTERS["teams"]
    values = {"kind": kind, "name": name, "decree_number": f"{at} TAHUN {on.year}", "decree_on": on, "since": on}
    entry = record_entry(register=register, office=office, values=values, by=by)
    persons = list(Person.objects.filter(office=office).order_by("pk")[: len(PARTS)])
    for place, part in enumerate(PARTS):
        who = {"person": persons[place]} if place < len(persons) else {"name": PEOPLE[place]}
        add_line(register=register, entry=entry, lines=register.lines[0], values={**who, "part": part}, by=by)
    return entry
