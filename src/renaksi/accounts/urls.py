"""Sign in, sign out, change one's password. Nothing else of allauth is reachable."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("masuk/", views.sign_in, name="account_login"),
    path("keluar/", views.sign_out, name="account_logout"),
    path("kata-sandi/", views.own_password, name="account_change_password"),
]
