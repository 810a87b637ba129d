"""The access rule every view carries, and the two that need no office. A test walks all routes and fails on one without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class AccessRule:
    """Who may reach a view: ``kind`` is public, signed_in or office; ``right`` the right asked in that office.

    ``needs_keeper``: beside the right, the person must be a named officer of the book the view belongs to.
    """

    kind: str
    right: Right | None = None
    needs_keeper: bool = False


def public(view: View) -> View:
    """Anyone may reach this view."""
    view.access = AccessRule("public")  # type: ignore[attr-defined]  # the rule travels on the function
    return view


def signed_in(view: View) -> View:
    """Anyone who signed in may reach this view; it must look at nothing but the user's own."""
    guarded = login_required(view)
    guarded.access = AccessRule("signed_in")  # type: ignore[attr-defined]  # as above
    return guarded


def user_of(request: HttpRequest) -> User:
    """The signed-in user of a guarded view, typed."""
    assert isinstance(request.user, User)  # noqa: S101 - the guards let no one else in
    return request.user
