"""How answers become an index: exact fractions, rounded once at the end. Pure.

Permenpan RB 14/2017: the mean of each element over the sheets that answer it, every element with the same weight (1/9 for nine),
times 25. An element nobody answered leaves the index unknown. The result is rounded half up to two places once, and the letter
is that of the rounded value: 88.305 becomes 88.31 and therefore A.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

FORMULA = "skm-2017/1"
"""The version of these rules, kept with every result. A change of any of them gives it a new number."""
FORMULA_WORDS = {
    FORMULA: "Permenpan RB 14/2017: rata-rata tiap unsur dari lembar yang menjawabnya, bobot persis 1/banyaknya unsur, "
    "dikali 25, dibulatkan satu kali di akhir menjadi dua desimal; huruf menurut nilai yang sudah dibulatkan"
}
LEAST_MARK, MOST_MARK = 1, 4
_TIMES = 25
_CUSTOMARY_PLACES = 2
LEAST_SHOWN = 5
"""Fewer people than this are not shown as a number of their own."""
_CHI_SQUARE, _ERROR, _EVEN = Fraction("3.841"), Fraction("0.05"), Fraction(1, 4)  # 95 %, 5 %, P = Q = 0.5


@dataclass(frozen=True, slots=True)
class Element:
    """What the sheets said of one element: the sum of its marks (1 to 4), and how many sheets answered it."""

    total: int
    answered: int

    @property
    def mean(self) -> Fraction | None:
        """The mean over those who answered; None where nobody did."""
        return Fraction(self.total, self.answered) if self.answered else None


@dataclass(frozen=True, slots=True)
class Band:
    """A letter and the lowest rounded index that still has it."""

    letter: str
    words: str
    least: Decimal


BANDS: tuple[tuple[date, tuple[Band, ...]], ...] = (
    (
        date(2017, 5, 9),
        (
            Band("A", "Sangat baik", Decimal("88.31")),
            Band("B", "Baik", Decimal("76.61")),
            Band("C", "Kurang baik", Decimal("65.00")),
            Band("D", "Tidak baik", Decimal("25.00")),
        ),
    ),
)
"""Bands by the day they hold from, the latest last; within one the highest first."""


@dataclass(frozen=True, slots=True)
class Result:
    """An index with its letter, and what the customary weight (1/9 written as 0.11) would have made of the same answers."""

    exact: Fraction
    index: Decimal
    band: Band
    customary_weight: Decimal
    customary_index: Decimal
    customary_band: Band


def bands_on(day: date) -> tuple[Band, ...]:
    """The bands that hold on the day; the first known ones before."""
    return next((bands for since, bands in reversed(BANDS) if since <= day), BANDS[0][1])


def band_of(index: Decimal, day: date) -> Band:
    """The band of an index rounded to two places."""
    bands = bands_on(day)
    return next((band for band in bands if index >= band.least), bands[-1])


def reckon(elements: Sequence[Element], day: date) -> Result | None:
    """The index of these elements on the day; None where one was answered by nobody, or there are none."""
    means = [element.mean for element in elements]
    known = [mean for mean in means if mean is not None]
    if not known or len(known) < len(means):
        return None
    exact = sum(known, Fraction(0)) * _TIMES / len(known)
    weight = rounded(Fraction(1, len(known)), _CUSTOMARY_PLACES)
    index, customary = rounded(exact, 2), rounded(sum(known, Fraction(0)) * _TIMES * Fraction(weight), 2)
    return Result(exact, index, band_of(index, day), weight, customary, band_of(customary, day))


def lowest(elements: Sequence[Element], many: int = 3) -> list[int]:
    """The places (from 0) of the elements with the lowest means, the lowest first; equal ones in the order of the sheet."""
    means = [(element.mean, at) for at, element in enumerate(elements)]
    return [at for _, at in sorted((mean, at) for mean, at in means if mean is not None)][:many]


def rounded(value: Fraction, places: int) -> Decimal:
    """A fraction that is not negative, rounded half up."""
    scale = 10**places
    return Decimal((value * scale * 2 + 1) // 2).scaleb(-places).quantize(Decimal(1).scaleb(-places))


def sample_size(population: int) -> int:
    """How many to ask of a population (Krejcie and Morgan, 95 %, 5 %), rounded half up; 0 for none.

    The printed table agrees but for 100,000, where it says 384 and the formula 383.
    """
    if population <= 0:
        return 0
    part = _CHI_SQUARE * population * _EVEN
    return int(rounded(part / (_ERROR**2 * (population - 1) + _CHI_SQUARE * _EVEN), 0))


def shown_counts(counts: Mapping[str, int], least: int = LEAST_SHOWN) -> dict[str, int | None]:
    """Counts that may be seen: those below ``least`` are None, and with a single hidden one the next smallest is hidden too.

    Otherwise the total would give it away. Zero stays zero: it tells of nobody.
    """
    hidden = {name for name, count in counts.items() if 0 < count < least}
    if len(hidden) == 1:
        others = [(count, name) for name, count in counts.items() if count and name not in hidden]
        hidden |= {name for _, name in sorted(others)[:1]}
    return {name: None if name in hidden else count for name, count in counts.items()}
