"""Each of the 28 measures over real documents: in its month or on its last day, and not for what does not count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from renaksi.documents.models import Document
from renaksi.documents.tests.factories import DocumentFactory
from renaksi.entries.domain.proofs import put_proofs
from renaksi.evidence.tests.factories import EvidenceFactory, LinkFactory
from renaksi.kernel.clock import now
from renaksi.measures.declare import Asked, Count, Span
from renaksi.measures.registry import MEASURES
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def count(office: Office, key: str, month: int, year: int = 2026) -> Count:
    measure = MEASURES.get(f"documents.{key}")
    assert measure is not None
    return measure.counted(Asked(office, year, month))


def months(office: Office, key: str) -> list[int]:
    """The months of 2026 in which the measure says there."""
    return [month for month in range(1, 13) if count(office, key, month).amount]


SIGNED = {
    "unit_self_assessment": "unit_self_assessment",
    "unit_self_assessment_in_pmprb": "unit_self_assessment_pmprb",
    "conflict_handling_report": "conflict_handling_report",
    "conflict_monitoring_report": "conflict_monitoring_report",
    "gratification_report": "gratification_report",
    "wbs_report": "wbs_report",
    "complaint_report": "complaint_report",
    "procurement_report": "procurement_report",
    "integrity_zone_self_assessment": "integrity_zone_self_assessment",
    "integrity_zone_in_pmprb": "integrity_zone_pmprb",
}


@pytest.mark.parametrize(("key", "kind"), SIGNED.items())
def test_what_was_signed_counts_in_its_month_alone(office: Office, key: str, kind: str):
    document = DocumentFactory(office=office, kind=kind)
    DocumentFactory(kind=kind, signed_on=date(2026, 5, 5))  # another office's
    DocumentFactory(office=office, kind=kind, signed_on=None, document_on=date(2026, 6, 6), state="draft")
    DocumentFactory(office=office, kind=kind, signed_on=date(2026, 7, 7), removed_at=now())
    DocumentFactory(office=office, kind=kind, signed_on=date(2026, 8, 8), state="revoked", ended_on=date(2026, 9, 9))
    DocumentFactory(
        office=office, kind=kind, signed_on=date(2026, 10, 10), state="replaced", ended_on=date(2026, 11, 1)
    )
    DocumentFactory(office=office, kind="other_report", signed_on=date(2026, 12, 1))
    assert months(office, key) == [3, 10]
    assert count(office, key, 3).entries == (document.pk,)


IN_FORCE = {
    "reward_instrument": "reward_instrument",
    "organisation_adjustment": "organisation_decree",
    "organisation_chart": "organisation_chart",
    "egov_governance_policy": "egov_policy",
    "workload_analysis": "workload_analysis",
    "strategy_map": "strategy_map",
    "service_charter": "service_charter",
    "strategic_plan_revised": "strategic_plan_revised",
}


@pytest.mark.parametrize(("key", "kind"), IN_FORCE.items())
def test_what_is_in_force_on_the_last_day_counts(office: Office, key: str, kind: str):
    DocumentFactory(kind=kind)
    DocumentFactory(office=office, kind=kind, removed_at=now())
    DocumentFactory(office=office, kind=kind, signed_on=None, state="draft")
    assert months(office, key) == []
    DocumentFactory(office=office, kind=kind, signed_on=date(2026, 3, 31), in_force_until=date(2026, 4, 30))
    assert months(office, key) == [3, 4]
    revoked = {"state": "revoked", "ended_on": date(2026, 7, 31)}
    DocumentFactory(office=office, kind=kind, signed_on=date(2026, 6, 30), document_on=date(2026, 6, 30), **revoked)
    assert months(office, key) == [3, 4, 6]
    DocumentFactory(office=office, kind=kind, signed_on=date(2026, 9, 1), in_force_until=date(2026, 9, 29))
    assert months(office, key) == [3, 4, 6]


@pytest.mark.parametrize(
    "key", ["reward_instrument", "organisation_adjustment", "egov_governance_policy", "service_charter"]
)
def test_what_holds_goes_on_holding_in_later_years(office: Office, key: str):
    DocumentFactory(office=office, kind=IN_FORCE[key], signed_on=date(2022, 3, 10))
    assert months(office, key) == list(range(1, 13))


@pytest.mark.parametrize("key", ["workload_analysis", "strategy_map", "strategic_plan_revised"])
def test_what_is_of_a_year_ends_with_it(office: Office, key: str):
    DocumentFactory(office=office, kind=IN_FORCE[key], signed_on=date(2025, 3, 10))
    assert months(office, key) == []


@pytest.mark.parametrize("key", ["workload_analysis", "strategy_map"])
def test_the_year_is_that_of_the_period(office: Office, key: str):
    ahead = {"signed_on": date(2025, 12, 20), "period_from": date(2026, 1, 1), "period_until": date(2026, 12, 31)}
    DocumentFactory(office=office, kind=IN_FORCE[key], **ahead)
    assert months(office, key) == list(range(1, 13))


def test_minutes_that_the_strategic_plan_needs_no_change_stand_for_its_review(office: Office):
    DocumentFactory(office=office, kind="strategic_plan_minutes")
    assert months(office, "strategic_plan_revised") == list(range(3, 13))


def test_a_strategic_plan_counts_while_its_period_runs(office: Office):
    DocumentFactory(office=office, kind="strategic_plan", signed_on=date(2020, 2, 2))  # says no period
    assert months(office, "strategic_plan") == []
    span = {"period_from": date(2022, 1, 1), "period_until": date(2026, 6, 29)}
    DocumentFactory(office=office, kind="strategic_plan", signed_on=date(2022, 2, 2), **span)
    assert months(office, "strategic_plan") == [1, 2, 3, 4, 5]


def test_both_yearly_plans_must_be_in_force(office: Office):
    DocumentFactory(office=office, kind="reform_plan", signed_on=date(2026, 1, 12))
    DocumentFactory(office=office, kind="change_agent_plan", signed_on=date(2025, 1, 12))  # last year's
    alone = count(office, "reform_action_plans", 1)
    assert (alone.amount, [(part.title, part.amount) for part in alone.parts]) == (
        0, [("Rencana Aksi Tahunan RB", 1), ("Rencana Aksi Agen Perubahan", 0)],
    )  # fmt: skip
    DocumentFactory(office=office, kind="change_agent_plan", signed_on=date(2026, 2, 28))
    assert months(office, "reform_action_plans") == list(range(2, 13))


def test_the_yearly_plans_are_sent_to_the_team_with_receipt(office: Office):
    received = {"state": "received", "sent_to": "reform_team", "receipt_number": "TT-1"}
    for kind, day in (("reform_plan", 20), ("change_agent_plan", 23)):
        DocumentFactory(
            office=office, kind=kind, signed_on=date(2026, 1, 12), sent_on=date(2026, 1, day),
            received_on=date(2026, 2, day), **received,
        )  # fmt: skip
    assert months(office, "reform_action_plans_sent") == list(range(2, 13))
    assert count(office, "reform_action_plans_sent", 3, year=2027).amount == 0
    Document.objects.filter(kind="reform_plan").update(sent_to="province")
    assert months(office, "reform_action_plans_sent") == []


@pytest.mark.parametrize(
    "flaw", [{"sent_to": "province"}, {"receipt_number": ""}, {"received_on": None}, {"state": "revoked"}]
)
def test_the_reform_report_counts_when_the_team_received_it(office: Office, flaw: dict[str, Any]):
    sent = {"kind": "reform_report", "state": "received", "sent_to": "reform_team", "sent_on": date(2026, 3, 30)}
    DocumentFactory(office=office, **sent | {"receipt_number": "TT-2", "received_on": date(2026, 4, 1)})
    assert months(office, "reform_report_received") == [4]
    DocumentFactory(office=office, **sent | {"receipt_number": "TT-3", "received_on": date(2026, 8, 1)} | flaw)
    assert months(office, "reform_report_received") == [4]


def test_the_unit_worksheet_counts_when_sent_to_the_team(office: Office):
    DocumentFactory(office=office, kind="unit_self_assessment", sent_on=date(2026, 4, 2), sent_to="reform_team")
    DocumentFactory(office=office, kind="unit_self_assessment", sent_on=date(2026, 5, 2), sent_to="inspectorate")
    assert months(office, "unit_self_assessment_sent") == [4]
    assert months(office, "unit_self_assessment") == [3]


def test_the_questionnaire_counts_once_both_have_it(office: Office):
    sent = {"office": office, "kind": "organisation_questionnaire"}
    DocumentFactory(**sent, sent_on=date(2026, 4, 20), sent_to="national")
    assert months(office, "organisation_questionnaire_sent") == []
    DocumentFactory(**sent, sent_on=date(2026, 5, 4), sent_to="ministry")
    assert months(office, "organisation_questionnaire_sent") == [5]
    assert len(count(office, "organisation_questionnaire_sent", 5).entries) == 2
    DocumentFactory(**sent, sent_on=date(2026, 4, 21), sent_to="national_and_ministry")
    assert months(office, "organisation_questionnaire_sent") == [4]


def test_the_organisation_chart_tells_where_it_is_shown(office: Office):
    chart = DocumentFactory(office=office, kind="organisation_chart")
    assert count(office, "organisation_chart", 3).parts == ()
    put_proofs(office=office, book="documents", entry_id=chart.pk, evidence=[LinkFactory(office=office)], by=None)
    assert _parts(count(office, "organisation_chart", 3)) == {"Tampil di laman": 1, "Terpasang di papan": 0}
    photo = EvidenceFactory(office=office, kind="photo")
    put_proofs(office=office, book="documents", entry_id=chart.pk, evidence=[photo], by=None)
    assert _parts(count(office, "organisation_chart", 3)) == {"Tampil di laman": 1, "Terpasang di papan": 1}


def test_three_papers_make_the_information_policy(office: Office):
    for kind, month in (("information_officer_decree", 1), ("information_guideline", 2), ("information_list", 4)):
        DocumentFactory(office=office, kind=kind, signed_on=date(2026, month, 5), in_force_until=date(2026, 11, 29))
    assert months(office, "information_policy") == [4, 5, 6, 7, 8, 9, 10]
    assert _parts(count(office, "information_policy", 3)) == {"SK PPID": 1, "Juknis": 1, "DIP": 0}


def test_performance_reports_in_time_of_those_due_since_january(office: Office):
    assert (count(office, "performance_report_on_time_share", 1).base) == 0
    due = {"office": office, "kind": "performance_quarter_report", "due_on": date(2026, 4, 30)}
    DocumentFactory(office=office, kind="performance_report", due_on=date(2026, 3, 31), sent_on=date(2026, 3, 31))
    DocumentFactory(**due, sent_on=date(2026, 5, 1))
    DocumentFactory(**due, signed_on=None, document_on=date(2026, 4, 1), state="draft")
    DocumentFactory(**due, sent_on=date(2026, 4, 1), state="revoked", ended_on=date(2026, 4, 2))
    DocumentFactory(**due, sent_on=date(2026, 4, 1), removed_at=now())
    DocumentFactory(**due | {"due_on": date(2025, 12, 31)}, sent_on=date(2026, 3, 11))
    DocumentFactory(**due | {"kind": "other_report"}, sent_on=date(2026, 4, 1))
    assert _share(office, 2) == (0, 0)
    assert _share(office, 3) == (1, 1)
    assert _share(office, 4) == _share(office, 12) == (1, 3)


def test_a_report_replaced_in_time_stays_in_time_and_is_one(office: Office):
    due = {"office": office, "kind": "performance_quarter_report", "due_on": date(2026, 4, 30)}
    mended = DocumentFactory(**due, signed_on=date(2026, 5, 4), sent_on=date(2026, 5, 5))
    DocumentFactory(**due, sent_on=date(2026, 4, 29), state="replaced", replaced_by=mended, ended_on=date(2026, 5, 4))
    assert _share(office, 4) == (1, 1)


def test_the_integrity_zone_report_names_the_plan_it_follows(office: Office):
    sent = {"office": office, "kind": "integrity_zone_report", "sent_to": "province"}
    DocumentFactory(**sent, sent_on=date(2026, 4, 3))
    DocumentFactory(**sent, refers_to="Keputusan Nomor 5 Tahun 2026", sent_on=date(2026, 12, 15))
    DocumentFactory(**sent, refers_to="Keputusan Nomor 5 Tahun 2026")  # signed, not sent
    assert months(office, "integrity_zone_report") == [12]


def test_agreements_in_force_are_counted_by_kind_of_partner(office: Office):
    school = {"office": office, "counterpart": "SMA Negeri 1 Contoh", "counterpart_kind": "school"}
    DocumentFactory(**school, kind="cooperation_agreement", in_force_until=date(2026, 7, 30))
    DocumentFactory(**school, kind="memorandum")
    DocumentFactory(
        office=office,
        kind="memorandum",
        signed_on=date(2024, 2, 2),
        counterpart="Universitas Contoh",
        counterpart_kind="university",
    )
    DocumentFactory(**school, kind="memorandum", signed_on=None, state="draft")
    DocumentFactory(**school, kind="memorandum", state="revoked", ended_on=date(2026, 3, 20))
    assert [count(office, "partnership_agreements", month).amount for month in (2, 3, 6, 7)] == [1, 3, 3, 2]
    assert _parts(count(office, "partnership_agreements", 6)) == {"Sekolah": 2, "Perguruan tinggi": 1}


def test_every_measure_is_tried_here_and_asks_few_questions(office: Office, django_assert_max_num_queries: Any):
    own = MEASURES.of_register("documents")
    assert len(own) == 28
    assert {measure.span for measure in own} == set(Span)
    for kind in {*SIGNED.values(), *IN_FORCE.values()}:
        DocumentFactory.create_batch(3, office=office, kind=kind)
    for measure in own:
        with django_assert_max_num_queries(5):
            measure.counted(Asked(office, 2026, 3))


def _share(office: Office, month: int) -> tuple[Decimal, Decimal | None]:
    found = count(office, "performance_report_on_time_share", month)
    return found.amount, found.base


def _parts(found: Count) -> dict[str, int]:
    return {part.title: int(part.amount) for part in found.parts}
