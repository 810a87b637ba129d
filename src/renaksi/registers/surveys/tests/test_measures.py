"""Each measure of the surveys on real rounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from renaksi.desk.domain.record import remove_entry
from renaksi.desk.registry import REGISTERS
from renaksi.measures.declare import Asked, Count
from renaksi.measures.registry import MEASURES
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.registers.surveys.domain.sheets import enter_sheets
from renaksi.registers.surveys.tests.rounds import a_round, closed, marks, opened, step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _count(office: Office, what: str, month: int = 5) -> Count:
    measure = MEASURES.get(f"surveys.{what}")
    assert measure
    return measure.counted(Asked(office, 2026, month))


def test_a_survey_is_built_once_its_questions_are_approved(office: Office):
    survey = a_round(office, asked_from=date(2026, 4, 10))
    a_round(office, "information")
    assert _count(office, "service_survey_built").amount == 0
    opened(survey)
    assert [_count(office, "service_survey_built", month).amount for month in (3, 4, 5)] == [0, 1, 1]
    assert _count(office, "service_survey_built").entries == (survey.pk,)


def test_a_survey_closed_last_year_is_not_this_years(office: Office):
    closed(office, date(2025, 12, 20), 3)
    assert _count(office, "service_survey_built").amount == 0
    assert _count(office, "service_survey_processed").amount == 0
    assert _count(office, "service_index").amount == 75


def test_a_processed_survey_tells_the_means_of_asking(office: Office):
    survey = opened(a_round(office, asked_from=date(2026, 5, 1)))
    assert _count(office, "service_survey_processed").is_empty
    enter_sheets(survey=survey, sheets=[marks()] * 3, on=date(2026, 5, 4), by=None)
    step(survey, "close", closed_on=date(2026, 5, 19))
    count = _count(office, "service_survey_processed")
    assert (count.amount, [(part.title, part.amount) for part in count.parts]) == (1, [("Lembar kertas", 3)])
    assert _count(office, "service_survey_processed", month=4).amount == 0


def test_a_round_without_an_index_is_not_processed(office: Office):
    survey = opened(a_round(office))
    enter_sheets(survey=survey, sheets=[marks(u9=None)], on=date(2026, 5, 4), by=None)
    survey = step(survey, "close", closed_on=date(2026, 5, 19))
    assert (survey.index, survey.respondents) == (None, 1)
    assert _count(office, "service_survey_processed").amount == 0
    assert _count(office, "service_index").is_empty


@pytest.mark.parametrize(
    ("what", "subject"),
    [
        ("service_index", "service"),
        ("information_service_index", "information"),
        ("election_apps_index", "election_apps"),
    ],
)
def test_the_index_is_that_of_the_last_closed_round(office: Office, what: str, subject: str):
    closed(office, date(2026, 2, 28), 2, 4, subject)
    last = closed(office, date(2026, 4, 30), 3, 10, subject)
    closed(office, date(2026, 4, 30), 4, 10, "ipak")
    assert _count(office, what) == Count(Decimal("75.00"), Decimal(10), (), (last.pk,))
    assert _count(office, what, month=3).amount == 50
    assert _count(office, what, month=1).is_empty
    remove_entry(register=REGISTERS["surveys"], entry=last, reason="Uji", by=None)
    assert _count(office, what).amount == 50


def test_rounds_that_ended_on_one_day_weigh_by_their_respondents(office: Office):
    closed(office, date(2026, 4, 30), 4, 3)
    closed(office, date(2026, 4, 30), 2, 1, service="Layanan lain")
    assert _count(office, "service_index").amount == Decimal("87.5")
    assert _count(office, "service_index").base == 4


def test_the_trend_compares_two_rounds_and_needs_both(office: Office):
    closed(office, date(2026, 2, 28), 2, 4, "information")
    assert _count(office, "information_service_trend").is_empty
    closed(office, date(2026, 4, 30), 3, 9, "information")
    count = _count(office, "information_service_trend")
    assert (count.amount, count.base, len(count.entries)) == (75, 50, 2)
    assert _count(office, "information_service_trend", month=3).is_empty
