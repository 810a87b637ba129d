"""Who may open a book, write in it, and see which of its entries; the rule each of its views carries."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase

from renaksi.accounts.access import AccessRule, View
from renaksi.accounts.roles import Right
from renaksi.desk.models import Keeper
from renaksi.desk.register import Reading, Register
from renaksi.kernel.clock import today
from renaksi.offices.access import in_office, rights_in
from renaksi.offices.models import Office


def kept_books(user: Any) -> set[tuple[int, str]]:
    """Office id and name of the books the user is a named officer of today; read once per user object."""
    if not getattr(user, "is_authenticated", False):
        return set()
    known: set[tuple[int, str]] | None = getattr(user, "_kept_books", None)
    if known is None:
        rows = Keeper.objects.current(today()).filter(user=user, ended_at__isnull=True)
        known = set(rows.values_list("office_id", "book"))
        user._kept_books = known
    return known


def keeps(user: Any, office: Office, register: Register) -> bool:
    """Whether the user is a named officer of this book, and still of this office."""
    return (office.pk, register.name) in kept_books(user) and Right.READ in rights_in(user, office)


def may_open(user: Any, office: Office, register: Register) -> bool:
    """Whether the book is there for the user."""
    if Right.READ not in rights_in(user, office):
        return False
    return register.access.reading is not Reading.CLOSED or keeps(user, office, register)


def may_write(user: Any, office: Office, register: Register) -> bool:
    """Whether the user writes in the book."""
    if register.access.reading is Reading.OFFICE:
        return register.access.write in rights_in(user, office)
    return keeps(user, office, register)


def rows_for(user: Any, office: Office, register: Register) -> Q:
    """The condition on the book's entries the user may see; one for whom the book is not there sees none."""
    if not may_open(user, office, register):
        return Q(pk__in=[])
    closed_field = register.access.closed_field
    if closed_field and not keeps(user, office, register):
        return Q(office=office) & Q(**{closed_field: False})
    return Q(office=office)


def in_book(register: Register, *, writes: bool = False, right: Right = Right.READ) -> Callable[[View], View]:
    """The view takes ``office`` in place of the route's ``code``. The book is not there (404) for whom it is closed.

    ``writes`` asks for the right of writing the book (403 without), ``right`` for a further one.
    """
    asked = register.access.write if writes and register.access.reading is Reading.OFFICE else right

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, office: Office, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may_open(request.user, office, register):
                raise Http404
            if writes and not may_write(request.user, office, register):
                raise PermissionDenied
            return view(request, office, *args, **kwargs)

        wrapped = in_office(asked)(login_required(guarded))
        needs_keeper = register.access.reading is Reading.CLOSED or (
            writes and register.access.reading is Reading.OFFICERS
        )
        wrapped.access = AccessRule("office", asked, needs_keeper)  # type: ignore[attr-defined]  # travels on the view
        return wrapped

    return decorate
