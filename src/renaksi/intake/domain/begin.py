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
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office, OfficeKind
from renaksi.plan.domain.adopt import check_year_free
from renaksi.plan.domain.table import plan_facts, plan_rows
from renaksi.plan.models import Plan, PlanState
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.plan.template import template_rows

_KIND_NAMES = {OfficeKind.PROVINCE: "Provinsi", OfficeKind.REGENCY: "Kabupaten", OfficeKind.CITY: "Kota"}


def draft_from_template(*, office: Office, year: int, by: User | None) -> Draft:
    """A draft with the national template's rows and suggested months, facts from the office's profile. Trail: ``intake.begun``.

    Number and date of the decree are open doubts until typed or accepted. Refuses ``intake.year_unlikely``, ``plan.exists``.
    """
    facts = _profile_facts(office, year)
    return _begin(office, year, DraftOrigin.TEMPLATE, facts, template_rows(office.name), by)


def draft_typed(*, office: Office, year: int, by: User | None) -> Draft:
    """A draft with one empty row, facts from the office's profile; otherwise as draft_from_template."""
    return _begin(office, year, DraftOrigin.TYPED, _profile_facts(office, year), [PlanRow()], by)


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
        write_doubts(draft, missing_facts(facts, "number", "date"), write_rows(draft, kept))
        tell(draft, by=by, what="intake.begun", origin=origin.label, rows=len(kept))
    return draft


def _profile_facts(office: Office, year: int) -> DecreeFacts:
    """What can be said of a decree not yet signed: title, office, place and chair."""
    profile = office.profiles.filter(since__lte=today()).first() or office.profiles.filter(since=None).first()
    kind = _KIND_NAMES.get(OfficeKind(office.kind), "")
    return DecreeFacts(
        kind=f"Keputusan {office.name.split()[0]} {kind}".strip(),
        title=f"Rencana Aksi Reformasi Birokrasi di Lingkungan {office.name} Tahun {year}",
        work_unit=office.name,
        year=year,
        place=profile.place if profile else "",
        signatory_title=f"Ketua {office.name}",
        signatory=profile.chair if profile else "",
        valid_until=f"{year}-12",
    )
