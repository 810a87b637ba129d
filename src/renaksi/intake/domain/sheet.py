"""The unit of work of every change to a draft: lock, load, change in memory, write what differs, keep what was replaced.

A verb opens a sheet with ``change``, works on ``sheet.rows`` (a list in printed order: its order is the order kept) and on the
doubts and facts, and leaves. What differs from what was loaded is written in bulk, and its former content becomes the
DraftChange that ``undo_last`` puts back. A verb that changes nothing writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.intake.domain.images import Difference, Snapshot, difference, snapshot, write
from renaksi.intake.domain.inherit import mend
from renaksi.intake.models import Doubt, DoubtState, Draft, DraftChange, DraftRow, DraftState
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.trail import record_in


@dataclass(frozen=True, slots=True)
class Changed:
    """What a verb did: the fresh ``draft``; ``change`` (None: nothing differed, nothing was written, the version stays);
    ids of ``rows`` new or different in printed order; ids of rows ``removed``; ids of ``doubts`` whose state changed;
    ``is_reordered`` = rows came, went or moved, so that the whole table must be shown anew."""

    draft: Draft
    change: DraftChange | None = None
    rows: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    doubts: tuple[int, ...] = ()
    is_reordered: bool = False


@dataclass(slots=True)
class Sheet:
    """A draft laid open: its rows in printed order, its doubts in the order of telling."""

    draft: Draft
    by: User | None
    rows: list[DraftRow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def row(self, row_id: int) -> DraftRow:
        """The row; refuses ``intake.row_unknown``."""
        return self.rows[self.place(row_id)]

    def place(self, row_id: int) -> int:
        """Where the row stands, from 0; refuses ``intake.row_unknown``."""
        for place, row in enumerate(self.rows):
            if row.pk == row_id:
                return place
        raise Refused("Baris ini tidak ada lagi dalam rancangan. Muat ulang halamannya.", code="intake.row_unknown")

    def places(self, row_ids: Iterable[int]) -> list[int]:
        """Where the rows stand, in printed order, each once; refuses ``intake.row_unknown``, ``intake.no_rows_chosen``."""
        places = sorted({self.place(row_id) for row_id in row_ids})
        if not places:
            raise Refused("Pilih sedikitnya satu baris.", code="intake.no_rows_chosen")
        return places

    def doubt(self, doubt_id: int) -> Doubt:
        """The doubt; refuses ``intake.doubt_unknown``."""
        for doubt in self.doubts:
            if doubt.pk == doubt_id:
                return doubt
        raise Refused("Keraguan ini tidak ada dalam rancangan.", code="intake.doubt_unknown")

    def snapshot(self) -> Snapshot:
        """The content as it stands now, to be compared with later."""
        return snapshot(self.draft, self.rows, self.doubts)

    def write(self, before: Snapshot) -> Difference:
        """Numbers the rows in their order, writes what differs from ``before``, and grows the version if anything did."""
        for place, row in enumerate(self.rows):
            row.position = place
        found = difference(before, self.draft, self.rows, self.doubts)
        if not found.is_empty:
            write(found, self.draft, self.rows, self.doubts)
            self.draft.version += 1
            self.draft.save(update_fields=("version", "facts", "year", "changed_at"))
        return found

    def close(self, doubts: Iterable[Doubt], state: DoubtState) -> None:
        """Settles or accepts those of the doubts that are open, in the user's name."""
        for doubt in doubts:
            if doubt.state == DoubtState.OPEN:
                doubt.state, doubt.settled_at, doubt.settled_by = state, now(), self.by
                doubt.settled_by_label = (str(self.by) if self.by else "baris perintah")[:120]

    def settle(self, row: DraftRow | None, *fields: str) -> None:
        """Settles the open doubts of a row (None: of the decree itself) about one of the fields."""
        row_id = row.pk if row else None
        self.close(
            (doubt for doubt in self.doubts if doubt.row_id == row_id and doubt.field in fields), DoubtState.SETTLED
        )


def locked_draft(draft: Draft) -> Draft:
    """The draft read afresh and locked until the transaction ends."""
    return Draft.objects.select_for_update(of=("self",)).select_related("office").get(pk=draft.pk)


def open_sheet(draft: Draft, by: User | None) -> Sheet:
    """Locks a draft under review and lays it open; refuses ``intake.draft_closed``. To be called inside a transaction."""
    fresh = locked_draft(draft)
    if fresh.state != DraftState.REVIEW:
        raise Refused("Rancangan ini tidak sedang ditelaah sehingga tidak dapat diubah.", code="intake.draft_closed")
    sheet = Sheet(fresh, by)
    sheet.rows = list(DraftRow.objects.filter(draft=fresh).order_by("position", "pk"))
    sheet.doubts = list(Doubt.objects.filter(draft=fresh).order_by("position", "pk"))
    return sheet


def change(*, draft: Draft, by: User | None, verb: str, work: Callable[[Sheet], str]) -> Changed:
    """Runs ``work`` on the opened draft in one transaction; ``work`` gives the sentence of what it did.

    What differs afterwards is written, kept for undo and told in the trail (``intake.draft_changed``); if nothing differs,
    nothing is. Refuses what ``work`` refuses and ``intake.draft_closed``.
    """
    with transaction.atomic():
        sheet = open_sheet(draft, by)
        before = sheet.snapshot()
        sentence = work(sheet)
        mend(sheet.rows)
        found = sheet.write(before)
        if found.is_empty:
            return Changed(sheet.draft)
        kept = DraftChange.objects.create(
            draft=sheet.draft,
            version=sheet.draft.version,
            verb=verb,
            sentence=sentence,
            before=found.as_before(),
            changed_by=by,
        )
        tell(sheet.draft, by=by, what="intake.draft_changed", sentence=sentence)
        return changed(sheet, before, found, kept)


def changed(sheet: Sheet, before: Snapshot, found: Difference, kept: DraftChange) -> Changed:
    """What a screen must show anew after ``found`` was written."""
    added = {row.pk for row in found.added}
    return Changed(
        draft=sheet.draft,
        change=kept,
        rows=tuple(row.pk for row in sheet.rows if row.pk in added or found.rows.get(row.pk, {}).keys() - {"position"}),
        removed=tuple(found.removed),
        doubts=tuple(found.doubts),
        is_reordered=tuple(row.pk for row in sheet.rows) != before.order,
    )


def tell(draft: Draft, *, by: User | None, what: str, **details: str | int | None) -> None:
    """Adds the draft's event to the trail of its office."""
    record_in(
        draft.office,
        by=by,
        what=what,
        object_label=str(draft),
        object_id=str(draft.pk),
        details={"version": draft.version, **details},
    )
