"""What a document's parts say of each other, and the kinds as data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from renaksi.documents.kinds import GROUPS, kind_choices, kinds
from renaksi.documents.models import Document
from renaksi.documents.tests.factories import DocumentFactory
from renaksi.offices.tests.factories import OfficeFactory


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


def test_the_kinds_are_told_once_each_in_a_known_group():
    found = list(kinds().values())
    assert len(found) >= 35
    assert len({kind.title for kind in found}) == len(found)
    assert {kind.group for kind in found} == set(GROUPS)
    assert sum(len(each) for _, each in kind_choices()) == len(found)
    assert [kind.key for kind in found if kind.closing == "yes"] == [
        "conflict_handling_report", "conflict_monitoring_report", "wbs_report",
    ]  # fmt: skip
    assert not [kind.key for kind in found if kind.is_open and kind.closing != "no"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"period_from": date(2026, 1, 1)}, "period_until"),
        ({"period_until": date(2026, 1, 1)}, "period_from"),
        ({"period_from": date(2026, 2, 1), "period_until": date(2026, 1, 1)}, "period_until"),
        ({"signed_on": date(2026, 5, 21)}, "signed_on"),
        ({"sent_on": date(2026, 3, 9)}, "sent_on"),
        ({"sent_on": date(2026, 3, 12), "received_on": date(2026, 3, 11)}, "received_on"),
        ({"in_force_until": date(2026, 3, 9)}, "in_force_until"),
        ({"ended_on": date(2026, 3, 9)}, "ended_on"),
        ({"kind": "cooperation_agreement"}, "counterpart"),
        ({"kind": "cooperation_agreement", "counterpart": "SMA"}, "counterpart_kind"),
        ({"kind": "puisi"}, "kind"),
    ],
)
def test_a_document_at_odds_with_itself_is_refused_at_the_field(facts: dict[str, Any], field: str):
    document = Document(office=OfficeFactory(), **{"kind": "other_report", "signed_on": date(2026, 3, 10)} | facts)
    with pytest.raises(ValidationError) as no:
        document.clean()
    assert list(no.value.message_dict) == [field]


@pytest.mark.django_db
def test_a_document_does_not_replace_itself():
    document = DocumentFactory()
    document.replaced_by = document
    with pytest.raises(ValidationError, match="dirinya sendiri"):
        document.clean()


@pytest.mark.django_db
def test_in_force_holds_from_signing_through_the_last_day():
    office = OfficeFactory()
    lapses = DocumentFactory(office=office, in_force_until=date(2026, 6, 30))
    ended = DocumentFactory(office=office, ended_on=date(2026, 5, 1))
    DocumentFactory(office=office, signed_on=None, state="draft")

    def holding(on: date) -> set[Document]:
        return set(Document.objects.in_force(on))

    assert holding(date(2026, 3, 9)) == set()
    assert holding(date(2026, 3, 10)) == holding(date(2026, 4, 30)) == {lapses, ended}
    assert holding(date(2026, 5, 1)) == holding(date(2026, 6, 30)) == {lapses}
    assert holding(date(2026, 7, 1)) == set()


@pytest.mark.django_db
def test_of_the_year_is_what_its_period_touches_else_what_is_dated_in_it():
    spans = DocumentFactory(
        period_from=date(2025, 7, 1),
        period_until=date(2026, 1, 1),
        signed_on=date(2025, 7, 1),
        document_on=date(2025, 7, 1),
    )
    dated = DocumentFactory(document_on=date(2026, 12, 31))
    assert set(Document.objects.of_year(2026)) == {spans, dated}
    assert set(Document.objects.of_year(2025)) == {spans}
