"""A complaint comes in through the public page: written under the next number, its reporter apart, its code shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction

from renaksi.audit.domain.record import Actor, record
from renaksi.desk.domain.nil import lift_for
from renaksi.desk.domain.told import days_of, entry_id, entry_label, recount, set_values
from renaksi.desk.registry import REGISTERS
from renaksi.entries.domain.number import next_number
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.trail import chain_of
from renaksi.registers.complaints.channels import page_is_open
from renaksi.registers.complaints.codes import digest_of
from renaksi.registers.complaints.models import Came, Complaint, Privacy, Receipt, Reporter

MOST_AN_HOUR = 200
"""Complaints an office takes through the page within an hour: a class behind one address passes, a machine does not get far."""
PUBLIC = Actor("masyarakat lewat laman")
FIELDS = ("received_on", "channel", "kind", "topic", "title", "summary", "privacy")


@dataclass(frozen=True, slots=True)
class Told:
    """Who says they bring it."""

    name: str
    contact: str = ""
    address: str = ""


def receive_complaint(*, office: Office, values: dict[str, Any], reporter: Told | None, code: str) -> Complaint:
    """Writes a complaint of the public; the same ``code`` again gives the one written before. Trail: ``complaints.received``.

    Without a reporter it is anonymous. Refuses ``complaints.page_shut``, ``complaints.crowded`` and ``desk.not_valid``.
    """
    known = sent_before(office, code)
    if known:
        return known
    try:
        with transaction.atomic():
            complaint = _write(office, values, reporter)
            Receipt.objects.create(complaint=complaint, code_sha256=digest_of(code), issued_at=now())
            _tell(complaint)
    except IntegrityError:
        known = sent_before(office, code)  # the same form sent twice in the same moment
        if known is None:
            raise
        return known
    return complaint


def sent_before(office: Office, code: str) -> Complaint | None:
    """The complaint this very form with these very words became already; None for one not sent yet."""
    found: Complaint | None = Complaint.objects.filter(office=office, receipt__code_sha256=digest_of(code)).first()
    return found


def _write(office: Office, values: dict[str, Any], reporter: Told | None) -> Complaint:
    register, day = REGISTERS["complaints"], today(office.time_zone)
    if not page_is_open(office.pk, day):
        raise Refused("Laman pengaduan satuan kerja ini tidak sedang dibuka.", code="complaints.page_shut")
    complaint = Complaint(office=office, state=register.first_state.key)
    privacy = values.get("privacy", Privacy.OPEN) if reporter else Privacy.ANONYMOUS
    set_values(complaint, {**values, "received_on": day, "channel": Came.WEB, "privacy": privacy}, FIELDS)
    complaint.year, complaint.number = day.year, next_number(office=office, book=register.name, year=day.year)
    _check_crowd(office)
    complaint.recorded_at = complaint.changed_at = now()
    complaint.save(force_insert=True)
    if reporter:
        Reporter.objects.create(
            complaint=complaint,
            name=reporter.name,
            contact=reporter.contact,
            address=reporter.address,
            recorded_at=now(),
        )
    return complaint


def _check_crowd(office: Office) -> None:
    since = now() - timedelta(hours=1)
    if Complaint.objects.filter(office=office, channel=Came.WEB, recorded_at__gt=since).count() >= MOST_AN_HOUR:
        raise Refused(
            "Sangat banyak pengaduan masuk dalam satu jam ini. Isian Anda masih ada: coba lagi nanti, atau sampaikan lewat "
            "saluran lain.",
            code="complaints.crowded",
        )


def _tell(complaint: Complaint) -> None:
    register = REGISTERS["complaints"]
    lift_for(register, complaint, None)
    recount(register, complaint, days_of(complaint))
    record(
        chain=chain_of(complaint.office), by=PUBLIC, what="complaints.received",
        object_label=entry_label(register, complaint), object_id=entry_id(register, complaint),
        details={"register": register.name},
    )  # fmt: skip
