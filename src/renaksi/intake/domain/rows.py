"""Rows added, removed, moved, split, joined and numbered."""

from __future__ import annotations

from collections.abc import Sequence

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import Changed
from renaksi.intake.models import Draft


def add_row(
    *, draft: Draft, by: User | None, after: int | None, like: int | None = None, indicator: str = ""
) -> Changed:
    """A new row below row ``after`` (None: first of all) under the parents of row ``like`` (None: those of ``after``)."""
    raise NotImplementedError


def remove_rows(*, draft: Draft, by: User | None, row_ids: Sequence[int], reason: str) -> Changed:
    """Takes rows out; their doubts count as settled. A row below that inherited keeps its parents as its own.

    Refuses ``intake.reason_missing``.
    """
    raise NotImplementedError


def move_rows(*, draft: Draft, by: User | None, row_ids: Sequence[int], before: int | None) -> Changed:
    """Puts rows, in their present order, above row ``before`` (None: at the end). They keep their parents (see take_parents)."""
    raise NotImplementedError


def split_row(
    *, draft: Draft, by: User | None, row_id: int, at: int | None = None, texts: Sequence[str] | None = None
) -> Changed:
    """Makes one row into several: the indicator's text cut at offset ``at``, or the given ``texts``; with neither, the numbered
    parts that stand in it. The new rows have the same parents, months and note. Refuses ``intake.split_unclear``."""
    raise NotImplementedError


def join_rows(*, draft: Draft, by: User | None, row_ids: Sequence[int]) -> Changed:
    """Makes neighbouring rows one: each column's differing texts joined in order (inherited ones count once), months united.

    Open doubts of the others move to the row that stays (the first). Refuses ``intake.join_few``, ``intake.join_apart``.
    """
    raise NotImplementedError


def renumber(*, draft: Draft, by: User | None) -> Changed:
    """Numbers areas, activities within their area and sub-activities within their activity 1, 2, 3 ... in order."""
    raise NotImplementedError
