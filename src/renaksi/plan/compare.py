"""Two plans compared row by row: what was removed, added, moved, re-worded and re-timed. No Django here.

Numbers alone, and the order of rows, are no changes: they follow from what was added and removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from renaksi.plan.pairing import Pair, bare, paired
from renaksi.plan.rows import PlanRow

LEVELS = ("area", "activity", "sub_activity")
NUMBERS = ("area_no", "activity_no", "sub_activity_no", "indicator_no")


class ChangeKind(StrEnum):
    """What can be said of a row, in the order screens list it."""

    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"
    REWORDED = "reworded"
    RETIMED = "retimed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one row; a row both moved and re-timed has two. Places count from 0, None where there is no such row.

    ``fields`` names what differs (of a removed or added row nothing is named). ``is_doubtful`` = a person should confirm that
    both are one row.
    """

    kind: ChangeKind
    old_row: int | None
    new_row: int | None
    before: PlanRow | None
    after: PlanRow | None
    fields: tuple[str, ...] = ()
    is_doubtful: bool = False

    def as_json(self) -> dict[str, Any]:
        """The form that ``renaksi compare --json`` prints."""
        return {
            "kind": self.kind.value,
            "old_row": self.old_row,
            "new_row": self.new_row,
            "before": self.before and self.before.as_json(),
            "after": self.after and self.after.as_json(),
            "fields": list(self.fields),
            "is_doubtful": self.is_doubtful,
        }


@dataclass(frozen=True)
class Comparison:
    """Two plans side by side. ``pairs`` are the rows taken as one; ``asked`` the pairs a person must judge, taken or not."""

    old: tuple[PlanRow, ...]
    new: tuple[PlanRow, ...]
    pairs: tuple[Pair, ...]
    asked: tuple[Pair, ...]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change, in the order of the new plan; a removed row stands where it stood in the old."""
        renamed = _Renamed(self)
        found = [change for pair in self.pairs for change in self._of(pair, renamed)]
        found += [Change(ChangeKind.REMOVED, place, None, self.old[place], None) for place in self.removed]
        found += [Change(ChangeKind.ADDED, None, place, None, self.new[place]) for place in self.added]
        return tuple(sorted(found, key=self._place))

    @property
    def removed(self) -> list[int]:
        """Places in the old plan that the new one has no row for."""
        kept = {pair.old_row for pair in self.pairs}
        return [place for place in range(len(self.old)) if place not in kept]

    @property
    def added(self) -> list[int]:
        """Places in the new plan that the old one has no row for."""
        known = {pair.new_row for pair in self.pairs}
        return [place for place in range(len(self.new)) if place not in known]

    @property
    def renumbered(self) -> list[tuple[int, int]]:
        """Pairs whose printed numbers changed, which is no change of the row."""
        return [
            (pair.old_row, pair.new_row)
            for pair in self.pairs
            if _differing(self.old[pair.old_row], self.new[pair.new_row], NUMBERS)
        ]

    @property
    def unchanged(self) -> int:
        """How many pairs say the same on both sides."""
        changed = {change.old_row for change in self.changes if change.new_row is not None}
        return sum(pair.old_row not in changed for pair in self.pairs)

    def as_json(self) -> dict[str, Any]:
        """What ``renaksi compare --json`` prints."""
        return {
            "changes": [change.as_json() for change in self.changes],
            "asked": [
                {"old_row": pair.old_row, "new_row": pair.new_row, "is_same": pair.is_same} for pair in self.asked
            ],
            "renumbered": [{"old_row": old_row, "new_row": new_row} for old_row, new_row in self.renumbered],
        }

    def _of(self, pair: Pair, renamed: _Renamed) -> Iterable[Change]:
        before, after = self.old[pair.old_row], self.new[pair.new_row]
        moved = renamed.moved_levels(before, after)
        reworded = tuple(
            field
            for field in (*LEVELS, "indicator", "note")
            if field not in moved and bare(getattr(before, field)) != bare(getattr(after, field))
        )
        if moved:  # a row put elsewhere takes over that place's wording
            reworded = tuple(field for field in reworded if field not in LEVELS)
            moved = tuple(field for field in LEVELS if bare(getattr(before, field)) != bare(getattr(after, field)))
        retimed = ("months",) if before.months != after.months else ()
        for kind, fields in (
            (ChangeKind.MOVED, moved),
            (ChangeKind.REWORDED, reworded),
            (ChangeKind.RETIMED, retimed),
        ):
            if fields:
                yield Change(kind, pair.old_row, pair.new_row, before, after, fields, pair.is_doubtful)

    def _place(self, change: Change) -> tuple[int, int, int]:
        if change.new_row is not None:
            return change.new_row, 0, list(ChangeKind).index(change.kind)
        place = change.old_row or 0
        return self.follows[place], 1, place

    @cached_property
    def follows(self) -> tuple[int, ...]:
        """For each old place the new place of the nearest row at or above it that stayed where it was; -1 above all."""
        renamed = _Renamed(self)
        stayed = {
            pair.old_row: pair.new_row
            for pair in self.pairs
            if not renamed.moved_levels(self.old[pair.old_row], self.new[pair.new_row])
        }
        found: list[int] = []
        for place in range(len(self.old)):
            found.append(stayed.get(place, found[-1] if found else -1))
        return tuple(found)


def compare_rows(
    old: Sequence[PlanRow], new: Sequence[PlanRow], decided: Mapping[tuple[int, int], bool] | None = None
) -> Comparison:
    """The two plans compared. ``decided`` holds what a person said of pairs (old place, new place): one row, or two."""
    pairs = paired(old, new, decided)
    return Comparison(
        tuple(old),
        tuple(new),
        tuple(pair for pair in pairs if pair.is_same),
        tuple(pair for pair in pairs if pair.is_doubtful),
    )


def compare_known(old: Sequence[PlanRow], new: Sequence[PlanRow], pairs: Mapping[int, int]) -> Comparison:
    """The two plans compared where it is known which rows are one: old place -> new place; nothing is left to ask."""
    known = tuple(Pair(old_row, new_row, 1.0) for old_row, new_row in sorted(pairs.items()))
    return Comparison(tuple(old), tuple(new), known, ())


class _Renamed:
    """Tells a place that got another name from a row that was put elsewhere.

    A name that only the old plan has and one that only the new plan has are the same place, renamed, as long as what is above
    them is the same; anything else that differs is a move.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._old = {field: {bare(getattr(row, field)) for row in comparison.old} for field in LEVELS}
        self._new = {field: {bare(getattr(row, field)) for row in comparison.new} for field in LEVELS}

    def moved_levels(self, before: PlanRow, after: PlanRow) -> tuple[str, ...]:
        """The levels in which the row stands elsewhere; none for a row that stayed."""
        return tuple(
            field
            for field in LEVELS
            if self._is_elsewhere(field, bare(getattr(before, field)), bare(getattr(after, field)))
        )

    def _is_elsewhere(self, field: str, before: str, after: str) -> bool:
        if before == after or not before or not after:  # a name left blank says nothing of the place
            return False
        return before in self._new[field] or after in self._old[field]


def _differing(before: PlanRow, after: PlanRow, fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(field for field in fields if getattr(before, field) != getattr(after, field))
