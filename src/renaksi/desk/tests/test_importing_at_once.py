"""Two people import into one book in the same moment: every entry has a number of its own, and nothing is half written."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db.models import Q

from renaksi.audit.tests.at_once import at_once
from renaksi.desk.domain.import_entries import import_entries
from renaksi.desk.domain.record import change_entry
from renaksi.desk.importing import plan_import
from renaksi.desk.registry import REGISTERS
from renaksi.desk.tests.test_importing import row, sheet
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory

pytestmark = pytest.mark.django_db(transaction=True)


def _taken(office: Office, content: bytes, seen: str) -> None:
    import_entries(
        register=REGISTERS["events"],
        office=office,
        content=content,
        rows=Q(office=office),
        seen=seen,
        file="a",
        by=None,
    )


def _agreed(office: Office, content: bytes) -> Any:
    seen = plan_import(REGISTERS["events"], office, content, Q(office=office)).digest
    return partial(_taken, office, content, seen)


def test_two_files_at_once_have_distinct_numbers_without_gaps():
    office = OfficeFactory()
    files = [sheet(*(row(f"{name} {at}") for at in range(20))) for name in ("Satu", "Dua")]
    assert at_once(*(_agreed(office, content) for content in files)) == ["done", "done"]
    entries = REGISTERS["events"].model.objects.filter(office=office).order_by("number")
    assert [each.number for each in entries] == list(range(1, 41))
    assert {each.topic.split()[0] for each in entries[:20]} in ({"Satu"}, {"Dua"})


def test_a_file_and_a_person_who_change_the_same_entries_do_not_mix():
    office, register = OfficeFactory(), REGISTERS["events"]
    _agreed(office, sheet(*(row(f"Semula {at}") for at in range(10))))()
    last = register.model.objects.get(office=office, number=10)
    file = _agreed(office, sheet(*(row("Dari berkas", number=f"{at}/2026") for at in range(1, 11))))

    def person() -> None:
        try:
            change_entry(register=register, entry=last, values={"topic": "Dari orang"}, seen=last.version, by=None)
        except Stale as no:
            raise Refused("basi", code="stale") from no

    outcome = at_once(file, person)
    topics = list(register.model.objects.filter(office=office).order_by("number").values_list("topic", flat=True))
    if outcome == ["done", "stale"]:
        assert topics == ["Dari berkas"] * 10
    else:
        assert outcome == ["desk.import_changed", "done"]
        assert topics == [*(f"Semula {at}" for at in range(9)), "Dari orang"]
