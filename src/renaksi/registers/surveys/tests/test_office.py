"""The office's own screens and papers of a round."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.papers import write
from renaksi.registers.surveys.domain.sheets import enter_sheets
from renaksi.registers.surveys.models import Answer, Slip, Survey
from renaksi.registers.surveys.register import register
from renaksi.registers.surveys.tests.rounds import a_round, closed, marks, opened, step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _client(office: Office, role: str = "administrator") -> Client:
    client = Client()
    client.force_login(member(office, role))
    return client


def _path(survey: Survey, more: str) -> str:
    return f"/satker/{survey.office.code}/buku/survei/{survey.pk}/{more}"


def _pages(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def _rows(**cells: str) -> dict[str, str]:
    return {"lembar-TOTAL_FORMS": "10", "lembar-INITIAL_FORMS": "0", "on": "4 Mei 2026", **cells}


def test_while_it_is_open_only_numbers_are_seen(office: Office):
    survey = opened(a_round(office))
    enter_sheets(
        survey=survey, sheets=[marks(4, sex="man")] * 3 + [marks(2, sex="woman")] * 9, on=date(2026, 5, 4), by=None
    )
    text = _client(office).get(_path(survey, "hasil/")).content.decode()
    assert "<strong>12</strong> dari 80 yang perlu ditanya" in text
    assert f"http://testserver/survei/{survey.token}/" in text
    assert "Rata-rata" not in text
    assert "Perempuan" not in text
    assert "Mutu" not in text


def test_closed_it_shows_the_working_and_the_lowest_three(office: Office):
    closed(office, date(2026, 3, 31), 2, 6)
    survey = opened(a_round(office))
    sheets = [marks(4, u3=1, u8=2, u9=3, sex=sex) for sex in ("man", "man", "woman", "woman", *[""] * 5)]
    enter_sheets(survey=survey, sheets=sheets, on=date(2026, 5, 4), by=None)
    survey = step(survey, "close", closed_on=date(2026, 5, 19))
    text = _client(office, "pembaca").get(_path(survey, "hasil/")).content.decode()
    assert [
        text.index(f"<li>{words}") for words in ("Waktu penyelesaian (1,00)", "Penanganan pengaduan (2,00)", "Sarana")
    ]
    for words in ("83,33", "Mutu B", "dengan bobot 0,11 hasilnya 82,50 (B)", "31 Maret 2026", "50,00"):
        assert words in text
    for words in ("Perempuan", "Laki-laki"):
        assert f'<dt>{words}</dt><dd><span class="muted">tidak ditampilkan' in text
    assert "<dt>tidak diisi</dt><dd>5</dd>" in text


def test_a_page_costs_the_same_for_few_and_many(office: Office):
    client, costs = _client(office), []
    survey = opened(a_round(office))
    client.get(_path(survey, "hasil/"))
    for many in (5, 200):
        enter_sheets(survey=survey, sheets=[marks(3, sex="man", age="from_20")] * many, on=date(2026, 5, 4), by=None)
        with CaptureQueriesContext(connection) as asked:
            client.get(_path(survey, "hasil/"))
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 20


def test_paper_is_keyed_in_ten_at_a_time(office: Office):
    survey, client = opened(a_round(office)), _client(office)
    cells: dict[str, Any] = {f"lembar-0-u{at}": "3" for at in range(1, 10)}
    refused = client.post(_path(survey, "lembar/"), _rows(**cells, **{"lembar-4-u2": "7"}))
    text = refused.content.decode()
    assert (refused.status_code, Answer.objects.count()) == (422, 0)
    assert "Angka 1 sampai 4." in text
    assert 'name="lembar-0-u9" value="3"' in text
    answer = client.post(_path(survey, "lembar/"), _rows(**cells, **{"lembar-4-u2": "4", "lembar-4-sex": "woman"}))
    assert answer.status_code == 302
    sheets = sorted(Answer.objects.values_list("u1", "u2", "sex", "way", "answered_on"), key=str)
    assert sheets == [(3, 3, "", "paper", date(2026, 5, 4)), (None, 4, "woman", "paper", date(2026, 5, 4))]
    late = client.post(_path(survey, "lembar/"), _rows(**cells, on="21 Mei 2026"))
    assert (late.status_code, "Tanggal lembar terletak antara" in late.content.decode()) == (422, True)


def test_who_only_reads_neither_keys_in_nor_prints_slips(office: Office):
    survey, reader = opened(a_round(office, means="slips")), _client(office, "pembaca")
    assert reader.get(_path(survey, "lembar/")).status_code == 403
    assert reader.post(_path(survey, "kartu/"), {"many": "5"}).status_code == 403
    assert not Slip.objects.exists()


def test_slips_and_poster_are_printed(office: Office):
    survey, client = opened(a_round(office, means="slips")), _client(office)
    printed = client.post(_path(survey, "kartu/"), {"many": "7"})
    words = "".join(_pages(printed.content))
    assert (printed.headers["Content-Type"], Slip.objects.count()) == ("application/pdf", 7)
    assert words.count("Satu kartu, satu jawaban") == 7
    poster = client.get(_path(survey, "poster.pdf"))
    pages = _pages(poster.content)
    assert len(pages) == 1
    assert "BAGAIMANA LAYANAN KAMI?" in pages[0]
    assert client.post(_path(survey, "kartu/"), {"many": "0"}).status_code == 422
    assert client.get(_path(closed(office, date(2026, 5, 19), 3), "poster.pdf")).status_code == 404


def test_the_papers_tell_the_result(office: Office):
    survey = opened(a_round(office))
    enter_sheets(survey=survey, sheets=[marks(4, u3=1, sex="man")] * 6, on=date(2026, 5, 4), by=None)
    survey = step(survey, "close", closed_on=date(2026, 5, 19))
    told = {each.slug: write(each.build(survey), "txt").decode() for each in register.entry_prints}
    assert len(re.findall(r"□ 4\b", told["kuesioner"])) == 9
    assert "Waktu penyelesaian" in told["rekap-jawaban"]
    customary = "dengan bobot 0,11 hasilnya 90,75 (A)"
    for words in (
        "Indeks 91,67, mutu A (sangat baik), dari 6 responden.",
        customary,
        "waktu penyelesaian (rata-rata 1,00)",
    ):
        assert words in told["laporan"]
    for words in ("91,67", "Mutu A", "6 responden", "1 Mei 2026 s.d. 31 Mei 2026", "skm-2017/1"):
        assert words in told["poster-hasil"]
    assert len(_pages(write(register.entry_prints[-1].build(survey), "pdf"))) == 1
    (trend,) = register.book_prints
    paper = trend.build(office, Survey.objects.filter(office=office), date(2026, 1, 1), date(2026, 12, 31))
    assert "91,67" in write(paper, "txt").decode()
