"""What the book's side of a cell's page shows: where its value comes from, what the book proposes, and the way to the entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import NoReverseMatch, reverse

from renaksi.desk.access import may_open
from renaksi.desk.register import Register
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.quantity import KIND_TITLES, plain
from renaksi.monitoring.cell_page import CellPage
from renaksi.monitoring.domain.offers import Offer, offer_for
from renaksi.monitoring.models import Decision, Pull
from renaksi.monitoring.proposal import SOURCE, Proposal, Stance, months_words
from renaksi.offices.models import Office
from renaksi.plan.binding import Binding, binding_of, book_title, measure_title

LINKED = 200
"""Entries named in one address."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way on: its words and address ("" = no way for this reader)."""

    words: str
    address: str


@dataclass(frozen=True)
class Origin:
    """The decision that gave a recorded value: its formula, figures, months, entries and the recap that freezes them."""

    pull: Pull
    links: list[Link]
    entries: int

    @property
    def book_title(self) -> str:
        """The register's title."""
        return book_title(self.pull.register)

    @property
    def measure_title(self) -> str:
        """The measure in words."""
        return measure_title(self.pull.key)

    @property
    def months(self) -> str:
        """The months it was counted over."""
        return months_words(self.pull.months, self.pull.indicator.plan.year)

    @property
    def missing(self) -> str:
        """The months nothing was known of then."""
        return ", ".join(MONTH_NAMES[month - 1] for month in self.pull.missing)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The figures behind it."""
        return [(title, plain(Decimal(number))) for title, number in self.pull.parts]


@dataclass(frozen=True)
class BookSide:
    """The book's side of a cell. ``offer`` None where no book that is built is asked there now."""

    page: CellPage
    binding: Binding
    offer: Offer | None
    origin: Origin | None
    links: list[Link]
    register: Register | None
    opens: bool

    @property
    def proposal(self) -> Proposal | None:
        """What the book comes to."""
        return self.offer.proposal if self.offer else None

    @property
    def stance(self) -> Stance:
        """How that stands to the cell."""
        return self.offer.stance if self.offer else Stance.NONE

    @property
    def is_offered(self) -> bool:
        """Whether it may be taken now."""
        return self.stance not in {Stance.NONE, Stance.SAME, Stance.TYPED_SAME}

    @property
    def mark(self) -> str:
        """What the forms carry as seen."""
        return self.proposal.mark(self.page.seen) if self.proposal else ""

    @property
    def title(self) -> str:
        """The book's title; "" where the indicator is filled by hand."""
        return self.binding.book_title

    @property
    def measure_title(self) -> str:
        """The measure's own title."""
        return self.binding.measure.title if self.binding.measure else ""

    @property
    def why_nothing(self) -> str:
        """Why a book that is asked proposes nothing, where the months without entries do not tell."""
        proposal = self.proposal
        if proposal is None or proposal.is_offered or proposal.quantity is None:
            return ""
        if not proposal.fits:
            kind = KIND_TITLES[proposal.measure.kind]
            return f"Buku memberi {kind} ({proposal.words}), sedangkan indikator ini meminta {self.page.kind_title}."
        return f"Sampai hari ini menurut buku: {proposal.words}. Diusulkan setelah {self.page.month_name} berakhir."

    @property
    def rejected(self) -> Pull | None:
        """The decision that refused this very value."""
        return self.offer.last if self.offer and self.stance is Stance.REJECTED else None

    @property
    def gaps(self) -> str:
        """The months of the book nothing is known of."""
        if self.proposal is None:
            return ""
        return ", ".join(MONTH_NAMES[month - 1] for month in self.proposal.missing)

    @property
    def to_new(self) -> str:
        """Where an entry is written."""
        return self._to("new") if self.opens else ""

    @property
    def to_nil(self) -> str:
        """Where a month is said to be empty."""
        address = self._to("measures") if self.opens else ""
        return f"{address}?tahun={self.page.plan.year}" if address else ""

    def _to(self, name: str) -> str:
        return _address(self.register, self.page.plan.office, name) if self.register else ""


def book_side(page: CellPage, user: Any) -> BookSide:
    """The book's side of a cell for a reader; what changed in the book is counted first."""
    binding = binding_of(page.indicator)
    offer = offer_for(page.indicator, page.month, page.day)
    origin = _origin(page, user)
    register = REGISTERS.get(binding.register) if binding.measure else None
    office = page.plan.office
    opens = register is not None and may_open(user, office, register)
    gathered = offer.proposal.gathered if offer else None
    links = entry_links(register, office, gathered.entries) if register and gathered and opens else []
    return BookSide(page, binding, offer, origin, links, register, opens)


def _origin(page: CellPage, user: Any) -> Origin | None:
    """The last decision that put the value there that stands there now."""
    recorded = page.realisation
    if recorded is None or not recorded.source.startswith(SOURCE):
        return None
    pulls = Pull.objects.filter(indicator=page.indicator, month=page.month, decision=Decision.CONFIRMED)
    pull = pulls.filter(key=recorded.source.removeprefix(SOURCE)).select_related("recap", "decided_by").last()
    if pull is None:
        return None
    pull.indicator = page.indicator
    ids = list(pull.entries.values_list("entry_id", flat=True))
    register, office = REGISTERS.get(pull.register), page.plan.office
    opens = register is not None and may_open(user, office, register)
    return Origin(pull, entry_links(register, office, ids) if register and opens else [], len(ids))


def entry_links(register: Register, office: Office, ids: Iterable[int]) -> list[Link]:
    """Ways to the entries, so many to an address."""
    every, address = list(ids), _address(register, office, "list")
    parts = [every[at : at + LINKED] for at in range(0, len(every), LINKED)] if address else []
    if len(parts) == 1:
        words = f"{len(every)} catatan"
        return [Link(words, f"{address}?nomor={','.join(map(str, every))}")]
    return [
        Link(
            f"catatan ke-{at * LINKED + 1} s.d. {at * LINKED + len(some)}",
            f"{address}?nomor={','.join(map(str, some))}",
        )
        for at, some in enumerate(parts)
    ]


def _address(register: Register, office: Office, name: str) -> str:
    """A book's page; "" where this book has none of that name."""
    try:
        return reverse(f"{register.name}_{name}", kwargs={"code": office.code})
    except NoReverseMatch:
        return ""
