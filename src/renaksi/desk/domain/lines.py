"""Rows of an entry are added and struck out: members, attendance, checks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max

from renaksi.accounts.models import User
from renaksi.desk.domain.told import check_standing, days_of, locked, reason_given, recount, set_values, tell, touched
from renaksi.desk.models import EntryLine
from renaksi.desk.register import Lines, Register
from renaksi.desk.shown import words_of
from renaksi.entries.models import Entry
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused


def add_line(
    *,
    register: Register,
    entry: Entry,
    lines: Lines,
    values: dict[str, Any],
    evidence: Evidence | None = None,
    by: User | None,
) -> EntryLine:
    """Adds a row to an entry. Trail: ``desk.line_added``. Refuses ``desk.removed``, ``desk.not_valid``."""
    with transaction.atomic():
        standing = locked(register, entry)
        check_standing(standing)
        line = new_line(lines, standing, values, evidence, by)
        line.save(force_insert=True)
        touched(standing, by)
        standing.save(update_fields=("version", "changed_at", "changed_by"))
        recount(register, standing, [*days_of(standing), *days_of(line)])
        tell(register, standing, what="desk.line_added", by=by, lines=lines.noun, sentence=line_words(lines, line))
    return line


def new_line(
    lines: Lines,
    entry: Entry,
    values: dict[str, Any],
    evidence: Evidence | None,
    by: User | None,
    after: int | None = None,
) -> EntryLine:
    """A row checked but not yet written; ``after`` is the position before it, asked of the database where it is not given."""
    line: EntryLine = lines.model(entry=entry, evidence=evidence, added_at=now(), added_by=by)
    set_values(line, values, lines.fields)
    if after is None:
        after = lines.model.objects.filter(entry=entry).aggregate(last=Max("position"))["last"] or 0
    line.position = after + 1
    return line


def remove_line(
    *, register: Register, entry: Entry, lines: Lines, line_id: int, reason: str, by: User | None
) -> EntryLine:
    """Strikes a row out with a reason. Trail: ``desk.line_removed``. Refuses ``desk.removed``, ``desk.no_line``."""
    reason = reason_given(reason)
    with transaction.atomic():
        standing = locked(register, entry)
        check_standing(standing)
        line: EntryLine | None = lines.model.objects.standing().filter(entry=standing, pk=line_id).first()
        if line is None:
            raise Refused("Baris ini sudah dicoret atau tidak ada. Muat ulang halamannya.", code="desk.no_line")
        line.removed_at, line.removed_reason = now(), reason
        line.save(update_fields=("removed_at", "removed_reason"))
        touched(standing, by)
        standing.save(update_fields=("version", "changed_at", "changed_by"))
        recount(register, standing, [*days_of(standing), *days_of(line)])
        tell(
            register, standing, what="desk.line_removed", by=by, lines=lines.noun, sentence=line_words(lines, line),
            reason=reason,
        )  # fmt: skip
    return line


def line_words(lines: Lines, line: EntryLine) -> str:
    """A row in a few words: its filled fields."""
    return ", ".join(words for name in lines.fields if (words := words_of(line, name)))
