"""What a list of names, pasted or in a worksheet, would add to the rows of an entry; decided before anything is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from renaksi.desk.domain.told import put_values
from renaksi.desk.importing_columns import ImportColumn, Sort, columns_of, read_lines, read_sheet, values_of
from renaksi.desk.models import EntryLine
from renaksi.desk.register import Lines
from renaksi.desk.shown import words_of
from renaksi.entries.models import Entry
from renaksi.kernel.clock import now
from renaksi.kernel.wording import fold
from renaksi.offices.sheet_rows import RowProblem, SheetRow, SheetRows

_COUNTED = re.compile(r"^\s*\d{1,4}[.)]\s+")
_ZIP = b"PK"  # how a worksheet begins


@dataclass(slots=True)
class LinePlan:
    """The rows a list would add, unsaved, with their lines and in words; ``same`` = how many are there already or stand twice."""

    added: list[tuple[int, EntryLine]] = field(default_factory=list)
    same: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    unknown: tuple[str, ...] = ()
    digest: str = ""
    shown: list[tuple[int, list[tuple[str, str]]]] = field(default_factory=list)


def plan_lines(lines: Lines, entry: Entry, content: bytes) -> LinePlan:
    """What the list adds to the entry: a worksheet, or text with a row a line, its parts set apart by tab or semicolon.

    Refused as ``read_rows``. ``digest`` names exactly these rows.
    """
    columns = columns_of(lines.model, lines.fields, entry.office, numbered=False)
    plan = LinePlan()
    sheet = _read(content, columns, plan)
    plan.unknown = sheet.unknown
    standing = lines.model.objects.standing().filter(entry=entry)
    there = {_told(lines, row) for row in standing.select_related(*_joined(lines))}
    for row in sheet:
        made = _row(lines, entry, columns, row, plan)
        if made is None:
            continue
        told = _told(lines, made)
        if told in there:
            plan.same += 1
        else:
            there.add(told)
            plan.added.append((row.line, made))
            plan.shown.append((row.line, [(column.title, words_of(made, column.name)) for column in columns]))
    told_all = "\n".join("\t".join(_told(lines, made)) for _, made in plan.added)
    plan.digest = hashlib.sha256(told_all.encode()).hexdigest()
    return plan


def _joined(lines: Lines) -> list[str]:
    return [name for name in lines.fields if lines.model._meta.get_field(name).is_relation]


def _told(lines: Lines, row: Any) -> tuple[str, ...]:
    """What makes two rows the same: their words, whatever their case and spaces."""
    return tuple(" ".join(words_of(row, name).casefold().split()) for name in lines.fields)


def _read(content: bytes, columns: Sequence[ImportColumn], plan: LinePlan) -> SheetRows:
    if content.startswith(_ZIP):
        return read_sheet(BytesIO(content), columns, numbered=False)
    return read_lines(_parts(content.decode("utf-8", "replace"), columns, plan), columns)


def _parts(text: str, columns: Sequence[ImportColumn], plan: LinePlan) -> Iterator[tuple[int, list[str]]]:
    """The filled lines with their numbers and parts; a first line of headings and the counting before names fall away."""
    titles = [fold(column.title) for column in columns]
    for line, words in enumerate(text.splitlines(), 1):
        parts = [part.strip() for part in re.split(r"[\t;]", _COUNTED.sub("", words))]
        while parts and not parts[-1]:
            parts.pop()
        if not parts or (line == 1 and [fold(part) for part in parts] == titles[: len(parts)]):
            continue
        if len(parts) > len(columns):
            wanted = ", ".join(column.title for column in columns)
            sentence = f"Baris ini memuat {len(parts)} bagian; yang dapat diisi hanya {wanted}."
            plan.problems.append(RowProblem(line, columns[-1].title, words.strip()[:120], sentence))
        yield line, parts[: len(columns)]


def _row(
    lines: Lines, entry: Entry, columns: Sequence[ImportColumn], row: SheetRow, plan: LinePlan
) -> EntryLine | None:
    values, faults = values_of(row, columns)
    lacking = [column for column in columns if column.is_needed and column.name not in values]
    told = {fault.column for fault in faults}
    faults += [column.fault(row.line, "", "Isi kolom ini.") for column in lacking if column.title not in told]
    made: EntryLine = lines.model(entry=entry, added_at=now())
    if not faults:
        by_name = {column.name: column for column in columns}
        sure = [column.name for column in columns if column.sort is Sort.ROW]
        for name, sentence in put_values(made, values, lines.fields, sure=sure):
            shown = words_of(made, name) if name else ""
            faults.append(
                by_name[name].fault(row.line, shown, sentence)
                if name in by_name
                else RowProblem(row.line, "", shown, sentence)
            )
    plan.problems += faults
    return None if faults else made
