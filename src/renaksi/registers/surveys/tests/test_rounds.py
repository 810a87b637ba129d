"""A round from preparation to publication: what is kept, what is refused, what is not told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from renaksi.audit.models import AuditEvent
from renaksi.desk.domain.record import change_entry
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.registers.surveys.arithmetic import FORMULA
from renaksi.registers.surveys.domain.sheets import enter_sheets, send_sheet
from renaksi.registers.surveys.domain.slips import issue_slips
from renaksi.registers.surveys.models import Answer, Slip, Survey, Way, new_sheet_id
from renaksi.registers.surveys.tests.rounds import a_round, closed, marks, opened, step

pytestmark = pytest.mark.django_db
MAY_4 = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _code(no: pytest.ExceptionInfo[Refused]) -> tuple[str, str]:
    return no.value.code, no.value.field


def _sent(survey: Survey, **more: Any) -> bool:
    return send_sheet(**{"survey": survey, "sheet_id": new_sheet_id(), "values": marks(), "way": Way.LINK, **more})


def test_closing_keeps_the_result_with_the_version_of_its_formula(office: Office):
    survey = closed(office, date(2026, 4, 30), 3, 7)
    kept = Survey.objects.get(pk=survey.pk)
    assert (kept.index, kept.letter, kept.respondents, kept.formula) == (Decimal("75.00"), "C", 7, FORMULA)


def test_a_round_opened_again_has_no_result_until_it_is_closed_again(office: Office):
    survey = step(closed(office, date(2026, 5, 19), 3, 3), "reopen", "Lembar tertinggal")
    assert (survey.index, survey.formula) == (None, "")
    enter_sheets(survey=survey, sheets=[marks(4)], on=MAY_4, by=None)
    survey = step(survey, "close", closed_on=date(2026, 5, 20))
    assert (survey.index, survey.respondents) == (Decimal("81.25"), 4)


def test_what_people_answered_is_not_asked_anew(office: Office):
    survey = opened(a_round(office))
    _sent(survey)
    survey.refresh_from_db()
    with pytest.raises(Refused) as no:
        change_entry(
            register=REGISTERS["surveys"], entry=survey, values={"subject": "ipak"}, seen=survey.version, by=None
        )
    assert _code(no) == ("desk.not_valid", "subject")


@pytest.mark.parametrize(
    ("key", "values", "field"),
    [("close", {"closed_on": date(2026, 5, 21)}, "closed_on"), ("close", {"closed_on": date(2026, 4, 1)}, "closed_on")],
)
def test_days_follow_one_another(office: Office, key: str, values: dict[str, date], field: str):
    with pytest.raises(Refused) as no:
        step(opened(a_round(office)), key, **values)
    assert _code(no) == ("desk.not_valid", field)


def test_a_sheet_sent_tells_nobodys_time_and_counts_once(office: Office):
    survey, sheet_id = opened(a_round(office)), new_sheet_id()
    events = AuditEvent.objects.count()
    assert _sent(survey, sheet_id=sheet_id, values=marks(sex="woman", age="from_30"))
    assert not _sent(survey, sheet_id=sheet_id)
    sheet = Answer.objects.get()
    assert (sheet.pk, sheet.answered_on, sheet.way, sheet.sex) == (sheet_id, date(2026, 5, 20), "link", "woman")
    assert AuditEvent.objects.count() == events
    named = {field.name for field in Answer._meta.get_fields()}
    assert not named & {"user", "address", "agent", "sent_at", "slip", "added_by", "created_at"}
    assert not [
        field for field in Answer._meta.get_fields() if field.get_internal_type() in {"DateTimeField", "TimeField"}
    ]


@pytest.mark.parametrize("day", ["2026-04-30", "2026-06-01"])
def test_a_round_takes_sheets_in_its_time_alone(office: Office, monkeypatch: pytest.MonkeyPatch, day: str):
    survey = opened(a_round(office))
    monkeypatch.setenv("RENAKSI_TODAY", day)
    with pytest.raises(Refused) as no:
        _sent(survey)
    assert _code(no) == ("surveys.shut", "")
    assert not Answer.objects.exists()


def test_a_round_that_is_prepared_closed_or_on_paper_takes_none(office: Office):
    for survey in (a_round(office), closed(office, date(2026, 5, 19), 3), opened(a_round(office, means="paper"))):
        with pytest.raises(Refused) as no:
            _sent(survey)
        assert no.value.code == "surveys.shut"


@pytest.mark.parametrize(
    ("values", "code"), [({"u4": None}, "not_complete"), ({"u4": 5}, "not_valid"), ({"sex": "x"}, "not_valid")]
)
def test_a_sheet_that_cannot_be_is_refused(office: Office, values: dict[str, Any], code: str):
    with pytest.raises(Refused) as no:
        _sent(opened(a_round(office)), values=marks(**values))
    assert no.value.code == f"surveys.{code}"
    assert not Answer.objects.exists()


def test_a_slip_is_good_for_one_sheet_and_leads_to_none(office: Office):
    survey = opened(a_round(office, means="slips"))
    codes = issue_slips(survey=survey, many=3, by=None)
    assert len(set(codes)) == 3
    assert _sent(survey, code=codes[0].lower().replace("-", " "))
    for code, said in ((codes[0], "slip_spent"), ("AAAA-BBBB-CCCC", "slip_unknown"), (" ", "slip_missing")):
        with pytest.raises(Refused) as no:
            _sent(survey, code=code)
        assert _code(no) == (f"surveys.{said}", "code")
    assert (Answer.objects.count(), Slip.objects.filter(is_spent=True).count()) == (1, 1)
    assert {field.name for field in Slip._meta.concrete_fields} == {"id", "survey", "digest", "is_spent"}
    kept = {*Slip.objects.values_list("digest", flat=True)}
    assert not kept & {code.replace("-", "") for code in codes}


def test_a_refused_sheet_leaves_its_slip_unspent(office: Office):
    survey = opened(a_round(office, means="slips"))
    (code,) = issue_slips(survey=survey, many=1, by=None)
    with pytest.raises(Refused):
        _sent(survey, code=code, values=marks(u1=None))
    assert _sent(survey, code=code)


def test_another_rounds_slip_is_not_known(office: Office):
    (code,) = issue_slips(survey=opened(a_round(office, means="slips")), many=1, by=None)
    with pytest.raises(Refused) as no:
        _sent(opened(a_round(office, means="slips")), code=code)
    assert no.value.code == "surveys.slip_unknown"


def test_paper_is_keyed_in_all_or_none_with_one_event(office: Office):
    survey = opened(a_round(office))
    before = AuditEvent.objects.count()
    with pytest.raises(Refused) as no:
        enter_sheets(survey=survey, sheets=[marks(), marks(None)], on=MAY_4, by=None)
    assert (no.value.code, Answer.objects.count()) == ("surveys.not_valid", 0)
    assert enter_sheets(survey=survey, sheets=[marks(), marks(u9=None)], on=MAY_4, by=None) == 2
    assert AuditEvent.objects.count() == before + 1
    assert AuditEvent.objects.latest("number").what == "surveys.sheets_entered"
    for on in (date(2026, 4, 30), date(2026, 5, 21)):
        with pytest.raises(Refused) as no:
            enter_sheets(survey=survey, sheets=[marks()], on=on, by=None)
        assert _code(no) == ("surveys.not_in_round", "on")


def test_the_integrity_survey_asks_five(office: Office):
    survey = opened(a_round(office, "ipak"))
    enter_sheets(survey=survey, sheets=[{"u1": 4, "u2": 4, "u3": 4, "u4": 4, "u5": 1, "u6": 1}], on=MAY_4, by=None)
    assert step(survey, "close", closed_on=date(2026, 5, 20)).index == Decimal("85.00")
    assert Answer.objects.get().u6 is None
