"""Addresses of this floor, under ``satker/<code>/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.calendars.views import calendar, limits

urlpatterns: list[URLPattern | URLResolver] = [
    path("kalender/", calendar.index, name="calendar"),
    path("kalender/<int:year>/", calendar.year, name="calendar_year"),
    path("kalender/<int:year>/cocok/", calendar.verify, name="calendar_verify"),
    path("kalender/libur/", calendar.add, name="holiday_add"),
    path("kalender/libur/<int:holiday_id>/", calendar.change, name="holiday_change"),
    path("kalender/libur/<int:holiday_id>/berlaku/", calendar.switch, name="holiday_switch"),
    path("kalender/batas/", limits.limits, name="limits"),
    path("kalender/batas/<str:key>/", limits.limit, name="limit"),
    path("kalender/batas/<str:key>/ubah/", limits.change, name="limit_change"),
    path("kalender/batas/<str:key>/akhiri/", limits.end, name="limit_end"),
]
