"""A draft's content as plain images, what differs between two moments, and writing and putting back exactly that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from renaksi.intake.models import Doubt, Draft, DraftRow

Image = dict[str, Any]
Record = TypeVar("Record", DraftRow, Doubt)

_ROW_COLUMNS = tuple(
    column.attname for column in DraftRow._meta.concrete_fields if column.attname not in {"id", "draft_id"}
)
_DOUBT_COLUMNS = tuple(
    column.attname for column in Doubt._meta.concrete_fields if column.attname not in {"id", "draft_id"}
)
_BATCH = 250


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A draft's whole content at one moment, rows and doubts by id."""

    head: Image
    rows: dict[int, Image]
    doubts: dict[int, Image]
    order: tuple[int, ...]


def snapshot(draft: Draft, rows: Sequence[DraftRow], doubts: Sequence[Doubt]) -> Snapshot:
    """The content as it is in memory now; later changes of the objects do not reach it."""
    return Snapshot(
        {"facts": draft.facts, "year": draft.year},
        {row.pk: _image(row, _ROW_COLUMNS) for row in rows},
        {doubt.pk: _image(doubt, _DOUBT_COLUMNS) for doubt in doubts},
        tuple(row.pk for row in rows),
    )


def _image(record: DraftRow | Doubt, columns: Iterable[str]) -> Image:
    return {column: _plain(getattr(record, column)) for column in columns}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.copy() if isinstance(value, list | dict) else value


@dataclass(slots=True)
class Difference:
    """What differs from a snapshot: records to write, and the former content of each."""

    head: Image = field(default_factory=dict)
    added: list[DraftRow] = field(default_factory=list)
    rows: dict[int, Image] = field(default_factory=dict)
    removed: dict[int, Image] = field(default_factory=dict)
    doubts: dict[int, Image] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.head or self.added or self.rows or self.removed or self.doubts)

    def as_before(self) -> Image:
        """The former content as JSON, for ``put_back``; added rows must have their ids by now."""
        return {
            "head": self.head,
            "added": [row.pk for row in self.added],
            "rows": {str(pk): image for pk, image in self.rows.items()},
            "removed": {str(pk): image for pk, image in self.removed.items()},
            "doubts": {str(pk): image for pk, image in self.doubts.items()},
        }


def difference(before: Snapshot, draft: Draft, rows: Sequence[DraftRow], doubts: Sequence[Doubt]) -> Difference:
    """What the objects in memory differ by from the snapshot; of changed records only the columns that changed."""
    there = {row.pk for row in rows}
    return Difference(
        head=_former(before.head, {"facts": draft.facts, "year": draft.year}),
        added=[row for row in rows if row.pk not in before.rows],
        rows=_formers(before.rows, rows, _ROW_COLUMNS),
        removed={pk: image for pk, image in before.rows.items() if pk not in there},
        doubts=_formers(before.doubts, doubts, _DOUBT_COLUMNS),
    )


def _former(before: Image, after: Image) -> Image:
    return {column: value for column, value in before.items() if after[column] != value}


def _formers(before: dict[int, Image], records: Sequence[Record], columns: tuple[str, ...]) -> dict[int, Image]:
    formers = (
        (record.pk, _former(before[record.pk], _image(record, columns))) for record in records if record.pk in before
    )
    return {pk: former for pk, former in formers if former}


def write(found: Difference, draft: Draft, rows: Sequence[DraftRow], doubts: Sequence[Doubt]) -> None:
    """Writes the difference in bulk: new rows before the doubts that may speak of them, doubts before rows go."""
    DraftRow.objects.bulk_create(found.added, _BATCH)
    _update(DraftRow, [row for row in rows if row.pk in found.rows], found.rows)
    _update(Doubt, [doubt for doubt in doubts if doubt.pk in found.doubts], found.doubts)
    if found.removed:
        DraftRow.objects.filter(draft=draft, pk__in=found.removed).delete()


def _update(model: type[Record], records: list[Record], formers: dict[int, Image]) -> None:
    columns = sorted({column for former in formers.values() for column in former})
    if records:
        model._default_manager.bulk_update(records, [column.removesuffix("_id") for column in columns], _BATCH)


def put_back(before: Image, draft: Draft, rows: list[DraftRow], doubts: Sequence[Doubt]) -> None:
    """Changes the objects in memory back to what ``before`` (Difference.as_before) keeps; ``rows`` in printed order again."""
    for column, value in before["head"].items():
        setattr(draft, column, value)
    _restore(rows, before["rows"])
    _restore(doubts, before["doubts"])
    added = set(before["added"])
    rows[:] = [row for row in rows if row.pk not in added]
    rows += [DraftRow(pk=int(pk), draft=draft, **image) for pk, image in before["removed"].items()]
    rows.sort(key=lambda row: row.position)


def _restore(records: Sequence[DraftRow] | Sequence[Doubt], images: dict[str, Image]) -> None:
    by_pk = {str(record.pk): record for record in records}
    for pk, image in images.items():
        for column, value in image.items():
            is_moment = column.endswith("_at") and value is not None
            setattr(by_pk[pk], column, datetime.fromisoformat(value) if is_moment else value)
