"""The addresses of the door: below the book's for the office, and one for the public."""

from __future__ import annotations

from django.urls import path

from renaksi.registers.events.register import register
from renaksi.registers.events.views import EventDesk, sign_at_door

_desk = EventDesk(register)

office_urls = [
    path("<int:entry_id>/pintu/", _desk.door, name="events_door"),
    path("<int:entry_id>/pintu/poster.pdf", _desk.poster, name="events_poster"),
]
public_urls = [path("hadir/<slug:token>/", sign_at_door, name="events_sign")]
