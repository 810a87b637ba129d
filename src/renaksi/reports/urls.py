"""Addresses of this floor."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.reports import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("rencana/<int:year>/keputusan.<str:file_format>", views.decree_file, name="decree_file"),
    path("telaah/<uuid:draft_id>/rancangan.<str:file_format>", views.draft_file, name="draft_file"),
]
