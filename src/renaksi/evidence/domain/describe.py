"""What is said of a piece of evidence is put right."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.evidence.domain.description import Description, checked_description
from renaksi.evidence.domain.withdraw import locked_piece
from renaksi.evidence.models import Evidence
from renaksi.kernel.refusal import Stale
from renaksi.offices.trail import record_in


def describe_evidence(
    *,
    evidence: Evidence,
    seen: int,
    by: User | None,
    title: str,
    kind: str,
    document_on: date | None,
    proves_from: date,
    proves_until: date,
    note: str,
) -> Evidence:
    """Changes title, kind, the document's date, the days it proves and the note; ``seen`` is the version the user looked at.

    Nothing different: nothing is written. Trail: one ``evidence.described`` naming what changed. Refuses what
    ``checked_description`` refuses, and ``Stale`` where another changed it to something else meanwhile.
    """
    said = checked_description(
        office=evidence.office, title=title, kind=kind, document_on=document_on, proves_from=proves_from,
        proves_until=proves_until, note=note,
    )  # fmt: skip
    with transaction.atomic():
        piece = locked_piece(evidence)
        before = Description.of(piece)
        if said == before:
            return piece
        if piece.version != seen:
            raise Stale(current=before.text(), attempted=said.text())
        said.set_on(piece)
        piece.version += 1
        piece.save(update_fields=("title", "kind", "document_on", "proves_from", "proves_until", "note", "version"))
        _tell(piece, before, said, by)
    return piece


def _tell(piece: Evidence, before: Description, after: Description, by: User | None) -> None:
    old, new = before.words(), after.words()
    changed = [name for name in old if old[name] != new[name]]
    sentence = "; ".join(f"{name} dari “{old[name] or 'kosong'}” menjadi “{new[name] or 'kosong'}”" for name in changed)
    record_in(
        piece.office, by=by, what="evidence.described", object_label=piece.title, object_id=f"evidence:{piece.pk}",
        details={
            "sentence": sentence,
            "before": {name: old[name] for name in changed},
            "after": {name: new[name] for name in changed},
        },
    )  # fmt: skip
