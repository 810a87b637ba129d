"""The addresses of the book's own screens, below the book's."""

from __future__ import annotations

from django.urls import path

from renaksi.registers.declarations.register import register
from renaksi.registers.declarations.views import OwnScreens

_desk = OwnScreens(register)

office_urls = [
    path("kampanye/", _desk.campaign, name="declarations_campaign"),
    path("kampanye/buka/", _desk.campaign_make, name="declarations_make"),
    path("saya/", _desk.mine, name="declarations_mine"),
    path("saya/<int:entry_id>/", _desk.sign, name="declarations_sign"),
    path("naskah/", _desk.text, name="declarations_text"),
]
