"""Fifty people write into one book in the same moment: fifty numbers, none twice, none left out."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from renaksi.audit.tests.at_once import at_once
from renaksi.desk.domain.record import record_entry
from renaksi.desk.registry import REGISTERS
from renaksi.offices.tests.factories import OfficeFactory

VALUES = {"kind": "meeting", "topic": "Rapat", "held_on": date(2026, 3, 2), "place": "Aula", "audience": "internal"}


@pytest.mark.django_db(transaction=True)
def test_fifty_entries_at_once_have_fifty_numbers():
    office, register = OfficeFactory(), REGISTERS["events"]
    deed = partial(record_entry, register=register, office=office, values=VALUES, by=None)
    assert at_once(*[deed] * 50) == ["done"] * 50
    numbers = register.model.objects.filter(office=office).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 51))
