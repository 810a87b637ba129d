"""What a person says of a cell, checked before it is kept, and told in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from renaksi.kernel.months import MONTH_NAMES, MonthSet
from renaksi.kernel.quantity import LARGEST, Kind, Quantity, checked, rounded
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.monitoring.models import Outcome, Realisation

LONGEST_NARRATIVE = 4000
LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a cell; which fields count depends on ``outcome`` (see models.Realisation), the others are left unread.

    ``amount`` and ``base`` as kernel.quantity reads them for the indicator's kind; presence needs neither. ``done_on`` may be
    unknown.
    """

    outcome: str = Outcome.DONE.value
    amount: Decimal | None = None
    base: Decimal | None = None
    done_on: date | None = None
    narrative: str = ""
    reason: str = ""
    new_month: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said: the plan's year and the office's day, the indicator's kind, its schedule without this month's own.

    ``promised`` = the months other months were postponed to.
    """

    year: int
    month: int
    day: date
    kind: Kind
    ticks: MonthSet
    promised: frozenset[int]

    @property
    def is_scheduled(self) -> bool:
        """Ticked by the decree, or postponed to."""
        return self.month in self.ticks or self.month in self.promised


def said_of(realisation: Realisation) -> Said:
    """What the cell says now."""
    return Said(
        realisation.outcome, realisation.amount, realisation.base, realisation.done_on, realisation.narrative,
        realisation.reason, realisation.new_month,
    )  # fmt: skip


def accepted(said: Said, place: Place) -> tuple[Said, Quantity | None]:
    """What is kept of it: texts trimmed, fields of other outcomes dropped, the quantity (only of what was done).

    The day of carrying out lies between 1 January of the plan's year and 31 January of the next (December's work is wrapped up
    then), and not after today. Work may be done ahead of its month; that it was not done can only be said once its month began.
    Refuses ``monitoring.outcome_unknown``, ``.narrative_too_long``, ``.reason_missing``, ``.reason_too_long``,
    ``.done_in_future``, ``.done_outside_year``, ``.not_scheduled``, ``.not_begun``, ``.new_month_missing``,
    ``.new_month_not_later``, ``.new_month_taken``, and what kernel.quantity.checked refuses.
    """
    said = replace(said, narrative=_trimmed(said.narrative), reason=_trimmed(said.reason))
    _check_lengths(said)
    if said.outcome == Outcome.DONE:
        return _done(said, place)
    if said.outcome not in Outcome.values:
        raise _refused("Pilih hasilnya: terlaksana, tidak terlaksana, atau ditunda.", "outcome_unknown", "outcome")
    if not place.is_scheduled:
        raise _refused(
            f"{_month(place.month)} tidak dijadwalkan untuk indikator ini; di bulan ini hanya pekerjaan yang terlaksana yang "
            "dapat dicatat.",
            "not_scheduled",
            "outcome",
        )
    if not said.reason:
        raise _refused("Tuliskan alasannya.", "reason_missing", "reason")
    said = replace(said, amount=None, base=None, done_on=None)
    if said.outcome == Outcome.POSTPONED:
        _check_new_month(said.new_month, place)
        return said, None
    if (place.year, place.month) > (place.day.year, place.day.month):
        raise _refused(
            f"{_month(place.month)} {place.year} belum tiba. Catat tidak terlaksana setelah bulannya tiba, atau pilih Ditunda.",
            "not_begun",
            "outcome",
        )
    return replace(said, new_month=None), None


def words_of(said: Said, quantity: Quantity | None, unit: str = "") -> str:
    """The outcome in words: ``4 laporan``, ``ada``, ``tidak terlaksana``, ``ditunda ke Mei``."""
    if said.outcome == Outcome.DONE and quantity is not None:
        return quantity.words(unit)
    if said.outcome == Outcome.POSTPONED and said.new_month:
        return f"ditunda ke {_month(said.new_month)}"
    return str(Outcome(said.outcome).label).lower()


def described(said: Said, quantity: Quantity | None, unit: str = "") -> str:
    """Everything said, for setting two versions side by side: ``Terlaksana: 4 laporan. Tanggal 5 Mei 2026. Uraian: …``."""
    lines = [f"Terlaksana: {words_of(said, quantity, unit)}" if quantity else words_of(said, None).capitalize()]
    if said.done_on:
        lines.append(f"Tanggal: {date_words(said.done_on)}")
    lines += [f"{title}: {text}" for title, text in (("Alasan", said.reason), ("Uraian", said.narrative)) if text]
    return "\n".join(lines)


def changes(before: Said, after: Said, words: tuple[str, str]) -> list[tuple[str, str]]:
    """What differs, each as words before and after; ``words`` are those of the two outcomes. Empty = nothing."""
    pairs = [
        words,
        (_dated(before.done_on), _dated(after.done_on)),
        (_quoted("alasan", before.reason), _quoted("alasan", after.reason)),
        (_quoted("uraian", before.narrative), _quoted("uraian", after.narrative)),
    ]
    return [pair for pair in pairs if pair[0] != pair[1]]


def stored(said: Said) -> dict[str, Any]:
    """As the trail keeps it: numbers as text, days as ISO."""
    return {
        "outcome": str(said.outcome),
        "amount": None if said.amount is None else str(said.amount),
        "base": None if said.base is None else str(said.base),
        "done_on": said.done_on,
        "narrative": said.narrative,
        "reason": said.reason,
        "new_month": said.new_month,
    }


def _done(said: Said, place: Place) -> tuple[Said, Quantity]:
    if said.done_on and said.done_on > place.day:
        raise _refused(
            f"Tanggal pelaksanaan tidak boleh sesudah hari ini ({date_words(place.day)}).", "done_in_future", "done_on"
        )
    if said.done_on and not date(place.year, 1, 1) <= said.done_on <= date(place.year + 1, 1, 31):
        raise _refused(
            f"Tanggal pelaksanaan harus di tahun {place.year}, paling lambat 31 Januari {place.year + 1}.",
            "done_outside_year",
            "done_on",
        )
    quantity = checked(place.kind, _kept(said.amount), _kept(said.base))
    return replace(said, amount=quantity.amount, base=quantity.base, reason="", new_month=None), quantity


def _check_new_month(new_month: int | None, place: Place) -> None:
    if not new_month:
        raise _refused("Pilih bulan barunya.", "new_month_missing", "new_month")
    if not place.month < new_month <= 12:
        raise _refused(
            f"Bulan baru harus sesudah {_month(place.month)} dan masih di tahun {place.year}.",
            "new_month_not_later",
            "new_month",
        )
    if new_month in place.ticks or new_month in place.promised:
        raise _refused(
            f"Bulan {_month(new_month)} sudah dijadwalkan untuk indikator ini; pilih bulan lain atau catat tidak terlaksana.",
            "new_month_taken",
            "new_month",
        )


def _check_lengths(said: Said) -> None:
    for text, longest, name, what in (
        (said.narrative, LONGEST_NARRATIVE, "narrative", "Uraian"),
        (said.reason, LONGEST_REASON, "reason", "Alasan"),
    ):
        if len(text) > longest:
            raise _refused(
                f"{what} paling panjang {longest} huruf; yang ditulis {len(text)}.", f"{name}_too_long", name
            )


def _kept(value: Decimal | None) -> Decimal | None:
    """As many places as the table keeps."""
    return rounded(value, 4) if value is not None and value.is_finite() and abs(value) < LARGEST else value


def _refused(text: str, what: str, field: str) -> Refused:
    return Refused(text, code=f"monitoring.{what}", field=field)


def _trimmed(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").strip()


def _month(month: int) -> str:
    return MONTH_NAMES[month - 1]


def _dated(day: date | None) -> str:
    return f"tanggal {date_words(day)}" if day else "tanpa tanggal"


def _quoted(title: str, text: str) -> str:
    return f"{title} “{text}”" if text else f"tanpa {title}"
