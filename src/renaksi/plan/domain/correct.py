"""An adopted plan put right, with a reason; both values are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models, transaction

from renaksi.accounts.models import User
from renaksi.kernel.months import MonthSet
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.trail import record_in
from renaksi.plan.domain.adopt import NUMBER_LENGTH
from renaksi.plan.domain.locking import locked_plan, reason_given
from renaksi.plan.facts import fact_text, folded, with_fact
from renaksi.plan.models import CORRECTED_TITLES, Activity, Area, Correction, Indicator, Plan, SubActivity
from renaksi.plan.rows import facts_from_json

Part = Area | Activity | SubActivity | Indicator
P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class _Field:
    """Where a correctable field lives, and how typed text becomes its value."""

    column: str
    find: Callable[[Plan, int], Part | None]
    parse: Callable[[str], str | int | None] = folded


def _area(plan: Plan, pk: int) -> Area | None:
    return plan.areas.filter(pk=pk).first()


def _activity(plan: Plan, pk: int) -> Activity | None:
    return Activity.objects.filter(area__plan=plan, pk=pk).select_related("area").first()


def _sub_activity(plan: Plan, pk: int) -> SubActivity | None:
    return SubActivity.objects.filter(activity__area__plan=plan, pk=pk).select_related("activity__area").first()


def _indicator(plan: Plan, pk: int) -> Indicator | None:
    return plan.indicators.filter(pk=pk).select_related("sub_activity__activity__area").first()


def _short_number(text: str) -> str:
    number = folded(text)
    if len(number) > NUMBER_LENGTH:
        raise Refused(f"Nomor paling panjang {NUMBER_LENGTH} huruf.", code="plan.number_too_long", field="value")
    return number


def _area_number(text: str) -> int | None:
    number = folded(text)
    if number and not (number.isascii() and number.isdecimal() and len(number) <= 4):
        raise Refused("Nomor area ditulis dengan angka.", code="plan.number_unclear", field="value")
    return int(number) if number else None


def _month_mask(text: str) -> int:
    try:
        return MonthSet.parse(text).mask
    except ValueError:
        raise Refused(
            "Bulan tidak dikenal. Tulis seperti 1, 3-5 atau Januari, Maret s.d. Mei.",
            code="plan.months_unclear",
            field="value",
        ) from None


_FIELDS = {
    "area": _Field("name", _area),
    "area_no": _Field("number", _area, _area_number),
    "activity": _Field("name", _activity),
    "activity_no": _Field("number", _activity, _short_number),
    "sub_activity": _Field("name", _sub_activity),
    "sub_activity_no": _Field("number", _sub_activity, _short_number),
    "indicator": _Field("text", _indicator),
    "indicator_no": _Field("number", _indicator, _short_number),
    "months": _Field("month_mask", _indicator, _month_mask),
    "note": _Field("note", _indicator),
}
CORRECTABLE = {field: CORRECTED_TITLES[field] for field in _FIELDS}


def correct_plan(
    *, plan: Plan, field: str, pk: int, value: str, reason: str, by: User | None, seen: str | None = None
) -> Correction:
    """Changes one field of a plan in force. ``pk`` is the Area's, Activity's, SubActivity's or Indicator's the field belongs to.

    ``field`` is a key of CORRECTABLE; months are written ``"1, 3-5"`` or ``"Januari, Maret s.d. Mei"`` (MonthSet.parse) or "".
    ``seen`` = the value the user saw, as ``value_shown`` gives it. Trail: ``plan.corrected``.
    Refuses: Stale; ``plan.withdrawn``, ``plan.reason_missing``, ``plan.field_unknown``, ``plan.not_found``,
    ``plan.months_unclear``, ``plan.number_unclear``, ``plan.number_too_long``, ``plan.unchanged``.
    """
    kind = _field(field)
    new = kind.parse(value)
    reason = reason_given(reason)
    with transaction.atomic():
        plan = locked_plan(plan)
        part = _find(plan, kind, pk)
        before = _shown(field, getattr(part, kind.column))
        after = _shown(field, new)
        _check_change(before, after, seen)
        setattr(part, kind.column, new)
        if field == "indicator" and isinstance(part, Indicator):
            part.parts = []  # they were parts of the former text
        part.save()
        return _keep(plan, part, field, before, after, reason, by)


def move_indicator(
    *,
    plan: Plan,
    indicator_id: int,
    sub_activity_id: int | None = None,
    activity_id: int | None = None,
    number: str = "",
    name: str = "",
    reason: str,
    by: User | None,
) -> Correction:
    """Puts an indicator under another sub-activity of the same plan, as its last.

    The parent is an existing sub-activity (``sub_activity_id``) or a new one (``number``, ``name``) made as the last of
    ``activity_id``. A sub-activity, activity or area left without indicators goes. Field ``parent``; trail: ``plan.corrected``.
    Refuses: ``plan.withdrawn``, ``plan.reason_missing``, ``plan.not_found``, ``plan.number_too_long``, ``plan.unchanged``.
    """
    reason = reason_given(reason)
    number = _short_number(number)
    with transaction.atomic():
        plan = locked_plan(plan)
        indicator = _found(_indicator(plan, indicator_id))
        before = _path(indicator.sub_activity)
        if sub_activity_id is None:
            target = _new_sub_activity(plan, activity_id, number, folded(name))
        else:
            target = _found(_sub_activity(plan, sub_activity_id))
        if target.pk == indicator.sub_activity_id:
            raise Refused("Indikator ini sudah berada di sub kegiatan itu.", code="plan.unchanged")
        indicator.sub_activity = target
        indicator.save(update_fields=("sub_activity",))
        _put_in_order(plan, last=indicator)
        _drop_empty(plan)
        return _keep(plan, indicator, "parent", before, _path(target), reason, by)


def correct_fact(
    *, plan: Plan, field: str, value: str, reason: str, by: User | None, seen: str | None = None
) -> Correction:
    """Changes one fact of the decree (renaksi.plan.facts.FACT_TITLES), typed as a form shows it. Refuses as correct_plan does;
    the year cannot be corrected (``plan.year_fixed``): withdraw the plan and adopt it anew."""
    if field == "year":
        raise Refused(
            "Tahun rencana tidak dapat dikoreksi. Tarik rencana ini, lalu terapkan kembali untuk tahun yang benar.",
            code="plan.year_fixed",
        )
    reason = reason_given(reason)
    with transaction.atomic():
        plan = locked_plan(plan)
        old = facts_from_json(plan.facts)
        new = with_fact(old, field, value)
        before, after = fact_text(old, field), fact_text(new, field)
        _check_change(before, after, seen)
        plan.facts, plan.number = new.as_json(), new.number
        plan.save(update_fields=("facts", "number"))
        return _keep(plan, None, field, before, after, reason, by)


def value_shown(plan: Plan, field: str, pk: int) -> str:
    """The present value of a correctable field as a form shows it, to be given back as ``seen``. Refuses ``plan.not_found``."""
    kind = _field(field)
    return _shown(field, getattr(_find(plan, kind, pk), kind.column))


def _field(field: str) -> _Field:
    if field not in _FIELDS:
        raise Refused("Bagian ini tidak dapat dikoreksi.", code="plan.field_unknown", field=field)
    return _FIELDS[field]


def _find(plan: Plan, kind: _Field, pk: int) -> Part:
    return _found(kind.find(plan, pk))


def _found(part: P | None) -> P:
    if part is None:
        raise Refused("Bagian rencana ini tidak ditemukan. Muat ulang halamannya.", code="plan.not_found")
    return part


def _shown(field: str, value: object) -> str:
    """A value as a form shows it; months in words, no month as ""."""
    if field == "months":
        return MonthSet(int(str(value))).words() if value else ""
    return "" if value is None else str(value)


def _check_change(before: str, after: str, seen: str | None) -> None:
    if before == after:
        raise Refused(
            "Isinya sama dengan yang sekarang; tidak ada yang dikoreksi.", code="plan.unchanged", field="value"
        )
    if seen is not None and folded(seen) != folded(before):
        raise Stale(current=before, attempted=after, field="value")


def _new_sub_activity(plan: Plan, activity_id: int | None, number: str, name: str) -> SubActivity:
    activity = _found(None if activity_id is None else _activity(plan, activity_id))
    last = activity.sub_activities.aggregate(last=models.Max("position"))["last"]
    return SubActivity.objects.create(
        activity=activity, position=0 if last is None else last + 1, number=number, name=name
    )


def _put_in_order(plan: Plan, *, last: Indicator) -> None:
    """Numbers the plan's indicators anew in printed order, ``last`` as the last of its sub-activity."""
    indicators = sorted(
        plan.indicators.select_related("sub_activity__activity__area"),
        key=lambda each: (*_place(each.sub_activity), each.pk == last.pk, each.position),
    )
    moved = [each for place, each in enumerate(indicators) if each.position != place]
    places = {each.pk: place for place, each in enumerate(indicators)}
    # Out of the way first: a position is taken once, and rows are written one after another.
    plan.indicators.filter(pk__in=[each.pk for each in moved]).update(position=models.F("position") + 15_000)
    for each in moved:
        each.position = places[each.pk]
    Indicator.objects.bulk_update(moved, ("position",), 200)


def _place(sub_activity: SubActivity) -> tuple[int, int, int]:
    activity = sub_activity.activity
    return activity.area.position, activity.position, sub_activity.position


def _drop_empty(plan: Plan) -> None:
    SubActivity.objects.filter(activity__area__plan=plan, indicators=None).delete()
    Activity.objects.filter(area__plan=plan, sub_activities=None).delete()
    Area.objects.filter(plan=plan, activities=None).delete()


def _path(part: Part) -> str:
    """Where a part stands, in names from the area down."""
    if isinstance(part, Indicator):
        return f"{_path(part.sub_activity)} › {part.text}"
    if isinstance(part, SubActivity):
        return f"{_path(part.activity)} › {_named(part)}"
    if isinstance(part, Activity):
        return f"{_path(part.area)} › {_named(part)}"
    return _named(part)


def _named(part: Area | Activity | SubActivity) -> str:
    number = "" if part.number is None else str(part.number)
    return f"{number}. {part.name}" if number else part.name


def _keep(
    plan: Plan, part: Part | None, field: str, before: str, after: str, reason: str, by: User | None
) -> Correction:
    correction = Correction.objects.create(
        plan=plan,
        indicator=part if isinstance(part, Indicator) else None,
        field=field,
        place=_path(part) if part else "",
        before=before,
        after=after,
        reason=reason,
        corrected_by=by,
    )
    record_in(
        plan.office,
        by=by,
        what="plan.corrected",
        object_label=str(plan),
        object_id=str(plan.pk),
        details={
            "field": correction.field_title,
            "before": before or "kosong",
            "after": after or "kosong",
            "reason": reason,
            "place": correction.place,
        },
    )
    return correction
