"""A filled-in worksheet is taken into a book whole, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from renaksi.accounts.models import User
from renaksi.desk.domain.nil import take_back
from renaksi.desk.domain.told import days_of, recount, tell, touched
from renaksi.desk.importing import ImportLine, ImportPlan, plan_import
from renaksi.desk.register import Reading, Register
from renaksi.entries.domain.number import next_numbers
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.measures.models import BookMonth
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in


def import_entries(
    *, register: Register, office: Office, content: bytes, rows: Q, seen: str, file: str, by: User | None
) -> ImportPlan:
    """Writes what ``plan_import`` decides of the worksheet: new entries under the next numbers, in the order of the lines.

    ``rows`` is what the person may see; ``seen`` the digest of the plan they agreed to; ``file`` its name for the trail. Trail:
    ``desk.recorded`` and ``desk.changed`` for each entry, as if typed, then one ``desk.imported``; a file that changes nothing
    writes nothing. Refuses ``desk.import_faulty`` (the first problem with its place), ``desk.import_changed`` (the book or the
    file is no longer what was agreed to) and what ``read_rows`` refuses.
    """
    with transaction.atomic():
        held = register.model.objects.select_for_update(of=("self",))
        plan = plan_import(register, office, content, rows, entries=held)
        if plan.problems:
            first = plan.problems[0]
            raise Refused(f"Baris {first.line}, {first.column}: {first.sentence}", code="desk.import_faulty")
        if plan.digest != seen:
            raise Refused(
                "Isi buku berubah sejak berkas ini diperiksa. Periksa lagi di bawah, lalu setujui.",
                code="desk.import_changed",
            )
        if plan.added or plan.changed:
            _write(register, office, plan, by)
            _tell(register, office, plan, file, by)
    return plan


def _write(register: Register, office: Office, plan: ImportPlan, by: User | None) -> None:
    """Rows in the order in which single verbs lock them too: entries (held already), counters by year, months."""
    moment = now()
    by_year: defaultdict[int, list[Any]] = defaultdict(list)
    for line in plan.added:
        by_year[_year(register, line, office)].append(line.entry)
    for year, entries in sorted(by_year.items()):
        numbers = next_numbers(office=office, book=register.name, year=year, count=len(entries))
        for number, entry in zip(numbers, entries, strict=True):
            entry.year, entry.number = year, number
            entry.recorded_at = entry.changed_at = moment
            entry.recorded_by = entry.changed_by = by
            entry.save(force_insert=True)
    for line in plan.changed:
        touched(line.entry, by)
        line.entry.save()


def _tell(register: Register, office: Office, plan: ImportPlan, file: str, by: User | None) -> None:
    """The trail comes last: it holds the chain's head until the end."""
    deeds = [*plan.added, *plan.changed]
    said_empty = _said_empty(register, office, deeds)
    days = [day for line in deeds for day in (*line.before, *days_of(line.entry))]
    recount(register, deeds[0].entry, days)
    for month in said_empty:
        take_back(register, month, by)
    for line in plan.added:
        tell(register, line.entry, what="desk.recorded", by=by, number=line.entry.book_number)
    for line in plan.changed:
        tell(register, line.entry, what="desk.changed", by=by, sentence="; ".join(line.changes) or "spasi dirapikan")
    counts = {"added": len(plan.added), "updated": len(plan.changed)}
    record_in(
        office, by=by, what="desk.imported", object_label=register.title, object_id=f"book:{register.name}",
        details={"register": register.name, "file": _named(register, file), **counts},
    )  # fmt: skip


def _named(register: Register, file: str) -> str:
    """The file's name as the trail keeps it: not where entries may be closed, for the name may tell of one."""
    is_open = register.access.reading is not Reading.CLOSED and not register.access.closed_field
    return file[:120] if is_open else "XLSX"


def _said_empty(register: Register, office: Office, deeds: Sequence[ImportLine]) -> list[BookMonth]:
    """The months said to be empty to which an entry now belongs, held."""
    days: set[date] = {day for line in deeds if (day := getattr(line.entry, register.dated))}
    months = {(day.year, day.month) for day in days}
    wanted = Q(pk__in=[])
    for year in sorted({year for year, _ in months}):
        wanted |= Q(year=year, month__in=[month for each, month in months if each == year])
    held = BookMonth.objects.select_for_update().filter(
        wanted, office=office, register=register.name, nil_said_at__isnull=False
    )
    return list(held.order_by("pk"))


def _year(register: Register, line: ImportLine, office: Office) -> int:
    day: date = getattr(line.entry, register.dated) or today(office.time_zone)
    return day.year
