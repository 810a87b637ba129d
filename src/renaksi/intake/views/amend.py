"""The page that adopts an amending decree: old and new side by side, what happens to the work done, and the pairs to judge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from renaksi.intake.domain.adopt import plan_row
from renaksi.intake.domain.amend import Answers, check_differs, state_of
from renaksi.intake.models import Draft
from renaksi.kernel.months import MONTH_NAMES, MonthSet
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.carry import Recorded, recorded_for
from renaksi.plan.compare import Comparison, compare_rows
from renaksi.plan.differences import KIND_TITLES, Difference, question
from renaksi.plan.domain.table import plan_facts, plan_table
from renaksi.plan.listing import Fate, listed
from renaksi.plan.models import Plan
from renaksi.plan.pairing import Pair
from renaksi.plan.rows import DecreeFacts, facts_from_json

_PAIR = re.compile(r"pasangan-(\d{1,4})-(\d{1,4})")


def answers_in(sent: QueryDict) -> Answers:
    """What the form says of the doubtful pairs; what is no answer is left out."""
    pairs = {
        (int(found[1]), int(found[2])): sent[name] == "sama"
        for name in sent
        if (found := _PAIR.fullmatch(name)) and sent[name] in {"sama", "beda"}
    }
    return Answers(sent.get("seen", ""), pairs)


@dataclass(frozen=True, slots=True)
class Question:
    """A doubtful pair as the form asks about it; ``answer`` = sama, beda, or nothing yet."""

    name: str
    difference: Difference
    answer: str
    fate: str


def amendment_context(request: HttpRequest, draft: Draft, plan: Plan) -> dict[str, Any]:
    """What the page shows: the comparison as answered so far, and every doubtful pair, answered ones included."""
    answers = answers_in(request.POST)
    facts = facts_from_json(draft.facts)
    table = plan_table(plan)
    rows = [plan_row(row) for row in draft.rows.order_by("position")]
    ids = [line.indicator.pk for line in table.lines]
    recorded = recorded_for(plan)
    by_place = {place: recorded[pk] for place, pk in enumerate(ids) if pk in recorded}
    comparison = compare_rows(table.rows, rows, _known(answers.pairs, len(ids), len(rows)))

    def fate(difference: Difference) -> str:
        return fate_of(difference, by_place)

    return {
        "plan": plan,
        "old_rows": len(ids),
        "seen": state_of(plan),
        "old_facts": plan_facts(plan),
        "questions": _questions(comparison, answers.pairs, fate),
        "nothing": _nothing(plan, facts, comparison),
        "concerns": concerns(plan, facts),
        "listing": listed(request.GET, comparison, KIND_TITLES, fate),
        "old_name": f"Semula: {plan.number or 'rencana yang berlaku'}",
        "new_name": f"Menjadi: {facts.number or 'keputusan ini'}",
        "recorded": sum(len(each.months) for each in recorded.values()),
    }


def fate_of(difference: Difference, recorded: Mapping[int, Recorded]) -> str:
    """What happens to what was recorded for the row, in one or two sentences."""
    old, new = difference.old, difference.new
    found = recorded.get(old.number - 1) if old else None
    if old is None or found is None:
        return "" if old is None else "Belum ada catatan."
    if new is None:
        return f"{found.words} tetap terlihat pada baris yang dihapus."
    unasked = MonthSet(found.months.mask & old.months.mask & ~new.months.mask)
    names = ", ".join(MONTH_NAMES[month - 1] for month in unasked)
    return f"{found.words} ikut." + (f" Catatan {names} menjadi di luar jadwal." if names else "")


def concerns(plan: Plan, facts: DecreeFacts) -> list[str]:
    """What should make one look twice, though it hinders nothing."""
    told = []
    if not facts.amends:
        told.append(
            "Keputusan ini tidak menyebut keputusan mana yang diubahnya. Isi “Mengubah keputusan nomor” bila memang keputusan "
            "perubahan."
        )
    elif plan.number and facts.amends.casefold() != plan.number.casefold():
        told.append(f"Keputusan ini mengubah nomor {facts.amends}, sedangkan yang berlaku bernomor {plan.number}.")
    before, after = plan_facts(plan).date, facts.date
    if before and after and after < before:
        told.append("Tanggal keputusan ini lebih awal daripada keputusan yang berlaku.")
    return told


def _known(pairs: Mapping[tuple[int, int], bool], olds: int, news: int) -> dict[tuple[int, int], bool]:
    """The answers about rows that are there."""
    return {(old, new): is_same for (old, new), is_same in pairs.items() if old < olds and new < news}


def _questions(comparison: Comparison, pairs: Mapping[tuple[int, int], bool], fate: Fate) -> list[Question]:
    answered = [Pair(old, new, 1.0, is_same) for (old, new), is_same in pairs.items()]
    known = [pair for pair in answered if pair.old_row < len(comparison.old) and pair.new_row < len(comparison.new)]
    return [
        Question(
            f"pasangan-{pair.old_row}-{pair.new_row}",
            asked := question(comparison, pair),
            {True: "sama", False: "beda", None: ""}[pairs.get((pair.old_row, pair.new_row))],
            fate(asked),
        )
        for pair in sorted([*known, *comparison.asked], key=lambda pair: pair.old_row)
    ]


def _nothing(plan: Plan, facts: DecreeFacts, comparison: Comparison) -> str:
    """That the draft changes nothing; "" where it does."""
    try:
        check_differs(plan, facts, comparison)
    except Refused as refusal:
        return refusal.text
    return ""
