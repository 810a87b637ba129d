"""Addresses of this floor."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.plan import views, views_compare

urlpatterns: list[URLPattern | URLResolver] = [
    path("rencana/<int:year>/baris/<int:pk>/", views.plan_row, name="plan_row"),
    path("rencana/<int:year>/baris/<int:pk>/pindah/", views.plan_move, name="plan_move"),
    path("rencana/<int:year>/koreksi/", views.plan_corrections, name="plan_corrections"),
    path("rencana/<int:year>/koreksi/<str:field>/", views.plan_correct_fact, name="plan_correct_fact"),
    path("rencana/<int:year>/koreksi/<str:field>/<int:pk>/", views.plan_correct, name="plan_correct"),
    path("rencana/<int:year>/bandingkan/", views_compare.plan_compare, name="plan_compare"),
    path("rencana/<int:year>/tarik/", views.plan_withdraw, name="plan_withdraw"),
]
