"""The decree's head on the screen: nothing read is left out, nothing is made up."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from renaksi.plan.facts import FACT_TITLES
from renaksi.plan.head import ALWAYS, ORDER, shown_facts
from renaksi.plan.rows import DecreeFacts


def test_every_fact_has_its_place() -> None:
    left_out = set(FACT_TITLES) - set(ORDER)
    assert left_out == {"kind", "year", "legal_basis"}  # said by the page's own title and by the full legal basis
    assert {field.name for field in fields(DecreeFacts)} == set(FACT_TITLES)


def test_empty_head_shows_what_every_decree_must_have() -> None:
    assert [(fact.field, fact.text) for fact in shown_facts(DecreeFacts())] == [(field, "") for field in ALWAYS]


def test_what_is_there_is_shown_in_words() -> None:
    facts = DecreeFacts(date=date(2022, 2, 14), valid_until="2022-12", dicta=("satu", "dua"), certifier="A")
    shown = {fact.field: fact for fact in shown_facts(facts)}
    assert shown["date"].text == "14 Februari 2022"
    assert shown["valid_until"].text == "Desember 2022"
    assert shown["dicta"].points == ("satu", "dua")
    assert shown["certifier"].text == "A"
    assert {fact.field: fact.text for fact in shown_facts(replace(facts, valid_until="2024"))}["valid_until"] == "2024"


def test_short_legal_basis_stands_in_for_a_missing_full_one() -> None:
    shown = [fact.field for fact in shown_facts(DecreeFacts(legal_basis=("UU 7/2017",)))]
    assert "legal_basis" in shown
    both = DecreeFacts(legal_basis=("UU 7/2017",), legal_basis_full=("Undang-Undang Nomor 7 Tahun 2017",))
    assert "legal_basis" not in [fact.field for fact in shown_facts(both)]
