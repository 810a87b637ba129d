"""Days off added, changed and switched; every open clock they move is re-dated in the same transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.calendars.decrees import decree_of
from renaksi.calendars.domain.redate import redate_around
from renaksi.calendars.domain.scope import alter_calendar, reason_of, refuse_foreign, scope_of
from renaksi.calendars.models import Holiday, HolidayKind
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.authority import refuse_without
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in

FIELDS = {"day": "tanggal", "name": "nama", "kind": "jenis", "source": "dasar", "is_unverified": "belum diverifikasi"}
FIRST_YEAR, LAST_YEAR = 2000, 2100


def add_holiday(
    *, office: Office, day: date, name: str, kind: str, source: str, by: User | None, is_unverified: bool = False
) -> Holiday:
    """Adds a day off: KPU RI for all offices (public or collective leave), any other office for itself (local).

    Refused: a person who does not edit the office; a kind that is not the office's; a day that is a day off already.
    """
    with transaction.atomic():
        alter_calendar()
        refuse_without(Right.EDIT_OFFICE, by=by, office=office)
        row = Holiday(office=scope_of(office), is_unverified=is_unverified, set_by_hand=True)
        _fill(row, {"day": day, "name": name, "kind": kind, "source": source})
        row.save()
        clocks = redate_around([row.day], office=row.office)
        record_in(
            office, by=by, what="calendars.holiday_added", object_label=words_of(row), object_id=str(row.pk),
            details={"day": date_words(row.day), "before": {}, "after": _facts(row), "clocks": clocks},
        )  # fmt: skip
    return row


def change_holiday(
    *, holiday: Holiday, office: Office, reason: str, by: User | None, seen: int | None = None, **fields: Any
) -> Holiday:
    """Changes a day off of the office's own (``fields`` of FIELDS); ``seen`` is the version the person was shown.

    Where nothing changes nothing is written. Refused: as in ``add_holiday``; another's day; no reason; somebody was quicker.
    """
    with transaction.atomic():
        row = _held(holiday, office=office, by=by, seen=seen)
        before, old_words, old_day = _facts(row), words_of(row), row.day
        _fill(row, fields)
        after = _facts(row)
        if after == before:
            return row
        why = reason_of(reason)
        _save(row)
        clocks = redate_around([old_day, row.day], office=row.office) if row.is_active else 0
        changed = [name for name in after if after[name] != before[name]]
        record_in(
            office, by=by, what="calendars.holiday_changed", object_label=words_of(row), object_id=str(row.pk),
            details={
                "day": date_words(old_day), "before": {name: before[name] for name in changed},
                "after": {name: after[name] for name in changed}, "before_words": old_words, "after_words": words_of(row),
                "clocks": clocks, "reason": why,
            },
        )  # fmt: skip
    return row


def switch_holiday(
    *, holiday: Holiday, office: Office, is_active: bool, reason: str, by: User | None, seen: int | None = None
) -> Holiday:
    """Makes a day off count no more, or again; the row stays. Refused: as in ``change_holiday``."""
    with transaction.atomic():
        row = _held(holiday, office=office, by=by, seen=seen)
        if row.is_active == is_active:
            return row
        why = reason_of(reason)
        row.is_active = is_active
        _save(row)
        clocks = redate_around([row.day], office=row.office)
        states = {True: "berlaku", False: "tidak berlaku"}
        record_in(
            office, by=by, what="calendars.holiday_switched", object_label=words_of(row), object_id=str(row.pk),
            details={
                "day": date_words(row.day), "before": states[not is_active], "after": states[is_active], "clocks": clocks,
                "reason": why,
            },
        )  # fmt: skip
    return row


def verify_year(*, office: Office, year: int, source: str, by: User | None) -> int:
    """Says that the nation's days off of the year were held against the joint decree ``source``; returns how many were marked.

    Marked are those that rest on the year's joint decree; a day with a source of its own (a polling day) is verified by itself.
    They are left alone by later loads of the packaged list. Refused: an office that is not KPU RI; no decree named.
    """
    with transaction.atomic():
        alter_calendar()
        refuse_without(Right.EDIT_OFFICE, by=by, office=office)
        if scope_of(office):
            raise Refused("Hanya KPU RI yang mencocokkan hari libur nasional.", code="calendars.not_own")
        named = _text("source", source)
        if not named:
            raise Refused("Sebutkan nomor SKB yang dicocokkan.", code="calendars.no_source", field="source")
        marked = (
            resting_on_decree(year, named)
            .filter(is_unverified=True)
            .update(is_unverified=False, set_by_hand=True, source=named)
        )
        if marked:
            record_in(
                office, by=by, what="calendars.year_verified", object_label=f"kalender {year}", object_id=str(year),
                details={"year": year, "source": named, "holidays": marked},
            )  # fmt: skip
    return marked


def resting_on_decree(year: int, named: str = "") -> QuerySet[Holiday]:
    """The nation's days off of the year that rest on its joint decree, as loaded or as ``named``, or name no source."""
    return Holiday.objects.filter(office__isnull=True, day__year=year, source__in={decree_of(year), named, ""})


def words_of(row: Holiday) -> str:
    """``24 Maret 2026, Cuti Bersama Idul Fitri``."""
    return f"{date_words(row.day)}, {row.name}"


def _held(holiday: Holiday, *, office: Office, by: User | None, seen: int | None) -> Holiday:
    """The row as it stands, the calendar held for changing. Refused: not the office's own; changed since ``seen``."""
    alter_calendar()
    row = Holiday.objects.select_related("office").get(pk=holiday.pk)
    refuse_foreign(row, by=by, office=office)
    if seen is not None and row.version != seen:
        raise Refused(
            "Hari libur ini baru saja diubah orang lain. Muat ulang halaman, periksa isinya, lalu simpan lagi bila perlu.",
            code="calendars.holiday_stale",
        )
    return row


def _fill(row: Holiday, fields: dict[str, Any]) -> None:
    """Puts the values onto the row. Refused where one is wrong, or the day is taken."""
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"a holiday has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(row, name, _text(name, value) if name in {"name", "source"} else value)
    if not row.name:
        raise Refused("Tulis nama hari liburnya.", code="calendars.no_name", field="name")
    if not FIRST_YEAR <= row.day.year <= LAST_YEAR:
        raise Refused(f"Tahunnya antara {FIRST_YEAR} dan {LAST_YEAR}.", code="calendars.no_such_year", field="day")
    if row.kind not in kinds_for(row.office):
        raise Refused("Pilih jenis hari libur dari daftar.", code="calendars.no_such_kind", field="kind")
    _refuse_taken(row)


def kinds_for(office: Office | None) -> list[str]:
    """The kinds a day off of this scope may have."""
    return [HolidayKind.LOCAL] if office else [HolidayKind.PUBLIC, HolidayKind.COLLECTIVE]


def _refuse_taken(row: Holiday) -> None:
    """An office's day off may fall on collective leave, which does not stop every clock, but not on a public holiday."""
    scope = Q(office=row.office) if row.office else Q(office__isnull=True)
    if row.office:
        scope |= Q(office__isnull=True, kind=HolidayKind.PUBLIC, is_active=True)
    other = Holiday.objects.filter(scope, day=row.day).exclude(pk=row.pk).first()
    if other:
        raise Refused(
            f"Tanggal {date_words(row.day)} sudah tercatat: {other.name} ({other.get_kind_display()}"
            f"{'' if other.is_active else ', tidak berlaku'}); ubah atau berlakukan catatan itu.",
            code="calendars.day_taken",
            field="day",
        )


def _text(name: str, value: object) -> str:
    text = " ".join(str(value).split())
    longest = Holiday._meta.get_field(name).max_length or 0  # type: ignore[union-attr]  # plain columns
    if len(text) > longest:
        raise Refused(f"Isian {FIELDS[name]} paling panjang {longest} huruf.", code="calendars.too_long", field=name)
    return text


def _facts(row: Holiday) -> dict[str, Any]:
    return {
        "tanggal": date_words(row.day), "nama": row.name, "jenis": row.get_kind_display(), "dasar": row.source,
        "belum diverifikasi": row.is_unverified,
    }  # fmt: skip


def _save(row: Holiday) -> None:
    row.set_by_hand = True
    row.version += 1
    row.save()
