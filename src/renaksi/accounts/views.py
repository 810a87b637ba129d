"""Sign in, sign out, choose one's own password: allauth's flows with our own words."""

from __future__ import annotations

from typing import Any

from allauth.account import views
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from renaksi.accounts.access import public, signed_in
from renaksi.accounts.adapter import DEVICE_COOKIE
from renaksi.accounts.domain.guessing import DEVICE_DAYS, device_cookie
from renaksi.accounts.forms import OwnPasswordForm, SignInForm
from renaksi.accounts.models import User


class SignInView(views.LoginView):  # type: ignore[misc]  # allauth ships no types
    """The sign-in page. After it the browser is known to the account (renaksi.accounts.domain.guessing)."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm

    def form_valid(self, form: SignInForm) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)
        if isinstance(self.request.user, User):
            _remember_device(self.request, response, self.request.user)
        return response


class SignOutView(views.LogoutView):  # type: ignore[misc]  # allauth ships no types
    """Asks on GET, signs out on POST."""

    template_name = "accounts/sign_out.html"


class OwnPasswordView(views.PasswordChangeView):  # type: ignore[misc]  # allauth ships no types
    """A password of one's own; the other sessions of the account end with the old one."""

    template_name = "accounts/own_password.html"
    form_class = OwnPasswordForm


def _remember_device(request: HttpRequest, response: Any, user: User) -> None:
    response.set_cookie(
        DEVICE_COOKIE,
        device_cookie(request.COOKIES.get(DEVICE_COOKIE, ""), user.username),
        max_age=DEVICE_DAYS * 24 * 60 * 60,
        path="/akun/",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


sign_in = public(SignInView.as_view())
sign_out = public(SignOutView.as_view())
own_password = signed_in(OwnPasswordView.as_view())
