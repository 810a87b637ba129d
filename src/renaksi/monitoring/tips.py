"""What the board tells of a recorded cell in one line, when it is pointed at: what, when, who, with how many proofs."""

from __future__ import annotations

from datetime import date

from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.wording import date_words
from renaksi.monitoring.models import Outcome, Realisation
from renaksi.monitoring.proposal import source_words
from renaksi.plan.kinds import unit_of
from renaksi.plan.models import Indicator

LONGEST = 90


def tip_of(realisation: Realisation, *, indicator: Indicator, proofs: int) -> str:
    """``12 laporan · 10 Maret · dicatat Siti Teladan · 2 bukti``.

    Where a book gave the value, which. Of work not done the reason, of returned work also what is asked.
    """
    parts = [_outcome(realisation, indicator), source_words(realisation.source)]
    if realisation.done_on:
        parts.append(_day(realisation.done_on, indicator.plan.year))
    if who := realisation.changed_by or realisation.recorded_by:
        parts.append(f"dicatat {who}")
    if realisation.outcome == Outcome.DONE:
        parts.append(f"{proofs} bukti" if proofs else "belum ada bukti")
    if realisation.review == "returned" and realisation.review_note:
        parts.append(f"Dikembalikan: {_short(realisation.review_note)}")
    return " · ".join(part for part in parts if part)


def _outcome(realisation: Realisation, indicator: Indicator) -> str:
    if realisation.outcome == Outcome.DONE:
        quantity = realisation.quantity
        return quantity.words(unit_of(indicator)) if quantity else ""
    begin = f"Ditunda ke {MONTH_NAMES[realisation.new_month - 1]}: " if realisation.new_month else ""
    return f"{begin}{_short(realisation.reason)}"


def _day(day: date, year: int) -> str:
    """The day; its year only where it is not the plan's, which stands above the table."""
    return date_words(day).removesuffix(f" {year}")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
