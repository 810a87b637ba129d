"""The addresses of the book's own screens, and of the public's."""

from __future__ import annotations

from django.urls import path

from renaksi.registers.complaints.public_views import complain, follow
from renaksi.registers.complaints.register import register
from renaksi.registers.complaints.views import ComplaintDesk

_desk = ComplaintDesk(register)

office_urls = [
    path("saluran/", _desk.channels, name="complaints_channels"),
    path("impor-lapor/", _desk.lapor, name="complaints_lapor"),
    path("<int:entry_id>/pelapor/", _desk.reporter, name="complaints_reporter"),
]
public_urls = [
    path("pengaduan/<str:code>/", complain, name="complaints_public"),
    path("pengaduan/<str:code>/lacak/", follow, name="complaints_follow"),
]
