"""A list of names is added to an entry whole, or not at all."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from renaksi.accounts.models import User
from renaksi.desk.domain.told import check_standing, days_of, locked, recount, tell, touched
from renaksi.desk.importing_lines import LinePlan, plan_lines
from renaksi.desk.register import Lines, Register
from renaksi.entries.models import Entry
from renaksi.kernel.refusal import Refused


def import_lines(
    *, register: Register, entry: Entry, lines: Lines, content: bytes, seen: str, file: str, by: User | None
) -> LinePlan:
    """Adds what ``plan_lines`` decides of the list, in its order; nothing new, nothing written. Trail: ``desk.lines_imported``.

    ``seen`` is the digest of the plan the person agreed to, ``file`` how the trail names the list. Refuses ``desk.removed``,
    ``desk.import_faulty`` (the first problem with its place), ``desk.import_changed`` and what ``read_rows`` refuses.
    """
    with transaction.atomic():
        standing = locked(register, entry)
        check_standing(standing)
        plan = plan_lines(lines, standing, content)
        if plan.problems:
            first = plan.problems[0]
            raise Refused(f"Baris {first.line}, {first.column}: {first.sentence}", code="desk.import_faulty")
        if plan.digest != seen:
            raise Refused(
                "Daftar ini berubah sejak diperiksa. Periksa lagi di bawah, lalu setujui.", code="desk.import_changed"
            )
        if plan.added:
            _write(register, standing, lines, plan, file, by)
    return plan


def _write(register: Register, entry: Entry, lines: Lines, plan: LinePlan, file: str, by: User | None) -> None:
    last = lines.model.objects.filter(entry=entry).aggregate(last=Max("position"))["last"] or 0
    for position, (_, row) in enumerate(plan.added, last + 1):
        row.position, row.added_by = position, by
    rows = [row for _, row in plan.added]
    lines.model.objects.bulk_create(rows, batch_size=200)
    touched(entry, by)
    entry.save(update_fields=("version", "changed_at", "changed_by"))
    recount(register, entry, [*days_of(entry), *(day for row in rows for day in days_of(row))])
    tell(
        register, entry, what="desk.lines_imported", by=by, lines=lines.noun, count=len(rows), file=file[:120],
    )  # fmt: skip
