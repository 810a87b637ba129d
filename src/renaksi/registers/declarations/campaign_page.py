"""What the page of a campaign shows: how far each kind is, who is left, and the reminder to paste."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from renaksi.kernel.quantity import Kind, Quantity, plain
from renaksi.kernel.wording import date_words
from renaksi.offices.models import Office
from renaksi.registers.declarations.models import PLEDGES, Declaration, DeclarationKind
from renaksi.registers.declarations.obliged import DueDay, Tally, due_day_of, tally_of

FIRST_YEAR = 2015


@dataclass(frozen=True, slots=True)
class Standing:
    """One kind in a year."""

    kind: DeclarationKind
    year: int
    tally: Tally
    rule: DueDay

    @property
    def due_on(self) -> date:
        """The last day in time by the rule."""
        return date(self.year, self.rule.month, self.rule.day)

    @property
    def share(self) -> str:
        """``87,5 %``, reckoned as the book's measure; "" where nobody owes it."""
        amount, base = Decimal(len(self.tally.fulfilled)), Decimal(self.tally.whole)
        percent = Quantity(Kind.SHARE, amount, base).percent
        return "" if percent is None else f"{plain(percent)} %"

    @property
    def names_left(self) -> list[tuple[str, Declaration | None]]:
        """Who has not done it, by name, with the entry where there is one."""
        left: list[tuple[str, Declaration | None]] = [(row.name, row) for row in self.tally.open]
        return sorted([*left, *((person.name, None) for person in self.tally.missing)], key=lambda each: each[0])

    @property
    def reminder(self) -> str:
        """A message to paste where the office talks; "" where nobody is left."""
        if not self.names_left:
            return ""
        names = [f"{at}. {name}" for at, (name, _) in enumerate(self.names_left, 1)]
        return "\n".join([*self._opening(), *names, "", *self._ending()])

    def _opening(self) -> list[str]:
        if self.kind in PLEDGES:
            deed = f"menandatangani {self.kind.label[:1].lower()}{self.kind.label[1:]}"
        else:
            deed = f"menyampaikan {self.kind.label}"
        head = f"Pengingat {self.kind.label} {self.year}"
        told = f"Sampai {date_words(self.tally.on)}, {len(self.names_left)} orang belum {deed} tahun {self.year}"
        return [head, f"{told} (batas waktu {date_words(self.due_on)}):"]

    def _ending(self) -> list[str]:
        if self.kind in PLEDGES:
            way = "di renaksi (Buku, Register Pernyataan, bagian “Pernyataan saya”)"
            return [f"Mohon ditandatangani {way} atau di kertas pada pengelola. Terima kasih."]
        return ["Mohon disampaikan, lalu serahkan tanda terimanya kepada pengelola. Terima kasih."]


def standings(office: Office, year: int, day: date) -> list[Standing]:
    """Every kind in the year as it stands on the day, at the latest on the year's last; the same few queries for any office."""
    on = min(day, date(year, 12, 31))
    return [Standing(kind, year, tally_of(office, kind, year, on), due_day_of(kind, year)) for kind in DeclarationKind]


def year_asked(text: str, day: date) -> int:
    """The year in an address; this one for what is no year or lies ahead."""
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else day.year
    return year if FIRST_YEAR <= year <= day.year else day.year


def kind_asked(text: str) -> DeclarationKind:
    """The kind in an address; the first for an unknown one."""
    return DeclarationKind(text) if text in DeclarationKind.values else DeclarationKind.INTEGRITY_PACT


def years_offered(office: Office, day: date) -> list[int]:
    """This year, the one before, and those of the book, newest first."""
    known = Declaration.objects.filter(office=office).order_by().values_list("year", flat=True).distinct()
    return sorted({day.year, day.year - 1, *known}, reverse=True)
