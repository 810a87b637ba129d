"""Test objects that are real rows: offices in a tree, users, memberships.

``OfficeFactory()`` makes a regency under a province of its own under the one national office; ``OfficeFactory(parent=province)``
two regencies side by side. Every user of ``UserFactory`` signs in with ``PASSWORD``. ``member(office, "administrator")`` is a
user with that role there. Codes made here are none of the real offices' nor the demo office's.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from renaksi.accounts.models import User
from renaksi.offices.models import (
    ASN,
    Membership,
    Office,
    OfficeCode,
    OfficeKind,
    OfficeParent,
    OfficeProfile,
    Person,
    PersonKind,
    Post,
    PostKind,
    Tenure,
)

PASSWORD = "tambatan perahu kayu biru"


@cache
def _hash() -> str:
    return make_password(PASSWORD)  # one Argon2 for the whole run


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"pengguna{n}")
    full_name = factory.Sequence(lambda n: f"Pengguna Teladan {n}")
    password = factory.LazyFunction(_hash)


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    kind = OfficeKind.REGENCY
    code = factory.Sequence(lambda n: str(9700 + n % 299))
    name = factory.LazyAttribute(lambda office: f"KPU Kabupaten Teladan {office.code}")
    time_zone = "Asia/Jakarta"

    @classmethod
    def _create(cls, model_class: type[Office], *args: Any, parent: Office | None = None, **kwargs: Any) -> Office:
        above = parent if parent is not None else cls._default_parent()
        office = (
            Office.objects.add_child(Office.objects.get(pk=above.pk), kwargs)
            if above
            else Office.objects.add_root(kwargs)
        )
        OfficeCode.objects.create(office=office, code=office.code)
        if above:
            OfficeParent.objects.create(office=office, parent=above)
        return Office.objects.get(pk=office.pk)

    @classmethod
    def _default_parent(cls) -> Office | None:
        return ProvinceFactory()


class NationalFactory(OfficeFactory):
    """The one office at the root; asked for twice it is the same."""

    kind = OfficeKind.NATIONAL
    code = "00"
    name = "KPU Republik Indonesia"

    @classmethod
    def _create(cls, model_class: type[Office], *args: Any, parent: Office | None = None, **kwargs: Any) -> Office:
        known = Office.objects.filter(code=kwargs["code"]).first()
        return known or super()._create(model_class, *args, **kwargs)

    @classmethod
    def _default_parent(cls) -> Office | None:
        return None


class ProvinceFactory(OfficeFactory):
    kind = OfficeKind.PROVINCE
    code = factory.Sequence(lambda n: chr(65 + n // 26 % 26) + chr(65 + n % 26))
    name = factory.LazyAttribute(lambda office: f"KPU Provinsi Teladan {office.code}")

    @classmethod
    def _default_parent(cls) -> Office | None:
        return NationalFactory()


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = OfficeProfile

    office = factory.SubFactory(OfficeFactory)
    chair = "RAHMAT TELADAN"
    secretary = "DEWI TELADANI"
    place = "Contoh"
    address = "Jalan Percontohan Nomor 1, Contoh"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    role = "pembaca"


class PersonFactory(DjangoModelFactory):
    """A civil servant who serves in the office since ever, with a NIP of their own."""

    class Meta:
        model = Person

    office = factory.SubFactory(OfficeFactory)
    name = factory.Sequence(lambda n: f"Pegawai Teladan {n}")
    nip = factory.LazyAttributeSequence(lambda person, n: f"{n:018}" if person.kind in ASN else "")
    kind = PersonKind.CIVIL_SERVANT


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Post

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Pengelola Teladan {n}")
    kind = PostKind.EXECUTIVE


class TenureFactory(DjangoModelFactory):
    """A person in a post of their office."""

    class Meta:
        model = Tenure

    person = factory.SubFactory(PersonFactory)
    post = factory.LazyAttribute(lambda tenure: PostFactory(office=tenure.person.office))


def member(office: Office, role: str = "administrator", **user: Any) -> User:
    """A user with one membership in force in the office."""
    person: User = MembershipFactory(
        office=office, role=role, **{f"user__{key}": value for key, value in user.items()}
    ).user
    return person
