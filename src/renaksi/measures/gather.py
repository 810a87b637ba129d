"""Values of several months made one, as the plan asks them. Pure.

Rules: a value of the month adds up over the months since the previous planned one; a value to date and a state at the end are
taken from the last month alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from renaksi.kernel.quantity import Kind, Quantity


@dataclass(frozen=True, slots=True)
class Month:
    """A month's value as it was counted. ``is_known`` False: neither entries nor a word that there were none."""

    month: int
    quantity: Quantity
    parts: tuple[tuple[str, Decimal], ...] = ()
    entries: tuple[int, ...] = ()
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Gathered:
    """One value out of several months; ``months`` are those it was made of, ``missing`` those nothing is known of."""

    quantity: Quantity
    parts: tuple[tuple[str, Decimal], ...]
    entries: tuple[int, ...]
    months: tuple[int, ...]
    missing: tuple[int, ...]

    @property
    def is_known(self) -> bool:
        """Whether at least one of its months tells something."""
        return len(self.missing) < len(self.months)


def months_for(planned: Iterable[int], month: int) -> tuple[int, ...]:
    """The months a planned month answers for: those after the previous planned one (or from January) up to itself."""
    before = [each for each in planned if each < month]
    return tuple(range(max(before, default=0) + 1, month + 1))


def gather(values: Mapping[int, Month], months: Sequence[int], *, adds_up: bool) -> Gathered | None:
    """The one value of these months (in order); ``adds_up`` for values of the month. None where the last was not counted."""
    last = values.get(months[-1])
    if last is None:
        return None
    taken = [values[month] for month in months if month in values] if adds_up else [last]
    missing = tuple(each.month for each in taken if not each.is_known)
    return Gathered(
        _together([each.quantity for each in taken]), _parts(taken), _entries(taken),
        tuple(each.month for each in taken), missing,
    )  # fmt: skip


def _together(quantities: Sequence[Quantity]) -> Quantity:
    kind = quantities[-1].kind
    amount = sum((each.amount for each in quantities), Decimal(0))
    if kind is Kind.PRESENCE:
        return Quantity(kind, Decimal(bool(amount)))
    if len(quantities) == 1 or kind is Kind.COUNT:
        return Quantity(kind, amount, quantities[-1].base)
    base = sum((each.base or Decimal(0) for each in quantities), Decimal(0))
    if kind is Kind.INDEX:
        weighed = sum((each.amount * (each.base or Decimal(0)) for each in quantities), Decimal(0))
        return Quantity(kind, weighed / base if base else Decimal(0), base)
    return Quantity(kind, amount, base)


def _parts(taken: Sequence[Month]) -> tuple[tuple[str, Decimal], ...]:
    sums: dict[str, Decimal] = {}
    for each in taken:
        for title, amount in each.parts:
            sums[title] = sums.get(title, Decimal(0)) + amount
    return tuple(sums.items())


def _entries(taken: Sequence[Month]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(pk for each in taken for pk in each.entries))
