"""The cells behind a figure of the report: from any number back to what was recorded and proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from renaksi.evidence.models import Evidence
from renaksi.monitoring.figures import Tally
from renaksi.monitoring.models import Proof
from renaksi.plan.models import Plan
from renaksi.reports.monev.columns import BEGUN, BY_KEY, CARRIED_OUT, Figure, percent_words
from renaksi.reports.monev.values import AreaPart, Entry, Monev


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure is opened, of one area (None = all) and one month (None = the whole period)."""

    figure: Figure
    area: AreaPart | None
    month: int | None


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell behind the figure, with its area, its indicator's words and its valid proofs."""

    area: str
    indicator: str
    entry: Entry
    proofs: tuple[Evidence, ...]


def asked(monev: Monev, key: str, area: str, month: str) -> Asked | None:
    """What the address asks for; None where there is no such figure, area or month."""
    figure = BY_KEY.get(key)
    areas = {str(each.place): each for each in monev.areas}
    months = {str(each): each for each in monev.period}
    if figure is None or (area and area not in areas) or (month and month not in months):
        return None
    return Asked(figure, areas.get(area), months.get(month))


def cells_behind(monev: Monev, plan: Plan, wanted: Asked) -> list[ShownCell]:
    """The cells the figure counts, in printed order: as many as the figure says. One query, for their proofs."""
    found = list(_entries(monev, wanted))
    proofs = _proofs(plan) if found else {}
    return [
        ShownCell(area, words, entry, tuple(proofs.get((entry.indicator_id, entry.cell_month), ())))
        for area, words, entry in found
    ]


def tally_behind(monev: Monev, wanted: Asked) -> Tally:
    """The figures of the area and month asked for."""
    places = [wanted.area.place] if wanted.area else [area.place for area in monev.areas]
    months = [wanted.month] if wanted.month else list(monev.period)
    return sum((monev.by_cell[place, month] for place in places for month in months), Tally())


def working(monev: Monev, wanted: Asked) -> str:
    """How the share is computed, where the figure asked for is a part of it; else ""."""
    if wanted.figure not in (BEGUN, CARRIED_OUT):
        return ""
    tally = tally_behind(monev, wanted)
    if not tally.begun:
        return f"Capaian {percent_words(tally)}: belum ada yang sudah waktunya."
    return f"Capaian {percent_words(tally)} = {tally.realised} terlaksana ÷ {tally.begun} sudah waktunya × 100 %."


def _entries(monev: Monev, wanted: Asked) -> Iterator[tuple[str, str, Entry]]:
    keys = {standing.value for standing in wanted.figure.standings} or {wanted.figure.key}
    for area in monev.areas if wanted.area is None else (wanted.area,):
        for line in area.lines:
            for entry in line.entries:
                if entry.key in keys and wanted.month in (None, entry.month):
                    yield area.title, line.text, entry


def _proofs(plan: Plan) -> dict[tuple[int, int], list[Evidence]]:
    valid = Proof.objects.filter(
        realisation__indicator__plan=plan,
        realisation__is_cleared=False,
        removed_at__isnull=True,
        evidence__state="active",
    ).select_related("evidence", "realisation")
    found: dict[tuple[int, int], list[Evidence]] = {}
    for proof in valid:
        found.setdefault((proof.realisation.indicator_id, proof.realisation.month), []).append(proof.evidence)
    return found
