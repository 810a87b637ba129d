"""Many people answer in the same moment: every sheet counts once, a slip is good for one, closing loses none."""

from __future__ import annotations

from functools import partial

import pytest

from renaksi.audit.tests.at_once import at_once
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.registers.surveys.domain.sheets import send_sheet
from renaksi.registers.surveys.domain.slips import issue_slips
from renaksi.registers.surveys.models import Answer, Slip, Survey, Way, new_sheet_id
from renaksi.registers.surveys.tests.rounds import a_round, marks, opened, step

pytestmark = pytest.mark.django_db(transaction=True)
BATCHES, EACH = 12, 25


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


def _send(survey: Survey, sheet_id: int, code: str = "") -> None:
    send_sheet(survey=survey, sheet_id=sheet_id, values=marks(), way=Way.LINK, code=code)


def test_three_hundred_answers_are_three_hundred():
    survey = opened(a_round(OfficeFactory()))
    for _ in range(BATCHES):
        deeds = [partial(_send, survey, new_sheet_id()) for _ in range(EACH)]
        assert at_once(*deeds) == ["done"] * EACH
    assert Answer.objects.filter(survey=survey).count() == BATCHES * EACH
    assert step(survey, "close", closed_on=survey.asked_from).respondents == BATCHES * EACH


def test_one_slip_used_by_ten_at_once_is_good_for_one():
    survey = opened(a_round(OfficeFactory(), means="slips"))
    (code,) = issue_slips(survey=survey, many=1, by=None)
    results = at_once(*(partial(_send, survey, new_sheet_id(), code) for _ in range(10)))
    assert results == ["done", *["surveys.slip_spent"] * 9]
    assert (Answer.objects.count(), Slip.objects.filter(is_spent=True).count()) == (1, 1)


def test_one_page_sent_ten_times_at_once_counts_once():
    survey, sheet_id = opened(a_round(OfficeFactory())), new_sheet_id()
    assert at_once(*(partial(_send, survey, sheet_id) for _ in range(10))) == ["done"] * 10
    assert Answer.objects.count() == 1


def test_what_comes_while_the_round_is_closed_is_counted_or_refused():
    survey = opened(a_round(OfficeFactory()))
    deeds = [partial(_send, survey, new_sheet_id()) for _ in range(10)]
    results = at_once(*deeds, partial(step, survey, "close", closed_on=survey.asked_from))
    taken = results.count("done") - 1
    assert results.count("surveys.shut") == 10 - taken
    survey.refresh_from_db()
    assert survey.respondents == Answer.objects.filter(survey=survey).count() == taken
