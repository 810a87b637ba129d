"""One measured or reported quantity that keeps its parts, so that offices add up without averaging averages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import number_words

NOT_COUNTABLE = "tidak dapat dihitung"
LARGEST = Decimal(10) ** 15


class Kind(StrEnum):
    """What sort of quantity an indicator asks for."""

    COUNT = "count"
    SHARE = "share"
    PRESENCE = "presence"
    INDEX = "index"
    TREND = "trend"


KIND_TITLES: dict[Kind, str] = {
    Kind.COUNT: "jumlah",
    Kind.SHARE: "persentase",
    Kind.PRESENCE: "ada atau tidak",
    Kind.INDEX: "indeks",
    Kind.TREND: "perbandingan",
}
"""How a screen names each kind."""

AMOUNT_TITLES: dict[Kind, str] = {
    Kind.COUNT: "Jumlah",
    Kind.SHARE: "Bagian",
    Kind.PRESENCE: "Ada",
    Kind.INDEX: "Nilai indeks",
    Kind.TREND: "Sekarang",
}
BASE_TITLES: dict[Kind, str] = {
    Kind.SHARE: "Keseluruhan",
    Kind.INDEX: "Responden",
    Kind.TREND: "Sebelumnya",
}
"""What the second number of a kind is; kinds without one are not listed."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """``amount`` is the count, the part of a share, 1 or 0 for presence, an index's value, a trend's number now.

    ``base`` is the share's whole, the index's respondents, the trend's number before; None for count and presence.
    """

    kind: Kind
    amount: Decimal
    base: Decimal | None = None

    @property
    def percent(self) -> Decimal | None:
        """A share in percent, rounded half up to two places; None for a zero whole and for other kinds."""
        if self.kind is not Kind.SHARE or not self.base:
            return None
        return rounded(self.amount * 100 / self.base, 2)

    def words(self, unit: str = "") -> str:
        """In Indonesian: ``18 dari 20 (90 %)``, ``4 laporan``, ``3,45 dari 120 responden``, ``2, sebelumnya 5 (turun 3)``."""
        return {
            Kind.COUNT: self._count,
            Kind.SHARE: self._share,
            Kind.PRESENCE: self._presence,
            Kind.INDEX: self._index,
            Kind.TREND: self._trend,
        }[self.kind](unit)

    def _count(self, unit: str) -> str:
        if not self.amount:
            return "nihil"
        return f"{plain(self.amount)} {unit}".strip()

    def _share(self, unit: str) -> str:
        parts = f"{plain(self.amount)} dari {plain(self.base or Decimal(0))}"
        return f"{parts} ({plain(self.percent)} %)" if self.percent is not None else f"{NOT_COUNTABLE} ({parts})"

    def _presence(self, unit: str) -> str:
        return "ada" if self.amount else "tidak ada"

    def _index(self, unit: str) -> str:
        asked = f"{plain(self.base or Decimal(0))} responden"
        return f"{plain(self.amount)} dari {asked}" if self.base else f"{NOT_COUNTABLE} ({asked})"

    def _trend(self, unit: str) -> str:
        before = self.base or Decimal(0)
        change = self.amount - before
        if not change:
            return "tetap nihil" if not before else f"{plain(self.amount)}, sama dengan sebelumnya"
        return f"{plain(self.amount)}, sebelumnya {plain(before)} ({'naik' if change > 0 else 'turun'} {plain(abs(change))})"


def rounded(value: Decimal, places: int) -> Decimal:
    """Rounded half up, as people round."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A number as it is written: ``1.234``, ``66,67``, without trailing zeros, four places at most."""
    text = number_words(rounded(value, 4), 4)
    return text.rstrip("0").rstrip(",")


def checked(kind: Kind, amount: Decimal | None, base: Decimal | None = None) -> Quantity:
    """The quantity, if its numbers can be: whole and not negative where things or people are counted, a part within its whole.

    A zero whole is kept (it cannot be computed, which is a fact). Presence needs no number: it is there.
    Refuses ``quantity.missing``, ``quantity.negative``, ``quantity.not_whole``, ``quantity.part_too_large``,
    ``quantity.too_large``; ``field`` is "amount" or "base".
    """
    if kind is Kind.PRESENCE:
        return Quantity(kind, Decimal(1) if amount is None else Decimal(int(bool(amount))))
    amount = _number(amount, "amount", AMOUNT_TITLES[kind], whole=kind is Kind.COUNT)
    if kind not in BASE_TITLES:
        return Quantity(kind, amount)
    base = _number(base, "base", BASE_TITLES[kind], whole=kind is Kind.INDEX)
    if kind is Kind.SHARE and amount > base:
        raise Refused(
            f"Bagian ({plain(amount)}) tidak boleh lebih besar daripada keseluruhan ({plain(base)}).",
            code="quantity.part_too_large",
            field="amount",
        )
    return Quantity(kind, amount, base)


def _number(value: Decimal | None, field: str, title: str, *, whole: bool) -> Decimal:
    if value is None:
        raise Refused(f"{title} belum diisi.", code="quantity.missing", field=field)
    if not value.is_finite() or value >= LARGEST:
        raise Refused(f"{title} terlalu besar.", code="quantity.too_large", field=field)
    if value < 0:
        raise Refused(f"{title} tidak boleh kurang dari nol.", code="quantity.negative", field=field)
    if whole and value != value.to_integral_value():
        raise Refused(f"{title} ditulis dengan bilangan bulat.", code="quantity.not_whole", field=field)
    return value
