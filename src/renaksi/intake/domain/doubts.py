"""Doubts accepted under a person's name, and opened again."""

from __future__ import annotations

from collections.abc import Sequence

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import Changed
from renaksi.intake.models import Draft


def accept_doubts(
    *, draft: Draft, by: User | None, ids: Sequence[int] | None = None, code: str | None = None
) -> Changed:
    """Accepts open doubts as they stand, under the user's name: those of ``ids``, or all of one kind (``code``); with neither, all.

    Refuses ``intake.doubt_unknown``. Doubts no longer open are left as they are.
    """
    raise NotImplementedError


def reopen_doubt(*, draft: Draft, by: User | None, doubt_id: int) -> Changed:
    """Makes a settled or accepted doubt open again. Refuses ``intake.doubt_unknown``."""
    raise NotImplementedError
