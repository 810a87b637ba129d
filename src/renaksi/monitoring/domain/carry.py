"""What an amending decree does to the year: work, proofs, people and notes follow their rows; what was removed stays in sight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse

from renaksi.evidence.models import Evidence
from renaksi.kernel.months import MonthSet
from renaksi.monitoring.domain.cells import value_words
from renaksi.monitoring.models import Assignment, PeriodNote, Proof, Pull, Realisation
from renaksi.plan.domain.amend import Amendment, FormerRow, origins
from renaksi.plan.models import Area, Indicator, Plan, PlanState

_BATCH = 500


def carry_over(amendment: Amendment) -> None:
    """Moves what was recorded, who answers and what is said of periods to the new version, row by row, area by area.

    What belongs to a removed row, and people or notes of an area that has no successor, stay with the version they were made
    for. To be called in the amendment's transaction. Queries do not grow with the number of rows.
    """
    areas = _areas(amendment)
    _move_realisations(amendment.rows)
    _move_people(amendment, areas)
    _move_notes(amendment, areas)


def _move_realisations(rows: Mapping[int, int]) -> None:
    cells = list(Realisation.objects.filter(indicator__in=list(rows)).only("pk", "indicator"))
    for cell in cells:
        cell.indicator_id = rows[cell.indicator_id]
    Realisation.objects.bulk_update(cells, ("indicator",), _BATCH)
    pulls = list(Pull.objects.filter(indicator__in=list(rows)).only("pk", "indicator"))
    for pull in pulls:
        pull.indicator_id = rows[pull.indicator_id]
    Pull.objects.bulk_update(pulls, ("indicator",), _BATCH)


def _areas(amendment: Amendment) -> dict[int, int]:
    """Old area -> new area: the one of the same name, else the one most of its rows went to; its number counts as a row."""
    olds, news = Area.objects.filter(plan=amendment.old), list(Area.objects.filter(plan=amendment.new))
    by_name = {area.name: area.pk for area in news}
    by_number = {area.number: area.pk for area in news if area.number}
    went = _went(amendment)
    found: dict[int, int] = {}
    for area in olds:
        votes = went[area.pk]
        if votes and area.number in by_number:
            votes[by_number[area.number]] += 1
        if area.name in by_name:
            found[area.pk] = by_name[area.name]
        elif votes:
            found[area.pk] = votes.most_common(1)[0][0]
    return found


def _went(amendment: Amendment) -> dict[int, Counter[int]]:
    """How many rows of each old area went to which new one."""
    road = "sub_activity__activity__area"
    old = dict(amendment.old.indicators.values_list("pk", road))
    new = dict(amendment.new.indicators.values_list("pk", road))
    went: dict[int, Counter[int]] = defaultdict(Counter)
    for old_row, new_row in amendment.rows.items():
        went[old[old_row]][new[new_row]] += 1
    return went


def _move_people(amendment: Amendment, areas: Mapping[int, int]) -> None:
    """Duties past and present; where two areas became one, nobody coordinates it twice."""
    moved = []
    present = Assignment.objects.filter(plan=amendment.new, area__isnull=False, ended_at__isnull=True)
    held: set[tuple[int, int]] = {(area, user) for area, user in present.values_list("area", "user") if area}
    for duty in Assignment.objects.filter(plan=amendment.old).order_by("since", "pk"):
        row, area = amendment.rows.get(duty.indicator_id or 0), areas.get(duty.area_id or 0)
        if row is None and area is None:
            continue
        if area is not None and duty.ended_at is None:
            if (area, duty.user_id) in held:
                continue
            held.add((area, duty.user_id))
        duty.indicator_id, duty.area_id = row, area
        duty.plan = amendment.new
        moved.append(duty)
    Assignment.objects.bulk_update(moved, ("plan", "area", "indicator"), _BATCH)


def _move_notes(amendment: Amendment, areas: Mapping[int, int]) -> None:
    """Notes of the whole plan and of areas that live on; where two areas became one, the first one's note leads."""
    moved = []
    held: set[tuple[str, int | None]] = set(PeriodNote.objects.filter(plan=amendment.new).values_list("period", "area"))
    for note in PeriodNote.objects.filter(plan=amendment.old).order_by("area__position", "pk"):
        area = areas.get(note.area_id) if note.area_id else None
        if (note.area_id and area is None) or (note.period, area) in held:
            continue
        held.add((note.period, area))
        note.plan, note.area_id = amendment.new, area
        moved.append(note)
    PeriodNote.objects.bulk_update(moved, ("plan", "area"), _BATCH)


@dataclass(frozen=True, slots=True)
class Recorded:
    """How much was recorded for a row: the months, and the proofs in use."""

    months: MonthSet
    proofs: int

    @property
    def words(self) -> str:
        """``3 catatan dan 2 bukti``."""
        return f"{len(self.months)} catatan" + (f" dan {self.proofs} bukti" if self.proofs else "")


def recorded_for(plan: Plan) -> dict[int, Recorded]:
    """What was recorded for the plan's rows, by indicator; rows without are left out. One query.

    Of a replaced plan: what had been recorded until then, wherever its rows went.
    """
    if plan.state != PlanState.REPLACED or plan.replaced_by is None:
        return _recorded(_cells().filter(indicator__plan=plan), {})
    origin = origins(plan)
    then = _cells().filter(Q(indicator__in=origin), recorded_at__lte=plan.replaced_by.adopted_at)
    return _recorded(then, origin)


def _cells() -> QuerySet[Realisation]:
    in_use = Count("proofs", filter=Q(proofs__removed_at__isnull=True))
    return Realisation.objects.filter(is_cleared=False).annotate(used=in_use)


def _recorded(cells: QuerySet[Realisation], origin: Mapping[int, int]) -> dict[int, Recorded]:
    months: dict[int, list[int]] = defaultdict(list)
    proofs: Counter[int] = Counter()
    for cell in cells:
        row = origin.get(cell.indicator_id, cell.indicator_id)
        months[row].append(cell.month)
        proofs[row] += cell.used  # type: ignore[attr-defined]  # annotated by _cells
    return {row: Recorded(MonthSet.of(some), proofs[row]) for row, some in months.items()}


def former_rows(plan: Plan) -> list[FormerRow]:
    """The rows of a replaced plan that something had been recorded for, and where each goes on. Four queries."""
    recorded = recorded_for(plan)
    present = Plan.objects.filter(office=plan.office_id, year=plan.year, state=PlanState.ADOPTED).first()
    current = set(present.indicators.values_list("pk", flat=True)) if present else set()
    now = {origin: pk for pk, origin in origins(plan).items() if pk in current}
    base = reverse("plan_page", kwargs={"code": plan.office.code, "year": plan.year})
    return [
        FormerRow(row, recorded[row.pk].words, recorded[row.pk].months, _row_address(base, now.get(row.pk)))
        for row in plan.indicators.filter(pk__in=list(recorded)).order_by("position")
    ]


def _row_address(base: str, pk: int | None) -> str:
    return f"{base}baris/{pk}/" if pk else ""


@dataclass(frozen=True, slots=True)
class RemovedCell:
    """What was recorded for a month of a removed row, in words, with its proofs in use."""

    month: int
    words: str
    pieces: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """A row an amending decree removed though something had been done for it; ``number`` is that decree's."""

    indicator: Indicator
    number: str
    cells: tuple[RemovedCell, ...]

    @property
    def place(self) -> str:
        """``<area> › <kegiatan>``."""
        activity = self.indicator.sub_activity.activity
        return f"{activity.area.name or 'Tanpa area'} › {activity.name or 'tanpa kegiatan'}"


def removed_rows(plan: Plan) -> list[RemovedRow]:
    """The rows removed on the way to this plan that something was recorded for, with what was recorded.

    No query where the plan never changed, else two at most.
    """
    if plan.version == 1:
        return []
    cells = (
        Realisation.objects.filter(
            indicator__plan__office=plan.office_id,
            indicator__plan__year=plan.year,
            indicator__plan__state=PlanState.REPLACED,
            indicator__plan__version__lt=plan.version,
            is_cleared=False,
        )
        .select_related("indicator__plan__replaced_by", "indicator__sub_activity__activity__area")
        .prefetch_related(
            Prefetch("proofs", Proof.objects.filter(removed_at__isnull=True).select_related("evidence"), "used")
        )
        .order_by("indicator__plan__version", "indicator__position", "month")
    )
    rows: dict[int, list[Realisation]] = defaultdict(list)
    for cell in cells:
        rows[cell.indicator_id].append(cell)
    return [_removed(some) for some in rows.values()]


def _removed(cells: list[Realisation]) -> RemovedRow:
    indicator = cells[0].indicator
    by = indicator.plan.replaced_by
    told = (
        RemovedCell(cell.month, value_words(cell), tuple(proof.evidence for proof in cell.used))  # type: ignore[attr-defined]  # prefetched above
        for cell in cells
    )
    return RemovedRow(indicator, by.number if by else "", tuple(told))
