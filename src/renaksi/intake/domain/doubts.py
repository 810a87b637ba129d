"""Doubts accepted under a person's name, and opened again."""

from __future__ import annotations

from collections.abc import Sequence

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import Changed, Sheet, change
from renaksi.intake.domain.wording import label_of
from renaksi.intake.models import Doubt, DoubtState, Draft


def accept_doubts(
    *, draft: Draft, by: User | None, ids: Sequence[int] | None = None, code: str | None = None
) -> Changed:
    """Accepts open doubts as they stand, under the user's name: those of ``ids``, or all of one kind (``code``); with
    neither, all. Doubts no longer open are left as they are. Refuses ``intake.doubt_unknown``.
    """

    def work(sheet: Sheet) -> str:
        chosen = sheet.doubts if ids is None else [sheet.doubt(doubt_id) for doubt_id in ids]
        accepted = [doubt for doubt in chosen if doubt.state == DoubtState.OPEN and code in (None, doubt.code)]
        sheet.close(accepted, DoubtState.ACCEPTED)
        return _sentence(accepted)

    return change(draft=draft, by=by, verb="accept_doubts", work=work)


def _sentence(accepted: Sequence[Doubt]) -> str:
    kinds = {doubt.code for doubt in accepted}
    what = f" ({label_of(kinds.pop())})" if len(kinds) == 1 else ""
    return f"{len(accepted)} keraguan{what} diterima apa adanya."


def reopen_doubt(*, draft: Draft, by: User | None, doubt_id: int) -> Changed:
    """Makes a settled or accepted doubt open again. Refuses ``intake.doubt_unknown``."""

    def work(sheet: Sheet) -> str:
        doubt = sheet.doubt(doubt_id)
        doubt.state, doubt.settled_at, doubt.settled_by, doubt.settled_by_label = DoubtState.OPEN, None, None, ""
        return f"Keraguan dibuka kembali: {doubt.text}"

    return change(draft=draft, by=by, verb="reopen_doubt", work=work)
