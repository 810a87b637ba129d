"""What every verb on a cell begins and ends with: the cell locked and as it stands, its words, its place in the trail."""

from __future__ import annotations

from typing import Any

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.kernel.clock import now
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.refusal import Stale
from renaksi.monitoring.domain.said import described, said_of, words_of
from renaksi.monitoring.models import Realisation
from renaksi.offices.trail import record_in
from renaksi.plan.domain.locking import locked_plan
from renaksi.plan.kinds import unit_of
from renaksi.plan.models import Indicator


def cell_id(indicator_id: int, month: int) -> str:
    """How the trail knows a cell."""
    return f"cell:{indicator_id}-{month}"


def cell_label(indicator: Indicator, month: int) -> str:
    """``Maret, <the indicator's words>``."""
    return f"{MONTH_NAMES[month - 1]}, {indicator.text or 'baris tanpa indikator'}"


def version_seen(realisation: Realisation | None) -> int:
    """What a form carries as ``seen``: the version, 0 for an empty cell or one taken back."""
    return 0 if realisation is None or realisation.is_cleared else realisation.version


def locked(realisation: Realisation) -> Realisation:
    """The cell read afresh, its plan locked until the transaction ends: the plan's lock puts all who record in a queue."""
    plan = locked_plan(realisation.indicator.plan)
    fresh = Realisation.objects.select_related("indicator", "changed_by").get(pk=realisation.pk)
    fresh.indicator.plan = plan
    return fresh


def check_seen(standing: Realisation | None, seen: int, attempted: str, field: str = "") -> None:
    """Refuses Stale where the cell is no longer what the person saw."""
    if seen != version_seen(standing):
        raise Stale(current=spoken(standing), attempted=attempted, field=field)


def touched(realisation: Realisation, by: User | None) -> None:
    """Counts and signs one more change of the cell."""
    realisation.version += 1
    realisation.changed_at, realisation.changed_by = now(), by


def value_words(realisation: Realisation) -> str:
    """The cell's outcome in words: ``4 laporan``, ``ditunda ke Mei``."""
    return words_of(said_of(realisation), realisation.quantity, unit_of(realisation.indicator))


def spoken(realisation: Realisation | None) -> str:
    """Everything the cell says, line by line, who said it and with how many proofs; where it is empty, that it is."""
    if realisation is None or realisation.is_cleared:
        return "Belum ada catatan"
    text = described(said_of(realisation), realisation.quantity, unit_of(realisation.indicator))
    proofs = realisation.proofs.filter(removed_at__isnull=True).count()
    return f"{text}\nBukti: {proofs}\nOleh: {realisation.changed_by or 'baris perintah'}"


def tell(realisation: Realisation, *, what: str, by: User | None, **details: Any) -> AuditEvent:
    """One event of the cell in its office's trail, last in the verb's transaction."""
    indicator = realisation.indicator
    return record_in(
        indicator.plan.office,
        by=by,
        what=what,
        object_label=cell_label(indicator, realisation.month),
        object_id=cell_id(indicator.pk, realisation.month),
        details={"year": indicator.plan.year, **details},
    )
