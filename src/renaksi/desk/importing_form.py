"""The form to fill in as a worksheet: empty with an example, or holding entries, so that it can be read back."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from renaksi.desk.importing import SAMPLE
from renaksi.desk.importing_columns import MOST_ROWS, NUMBER_TITLE, ImportColumn, Sort, columns_of
from renaksi.desk.register import Lines, Register
from renaksi.desk.shown import words_of
from renaksi.offices.models import Office

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_SHEET, _ABOUT = "Isian", "Keterangan"
_LISTS_AT = 4  # the first column of the second sheet that holds a list of what is accepted
_FIRST_YEAR = 1901


def entry_form_sheet(register: Register, office: Office, entries: Iterable[Any] | None = None) -> bytes:
    """The form of a book as XLSX; with ``entries`` it holds them with their numbers, without it an example to pass over."""
    columns = columns_of(register.model, register.fields, office, numbered=True)
    notes = (
        "Satu baris untuk satu catatan. Kosongkan kolom Nomor untuk catatan baru; nomornya diberikan buku.",
        "Isi kolom Nomor (misalnya 12/2026) untuk mengubah catatan yang sudah ada. Sel kosong tidak menghapus apa pun.",
        f"Baris dengan nomor “{SAMPLE}” hanya contoh dan dilewati. Kolom yang tidak dipakai boleh dihapus.",
        f"Paling banyak {MOST_ROWS} baris dalam satu berkas. Rumus dan makro tidak diterima.",
    )
    rows = [[SAMPLE, *(_sample(column) for column in columns)]]
    if entries is not None:
        rows = [[entry.book_number, *(_held(column, entry) for column in columns)] for entry in entries]
    return _book(columns, rows, notes, numbered=True)


def line_form_sheet(lines: Lines, office: Office) -> bytes:
    """The form of the rows of an entry as XLSX."""
    columns = columns_of(lines.model, lines.fields, office, numbered=False)
    notes = (
        f"Satu baris untuk satu {lines.noun}. Yang sudah ada dalam daftar dilewati.",
        f"Paling banyak {MOST_ROWS} baris dalam satu berkas. Rumus dan makro tidak diterima.",
    )
    return _book(columns, [], notes, numbered=False)


def _sample(column: ImportColumn) -> Any:
    """An example of what stands in the column; nobody's name."""
    if column.sort is Sort.DAY:
        return date(2026, 3, 12)
    if column.sort is Sort.NUMBER:
        return Decimal(12)
    if column.sort in {Sort.CHOICE, Sort.YES_NO}:
        return column.accepted[0]
    if column.sort in {Sort.TEXT, Sort.PROSE} and column.is_needed:
        return f"contoh {column.title.lower()}"[: column.field.max_length or 200]
    return ""


def _held(column: ImportColumn, entry: Any) -> Any:
    """A value as the column takes it back."""
    value = getattr(entry, column.name)
    if value in (None, "") or (column.sort in {Sort.DAY, Sort.NUMBER} and not _fits(value)):
        return words_of(entry, column.name)
    if column.sort in {Sort.DAY, Sort.NUMBER}:
        return value
    if column.sort is Sort.YES_NO:
        return "Ya" if value else "Tidak"
    if column.sort is Sort.ROW:
        known = len([row for row in column.rows if str(row) == str(value)])
        return str(getattr(value, "nip", "") or value) if known > 1 else str(value)
    return words_of(entry, column.name)


def _fits(value: Any) -> bool:
    return not isinstance(value, date) or value.year >= _FIRST_YEAR


def _book(
    columns: Sequence[ImportColumn], rows: Sequence[Sequence[Any]], notes: Iterable[str], *, numbered: bool
) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _SAFE) as book:
        sheet, about = book.add_worksheet(_SHEET), book.add_worksheet(_ABOUT)
        looks = {
            "head": book.add_format({"bold": True, "bg_color": "#7a1a21", "font_color": "#ffffff", "border": 1}),
            "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"}),
            "number": book.add_format({"valign": "top"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
            "sample": book.add_format({"italic": True, "font_color": "#777777"}),
        }
        at = int(numbered)
        if numbered:
            sheet.write_string(0, 0, NUMBER_TITLE, looks["head"])
            sheet.set_column(0, 0, 12, looks["text"])
        for place, column in enumerate(columns, at):
            sheet.write_string(0, place, column.title, looks["head"])
            sheet.set_column(place, place, _width(column), looks[_look(column.sort)])
        sheet.freeze_panes(1, at)
        for line, row in enumerate(rows, 1):
            _write(sheet, line, row, columns, looks)
        _explain(about, columns, notes, looks)
        _offer(sheet, about, columns, at)
    return stream.getvalue()


def _look(sort: Sort) -> str:
    return {Sort.DAY: "day", Sort.NUMBER: "number"}.get(sort, "text")


def _width(column: ImportColumn) -> int:
    return {Sort.DAY: 18, Sort.NUMBER: 14, Sort.YES_NO: 12, Sort.PROSE: 50}.get(column.sort, 32)


def _write(sheet: Any, line: int, row: Sequence[Any], columns: Sequence[ImportColumn], looks: dict[str, Any]) -> None:
    """Texts always as texts: nothing a person typed is reckoned by a spreadsheet."""
    sorts = [Sort.TEXT] * (len(row) - len(columns)) + [column.sort for column in columns]
    for place, (value, sort) in enumerate(zip(row, sorts, strict=True)):
        look = looks[_look(sort)]
        if isinstance(value, date):
            sheet.write_datetime(line, place, datetime.combine(value, time()), look)
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            sheet.write_number(line, place, value, look)
        elif value:
            sheet.write_string(line, place, "\n".join(str(value).splitlines()), look)


def _explain(about: Any, columns: Sequence[ImportColumn], notes: Iterable[str], looks: dict[str, Any]) -> None:
    about.set_column(0, 0, 28, looks["wrap"])
    about.set_column(1, 1, 9, looks["wrap"])
    about.set_column(2, 2, 60, looks["wrap"])
    about.write_row(0, 0, ("Kolom", "Wajib", "Cara mengisi"), looks["head"])
    line = 0
    for line, column in enumerate(columns, 1):
        help_text = f". {column.field.help_text}" if column.field.help_text else ""
        about.write_string(line, 0, column.title)
        about.write_string(line, 1, "ya" if column.is_needed else "")
        about.write_string(line, 2, f"{column.how}{help_text}")
    for at, note in enumerate(notes, line + 2):
        about.write_string(at, 2, note)


def _offer(sheet: Any, about: Any, columns: Sequence[ImportColumn], first: int) -> None:
    """What is accepted, as drop-down lists taken from the second sheet."""
    at = _LISTS_AT
    for place, column in enumerate(columns, first):
        if not column.accepted:
            continue
        about.set_column(at, at, 30)
        about.write_string(0, at, f"Isian {column.title}")
        for line, words in enumerate(column.accepted, 1):
            about.write_string(line, at, words)
        name = xl_col_to_name(at)
        source = f"={_ABOUT}!${name}$2:${name}${len(column.accepted) + 1}"
        sheet.data_validation(
            1, place, MOST_ROWS, place, {"validate": "list", "source": source, "error_type": "information"}
        )
        at += 1
