"""A reporter follows a complaint by number and code: answers a question, opens it again once, rates it."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.audit.domain.record import Actor, record
from renaksi.calendars.domain.clocks import reopen_clock, resume_clock
from renaksi.desk.domain.told import check_standing, days_of, entry_id, entry_label, locked, recount, set_values, tell
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.trail import chain_of
from renaksi.registers.complaints.codes import digest_of, new_code
from renaksi.registers.complaints.models import CLOSED, Complaint, Receipt

REPORTER = Actor("pelapor lewat laman lacak")
_NUMBER = re.compile(r"\s*(\d{1,9})\s*/\s*(\d{4})\s*")


def complaint_of(office: Office, number: str, code: str) -> Complaint | None:
    """The complaint this number and code belong to; None whatever of the two is wrong."""
    named = _NUMBER.fullmatch(number)
    if named is None or not code.strip():
        return None
    found: Complaint | None = (
        Complaint.objects.standing()
        .filter(office=office, receipt__code_sha256=digest_of(code), number=int(named[1]), year=int(named[2]))
        .select_related("office", "clock")
        .first()
    )
    return found


def issue_receipt(*, complaint: Complaint, by: User | None) -> str:
    """Makes a code for a complaint brought to the office, or a new one where it was lost; the old one ends.

    Gives the code, which is nowhere kept. Trail: ``complaints.receipt_issued``. Refuses ``desk.removed``.
    """
    register, code = REGISTERS["complaints"], new_code()
    with transaction.atomic():
        standing: Any = locked(register, complaint)
        check_standing(standing)
        Receipt.objects.update_or_create(
            complaint=standing, defaults={"code_sha256": digest_of(code), "issued_at": now()}
        )
        tell(register, standing, what="complaints.receipt_issued", by=by)
    return code


def reply(*, complaint: Complaint, text: str) -> Complaint:
    """The reporter answers what they were asked; the clock goes on. Trail: ``complaints.replied``, without the text.

    Refuses ``complaints.not_asked`` and ``desk.not_valid``.
    """
    register = REGISTERS["complaints"]
    with transaction.atomic():
        standing: Any = locked(register, complaint)
        if standing.state != "waiting" or standing.is_removed:
            raise Refused("Pengaduan ini tidak sedang menunggu jawaban Anda.", code="complaints.not_asked")
        day = today(standing.office.time_zone)
        _said(standing, "reply", text, "Tulis jawaban Anda.")
        standing.replied_on, standing.state = day, "assigned"
        if standing.clock and standing.clock.paused_on and standing.clock.stopped_on is None:
            standing.clock = resume_clock(clock=standing.clock, on=day, by=None)
        _save(standing)
        _tell(standing, what="complaints.replied")
    return _as_complaint(standing)


def reopen(*, complaint: Complaint, reason: str) -> Complaint:
    """The reporter is not content and opens an answered complaint again, once. Trail: ``complaints.reopened``, no text.

    The clock goes on with what was left of it. Refuses ``complaints.not_reopened`` and ``desk.not_valid``.
    """
    register = REGISTERS["complaints"]
    with transaction.atomic():
        standing: Any = locked(register, complaint)
        if not may_reopen(standing):
            raise Refused(
                "Pengaduan hanya dapat dibuka kembali satu kali, sesudah dijawab dan sebelum dinilai.",
                code="complaints.not_reopened",
            )
        day = today(standing.office.time_zone)
        days = days_of(standing)
        _said(standing, "reopened_for", reason, "Tulis mengapa jawabannya belum memadai.")
        standing.reopened_on, standing.closed_on, standing.state = (
            day,
            None,
            "assigned" if standing.clock else "received",
        )
        if standing.clock and standing.clock.stopped_on:
            standing.clock = reopen_clock(clock=standing.clock, on=max(day, standing.clock.stopped_on), by=None)
        _save(standing)
        recount(register, standing, days)
        _tell(standing, what="complaints.reopened")
    return _as_complaint(standing)


def rate(*, complaint: Complaint, rating: int) -> Complaint:
    """The reporter rates the handling of an answered complaint from 1 to 5, once. Trail: ``complaints.rated``.

    Refuses ``complaints.not_rated`` and ``complaints.no_such_rating``.
    """
    if rating not in range(1, 6):
        raise Refused("Pilih nilai 1 sampai 5.", code="complaints.no_such_rating", field="rating")
    register = REGISTERS["complaints"]
    with transaction.atomic():
        standing: Any = locked(register, complaint)
        if not may_rate(standing):
            raise Refused("Penilaian diberikan satu kali, sesudah pengaduan dijawab.", code="complaints.not_rated")
        standing.rating = rating
        _save(standing)
        _tell(standing, what="complaints.rated", rating=rating)
    return _as_complaint(standing)


def may_reopen(complaint: Complaint) -> bool:
    """Whether the reporter may still open it again."""
    return may_rate(complaint) and complaint.reopened_on is None


def may_rate(complaint: Complaint) -> bool:
    """Whether the reporter may rate it now."""
    return complaint.state in CLOSED and complaint.rating is None and not complaint.is_removed


def _said(complaint: Complaint, field: str, text: str, missing: str) -> None:
    if not text.strip():
        raise Refused(missing, code="desk.not_valid", field=field)
    set_values(complaint, {field: text}, (field,))


def _save(complaint: Complaint) -> None:
    """The version counts on, so that an officer who is writing meanwhile sees what the reporter did."""
    complaint.version += 1
    complaint.changed_at, complaint.changed_by = now(), None
    complaint.save()


def _tell(complaint: Complaint, *, what: str, **details: int) -> None:
    register = REGISTERS["complaints"]
    record(
        chain=chain_of(complaint.office), by=REPORTER, what=what, object_label=entry_label(register, complaint),
        object_id=entry_id(register, complaint), details={"register": register.name, **details},
    )  # fmt: skip


def _as_complaint(entry: Any) -> Complaint:
    assert isinstance(entry, Complaint)  # noqa: S101 - the entries of this book are complaints
    return entry
