"""A reviewed draft becomes the office's plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.intake.domain.amend import Answers, amended
from renaksi.intake.domain.sheet import Sheet, open_sheet, tell
from renaksi.intake.models import Doubt, DoubtState, Draft, DraftRow, DraftState
from renaksi.kernel.refusal import Refused
from renaksi.plan.domain.adopt import adopt_plan, check_rows, check_year
from renaksi.plan.models import Plan
from renaksi.plan.rows import PlanRow, facts_from_json


def adopt_draft(
    *,
    draft: Draft,
    by: User | None,
    year: int | None = None,
    accept_doubts: bool = False,
    answers: Answers | None = None,
) -> Plan:
    """Makes the draft the plan of ``year`` (None: the draft's). The caller has checked that ``by`` may (Right.ADOPT_PLAN).

    Where the year has a plan in force, ``answers`` make the draft its amendment; without them the year is taken.
    ``accept_doubts`` accepts what is still open under the user's name. One transaction; of two at once exactly one wins.
    Refuses: ``intake.doubts_open`` (how many, and the first), ``intake.row_empty``, ``intake.year_missing``,
    ``intake.draft_closed`` (already adopted or discarded), ``plan.exists`` (also: the draft changes nothing),
    ``plan.year_differs``, ``plan.no_rows``; of an amendment ``intake.pairs_open``, ``intake.plan_changed``.
    Trail: ``plan.adopted`` or ``plan.amended``, ``intake.adopted``.
    """
    with transaction.atomic():
        sheet = open_sheet(draft, by)
        accepted = _accept(sheet) if accept_doubts else 0
        check_settled(sheet.doubts)
        check_filled(sheet.rows)
        year = _year(sheet.draft, year)
        facts = facts_from_json(sheet.draft.facts)
        rows = [plan_row(row) for row in sheet.rows]
        detail = {"draft": str(sheet.draft.pk), "doubts": len(sheet.doubts)}
        if answers is None:
            plan = adopt_plan(office=sheet.draft.office, year=year, facts=facts, rows=rows, by=by, detail=detail)
        else:
            plan = amended(sheet.draft.office, year, facts, rows, answers, by, detail)
        sheet.draft.plan, sheet.draft.year, sheet.draft.state = plan, year, DraftState.ADOPTED
        sheet.draft.save(update_fields=("plan", "year", "state", "changed_at"))
        stands = sum(doubt.state == DoubtState.ACCEPTED for doubt in sheet.doubts)
        tell(sheet.draft, by=by, what="intake.adopted", accepted=stands, accepted_now=accepted)
    return plan


def adoption_hindrances(draft: Draft, *, year: int | None = None) -> list[str]:
    """Why the draft cannot be adopted now, as sentences to stand beside the disabled button; empty = it can."""
    if draft.state != DraftState.REVIEW:
        return ["Rancangan ini tidak sedang ditelaah."]
    rows = list(draft.rows.order_by("position"))
    still = list(draft.doubts.filter(state=DoubtState.OPEN).order_by("position"))
    checks = (
        partial(check_settled, still),
        partial(check_rows, [plan_row(row) for row in rows]),
        partial(check_filled, rows),
        partial(_check_year, draft, year),
    )
    return [why for why in map(_why_not, checks) if why]


def _why_not(check: Callable[[], None]) -> str:
    try:
        check()
    except Refused as refusal:
        return refusal.text
    return ""


def _check_year(draft: Draft, year: int | None) -> None:
    meant = _year(draft, year)
    check_year(facts_from_json(draft.facts), meant)


def plan_row(row: DraftRow) -> PlanRow:
    """A draft's row as the plan takes it."""
    return PlanRow(
        area_no=row.area_no,
        area=row.area,
        activity_no=row.activity_no,
        activity=row.activity,
        sub_activity_no=row.sub_activity_no,
        sub_activity=row.sub_activity,
        indicator_no=row.indicator_no,
        indicator=row.indicator,
        indicators=tuple(row.indicators),
        months=row.months,
        note=row.note,
        source=row.source,
        catalogue_code=row.catalogue_code,
    )


def check_settled(doubts: list[Doubt]) -> None:
    """Refuses ``intake.doubts_open``, saying how many and which is the first."""
    still = [doubt for doubt in doubts if doubt.state == DoubtState.OPEN]
    if still:
        raise Refused(
            f"Masih ada {len(still)} keraguan yang belum diputuskan. Yang pertama: {still[0].text}",
            code="intake.doubts_open",
        )


def check_filled(rows: list[DraftRow]) -> None:
    """Refuses ``intake.row_empty`` for a row that says nothing at all: no indicator, sub-activity or activity."""
    for place, row in enumerate(rows, 1):
        if not (row.indicator or row.sub_activity or row.activity):
            raise Refused(f"Baris {place} masih kosong. Isi atau hapus baris itu.", code="intake.row_empty")


def _accept(sheet: Sheet) -> int:
    """Accepts what is open in the user's name; gives how many."""
    still = [doubt for doubt in sheet.doubts if doubt.state == DoubtState.OPEN]
    sheet.close(still, DoubtState.ACCEPTED)
    Doubt.objects.bulk_update(still, ("state", "settled_at", "settled_by", "settled_by_label"), 250)
    return len(still)


def _year(draft: Draft, year: int | None) -> int:
    meant = year or draft.year
    if meant is None:
        raise Refused("Tentukan lebih dahulu tahun rencana aksi ini.", code="intake.year_missing", field="year")
    return meant
