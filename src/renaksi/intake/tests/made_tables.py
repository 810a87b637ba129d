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
    is_parent: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table is laid out. ``parents``: merged, blank or repeated. ``page``: rows to a table (0: one table).

    ``order`` = the columns from left to right; ``extra`` = other columns (heading, text), right of the months with ``after``.
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


@dataclass(slots=True)
class Sheet:
    """One made table: its rows of cells, how many of them are headings, how many columns it has."""

    rows: list[list[Spot]] = field(default_factory=list)
    headings: int = 0
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
        self.after = max(texts + self.text_start, self.january + 12)
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
        first.append(Spot(self.january, self.manner.months_title, 12))
        last = (*self.manner.after, *([self.manner.note] if self.manner.note else []))
        first += [Spot(self.after + place, label, 1, 2) for place, label in enumerate(last)]
        second = [Spot(self.january + place, label) for place, label in enumerate(self.manner.month_heads)]
        rows = [sorted(first, key=lambda spot: spot.column), second]
        if self.manner.column_numbers:
            rows.append([Spot(column, str(column + 1)) for column in range(self.width)])
        return rows

    def texts(self, row: PlanRow) -> dict[str, tuple[str, str]]:
        number = ROMAN_AREAS[(row.area_no or 1) - 1] if self.manner.area_numbers == "roman" else str(row.area_no)
        return {
            "number": ("", "" if self.manner.area_numbers == "none" else number),
            "area": ("", row.area),
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
                    found.append(Spot(column, self._broken(part, level), 1, down, is_parent=level != "indicator"))
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
        return f"{number}{self._sign(number)} {text}" if number else text

    def _broken(self, text: str, level: str) -> str:
        """A text with tabs or line breaks in it where a space was, as hurried typing leaves them."""
        if not self.manner.split or level == "number":
            return text
        words = text.split(" ")
        return "".join(
            f"{word}{self.manner.split if place % 4 == 3 else ' '}" for place, word in enumerate(words)
        ).strip()

    def _marks(self, months: MonthSet) -> list[Spot]:
        if self.manner.marks not in ("bar", "arrow"):
            return [Spot(self.january + month - 1, mark=self.manner.marks) for month in months]
        return [Spot(self.january + run[0] - 1, "", len(run), mark=self.manner.marks) for run in runs(list(months))]


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
            sheet.headings = len(sheet.rows)
        page = rows[start : start + size]
        for place, row in enumerate(page):
            if manner.separators and place and row.activity != page[place - 1].activity:
                sheet.rows.append([])
            sheet.rows.append(maker.row(row, _shown(rows, start + place, start, start + len(page), manner)))
        sheets.append(sheet)
    return sheets


def _shown(rows: Sequence[PlanRow], at: int, first: int, end: int, manner: Manner) -> dict[str, int]:
    """The levels a row prints, each with how many rows its cell is merged over on this page."""
    shown = {"indicator": 1}
    for level in ("area", "activity", "sub_activity"):
        again = manner.parents == "repeated" or (at == first and manner.parents == "merged again")
        if again or at == 0 or _key(rows[at], level) != _key(rows[at - 1], level):
            after = next((place for place in range(at, end) if _key(rows[place], level) != _key(rows[at], level)), end)
            shown[level] = after - at if manner.parents.startswith("merged") and not manner.separators else 1
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
