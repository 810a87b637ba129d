"""Addresses of upload and review, under the office's own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.intake.views import adopt, change, pages, review, upload

urlpatterns: list[URLPattern | URLResolver] = [
    path("unggah/", upload.upload, name="intake_upload"),
    path("unggah/templat/", upload.begin_template, name="intake_template"),
    path("unggah/ketik/", upload.begin_typed, name="intake_typed"),
    path("unggah/rencana/", upload.begin_from_plan, name="intake_from_plan"),
    path("unggah/contoh/<str:name>", upload.sample, name="intake_sample"),
    path("telaah/<uuid:draft_id>/", review.draft_page, name="intake_draft"),
    path("telaah/<uuid:draft_id>/halaman/<int:page>.webp", pages.page, name="intake_page"),
    path("telaah/<uuid:draft_id>/kabar/", review.others, name="intake_others"),
    path("telaah/<uuid:draft_id>/baca-ulang/", upload.retry, name="intake_retry"),
    path("telaah/<uuid:draft_id>/terapkan/", adopt.adopt, name="intake_adopt"),
    path("telaah/<uuid:draft_id>/buang/", adopt.discard, name="intake_discard"),
    path("telaah/<uuid:draft_id>/ubah/<slug:verb>/", change.change, name="intake_change"),
]
