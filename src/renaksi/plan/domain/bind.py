"""Which measure answers an indicator, as a person chose."""

from __future__ import annotations

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.kernel.quantity import KIND_TITLES
from renaksi.kernel.refusal import Refused
from renaksi.offices.trail import record_in
from renaksi.plan.binding import BY_HAND, binding_of, measure_kind, measure_title
from renaksi.plan.domain.locking import locked_plan
from renaksi.plan.kinds import kind_of
from renaksi.plan.models import Indicator, Plan


def set_binding(*, plan: Plan, indicator_id: int, binding: str, by: User | None) -> Indicator:
    """Binds an indicator to a measure's key, to "" (as the template has it), or says it is filled by hand (``BY_HAND``).

    What was recorded already stays as it is. Trail: ``plan.bound``.
    Refuses ``plan.withdrawn``, ``plan.not_found``, ``plan.measure_unknown``, ``plan.measure_kind`` (the measure gives another
    kind of value than the indicator asks for), ``plan.unchanged``.
    """
    with transaction.atomic():
        plan = locked_plan(plan)
        indicator = plan.indicators.filter(pk=indicator_id).first()
        if indicator is None:
            raise Refused("Indikator ini tidak ditemukan. Muat ulang halamannya.", code="plan.not_found")
        _check(indicator, binding)
        before = _words(indicator)
        indicator.binding = binding
        indicator.save(update_fields=("binding",))
        record_in(
            plan.office, by=by, what="plan.bound", object_label=str(plan), object_id=str(plan.pk),
            details={"place": indicator.text, "before": before, "after": _words(indicator), "key": binding},
        )  # fmt: skip
    return indicator


def _check(indicator: Indicator, binding: str) -> None:
    if indicator.binding == binding:
        raise Refused("Asal nilainya sama dengan yang sekarang.", code="plan.unchanged", field="binding")
    if binding in {"", BY_HAND}:
        return
    kind = measure_kind(binding)
    if kind is None:
        raise Refused("Ukuran ini tidak dikenal.", code="plan.measure_unknown", field="binding")
    if kind is not kind_of(indicator):
        raise Refused(
            f"Ukuran itu memberi {KIND_TITLES[kind]}, sedangkan indikator ini meminta {KIND_TITLES[kind_of(indicator)]}. "
            "Ubah jenis nilai indikatornya dahulu, atau pilih ukuran lain.",
            code="plan.measure_kind",
            field="binding",
        )


def _words(indicator: Indicator) -> str:
    key = binding_of(indicator).key
    return measure_title(key) if key else "diisi sendiri"
