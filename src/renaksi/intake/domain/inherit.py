"""Parents that rows carry down from the row above: what follows when one is corrected. Pure: works on rows in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from renaksi.intake.models import DraftRow

LEVELS = ("area", "activity", "sub_activity")
NUMBER_OF = {level: f"{level}_no" for level in LEVELS}
LEVEL_OF = {field: level for level in LEVELS for field in (level, f"{level}_no")}


def parent_of(row: DraftRow, level: str) -> tuple[int | str | None, str]:
    """The row's parent at the level: number and text."""
    return getattr(row, NUMBER_OF[level]), getattr(row, level)


def give_parent(row: DraftRow, level: str, parent: tuple[int | str | None, str]) -> None:
    """Writes the parent's number and text into the row."""
    setattr(row, NUMBER_OF[level], parent[0])
    setattr(row, level, parent[1])


def take_parents_of(row: DraftRow, like: DraftRow) -> None:
    """Gives the row all parents of another."""
    for level in LEVELS:
        give_parent(row, level, parent_of(like, level))


def heirs(rows: Sequence[DraftRow], place: int, level: str) -> list[DraftRow]:
    """The rows right below ``place`` that carry its parent at the level, up to the first that has its own."""
    run: list[DraftRow] = []
    for row in rows[place + 1 :]:
        if level not in row.inherited:
            break
        run.append(row)
    return run


def mend(rows: Sequence[DraftRow]) -> None:
    """Ends every inheritance that is none: the first row's, and where the row above has another parent.

    Called after every change, so that a later correction cannot run on to rows that only seem to inherit.
    """
    above: DraftRow | None = None
    for row in rows:
        if row.inherited:
            true = [level for level in row.inherited if above and parent_of(row, level) == parent_of(above, level)]
            if true != row.inherited:
                row.inherited = true
        above = row


def infer(rows: Sequence[DraftRow], places: Iterable[int] | None = None) -> None:
    """Marks as inherited what repeats the row above, level under level: for rows that come without marks or to a new place."""
    for place in range(len(rows)) if places is None else places:
        row, above = rows[place], rows[place - 1] if place else None
        row.inherited = _repeated(row, above) if above else []


def _repeated(row: DraftRow, above: DraftRow) -> list[str]:
    levels: list[str] = []
    for level in LEVELS:
        if parent_of(row, level) != parent_of(above, level):
            break
        levels.append(level)
    return levels
