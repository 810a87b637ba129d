"""Addresses of this floor."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.reports import views
from renaksi.reports.monev import views as monev
from renaksi.reports.monev.sign_views import monev_sign
from renaksi.reports.proofs.views import proofs_index, proofs_zip

urlpatterns: list[URLPattern | URLResolver] = [
    path("rencana/<int:year>/keputusan.<str:file_format>", views.decree_file, name="decree_file"),
    path("telaah/<uuid:draft_id>/rancangan.<str:file_format>", views.draft_file, name="draft_file"),
    path("laporan/", monev.report_index, name="report_index"),
    path("laporan/monev/<str:period>/", monev.monev_page, name="monev_page"),
    path("laporan/monev/<str:period>/cetak.<str:file_format>", monev.monev_file, name="monev_file"),
    path("laporan/monev/<str:period>/catatan/", monev.monev_note, name="monev_note"),
    path("laporan/monev/<str:period>/tanda-tangan/", monev_sign, name="monev_sign"),
    path("laporan/monev/<str:period>/sel/", monev.monev_cells, name="monev_cells"),
    path("laporan/monev/<str:period>/grafik-<str:name>.svg", monev.monev_chart, name="monev_chart"),
    path("laporan/bukti/<str:period>/daftar.xlsx", proofs_index, name="proofs_index"),
    path("laporan/bukti/<str:period>/bukti.zip", proofs_zip, name="proofs_zip"),
]
