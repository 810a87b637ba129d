"""What the tests of complaints begin with."""

from __future__ import annotations

from datetime import date
from typing import Any

from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.evidence.tests.factories import EvidenceFactory
from renaksi.offices.models import Office
from renaksi.registers.complaints.domain.channels import record_channel
from renaksi.registers.complaints.models import Channel, Complaint


def complaint(office: Office, on: date = date(2026, 3, 2), **more: Any) -> Complaint:
    """A complaint brought to the counter."""
    values = {
        "received_on": on, "channel": "counter", "kind": "complaint", "topic": "service", "title": "Loket tutup",
        "summary": "Loket tutup pada jam pelayanan.", "privacy": "open", **more,
    }  # fmt: skip
    entry = record_entry(register=REGISTERS["complaints"], office=office, values=values, by=None)
    assert isinstance(entry, Complaint)
    return entry


def step(entry: Complaint, key: str, **values: Any) -> Complaint:
    """The complaint after a step; with evidence where the step asks for some."""
    taken = REGISTERS["complaints"].step(key)
    assert taken
    pieces = [EvidenceFactory(office=entry.office)] if taken.asks_evidence else []
    done = take_step(register=REGISTERS["complaints"], entry=entry, step=taken, values=values, evidence=pieces, by=None)
    assert isinstance(done, Complaint)
    return done


def settled(entry: Complaint, on: date, handling: str = "non_supervisory") -> Complaint:
    """The complaint handled and settled on a day."""
    return step(step(entry, "assign", handling=handling), "settle", closed_on=on, answer="Sudah diperbaiki.")


def channel(office: Office, kind: str = "application", **more: Any) -> Channel:
    """A channel open since January, with all it needs."""
    values = {
        "kind": kind, "address": "Laman pengaduan", "procedure": "SOP Pengaduan", "officer": "Petugas pengaduan",
        "opened_on": date(2026, 1, 5), **more,
    }  # fmt: skip
    return record_channel(office=office, values=values, by=None)
