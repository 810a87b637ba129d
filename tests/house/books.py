"""Every register's made-up year in one office: what the walks and the contract tests stand on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from renaksi.accounts.models import User
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.calendars.domain.seed import seed_year
from renaksi.desk.domain.proofs import attach_to_entry
from renaksi.desk.register import Register
from renaksi.entries.models import Entry
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.offices.models import Office

YEAR = 2026
DAY = date(YEAR, 11, 20)
IN_SPRING = date(YEAR, 3, 20)


@contextmanager
def on_the_day(day: date = DAY) -> Iterator[None]:
    """Everything that asks for today gets this day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RENAKSI_TODAY", day.isoformat())
        yield


def demo_year(register: Register, office: Office, by: User | None, until: date = DAY) -> list[Entry]:
    """The register's made-up year in an office up to a day, as it stands then."""
    assert register.demo, f"{register.name} has no demo rows"
    ensure_limits()
    seed_year(YEAR)
    with on_the_day(until):
        written = register.demo(office, YEAR, until, by)
    return list(register.model.objects.filter(pk__in=[entry.pk for entry in written]).order_by("pk"))


def book_arguments(register: Register, office: Office, by: User) -> dict[str, dict[str, object]]:
    """For each address of the register by the last words of its name, what leads to an entry of its own."""
    entry = demo_year(register, office, by, until=IN_SPRING)[0]  # a few entries are enough to be led to
    proof = EvidenceFactory(office=office)
    with on_the_day():
        attach_to_entry(register=register, entry=entry, evidence=[proof], by=by)
    known: dict[str, dict[str, object]] = {
        "": {"entry_id": entry.pk, "evidence_id": proof.pk, "line_id": 1, "name": "tidak-ada"}
    }
    if register.lines:
        lines = register.lines[0]
        line = lines.model.objects.filter(entry__office=office).first()
        if line is not None:
            known["line_add"] = known["line_import"] = {"entry_id": line.entry_id, "name": lines.key}
            known["line_remove"] = {**known["line_add"], "line_id": line.pk}
    if register.steps:
        known["step"] = {"name": register.steps[0].key}
    known["book_paper"] = {"name": "buku"}
    if register.entry_prints:
        known["entry_paper"] = {"name": register.entry_prints[0].slug}
    return known


def values_of(register: Register, entry: Entry) -> dict[str, Any]:
    """What was said in an entry's form."""
    return {name: getattr(entry, name) for name in register.fields}
