"""Limits in force: dated, nation-wide with an office's own in their place, brought in line with what they move."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.calendars.domain.redate import limit_among, rebind
from renaksi.calendars.domain.scope import alter_calendar, reason_of, refuse_foreign, scope_of
from renaksi.calendars.limits import declared
from renaksi.calendars.models import LONGEST, Limit
from renaksi.calendars.reckon import Unit
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.authority import refuse_without
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in

FIELDS = {
    "days": "lama",
    "unit": "satuan",
    "counts_collective_leave": "cuti bersama tidak dihitung",
    "legal_source": "dasar hukum",
    "is_unverified": "belum diverifikasi",
}


def ensure_limits() -> int:
    """Writes the declared limits that are not there yet, for the whole nation and from the beginning; returns how many.

    What stands in the database is never changed: from then on it is the offices' data.
    """
    with transaction.atomic():
        alter_calendar()
        there = set(Limit.objects.filter(office__isnull=True).values_list("key", flat=True))
        missing = [Limit(**asdict(one)) for one in declared() if one.key not in there]
        Limit.objects.bulk_create(missing)
    return len(missing)


def limit_in_force(key: str, office: Office, on: date) -> Limit:
    """The limit that holds for the office on the day: its own before the nation's. Refused (calendars.no_limit) where none is."""
    rows = Limit.objects.filter(Q(office__isnull=True) | Q(office=office), key=key)
    found = limit_among(list(rows), office.pk, on)
    if found is None:
        raise Refused(
            f"Batas waktu “{key}” belum ditetapkan untuk {date_words(on)}; administrator menetapkannya di Satuan Kerja › "
            "Kalender › Batas waktu, atau pengelola server memuatnya dengan renaksi load-calendars.",
            code="calendars.no_limit",
        )
    return found


def limits_in_force(office: Office, on: date) -> list[Limit]:
    """All limits that hold for the office on the day, one a key, by title. One query."""
    by_key: dict[str, list[Limit]] = {}
    for row in Limit.objects.filter(Q(office__isnull=True) | Q(office=office)):
        by_key.setdefault(row.key, []).append(row)
    found = [limit_among(rows, office.pk, on) for rows in by_key.values()]
    return sorted((one for one in found if one), key=lambda one: one.title)


def set_limit(
    *,
    office: Office,
    key: str,
    since: date | None,
    reason: str,
    by: User | None,
    seen: tuple[int, int] | None = None,
    **fields: Any,
) -> Limit:
    """Says how long something may take from ``since`` on (None: from the beginning): KPU RI for all, another office for itself.

    ``fields`` of FIELDS; those not given stay as they were on that day. A limit beginning on another day stays as history; one
    beginning on the same day is corrected, and an end set for it taken away. Open clocks hold the limit in force when they began,
    so those begun since then are adjusted. ``seen`` is the id and version of the limit the person was shown. Refused: a person
    who does not edit the office; a key nobody declared; a length of no sense; no rule named; no reason; somebody was quicker.
    """
    with transaction.atomic():
        alter_calendar()
        refuse_without(Right.EDIT_OFFICE, by=by, office=office)
        scope = scope_of(office)
        base = _base(key, office, since)
        if seen and not Limit.objects.filter(pk=seen[0], version=seen[1]).exists():
            raise Refused(
                "Batas waktu ini baru saja diubah orang lain. Muat ulang halaman, lalu simpan lagi bila perlu.",
                code="calendars.limit_stale",
            )
        limit = base if base.office == scope and base.since == since else _copy(base, scope, since)
        before, ended = _facts(base), limit.until
        limit.until = None
        _fill(limit, fields)
        if limit is base and ended is None and _facts(limit) == before:
            return limit
        why = reason_of(reason)
        limit.version = limit.version + 1 if limit.pk else 1
        limit.save()
        record_in(
            office, by=by, what="calendars.limit_set", object_label=limit.title, object_id=limit.key,
            details={
                "before": before, "after": limit.length_words, "facts": _facts(limit), "reason": why,
                "since": f"sejak {date_words(since)}" if since else "sejak semula", "clocks": rebind(key, office=scope),
            },
        )  # fmt: skip
    return limit


def end_limit(*, limit: Limit, office: Office, until: date, reason: str, by: User | None) -> Limit:
    """Ends an office's own limit after ``until``; from the next day the nation's holds again.

    Refused: the nation's limit (set another in its place); another office's; an end before its beginning; no reason.
    """
    with transaction.atomic():
        alter_calendar()
        row: Limit = Limit.objects.select_related("office").get(pk=limit.pk)
        refuse_foreign(row, by=by, office=office)
        if row.office is None:
            raise Refused("Batas nasional tidak diakhiri; tetapkan gantinya.", code="calendars.national_limit")
        if row.since and until < row.since:
            raise Refused("Hari terakhirnya mendahului hari mulainya.", code="calendars.span_reversed", field="until")
        why = reason_of(reason)
        row.until, row.version = until, row.version + 1
        row.save(update_fields=("until", "version"))
        record_in(
            office, by=by, what="calendars.limit_ended", object_label=row.title, object_id=row.key,
            details={"until": date_words(until), "reason": why, "clocks": rebind(row.key, office=row.office)},
        )  # fmt: skip
    return row


def history_of(key: str, office: Office) -> list[Limit]:
    """All limits of a key the office has or had, the nation's and its own, the latest first."""
    rows = Limit.objects.filter(Q(office__isnull=True) | Q(office=office), key=key)
    return sorted(rows, key=lambda one: (one.since or date.min, one.office_id is not None), reverse=True)


def _base(key: str, office: Office, since: date | None) -> Limit:
    """What the new limit is compared with: in force on its first day, else the earliest there is. Refused: an unknown key."""
    rows: list[Limit] = list(
        Limit.objects.select_related("office").filter(Q(office__isnull=True) | Q(office=office), key=key)
    )
    if not rows:
        raise Refused(f"Batas waktu “{key}” tidak dikenal.", code="calendars.no_limit", field="key")
    if since is None:
        own = [row for row in rows if row.office == scope_of(office) and row.since is None]
        return own[0] if own else min(rows, key=lambda row: row.since or date.min)
    return limit_among(rows, office.pk, since) or rows[0]


def _copy(base: Limit, scope: Office | None, since: date | None) -> Limit:
    """A limit of its own beginning on the day; one ended before may have begun there, then it is that one, open again."""
    again: Limit | None = Limit.objects.filter(office=scope, key=base.key, since=since).first()
    limit = again or Limit(office=scope, key=base.key, since=since)
    limit.title = base.title
    for name in FIELDS:
        setattr(limit, name, getattr(base, name))
    return limit


def _fill(limit: Limit, fields: dict[str, Any]) -> None:
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"a limit has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(limit, name, value)
    limit.legal_source = " ".join(limit.legal_source.split())
    if not 1 <= limit.days <= LONGEST:
        raise Refused(f"Lamanya 1 sampai {LONGEST} hari.", code="calendars.no_such_length", field="days")
    if limit.unit not in list(Unit):
        raise Refused("Pilih hari kerja atau hari kalender.", code="calendars.no_such_unit", field="unit")
    if not limit.legal_source or len(limit.legal_source) > 300:
        raise Refused(
            "Sebutkan dasar hukumnya, paling panjang 300 huruf.", code="calendars.no_source", field="legal_source"
        )


def _facts(limit: Limit) -> dict[str, Any]:
    return {
        "lama": limit.length_words, "cuti bersama tidak dihitung": limit.counts_collective_leave,
        "dasar hukum": limit.legal_source, "belum diverifikasi": limit.is_unverified,
    }  # fmt: skip
