"""Addresses of this floor."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.monitoring.views import board, heat_map, people

urlpatterns: list[URLPattern | URLResolver] = [
    path("rencana/<int:year>/", board.plan_page, name="plan_page"),
    path("rencana/<int:year>/peta.svg", heat_map.heat_map, name="heat_map"),
    path("rencana/<int:year>/penanggung-jawab/", people.responsible, name="responsible"),
    path(
        "rencana/<int:year>/penanggung-jawab/<int:assignment_id>/akhiri/",
        people.responsible_end,
        name="responsible_end",
    ),
]
