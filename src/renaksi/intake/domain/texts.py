"""Texts and parents of rows corrected; what was inherited from them follows."""

from __future__ import annotations

from collections.abc import Sequence

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import Changed
from renaksi.intake.models import Draft

TEXT_FIELDS = {
    "area_no": "nomor area",
    "area": "area perubahan",
    "activity_no": "nomor kegiatan",
    "activity": "kegiatan",
    "sub_activity_no": "nomor sub kegiatan",
    "sub_activity": "sub kegiatan",
    "indicator_no": "nomor indikator",
    "indicator": "indikator keberhasilan",
    "note": "keterangan",
}


def set_text(*, draft: Draft, by: User | None, row_id: int, field: str, value: str, seen: str | None = None) -> Changed:
    """Sets one text of a row (TEXT_FIELDS). White space is folded. ``seen`` = the text the user saw (None: not checked).

    A parent's text or number (area, activity, sub_activity) given here is the row's own from now on, and runs on to the rows below
    that inherited it, up to the first that did not. Open doubts about the field are settled, on those rows too.
    Refuses: Stale; ``intake.draft_closed``, ``intake.row_unknown``, ``intake.field_unknown``, ``intake.number_unclear`` (an area's
    number is a number), ``intake.number_too_long``.
    """
    raise NotImplementedError


def set_parent(
    *,
    draft: Draft,
    by: User | None,
    row_ids: Sequence[int],
    level: str,
    no: str | None,
    text: str,
    seen: str | None = None,
) -> Changed:
    """Gives many rows the same parent at one ``level`` ("area", "activity", "sub_activity"): number (None: left as is) and text.

    For a group's heading pass the ids of all its rows and ``seen`` = the text shown. Rows below that inherited follow.
    Refuses as set_text.
    """
    raise NotImplementedError


def take_parents(*, draft: Draft, by: User | None, row_ids: Sequence[int], like: int) -> Changed:
    """Puts rows under the same area, activity and sub-activity as row ``like`` (their place in the order stays)."""
    raise NotImplementedError


def restore_row(*, draft: Draft, by: User | None, row_id: int) -> Changed:
    """Puts a row's own texts and months back as first read. Refuses ``intake.row_not_read`` for a row added by hand."""
    raise NotImplementedError
