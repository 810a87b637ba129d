"""Made-up decrees as tables of cells, in the many ways offices lay them out; written as DOCX or XLSX by ``made_files``."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from renaksi.kernel.months import MONTH_NAMES, MONTH_SHORT, MonthSet
from renaksi.kernel.wording import ROMAN_MONTHS
from renaksi.plan.rows import PlanRow
from renaksi.plan.template import template_rows

OFFICE = "KPU Kota Contoh"
USUAL = ("NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN")
ROMAN_AREAS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
LEVELS = ("number", "area", "activity", "sub_activity", "indicator")
BODY = """\
KOMISI PEMILIHAN UMUM
KOTA CONTOH
KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH
NOMOR 12/ORT.07/9999/2025
TENTANG
RENCANA AKSI REFORMASI BIROKRASI DI LINGKUNGAN
KOMISI PEMILIHAN UMUM KOTA CONTOH TAHUN 2025
KETUA KOMISI PEMILIHAN UMUM KOTA CONTOH,
Menimbang\t:\ta.\tbahwa perlu disusun rencana aksi tahunan;
\t\tb.\tbahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Keputusan;
Mengingat\t:\t1.\tUndang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;
\t\t2.\tPeraturan Presiden Nomor 81 Tahun 2010 tentang Grand Design Reformasi Birokrasi 2010-2025;
MEMUTUSKAN:
Menetapkan\t:\tKEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH TENTANG RENCANA AKSI REFORMASI BIROKRASI TAHUN 2025.
KESATU\t:\tMenetapkan Rencana Aksi sebagaimana tercantum dalam Lampiran.
KEDUA\t:\tKeputusan ini mulai berlaku pada tanggal ditetapkan.
Ditetapkan di Contoh
pada tanggal 14 Januari 2025
KETUA KOMISI PEMILIHAN UMUM
KOTA CONTOH,
ttd
RAHMAT TELADAN
LAMPIRAN
KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH
NOMOR 12/ORT.07/9999/2025
TENTANG
RENCANA AKSI REFORMASI BIROKRASI TAHUN 2025
""".splitlines()


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of a made table, with its spans. ``mark`` names how a month is marked in it; "" = it is no month's mark."""

    column: int
    text: str = ""
    across: int = 1
    down: int = 1
    mark: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table is laid out. ``parents``: merged, blank or repeated. ``page``: rows to a table (0: one table).

    ``order`` = the columns from left to right; ``extra`` = other columns, right of the months with ``after``. ``broken`` = every
    how many rows a text is broken over two; ``weeks`` = columns to a month; ``running_numbers`` = NO counts the rows.
    """

    marks: str = "√"
    parents: str = "merged"
    page: int = 0
    headings: bool = True
    heads: Sequence[str] = USUAL
    month_heads: Sequence[str] = tuple(str(month) for month in range(1, 13))
    months_title: str = "PELAKSANAAN (BULAN)"
    sign: str = "."
    area_numbers: str = "digits"
    order: Sequence[str] = LEVELS
    months_first: bool = False
    extra: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    note: str = ""
    own_numbers: bool = False
    column_numbers: bool = False
    separators: bool = False
    split: str = ""
    blank_columns: int = 0
    one_heading: bool = False
    title: str = ""
    quarters: bool = False
    area_rows: bool = False
    broken: int = 0
    striped: bool = False
    weeks: int = 1
    running_numbers: bool = False
    totals: bool = False


@dataclass(slots=True)
class Sheet:
    """One made table: its rows of cells, the headings of its months, how many columns it has."""

    rows: list[list[Spot]] = field(default_factory=list)
    months: list[Spot] = field(default_factory=list)
    width: int = 0


def plan(seed: int = 7, areas: Sequence[int] = (1, 2, 3, 4)) -> list[PlanRow]:
    """Rows of the national template with months of a fixed chance, single ones, steps and runs."""
    chance = random.Random(seed)  # noqa: S311 - months of a test, no secret
    rows = [row for row in template_rows(OFFICE) if row.area_no in areas]
    return [replace(row, months=_months(chance)) for row in rows]


def _months(chance: random.Random) -> MonthSet:
    first = chance.randint(1, 12)
    kinds = ([first], range(first, min(first + chance.randint(1, 5), 12) + 1), range(first, 13, 3), range(1, 13))
    return MonthSet.of(chance.choice(kinds))


class _Maker:
    """Lays out one plan in one manner."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.levels = [level for level in manner.order for _ in range(2 if self._in_two(level) else 1)]
        texts = len(self.levels) + len(manner.extra)
        self.text_start = 12 if manner.months_first else 0
        self.january = 0 if manner.months_first else texts + manner.blank_columns
        self.after = max(texts + self.text_start, self.january + 12 * manner.weeks)
        self.width = self.after + len(manner.after) + (1 if manner.note else 0)

    def _in_two(self, level: str) -> bool:
        return self.manner.own_numbers and level in ("activity", "sub_activity", "indicator")

    def heading(self) -> list[list[Spot]]:
        first: list[Spot] = []
        column = self.text_start
        for level in self.manner.order:
            label = self.manner.heads[LEVELS.index(level)]
            across = 2 if self._in_two(level) else 1
            first.append(Spot(column, label, across, 2))
            column += across
        first += [Spot(column + place, label, 1, 2) for place, label in enumerate(self.manner.extra)]
        first.append(Spot(self.january, self.manner.months_title, 12 * self.manner.weeks))
        last = (*self.manner.after, *([self.manner.note] if self.manner.note else []))
        first += [Spot(self.after + place, label, 1, 2) for place, label in enumerate(last)]
        weeks = self.manner.weeks
        second = [
            Spot(self.january + place * weeks, label, weeks) for place, label in enumerate(self.manner.month_heads)
        ]
        rows = self._stacked(sorted(first, key=lambda spot: spot.column), second)
        if self.manner.column_numbers:
            rows.append([Spot(column, str(column + 1)) for column in range(self.width)])
        return rows

    def _stacked(self, first: list[Spot], second: list[Spot]) -> list[list[Spot]]:
        """The heading's rows: labels over months, or all in one; a title above, quarters between, where there are any."""
        manner = self.manner
        if manner.one_heading:
            whole = [replace(spot, down=1) for spot in first if spot.column != self.january] + second
            return [sorted(whole, key=lambda spot: spot.column)]
        rows = [[Spot(0, manner.title, self.width)]] if manner.title else []
        if not manner.quarters:
            return [*rows, first, second]
        tall = [replace(spot, down=3) if spot.down == 2 else spot for spot in first]
        quarters = [
            Spot(self.january + place * 3 * manner.weeks, f"TW {ROMAN_AREAS[place]}", 3 * manner.weeks)
            for place in range(4)
        ]
        return [*rows, tall, quarters, second]

    def texts(self, row: PlanRow) -> dict[str, tuple[str, str]]:
        number = ROMAN_AREAS[(row.area_no or 1) - 1] if self.manner.area_numbers == "roman" else str(row.area_no)
        return {
            "number": ("", "" if self.manner.area_numbers == "none" else number),
            "area": ("", "" if self.manner.area_rows else row.area),
            "activity": (row.activity_no, row.activity),
            "sub_activity": (row.sub_activity_no, row.sub_activity),
            "indicator": (row.indicator_no, row.indicator),
        }

    def row(self, row: PlanRow, shown: dict[str, int]) -> list[Spot]:
        """The cells of one row; ``shown`` = the levels printed on it, each with the rows it holds."""
        found: list[Spot] = []
        column = self.text_start
        for level in self.manner.order:
            number, text = self.texts(row)[level]
            down = shown.get(level, 0)
            parts = [number, text] if self._in_two(level) else [self._numbered(number, text)]
            if self._in_two(level) and number:
                parts[0] = number + self._sign(number)
            for part in parts:
                if down:
                    found.append(Spot(column, self._broken(part, level), 1, down))
                column += 1
        found += [
            Spot(column + place, f"{label.title()} {row.indicator_no}") for place, label in enumerate(self.manner.extra)
        ]
        found += self._marks(row.months)
        found += [Spot(self.after + place, "Subbagian Umum") for place in range(len(self.manner.after))]
        if self.manner.note:
            found.append(Spot(self.width - 1, "Dokumen"))
        return sorted(found, key=lambda spot: spot.column)

    def _sign(self, number: str) -> str:
        return self.manner.sign if number.isdecimal() else self.manner.sign or "."

    def _numbered(self, number: str, text: str) -> str:
        return f"{number}{self._sign(number)} {text}" if number and self.manner.sign != "none" else text

    def _broken(self, text: str, level: str) -> str:
        """A text with tabs or line breaks in it where a space was, as hurried typing leaves them."""
        if not self.manner.split or level == "number":
            return text
        words = text.split(" ")
        return "".join(
            f"{word}{self.manner.split if place % 4 == 3 else ' '}" for place, word in enumerate(words)
        ).strip()

    def _marks(self, months: MonthSet) -> list[Spot]:
        weeks, marks = self.manner.weeks, self.manner.marks
        if marks not in ("bar", "arrow"):
            return [Spot(self.january + (month - 1) * weeks + month % weeks, mark=marks) for month in months]
        return [
            Spot(self.january + (run[0] - 1) * weeks, "", len(run) * weeks, mark=marks) for run in runs(list(months))
        ]


def runs(months: list[int]) -> list[list[int]]:
    """Months that follow one another, together."""
    found: list[list[int]] = []
    for month in months:
        if found and found[-1][-1] + 1 == month:
            found[-1].append(month)
        else:
            found.append([month])
    return found


def made(rows: Sequence[PlanRow], manner: Manner) -> list[Sheet]:
    """The plan as one table, or as one for each page."""
    maker, size = _Maker(manner), manner.page or len(rows)
    sheets = []
    for start in range(0, len(rows), size):
        sheet = Sheet(width=maker.width)
        if manner.headings or not start:
            sheet.rows += maker.heading()
            sheet.months = sheet.rows[-2 if manner.column_numbers else -1][-12:] if not manner.one_heading else []
        end = min(start + size, len(rows))
        for at in range(start, end):
            sheet.rows += _lines(maker, rows, at, (start, end))
        if manner.totals and end == len(rows):
            sheet.rows.append([Spot(0, "JUMLAH", maker.january)])
        sheets.append(sheet)
    return sheets


def _lines(maker: _Maker, rows: Sequence[PlanRow], at: int, page: tuple[int, int]) -> list[list[Spot]]:
    """The lines of one row: an area's own line or an empty one above it, the row, and the rest of a text broken by hand."""
    manner, row = maker.manner, rows[at]
    changed = at > page[0] and row.activity != rows[at - 1].activity
    above: list[list[Spot]] = [[]] if manner.separators and changed else []
    if manner.area_rows and (at == 0 or row.area != rows[at - 1].area):
        above = [[Spot(0, f"{ROMAN_AREAS[(row.area_no or 1) - 1]}. {row.area.upper()}", maker.width)]]
    line = maker.row(row, _shown(rows, at, *page, manner))
    if manner.running_numbers:
        first = manner.order.index("number")
        line = [Spot(first, str(at + 1)), *(spot for spot in line if spot.column != first)]
    if manner.striped and at % 2:
        taken = {spot.column: spot for spot in line}
        line = [replace(taken.get(column, Spot(column)), ground="DDEBF7") for column in range(maker.width)]
    if manner.broken and at % manner.broken == 1:
        return [*above, *_broken(line)]
    return [*above, line]


def _broken(line: list[Spot]) -> list[list[Spot]]:
    """A row of which the longest text is broken by hand: the rest of it stands on the next line."""
    longest = max(line, key=lambda spot: len(spot.text))
    words = longest.text.split(" ")
    half = len(words) // 2
    if half < 2 or longest.down > 1:
        return [line]
    kept = [replace(spot, text=" ".join(words[:half])) if spot is longest else spot for spot in line]
    return [kept, [Spot(longest.column, " ".join(words[half:]))]]


def _shown(rows: Sequence[PlanRow], at: int, first: int, end: int, manner: Manner) -> dict[str, int]:
    """The levels a row prints, each with how many rows its cell is merged over on this page."""
    shown = {"indicator": 1}
    for level in ("area", "activity", "sub_activity"):
        again = manner.parents == "repeated" or (at == first and manner.parents == "merged again")
        if again or at == 0 or _key(rows[at], level) != _key(rows[at - 1], level):
            after = next((place for place in range(at, end) if _key(rows[place], level) != _key(rows[at], level)), end)
            apart = manner.separators or manner.area_rows or manner.broken or manner.striped
            shown[level] = after - at if manner.parents.startswith("merged") and not apart else 1
    if "area" in shown:
        shown["number"] = shown["area"]
    return shown


def _key(row: PlanRow, level: str) -> tuple[object, ...]:
    keys: dict[str, tuple[object, ...]] = {
        "area": (row.area,),
        "activity": (row.area, row.activity_no, row.activity),
        "sub_activity": (row.area, row.activity_no, row.activity, row.sub_activity_no, row.sub_activity),
    }
    return keys[level]


MONTHS_SHORT, MONTHS_LONG, MONTHS_ROMAN = tuple(MONTH_SHORT), tuple(MONTH_NAMES), tuple(ROMAN_MONTHS)
