"""The book's own screen."""

from __future__ import annotations

from django.urls import path

from renaksi.registers.publications.views import look_round

office_urls = [path("periksa/", look_round, name="publications_round")]
