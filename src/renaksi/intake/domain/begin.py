"""Drafts that begin without a file: from the national template, typed in, or from a plan that was withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.intake.domain.facts import check_likely
from renaksi.intake.domain.identity import missing_facts
from renaksi.intake.domain.inherit import infer
from renaksi.intake.domain.sheet import tell
from renaksi.intake.domain.stage import draft_row, write_doubts, write_rows
from renaksi.intake.models import Draft, DraftOrigin, DraftState, SourceFile
from renaksi.kernel.problem import Problem
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.plan.domain.adopt import check_year_free
from renaksi.plan.domain.letterhead import standard_words
from renaksi.plan.domain.table import plan_facts, plan_rows
from renaksi.plan.models import Plan, PlanState
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.plan.template import template_rows


def draft_from_template(*, office: Office, year: int, by: User | None) -> Draft:
    """A draft with the national template's rows and suggested months, facts from the office's profile. Trail: ``intake.begun``.

    Number and date of the decree, and its standard words, are open doubts until typed or accepted.
    Refuses ``intake.year_unlikely``, ``plan.exists``.
    """
    facts = _drafted(office, year)
    return _begin(office, year, DraftOrigin.TEMPLATE, facts, template_rows(office.name), by, doubts=_doubts(facts))


def draft_typed(*, office: Office, year: int, by: User | None) -> Draft:
    """A draft with one empty row, facts from the office's profile; otherwise as draft_from_template."""
    facts = _drafted(office, year)
    return _begin(office, year, DraftOrigin.TYPED, facts, [PlanRow()], by, doubts=_doubts(facts))


def draft_from_plan(*, plan: Plan, by: User | None) -> Draft:
    """A draft with the rows and facts of a withdrawn plan, to be put right and adopted anew; shows the same source lines.

    Refuses ``intake.plan_in_force`` (correct or withdraw it first), ``plan.exists``.
    """
    if plan.state != PlanState.WITHDRAWN:
        raise Refused(
            "Rencana aksi ini masih berlaku. Koreksi rencana itu, atau tarik lebih dahulu.", code="intake.plan_in_force"
        )
    former = Draft.objects.filter(plan=plan).select_related("source").first()
    source = former.source if former else None
    return _begin(plan.office, plan.year, DraftOrigin.PLAN, plan_facts(plan), plan_rows(plan), by, source)


def _begin(
    office: Office,
    year: int,
    origin: DraftOrigin,
    facts: DecreeFacts,
    rows: Sequence[PlanRow],
    by: User | None,
    source: SourceFile | None = None,
    doubts: Sequence[Problem] = (),
) -> Draft:
    check_likely(year)
    with transaction.atomic():
        check_year_free(office, year)
        draft = Draft.objects.create(
            office=office,
            year=year,
            origin=origin,
            state=DraftState.REVIEW,
            source=source,
            facts=facts.as_json(),
            created_by=by,
        )
        kept = [draft_row(draft, row) for row in rows]
        infer(kept)
        write_doubts(draft, doubts, write_rows(draft, kept))
        tell(draft, by=by, what="intake.begun", origin=origin.label, rows=len(kept))
    return draft


def _drafted(office: Office, year: int) -> DecreeFacts:
    """What can be said of a decree not yet signed: office, year, place and chair from the profile, and the standard words."""
    return standard_words(office, DecreeFacts(work_unit=office.name, year=year, valid_until=f"{year}-12"), year)


def _doubts(facts: DecreeFacts) -> list[Problem]:
    """What a person must still fill in or look at: standard words are a proposal, the legal basis above all."""
    problems = missing_facts(facts, "number", "date")
    if facts.legal_basis:
        problems.append(
            Problem(
                "intake.words_drafted",
                "Menimbang, Mengingat, dan diktum diisi dengan rumusan baku. Sesuaikan dengan keputusan Anda, "
                "terutama dasar hukum yang sudah diubah.",
                field="legal_basis_full",
            )
        )
    return problems
