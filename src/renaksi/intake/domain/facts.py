"""The decree's header facts and the plan's year corrected in a draft."""

from __future__ import annotations

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import Changed, Sheet, change
from renaksi.intake.domain.texts import quoted
from renaksi.intake.models import Draft
from renaksi.kernel.refusal import Refused, Stale
from renaksi.plan.facts import FACT_TITLES, fact_text, folded, is_likely_year, with_fact
from renaksi.plan.rows import facts_from_json


def set_fact(*, draft: Draft, by: User | None, field: str, value: str, seen: str | None = None) -> Changed:
    """Sets one fact (renaksi.plan.facts.FACT_TITLES) as typed; ``seen`` as ``fact_text`` showed it. Its open doubts are settled.

    Refuses: Stale; ``intake.draft_closed``, ``plan.field_unknown``, ``plan.date_unclear``, ``plan.year_unclear``,
    ``plan.number_too_long``.
    """

    def work(sheet: Sheet) -> str:
        old = facts_from_json(sheet.draft.facts)
        new = with_fact(old, field, value)
        current, attempted = fact_text(old, field), fact_text(new, field)
        if current == attempted:
            return ""
        if seen is not None and folded(seen) != folded(current):
            raise Stale(current=current, attempted=attempted, field=field)
        sheet.draft.facts = new.as_json()
        sheet.settle(None, field)
        if field == "year" and sheet.draft.year is None:
            sheet.draft.year = new.year
        return f"{FACT_TITLES[field]} menjadi {quoted(attempted)}."

    return change(draft=draft, by=by, verb="set_fact", work=work)


def set_year(*, draft: Draft, by: User | None, year: int) -> Changed:
    """Says which year's plan the draft is to become; settles the doubt that the decree's year differs where it no longer does.

    Refuses ``intake.year_unlikely``.
    """
    check_likely(year)

    def work(sheet: Sheet) -> str:
        sheet.draft.year = year
        if sheet.draft.facts.get("year") == year:
            sheet.settle(None, "year")
        return f"Tahun rencana menjadi {year}."

    return change(draft=draft, by=by, verb="set_year", work=work)


def check_likely(year: int | None) -> None:
    """Refuses ``intake.year_unlikely`` for a year no plan can be of; None passes."""
    if year is not None and not is_likely_year(year):
        raise Refused(
            "Tahun rencana tidak wajar. Tulis empat angka, seperti 2022.", code="intake.year_unlikely", field="year"
        )
