"""The verbs of an administrator: people come, get roles, are locked, leave, and get a new password without mail.

Every verb locks the office's row first, asks whether ``by`` may (None is the operator at the command line), writes, and records
one event in the office's chain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from renaksi.accounts.domain.slips import Slip, choose_password, make_slip
from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES, Right
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.authority import (
    administered_until,
    refuse_loss_of_administrator,
    refuse_unless_own,
    refuse_without,
)
from renaksi.offices.domain.person import Person, areas_words, identity_faults, person_faults, role_faults
from renaksi.offices.models import Membership, Office
from renaksi.offices.trail import record_in

_IDENTITY = {"full_name": "nama lengkap", "nip": "NIP", "email": "surel"}


@dataclass(frozen=True, slots=True)
class Added:
    """A person who came into an office; ``slip`` is None where they sign in already with a password of their own."""

    membership: Membership
    slip: Slip | None


@contextmanager
def _deed(office: Office, *, also_of: User | None = None) -> Iterator[list[Office]]:
    """One transaction that holds the rows of the office and of all offices of ``also_of``, so that two act one after the other.

    Yields the offices held. They are locked in one order, so that two deeds wait for each other in one direction only.
    """
    with transaction.atomic():
        touched = Q(pk=office.pk) | Q(pk__in=Membership.objects.filter(user=also_of).values("office"))
        yield list(Office.objects.select_for_update().filter(touched).order_by("pk"))


def add_user(*, office: Office, person: Person, by: User | None) -> Added:
    """Brings a person into the office with a first role: a new account with a one-time slip, or an account that is there already.

    An existing account joins only where the full name is given as it stands; its password stays its own.
    Refused: what ``person_faults`` finds; a person who may not manage users here.
    """
    with _deed(office):
        refuse_without(Right.MANAGE_USERS, by=by, office=office)
        _refuse_first(person_faults(person, office=office))
        added = _bring_in(office, person)
        record_in(
            office, by=by, what="offices.user_added", object_label=str(added.membership.user),
            object_id=str(added.membership.user_id),
            details={"username": added.membership.user.username, **_role_details(added.membership)},
        )  # fmt: skip
    return added


def import_users(*, office: Office, people: Sequence[Person], file: str, by: User | None) -> list[Added]:
    """Brings in all the people of a list, or none of them; ``file`` is its name for the trail. Refused as add_user."""
    with _deed(office):
        refuse_without(Right.MANAGE_USERS, by=by, office=office)
        if not people:
            raise Refused("Tidak ada pengguna dalam daftar.", code="offices.empty_list")
        added = []
        for person in people:
            _refuse_first(person_faults(person, office=office))
            added.append(_bring_in(office, person))
        record_in(
            office, by=by, what="offices.users_imported", object_label=file,
            details={
                "count": len(added),
                "file": file,
                "users": [f"{one.membership.user.username} ({one.membership.role_title})" for one in added],
            },
        )  # fmt: skip
    return added


def make_administrator(*, office: Office, person: Person, password: str = "") -> Added:
    """The operator's verb for an office's first administrator, told as the command line's in the trail.

    A new account gets ``password`` as its own, or a one-time slip where that is empty; an account that is there keeps its own.
    Refused as add_user.
    """
    with transaction.atomic():
        added = add_user(office=office, person=person, by=None)
        if password and added.slip:
            choose_password(added.slip.user, password)
    return added


def _refuse_first(faults: Sequence[Refused]) -> None:
    if faults:
        raise faults[0]


def _bring_in(office: Office, person: Person) -> Added:
    user = User.objects.filter(username=person.username).first()
    slip = None
    if user is None:
        user = User(username=person.username, full_name=person.full_name, nip=person.nip, email=person.email)
        user.set_unusable_password()
        user.save()
        slip = make_slip(user)
    membership = Membership.objects.create(
        user=user, office=office, role=person.role, areas=list(person.areas),
        since=person.since or today(office.time_zone), until=person.until,
    )  # fmt: skip
    return Added(membership, slip)


def give_role(
    *,
    user: User,
    office: Office,
    role: str,
    areas: Sequence[int] = (),
    since: date | None = None,
    until: date | None = None,
    by: User | None,
) -> Membership:
    """Gives a member of the office one more role, from ``since`` (None: today) until ``until`` (None: open), for areas or all.

    Refused: a role not meant for this kind of office, areas the role does not know, the same role twice at a time, a person
    who is no member (add them first).
    """
    with _deed(office):
        refuse_without(Right.MANAGE_USERS, by=by, office=office)
        if not Membership.objects.filter(user=user, office=office).exists():
            raise Refused(f"{user} bukan anggota {office.name}; tambahkan lebih dahulu.", code="offices.not_a_member")
        since = since or today(office.time_zone)
        _refuse_first(role_faults(role, areas, since, until, office=office, user=user))
        membership: Membership = Membership.objects.create(
            user=user, office=office, role=role, areas=sorted(set(areas)), since=since, until=until
        )
        record_in(
            office, by=by, what="offices.role_given", object_label=str(user), object_id=str(user.pk),
            details=_role_details(membership),
        )  # fmt: skip
    return membership


def change_areas(*, membership: Membership, areas: Sequence[int], by: User | None) -> Membership:
    """Narrows or widens a role to other areas; none = all. Refused: a role that knows no areas, a membership that is over."""
    office = membership.office
    with _deed(office):
        refuse_without(Right.MANAGE_USERS, by=by, office=office)
        membership = _held(membership)
        _refuse_first(role_faults(membership.role, areas, membership.since, membership.until, office=office, user=None))
        before, after = areas_words(membership.areas), areas_words(areas)
        if before == after:
            return membership
        membership.areas = sorted(set(areas))
        membership.save(update_fields=("areas",))
        record_in(
            office, by=by, what="offices.areas_changed", object_label=str(membership.user),
            object_id=str(membership.user_id), details={"role": membership.role_title, "before": before, "after": after},
        )  # fmt: skip
    return membership


def end_membership(*, membership: Membership, until: date | None = None, by: User | None) -> Membership:
    """Ends a role: at once (None or a day that is not to come), or after the last day ``until``. The account stays.

    Refused: a role that is over already, a last day before its first, the office's last administrator.
    """
    office = membership.office
    with _deed(office):
        refuse_without(Right.MANAGE_USERS, by=by, office=office)
        membership = _held(membership)
        day, guarded = today(office.time_zone), administered_until(office)
        at_once = until is None or until <= day
        last = until or day
        if membership.since and last < membership.since and not at_once:
            raise Refused("Peran itu baru mulai sesudah tanggal tersebut.", code="offices.span_reversed", field="until")
        membership.until = max(last, membership.since) if membership.since else last
        membership.ended_at = now() if at_once else None
        membership.save(update_fields=("until", "ended_at"))
        refuse_loss_of_administrator(office, before=guarded)
        record_in(
            office, by=by, what="offices.membership_ended", object_label=str(membership.user),
            object_id=str(membership.user_id), details={"role": membership.role_title, "until": date_words(last)},
        )  # fmt: skip
    return membership


def lock_user(*, user: User, office: Office, by: User | None) -> None:
    """Locks an account: its sessions end at once and it cannot sign in until unlocked.

    Refused: one's own account, an account other offices rely on too, the office's last administrator, one locked already.
    """
    with _deed(office, also_of=user) as held:
        refuse_unless_own(user, by=by, office=office)
        user = User.objects.select_for_update().get(pk=user.pk)
        if by is not None and user.pk == by.pk:
            raise Refused("Anda tidak dapat mengunci akun Anda sendiri.", code="offices.own_account")
        if user.is_locked:
            raise Refused(f"Akun {user} sudah dikunci.", code="offices.locked_already")
        guarded = [(place, administered_until(place)) for place in held]
        user.is_locked, user.sessions_since = True, now()
        user.save(update_fields=("is_locked", "sessions_since"))
        for place, before in guarded:
            refuse_loss_of_administrator(place, before=before)
        record_in(office, by=by, what="offices.user_locked", object_label=str(user), object_id=str(user.pk))


def unlock_user(*, user: User, office: Office, by: User | None) -> None:
    """Lets a locked account sign in again; sessions from before stay ended. Refused: as lock_user, and one that is not locked."""
    with _deed(office):
        refuse_unless_own(user, by=by, office=office)
        user = User.objects.select_for_update().get(pk=user.pk)
        if not user.is_locked:
            raise Refused(f"Akun {user} tidak dikunci.", code="offices.not_locked")
        user.is_locked = False
        user.save(update_fields=("is_locked",))
        record_in(office, by=by, what="offices.user_unlocked", object_label=str(user), object_id=str(user.pk))


def reset_password(*, user: User, office: Office, by: User | None) -> Slip:
    """Makes a one-time slip for a person who cannot sign in; the old password and all sessions stop at once.

    Refused: one's own password (that is changed, not reset), an account other offices rely on too.
    """
    with _deed(office):
        refuse_unless_own(user, by=by, office=office)
        if by is not None and user.pk == by.pk:
            raise Refused("Ubah kata sandi Anda sendiri lewat menu akun.", code="offices.own_account")
        slip = make_slip(User.objects.select_for_update().get(pk=user.pk))
        record_in(office, by=by, what="offices.password_reset", object_label=str(user), object_id=str(user.pk))
    return slip


def change_user(*, user: User, office: Office, full_name: str, nip: str = "", email: str = "", by: User | None) -> User:
    """Corrects a person's name, NIP or mail address. Refused: an account other offices rely on too; a NIP that is none."""
    with _deed(office):
        refuse_unless_own(user, by=by, office=office)
        _refuse_first(identity_faults(full_name, nip, email))
        user = User.objects.select_for_update().get(pk=user.pk)
        label, wanted = str(user), {"full_name": full_name.strip(), "nip": nip.replace(" ", ""), "email": email.strip()}
        changed = [name for name, value in wanted.items() if getattr(user, name) != value]
        if not changed:
            return user
        titles = [_IDENTITY[name] for name in changed]  # the values stay out of the trail
        for name in changed:
            setattr(user, name, wanted[name])
        user.save(update_fields=changed)
        record_in(
            office, by=by, what="offices.user_changed", object_label=label, object_id=str(user.pk),
            details={"fields": ", ".join(titles)},
        )  # fmt: skip
    return user


def _held(membership: Membership) -> Membership:
    """The membership as it stands now, locked. Refused where it is over."""
    held: Membership = Membership.objects.select_for_update().select_related("office", "user").get(pk=membership.pk)
    if held.ended_at or (held.until and held.until < today(held.office.time_zone)):
        raise Refused("Peran itu sudah berakhir.", code="offices.membership_over")
    return held


def _role_details(membership: Membership) -> dict[str, str]:
    since = f"sejak {date_words(membership.since)}" if membership.since else ""
    until = f"sampai {date_words(membership.until)}" if membership.until else "tanpa batas waktu"
    areas = areas_words(membership.areas)
    return {
        "role": ROLES[membership.role].title,
        "areas": areas,
        "areas_words": f" ({areas})" if membership.areas else "",
        "span": f"{since} {until}".strip(),
    }
