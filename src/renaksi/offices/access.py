"""The one door to rows and files: what a user may see is a condition on the office tree's path, never a list of ids.

Every view carries an access rule, put on by one of the decorators here; a test walks all routes and fails on one without.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase

from renaksi.accounts.access import AccessRule, View
from renaksi.accounts.roles import ROLES, Right
from renaksi.kernel.clock import today
from renaksi.offices.models import Membership, Office


def memberships_of(user: Any) -> list[Membership]:
    """The user's memberships in force today, offices joined; read once per user object."""
    if not getattr(user, "is_authenticated", False):
        return []
    known = getattr(user, "_memberships_today", None)
    if known is None:
        known = list(
            Membership.objects.current(today())
            .filter(user=user)
            .select_related("office")
            .order_by("office__path", "role")
        )
        user._memberships_today = known
    return known


def visible_to(user: Any, prefix: str = "office__") -> Q:
    """The condition that keeps rows of offices the user may read: own offices and all below them.

    ``prefix`` is the road from the row to its office ("" for offices themselves). A user without membership sees nothing.
    """
    condition = Q(pk__in=[])
    for path in {membership.office.path for membership in memberships_of(user)}:
        condition |= Q(**{f"{prefix}path__startswith": path})
    return condition


def rights_in(user: Any, office: Office) -> frozenset[Right]:
    """What the user may do in this office: role rights of memberships there, and reading inherited from above."""
    rights: set[Right] = set()
    for membership in memberships_of(user):
        if membership.office_id == office.pk:
            rights |= ROLES[membership.role].rights
        elif office.path.startswith(membership.office.path):
            rights.add(Right.READ)
            if Right.READ_TRAIL in ROLES[membership.role].rights:
                rights.add(Right.READ_TRAIL)
    return frozenset(rights)


def areas_with(user: Any, office: Office, right: Right) -> frozenset[int] | None:
    """The area numbers the user holds a right in here by narrowed memberships; None = in all areas; empty = has it not."""
    numbers: set[int] = set()
    for membership in memberships_of(user):
        role = ROLES[membership.role]
        if membership.office_id != office.pk or right not in role.rights:
            continue
        if not (role.by_area and membership.areas):
            return None
        numbers.update(membership.areas)
    return frozenset(numbers)


def find_office(code: str, on: date | None = None) -> Office:
    """The office that has or had this code. Raises Office.DoesNotExist.

    Were a code ever given to another office, its holder on the day ``on`` comes first; without ``on`` the one whose code it is
    today.
    """
    current: Office | None = Office.objects.filter(code=code).first() if on is None else None
    if current:
        return current
    candidates = Office.objects.filter(Q(code=code) | Q(codes__code=code)).distinct()
    offices: list[Office] = list(candidates.prefetch_related("codes"))
    if not offices:
        raise Office.DoesNotExist(code)
    day = on or today()
    held = [office for office in offices if any(row.code == code and row.holds_on(day) for row in office.codes.all())]
    return held[0] if held else offices[0]


def in_office(right: Right) -> Callable[[View], View]:
    """The view takes ``office`` (an Office) in place of the route's ``code``; other offices answer 404, a lacking right 403.

    ``request.rights`` holds the user's rights there, for templates to hide what would be refused.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                office = find_office(code)
            except Office.DoesNotExist:
                raise Http404 from None
            rights = rights_in(request.user, office)
            if Right.READ not in rights:
                raise Http404
            if right not in rights:
                raise PermissionDenied
            request.office, request.rights = office, rights  # type: ignore[attr-defined]  # read by the frame's templates
            return view(request, office, *args, **kwargs)

        wrapped = login_required(guarded)
        wrapped.access = AccessRule("office", right)  # type: ignore[attr-defined]  # as above
        return wrapped

    return decorate
