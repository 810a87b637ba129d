"""The made-up office and its people for the demonstration; code 99.99 is no region's."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.offices.domain.profile import set_profile
from renaksi.offices.models import Membership, Office, OfficeCode, OfficeKind, OfficeParent, OfficeProfile

DEMO_PASSWORD = "percontohan teladan"  # noqa: S105 - printed by the demo; its accounts exist nowhere else
DEMO_PROVINCE, DEMO_OFFICE = "99", "9999"
DEMO_PEOPLE = (
    ("admin.contoh", "Ratna Teladani", DEMO_OFFICE, "administrator", ()),
    ("koordinator.contoh", "Bayu Percontohan", DEMO_OFFICE, "koordinator", (1, 2)),
    ("pembaca.contoh", "Laras Contohwati", DEMO_OFFICE, "pembaca", ()),
    ("provinsi.percontohan", "Galih Penelaah", DEMO_PROVINCE, "penelaah_provinsi", ()),
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
    """An administrator, a coordinator, a reader and a provincial reviewer, with DEMO_PASSWORD; made again they are the same."""
    with transaction.atomic():
        return [_person(*described) for described in DEMO_PEOPLE]


def _person(username: str, full_name: str, code: str, role: str, areas: tuple[int, ...]) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create_user(username, DEMO_PASSWORD, full_name=full_name)
    office = Office.objects.get(code=code)
    if not Membership.objects.filter(user=user, office=office, role=role).exists():
        Membership.objects.create(user=user, office=office, role=role, areas=list(areas))
    return user
