"""Addresses of this floor."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.evidence.views import browse, describe, file, upload

_ONE = "bukti/<int:evidence_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("bukti/", browse.evidence_list, name="evidence_list"),
    path("bukti/unggah/", upload.upload, name="evidence_upload"),
    path("bukti/pilih/", upload.choose, name="evidence_choose"),
    path(_ONE, browse.evidence_page, name="evidence_page"),
    path(f"{_ONE}ubah/", describe.describe, name="evidence_describe"),
    path(f"{_ONE}tarik/", describe.withdraw, name="evidence_withdraw"),
    path(f"{_ONE}pulihkan/", describe.restore, name="evidence_restore"),
    path(f"{_ONE}berkas/", file.evidence_file, name="evidence_file"),
    path(f"{_ONE}pratinjau.png", file.evidence_preview, name="evidence_preview"),
]
