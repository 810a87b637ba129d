"""The addresses of a round: below the book's for the office, and the public ones."""

from __future__ import annotations

from django.urls import path

from renaksi.registers.surveys.public import answer_page, badge, kiosk_page, result_page
from renaksi.registers.surveys.register import register
from renaksi.registers.surveys.views import SurveyDesk

_desk = SurveyDesk(register)

office_urls = [
    path("<int:entry_id>/hasil/", _desk.results, name="surveys_results"),
    path("<int:entry_id>/lembar/", _desk.paper_sheets, name="surveys_sheets"),
    path("<int:entry_id>/kartu/", _desk.slips, name="surveys_slips"),
    path("<int:entry_id>/poster.pdf", _desk.poster, name="surveys_poster"),
]
public_urls = [
    path("survei/<slug:token>/", answer_page, name="surveys_answer"),
    path("survei/<slug:token>/loket/", kiosk_page, name="surveys_kiosk"),
    path("survei/<slug:token>/hasil/", result_page, name="surveys_result"),
    path("survei/<slug:token>/lencana.svg", badge, name="surveys_badge"),
]
