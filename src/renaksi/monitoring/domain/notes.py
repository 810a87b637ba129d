"""What an office says of a period in its monitoring report: obstacles and recommendations, of the whole plan or of an area."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import now
from renaksi.kernel.period import Period
from renaksi.kernel.refusal import Refused, Stale
from renaksi.monitoring.models import PeriodNote
from renaksi.offices.access import areas_with
from renaksi.offices.domain.authority import refuse_without
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in
from renaksi.plan.domain.locking import locked_plan
from renaksi.plan.models import Area, Plan

LONGEST = 8000
_TITLES = {"obstacles": "Kendala", "recommendations": "Rekomendasi"}


def save_note(
    *,
    plan: Plan,
    period: Period,
    area: Area | None,
    obstacles: str,
    recommendations: str,
    seen: int,
    by: User | None,
) -> PeriodNote:
    """Keeps what is said of the period, for the whole plan (``area`` None) or one area of it.

    ``seen`` is the version the person saw, 0 where nothing was said yet. Said again as it stands, nothing is written. Trail:
    ``monitoring.note_saved`` with both texts. Refuses: Stale; ``plan.withdrawn``, ``offices.not_allowed``,
    ``monitoring.not_your_area``, ``monitoring.other_year``, ``monitoring.not_found``, ``monitoring.note_too_long``.
    """
    refuse_without(Right.RECORD, by=by, office=plan.office)
    said = {"obstacles": _trimmed(obstacles), "recommendations": _trimmed(recommendations)}
    _check_lengths(said)
    with transaction.atomic():
        plan = locked_plan(plan)
        _check_place(plan, period, area)
        if by is not None and not may_note(by, plan.office, area):
            raise Refused(
                "Catatan ini ditulis oleh koordinator area itu atau oleh yang bertugas di semua area.",
                code="monitoring.not_your_area",
            )
        note = PeriodNote.objects.filter(plan=plan, period=period.code, area=area).first()
        note = note or PeriodNote(plan=plan, period=period.code, area=area, version=0)
        before = {name: getattr(note, name) for name in said}
        if seen != note.version:
            raise Stale(current=_described(before), attempted=_described(said), field="obstacles")
        if before != said:
            _write(note, said, by)
            _tell(plan, note, period, before, said, by)
    return note


def notes_of(plan: Plan, period: Period) -> dict[int | None, PeriodNote]:
    """What was said of exactly this period, by area id; None = of the whole plan. One query."""
    notes = PeriodNote.objects.filter(plan=plan, period=period.code).select_related("changed_by")
    return {note.area_id: note for note in notes}


def may_note(user: Any, office: Office, area: Area | None) -> bool:
    """Whether the user may write of this area; of the whole plan only who records in all areas."""
    numbers = areas_with(user, office, Right.RECORD)
    return numbers is None or (area is not None and area.number in numbers)


def _check_place(plan: Plan, period: Period, area: Area | None) -> None:
    if period.year != plan.year:
        raise Refused(
            f"{period.words} bukan bagian dari rencana aksi tahun {plan.year}.",
            code="monitoring.other_year",
            field="period",
        )
    if area is not None and area.plan_id != plan.pk:
        raise Refused("Area ini bukan bagian dari rencana aksi itu.", code="monitoring.not_found")


def _check_lengths(said: dict[str, str]) -> None:
    for name, text in said.items():
        if len(text) > LONGEST:
            raise Refused(
                f"{_TITLES[name]} paling panjang {LONGEST} huruf; yang ditulis {len(text)}.",
                code="monitoring.note_too_long",
                field=name,
            )


def _write(note: PeriodNote, said: dict[str, str], by: User | None) -> None:
    for name, text in said.items():
        setattr(note, name, text)
    note.version += 1
    note.changed_at, note.changed_by = now(), by
    note.save()


def _tell(
    plan: Plan, note: PeriodNote, period: Period, before: dict[str, str], said: dict[str, str], by: User | None
) -> None:
    place = f", area {note.area.name}" if note.area else ""
    record_in(
        plan.office,
        by=by,
        what="monitoring.note_saved",
        object_label=f"{period.words}{place}",
        object_id=f"note:{note.pk}",
        details={"period": period.code, "before": before, "after": said},
    )


def _described(said: dict[str, str]) -> str:
    lines = [f"{_TITLES[name]}: {text}" for name, text in said.items() if text]
    return "\n".join(lines) or "Belum ada catatan"


def _trimmed(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()
