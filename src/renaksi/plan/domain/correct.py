"""An adopted plan put right, with a reason; both values are kept."""

from __future__ import annotations

from renaksi.accounts.models import User
from renaksi.plan.models import Correction, Plan

CORRECTABLE = {
    "area": "area perubahan",
    "area_no": "nomor area",
    "activity": "kegiatan",
    "activity_no": "nomor kegiatan",
    "sub_activity": "sub kegiatan",
    "sub_activity_no": "nomor sub kegiatan",
    "indicator": "indikator keberhasilan",
    "indicator_no": "nomor indikator",
    "months": "pelaksanaan (bulan)",
    "note": "keterangan",
}


def correct_plan(
    *, plan: Plan, field: str, pk: int, value: str, reason: str, by: User | None, seen: str | None = None
) -> Correction:
    """Changes one field of a plan in force. ``pk`` is the Area's, Activity's, SubActivity's or Indicator's the field belongs to.

    ``field`` is a key of CORRECTABLE; months are written ``"1, 3-5"`` or ``"Januari, Maret s.d. Mei"`` (MonthSet.parse) or "".
    ``seen`` = the value the user saw, as ``value_shown`` gives it. Trail: ``plan.corrected``.
    Refuses: Stale; ``plan.withdrawn``, ``plan.reason_missing``, ``plan.field_unknown``, ``plan.not_found``,
    ``plan.months_unclear``, ``plan.number_unclear``, ``plan.number_too_long``, ``plan.text_missing``, ``plan.unchanged``.
    """
    raise NotImplementedError


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
    Refuses: ``plan.withdrawn``, ``plan.reason_missing``, ``plan.not_found``, ``plan.unchanged``.
    """
    raise NotImplementedError


def correct_fact(
    *, plan: Plan, field: str, value: str, reason: str, by: User | None, seen: str | None = None
) -> Correction:
    """Changes one fact of the decree (renaksi.plan.facts.FACT_TITLES), typed as a form shows it. Refuses as correct_plan does;
    the year cannot be corrected (``plan.year_fixed``): withdraw the plan and adopt it anew."""
    raise NotImplementedError


def value_shown(plan: Plan, field: str, pk: int) -> str:
    """The present value of a correctable field as a form shows it, to be given back as ``seen``. Refuses ``plan.not_found``."""
    raise NotImplementedError
