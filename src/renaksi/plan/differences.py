"""A comparison as people read it: row by row, both sides, the words that differ marked. No Django here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from renaksi.kernel.months import MonthSet
from renaksi.plan.compare import LEVELS, Change, ChangeKind, Comparison
from renaksi.plan.pairing import Pair, bare
from renaksi.plan.rows import PlanRow

KIND_TITLES = {
    ChangeKind.REMOVED: "dihapus",
    ChangeKind.ADDED: "ditambah",
    ChangeKind.MOVED: "dipindah",
    ChangeKind.REWORDED: "diubah kata",
    ChangeKind.RETIMED: "diubah bulan",
}
"""What a newer version did to a row of the older."""

SIDE_TITLES = {
    ChangeKind.REMOVED: "kurang",
    ChangeKind.ADDED: "lebih",
    ChangeKind.MOVED: "beda letak",
    ChangeKind.REWORDED: "beda kata",
    ChangeKind.RETIMED: "beda bulan",
}
"""How one plan differs from another that it does not amend."""

_NAMES = {"area": "Area", "activity": "Kegiatan", "sub_activity": "Sub kegiatan", "note": "Keterangan"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, and whether the other side has them not."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What one side says of one thing: its name (empty for the indicator itself), its words piece by piece."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A row as one of the two plans has it; ``number`` counts from 1. The place (``lines``) only as far as it differs."""

    row: PlanRow
    number: int
    subject: tuple[Piece, ...]
    lines: tuple[Line, ...]
    months: MonthSet
    marked_months: frozenset[int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row on both sides (None: that side has it not) and the kinds of its changes; none = as it was."""

    old: Side | None
    new: Side | None
    kinds: tuple[ChangeKind, ...]
    is_doubtful: bool = False

    @property
    def area(self) -> str:
        """The area it stands under, in the newer plan where it is there."""
        side = self.new or self.old
        return side.row.area if side else ""


@dataclass(frozen=True)
class Shown:
    """The comparison row by row in printed order, and how many changes of each kind there are."""

    rows: tuple[Difference, ...]
    counts: dict[ChangeKind, int] = field(default_factory=dict)
    unchanged: int = 0

    def of(self, kind: ChangeKind | None) -> tuple[Difference, ...]:
        """The rows with a change of this kind; of any kind where none is named."""
        return tuple(row for row in self.rows if (kind in row.kinds if kind else row.kinds))


def shown(comparison: Comparison) -> Shown:
    """The comparison as screens list it."""
    changes: dict[tuple[int | None, int | None], list[Change]] = defaultdict(list)
    for change in comparison.changes:
        changes[change.old_row, change.new_row].append(change)
    rows = sorted(_rows(comparison, changes), key=_order(comparison))
    counts = Counter(change.kind for change in comparison.changes)
    return Shown(tuple(rows), {kind: counts[kind] for kind in ChangeKind if counts[kind]}, comparison.unchanged)


def question(comparison: Comparison, pair: Pair) -> Difference:
    """Both rows of a doubtful pair as two sides of one, whether or not they were taken as one."""
    before, after = comparison.old[pair.old_row], comparison.new[pair.new_row]
    fields = tuple(name for name in (*LEVELS, "indicator") if getattr(before, name) != getattr(after, name))
    return _pair(pair.old_row, pair.new_row, before, after, fields, (), is_doubtful=True)


def told(comparison: Comparison) -> list[str]:
    """The comparison as a short list of lines, a summary first."""
    return [f"{summary(comparison)}.", *map(_told, comparison.changes)]


def summary(comparison: Comparison) -> str:
    """``8 baris ditambah, 8 baris dihapus, 41 baris tetap``; without a full stop."""
    counts = Counter(change.kind for change in comparison.changes)
    parts = [f"{counts[kind]} baris {KIND_TITLES[kind]}" for kind in ChangeKind if counts[kind]]
    return ", ".join([*parts, f"{comparison.unchanged} baris tetap"])


def _told(change: Change) -> str:
    numbers = "/".join("-" if place is None else str(place + 1) for place in (change.old_row, change.new_row))
    row = change.after or change.before
    text = (row.indicator or row.sub_activity or row.activity) if row else ""
    doubt = " (perlu dipastikan)" if change.is_doubtful else ""
    return f"  {KIND_TITLES[change.kind]}: baris {numbers}, {text[:90]}{doubt}"


def _rows(comparison: Comparison, changes: dict[tuple[int | None, int | None], list[Change]]) -> Iterator[Difference]:
    for pair in comparison.pairs:
        before, after = comparison.old[pair.old_row], comparison.new[pair.new_row]
        own = changes.get((pair.old_row, pair.new_row), [])
        fields = tuple(name for change in own for name in change.fields)
        kinds = tuple(change.kind for change in own)
        yield _pair(pair.old_row, pair.new_row, before, after, fields, kinds, pair.is_doubtful)
    for place in comparison.removed:
        row = comparison.old[place]
        yield Difference(_alone(row, place), None, (ChangeKind.REMOVED,))
    for place in comparison.added:
        yield Difference(None, _alone(comparison.new[place], place), (ChangeKind.ADDED,))


def _order(comparison: Comparison) -> Callable[[Difference], tuple[int, int, int]]:
    """Printed order of the newer plan; a removed row follows the row that stood above it."""

    def key(row: Difference) -> tuple[int, int, int]:
        if row.new:
            return row.new.number - 1, 0, 0
        place = row.old.number - 1 if row.old else 0
        return comparison.follows[place], 1, place

    return key


def _alone(row: PlanRow, place: int) -> Side:
    """A row that only one side has: the whole of it, nothing marked."""
    lines = (Line(_NAMES[name], (Piece(getattr(row, name), False),)) for name in LEVELS[1:] if getattr(row, name))
    return Side(row, place + 1, (Piece(_subject(row), False),), tuple(lines), row.months, frozenset())


def _pair(
    old_row: int,
    new_row: int,
    before: PlanRow,
    after: PlanRow,
    fields: tuple[str, ...],
    kinds: tuple[ChangeKind, ...],
    is_doubtful: bool = False,
) -> Difference:
    texts = {name: _marked(getattr(before, name), getattr(after, name)) for name in fields if name in _NAMES}
    subjects = _marked(_subject(before), _subject(after)) if "indicator" in fields else None
    sides = []
    for at, (place, row, other) in enumerate(((old_row, before, after), (new_row, after, before))):
        lines = tuple(Line(_NAMES[name], pieces[at]) for name, pieces in texts.items())
        only_here = frozenset(MonthSet(row.months.mask & ~other.months.mask))
        subject = subjects[at] if subjects else (Piece(_subject(row), False),)
        sides.append(Side(row, place + 1, subject, lines, row.months, only_here))
    return Difference(sides[0], sides[1], kinds, is_doubtful)


def _subject(row: PlanRow) -> str:
    return row.indicator or row.sub_activity or row.activity or "Baris tanpa indikator"


def _marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts word by word, what the other has not being marked; texts with little in common are marked whole."""
    one, other = before.split(), after.split()
    matcher = SequenceMatcher(None, [bare(word) or word for word in one], [bare(word) or word for word in other], False)
    if matcher.ratio() < 0.34:  # a patchwork of chance words would only confuse
        return (Piece(before or "kosong", True),), (Piece(after or "kosong", True),)
    old: list[Piece] = []
    new: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if i < j:
            old.append(Piece(" ".join(one[i:j]), tag != "equal"))
        if k < m:
            new.append(Piece(" ".join(other[k:m]), tag != "equal"))
    return tuple(old), tuple(new)
