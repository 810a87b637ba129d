"""The decree's own facts as the review screen shows them: one box a fact, with its doubts."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.intake.models import Doubt, DoubtState, Draft
from renaksi.intake.views.board import Board
from renaksi.intake.views.editor import Typed
from renaksi.kernel.clock import today
from renaksi.plan.domain.letterhead import number_example
from renaksi.plan.facts import FACT_TITLES, LIST_FACTS, fact_text
from renaksi.plan.rows import facts_from_json

_HELP = {
    "date": "Seperti 14 Februari 2022.",
    "amends": "Diisi hanya bila keputusan ini mengubah keputusan lain.",
    "valid_until": "Tahun dan bulan, seperti 2022-12; atau tahunnya saja.",
    "legal_basis": "Satu dasar hukum satu baris, nama singkatnya.",
    "legal_basis_full": "Satu butir satu baris, tanpa nomornya.",
    "considerations": "Satu butir satu baris, tanpa hurufnya.",
    "noted": "Satu butir satu baris, tanpa nomornya; hanya bila keputusan memuatnya.",
    "dicta": "Satu diktum satu baris: KESATU, KEDUA, dan seterusnya, tanpa kata itu.",
}
_ROWS = {"title": 2, "legal_basis": 4, "legal_basis_full": 6, "considerations": 4, "noted": 2, "dicta": 4}


@dataclass(frozen=True, slots=True)
class FactBox:
    """One fact in the form: its value as typed, what was seen, its doubts open and settled."""

    name: str
    title: str
    value: str
    seen: str
    help: str
    rows: int
    is_list: bool
    open: tuple[Doubt, ...]
    settled: tuple[Doubt, ...]
    error: str = ""
    current: str | None = None


def fact_boxes(draft: Draft, board: Board, typed: Typed | None = None) -> list[FactBox]:
    """A box for every fact in the order of the paper."""
    facts, typed, of_facts = facts_from_json(draft.facts), typed or Typed(), board.of_facts
    year = draft.year or facts.year or today(draft.office.time_zone).year
    helps = _HELP | {"number": f"Seperti tertulis; menurut profil satuan kerja: {number_example(draft.office, year)}."}
    boxes = []
    for name, title in FACT_TITLES.items():
        text, doubts = fact_text(facts, name), of_facts.get(name, [])
        boxes.append(
            FactBox(
                name=name,
                title=title,
                value=typed.values.get(name, text),
                seen=text,
                help=helps.get(name, ""),
                rows=_ROWS.get(name, 1),
                is_list=name in LIST_FACTS,
                open=tuple(doubt for doubt in doubts if doubt.state == DoubtState.OPEN),
                settled=tuple(doubt for doubt in doubts if doubt.state != DoubtState.OPEN),
                error=typed.errors.get(name, ""),
                current=typed.current.get(name),
            )
        )
    return boxes
