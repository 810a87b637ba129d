"""The rows of a filled-in worksheet as values, with every fault at its line and column. Pure: no database, no Django.

Strict on purpose: what is not surely right is told and never guessed. Formulas, truth values and spreadsheet errors are no
entries; a long number in a text column has lost digits; a date is a spreadsheet's own or written out, its year in four digits.

    rows = read_rows(
        stream, {"name": ("Nama", "Nama lengkap"), "since": ("Sejak",)}, needed=("name",), dates=("since",)
    )
    for row in rows:
        row.line, row.values["since"], row.problems
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import fold, parse_day

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5_000_000, 60_000_000, 2_000
MOST_LINES, MOST_COLUMNS, LONGEST_TEXT = 100_000, 200, 2_000
LONGEST_PROSE = 20_000
_HEAD_WITHIN = 20  # lines in which the headings are looked for; a letterhead or title may stand above them
_SURE_DIGITS = 15  # a spreadsheet keeps no more digits of a number
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LAST_SERIAL = 110_000  # of the year 2201
_THOUSANDS = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_SIGNS = {"Cc": " ", "Cf": "", "Cs": ""}  # control signs; signs without a shape; halves of a sign
YES_NO: Mapping[str, str] = {"Ya": "ya", "Tidak": "tidak"}
"""The choices of a column that asks yes or no; a spreadsheet's own truth value is taken there too."""

Value = str | date | Decimal | None


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one cell: the line as the spreadsheet numbers it, the column's title, what stands there, and the mend.

    ``accepted`` lists what could stand there instead, where that is a short list.
    """

    line: int
    column: str
    value: str
    sentence: str
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One filled line. ``values`` holds every key of the headings; None = an empty cell, a missing column, or a fault."""

    line: int
    values: dict[str, Value]
    problems: tuple[RowProblem, ...] = ()

    def text(self, key: str) -> str:
        """The value of a text or choice column; "" for none."""
        value = self.values[key]
        return value if isinstance(value, str) else ""

    def day(self, key: str) -> date | None:
        """The value of a date column."""
        value = self.values[key]
        return value if isinstance(value, date) else None

    def number(self, key: str) -> Decimal | None:
        """The value of a number column."""
        value = self.values[key]
        return value if isinstance(value, Decimal) else None


class SheetRows(list[SheetRow]):
    """The filled lines in order; ``unknown`` names columns that are no heading, left unread; ``present`` the keys found."""

    unknown: tuple[str, ...] = ()
    present: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the caller wants of the sheet."""

    headings: Mapping[str, Sequence[str]]
    needed: Collection[str]
    dates: Collection[str]
    numbers: Collection[str]
    choices: Mapping[str, Mapping[str, str]]
    most_rows: int
    must: Collection[str]
    prose: Collection[str]

    def title(self, key: str) -> str:
        return self.headings[key][0]

    def known(self) -> dict[str, str]:
        return {fold(title): key for key, titles in self.headings.items() for title in titles}


@dataclass(slots=True)
class _Head:
    """Where the headings stand: the column of each key, the line below which the data begins."""

    columns: dict[str, int] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    line: int = 0


def read_rows(
    stream: BinaryIO,
    headings: Mapping[str, Sequence[str]],
    *,
    needed: Collection[str] = (),
    dates: Collection[str] = (),
    numbers: Collection[str] = (),
    choices: Mapping[str, Mapping[str, str]] | None = None,
    most_rows: int = 5_000,
    must: Collection[str] | None = None,
    prose: Collection[str] = (),
) -> SheetRows:
    """The filled lines of the first visible sheet that has the headings; case, spaces, signs and order of titles do not matter.

    ``headings``: key -> accepted titles, the first of them the one told. ``needed`` keys must have a column and a value in each
    line; ``dates`` and ``numbers`` hold those, all others text; ``choices``: key -> accepted words (in any case) -> value stored.
    ``must`` names the columns that must be there where it is not those of ``needed`` (none needed: all); ``prose`` the texts that
    keep their line breaks and may be long.
    Headings may stand under a title, and on two lines where the upper one is merged over several columns. Empty lines are passed
    over.

    Refused as a whole: no XLSX, macros in it (``sheet.macro``), too large packed or unpacked (``sheet.large``), over MOST_LINES
    lines (``sheet.long``) or ``most_rows`` filled ones (``sheet.many``), a needed column missing (``sheet.columns``), one there
    twice (``sheet.column_twice``), no filled line (``sheet.empty``). Faults of cells are each row's ``problems``.
    """
    must = must if must is not None else needed or tuple(headings)
    asked = _Asked(headings, needed, dates, numbers, choices or {}, most_rows, must, prose)
    book = _book(stream)
    try:
        return _read(book, asked)
    except Refused:
        raise
    except Exception as cause:  # a damaged sheet fails in openpyxl in a dozen ways, all of them the file's fault
        raise _no_xlsx() from cause
    finally:
        book.close()


def read_texts(
    lines: Iterable[tuple[int, Sequence[str]]],
    headings: Mapping[str, Sequence[str]],
    *,
    needed: Collection[str] = (),
    dates: Collection[str] = (),
    numbers: Collection[str] = (),
    choices: Mapping[str, Mapping[str, str]] | None = None,
    prose: Collection[str] = (),
    most_rows: int = 5_000,
) -> SheetRows:
    """Lines of text with their numbers, their parts in the order of the headings, read by the rules of ``read_rows``.

    Refused as a whole: more than ``most_rows`` (``sheet.many``), none (``sheet.empty``).
    """
    asked = _Asked(headings, needed, dates, numbers, choices or {}, most_rows, (), prose)
    columns = {key: at for at, key in enumerate(headings)}
    rows = SheetRows()
    rows.present = frozenset(headings)
    for line, parts in lines:
        if len(rows) == most_rows:
            raise _too_many(most_rows)
        rows.append(_Line(line, [_Part(part) for part in parts], asked, datetime(1899, 12, 30)).row(columns))  # noqa: DTZ001 - where spreadsheets count from
    if not rows:
        raise Refused("Belum ada satu baris pun yang terisi.", code="sheet.empty")
    return rows


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a line of text, as a cell."""

    value: str
    data_type: str = "s"


def _too_many(most: int) -> Refused:
    return Refused(f"Paling banyak {most} baris dalam satu berkas; bagi menjadi beberapa berkas.", code="sheet.many")


def _no_xlsx() -> Refused:
    return Refused(
        "Berkas ini bukan XLSX yang dapat dibaca; simpan lagi sebagai .xlsx, atau unduh dan isi formulirnya.",
        code="sheet.no_xlsx",
    )


def _book(stream: BinaryIO) -> Any:
    from openpyxl import load_workbook  # loaded only when a workbook comes

    _weigh(stream)
    try:
        # Formulas are kept as such, to be told: a stored result may be older than the cells it was reckoned from.
        return load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    except Exception as cause:  # as above
        raise _no_xlsx() from cause


def _weigh(stream: BinaryIO) -> None:
    """Refuses what would fill the memory before a single part is unpacked."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > MOST_BYTES:
        raise Refused(f"Berkas terlalu besar; paling besar {MOST_BYTES // 1_000_000} MB.", code="sheet.large")
    try:
        with zipfile.ZipFile(stream) as parts:
            weights = [part.file_size for part in parts.infolist()]
            has_macro = any(name.lower().endswith("vbaproject.bin") for name in parts.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as cause:
        raise _no_xlsx() from cause
    if sum(weights) > MOST_UNPACKED or len(weights) > MOST_PARTS:
        raise Refused("Isi berkas terlalu besar setelah dibuka; pindahkan tabelnya ke berkas baru.", code="sheet.large")
    if has_macro:
        raise Refused("Berkas ini memuat makro; simpan lagi sebagai .xlsx biasa.", code="sheet.macro")
    stream.seek(0)


def _read(book: Any, asked: _Asked) -> SheetRows:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    heads = [(sheet, _head(sheet, asked)) for sheet in sheets]
    if not asked.must:  # then any heading will do, and an explaining sheet may hold one
        heads.sort(key=lambda one: -len(one[1].columns))
    for sheet, head in heads:
        if head.columns and not _lacking(head, asked):
            return _rows(sheet, head, asked, book.epoch)
    best = max((head for _, head in heads), key=lambda one: len(one.columns), default=_Head())
    lacking = ", ".join(f"“{asked.title(key)}”" for key in _lacking(best, asked) or asked.headings)
    raise Refused(
        f"Tidak ada lembar dengan kolom {lacking}; pakai judul kolom seperti pada formulir.", code="sheet.columns"
    )


def _lacking(head: _Head, asked: _Asked) -> list[str]:
    return [key for key in asked.must if key not in head.columns]


def _lines(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """The sheet's lines with their numbers; the size the file claims for itself is not believed."""
    sheet.reset_dimensions()
    for line, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if line > MOST_LINES:
            raise Refused(
                f"Lembar “{sheet.title}” memuat lebih dari {MOST_LINES:,} baris".replace(",", ".")
                + ", termasuk yang kosong; hapus baris di bawah tabelnya.",
                code="sheet.long",
            )
        yield line, cells


def _head(sheet: Any, asked: _Asked) -> _Head:
    """The line, or two lines under each other, in which most headings stand."""
    known, best = asked.known(), _Head()
    above: list[str] = []
    for line, cells in _lines(sheet):
        if line > _HEAD_WITHIN:
            break
        titles = [_plain(cell.value) for cell in cells]
        found = _heads(line, titles, known)
        if above and all(fold(title) in known for title in titles if title):
            paired = [low or (above[at] if at < len(above) else "") for at, low in enumerate(titles)]
            paired += above[len(titles) :]
            found = max(found, _heads(line, paired, known), key=lambda one: len(one.columns))
        best = max(best, found, key=lambda one: len(one.columns))
        above = titles
    if best.twice:
        raise Refused(f"Kolom “{best.twice[0]}” ada dua kali; hapus salah satunya.", code="sheet.column_twice")
    return best


def _heads(line: int, titles: Sequence[str], known: Mapping[str, str]) -> _Head:
    head = _Head(line=line)
    for at, title in enumerate(titles):
        key = known.get(fold(title)) if title else None
        if key is None:
            head.unknown += [title] if title else []
        elif key in head.columns:
            head.twice.append(title)
        else:
            head.columns[key] = at
    return head


def _rows(sheet: Any, head: _Head, asked: _Asked, epoch: datetime) -> SheetRows:
    rows = SheetRows()
    rows.unknown, rows.present = tuple(head.unknown), frozenset(head.columns)
    for line, cells in _lines(sheet):
        if line <= head.line or not _filled(cells, head.columns.values()):
            continue
        if len(rows) == asked.most_rows:
            raise _too_many(asked.most_rows)
        rows.append(_Line(line, cells, asked, epoch).row(head.columns))
    if not rows:
        raise Refused("Di bawah judul kolom tidak ada satu baris pun yang terisi.", code="sheet.empty")
    return rows


def _filled(cells: Sequence[Any], places: Iterable[int]) -> bool:
    return any(at < len(cells) and _plain(cells[at].value) for at in places)


class _Fault(Exception):  # noqa: N818 - it is the file's fault, told beside its cell
    """A cell that holds no entry."""

    def __init__(self, sentence: str, accepted: Iterable[str] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.accepted = sentence, tuple(accepted)


class _Line:
    """One line being read."""

    def __init__(self, line: int, cells: Sequence[Any], asked: _Asked, epoch: datetime) -> None:
        self.line, self.cells, self.asked, self.epoch = line, cells, asked, epoch
        self.problems: list[RowProblem] = []

    def row(self, columns: Mapping[str, int]) -> SheetRow:
        """All keys of the headings, in their order."""
        values = {key: self._value(key, columns.get(key)) for key in self.asked.headings}
        return SheetRow(self.line, values, tuple(self.problems))

    def _value(self, key: str, at: int | None) -> Value:
        cell = self.cells[at] if at is not None and at < len(self.cells) else None
        raw = None if cell is None else cell.value
        try:
            if _plain(raw):
                return self._entry(key, raw, cell.data_type if cell else "")
            if key in self.asked.needed:
                raise _Fault("Isi kolom ini.")
        except _Fault as fault:
            title, value = self.asked.title(key), _shown(raw)[:120]
            self.problems.append(RowProblem(self.line, title, value, fault.sentence, fault.accepted))
        return None

    def _entry(self, key: str, raw: Any, sort: str) -> Value:
        if sort == "f":
            raise _Fault("Sel ini berisi rumus; salin lalu tempel sebagai nilai.")
        if sort == "e":
            raise _Fault("Sel ini berisi galat lembar kerja; isi nilainya.")
        if key in self.asked.choices:
            return _choice(raw, self.asked.choices[key])
        if isinstance(raw, bool):
            raise _Fault("Sel ini berisi nilai benar/salah; tulis isinya sebagai teks.")
        if key in self.asked.dates:
            return _day(raw, self.epoch)
        if key in self.asked.prose and isinstance(raw, str):
            return _prose(raw)
        return _number(raw) if key in self.asked.numbers else _text(raw)


def _choice(raw: Any, words: Mapping[str, str]) -> str:
    named = {fold(word): value for word, value in words.items()}
    said = fold(("Ya" if raw else "Tidak") if isinstance(raw, bool) else _plain(raw))
    if said not in named:
        raise _Fault("Pilih salah satu isian yang diterima.", words)
    return named[said]


def _day(raw: Any, epoch: datetime) -> date:
    day = _day_of(raw, epoch)
    if day is None or not _FIRST_YEAR < day.year < _LAST_YEAR:
        raise _Fault("Ini bukan tanggal; tulis misalnya 14 Februari 2026.")
    return day


def _number(raw: Any) -> Decimal:
    if isinstance(raw, int | float):
        return Decimal(repr(raw))
    text = _plain(raw)
    if not isinstance(raw, str) or not _THOUSANDS.fullmatch(text):
        raise _Fault("Ini bukan angka; tulis misalnya 1.234,5.")
    return Decimal(text.replace(".", "").replace(",", "."))


def _text(raw: Any) -> str:
    if isinstance(raw, int | float) and float(raw).is_integer():
        raw = str(int(raw))
        if len(raw) > _SURE_DIGITS:
            raise _Fault("Tulis sebagai teks; sebagai angka, digit terakhirnya hilang.")
    if not isinstance(raw, str):
        raise _Fault("Lembar kerja mengubah isinya menjadi tanggal atau angka; tulis sebagai teks.")
    text = _plain(raw)
    if len(text) > LONGEST_TEXT:
        raise _Fault(f"Teks ini terlalu panjang; paling panjang {LONGEST_TEXT} huruf.")
    return text


def _prose(raw: str) -> str:
    lines = raw.replace("_x000D_", "").strip().splitlines()  # how the format writes the first half of a line's end
    text = "\n".join(_plain(line) for line in lines)
    if len(text) > LONGEST_PROSE:
        raise _Fault(f"Teks ini terlalu panjang; paling panjang {LONGEST_PROSE} huruf.")
    return text


def _day_of(raw: Any, epoch: datetime) -> date | None:
    from openpyxl.utils.datetime import from_excel

    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float) and float(raw).is_integer() and 1 <= raw < _LAST_SERIAL:
        moment = from_excel(raw, epoch)
        return moment.date() if isinstance(moment, datetime) else None
    return parse_day(_plain(raw)) if isinstance(raw, str) else None


def _plain(raw: Any) -> str:
    """The cell's words on one line: no control signs, single spaces, letters composed."""
    if raw is None:
        return ""
    text = unicodedata.normalize("NFC", str(raw))
    if not text.isprintable():
        text = "".join(_SIGNS.get(unicodedata.category(sign), sign) for sign in text)
    return " ".join(text.split())


def _shown(raw: Any) -> str:
    """What stands in the cell, as a person sees it there."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return _plain(getattr(raw, "text", raw))
