"""The last change taken back, then the one before it."""

from __future__ import annotations

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import Changed
from renaksi.intake.models import Draft, DraftChange


def last_change(draft: Draft) -> DraftChange | None:
    """The change that ``undo_last`` would take back; None when nothing is left to undo."""
    raise NotImplementedError


def undo_last(*, draft: Draft, by: User | None, expected: int | None = None) -> Changed:
    """Puts back exactly what the last change replaced: rows, doubts, facts, year. Again: the change before it.

    ``expected`` = the id of the DraftChange the user saw on the button; refuses ``intake.undo_other`` if another came since,
    ``intake.nothing_to_undo``, ``intake.draft_closed``.
    """
    raise NotImplementedError
