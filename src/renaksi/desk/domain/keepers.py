"""Officers of a book are named and their duty ended."""

from __future__ import annotations

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.models import Keeper
from renaksi.desk.register import Register
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Membership, Office
from renaksi.offices.trail import record_in


def name_keeper(*, register: Register, office: Office, user_id: int, by: User | None) -> Keeper:
    """Names a user of the office as officer of its book from today on. Trail: ``desk.keeper_named``.

    Refuses ``desk.not_of_office`` and ``desk.keeper_already``.
    """
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # two who name the same person at once
        day = today(office.time_zone)
        member = Membership.objects.current(day).filter(office=office, user_id=user_id).select_related("user").first()
        if member is None:
            raise Refused("Pilih pengguna yang bertugas di satuan kerja ini.", code="desk.not_of_office", field="user")
        if Keeper.objects.filter(office=office, book=register.name, user=member.user, ended_at__isnull=True).exists():
            raise Refused(f"{member.user} sudah menjadi petugas buku ini.", code="desk.keeper_already", field="user")
        keeper: Keeper = Keeper.objects.create(
            office=office, book=register.name, user=member.user, since=day, named_at=now(), named_by=by
        )
        record_in(
            office, by=by, what="desk.keeper_named", object_label=register.title, object_id=f"book:{register.name}",
            details={"register": register.name, "username": member.user.username},
        )  # fmt: skip
    return keeper


def end_keeper(*, register: Register, office: Office, keeper_id: int, by: User | None) -> Keeper:
    """Ends an officer's duty at once. Trail: ``desk.keeper_ended``. Refuses ``desk.no_keeper``."""
    with transaction.atomic():
        held = Keeper.objects.select_for_update(of=("self",)).filter(
            office=office, book=register.name, pk=keeper_id, ended_at__isnull=True
        )
        keeper: Keeper | None = held.select_related("user").first()
        if keeper is None:
            raise Refused("Petugas ini sudah diakhiri. Muat ulang halamannya.", code="desk.no_keeper")
        keeper.ended_at, keeper.until = now(), today(office.time_zone)
        keeper.save(update_fields=("ended_at", "until"))
        record_in(
            office, by=by, what="desk.keeper_ended", object_label=register.title, object_id=f"book:{register.name}",
            details={"register": register.name, "username": keeper.user.username},
        )  # fmt: skip
    return keeper
