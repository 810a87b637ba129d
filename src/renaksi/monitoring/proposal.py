"""What the books propose for a cell, how it stands to what is recorded there, and what was decided on it before. No query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.quantity import Kind, Quantity, plain, rounded
from renaksi.measures.declare import Measure, Span
from renaksi.measures.gather import Gathered, Month, gather, months_for
from renaksi.measures.models import MeasureValue, Standing
from renaksi.monitoring.models import Decision, Outcome, Pull, Realisation
from renaksi.monitoring.status import Record, postponed_to
from renaksi.plan.binding import book_title
from renaksi.plan.kinds import kind_of, unit_of
from renaksi.plan.models import Indicator

SOURCE = "measure:"
"""What a realisation's ``source`` begins with where a measure gave its value; the key follows."""


def source_of(key: str) -> str:
    """A realisation's ``source`` for a measure."""
    return f"{SOURCE}{key}"


def source_words(source: str) -> str:
    """``dari Register Kegiatan``; "" for what a person typed."""
    key = source.removeprefix(SOURCE)
    return f"dari {book_title(key.partition('.')[0])}" if key != source else ""


def asked_months(indicator: Indicator, records: Mapping[int, Record], month: int, span: Span) -> tuple[int, ...]:
    """The months the cell answers for: those since the one before it still to be answered; the month alone unless values add up.

    Work postponed away is answered for where it went, so nothing is counted in two cells.
    """
    if span is not Span.MONTH:
        return (month,)
    moved = postponed_to(indicator.months, records)
    at = {*indicator.months, *moved}
    standing = [each for each in at if not ((record := records.get(each)) and record.outcome == Outcome.POSTPONED)]
    return months_for(standing, month)


class Stance(StrEnum):
    """How what the books say stands to the cell."""

    NONE = "none"  # nothing to propose: nothing known, another kind of value, or the month still runs
    WAITING = "waiting"  # the cell is empty and a value waits to be taken
    CHANGED = "changed"  # the value recorded came from the book, which says another now
    DIFFERS = "differs"  # a person typed another value
    TYPED_SAME = "typed_same"  # a person typed what the book says
    SAME = "same"  # the value came from the book and stands there still
    REJECTED = "rejected"  # a person said no to this very value


TO_DECIDE = frozenset({Stance.WAITING, Stance.CHANGED})
"""Where the board shows a mark: somebody is asked."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A measure's value for one cell. ``asked`` are the months it answers for, ``gathered`` None while nothing was counted.

    ``is_nil``: somebody said that these months of the book were empty. ``is_over``: the cell's month is over.
    """

    indicator: Indicator
    month: int
    measure: Measure
    asked: tuple[int, ...]
    gathered: Gathered | None
    counted_at: datetime | None
    is_nil: bool
    is_over: bool

    @property
    def quantity(self) -> Quantity | None:
        """What the books come to, in as many places as are kept; None where nothing is known."""
        if not self.gathered or not self.gathered.is_known:
            return None
        found = self.gathered.quantity
        return Quantity(found.kind, rounded(found.amount, 4), found.base)

    @property
    def fits(self) -> bool:
        """Whether the measure gives the kind of value the indicator asks for."""
        return self.measure.kind is kind_of(self.indicator)

    @property
    def outcome(self) -> Outcome:
        """A thing that is not there was not carried out; every other value is a result, nil too."""
        quantity = self.quantity
        is_absent = quantity is not None and quantity.kind is Kind.PRESENCE and not quantity.amount
        return Outcome.NOT_DONE if is_absent else Outcome.DONE

    @property
    def is_offered(self) -> bool:
        """Whether it may be taken; that something is not there is only said of months that are over and all told of."""
        is_told = self.outcome == Outcome.DONE or (self.is_over and not self.missing)
        return self.quantity is not None and self.fits and is_told

    @property
    def missing(self) -> tuple[int, ...]:
        """The months nothing is known of, as far as they could change the value: what is there is there."""
        quantity = self.quantity
        if quantity is not None and quantity.kind is Kind.PRESENCE and quantity.amount:
            return ()
        return self.gathered.missing if self.gathered else self.asked

    @property
    def words(self) -> str:
        """The value in words; "" where nothing is known."""
        return self.said(self.quantity) if self.quantity else ""

    @property
    def book_title(self) -> str:
        """The register's title."""
        return book_title(self.measure.register)

    @property
    def months_words(self) -> str:
        """``Januari s.d. Maret 2026``."""
        return months_words(self.asked, self.indicator.plan.year)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The figures behind the value, with their words."""
        return [(title, plain(amount)) for title, amount in self.gathered.parts] if self.gathered else []

    def said(self, quantity: Quantity) -> str:
        """A quantity of this measure in words, in the indicator's unit."""
        return quantity.words(unit_of(self.indicator) or self.measure.unit)

    def mark(self, version: int) -> str:
        """What a form carries as seen: the value, and the version of the cell it was seen beside."""
        quantity = self.quantity
        numbers = (quantity.amount, quantity.base) if quantity else (None, None)
        return ":".join([*("" if each is None else _short(each) for each in numbers), str(version)])

    def seen_words(self, mark: str) -> str:
        """The value a mark stands for, in words."""
        amount, base = ([*mark.split(":"), ""])[:2]
        try:
            return self.said(Quantity(self.measure.kind, Decimal(amount), Decimal(base) if base else None))
        except ArithmeticError:
            return "tidak ada nilai"

    def is_value_of(self, pull: Pull) -> bool:
        """Whether the decision was on this very value."""
        return self.quantity is not None and pull.key == self.measure.key and pull.quantity == self.quantity

    def stance(self, recorded: Realisation | None, last: Pull | None) -> Stance:
        """How it stands to what is recorded (None = empty) and to the last decision of this cell."""
        if not self.is_offered:
            return Stance.NONE
        if recorded is not None and self._is_recorded(recorded):
            return Stance.SAME if recorded.source == source_of(self.measure.key) else Stance.TYPED_SAME
        if last is not None and last.decision == Decision.REJECTED and self.is_value_of(last):
            return Stance.REJECTED
        if recorded is None:
            return Stance.WAITING
        return Stance.CHANGED if recorded.source.startswith(SOURCE) else Stance.DIFFERS

    def _is_recorded(self, recorded: Realisation) -> bool:
        if self.outcome != recorded.outcome:
            return False
        return recorded.outcome != Outcome.DONE or recorded.quantity == self.quantity


def proposal_of(
    indicator: Indicator,
    measure: Measure,
    month: int,
    *,
    records: Mapping[int, Record],
    values: Mapping[tuple[str, int], MeasureValue],
    this_month: int,
) -> Proposal:
    """What the values kept come to for a cell; ``values`` by key and month as measures.domain.fill.values_of gives them."""
    asked = asked_months(indicator, records, month, measure.span)
    rows = [values[measure.key, each] for each in asked if (measure.key, each) in values]
    gathered = gather({row.month: _month(row) for row in rows}, asked, adds_up=measure.span is Span.MONTH)
    told = [row for row in rows if row.standing != Standing.UNKNOWN]
    return Proposal(
        indicator, month, measure, asked, gathered, min((row.counted_at for row in rows), default=None),
        is_nil=bool(told) and all(row.standing == Standing.NIL for row in told), is_over=month < this_month,
    )  # fmt: skip


def _month(row: MeasureValue) -> Month:
    parts = tuple((title, Decimal(number)) for title, number in row.parts)
    return Month(row.month, row.quantity, parts, tuple(row.entries), row.standing != Standing.UNKNOWN)


def months_words(months: Iterable[int], year: int) -> str:
    """``Maret 2026``, ``Januari s.d. Maret 2026``."""
    names = [MONTH_NAMES[month - 1] for month in sorted(months)]
    return f"{names[0]} {year}" if len(names) == 1 else f"{names[0]} s.d. {names[-1]} {year}"


def _short(number: Decimal) -> str:
    return format(number.normalize(), "f")
