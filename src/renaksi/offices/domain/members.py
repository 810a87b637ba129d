"""Who belongs to an office, as its administrator reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from renaksi.accounts.models import User
from renaksi.kernel.clock import now, today
from renaksi.offices.models import Membership, Office

STATES = {"aktif": "Aktif", "dikunci": "Dikunci", "berakhir": "Tidak bertugas"}


@dataclass(frozen=True, slots=True)
class Member:
    """A user with their roles in one office: those in force or to come, and those over, the latest first."""

    user: User
    roles: tuple[Membership, ...]
    former: tuple[Membership, ...]

    @property
    def state(self) -> str:
        """``locked``, ``active`` or ``ended``: keys of the status signs."""
        if self.user.is_locked:
            return "locked"
        return "active" if self.roles else "ended"

    @property
    def slip(self) -> str:
        """``open`` while a one-time slip waits to be used, ``over`` when it ran out unused, "" for a password of one's own."""
        if self.user.slip_until is None:
            return ""
        return "open" if self.user.slip_until > now() else "over"


def members_of(office: Office, *, words: str = "", state: str = "") -> QuerySet[User]:
    """The users who are or were members of the office, by name; ``words`` looks in names and NIP, ``state`` in STATES."""
    own = Membership.objects.filter(user=OuterRef("pk"), office=office)
    standing = Exists(own.not_over(today(office.time_zone)))
    users = User.objects.filter(Exists(own))
    for word in words.split():
        users = users.filter(Q(full_name__icontains=word) | Q(username__icontains=word) | Q(nip__startswith=word))
    if state == "dikunci":
        users = users.filter(is_locked=True)
    elif state in STATES:
        users = users.filter(standing if state == "aktif" else ~standing, is_locked=False)
    memberships = Membership.objects.filter(office=office).order_by("since", "id")
    return users.prefetch_related(Prefetch("memberships", queryset=memberships, to_attr="here")).order_by(
        "full_name", "pk"
    )


def as_members(users: Iterable[User], office: Office) -> list[Member]:
    """The users of ``members_of`` with their roles sorted into those that stand and those that are over."""
    return [_member(user, today(office.time_zone)) for user in users]


def _member(user: User, day: date) -> Member:
    here: list[Membership] = user.here  # type: ignore[attr-defined]  # prefetched by members_of
    over = [row for row in here if row.ended_at or (row.until and row.until < day)]
    standing = [row for row in here if row not in over]
    return Member(user, tuple(standing), tuple(reversed(over)))
