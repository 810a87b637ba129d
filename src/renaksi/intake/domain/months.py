"""Months of rows: set, toggled, copied to many, pasted as a block."""

from __future__ import annotations

from collections.abc import Sequence

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import Changed
from renaksi.intake.models import Draft
from renaksi.kernel.months import MonthSet


def set_months(
    *, draft: Draft, by: User | None, row_id: int, months: MonthSet, seen: MonthSet | None = None
) -> Changed:
    """Sets a row's months; open doubts about its months are settled. Stale carries both in words."""
    raise NotImplementedError


def toggle_month(*, draft: Draft, by: User | None, row_id: int, month: int) -> Changed:
    """Puts month 1..12 in or takes it out. Refuses ``intake.month_unknown``."""
    raise NotImplementedError


def copy_months(*, draft: Draft, by: User | None, from_row: int, to_rows: Sequence[int]) -> Changed:
    """Gives other rows the months of one row, in one change."""
    raise NotImplementedError


def paste_months(*, draft: Draft, by: User | None, first_row: int, block: str) -> Changed:
    """Gives ``first_row`` and the rows below it the months of a block copied from a table: a line a row, twelve cells between tabs.

    √ ✓ v x 1 ● and the like are ticks; an empty cell, "-" and "0" are none; a heading line of month names or 1..12 is left out.
    Refuses, naming line and column: ``intake.block_empty``, ``intake.block_width``, ``intake.block_mark``,
    ``intake.block_too_long`` (more lines than rows).
    """
    raise NotImplementedError
