"""Months of rows: set, toggled, copied to many, pasted as a block."""

from __future__ import annotations

from collections.abc import Sequence

from renaksi.accounts.models import User
from renaksi.intake.domain.block import months_of_block
from renaksi.intake.domain.sheet import Changed, Sheet, change
from renaksi.intake.domain.texts import row_numbers
from renaksi.intake.models import Draft, DraftRow
from renaksi.kernel.months import MONTH_NAMES, MonthSet
from renaksi.kernel.refusal import Refused, Stale


def set_months(
    *, draft: Draft, by: User | None, row_id: int, months: MonthSet, seen: MonthSet | None = None
) -> Changed:
    """Sets a row's months; open doubts about its months are settled. Stale carries both in words."""

    def work(sheet: Sheet) -> str:
        place = sheet.place(row_id)
        row = sheet.rows[place]
        if row.months == months:
            return ""
        if seen is not None and seen != row.months:
            raise Stale(current=row.months.words(), attempted=months.words(), field="months")
        write_months(sheet, row, months)
        return f"Bulan baris {place + 1} menjadi {months.words()}."

    return change(draft=draft, by=by, verb="set_months", work=work)


def toggle_month(*, draft: Draft, by: User | None, row_id: int, month: int) -> Changed:
    """Puts month 1..12 in or takes it out. Refuses ``intake.month_unknown``."""
    if not 1 <= month <= 12:
        raise Refused("Bulan ditulis 1 sampai dengan 12.", code="intake.month_unknown", field="months")

    def work(sheet: Sheet) -> str:
        place = sheet.place(row_id)
        row = sheet.rows[place]
        write_months(sheet, row, row.months.toggled(month))
        what = "ditambahkan pada" if month in row.months else "dihapus dari"
        return f"{MONTH_NAMES[month - 1]} {what} baris {place + 1}."

    return change(draft=draft, by=by, verb="toggle_month", work=work)


def copy_months(*, draft: Draft, by: User | None, from_row: int, to_rows: Sequence[int]) -> Changed:
    """Gives other rows the months of one row, in one change. Refuses ``intake.row_unknown``, ``intake.no_rows_chosen``."""

    def work(sheet: Sheet) -> str:
        origin, places = sheet.place(from_row), sheet.places(to_rows)
        months = sheet.rows[origin].months
        for place in places:
            write_months(sheet, sheet.rows[place], months)
        return f"Bulan baris {origin + 1} ({months.words()}) disalin ke {row_numbers(places)}."

    return change(draft=draft, by=by, verb="copy_months", work=work)


def paste_months(*, draft: Draft, by: User | None, first_row: int, block: str) -> Changed:
    """Gives ``first_row`` and the rows below it the months of a block copied from a table: a line a row, twelve cells
    between tabs.

    √ ✓ v x 1 ● and the like are ticks; an empty cell, "-" and "0" are none; a heading line of month names or 1..12 is left out.
    Refuses, naming line and column: ``intake.block_empty``, ``intake.block_width``, ``intake.block_mark``,
    ``intake.block_too_long`` (more lines than rows).
    """
    pasted = months_of_block(block)

    def work(sheet: Sheet) -> str:
        first = sheet.place(first_row)
        rows = sheet.rows[first : first + len(pasted)]
        if len(rows) < len(pasted):
            raise Refused(
                f"Blok ini {len(pasted)} baris, sedangkan dari baris {first + 1} hanya tersisa {len(rows)} baris.",
                code="intake.block_too_long",
                field="block",
            )
        for row, months in zip(rows, pasted, strict=True):
            write_months(sheet, row, months)
        return f"Bulan {len(rows)} baris ditempel mulai baris {first + 1}."

    return change(draft=draft, by=by, verb="paste_months", work=work)


def write_months(sheet: Sheet, row: DraftRow, months: MonthSet) -> None:
    """Writes a row's months and settles its doubts about them; with the last row filled, also the whole reading's."""
    row.month_mask = months.mask
    sheet.settle(row, "months")
    if all(each.month_mask for each in sheet.rows):
        sheet.settle(None, "months")
