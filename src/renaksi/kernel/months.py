"""The months of a plan's row as a set: what the decree ticks under PELAKSANAAN (BULAN)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTH_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Ags", "Sep", "Okt", "Nov", "Des")

_BY_NAME = {name.lower(): i for i, name in enumerate(MONTH_NAMES, 1)}
_BY_NAME |= {name.lower(): i for i, name in enumerate(MONTH_SHORT, 1)}
_BY_NAME |= {"pebruari": 2, "peb": 2, "agu": 8, "agt": 8, "agust": 8, "sept": 9, "nopember": 11, "nop": 11}
_FULL = (1 << 12) - 1
_RANGE = re.compile(r"\s*(?:-|–|\.\.|\bs\.?\s?/?d\b\.?|\bsampai\b)\s*")


def month_number(word: str) -> int | None:
    """The month (1..12) a heading or word names: ``"Agustus"``, ``"Ags."``, ``"8"``, ``"VIII"`` is not one. None if none."""
    text = word.strip().strip(".").lower()
    if text.isdecimal():
        number = int(text)
        return number if 1 <= number <= 12 else None
    return _BY_NAME.get(text)


@dataclass(frozen=True, slots=True, order=True)
class MonthSet:
    """A set of months 1..12, kept as a bit mask (bit 0 = January) so that it fits one small column.

    Raises ValueError for a mask or month outside the year.
    """

    mask: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.mask <= _FULL:
            raise ValueError(f"month mask out of range: {self.mask}")

    @classmethod
    def of(cls, months: Iterable[int]) -> MonthSet:
        """From month numbers 1..12 in any order; repeats are one."""
        mask = 0
        for month in months:
            if not 1 <= month <= 12:
                raise ValueError(f"no such month: {month}")
            mask |= 1 << (month - 1)
        return cls(mask)

    @classmethod
    def parse(cls, text: str) -> MonthSet:
        """From what a person types: ``"1, 3-5"``, ``"Jan, Mar s.d. Mei"``, ``"1..12"``, ``""``. ValueError names the bad part."""
        months: set[int] = set()
        for part in re.split(r"[,;\s]*(?:[,;]|\bdan\b)[,;\s]*", text.strip()):
            if not part:
                continue
            ends = [month_number(end) for end in _RANGE.split(part)]
            if len(ends) > 2 or any(end is None for end in ends):
                raise ValueError(part)
            first, last = ends[0] or 0, ends[-1] or 0
            if last < first:
                raise ValueError(part)
            months.update(range(first, last + 1))
        return cls.of(months)

    def __iter__(self) -> Iterator[int]:
        return (month for month in range(1, 13) if self.mask >> (month - 1) & 1)

    def __len__(self) -> int:
        return self.mask.bit_count()

    def __contains__(self, month: object) -> bool:
        return isinstance(month, int) and 1 <= month <= 12 and bool(self.mask >> (month - 1) & 1)

    def toggled(self, month: int) -> MonthSet:
        """The same set with this month put in or taken out."""
        return MonthSet(self.mask ^ MonthSet.of([month]).mask)

    def words(self) -> str:
        """In plain Indonesian: ``"Februari, Juli s.d. September"``; empty set: ``"tanpa bulan"``."""
        runs: list[list[int]] = []
        for month in self:
            if runs and runs[-1][-1] == month - 1:
                runs[-1].append(month)
            else:
                runs.append([month])
        parts = []
        for run in runs:
            if len(run) > 2:
                parts.append(f"{MONTH_NAMES[run[0] - 1]} s.d. {MONTH_NAMES[run[-1] - 1]}")
            else:
                parts.extend(MONTH_NAMES[month - 1] for month in run)
        return ", ".join(parts) or "tanpa bulan"
