"""A person who was locked or ended stops at once; one with a slip's password must choose their own first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from renaksi.accounts.adapter import SIGNED_IN_AT
from renaksi.accounts.models import User
from renaksi.kernel.clock import now


class StandingMiddleware:
    """Ends the session of a locked or ended user, and any older than twelve hours or than the account's last lock or slip.

    Leads a user with a one-time password to choose their own before anything else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User):
            if not self._stands(request, user):
                logout(request)
                return (
                    redirect_to_login(request.get_full_path()) if request.method == "GET" else redirect("account_login")
                )
            allowed = {reverse("account_change_password"), reverse("account_logout")}
            if user.must_change_password and request.path not in allowed and not request.path.startswith("/static/"):
                return redirect("account_change_password")
        return self.get_response(request)

    def _stands(self, request: HttpRequest, user: User) -> bool:
        began = _began(request)
        if (now() - began).total_seconds() > settings.SESSION_COOKIE_AGE:
            return False
        return user.may_sign_in(now()) and (user.sessions_since is None or user.sessions_since <= began)


def _began(request: HttpRequest) -> datetime:
    """When the session began. One that does not say (opened by a script) begins with its first request."""
    if SIGNED_IN_AT not in request.session:
        request.session[SIGNED_IN_AT] = now().timestamp()
    return datetime.fromtimestamp(request.session[SIGNED_IN_AT], UTC)
