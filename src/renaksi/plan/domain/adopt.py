"""A reviewed decree becomes the office's plan of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from renaksi.accounts.models import User
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in
from renaksi.plan.facts import NUMBER_LENGTH as DECREE_NUMBER_LENGTH
from renaksi.plan.facts import is_likely_year
from renaksi.plan.models import Activity, Area, Indicator, Plan, PlanState, SubActivity
from renaksi.plan.rows import DecreeFacts, PlanRow

NUMBER_LENGTH = 20  # of an activity's, sub-activity's or indicator's number
_BATCH = 500


def adopt_plan(
    *,
    office: Office,
    year: int,
    facts: DecreeFacts,
    rows: Sequence[PlanRow],
    by: User | None,
    detail: dict[str, Any] | None = None,
) -> Plan:
    """Makes the rows the office's plan in force for the year; ``by`` None is the command line.

    Neighbouring rows with the same area (number and name) share one Area, within it the same activity one Activity, and so on:
    ``plan_rows`` gives back exactly the rows that went in. ``detail`` (JSON-able) goes into the trail's event ``plan.adopted``.
    Refuses: ``plan.exists`` (a plan of this year is in force), ``plan.year_differs`` (the decree speaks of another year),
    ``plan.year_unlikely``, ``plan.no_rows``, ``plan.number_too_long``, ``plan.unprintable``.
    """
    check_facts(facts)
    check_rows(rows)
    check_year(facts, year)
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # adoptions of one office take turns
        check_year_free(office, year)
        plan = write_plan(office, year, facts, rows, by)
        record_in(
            office,
            by=by,
            what="plan.adopted",
            object_label=str(plan),
            object_id=str(plan.pk),
            details={"year": year, "number": facts.number or "tidak ada", "rows": len(rows), **(detail or {})},
        )
    return plan


def write_plan(office: Office, year: int, facts: DecreeFacts, rows: Sequence[PlanRow], by: User | None) -> Plan:
    """The next version of the year with its rows, in force at once; what was checked and locked is the caller's part."""
    last = Plan.objects.filter(office=office, year=year).aggregate(last=Max("version"))["last"] or 0
    plan = Plan.objects.create(
        office=office,
        year=year,
        version=last + 1,
        number=facts.number,
        facts=facts.as_json(),
        adopted_at=now(),
        adopted_by=by,
    )
    _write_rows(plan, rows)
    return plan


def check_year_free(office: Office, year: int) -> None:
    """Refuses ``plan.exists`` where the office has a plan of the year in force."""
    if Plan.objects.filter(office=office, year=year, state=PlanState.ADOPTED).exists():
        raise Refused(
            f"Rencana aksi {office} Tahun {year} sudah diterapkan. "
            "Koreksi rencana itu, unggah keputusan perubahannya, atau tarik rencana itu lebih dahulu.",
            code="plan.exists",
            field="year",
        )


def check_year(facts: DecreeFacts, year: int) -> None:
    """Refuses ``plan.year_unlikely``, and ``plan.year_differs`` where the decree names another year."""
    if not is_likely_year(year):
        raise Refused(
            f"Tahun {year} tidak mungkin menjadi tahun rencana aksi.", code="plan.year_unlikely", field="year"
        )
    if facts.year not in (None, year):
        raise Refused(
            f"Keputusan ini untuk Tahun {facts.year}, bukan {year}. Periksa tahunnya.",
            code="plan.year_differs",
            field="year",
        )


def check_facts(facts: DecreeFacts) -> None:
    """Refuses ``plan.number_too_long`` and ``plan.unprintable``."""
    if len(facts.number) > DECREE_NUMBER_LENGTH:
        raise Refused(
            f"Nomor keputusan paling panjang {DECREE_NUMBER_LENGTH} huruf.", code="plan.number_too_long", field="number"
        )
    values = (value for value in facts.as_json().values() if isinstance(value, str | list))
    if not _is_storable("".join(map("".join, values))):
        raise Refused("Isi keputusan memuat tanda yang tidak dapat disimpan.", code="plan.unprintable")


def check_rows(rows: Sequence[PlanRow]) -> None:
    """Refuses ``plan.no_rows``, ``plan.number_too_long`` and ``plan.unprintable``, naming the row (counted from 1)."""
    if not rows:
        raise Refused("Rencana aksi ini belum memiliki satu baris pun.", code="plan.no_rows")
    for place, row in enumerate(rows, 1):
        if max(map(len, (row.activity_no, row.sub_activity_no, row.indicator_no))) > NUMBER_LENGTH:
            raise Refused(
                f"Nomor pada baris {place} lebih panjang dari {NUMBER_LENGTH} huruf; pindahkan teksnya ke kolom uraian.",
                code="plan.number_too_long",
            )
        if row.area_no is not None and not 0 <= row.area_no <= 9999:
            raise Refused(f"Nomor area pada baris {place} tidak wajar: {row.area_no}.", code="plan.number_too_long")
        if not all(map(_is_storable, _texts_of(row))):
            raise Refused(f"Baris {place} memuat tanda yang tidak dapat disimpan.", code="plan.unprintable")


def _texts_of(row: PlanRow) -> tuple[str, ...]:
    return (
        *(row.area, row.activity_no, row.activity, row.sub_activity_no, row.sub_activity),
        *(
            row.indicator_no,
            row.indicator,
            *row.indicators,
            row.note,
            row.catalogue_code,
            *map(str, row.source.values()),
        ),
    )


def _is_storable(text: str) -> bool:
    """No database keeps NUL or half a surrogate pair."""
    return not any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in text)


def _write_rows(plan: Plan, rows: Sequence[PlanRow]) -> None:
    """Four bulk inserts, parents first."""
    areas: list[Area] = []
    activities: list[Activity] = []
    sub_activities: list[SubActivity] = []
    indicators: list[Indicator] = []
    for place, (row, is_new) in enumerate(_with_breaks(rows)):
        if is_new[0]:
            areas.append(Area(plan=plan, position=len(areas), number=row.area_no, name=row.area))
        if is_new[1]:
            at = 0 if is_new[0] else activities[-1].position + 1
            activities.append(Activity(area=areas[-1], position=at, number=row.activity_no, name=row.activity))
        if is_new[2]:
            at = 0 if is_new[1] else sub_activities[-1].position + 1
            sub_activities.append(
                SubActivity(activity=activities[-1], position=at, number=row.sub_activity_no, name=row.sub_activity)
            )
        indicators.append(_indicator(plan, sub_activities[-1], place, row))
    Area.objects.bulk_create(areas, _BATCH)
    Activity.objects.bulk_create(activities, _BATCH)
    SubActivity.objects.bulk_create(sub_activities, _BATCH)
    Indicator.objects.bulk_create(indicators, _BATCH)


def _with_breaks(rows: Sequence[PlanRow]) -> Iterator[tuple[PlanRow, tuple[bool, ...]]]:
    """Each row, and whether a new area, activity, sub-activity begins with it."""
    before: tuple[object, ...] = ()
    for row in rows:
        parents = (
            (row.area_no, row.area),
            (row.activity_no, row.activity),
            (row.sub_activity_no, row.sub_activity),
        )
        yield row, tuple(parents[:depth] != before[:depth] for depth in (1, 2, 3))
        before = parents


def _indicator(plan: Plan, sub_activity: SubActivity, position: int, row: PlanRow) -> Indicator:
    return Indicator(
        plan=plan,
        sub_activity=sub_activity,
        position=position,
        number=row.indicator_no,
        text=row.indicator,
        parts=list(row.indicators),
        month_mask=row.months.mask,
        note=row.note,
        source=row.source,
        catalogue_code=row.catalogue_code,
    )
