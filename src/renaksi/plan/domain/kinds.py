"""What sort of quantity an indicator asks for, as a person chose."""

from __future__ import annotations

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.kernel.quantity import KIND_TITLES, Kind
from renaksi.kernel.refusal import Refused
from renaksi.offices.trail import record_in
from renaksi.plan.domain.locking import locked_plan
from renaksi.plan.facts import folded
from renaksi.plan.kinds import kind_of, unit_of
from renaksi.plan.models import Indicator, Plan

UNIT_LENGTH = 40


def set_kind(*, plan: Plan, indicator_id: int, kind: str, unit: str = "", by: User | None) -> Indicator:
    """Sets the kind (a value of kernel.quantity.Kind; "" = as the template or the words tell) and the unit counted.

    What was recorded already keeps its own kind. Trail: ``plan.kind_set``.
    Refuses ``plan.withdrawn``, ``plan.not_found``, ``plan.kind_unknown``, ``plan.unit_too_long``, ``plan.unchanged``.
    """
    unit = folded(unit)
    if kind and kind not in set(Kind):
        raise Refused("Jenis nilai ini tidak dikenal.", code="plan.kind_unknown", field="kind")
    if len(unit) > UNIT_LENGTH:
        raise Refused(f"Satuan paling panjang {UNIT_LENGTH} huruf.", code="plan.unit_too_long", field="unit")
    with transaction.atomic():
        plan = locked_plan(plan)
        indicator = plan.indicators.filter(pk=indicator_id).first()
        if indicator is None:
            raise Refused("Indikator ini tidak ditemukan. Muat ulang halamannya.", code="plan.not_found")
        if (indicator.kind, indicator.unit) == (kind, unit):
            raise Refused("Jenis nilai dan satuannya sama dengan yang sekarang.", code="plan.unchanged", field="kind")
        before = _words(indicator)
        indicator.kind, indicator.unit = kind, unit
        indicator.save(update_fields=("kind", "unit"))
        record_in(
            plan.office,
            by=by,
            what="plan.kind_set",
            object_label=str(plan),
            object_id=str(plan.pk),
            details={"place": indicator.text, "before": before, "after": _words(indicator)},
        )
    return indicator


def _words(indicator: Indicator) -> str:
    unit = unit_of(indicator)
    return f"{KIND_TITLES[kind_of(indicator)]} ({unit})" if unit else KIND_TITLES[kind_of(indicator)]
