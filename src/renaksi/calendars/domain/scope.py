"""Whose a row is: what KPU RI sets holds for all offices, what an office sets holds for itself."""

from __future__ import annotations

from django.db import connection

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.calendars.models import Holiday, Limit
from renaksi.kernel.refusal import Refused
from renaksi.offices.domain.authority import refuse_without
from renaksi.offices.models import Office, OfficeKind

_LOCK = 7_202_611  # one number for the whole calendar among PostgreSQL's advisory locks


def scope_of(office: Office) -> Office | None:
    """The ``office`` of rows this office sets: None for KPU RI."""
    return None if office.kind == OfficeKind.NATIONAL else office


def refuse_foreign(row: Holiday | Limit, *, by: User | None, office: Office) -> None:
    """Raises Refused unless ``by`` edits the office and the row is that office's own to change."""
    refuse_without(Right.EDIT_OFFICE, by=by, office=office)
    if row.office != scope_of(office):
        whose = row.office.name if row.office else "KPU RI"
        raise Refused(f"Hanya administrator {whose} yang dapat mengubahnya.", code="calendars.not_own")


def use_calendar() -> None:
    """Holds the calendar as it is until the transaction ends; many may at once. Call it before locking a clock.

    Without it a clock begun while a holiday is being changed would be reckoned with the old days and missed by the re-dating.
    SQLite has one writer at a time and needs nothing.
    """
    _lock("pg_advisory_xact_lock_shared")


def alter_calendar() -> None:
    """Waits until nobody reckons any more, and keeps others from it until the transaction ends."""
    _lock("pg_advisory_xact_lock")


def _lock(how: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("the calendar is held within a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {how}(%s)", [_LOCK])


def reason_of(reason: str) -> str:
    """The reason as kept, with its full stop. Refused where there is none."""
    text = " ".join(reason.split())
    if not text:
        raise Refused(
            "Tulis alasannya; alasan ini dibaca orang lain di jejak.", code="calendars.no_reason", field="reason"
        )
    if len(text) > 300:
        raise Refused("Alasan paling panjang 300 huruf.", code="calendars.too_long", field="reason")
    return text if text.endswith((".", "!", "?")) else f"{text}."
