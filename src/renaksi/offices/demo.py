"""The made-up office and its people for the demonstration; code 99.99 is no region's."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES
from renaksi.offices.domain.profile import set_profile
from renaksi.offices.models import Membership, Office, OfficeCode, OfficeKind, OfficeParent, OfficeProfile

DEMO_PASSWORD = "percontohan teladan"  # noqa: S105 - printed by the demo; its accounts exist nowhere else
DEMO_PROVINCE, DEMO_OFFICE = "99", "9999"
DEMO_PEOPLE: tuple[tuple[str, str, str, str, tuple[int, ...]], ...] = (
    ("admin.contoh", "Ratna Teladani", DEMO_OFFICE, "administrator", ()),
    ("koordinator.contoh", "Bayu Percontohan", DEMO_OFFICE, "koordinator", (1, 2)),
    ("pembaca.contoh", "Laras Contohwati", DEMO_OFFICE, "pembaca", ()),
    ("provinsi.percontohan", "Galih Penelaah", DEMO_PROVINCE, "penelaah_provinsi", ()),
    ("pengarah.contoh", "Dewi Teladani", DEMO_OFFICE, "pengarah", ()),
    ("verifikator.contoh", "Hendra Contohadi", DEMO_OFFICE, "verifikator", ()),
    ("sari.contoh", "Sari Percontohani", DEMO_OFFICE, "koordinator", (3, 4)),
    ("tono.contoh", "Tono Teladanto", DEMO_OFFICE, "koordinator", (5, 6)),
    ("wulan.contoh", "Wulan Contohsari", DEMO_OFFICE, "koordinator", (7, 8)),
    ("agus.contoh", "Agus Percontohadi", DEMO_OFFICE, "pelaksana", (1, 2, 3)),
    ("mira.contoh", "Mira Teladanwati", DEMO_OFFICE, "pelaksana", (4, 8)),
    ("dimas.contoh", "Dimas Contohputra", DEMO_OFFICE, "pelaksana", (4, 5)),
    ("nita.contoh", "Nita Teladansari", DEMO_OFFICE, "pelaksana", (5, 6)),
    ("intan.contoh", "Intan Percontohwati", DEMO_OFFICE, "pelaksana", (7, 8)),
)


def make_demo_office() -> Office:
    """The made-up city under its made-up province, with a profile; made again it is the same. The packaged offices come first."""
    with transaction.atomic():
        national = Office.objects.get(kind=OfficeKind.NATIONAL)
        province = _office(national, DEMO_PROVINCE, OfficeKind.PROVINCE, "KPU Provinsi Percontohan")
        office = _office(province, DEMO_OFFICE, OfficeKind.CITY, "KPU Kota Contoh")
        if not OfficeProfile.objects.filter(office=office).exists():
            set_profile(
                office=office, since=date(2020, 1, 1), chair="RAHMAT TELADAN", secretary="DEWI TELADANI", place="Contoh",
                address="Jalan Percontohan Nomor 1, Contoh 99999\nTelepon (099) 999999",
                letterhead="KOMISI PEMILIHAN UMUM\nKOTA CONTOH", by=None,
            )  # fmt: skip
    return office


def _office(parent: Office, code: str, kind: OfficeKind, name: str) -> Office:
    known: Office | None = Office.objects.filter(code=code).first()
    if known:
        return known
    Office.objects.add_child(Office.objects.get(pk=parent.pk), {"code": code, "kind": kind, "name": name})
    office: Office = Office.objects.get(code=code)
    OfficeCode.objects.create(office=office, code=code)
    OfficeParent.objects.create(office=office, parent=parent)
    return office


def make_demo_people() -> list[User]:
    """Everyone of DEMO_PEOPLE, in their order, with DEMO_PASSWORD; made again they are the same."""
    with transaction.atomic():
        known = set(User.objects.values_list("username", flat=True))
        missing = any(username not in known for username, *_ in DEMO_PEOPLE)
        hashed = make_password(DEMO_PASSWORD) if missing else ""  # once: the hash is slow on purpose
        return [_person(*described, hashed) for described in DEMO_PEOPLE]


def describe(user: User) -> str:
    """Who the demo's person is: ``Koordinator area 3, 4``."""
    role, areas = next((role, areas) for username, _, _, role, areas in DEMO_PEOPLE if username == user.username)
    title = ROLES[role].title.removesuffix(" area") if areas else ROLES[role].title
    return f"{title} area {', '.join(map(str, areas))}" if areas else title


def _person(username: str, full_name: str, code: str, role: str, areas: tuple[int, ...], hashed: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create(username=username, full_name=full_name, password=hashed)
    office = Office.objects.get(code=code)
    if not Membership.objects.filter(user=user, office=office, role=role).exists():
        Membership.objects.create(user=user, office=office, role=role, areas=list(areas))
    return user
