"""Which row of one plan is which row of another: by words, place, months and order, paired as a whole. No Django here.

Pairing is global, never row by row: an assignment that makes the sum of likenesses the largest, so that one good match is not
taken away by a neighbour that merely came first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from renaksi.kernel.months import MonthSet
from renaksi.kernel.wording import fold
from renaksi.plan.rows import PlanRow

Matrix = npt.NDArray[np.float64]

SAME_PLACE = 0.9  # likeness of place from which two rows stand under the same sub-activity
SURE_HERE, TAKEN_HERE, ASKED_HERE = 0.68, 0.52, 0.42  # likeness of words within one place
SURE_AWAY, TAKEN_AWAY, ASKED_AWAY = 0.9, 0.78, 0.68  # between two places
FEW_WORDS = 3  # fewer telling words, found again elsewhere, may be another row by chance
RIVAL = 0.06  # a second candidate so near the first makes a pair doubtful
_SHARPNESS = 4  # one match of 1.0 outweighs two of 0.8
_ORDINARY = frozenset(
    (
        *("di", "ke", "dan", "atau", "yang", "dengan", "untuk", "dari", "pada", "dalam", "oleh", "serta", "secara"),
        *("telah", "sudah", "adanya", "tersedianya", "terlaksananya", "terdapat", "unit", "satuan", "kerja", "satker"),
        *("lingkungan", "kpu", "kip", "provinsi", "kabupaten", "kota"),
    )
)
_TAIL = re.compile(r"( (dan|atau|serta))+$")  # what a list's last point but one ends with


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the old plan and one of the new (places from 0). ``likeness`` 0..1 of their words.

    ``is_same`` = taken as one row; ``is_doubtful`` = a person must say so, or that they are two.
    """

    old_row: int
    new_row: int
    likeness: float
    is_same: bool = True
    is_doubtful: bool = False


def bare(text: str) -> str:
    """The text as two plans are compared by it: letters and digits, without the word that merely links a list's points."""
    return _TAIL.sub("", fold(text))


def subject(row: PlanRow) -> str:
    """What a row is about: its indicator; where it has none, what stands above it."""
    return bare(row.indicator) or bare(row.sub_activity) or bare(row.activity)


def paired(
    old: Sequence[PlanRow], new: Sequence[PlanRow], decided: Mapping[tuple[int, int], bool] | None = None
) -> list[Pair]:
    """Every pair taken as one row, and the pairs a person must be asked about though they were not taken, by old place.

    ``decided`` holds what a person said of a pair (old place, new place): the same row, or two; such pairs are asked no more.
    """
    decided = decided or {}
    found = [Pair(*places, 1.0) for places, is_same in decided.items() if is_same]
    left = _Left(old, new, {pair.old_row for pair in found}, {pair.new_row for pair in found})
    found += left.take(_twins(left, decided))
    if left.old and left.new:
        scores = _scores(left, decided)
        found += _assigned(left, scores)
    return sorted(found, key=lambda pair: (pair.old_row, pair.new_row))


class _Left:
    """The rows not paired yet, by their places."""

    def __init__(
        self, old: Sequence[PlanRow], new: Sequence[PlanRow], old_taken: set[int], new_taken: set[int]
    ) -> None:
        self.old_rows, self.new_rows = old, new
        self.old = [place for place in range(len(old)) if place not in old_taken]
        self.new = [place for place in range(len(new)) if place not in new_taken]

    def take(self, pairs: list[Pair]) -> list[Pair]:
        old_taken, new_taken = {pair.old_row for pair in pairs}, {pair.new_row for pair in pairs}
        self.old = [place for place in self.old if place not in old_taken]
        self.new = [place for place in self.new if place not in new_taken]
        return pairs


def _twins(left: _Left, decided: Mapping[tuple[int, int], bool]) -> list[Pair]:
    """Rows that say the same in the same place, where there are as many of them on both sides: paired by months, then order."""
    by_key: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, (places, rows) in enumerate(((left.old, left.old_rows), (left.new, left.new_rows))):
        for place in places:
            by_key[_key(rows[place])][side].append(place)
    pairs = []
    for olds, news in by_key.values():
        if len(olds) == len(news):
            pairs += _in_turn(olds, news, left)
    return [pair for pair in pairs if decided.get((pair.old_row, pair.new_row), True)]


def _key(row: PlanRow) -> tuple[str, ...]:
    return (bare(row.area), bare(row.activity), bare(row.sub_activity), bare(row.indicator))


def _in_turn(olds: list[int], news: list[int], left: _Left) -> list[Pair]:
    """Those with the same months first, the others as they come."""
    pairs, rest = [], list(news)
    waiting = []
    for one in olds:
        same = next((each for each in rest if left.new_rows[each].months == left.old_rows[one].months), None)
        if same is None:
            waiting.append(one)
        else:
            rest.remove(same)
            pairs.append(Pair(one, same, 1.0))
    return pairs + [Pair(one, other, 1.0) for one, other in zip(waiting, rest, strict=True)]


@dataclass(frozen=True)
class _Scores:
    """Of the rows left (old down, new across): likeness of words, of place, and both with months and order; 0 = never paired."""

    words: Matrix
    place: Matrix
    whole: Matrix


def _scores(left: _Left, decided: Mapping[tuple[int, int], bool]) -> _Scores:
    olds, news = [left.old_rows[place] for place in left.old], [left.new_rows[place] for place in left.new]
    words = _words(olds, news)
    place = 0.5 * _alike(olds, news, "sub_activity") + 0.3 * _alike(olds, news, "activity")
    place += 0.2 * _alike(olds, news, "area")
    months = _months(olds, news)
    order = 1 - np.abs(
        np.array(left.old)[:, None] / len(left.old_rows) - np.array(left.new)[None, :] / len(left.new_rows)
    )
    whole = 0.7 * words + 0.2 * place + 0.06 * months + 0.04 * order
    is_candidate = np.where(place >= SAME_PLACE, words >= ASKED_HERE, words >= ASKED_AWAY)
    for (old_row, new_row), is_same in decided.items():
        if not is_same and old_row in left.old and new_row in left.new:
            is_candidate[left.old.index(old_row), left.new.index(new_row)] = False
    return _Scores(words, place, np.where(is_candidate, whole, 0.0))


def _words(olds: list[PlanRow], news: list[PlanRow]) -> Matrix:
    """Letters as they stand, and without the words that stand in every row: both must be alike."""
    one, other = [subject(row) for row in olds], [subject(row) for row in news]
    return np.asarray(0.5 * _matrix(one, other) + 0.5 * _matrix(list(map(telling, one)), list(map(telling, other))))


def telling(text: str) -> str:
    """A bare text without the words that stand in every decree's rows; the whole text where nothing else is in it."""
    return " ".join(word for word in text.split() if word not in _ORDINARY) or text


def _alike(olds: list[PlanRow], news: list[PlanRow], field: str) -> Matrix:
    """Likeness of a level's texts; each different text compared once."""
    one, other = [bare(getattr(row, field)) for row in olds], [bare(getattr(row, field)) for row in news]
    kinds_one, kinds_other = sorted(set(one)), sorted(set(other))
    likeness = _matrix(kinds_one, kinds_other)
    rows = [kinds_one.index(text) for text in one]
    columns = [kinds_other.index(text) for text in other]
    return np.asarray(likeness[np.ix_(rows, columns)])


def _matrix(one: list[str], other: list[str]) -> Matrix:
    """Likeness 0..1 by letters, or by words in any order where that is more; two empty texts are alike."""
    straight = cdist(one, other, scorer=fuzz.ratio, dtype=np.float64)
    turned = 0.95 * cdist(one, other, scorer=fuzz.token_sort_ratio, dtype=np.float64)
    both_empty = np.array([not text for text in one])[:, None] & np.array([not text for text in other])[None, :]
    return np.asarray(np.where(both_empty, 1.0, np.maximum(straight, turned) / 100))


def _months(olds: list[PlanRow], news: list[PlanRow]) -> Matrix:
    return np.array([[_shared(one.months, other.months) for other in news] for one in olds])


def _shared(one: MonthSet, other: MonthSet) -> float:
    both, either = (one.mask & other.mask).bit_count(), (one.mask | other.mask).bit_count()
    return both / either if either else 1.0


def _assigned(left: _Left, scores: _Scores) -> list[Pair]:
    """The pairs of the best assignment: taken where they are good enough, else only asked about."""
    chosen = list(_best(scores.whole))
    held = np.zeros(scores.whole.shape)  # what each row of either side has in its own pair
    for i, j in chosen:
        held[i, :] = np.maximum(held[i, :], scores.whole[i, j])
        held[:, j] = np.maximum(held[:, j], scores.whole[i, j])
    is_contested = (scores.whole > 0) & (scores.whole > held - RIVAL)
    return [_judged(left, scores, is_contested, i, j) for i, j in chosen]


def _judged(left: _Left, scores: _Scores, is_contested: npt.NDArray[np.bool_], i: int, j: int) -> Pair:
    """Doubtful: words too far apart to be sure, few words in another place, or a second candidate as good."""
    is_here, words = scores.place[i, j] >= SAME_PLACE, float(scores.words[i, j])
    is_same = words >= (TAKEN_HERE if is_here else TAKEN_AWAY)
    is_far = words < (SURE_HERE if is_here else SURE_AWAY)
    is_slight = not is_here and len(telling(subject(left.old_rows[left.old[i]])).split()) < FEW_WORDS
    has_rival = is_contested[i].sum() + is_contested[:, j].sum() > 2  # the pair itself is counted twice
    return Pair(left.old[i], left.new[j], words, is_same, bool(is_far or is_slight or has_rival))


def _best(whole: Matrix) -> Iterator[tuple[int, int]]:
    """The assignment of the largest sum (places in the matrix); pairs of likeness 0 are left out."""
    weights = whole**_SHARPNESS
    is_tall = weights.shape[0] > weights.shape[1]
    across = _assignment(-(weights.T if is_tall else weights))
    for row, column in enumerate(across):
        i, j = (column, row) if is_tall else (row, column)
        if whole[i, j] > 0:
            yield i, j


def _assignment(cost: Matrix) -> list[int]:
    """The column of each row in the assignment of the least cost; at most as many rows as columns.

    Kuhn and Munkres with potentials, one row at a time along the shortest augmenting path.
    """
    rows, columns = cost.shape
    row_potential, column_potential = np.zeros(rows), np.zeros(columns + 1)
    owner = np.full(columns + 1, -1)  # the row that holds a column; the last column is where each path begins
    for row in range(rows):
        owner[columns] = row
        here, least, came = columns, np.full(columns, np.inf), np.full(columns, columns)
        seen = np.zeros(columns + 1, dtype=bool)
        while owner[here] != -1:
            seen[here] = True
            holder = owner[here]
            reduced = cost[holder] - row_potential[holder] - column_potential[:-1]
            nearer = ~seen[:-1] & (reduced < least)
            least[nearer], came[nearer] = reduced[nearer], here
            following = int(np.argmin(np.where(seen[:-1], np.inf, least)))
            step = least[following]
            row_potential[owner[seen]] += step
            column_potential[seen] -= step
            least[~seen[:-1]] -= step
            here = following
        while here != columns:
            owner[here] = owner[came[here]]
            here = int(came[here])
    columns_of = np.empty(rows, dtype=int)
    for column in range(columns):
        if owner[column] != -1:
            columns_of[owner[column]] = column
    return [int(column) for column in columns_of]
