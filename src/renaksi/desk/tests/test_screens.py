"""What the screens of a book say in few words: short figures, empty months, steps that lead on, an entry's own history."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.audit.models import AuditEvent
from renaksi.desk.domain.nil import say_nil
from renaksi.desk.domain.record import change_entry, record_entry
from renaksi.desk.entry_page import told_here
from renaksi.desk.measure_page import measure_page_of, short_words
from renaksi.desk.registry import REGISTERS
from renaksi.desk.templatetags.desk import first_of_column, leads_on
from renaksi.kernel.quantity import Kind, Quantity
from renaksi.offices.sheet_rows import RowProblem
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db
VALUES = {
    "topic": "reform",
    "medium": "banner",
    "title": "Spanduk Bersih Melayani",
    "audience": "public",
    "place": "Lobi",
    "stands_from": date(2026, 2, 3),
}


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.mark.parametrize(
    ("kind", "amount", "base", "words"),
    [
        (Kind.COUNT, "3", None, "3"),
        (Kind.COUNT, "0", None, "nihil"),
        (Kind.SHARE, "2", "3", "66,67 %"),
        (Kind.SHARE, "0", "0", "0 dari 0"),
        (Kind.PRESENCE, "1", None, "ada"),
        (Kind.PRESENCE, "0", None, "tidak"),
        (Kind.INDEX, "3.45", "120", "3,45"),
        (Kind.TREND, "2", "5", "2"),
    ],
)
def test_a_figure_fits_a_narrow_cell(kind: Kind, amount: str, base: str | None, words: str):
    assert short_words(Quantity(kind, Decimal(amount), None if base is None else Decimal(base))) == words


def test_only_a_month_without_entries_is_offered_to_be_said_empty():
    office, register = OfficeFactory(), REGISTERS["publications"]
    record_entry(register=register, office=office, values=VALUES, by=None)
    say_nil(register=register, office=office, year=2026, month=1, by=None)
    months = measure_page_of(register, office, date(2026, 5, 20), "2026").months
    assert [month.is_filled for month in months] == [False, True, False, False, False]
    assert [month.nil is not None for month in months] == [True, False, False, False, False]
    client = Client()
    client.force_login(member(office, "administrator"))
    page = client.get(reverse("publications_measures", kwargs={"code": office.code})).content.decode()
    assert "Cabut nihil Januari" in page
    assert "nyatakan Maret nihil" in page
    assert "nyatakan Februari nihil" not in page


def test_a_reader_is_offered_no_empty_month():
    office = OfficeFactory()
    client = Client()
    client.force_login(member(office, "pembaca"))
    page = client.get(reverse("publications_measures", kwargs={"code": office.code})).content.decode()
    assert "nyatakan" not in page
    assert "belum ada catatan" in page


def test_a_step_leads_on_unless_it_ends_without_colour_or_needs_a_reason():
    events, publications = REGISTERS["events"], REGISTERS["publications"]
    known = {step.key: leads_on(step, events) for step in events.steps}
    assert known["hold"]
    assert known["report"]
    assert not known["cancel"]
    assert [leads_on(step, publications) for step in publications.steps if step.key == "take_down"] == [False]


def test_the_history_of_an_entry_does_not_name_it_again():
    office, register = OfficeFactory(), REGISTERS["publications"]
    by = member(office, "administrator", full_name="Siti Teladan")
    entry = record_entry(register=register, office=office, values=VALUES, by=by)
    change_entry(register=register, entry=entry, values={**VALUES, "place": "Aula."}, seen=1, by=by)
    told = [told_here(event) for event in AuditEvent.objects.filter(object_id=f"publications:{entry.pk}")]
    assert sorted(told) == [
        "Siti Teladan membuat catatan ini.",
        "Siti Teladan mengubah catatan ini: Tempat: “Lobi” menjadi “Aula.”.",
    ]


def test_what_a_column_accepts_is_told_once():
    faults = [RowProblem(line, column, "x", "Salah.", ("a",)) for line in (2, 3) for column in ("Tema", "Sasaran")]
    assert [is_first for _, is_first in first_of_column(faults)] == [True, True, False, False]
