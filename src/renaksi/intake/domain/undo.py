"""The last change taken back, then the one before it."""

from __future__ import annotations

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.intake.domain.images import put_back
from renaksi.intake.domain.sheet import Changed, changed, open_sheet, tell
from renaksi.intake.models import Draft, DraftChange
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused


def last_change(draft: Draft) -> DraftChange | None:
    """The change that ``undo_last`` would take back; None when nothing is left to undo."""
    return draft.changes.filter(undone_at=None).order_by("-version").first()


def undo_last(*, draft: Draft, by: User | None, expected: int | None = None) -> Changed:
    """Puts back exactly what the last change replaced: rows, doubts, facts, year. Again: the change before it.

    ``expected`` = the id of the DraftChange the user saw on the button; refuses ``intake.undo_other`` if another came since,
    ``intake.nothing_to_undo``, ``intake.draft_closed``. Trail: ``intake.draft_undone``.
    """
    with transaction.atomic():
        sheet = open_sheet(draft, by)
        kept = last_change(sheet.draft)
        if kept is None:
            raise Refused("Tidak ada perubahan yang dapat dibatalkan.", code="intake.nothing_to_undo")
        if expected not in (None, kept.pk):
            raise Refused(
                f"Sementara itu ada perubahan lain: {kept.sentence} Muat ulang halamannya sebelum membatalkan.",
                code="intake.undo_other",
            )
        before = sheet.snapshot()
        put_back(kept.before, sheet.draft, sheet.rows, sheet.doubts)
        found = sheet.write(before)
        kept.undone_at = now()
        kept.save(update_fields=("undone_at",))
        tell(sheet.draft, by=by, what="intake.draft_undone", sentence=kept.sentence)
        return changed(sheet, before, found, kept)
