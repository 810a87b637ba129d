"""Addresses of this floor."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.monitoring.views import board, cell, heat_map, many, month, people, proposals

urlpatterns: list[URLPattern | URLResolver] = [
    path("rencana/<int:year>/", board.plan_page, name="plan_page"),
    path("rencana/<int:year>/sel/<int:pk>-<int:month>/", cell.cell, name="cell"),
    path("rencana/<int:year>/sel/<int:pk>-<int:month>/periksa/", cell.cell_review, name="cell_review"),
    path("rencana/<int:year>/sel/<int:pk>-<int:month>/hapus/", cell.cell_clear, name="cell_clear"),
    path("rencana/<int:year>/sel/<int:pk>-<int:month>/pulihkan/", cell.cell_restore, name="cell_restore"),
    path("rencana/<int:year>/sel/<int:pk>-<int:month>/terima/", cell.cell_confirm, name="cell_confirm"),
    path("rencana/<int:year>/sel/<int:pk>-<int:month>/tolak/", cell.cell_reject, name="cell_reject"),
    path("rencana/<int:year>/sel/<int:pk>-<int:month>/asal/", proposals.cell_binding, name="cell_binding"),
    path("rencana/<int:year>/bulan/<int:month>/usulan/", proposals.month_proposals, name="month_proposals"),
    path("rencana/<int:year>/sel/<int:pk>-<int:month>/jenis/", cell.cell_kind, name="cell_kind"),
    path(
        "rencana/<int:year>/sel/<int:pk>-<int:month>/bukti/<int:proof_id>/lepas/",
        cell.cell_proof_remove,
        name="cell_proof_remove",
    ),
    path("rencana/<int:year>/sel/", many.cells_record, name="cells_record"),
    path("rencana/<int:year>/bulan/<int:month>/", month.month_page, name="month_page"),
    path("rencana/<int:year>/bulan/<int:month>/catat/", many.month_record, name="month_record"),
    path("rencana/<int:year>/peta.svg", heat_map.heat_map, name="heat_map"),
    path("rencana/<int:year>/penanggung-jawab/", people.responsible, name="responsible"),
    path(
        "rencana/<int:year>/penanggung-jawab/<int:assignment_id>/akhiri/",
        people.responsible_end,
        name="responsible_end",
    ),
]
