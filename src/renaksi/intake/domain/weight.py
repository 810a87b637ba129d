"""How much hangs on a doubt: months that may be wrong and rows that may be lost first, single letters last."""

from __future__ import annotations

HEAVY, MIDDLING, LIGHT = 0, 1, 2

_HEAVY = frozenset(
    {
        "decree.month_drifted", "decree.month_unread", "decree.months_missing", "decree.no_months",
        "decree.ticks_unassigned", "decree.groups_paired", "decree.months_faint", "decree.no_indicator",
        "decree.line_outside_table", "decree.line_unplaced", "decree.parent_without_row", "decree.parent_unknown",
        "decree.head_without_months", "decree.page_lost", "decree.pages_unread", "decree.number_skipped",
        "decree.number_alone", "decree.text_shifted",
    }
)  # fmt: skip
_LIGHT = frozenset(
    {
        "decree.text_cut", "decree.text_doubled", "decree.text_faint", "decree.note_joined", "decree.note_slid",
        "decree.note_unassigned", "decree.number_repeated", "intake.text_alike",
    }
)  # fmt: skip


def weight_of(code: str) -> int:
    """HEAVY, MIDDLING or LIGHT; a code of no known weight is MIDDLING."""
    return HEAVY if code in _HEAVY else LIGHT if code in _LIGHT else MIDDLING
