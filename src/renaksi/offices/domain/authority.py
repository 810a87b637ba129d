"""Whether a person may do a thing in an office, asked by the verbs themselves: screens and scripts pass the same gate."""

from __future__ import annotations

from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES, Right
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Membership, Office


def holds(right: Right, *, user: User, office: Office) -> bool:
    """Whether a membership of the user in this very office gives the right today. Read from the database each time."""
    if user.is_locked or not user.is_active:
        return False
    roles = (
        Membership.objects.current(today(office.time_zone))
        .filter(user=user, office=office)
        .values_list("role", flat=True)
    )
    return any(right in ROLES[role].rights for role in roles)


def refuse_without(right: Right, *, by: User | None, office: Office) -> None:
    """Raises Refused unless ``by`` holds the right in the office; None is the operator at the command line, who may all."""
    if by is not None and not holds(right, user=by, office=office):
        raise Refused(f"Anda tidak berwenang untuk itu di {office.name}.", code="offices.not_allowed")
