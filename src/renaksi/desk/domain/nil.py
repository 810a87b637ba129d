"""An empty month is a fact once somebody says so."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.register import Register
from renaksi.entries.models import Entry
from renaksi.kernel.clock import now, today
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.refusal import Refused
from renaksi.measures.models import BookMonth
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in


def say_nil(*, register: Register, office: Office, year: int, month: int, by: User | None) -> BookMonth:
    """Says that a book had nothing to enter in a month that is over or running. Said already, it stays. Trail: ``desk.nil_said``.

    Refuses ``desk.month_not_begun`` and ``desk.month_not_empty``.
    """
    first = date(year, month, 1)
    if first > today(office.time_zone):
        raise Refused(f"{MONTH_NAMES[month - 1]} {year} belum tiba.", code="desk.month_not_begun")
    last = date(year, month, monthrange(year, month)[1])
    with transaction.atomic():
        said, _ = BookMonth.objects.select_for_update().get_or_create(
            office=office, register=register.name, year=year, month=month
        )
        within = {f"{register.dated}__range": (first, last)}
        if register.model.objects.standing().filter(office=office, **within).exists():
            raise Refused(
                f"{register.title} berisi catatan pada {MONTH_NAMES[month - 1]} {year}; bulan itu tidak nihil.",
                code="desk.month_not_empty",
            )
        if said.nil_said_at is None:
            said.nil_said_at, said.nil_said_by, said.is_stale = now(), by, True
            said.save(update_fields=("nil_said_at", "nil_said_by", "is_stale"))
            _tell(register, said, by)
    return said


def lift_nil_said(*, register: Register, office: Office, year: int, month: int, by: User | None) -> None:
    """Takes the word back that a month was empty. Trail: ``desk.nil_lifted``. Refuses ``desk.nil_not_said``."""
    with transaction.atomic():
        held = BookMonth.objects.select_for_update().filter(
            office=office, register=register.name, year=year, month=month, nil_said_at__isnull=False
        )
        said = held.first()
        if said is None:
            raise Refused("Bulan ini tidak dinyatakan nihil.", code="desk.nil_not_said")
        take_back(register, said, by)


def lift_for(register: Register, entry: Entry, by: User | None) -> None:
    """An entry belongs to a month said to be empty: the word is taken back. Trail: ``desk.nil_lifted``."""
    day = getattr(entry, register.dated)
    if day is None:
        return
    held = BookMonth.objects.select_for_update().filter(
        office=entry.office, register=register.name, year=day.year, month=day.month, nil_said_at__isnull=False
    )
    if said := held.first():
        take_back(register, said, by)


def take_back(register: Register, said: BookMonth, by: User | None) -> None:
    """The word taken back, within a transaction that holds the row."""
    said.nil_said_at, said.nil_said_by, said.is_stale = None, None, True
    said.save(update_fields=("nil_said_at", "nil_said_by", "is_stale"))
    record_in(
        said.office, by=by, what="desk.nil_lifted", object_label=register.title, object_id=f"book:{register.name}",
        details={"year": said.year, "month": MONTH_NAMES[said.month - 1], "register": register.name},
    )  # fmt: skip


def _tell(register: Register, said: BookMonth, by: User | None) -> None:
    record_in(
        said.office, by=by, what="desk.nil_said", object_label=register.title, object_id=f"book:{register.name}",
        details={"year": said.year, "month": MONTH_NAMES[said.month - 1], "register": register.name},
    )  # fmt: skip
