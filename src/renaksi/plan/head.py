"""The decree's head as the plan's screen shows it: what is there, in the decree's own order. No Django here."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.kernel.months import MONTH_NAMES
from renaksi.plan.facts import FACT_TITLES, LIST_FACTS, fact_text
from renaksi.plan.rows import DecreeFacts

ALWAYS = ("number", "title", "place", "date", "signatory")  # shown empty too: a decree has them
ORDER = (
    "number", "amends", "title", "work_unit", "considerations", "legal_basis_full", "noted", "dicta", "valid_until", "place",
    "date", "signatory_title", "signatory", "certifier_title", "certifier",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One line of the head: ``text``, or ``points`` where the decree lists; both empty = not filled in."""

    field: str
    title: str
    text: str = ""
    points: tuple[str, ...] = ()


def shown_facts(facts: DecreeFacts) -> list[ShownFact]:
    """The facts that are there, in the decree's order, and those every decree must have."""
    if not facts.legal_basis_full and facts.legal_basis:
        order = tuple("legal_basis" if field == "legal_basis_full" else field for field in ORDER)
    else:
        order = ORDER
    return [_shown(facts, field) for field in order if field in ALWAYS or fact_text(facts, field)]


def _shown(facts: DecreeFacts, field: str) -> ShownFact:
    if field in LIST_FACTS:
        return ShownFact(field, FACT_TITLES[field], points=getattr(facts, field))
    text = fact_text(facts, field)
    return ShownFact(field, FACT_TITLES[field], _month_words(text) if field == "valid_until" else text)


def _month_words(text: str) -> str:
    """``Desember 2022`` for ``2022-12``; a year alone stays."""
    year, _, month = text.partition("-")
    return f"{MONTH_NAMES[int(month) - 1]} {year}" if month.isdecimal() and 1 <= int(month) <= 12 else text
