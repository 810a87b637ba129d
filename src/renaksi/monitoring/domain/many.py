"""Several cells recorded in one go, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.evidence.models import Evidence
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.cells import cell_label
from renaksi.monitoring.domain.proofs import proven
from renaksi.monitoring.domain.record import Said, put
from renaksi.monitoring.models import Realisation
from renaksi.plan.domain.locking import locked_plan
from renaksi.plan.models import Indicator, Plan


@dataclass(frozen=True, slots=True)
class CellSaid:
    """What is said of one cell, and the version of it that was seen."""

    indicator: Indicator
    month: int
    said: Said
    seen: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """The indicator's id and the month."""
        return self.indicator.pk, self.month


class ManyRefused(Refused):
    """Nothing was written because of these cells: ``by_cell`` holds each one's refusal by (indicator id, month)."""

    def __init__(self, by_cell: dict[tuple[int, int], Refused], first: str) -> None:
        super().__init__(first, code="monitoring.many", field="")
        self.by_cell = by_cell


def record_many(
    *, plan: Plan, cells: Sequence[CellSaid], evidence: Iterable[Evidence] = (), by: User | None
) -> list[Realisation]:
    """Records the cells of one plan, each with the same proofs, all or nothing; see record_realisation.

    Refuses ``monitoring.nothing_said`` (no cells), ManyRefused naming every cell at fault (a Stale among them too), what
    ``proven`` refuses.
    """
    if not cells:
        raise Refused("Belum ada bulan yang diisi.", code="monitoring.nothing_said")
    refusals: dict[tuple[int, int], Refused] = {}
    with transaction.atomic():
        plan = locked_plan(plan)
        pieces = proven(plan.office, evidence)
        recorded = [_put(plan, cell, pieces, by, refusals) for cell in cells]
        if refusals:
            raise ManyRefused(refusals, _sentence(cells, refusals))
    return [each for each in recorded if each]


def _put(
    plan: Plan, cell: CellSaid, pieces: list[Evidence], by: User | None, refusals: dict[tuple[int, int], Refused]
) -> Realisation | None:
    try:
        return put(plan, cell.indicator.pk, cell.month, cell.said, cell.seen, pieces, by)
    except Refused as refusal:
        refusals[cell.key] = refusal
        return None


def _sentence(cells: Sequence[CellSaid], refusals: dict[tuple[int, int], Refused]) -> str:
    first = next(cell for cell in cells if cell.key in refusals)
    rest = f" ({len(refusals)} baris perlu diperbaiki.)" if len(refusals) > 1 else ""
    return f"{cell_label(first.indicator, first.month)}: {refusals[first.key].text}{rest}"
