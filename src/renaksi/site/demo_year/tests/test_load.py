"""The made-up year in the database, through the verbs."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.evidence.domain.store import verify_content
from renaksi.evidence.fitness import warnings_of
from renaksi.evidence.models import Evidence
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.monitoring.models import Assignment, PeriodNote, Proof, Realisation
from renaksi.monitoring.status import Status
from renaksi.offices.demo import make_demo_office, make_demo_people
from renaksi.offices.models import Membership, Office
from renaksi.offices.tests.factories import NationalFactory
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows
from renaksi.site.demo_year.load import is_begun, load_year

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 20)


@pytest.fixture
def office(settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    NationalFactory()
    return make_demo_office()


def plan_of(office: Office, year: int) -> tuple[Plan, dict[str, User]]:
    people = {user.username: user for user in make_demo_people()}
    facts = DecreeFacts(number=f"2/HK.03.1/9999/{year}", date=date(year, 1, 12), year=year)
    rows = template_rows(office.name)
    return adopt_plan(office=office, year=year, facts=facts, rows=rows, by=people["admin.contoh"]), people


def test_a_year_up_to_may_holds_some_of_everything_and_is_loaded_once(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RENAKSI_TODAY", MAY.isoformat())
    plan, people = plan_of(office, 2026)
    assert load_year(plan, people) == Realisation.objects.count() > 250
    _check_states(plan)
    _check_moments()
    _check_proofs()
    _check_people(plan, people)
    before = _counts()
    assert load_year(plan, people) == 0
    assert _counts() == before


def _check_states(plan: Plan) -> None:
    sheet = year_sheet(plan, MAY)
    states = Counter(state for line in sheet.lines for state in line.statuses)
    for state in Status:
        assert states[state] >= 4, state
    quarter = sheet.figures([1, 2, 3]).total
    assert quarter.percent
    assert quarter.percent > 80
    assert quarter.extra >= 3


def _check_moments() -> None:
    """Each within the days it tells of; the trail keeps the moments at which it was really written."""
    end = datetime.combine(MAY, time(23), tzinfo=ZoneInfo("Asia/Jakarta"))
    for cell in Realisation.objects.all():
        assert cell.recorded_at <= cell.changed_at <= end
        assert cell.recorded_at.date() >= (cell.done_on or date(2026, 1, 1))
        assert cell.reviewed_at is None or cell.recorded_at < cell.reviewed_at <= end
        assert cell.reviewed_by_id is None or cell.reviewed_by_id not in {cell.recorded_by_id, cell.changed_by_id}
    assert all(proof.evidence.uploaded_at < proof.attached_at for proof in Proof.objects.select_related("evidence"))


def _check_proofs() -> None:
    evidence = list(Evidence.objects.all())
    assert {piece.kind for piece in evidence} == {
        "decree", "report", "recap", "minutes", "photo", "screenshot", "letter", "link", "other",
    }  # fmt: skip
    assert sum(piece.size for piece in evidence) < 15 * 1024**2
    for piece in evidence:
        if piece.sha256:
            verify_content(piece.sha256)
    told = [
        warning
        for proof in Proof.objects.select_related("evidence", "realisation")
        for warning in warnings_of(proof.evidence, date(2026, proof.realisation.month, 1))
    ]
    assert len(told) == 1
    assert "bukan Maret 2026" in told[0]


def _check_people(plan: Plan, people: dict[str, User]) -> None:
    now = Assignment.objects.filter(plan=plan, ended_at__isnull=True)
    assert now.filter(is_coordinator=True).count() == 8
    assert set(plan.assignments.filter(ended_at__isnull=False).values_list("user__username", "until")) == {
        ("dimas.contoh", date(2026, 3, 31))
    }
    without = plan.indicators.exclude(pk__in=now.filter(indicator__isnull=False).values("indicator"))
    assert 3 < without.count() < 20
    assert set(PeriodNote.objects.values_list("period", flat=True)) == {"2026-Q1"}
    assert Realisation.objects.filter(recorded_by=people["tono.contoh"]).exists()


def _counts() -> list[int]:
    return [model.objects.count() for model in (Realisation, Proof, Evidence, Assignment, PeriodNote, AuditEvent)]


def test_in_the_first_days_of_a_year_there_is_almost_nothing(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RENAKSI_TODAY", "2027-01-05")
    plan, people = plan_of(office, 2027)
    assert load_year(plan, people) == Realisation.objects.count() < 15
    assert set(Assignment.objects.values_list("since", flat=True)) == {date(2027, 1, 5)}
    assert is_begun(plan)


def test_a_person_whose_duty_ended_keeps_it_from_being_loaded(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RENAKSI_TODAY", "2026-01-05")
    plan, people = plan_of(office, 2026)
    Membership.objects.filter(user=people["mira.contoh"]).update(until=date(2025, 12, 31))
    with pytest.raises(Refused, match="tidak sedang bertugas"):
        load_year(plan, people)
