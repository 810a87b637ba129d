"""A reading becomes a draft under review: its rows, its doubts, and the doubts about whose decree of which year it is."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from renaksi.intake.domain.identity import doubts_of_identity
from renaksi.intake.domain.inherit import mend
from renaksi.intake.domain.repairs import doubts_of_slips
from renaksi.intake.domain.sheet import locked_draft, tell
from renaksi.intake.models import Doubt, Draft, DraftRow, DraftState
from renaksi.intake.reading import DecreeRow, Reading
from renaksi.kernel.problem import Problem
from renaksi.plan.domain.adopt import NUMBER_LENGTH
from renaksi.plan.facts import NUMBER_LENGTH as DECREE_NUMBER_LENGTH
from renaksi.plan.facts import is_likely_year
from renaksi.plan.rows import PlanRow

_BATCH = 250
_GREATEST_AREA_NUMBER = 9999


def stage_reading(draft: Draft, reading: Reading, lines: Sequence[str] = ()) -> Draft:
    """Writes the reading into the draft and puts it in state REVIEW; one transaction, no effect unless the draft is READING.

    ``lines`` = the source as numbered lines, shown beside the rows. Adds doubts: ``intake.other_office`` (the number or the work
    unit names another office), ``intake.year_differs`` (from the year chosen at upload), ``intake.fact_missing`` (a header field
    nobody told of), ``intake.text_alike`` (of a reading from pictures: a text that is a known one but for
    a letter). Trail: ``intake.read``.
    """
    with transaction.atomic():
        fresh = locked_draft(draft)
        if fresh.state != DraftState.READING:
            return fresh
        if fresh.source and lines:
            fresh.source.lines = list(lines)
            fresh.source.save(update_fields=("lines",))
        fresh.facts = reading.decree.as_json() | {"number": reading.decree.number[:DECREE_NUMBER_LENGTH]}
        problems = [
            *doubts_of_identity(fresh, reading),
            *reading.problems,
            *doubts_of_slips(fresh.office, reading),
        ]
        if fresh.year is None and is_likely_year(reading.decree.year or 0):
            fresh.year = reading.decree.year
        rows = write_rows(fresh, [_draft_row(fresh, each) for each in reading.rows])
        write_doubts(fresh, problems, rows)
        fresh.state = DraftState.REVIEW
        fresh.save(update_fields=("facts", "year", "state", "changed_at"))
        tell(fresh, by=fresh.created_by, what="intake.read", rows=len(rows), doubts=len(problems))
    return fresh


def write_rows(draft: Draft, rows: list[DraftRow]) -> list[DraftRow]:
    """Writes a new draft's rows in their order; what is no true inheritance is ended."""
    mend(rows)
    for place, row in enumerate(rows):
        row.position = place
    return DraftRow.objects.bulk_create(rows, _BATCH)


def write_doubts(draft: Draft, problems: Sequence[Problem], rows: Sequence[DraftRow]) -> None:
    """Writes problems as open doubts in their order, each on the row it names."""
    Doubt.objects.bulk_create(
        [
            Doubt(
                draft=draft,
                row=rows[problem.row] if problem.row is not None and 0 <= problem.row < len(rows) else None,
                position=place,
                code=problem.code,
                text=problem.text,
                line=problem.line,
                field=problem.field,
            )
            for place, problem in enumerate(problems)
        ],
        _BATCH,
    )


def _draft_row(draft: Draft, read: DecreeRow) -> DraftRow:
    row = draft_row(draft, read.row)
    row.months_proposed = None if read.months_proposed is None else read.months_proposed.mask
    row.inherited = list(read.inherited)
    row.read_as = read.as_json()
    row.match = row.read_as.get("match")
    return row


def draft_row(draft: Draft, row: PlanRow) -> DraftRow:
    """A plan's row as a draft's. What no column can hold is cut: numbers beyond their length, area numbers beyond reason."""
    is_wild = row.area_no is not None and not 0 <= row.area_no <= _GREATEST_AREA_NUMBER
    return DraftRow(
        draft=draft,
        area_no=None if is_wild else row.area_no,
        area=row.area,
        activity_no=row.activity_no[:NUMBER_LENGTH],
        activity=row.activity,
        sub_activity_no=row.sub_activity_no[:NUMBER_LENGTH],
        sub_activity=row.sub_activity,
        indicator_no=row.indicator_no[:NUMBER_LENGTH],
        indicator=row.indicator,
        indicators=list(row.indicators),
        month_mask=row.months.mask,
        note=row.note,
        source=dict(row.source),
        catalogue_code=row.catalogue_code[:20],
    )
