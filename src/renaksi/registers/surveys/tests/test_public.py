"""The public pages of a round as a phone asks for them, without scripts."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.registers.surveys.domain.sheets import enter_sheets
from renaksi.registers.surveys.domain.slips import issue_slips
from renaksi.registers.surveys.forms import stamp
from renaksi.registers.surveys.models import Answer, Survey, new_sheet_id
from renaksi.registers.surveys.tests.rounds import a_round, closed, marks, opened, step

pytestmark = pytest.mark.django_db
STYLE = Path(__file__).parents[1] / "static/surveys/public.css"


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _sheet(survey: Survey, *, waited: float = 60, **more: Any) -> dict[str, Any]:
    """What a browser sends of a form handed out so many seconds ago."""
    return {**marks(3), "cap": stamp(survey.token, new_sheet_id(), time.time() - waited), **more}


def _path(survey: Survey, more: str = "") -> str:
    return f"/survei/{survey.token}/{more}"


def test_a_respondent_answers_without_account_or_script(office: Office):
    survey, client = opened(a_round(office)), Client()
    page = client.get(_path(survey))
    text = page.content.decode()
    assert (page.status_code, text.count("<fieldset"), text.count('type="radio"')) == (200, 9, 36)
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")  # nothing from elsewhere
    assert len(page.content) + len(STYLE.read_bytes()) < 40_000
    assert page.headers["Cache-Control"] == "no-store"
    answer = client.post(_path(survey), _sheet(survey, sex="man"))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{_path(survey)}?hasil=terkirim")
    thanks = client.get(answer.headers["Location"])
    assert "Terima kasih" in thanks.content.decode()
    assert "Refresh" not in thanks.headers
    assert [(each.way, each.sex, each.marks) for each in Answer.objects.all()] == [("link", "man", [3] * 9)]


def test_the_form_is_not_sent_without_its_token_of_the_session(office: Office):
    survey = opened(a_round(office))
    assert Client(enforce_csrf_checks=True).post(_path(survey), _sheet(survey)).status_code == 403
    assert not Answer.objects.exists()


def test_the_same_page_sent_twice_counts_once(office: Office):
    survey, client = opened(a_round(office)), Client()
    sheet = _sheet(survey)
    assert [client.post(_path(survey), sheet).status_code for _ in range(2)] == [302, 302]
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"u7": ""}, "Pilih satu jawaban."),
        ({"kosong": "x"}, "Kosongkan isian ini"),
        ({"cap": "rusak"}, "sudah usang"),
        ({"waited": -60}, "Terlalu cepat"),  # however slow the machine that tests
    ],
)
def test_a_refused_sheet_comes_back_as_it_was_filled_in(office: Office, more: dict[str, Any], words: str):
    survey, client = opened(a_round(office)), Client()
    answer = client.post(_path(survey), _sheet(survey, u1=2, occupation="party", **more))
    text = answer.content.decode()
    assert (answer.status_code, Answer.objects.count()) == (422, 0)
    assert words in text
    assert 'id="isi-u1_1" checked' in text
    assert '<option value="party" selected>' in text


def test_another_rounds_form_is_not_taken(office: Office):
    one, other = opened(a_round(office)), opened(a_round(office))
    assert Client().post(_path(one), _sheet(other)).status_code == 422


def test_the_screen_at_the_counter_returns_by_itself(office: Office):
    survey, client = opened(a_round(office)), Client()
    assert "Refresh" not in client.get(_path(survey, "loket/")).headers
    answer = client.post(_path(survey, "loket/"), _sheet(survey))
    thanks = client.get(answer.headers["Location"])
    assert thanks.headers["Refresh"] == f"8; url={_path(survey, 'loket/')}"
    assert Answer.objects.get().way == "kiosk"


def test_a_slip_is_asked_for_where_slips_are_handed_out(office: Office):
    survey, client = opened(a_round(office, means="slips")), Client()
    (code,) = issue_slips(survey=survey, many=1, by=None)
    assert f'value="{code}"' in client.get(_path(survey), {"kartu": code}).content.decode()
    refused = client.post(_path(survey), _sheet(survey, code="SALAH-KODE"))
    assert "Kode ini tidak dikenal" in refused.content.decode()
    assert client.post(_path(survey), _sheet(survey, code=code)).status_code == 302
    again = client.post(_path(survey), _sheet(survey, code=code))
    assert (again.status_code, "sudah dipakai" in again.content.decode()) == (422, True)
    assert Answer.objects.get().way == "slip"


def test_a_round_that_is_shut_says_so_and_leads_to_its_result(office: Office):
    assert Client().get("/survei/tidak-ada/").status_code == 404
    survey = closed(office, date(2026, 5, 19), 4, 12)
    page = Client().get(_path(survey))
    assert (page.status_code, "sudah ditutup" in page.content.decode()) == (403, True)
    for more in ("hasil/", "lencana.svg"):
        assert Client().get(_path(survey, more)).status_code == 404
    survey = step(survey, "publish", published_on=date(2026, 5, 20), published_at="Papan informasi")
    assert _path(survey, "hasil/") in Client().get(_path(survey)).content.decode()


def test_a_published_round_shows_its_result_and_badge(office: Office):
    survey = opened(a_round(office, service="Loket <PPID> & informasi"))
    enter_sheets(survey=survey, sheets=[marks(4, u3=2)] * 12, on=date(2026, 5, 4), by=None)
    survey = step(survey, "close", closed_on=date(2026, 5, 19))
    survey = step(survey, "publish", published_on=date(2026, 5, 20), published_at="Papan informasi")
    page = Client().get(_path(survey, "hasil/"))
    text = page.content.decode()
    for words in (
        "94,44",
        "Mutu A",
        "12 responden",
        "Waktu penyelesaian",
        "skm-2017/1",
        "Loket &lt;PPID&gt; &amp; informasi",
    ):
        assert words in text
    assert len(page.content) + len(STYLE.read_bytes()) < 40_000
    badge = Client().get(_path(survey, "lencana.svg"))
    assert badge.headers["Content-Type"].startswith("image/svg+xml")
    for words in ("94,44", ">A</text>", "12 responden", "1 Mei 2026 s.d. 31 Mei 2026"):
        assert words in badge.content.decode()


def test_the_means_of_a_few_people_are_nobodys_to_read(office: Office):
    survey = closed(office, date(2026, 5, 19), 2, 1)
    survey = step(survey, "publish", published_on=date(2026, 5, 20), published_at="Papan informasi")
    text = Client().get(_path(survey, "hasil/")).content.decode()
    assert "50,00" in text
    assert "Waktu penyelesaian" not in text
