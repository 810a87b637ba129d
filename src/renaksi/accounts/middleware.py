"""A person who was locked or ended stops at once; one with a slip's password must choose their own first."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from renaksi.accounts.models import User


class StandingMiddleware:
    """Ends the session of a locked user; leads a user with a one-time password to choose their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User):
            if user.is_locked:
                logout(request)
                return redirect("account_login")
            allowed = {reverse("account_change_password"), reverse("account_logout")}
            if user.must_change_password and request.path not in allowed and not request.path.startswith("/static/"):
                return redirect("account_change_password")
        return self.get_response(request)
