"""A measure as a register declares it: what it is called, what it counts, over which days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from renaksi.kernel.quantity import Kind, Quantity
from renaksi.offices.models import Office


class Span(StrEnum):
    """Which days a value of a month stands for."""

    MONTH = "M"  # the month itself; values add up
    TO_DATE = "Y"  # 1 January to the end of the month
    AT_END = "E"  # as things stand on the month's last day


SPAN_TITLES = {
    Span.MONTH: "dalam bulan itu",
    Span.TO_DATE: "sejak 1 Januari sampai akhir bulan",
    Span.AT_END: "keadaan pada akhir bulan",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One office and one month for which a measure is asked."""

    office: Office
    year: int
    month: int

    @property
    def starts_on(self) -> date:
        """The first of the month."""
        return date(self.year, self.month, 1)

    @property
    def ends_on(self) -> date:
        """The last of the month."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def year_starts_on(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """A named figure behind the one quantity (rincian): ``Masuk 12``."""

    title: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Count:
    """What a measure comes to: ``amount`` and ``base`` as in kernel.quantity, its parts, and the ids of the entries counted."""

    amount: Decimal
    base: Decimal | None = None
    parts: tuple[Part, ...] = ()
    entries: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands behind it: no entry, no amount, no base."""
        return not (self.entries or self.amount or self.base)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. ``key`` is ``<register>.<what>``; ``counted`` gives its Count for an office and month, in few queries.

    ``title`` names it on screens, ``formula`` says in one Indonesian sentence what is counted out of what. ``is_public`` = its
    value may be shown to everyone. Quantities follow the national template (catalogue) in kind, unit and span.
    """

    key: str
    title: str
    kind: Kind
    unit: str
    span: Span
    formula: str
    counted: Callable[[Asked], Count]
    is_public: bool = False

    @property
    def register(self) -> str:
        """The name of its register."""
        return self.key.partition(".")[0]

    def quantity(self, count: Count) -> Quantity:
        """The count as a quantity of this kind."""
        return Quantity(self.kind, count.amount, count.base)
