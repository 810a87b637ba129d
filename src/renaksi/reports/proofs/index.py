"""The index of proofs as XLSX: one row a use, a sheet for removed rows, one with every file once. Numbers and dates are real."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from renaksi.kernel.wording import date_words
from renaksi.papers.legible import legible, one_line
from renaksi.reports.proofs.values import ProofFile, ProofList, ProofUse

# Nothing typed is ever computed, linked or turned into a number by the spreadsheet.
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_LONGEST = 32_767  # letters, the format's own limit on a cell
_HEAD_ROW = 4

# Names of months in Indonesian, whatever language the spreadsheet speaks.
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "number": {"num_format": "#,##0"},
    "day": {"num_format": "[$-421]d mmmm yyyy", "align": "left"},
    "month": {"num_format": "[$-421]mmmm yyyy", "align": "left"},
    "moment": {"num_format": "[$-421]d mmm yyyy hh:mm", "align": "left"},
    "hash": {"font_name": "Consolas", "font_size": 8},
}

_FILE_COLUMNS = (
    ("Judul bukti", 36, "text"),
    ("Jenis", 18, "text"),
    ("Nama berkas", 30, "text"),
    ("Ukuran (bita)", 13, "number"),
    ("Tanggal dokumen", 18, "day"),
    ("Membuktikan sejak", 18, "day"),
    ("Membuktikan sampai", 18, "day"),
    ("Diunggah pada", 19, "moment"),
    ("Diunggah oleh", 22, "text"),
    ("SHA-256", 34, "hash"),
    ("Tautan", 30, "text"),
)
_USE_COLUMNS = (
    ("No.", 6, "number"),
    ("Area perubahan", 24, "text"),
    ("Kegiatan", 30, "text"),
    ("Sub kegiatan", 30, "text"),
    ("Indikator keberhasilan", 40, "text"),
    ("Bulan", 15, "month"),
    ("Keadaan", 20, "text"),
    ("Nilai", 22, "text"),
    *_FILE_COLUMNS,
    ("Perhatian", 34, "text"),
    ("Letak dalam ZIP", 60, "text"),
)
_REMOVED_COLUMNS = (*_USE_COLUMNS[:6], ("Dihapus oleh keputusan", 28, "text"), *_USE_COLUMNS[7:])
_ONCE_COLUMNS = (("No.", 6, "number"), *_FILE_COLUMNS, ("Dipakai (kali)", 12, "number"))


def index_bytes(proofs: ProofList, *, lost: Collection[str] = ()) -> bytes:
    """The index as XLSX; ``lost`` holds the SHA-256 of files that are not, or no longer the same, in the store."""
    file = BytesIO()
    with Workbook(file, _SAFE) as book:
        book.set_properties({"title": f"Daftar Bukti Dukung {proofs.period.words}", "author": proofs.office,
                             "created": datetime.combine(proofs.day, time())})  # fmt: skip
        looks = {name: book.add_format({"valign": "top", "text_wrap": True, **look}) for name, look in _LOOKS.items()}
        looks["head"] = book.add_format(
            {"bold": True, "valign": "vcenter", "text_wrap": True, "bg_color": "#EEE8E2", "border": 1}
        )
        looks["title"] = book.add_format({"bold": True, "font_size": 14})
        _write_sheet(book.add_worksheet("Daftar bukti"), looks, proofs, _USE_COLUMNS, _use_rows(proofs, lost))
        if proofs.removed:
            rows = _removed_rows(proofs, lost)
            _write_sheet(book.add_worksheet("Baris yang dihapus"), looks, proofs, _REMOVED_COLUMNS, rows)
        _write_sheet(book.add_worksheet("Berkas"), looks, proofs, _ONCE_COLUMNS, _file_rows(proofs))
    return file.getvalue()


def _use_rows(proofs: ProofList, lost: Collection[str]) -> Iterable[tuple[Any, ...]]:
    for number, use in enumerate(proofs.in_force, 1):
        yield _use_row(number, use, use.status, proofs, lost)


def _removed_rows(proofs: ProofList, lost: Collection[str]) -> Iterable[tuple[Any, ...]]:
    for number, use in enumerate(proofs.removed, 1):
        yield _use_row(number, use, use.removed_by, proofs, lost)


def _use_row(number: int, use: ProofUse, state: str, proofs: ProofList, lost: Collection[str]) -> tuple[Any, ...]:
    return (
        number, use.area, use.activity, use.sub_activity, use.indicator, date(proofs.period.year, use.month, 1),
        state, use.value, *_facts(use.file), _attention(use, lost), proofs.home(use),
    )  # fmt: skip


def _attention(use: ProofUse, lost: Collection[str]) -> str:
    told = [*use.warnings]
    if use.file.sha256 in lost:
        told.append("Berkas tidak ditemukan di penyimpanan atau isinya berubah; tidak disertakan.")
    return "\n".join(told)


def _file_rows(proofs: ProofList) -> Iterable[tuple[Any, ...]]:
    uses = Counter(use.file for use in proofs.uses)
    for number, file in enumerate(proofs.files, 1):
        yield (number, *_facts(file), uses[file])


def _facts(file: ProofFile) -> tuple[Any, ...]:
    return (
        file.title, file.kind, file.name, file.size if file.sha256 else None, file.document_on, file.proves_from,
        file.proves_until, file.uploaded_at, file.uploaded_by, file.sha256, file.url,
    )  # fmt: skip


def _write_sheet(
    sheet: Any,
    looks: dict[str, Any],
    proofs: ProofList,
    columns: tuple[tuple[str, int, str], ...],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    """Title lines, a head that stays in sight and repeats in print, then the rows."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.write_string(0, 0, "DAFTAR BUKTI DUKUNG", looks["title"])
    sheet.write_string(1, 0, one_line(f"{proofs.plan}, {proofs.office}"))
    sheet.write_string(2, 0, f"{proofs.period.words}, keadaan per {date_words(proofs.day)}")
    for at, (title, width, _) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(_HEAD_ROW, at, title, looks["head"])
    last = _HEAD_ROW
    for last, values in enumerate(rows, _HEAD_ROW + 1):
        for at, (value, (_, _, look)) in enumerate(zip(values, columns, strict=True)):
            _write(sheet, last, at, value, looks[look])
    sheet.autofilter(_HEAD_ROW, 0, last, len(columns) - 1)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)


def _write(sheet: Any, row: int, column: int, value: Any, look: Any) -> None:
    match value:
        case None | "":
            sheet.write_blank(row, column, None, look)
        case int():
            sheet.write_number(row, column, value, look)
        case date():  # a moment is a date as well
            sheet.write_datetime(row, column, value, look)
        case _:
            sheet.write_string(row, column, legible(str(value))[:_LONGEST], look)
