"""Addresses of this floor."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.reports import views
from renaksi.reports.proofs.views import proofs_index, proofs_zip

urlpatterns: list[URLPattern | URLResolver] = [
    path("rencana/<int:year>/keputusan.<str:file_format>", views.decree_file, name="decree_file"),
    path("telaah/<uuid:draft_id>/rancangan.<str:file_format>", views.draft_file, name="draft_file"),
    path("laporan/bukti/<str:period>/daftar.xlsx", proofs_index, name="proofs_index"),
    path("laporan/bukti/<str:period>/bukti.zip", proofs_zip, name="proofs_zip"),
]
