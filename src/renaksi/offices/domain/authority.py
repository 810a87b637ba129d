"""Whether a person may do a thing in an office, asked by the verbs themselves: screens and scripts pass the same gate."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES, Administrator, Right, roles_with
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Membership, Office

FOREVER = date.max


def holds(right: Right, *, user: User, office: Office) -> bool:
    """Whether a membership of the user in this very office gives the right today. Read from the database each time."""
    if user.is_locked or not user.is_active:
        return False
    current = Membership.objects.current(today(office.time_zone)).filter(user=user, office=office)
    return any(right in ROLES[role].rights for role in current.values_list("role", flat=True))


def refuse_without(right: Right, *, by: User | None, office: Office) -> None:
    """Raises Refused unless ``by`` holds the right in the office; None is the operator at the command line, who may all."""
    if by is not None and not holds(right, user=by, office=office):
        raise Refused(f"Anda tidak berwenang untuk itu di {office.name}.", code="offices.not_allowed")


def refuse_unless_own(user: User, *, by: User | None, office: Office) -> None:
    """Raises Refused unless the account as a whole is this administrator's to touch.

    An account belongs to every office that relies on it: who could reset its password could act there. So ``by`` must manage the
    users of all offices where the user is, or is going to be, a member. Ending a membership needs no more than the own office.
    """
    refuse_without(Right.MANAGE_USERS, by=by, office=office)
    if not Membership.objects.filter(user=user, office=office).exists():
        raise Refused(f"Pengguna ini bukan anggota {office.name}.", code="offices.not_a_member")
    if by is None:
        return
    day = today(office.time_zone)
    mine = Membership.objects.current(day).filter(user=by, role__in=roles_with(Right.MANAGE_USERS)).values("office")
    if Membership.objects.not_over(day).filter(~Q(office__in=mine), user=user).exists():
        raise Refused(
            "Akun ini juga dipakai di satuan kerja lain, sehingga tidak dapat diubah dari sini. Anda dapat mengakhiri "
            f"perannya di {office.name}, atau meminta pengelola server.",
            code="offices.shared_account",
        )


def administered_until(office: Office) -> date:
    """The last day, seen from today, up to which the office has an administrator without a break; yesterday if it has none."""
    covered = today(office.time_zone) - timedelta(days=1)
    spans = (
        Membership.objects.not_over(covered + timedelta(days=1))
        .filter(office=office, role=Administrator.key, user__is_locked=False, user__is_active=True)
        .values_list("since", "until")
    )
    for since, until in sorted(spans, key=lambda span: span[0] or date.min):
        if (since or date.min) <= covered + timedelta(days=1):
            covered = max(covered, until or FOREVER)
        if covered == FOREVER:
            break
    return covered


def refuse_loss_of_administrator(office: Office, *, before: date) -> None:
    """Raises Refused where the office would be without administrator earlier than ``before`` said; call it after the change."""
    if administered_until(office) < before:
        raise Refused(
            f"{office.name} akan kehilangan administrator terakhirnya; beri peran administrator kepada orang lain lebih dahulu.",
            code="offices.last_administrator",
        )
