"""Finding the annex: its heading rows, what each column means on each page, and where the months begin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from renaksi.intake.readers.table import Line, Table
from renaksi.kernel.months import month_number
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import fold

MAX_TABLE_LINES = 3_000
"""Longer than any annex by far: a national template has fewer than two hundred rows."""
TEXT_LEVELS = ("area", "activity", "sub_activity", "indicator")

_HEADS: tuple[tuple[str, str], ...] = (
    ("number", r"^(no|nomor|no urut)$"),
    ("sub_activity", r"\bsub ?kegiatan\b|\brincian kegiatan\b|\buraian kegiatan\b|\btahapan\b|\bsub program\b"),
    ("indicator", r"\bindikator\b|\bukuran keberhasilan\b|\btolok ukur\b|\bkriteria keberhasilan\b"),
    ("area", r"\barea\b|\bprogram\b|\baspek\b"),
    ("activity", r"\bkegiatan\b|\brencana aksi\b|\baksi\b"),
    ("months", r"\bpelaksanaan\b|\bbulan\b|\bwaktu\b|\bjadwal\b"),
    ("note", r"^ket\b|\bketerangan\b|\bcatatan\b"),
)
_USUAL = {
    "area perubahan": "area",
    "program kegiatan": "area",
    "kegiatan": "activity",
    "sub kegiatan": "sub_activity",
    "indikator keberhasilan": "indicator",
    "pelaksanaan bulan": "months",
    "keterangan": "note",
}
_LIKE = 80
_SHORT = 9
_CLOSING = re.compile(
    r"^(ditetapkan di|salinan sesuai|pada tanggal|ketua komisi|sekretaris(?: komisi)?\b|ketua kpu|ketua kip)"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a page mean. ``starts`` = first column of each level; ``january`` = column of the first month."""

    starts: dict[str, int] = field(default_factory=dict)
    january: int = 5
    note: int | None = None
    declared: bool = True

    def span(self, level: str) -> tuple[int, int]:
        """First and last column of a level."""
        start = self.starts.get(level, -1)
        after = [column for column in (*self.starts.values(), self.january) if column > start]
        return start, (min(after) if after else start + 1) - 1


@dataclass(frozen=True, slots=True)
class Page:
    """A run of table lines under one heading, or between two gaps. ``columns`` None = no heading of its own."""

    lines: tuple[Line, ...]
    columns: Columns | None = None
    after_gap: int = 0


@dataclass(frozen=True, slots=True)
class Annex:
    """The annex's pages, and the lines of the file that do not belong to it."""

    pages: tuple[Page, ...] = ()
    body: tuple[Line, ...] = ()
    unplaced: tuple[Line, ...] = ()
    has_heading: bool = False
    has_months: bool = False


def heads(line: Line) -> dict[str, int]:
    """The column headings a line holds, by meaning: role -> column. Empty where the line is no heading."""
    if not line.in_table or any(cell.is_tick for cell in line.filled):
        return {}
    found: dict[str, int] = {}
    for cell in line.filled:
        roles = _roles(cell.text)
        if not roles:
            if len(cell.text) > 30 or len(line.filled) < 4:
                return {}
            continue
        found.setdefault(_free(roles, found), cell.column)
    telling = {"indicator", "activity", "sub_activity", "area"} & set(found)
    return found if len(found) >= 3 and len(telling) >= 2 else {}


def _roles(text: str) -> list[str]:
    folded = fold(text)
    if len(folded.split()) > 5:
        return []
    roles = [role for role, pattern in _HEADS if re.search(pattern, folded)]
    if "sub_activity" in roles or "indicator" in roles:
        return roles[:1]
    return roles or _misread(folded)


def _misread(folded: str) -> list[str]:
    """The meaning of a heading the scan spelt a little wrong; [] where it is like none."""
    near = process.extractOne(folded, list(_USUAL), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return [_USUAL[near[0]]] if near and len(folded) > 5 else []


def _free(roles: list[str], found: dict[str, int]) -> str:
    """The first meaning not yet taken: PROGRAM KEGIATAN is the area where none came before, else the activity."""
    return next((role for role in roles if role not in found), roles[-1])


def january_column(line: Line) -> int | None:
    """The column of the first month where the line is the heading's row of months (1..12 or names); None otherwise.

    A few of its words may be misread; eight of the twelve must stand in their places.
    """
    votes: dict[int, int] = {}
    for cell in line.filled:
        month = month_number(cell.text)
        if month is None and len(cell.text) > _SHORT:
            return None
        if month is not None:
            votes[cell.column - month + 1] = votes.get(cell.column - month + 1, 0) + 1
    if not votes:
        return None
    column, count = max(votes.items(), key=lambda vote: vote[1])
    return column if count >= 8 and count >= len(line.filled) - 4 else None


def is_column_numbers(line: Line) -> bool:
    """Whether the line only numbers the columns (``1 2 3 4 5 6``); of a long one, a few numbers may be misread."""
    numbers = [(cell.column, int(cell.text)) for cell in line.filled if cell.text.isdecimal()]
    misread = [cell for cell in line.filled if not cell.text.isdecimal()]
    if len(numbers) < 2 or len(misread) * 5 > len(numbers) or any(len(cell.text) > 2 for cell in misread):
        return False
    values = [value for _, value in numbers]
    if values != sorted(set(values)):
        return False
    by_place = all(value == column + 1 for column, value in numbers)
    return by_place or (len(values) >= 4 and not misread and values == list(range(values[0], values[0] + len(values))))


def find_annex(table: Table) -> Annex:
    """The annex of a file: from the first heading (or the first wide line, where the heading is lost) to the closing lines.

    Refused (``intake.too_large``): a table of thousands of lines.
    """
    lines = table.lines
    first = next((i for i, line in enumerate(lines) if _is_heading(line, lines, i)), None)
    has_heading = first is not None
    if first is None:
        first = next((i for i, line in enumerate(lines) if _is_wide(line)), None)
    if first is None:
        return Annex(body=lines)
    last = _last_row(lines, first)
    if last - first > MAX_TABLE_LINES:
        raise Refused(
            "Tabel dalam berkas ini terlalu panjang untuk sebuah rencana aksi. Periksa berkas yang Anda unggah.",
            code="intake.too_large",
        )
    return _pages(lines, first, last, has_heading)


def _is_heading(line: Line, lines: tuple[Line, ...], place: int) -> bool:
    if heads(line):
        return True
    january = january_column(line) if line.in_table else None
    return january is not None and january >= 3


def _is_wide(line: Line) -> bool:
    ticks = sum(1 for cell in line.cells if cell.is_tick)
    return line.in_table and len(line.filled) >= 2 and (ticks >= 1 or len(line.cells) >= 12)


def _last_row(lines: tuple[Line, ...], first: int) -> int:
    """The last line of the table: before the closing formula, and the last one laid out as a table."""
    last = first
    for place in range(first, len(lines)):
        line = lines[place]
        if _CLOSING.match(fold(line.text)) and len(line.filled) <= 2 and not any(cell.is_tick for cell in line.cells):
            if not any(later.in_table and (len(later.filled) > 2 or heads(later)) for later in lines[place:]):
                break
            continue
        if line.in_table and (line.filled or any(cell.fill for cell in line.cells)):
            last = place
    return last


def _is_spaced(lines: tuple[Line, ...], first: int, last: int) -> bool:
    """Whether empty lines stand between most rows, so that one more says nothing of a page's end."""
    rows = sum(1 for line in lines[first : last + 1] if line.filled)
    gaps = sum(1 for place in range(first, last) if lines[place].filled and not lines[place + 1].filled)
    return gaps * 2 > rows > 6


_FURNITURE = re.compile(
    r"^[-–—\s]*(?:halaman|hal\.?|page)?\s*\d{1,3}\s*(?:dari \d+|/\s*\d+)?[-–—\s]*$|^\W*$"
    r"|^\W*(?:https?://|www\.|jdih\b)\S*\W*$|(?:\.\s?){3,}$|…$",
    re.IGNORECASE,
)
_HEAD_OF_ANNEX = re.compile(
    r"^(lampiran|keputusan|nomor|tentang|rencana aksi|komisi pemilihan|di lingkungan|tahun \d{4}|salinan"
    r"|kota |kabupaten |provinsi )"
)


def _pages(lines: tuple[Line, ...], first: int, last: int, has_heading: bool) -> Annex:
    pages: list[Page] = []
    rows: list[Line] = []
    unplaced: list[Line] = []
    columns: Columns | None = None
    gap = in_heading = 0
    has_months = False

    spaced = _is_spaced(lines, first, last)

    def close(next_columns: Columns | None) -> None:
        nonlocal rows, columns, gap
        if rows:
            pages.append(Page(tuple(rows), columns, gap))
        rows, columns, gap = [], next_columns, 0

    for place in range(first, last + 1):
        line = lines[place]
        found = heads(line)
        january = january_column(line) if line.in_table else None
        if found:
            close(_columns(found, lines, place))
            in_heading, has_months = 1, has_months or "months" in found
        elif in_heading and line.in_table and (january is not None or is_column_numbers(line) or _only_heads(line)):
            if january is not None and columns is not None and january > 2:
                columns, has_months = replace(columns, january=january), True
            in_heading += 1
        elif (
            is_column_numbers(line)
            and (january is None or january <= 2)
            and not any(cell.is_tick for cell in line.cells)
        ):
            continue
        elif january is not None and january >= 3:
            close(Columns(_starts_before(january), january, None, declared=False))
            in_heading, has_months = 1, True
        elif line.in_table and (line.filled or any(cell.fill for cell in line.cells)):
            if (
                not line.sheet
                and len(line.filled) == 1
                and _FURNITURE.match(line.text)
                and not line.filled[0].is_tick
                and len(line.cells) < 3
            ):
                continue
            in_heading = 0
            rows.append(line)
        elif not line.filled:
            if rows and not spaced:
                close(None)
            gap += 1
        elif not _FURNITURE.match(line.text) and not _HEAD_OF_ANNEX.match(fold(line.text)):
            in_heading = 0
            rows.append(line)
            unplaced.append(line)
    close(None)
    body = (*lines[:first], *lines[last + 1 :])
    return Annex(tuple(pages), body, tuple(unplaced), has_heading, has_months)


def _only_heads(line: Line) -> bool:
    return bool(line.filled) and all(
        _roles(cell.text) or fold(cell.text) in ("keberhasilan", "perubahan") for cell in line.filled
    )


def _columns(found: dict[str, int], lines: tuple[Line, ...], place: int) -> Columns:
    starts = {role: found[role] for role in ("number", *TEXT_LEVELS) if role in found}
    last = max(starts.values())
    january = found.get("months", last + 1)
    return Columns(starts, max(january, last + 1), found.get("note"))


def _starts_before(january: int) -> dict[str, int]:
    levels = ("number", *TEXT_LEVELS)
    return {
        level: january - len(levels) + place for place, level in enumerate(levels) if january - len(levels) + place >= 0
    }
