"""Sign in, sign out, change one's password. Nothing else of allauth is reachable."""

from __future__ import annotations

from allauth.account import views
from django.urls import URLPattern, URLResolver, path

from renaksi.accounts.access import public, signed_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("masuk/", public(views.login), name="account_login"),
    path("keluar/", public(views.logout), name="account_logout"),
    path("kata-sandi/", signed_in(views.password_change), name="account_change_password"),
]
