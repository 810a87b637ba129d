"""A person as an administrator writes them down, in a form or a line of a list, and what may be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES, roles_for
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Membership, Office

AREAS = range(1, 9)  # the eight areas of change
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


@dataclass(frozen=True, slots=True)
class Person:
    """Who comes into an office and as what. ``areas`` (1..8) empty = all; ``since`` None = today; ``until`` None = open."""

    username: str
    full_name: str
    role: str
    nip: str = ""
    email: str = ""
    areas: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, *, username: str, full_name: str, role: str, nip: str = "", email: str = "", **rest: object) -> Person:
        """From words as typed: spaces off, user name in small letters."""
        return cls(
            username=username.strip().lower(), full_name=" ".join(full_name.split()), role=role,
            nip=nip.replace(" ", ""), email=email.strip(), **rest,  # type: ignore[arg-type]  # areas, since, until as given
        )  # fmt: skip


def person_faults(person: Person, *, office: Office) -> list[Refused]:
    """Everything that keeps this person out of this office, each beside its field; empty = welcome."""
    faults = []
    if not _USERNAME.fullmatch(person.username):
        faults.append(
            Refused(
                "Nama pengguna terdiri atas 3 sampai 60 huruf kecil, angka, titik, garis bawah, atau tanda hubung.",
                code="offices.bad_username",
                field="username",
            )
        )
    faults += identity_faults(person.full_name, person.nip, person.email)
    user = User.objects.filter(username=person.username).first()
    if user and " ".join(user.full_name.split()).casefold() != person.full_name.casefold():
        faults.append(
            Refused(
                "Nama pengguna ini sudah dipakai. Pilih yang lain, atau tulis nama lengkapnya persis seperti pada akun itu bila "
                "orangnya sama.",
                code="offices.username_taken",
                field="username",
            )
        )
    since = person.since or today(office.time_zone)
    return faults + role_faults(person.role, person.areas, since, person.until, office=office, user=user)


def identity_faults(full_name: str, nip: str, email: str) -> list[Refused]:
    """What is wrong with a name, NIP (18 digits or none) or mail address."""
    faults = []
    if not 3 <= len(full_name.strip()) <= 120:
        faults.append(Refused("Isi nama lengkap, 3 sampai 120 huruf.", code="offices.bad_name", field="full_name"))
    if nip.replace(" ", "") and not re.fullmatch(r"[0-9]{18}", nip.replace(" ", "")):
        faults.append(Refused("NIP terdiri atas 18 angka.", code="offices.bad_nip", field="nip"))
    try:
        if email.strip():
            validate_email(email.strip())
    except ValidationError:
        faults.append(Refused("Alamat surel tidak sah.", code="offices.bad_email", field="email"))
    return faults


def role_faults(
    role: str, areas: Sequence[int], since: date | None, until: date | None, *, office: Office, user: User | None
) -> list[Refused]:
    """What is wrong with a role in this office; with ``user`` also the same role held twice at a time."""
    if role not in ROLES:
        return [Refused("Pilih peran dari daftar.", code="offices.no_such_role", field="role")]
    known, faults = ROLES[role], []
    if known not in roles_for(office.kind):
        faults.append(
            Refused(
                f"Peran {known.title} tidak dapat diberikan di {office.name}.",
                code="offices.role_elsewhere",
                field="role",
            )
        )
    if areas and not known.by_area:
        faults.append(Refused(f"Peran {known.title} tidak dibatasi area.", code="offices.no_areas", field="areas"))
    if any(area not in AREAS for area in areas):
        faults.append(Refused("Area perubahan bernomor 1 sampai 8.", code="offices.no_such_area", field="areas"))
    if since and until and until < since:
        faults.append(Refused("Tanggal sampai mendahului tanggal sejak.", code="offices.span_reversed", field="until"))
    if user and _held_already(user, role, since, until, office):
        faults.append(Refused(f"{user} sudah memegang peran {known.title}.", code="offices.role_held", field="role"))
    return faults


def _held_already(user: User, role: str, since: date | None, until: date | None, office: Office) -> bool:
    spans = Membership.objects.filter(user=user, office=office, role=role, ended_at__isnull=True)
    return any(
        (row.since or date.min) <= (until or date.max) and (since or date.min) <= (row.until or date.max)
        for row in spans
    )


def areas_words(areas: Sequence[int]) -> str:
    """``area 1, 3, 8``, or ``semua area``."""
    return f"area {', '.join(str(area) for area in sorted(set(areas)))}" if areas else "semua area"
